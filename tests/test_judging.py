"""What is read of the sections before a question is answered or put right."""

from collections.abc import Iterator, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

import assistant.judging
from assistant.judging import Judge
from assistant.passage_model import PassageReading, SentenceReading
from assistant.passage_reading import ReadSection
from assistant.premise_checks import Correction

DAY = date(2026, 11, 30)
ANYWHERE: Any = object()
FOUND: Any = SimpleNamespace(question="Why must I pay?", sections=())
QUIET, LOUD, ASIDE = (2.0, -5.0), (2.0, 4.0), (-2.0, -5.0)


class Desk:
    """Hands out sections that are read with these log-odds (answers, contradicts), and counts how many are."""

    def __init__(self, odds: Sequence[tuple[float, float]]) -> None:
        self.odds = odds
        self.read = 0

    def __call__(self, *_: Any, **__: Any) -> Iterator[ReadSection]:
        for answers, contradicts in self.odds:
            self.read += 1
            told = (SentenceReading(answers, contradicts),)
            yield ReadSection(ANYWHERE, (f"Sentence {self.read}.",), PassageReading(answers, contradicts, told))


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    evidence: Any = SimpleNamespace(gate=SimpleNamespace(threshold=0.5), probability=lambda _: 0.6)
    other = Correction("I pay", ANYWHERE, "Another sentence.", 0.9)
    monkeypatch.setattr(Judge, "_surest", lambda *_: (0.9, other))
    retriever: Any = SimpleNamespace(vectors=None)
    return Judge(retriever, evidence)


def sit(monkeypatch: pytest.MonkeyPatch, *odds: tuple[float, float]) -> Desk:
    desk = Desk(odds)
    monkeypatch.setattr(assistant.judging, "read_sections", desk)
    return desk


def test_whether_the_sources_answer_is_weighed_with_the_best_section_alone(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(monkeypatch, QUIET, ASIDE)
    answered = judge.weigh(FOUND)
    assert desk.read == 1
    sit(monkeypatch, ASIDE, QUIET)
    assert judge.weigh(FOUND) < answered
    sit(monkeypatch)
    assert judge.weigh(FOUND) == 0.6


def test_a_section_that_answers_and_contradicts_nothing_is_the_only_one_that_is_read(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(monkeypatch, QUIET, LOUD)
    assert judge.correct("Why must I pay?", FOUND, "en", DAY) is None and desk.read == 1


def test_beside_one_that_does_not_answer_a_second_one_may_put_the_premise_right(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(monkeypatch, ASIDE, LOUD)
    correction = judge.correct("Why must I pay?", FOUND, "en", DAY)
    assert desk.read == 2 and correction is not None and correction.sure and correction.sentence == "Sentence 2."
    desk = sit(monkeypatch, ASIDE, ASIDE)
    assert judge.correct("Why must I pay?", FOUND, "en", DAY) is None and desk.read == 2


def test_where_nothing_is_read_the_premise_gate_decides(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    sit(monkeypatch)
    correction = judge.correct("Why must I pay?", FOUND, "en", DAY)
    assert correction is not None and correction.sentence == "Another sentence."
