"""What the passage model reads, weighed with what the gates say."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.logistic import log_odds
from assistant.passage_model import PassageReading, SentenceReading
from assistant.passage_reading import ReadSection, correct_by, most_contradicting, settles
from assistant.premise_checks import Correction
from assistant.second_reading import (
    SecondReading,
    load_second_reading,
    measure_answers,
    measure_contradiction,
)

ANYWHERE: Any = object()


@pytest.fixture
def second() -> SecondReading:
    found = load_second_reading()
    assert found is not None
    return found


def read(answers: float, contradicts: float, *sentences: float) -> ReadSection:
    told = tuple(SentenceReading(0.0, odds) for odds in sentences or (contradicts,))
    texts = tuple(f"Sentence {number}." for number in range(len(told)))
    return ReadSection(ANYWHERE, texts, PassageReading(answers, contradicts, told))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_answers_better_is_more_probable(second: SecondReading, language: Any) -> None:
    weak, strong = (second.answerable(0.6, read(odds, -3.0), language, threshold=0.4) for odds in (-4.0, 4.0))
    assert weak < 0.4 < strong


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_contradicts_more_is_more_probable(second: SecondReading, language: Any) -> None:
    weak, strong = (
        second.premises.probability(measure_contradiction(0.2, [read(2.0, odds), read(-2.0, -4.0)]), language)
        for odds in (-4.0, 4.0)
    )
    assert weak < second.doubtful < second.sure < strong


def test_odds_are_bounded() -> None:
    assert log_odds(0.0) == -log_odds(1.0) and measure_answers(0.5, read(99.0, 0.0))["section"] == log_odds(1.0)


def test_the_sentence_that_contradicts_most_corrects() -> None:
    sections = [read(1.0, -2.0), read(1.0, 3.0, -1.0, 2.5)]
    assert most_contradicting(sections) is sections[1]
    correction = correct_by("Why so?", sections, None)
    assert correction is not None and correction.sentence == "Sentence 1."


def test_a_section_settles_a_question_that_it_answers_and_does_not_contradict() -> None:
    assert settles(read(1.0, -4.0))
    assert not settles(read(-1.0, -4.0)) and not settles(read(1.0, -1.0))


def test_where_none_clearly_does_another_correction_stands() -> None:
    other = Correction("clause", ANYWHERE, "Another sentence.", 0.5)
    assert correct_by("Why so?", [read(1.0, -2.0)], other) is other
    assert correct_by("Why so?", [read(1.0, -2.0)], None) is None
    assert correct_by("Why so?", [read(1.0, 2.0)], other) is not other


def test_it_is_sealed_and_one_that_was_changed_is_not(second: SecondReading) -> None:
    assert second.sealed and not replace(second, threshold=0.5).sealed


def test_before_anything_was_fitted_there_is_none(tmp_path: Path) -> None:
    assert load_second_reading(tmp_path / "none.json") is None
