"""Two runs held against each other, question by question."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any, Literal, get_args

from evals.intervals import mcnemar_probability, paired_bootstrap_probability
from evals.names import WHOLE, where
from evals.reasons import Reason, read_reason, reason
from evals.runs import Run

SIGNIFICANT = 0.05
# Smaller probabilities are told as less than this.
_HARDLY = 0.001
Change = Literal["fixed", "broken", "better", "worse"]
CHANGES: tuple[Change, ...] = get_args(Change)
CaseKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChangedScore:
    """One score of one case that differs; `fixed` and `broken` are from 0 to 1 and back."""

    split: str
    case: str
    suite: str
    score: str
    before: float
    after: float
    reason: Reason

    @property
    def change(self) -> Change:
        """Name the change."""
        if (self.before, self.after) == (0.0, 1.0):
            return "fixed"
        if (self.before, self.after) == (1.0, 0.0):
            return "broken"
        return "better" if self.after > self.before else "worse"


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of one figure over the cases that both runs scored.

    `probability` is that of so large a difference by chance: McNemar's exact test where all scores are 0
    or 1, else the paired bootstrap.
    """

    split: str
    suite: str
    language: str
    score: str
    count: int
    before: float
    after: float
    fixed: int
    broken: int
    probability: float

    @property
    def significant(self) -> bool:
        """Tell whether the runs differ by more than chance explains."""
        return self.after != self.before and self.probability < SIGNIFICANT

    @property
    def significantly_worse(self) -> bool:
        """Tell whether the later run is worse by more than chance explains."""
        return self.after < self.before and self.significant

    def sentence(self, *, named: bool = False) -> Reason:
        """Say what changed, by how much and how surely; `named` as in `where`."""
        sure = self.probability < _HARDLY
        return reason(
            "fell" if self.after < self.before else "rose",
            where=where(self.split, self.suite, WHOLE, self.language, self.score, named=named),
            count=self.count,
            fixed=self.fixed,
            broken=self.broken,
            before=f"{self.before:.3f}",
            after=f"{self.after:.3f}",
            chance=reason("hardly_chance") if sure else reason("chance", probability=f"{self.probability:.3f}"),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of each case from one run to another."""

    before: str
    after: str
    changes: tuple[ChangedScore, ...]
    differences: tuple[Difference, ...]
    reworded: tuple[CaseKey, ...]
    edited: tuple[CaseKey, ...]
    added: tuple[CaseKey, ...]
    removed: tuple[CaseKey, ...]
    state: tuple[str, ...] = field(default=())
    lost: tuple[str, ...] = field(default=())

    def worse(self) -> list[Difference]:
        """Return the figures that got worse by more than chance explains."""
        return [difference for difference in self.differences if difference.significantly_worse]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs; cases whose question or expectation was edited are named and not compared.

    `reworded` are answers of other words but the same scores; `state` names what the runs were made with
    that differs, and `lost` the built-in documents that the later run had no more, whether or not a case
    asks about them.
    """
    old, new = ({(case["split"], case["id"]): case for case in run.cases} for run in (before, after))
    both = [key for key in new if key in old]
    edited = [key for key in both if _asked(old[key]) != _asked(new[key])]
    same = [key for key in both if key not in set(edited)]
    changes = [change for key in same for change in _changes(key, old[key], new[key])]
    changed = {(change.split, change.case) for change in changes}
    reworded = [key for key in same if key not in changed and _said(old[key]) != _said(new[key])]
    return Comparison(
        before.name,
        after.name,
        tuple(changes),
        tuple(_differences([(old[key], new[key]) for key in same])),
        tuple(reworded),
        tuple(edited),
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        tuple(_changed_state(before.description, after.description)),
        tuple(_lost(before.description, after.description)),
    )


def _lost(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the keys of lost documents; runs of former versions name none."""
    old, new = before.get("library", {}), after.get("library", {})
    return sorted(old.keys() - new.keys()) if new else []


def _asked(case: dict[str, Any]) -> Any:
    return [case[name] for name in ("question", "text", "history", "expected")]


def _said(case: dict[str, Any]) -> Any:
    answer = case.get("answer") or {}
    return [answer.get("kind"), answer.get("text"), case.get("classification"), case.get("draft"), case["error"]]


def _pairs(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, str, float, float, Reason]]:
    for suite, scores in new["scores"].items():
        known = old["scores"].get(suite, {})
        for name, score in scores.items():
            if name in known:
                yield suite, name, known[name]["value"], score["value"], read_reason(score["reason"])


def _changes(key: CaseKey, old: dict[str, Any], new: dict[str, Any]) -> list[ChangedScore]:
    return [
        ChangedScore(*key, suite, name, before, after, reason)
        for suite, name, before, after, reason in _pairs(old, new)
        if before != after
    ]


def _differences(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[Difference]:
    values: dict[tuple[str, str, str, str], list[tuple[float, float]]] = {}
    for old, new in pairs:
        for suite, name, before, after, _ in _pairs(old, new):
            values.setdefault((new["split"], suite, new["language"], name), []).append((before, after))
    for key, found in values.items():
        fixed = sum(pair == (0.0, 1.0) for pair in found)
        broken = sum(pair == (1.0, 0.0) for pair in found)
        binary = all(value in (0.0, 1.0) for pair in found for value in pair)
        probability = (
            mcnemar_probability(fixed, broken)
            if binary
            else paired_bootstrap_probability([after - before for before, after in found])
        )
        before, after = (fmean(values) for values in zip(*found, strict=True))
        yield Difference(*key, len(found), before, after, fixed, broken, probability)


def _changed_state(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for name in ("environment", "models", "day", "hashes", "library"):
        if name in before and name in after:
            yield from _differing(name, before[name], after[name])


def _differing(name: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from _differing(f"{name}.{key}", before.get(key), after.get(key))
    elif before != after:
        yield name
