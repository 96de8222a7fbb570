"""Sums scores up to figures with intervals, and holds them against the limits of one file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from evals.harness import Outcome
from evals.intervals import interval_of
from evals.names import WHOLE, where
from evals.reasons import Reason, reason

THRESHOLDS = Path(__file__).with_name("thresholds.json")
Limits = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """The mean of one score over the cases of a split, suite, group and language, with its 95 % interval.

    `limit` is the lowest value that is accepted, None where none is set.
    """

    split: str
    suite: str
    group: str
    language: str
    score: str
    count: int
    value: float
    low: float
    high: float
    limit: float | None = None

    @property
    def missed(self) -> bool:
        """Tell whether the figure is under its limit."""
        return self.limit is not None and self.value < self.limit

    def sentence(self) -> Reason:
        """Say what was found and what was wanted.

        >>> Figure("dev", "refusal", "near", "en", "declined", 40, 0.85, 0.7, 0.93, 0.9).sentence().en
        'refusal/near/en declined on dev: 0.850 (34 of 40 cases) is under the limit of 0.9.'
        """
        return reason(
            "under_limit",
            where=where(self.split, self.suite, self.group, self.language, self.score),
            value=f"{self.value:.3f}",
            told=f"{self.value * self.count:.1f}".removesuffix(".0"),
            count=self.count,
            limit=self.limit,
        )


def read_limits(path: Path = THRESHOLDS) -> Limits:
    """Return the limits by `suite/language` or `suite/group/language`, then by score."""
    limits: Limits = json.loads(path.read_text(encoding="utf-8"))
    return limits


def sum_up(outcomes: Iterable[Outcome], limits: Limits) -> list[Figure]:
    """Return the figures: splits, suites and scores in the order of the run, the whole of a suite before its groups."""
    values: dict[tuple[str, str, str, str, str], list[float]] = {}
    for outcome in outcomes:
        for suite, scores in outcome.scores.items():
            for group in dict.fromkeys((WHOLE, outcome.groups[suite] or WHOLE)):
                for name, score in scores.items():
                    key = (outcome.split, suite, group, outcome.case.language, name)
                    values.setdefault(key, []).append(score.value)
    suites = list(dict.fromkeys(suite for _, suite, *_ in values))
    splits = list(dict.fromkeys(split for split, *_ in values))
    keys = sorted(values, key=lambda key: (splits.index(key[0]), suites.index(key[1]), key[2] != WHOLE, key[2], key[3]))
    return [_figure(key, values[key], limits) for key in keys]


def _figure(key: tuple[str, str, str, str, str], values: list[float], limits: Limits) -> Figure:
    split, suite, group, language, name = key
    place = f"{suite}/{language}" if group == WHOLE else f"{suite}/{group}/{language}"
    low, high = interval_of(values)
    mean = fmean(values)
    return Figure(split, suite, group, language, name, len(values), mean, low, high, limits.get(place, {}).get(name))
