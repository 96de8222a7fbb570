"""The premise gate: is what a question takes for granted wrong, or may it be?

It weighs what was found against a clause of the question. Its coefficients are fitted by logistic regression on
the project's own questions and stand in one file. From `sure` on the answer puts the premise right; from
`doubtful` on it begins with what the sources say on the matter, and calls nothing wrong.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.datatypes import Language
from assistant.logistic import logistic_sum
from assistant.premises import Suspicion

GATE_FILE = Path(__file__).with_name("premise_gate.json")


@dataclass(frozen=True, slots=True)
class PremiseGate:
    """A fitted gate: a probability is a logistic sum, and two limits for it."""

    version: str
    coefficients: Mapping[str, float]
    intercepts: Mapping[str, float]
    sure: float
    doubtful: float

    def probability(self, features: Mapping[str, float], language: Language) -> float:
        """Return how probable it is (0 to 1) that the premise is wrong."""
        return logistic_sum(features, self.coefficients, self.intercepts[language])

    def surest(self, suspicions: Sequence[Suspicion], language: Language) -> tuple[float, Suspicion] | None:
        """Return the most probable suspicion with its probability; the first of equal ones, None of none."""
        weighed = [(self.probability(one.features, language), one) for one in suspicions]
        return max(weighed, key=lambda pair: pair[0], default=None)


def load_premise_gate(path: Path = GATE_FILE) -> PremiseGate:
    """Read the gate that was fitted last."""
    return PremiseGate(**json.loads(path.read_text(encoding="utf-8")))
