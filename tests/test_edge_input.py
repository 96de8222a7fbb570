"""What people really paste: emoji, control characters, half characters, markup, code."""

import json
from collections.abc import Callable

import pytest

from assistant.asking import asking_sentences, last_asking_clause, split_question
from assistant.clauses import find_clauses
from assistant.datatypes import Message
from assistant.following_up import make_whole, needs_history
from assistant.language import clean, detect_language, fold, split_sentences
from assistant.measures import find_amounts
from assistant.quantities import find_quantities, with_plain_numbers
from assistant.service import Assistant
from assistant.stances import stances
from assistant.tokenizing import tokenize
from assistant.verification import support_of

TEXTS = {
    "emoji": "🍎🍏 卖苹果 👨‍👩‍👧‍👦 要登记吗？",
    "emoji only": "🙂🙂🙂",
    "nul": "Must I\0 register?",
    "surrogate": "Must I \ud83d register?",
    "sql": "'; DROP TABLE sections; -- must I register?",
    "html": "<script>alert('x')</script><b>Must I register?</b>",
    "right to left": "\u202eretsiger I tsuM\u202c",
    "zero width": "苹\u200b果\ufeff要登记吗",
    "combining": "e\u0301" * 30,
    "braces": "{limit} {0} %s $variable {{x}}",
    "regex": "(a+)+$ [^]] \\d{999} (?P<x>",
    "digits": "9" * 500,
    "blank": " \t\r\n\u3000",
    "marks": "？！。，；：?!.,;:",
    "long": "要登记吗" * 500,
}
READERS: list[Callable[[str], object]] = [
    detect_language, fold, split_sentences, tokenize, find_quantities, with_plain_numbers, asking_sentences,
    last_asking_clause, split_question, needs_history, find_clauses, find_amounts, stances,
]  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_cleaned_text_can_be_stored_and_printed(name: str) -> None:
    cleaned = clean(TEXTS[name])
    assert "\0" not in cleaned and cleaned.encode("utf-8").decode("utf-8") == cleaned


@pytest.mark.parametrize("name", TEXTS)
def test_every_reader_takes_it_and_says_the_same_twice(name: str) -> None:
    text = clean(TEXTS[name])
    assert [reader(text) for reader in READERS] == [reader(text) for reader in READERS]


@pytest.mark.parametrize("name", TEXTS)
def test_an_empty_text_supports_nothing(name: str) -> None:
    assert support_of(clean(TEXTS[name]), "") is None


def test_invisible_marks_do_not_hide_words() -> None:
    assert tokenize(clean(TEXTS["zero width"])) == tokenize("苹果要登记吗")


def test_markup_is_no_part_of_the_language() -> None:
    assert detect_language(clean(TEXTS["html"])) == "en" and detect_language(clean(TEXTS["emoji"])) == "zh"


def test_a_question_behind_strange_text_is_joined_to_its_history() -> None:
    history = [Message("user", clean(TEXTS["braces"])), Message("user", "Must growers of apples register orchards?")]
    assert make_whole("and pears?", history) == "Must growers of apples register orchards? and pears?"


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "long"])
def test_the_assistant_answers_or_declines_in_words(small_assistant: Assistant, name: str) -> None:
    printed = json.dumps(small_assistant.ask(TEXTS[name]).to_dict(), ensure_ascii=False).encode("utf-8")
    assert json.loads(printed)["text"].strip()
