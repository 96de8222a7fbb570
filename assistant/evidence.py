"""The evidence gate: do the sources answer this question, or is it honest to decline?

Similarity to the library alone does not tell a question that it answers from one that only sounds so.
The gate weighs it against the similarity to what the library is known not to answer, the boundary topics.
Its coefficients are fitted by logistic regression on the project's own questions and stand in one file.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.datatypes import Language, RetrievedSection, SectionKey
from assistant.embedding import Vectors
from assistant.keyword_index import KeywordIndex
from assistant.language import language_of
from assistant.logistic import logistic_sum, version_of
from assistant.retrieval import Retrieved

# Of so many nearest typical questions it is asked whether they speak for the same section or topic.
_AGREEING = 10
_GATE_FILE = Path(__file__).with_name("evidence_gate.json")
# A number that goes on, or that counts something, is no year: 2000 yuan, 20000, 2000斤.
_YEAR = re.compile(
    r"(?<![\d.,¥￥])(?:19|20)\d\d(?!\d|[.,]\d|\s*(?:yuan|rmb|cny|kg|jin|mu|boxes|people|times|%|[元块多几个斤亩户人家件箱单万字]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gate:
    """A fitted gate: a probability is a logistic sum; at `threshold` and above, the sources answer."""

    version: str
    coefficients: Mapping[str, float]
    intercepts: Mapping[str, float]
    threshold: float

    @property
    def sealed(self) -> bool:
        """Tell whether the gate is as it was fitted; one that was changed by hand keeps the version of another."""
        return self.version == version_of(dict(self.coefficients), dict(self.intercepts), self.threshold)

    def probability(self, features: Mapping[str, float], language: Language) -> float:
        """Return how probable it is (0 to 1) that the sources answer."""
        return logistic_sum(features, self.coefficients, self.intercepts[language])


def load_gate(path: Path = _GATE_FILE) -> Gate:
    """Read the gate that was fitted last."""
    return Gate(**json.loads(path.read_text(encoding="utf-8")))


def fit_topic(inside: Vectors, outside: Vectors) -> Vectors:
    """Return the line that best parts typical questions inside the library from those outside it.

    It is the ridge regression of +1 and -1 on the vectors, both sides weighing alike; the last number is
    the intercept. Without questions on both sides there is nothing to part, and the line is zero.
    """
    if not len(inside) or not len(outside):
        return np.zeros((inside.shape[-1] if len(inside) else outside.shape[-1]) + 1, dtype=np.float32)
    rows = np.vstack([inside, outside])
    rows = np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])
    wanted = np.r_[np.ones(len(inside)), -np.ones(len(outside))]
    weights = np.where(wanted > 0, len(rows) / (2 * len(inside)), len(rows) / (2 * len(outside)))
    weighted = rows * weights[:, None]
    solution = np.linalg.solve(weighted.T @ rows + np.eye(rows.shape[1]), weighted.T @ wanted)
    return np.asarray(solution, dtype=np.float32)


class Evidence:
    """Measures what speaks for and against answering a question from one library."""

    def __init__(self, keywords: KeywordIndex, topic: Vectors, gate: Gate) -> None:
        self.keywords = keywords
        self.topic = topic
        self.gate = gate

    def probability(self, retrieved: Retrieved) -> float:
        """Return how probable it is (0 to 1) that the sources answer."""
        language = language_of(retrieved.question)
        return self.gate.probability(self.measure(retrieved), language)

    def measure(self, retrieved: Retrieved) -> dict[str, float]:
        """Return what the gate looks at, by name.

        `boundary` is the cosine of the nearest typical question outside the library (that of the nearest one inside
        is in `score`), `votes` the share of the library among the nearest ones of both, `agreement` and
        `boundary_agreement` how far the nearest ones inside speak for the best section, and those outside
        for one topic, `topic` the side of the line between them, `score` the best section's score, `lead` how
        far it is ahead of the third, `coverage` the share of the question's words it has, and `years` is 1
        where the question names a year that it does not have.
        """
        sections = retrieved.sections
        best = sections[0] if sections else None
        return {
            "boundary": retrieved.outside[0].similarity if retrieved.outside else -1.0,
            "votes": _votes(retrieved),
            "agreement": _agreement(retrieved),
            "boundary_agreement": _boundary_agreement(retrieved),
            "topic": float(retrieved.vector @ self.topic[:-1] + self.topic[-1]) if len(self.topic) > 1 else 0.0,
            "score": best.score if best else -1.0,
            "lead": best.score - sections[2].score if best and len(sections) > 2 else 0.0,
            "coverage": self.keywords.coverage(retrieved.question, best.key) if best else 0.0,
            "years": float(bool(best and _years(retrieved.question) - _years_of(best))),
        }


def _years(text: str) -> set[str]:
    return set(_YEAR.findall(text))


def _years_of(hit: RetrievedSection) -> set[str]:
    texts = (f"{document.title} {section.heading} {section.text}" for document, section in hit.languages.values())
    return _years(" ".join(texts))


def _votes(retrieved: Retrieved, neighbours: int = 30) -> float:
    weighed = [(max(hit.similarity, 0.0) ** 3, True) for hit in retrieved.asked]
    weighed += [(max(hit.similarity, 0.0) ** 3, False) for hit in retrieved.outside]
    nearest = sorted(weighed, reverse=True)[:neighbours]
    total = sum(weight for weight, _ in nearest)
    return sum(weight for weight, inside in nearest if inside) / total if total else 0.0


def _agreement(retrieved: Retrieved) -> float:
    """Return which share of the nearest typical questions of sections are those of the best section."""
    nearest = [hit.key for hit in retrieved.asked[:_AGREEING]]
    return nearest.count(retrieved.sections[0].key) / len(nearest) if nearest and retrieved.sections else 0.0


def _boundary_agreement(retrieved: Retrieved) -> float:
    """Return which share of the nearest boundary questions the topic has that has most of them."""
    counts = Counter(hit.key for hit in retrieved.outside[:_AGREEING])
    return max(counts.values()) / counts.total() if counts else 0.0


def nearest_boundary(retrieved: Retrieved) -> SectionKey | None:
    """Return the boundary topic that most of the nearest typical questions speak for; ties go by key."""
    weights: dict[SectionKey, float] = {}
    for hit in retrieved.outside[:5]:
        weights[hit.key] = weights.get(hit.key, 0.0) + max(hit.similarity, 0.0) ** 3
    return min(weights, key=lambda key: (-weights[key], key), default=None)
