"""Scores of classifications: each axis, the risks, and whether what a description leaves open stays open.

A score is a mean over the descriptions that a label was written for; None where there are none. A label may
be a list, of which any will do. The risks expected are those at level high.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.typology import UNCLEAR
from evals.cases import Case

AXES = ("origin", "base", "role", "target_mode")


@dataclass(frozen=True, slots=True)
class Judged:
    """A description with the labels that were given to it."""

    case: Case
    labels: Mapping[str, str]
    risks: frozenset[str]


def judge(case: Case, diagnosis: Mapping[str, Any]) -> Judged:
    """Return the labels of a diagnosis, the object that `classify --json` prints, beside the case."""
    found = diagnosis["classification"]
    high = frozenset(risk["label"] for risk in found["risks"] if risk["level"] == "high")
    return Judged(case, {axis: found[axis]["label"] for axis in AXES}, high)


def accepted(case: Case, axis: str) -> tuple[str, ...]:
    """Return the labels that are right for an axis; empty where none was written."""
    wanted = case.expected.labels.get(axis, ())
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def axis_accuracy(judged: Sequence[Judged], axis: str) -> float | None:
    """Return the share of descriptions whose label is right."""
    return _share([one.labels[axis] in accepted(one.case, axis) for one in judged if accepted(one.case, axis)])


def risk_f1(judged: Sequence[Judged]) -> float | None:
    """Return F1 of the risks named high, counted over all descriptions together."""
    told = [(one.risks, frozenset(one.case.expected.labels["risks"])) for one in judged if _has_risks(one.case)]
    hits = sum(len(found & wanted) for found, wanted in told)
    named = sum(len(found) + len(wanted) for found, wanted in told)
    return 2 * hits / named if named else None


def open_kept(judged: Sequence[Judged]) -> float | None:
    """Return the share of axes to be left open that are left open."""
    return _share([one.labels[axis] == UNCLEAR for one in judged for axis in AXES if _is_open(one.case, axis)])


def clear_left_open(judged: Sequence[Judged]) -> float | None:
    """Return the share of axes to be decided that are left open; here, lower is better."""
    return _share(
        [
            one.labels[axis] == UNCLEAR
            for one in judged
            for axis in AXES
            if accepted(one.case, axis) and UNCLEAR not in accepted(one.case, axis)
        ]
    )


def sum_up_classifications(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return every figure by its name."""
    accuracies = {axis: axis_accuracy(judged, axis) for axis in AXES}
    return {
        **accuracies,
        "risk_f1": risk_f1(judged),
        "open_kept": open_kept(judged),
        "clear_left_open": clear_left_open(judged),
    }


def _is_open(case: Case, axis: str) -> bool:
    return accepted(case, axis) == (UNCLEAR,)


def _has_risks(case: Case) -> bool:
    return "risks" in case.expected.labels


def _share(found: Sequence[bool]) -> float | None:
    return sum(found) / len(found) if found else None
