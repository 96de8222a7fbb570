"""How far the confidence of answers can be trusted: error rates, risk by coverage, rightness by confidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evals.intervals import wilson_interval

_BINS = 5
_QUESTIONS = (None, "answer", "partial", "refusal")
_POINTS = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: whether the sources answer it, and whether the answer, if there was one, was right.

    `confidence` is None where it was declined. An answer is right that has every expected fact and cites an
    expected section; an answer to what the sources do not answer is wrong.
    """

    answerable: bool
    confidence: float | None
    right: bool


def judge_case(case: dict[str, Any]) -> Judged | None:
    """Return what a recorded case says of confidence; None for small talk, situations, follow-ups and orders."""
    suite = next((name for name in ("answering", "refusal") if name in case["scores"]), None)
    kind = case["expected"].get("kind")
    if suite is None or kind not in _QUESTIONS:
        return None
    scores = case["scores"][suite]
    answerable = kind != "refusal"
    complete = all(scores[name]["value"] == 1.0 for name in ("facts", "right_source") if name in scores)
    return Judged(answerable, case["answer"]["confidence"], answerable and complete)


def measure_reliability(cases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return by `split/language`: rates of false answers and refusals, risk by coverage, bins of confidence."""
    judged: dict[str, list[Judged]] = {}
    for case in cases:
        found = judge_case(case)
        if found:
            judged.setdefault(f"{case['split']}/{case['language']}", []).append(found)
    return {
        key: {
            "false_answers": _rate(one.confidence is not None for one in found if not one.answerable),
            "false_refusals": _rate(one.confidence is None for one in found if one.answerable),
            "risk_coverage": risk_coverage(found),
            "bins": confidence_bins(found),
        }
        for key, found in judged.items()
    }


def _rate(values: Iterable[bool]) -> dict[str, float]:
    found = list(values)
    low, high = wilson_interval(sum(found), len(found))
    return {"count": len(found), "value": sum(found) / len(found) if found else 0.0, "low": low, "high": high}


def risk_coverage(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Return (coverage, risk) from the surest answer to the last.

    Coverage is the share of all questions that are answered when only the surest are, risk the share of
    those answers that are wrong; the last point is how the assistant is set.
    """
    answered = sorted((one for one in judged if one.confidence is not None), key=lambda one: -(one.confidence or 0.0))
    points, wrong = [], 0
    for count, one in enumerate(answered, 1):
        wrong += not one.right
        points.append((round(count / len(judged), 4), round(wrong / count, 4)))
    step = max(1, len(points) // _POINTS)
    return [*points[step - 1 : -1 : step], *points[-1:]]


def confidence_bins(judged: Sequence[Judged], *, bins: int = _BINS) -> list[dict[str, float]]:
    """Return equally full bins of answers by confidence, the lowest first: how sure, how often right.

    >>> confidence_bins([Judged(True, 0.9, True), Judged(True, 0.7, False)], bins=1)[0]["right"]
    0.5
    """
    answered = sorted((one.confidence, one.right) for one in judged if one.confidence is not None)
    edges = [round(len(answered) * number / bins) for number in range(bins + 1)]
    found = []
    for start, end in pairwise(edges):
        part = answered[start:end]
        if part:
            right = sum(one for _, one in part)
            low, high = wilson_interval(right, len(part))
            mean = sum(confidence for confidence, _ in part) / len(part)
            found.append(
                {"from": part[0][0], "confidence": mean, "right": right / len(part), "low": low, "high": high}
                | {"count": len(part)}
            )
    return found


def pool_bands(bins: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Return bands in which more confidence never means less rightness: neighbours that say so are joined.

    >>> pool_bands([{"from": 0.6, "right": 0.8, "count": 10}, {"from": 0.8, "right": 0.6, "count": 10}])
    [{'from': 0.6, 'right': 0.7, 'count': 20}]
    """
    bands: list[dict[str, float]] = []
    for found in bins:
        bands.append({name: found[name] for name in ("from", "right", "count")})
        while len(bands) > 1 and bands[-2]["right"] >= bands[-1]["right"]:
            upper, lower = bands.pop(), bands.pop()
            count = lower["count"] + upper["count"]
            right = (lower["right"] * lower["count"] + upper["right"] * upper["count"]) / count
            bands.append({"from": lower["from"], "right": round(right, 4), "count": count})
    return bands
