"""Reasons, names and the words of the report: each in both languages, and each in use."""

import re
import string
from pathlib import Path

import pytest

from evals.names import _NAMES, name_of
from evals.reasons import _REASONS, Reason, listed, read_reason, reason
from evals.report_words import _WORDS
from evals.suites import SUITE_NAMES, SUITES

_HAN = re.compile(r"[\u4e00-\u9fff]")
_EVALS = Path(__file__).parent.parent / "evals"
# Frames of values alone, and marks.
_ALIKE = {"where", "in_group", "chance", "hardly_chance", "rate", "colon", "line_fault"}


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


@pytest.mark.parametrize("table", [_REASONS, _WORDS], ids=["reasons", "report"])
def test_every_frame_is_in_both_languages_and_holds_the_same_values(table: dict[str, tuple[str, str]]) -> None:
    for name, (en, zh) in table.items():
        assert fields(en) == fields(zh), name
        assert not _HAN.search(en) and (name in _ALIKE or _HAN.search(zh)), name


@pytest.mark.parametrize("suite", SUITE_NAMES)
def test_suites_and_their_scores_have_a_name_in_both_languages(suite: str) -> None:
    scores = SUITES[suite].scorers if suite in SUITES else ()
    for found in (name_of("suite", suite), *(name_of("score", score) for score in scores)):
        assert found.en and _HAN.search(found.zh)


def test_what_nobody_named_goes_by_its_id() -> None:
    assert name_of("half", "mine") == Reason("mine", "mine") and name_of("group", "answering").zh == "回答"
    assert set(_NAMES["language"]) == {"en", "zh"}


def test_no_reason_lies_unused() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in _EVALS.rglob("*.py"))
    made = {"premise_put_right", "premise_left_alone", "premise_wrongly_put_right", "premise_wrongly_left_alone"}
    made |= {"expired", "replaced", "median_ms", "p95_ms"}
    assert [name for name in _REASONS if name not in made and code.count(f'"{name}"') < 2] == []


def test_no_word_of_the_report_lies_unused() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in _EVALS.rglob("*.py"))
    plain = [name for name in _WORDS if not name.startswith(("change_", "expected_"))]
    assert [name for name in plain if code.count(f'"{name}"') + code.count(f"'{name}'") < 2] == []


def test_values_are_worded_in_the_language_of_the_reason() -> None:
    told = reason("kind", found=name_of("kind", "refusal"), wanted=name_of("kind", "answer"))
    assert (told.en, told.zh) == ("refusal, expected answer", "实际是拒答，应为回答")
    assert listed(["a", told]).zh == "a、实际是拒答，应为回答"


def test_a_reason_reads_back_as_it_was_recorded_and_an_old_one_in_english() -> None:
    told = reason("place", place=2)
    assert read_reason(told.to_dict()) == told and read_reason("all there") == Reason("all there", "all there")
