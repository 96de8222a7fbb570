"""The evidence gate: do the sources answer this question, or is it honest to decline?

Similarity to the library alone does not tell a question that it answers from one that only sounds so.
The gate weighs it against the similarity to what the library is known not to answer, the boundary topics.
Its coefficients are fitted by logistic regression on the project's own questions and stand in one file.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.datatypes import Language, SectionKey
from assistant.keyword_index import KeywordIndex
from assistant.retrieval import Retrieved

_GATE_FILE = Path(__file__).with_name("evidence_gate.json")


@dataclass(frozen=True, slots=True)
class Gate:
    """A fitted gate: a probability is a logistic sum; at `threshold` and above, the sources answer."""

    version: str
    coefficients: Mapping[str, float]
    intercepts: Mapping[str, float]
    threshold: float

    def probability(self, features: Mapping[str, float], language: Language) -> float:
        """Return how probable it is (0 to 1) that the sources answer."""
        weighted = (self.coefficients[name] * features[name] for name in self.coefficients)
        return 1 / (1 + math.exp(-(self.intercepts[language] + sum(weighted))))


@cache
def load_gate(path: Path = _GATE_FILE) -> Gate:
    """Read the gate that was fitted last."""
    return Gate(**json.loads(path.read_text(encoding="utf-8")))


def measure_evidence(retrieved: Retrieved, keywords: KeywordIndex) -> dict[str, float]:
    """Return what the gate looks at, by name; every feature lies between -1 and 1.

    `question` and `boundary` are the cosines of the nearest typical questions inside and outside the
    library, `votes` the share of the library among the nearest ones of both, `score` the best section's
    score, `lead` how far it is ahead of the third, and `coverage` the share of the words it has.
    """
    sections = retrieved.sections
    best = sections[0] if sections else None
    return {
        "question": retrieved.asked[0].similarity if retrieved.asked else -1.0,
        "boundary": retrieved.outside[0].similarity if retrieved.outside else -1.0,
        "votes": _votes(retrieved),
        "score": best.score if best else -1.0,
        "lead": best.score - sections[2].score if best and len(sections) > 2 else 0.0,
        "coverage": keywords.coverage(retrieved.question, best.key) if best else 0.0,
    }


def _votes(retrieved: Retrieved, neighbours: int = 30) -> float:
    weighed = [(max(hit.similarity, 0.0) ** 3, True) for hit in retrieved.asked]
    weighed += [(max(hit.similarity, 0.0) ** 3, False) for hit in retrieved.outside]
    nearest = sorted(weighed, reverse=True)[:neighbours]
    total = sum(weight for weight, _ in nearest)
    return sum(weight for weight, inside in nearest if inside) / total if total else 0.0


def nearest_boundary(retrieved: Retrieved) -> SectionKey | None:
    """Return the boundary topic that most of the nearest typical questions speak for; ties go by key."""
    weights: dict[SectionKey, float] = {}
    for hit in retrieved.outside[:5]:
        weights[hit.key] = weights.get(hit.key, 0.0) + max(hit.similarity, 0.0) ** 3
    return min(weights, key=lambda key: (-weights[key], key), default=None)
