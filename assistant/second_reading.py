"""Is the evidence enough, now that the best section was read beside the question?

The evidence gate weighs likeness; what the passage model reads in the best section is weighed with it here. Likewise
for what a question takes for granted, beside the premise gate, with what it reads in the two best ones. Both sums are
fitted on the project's own questions and stand in one file. Without the passage model, the gates decide alone.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.datatypes import Language
from assistant.logistic import FARTHEST, log_odds, logistic_sum, version_of
from assistant.passage_reading import ReadSection, most_contradicting

FITTED_FILE = Path(__file__).with_name("second_reading.json")


@dataclass(frozen=True, slots=True)
class LogisticSum:
    """A fitted logistic sum."""

    coefficients: Mapping[str, float]
    intercepts: Mapping[str, float]

    def probability(self, features: Mapping[str, float], language: Language) -> float:
        """Return the probability (0 to 1) that it gives to features."""
        return logistic_sum(features, self.coefficients, self.intercepts[language])


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Both sums with their limits, each a probability.

    From `threshold` on, the sources answer; from `sure` on, a premise is wrong, and from `doubtful` on it may be.
    """

    version: str
    evidence: LogisticSum
    threshold: float
    premises: LogisticSum
    sure: float
    doubtful: float

    @property
    def sealed(self) -> bool:
        """Tell whether it is as it was fitted."""
        sums = [dict(one) for own in (self.evidence, self.premises) for one in (own.coefficients, own.intercepts)]
        return self.version == version_of(sums, self.threshold, self.sure, self.doubtful)

    def answerable(self, likely: float, best: ReadSection, language: Language, *, threshold: float) -> float:
        """Return how probable it is that the sources answer, where the gate says `likely` and answers from `threshold`.

        The scale is the gate's: what lies at the threshold of the second reading lies at that of the gate.
        """
        probability = self.evidence.probability(measure_answers(likely, best), language)
        shifted = log_odds(probability) - log_odds(self.threshold) + log_odds(threshold)
        return 1 / (1 + math.exp(-shifted))


def measure_answers(likely: float, best: ReadSection) -> dict[str, float]:
    """Return what speaks for an answer: the gate's log-odds, and those of the best section."""
    return {"gate": log_odds(likely), "section": _bounded(best.reading.answers)}


def measure_contradiction(likely: float, read: Sequence[ReadSection]) -> dict[str, float]:
    """Return what speaks against a premise: the gate's log-odds, and those of the section that contradicts most.

    `contradicts` are those of that section as a whole, `sentence` those of its sentence that does most, `answers` how
    far it is on the matter, `others` the mean of the other sections.
    """
    most = most_contradicting(read)
    others = [_bounded(one.reading.contradicts) for one in read if one is not most]
    return {
        "gate": log_odds(likely),
        "contradicts": _bounded(most.reading.contradicts),
        "sentence": _bounded(max(one.contradicts for one in most.reading.sentences)),
        "answers": _bounded(most.reading.answers),
        "others": sum(others) / len(others) if others else -FARTHEST,
    }


def _bounded(odds: float) -> float:
    return max(-FARTHEST, min(FARTHEST, odds))


@cache
def load_second_reading(path: Path = FITTED_FILE) -> SecondReading | None:
    """Read what was fitted last; None before anything was."""
    if not path.is_file():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    return SecondReading(**kept | {name: LogisticSum(**kept[name]) for name in ("evidence", "premises")})
