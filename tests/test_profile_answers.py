"""Answers are understood in the light of what was asked."""

import pytest

from assistant.datatypes import Language
from assistant.profile_answers import asked_facts, name_answer, read_answers, read_written, write_answer
from assistant.typology import FACT_VALUES
from assistant.typology_wording import QUESTIONS


def test_finds_what_was_asked_in_its_order_in_either_language() -> None:
    told = f"So. {QUESTIONS['own_brand'][1]}{QUESTIONS['partners'][1]}"
    assert asked_facts(told) == ("own_brand", "partners")
    assert asked_facts("What do you mean?") == ()


def test_a_bare_yes_or_no_answers_the_first_question() -> None:
    assert read_answers("yes", ["own_brand", "price_cutting"], "en") == {"own_brand": "yes"}
    assert read_answers("没有啊", ["own_brand"], "zh") == {"own_brand": "no"}


def test_parts_answer_question_by_question() -> None:
    answer = "1. no\n2. yes\n3. falling"
    assert read_answers(answer, ["own_brand", "price_cutting", "profit"], "en") == {
        "own_brand": "no",
        "price_cutting": "yes",
        "profit": "falling",
    }


def test_numbers_say_how_many_partners() -> None:
    assert read_answers("yes, two of them", ["partners"], "en") == {"partners": "few"}
    assert read_answers("有十家", ["partners"], "zh") == {"partners": "many"}
    assert read_answers("no, nobody", ["partners"], "en") == {"partners": "none"}


def test_a_named_value_answers_its_question_wherever_it_stands() -> None:
    assert read_answers("well, we share it equally", ["own_brand", "gain_sharing"], "en") == {"gain_sharing": "equal"}


def test_a_yes_says_nothing_of_a_fact_without_one() -> None:
    assert read_answers("yes", ["gain_sharing"], "en") == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_answer_that_is_written_is_read_as_that_fact_and_value(language: Language) -> None:
    for fact, values in FACT_VALUES.items():
        for value in (*values, None):
            assert read_written(write_answer(fact, value, language)) == {fact: value}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_answers_to_one_question_differ(language: Language) -> None:
    for fact, values in FACT_VALUES.items():
        assert len({name_answer(fact, value, language) for value in (*values, None)}) == len(values) + 1


def test_written_answers_may_stand_in_lines_and_beside_nothing_else() -> None:
    lines = [write_answer("own_brand", "no", "zh"), write_answer("partners", "few", "en")]
    assert read_written("\n".join(lines)) == {"own_brand": "no", "partners": "few"}
    assert read_written(f"{lines[0]} 那要办执照吗？") == {}
    assert read_written("") == {}
