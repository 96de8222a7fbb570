"""Error rates, risk by coverage, and what a confidence is worth."""

from typing import Any

import pytest

from assistant.confidence import Band, ConfidenceTable, confidence_words, load_confidence
from assistant.evidence import load_gate
from assistant.second_reading import load_second_reading
from evals.reliability import Judged, confidence_bins, judge_case, measure_reliability, pool_bands, risk_coverage


def case(kind: str | None, confidence: float | None, **scores: float) -> dict[str, Any]:
    suite = "refusal" if kind == "refusal" else "answering"
    return {
        "split": "dev",
        "language": "en",
        "expected": {"kind": kind} if kind else {},
        "answer": {"confidence": confidence},
        "scores": {suite: {name: {"value": value} for name, value in scores.items()}},
    }


@pytest.mark.parametrize(
    ("recorded", "judged"),
    [
        (case("answer", 0.9, facts=1.0, right_source=1.0), Judged(True, 0.9, True)),
        (case("answer", 0.9, facts=0.5, right_source=1.0), Judged(True, 0.9, False)),
        (case("answer", 0.9, right_source=0.0), Judged(True, 0.9, False)),
        (case("answer", None, facts=0.0), Judged(True, None, False)),
        (case("refusal", 0.7), Judged(False, 0.7, False)),
        (case("small_talk", None), None),
    ],
)
def test_an_answer_is_right_with_every_fact_from_the_right_source(recorded: Any, judged: Judged | None) -> None:
    assert judge_case(recorded) == judged


def test_false_answers_and_false_refusals_are_counted_apart() -> None:
    cases = [case("refusal", 0.7), case("refusal", None), case("answer", None), case("answer", 0.9, facts=1.0)]
    found = measure_reliability(cases)["dev/en"]
    assert (found["false_answers"]["value"], found["false_refusals"]["value"]) == (0.5, 0.5)


def test_risk_is_that_of_the_surest_answers_first() -> None:
    judged = [Judged(True, 0.9, True), Judged(True, 0.6, False), Judged(False, None, False), Judged(True, 0.8, True)]
    assert risk_coverage(judged) == [(0.25, 0.0), (0.5, 0.0), (0.75, 0.3333)]


def test_bins_are_equally_full_and_ordered() -> None:
    judged = [Judged(True, number / 20, number > 10) for number in range(20)]
    bins = confidence_bins(judged, bins=4)
    assert [found["count"] for found in bins] == [5, 5, 5, 5] and bins[0]["right"] == 0 and bins[-1]["right"] == 1


def test_pooled_bands_never_fall() -> None:
    bins = [
        {"from": number / 10, "right": right, "count": 10} for number, right in enumerate((0.7, 0.5, 0.9, 0.8, 1.0))
    ]
    bands = pool_bands(bins)
    assert [round(band["right"], 2) for band in bands] == [0.6, 0.85, 1.0]
    assert sum(band["count"] for band in bands) == 50


TABLE = ConfidenceTable("v", {"en": (Band(0.6, 0.78, 50), Band(0.9, 1.0, 50)), "zh": (Band(0.5, 0.9, 50),)})


@pytest.mark.parametrize(
    ("confidence", "language", "words"),
    [
        (0.89, "en", "7 times in 10"),
        (0.9, "en", "9 times in 10"),
        (0.1, "en", "7 times in 10"),
        (0.7, "zh", "10次里有9次"),
    ],
)
def test_words_say_what_was_measured_rounded_down(confidence: float, language: Any, words: str) -> None:
    assert words in (confidence_words(confidence, language, table=TABLE) or "")


def test_without_a_confidence_or_a_measure_there_are_no_words() -> None:
    assert confidence_words(None, "en", table=TABLE) is None
    assert confidence_words(0.9, "en", table=ConfidenceTable("v", {})) is None


def test_the_packaged_table_was_measured_with_the_packaged_gate() -> None:
    table = load_confidence()
    second = load_second_reading()
    assert second is not None
    used = f"{load_gate().version}+{second.version}"
    assert table.gate == used, "Run 'assistant evaluate --calibrate': a gate has changed."
    assert set(table.bands) == {"en", "zh"}
