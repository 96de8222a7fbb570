"""Does a sentence of a client tell something that a rule forbids, punishes or makes him answer for?

A fitted logistic sum of how a breach or a complaint sounds (`direction`, a line through the packaged model's vectors)
and of how well the library knows the matter. It is fitted on the project's own sentences of clients, told and
innocent, by `evals.told_fitting`, and stands in one file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.chunking import belief_chunk_ids
from assistant.datatypes import Language, RetrievedSection
from assistant.embedding import Vectors
from assistant.logistic import logistic_sum
from assistant.retrieval import Retrieved
from assistant.vector_index import VectorIndex

_GATE_FILE = Path(__file__).with_name("told_gate.json")
# How sharply the beliefs nearest to a sentence outweigh those farther off.
_SHARPNESS = 12.0


@dataclass(frozen=True, slots=True)
class ToldGate:
    """A fitted gate. `directions` holds, by the name of the embedding model, a weight for each dimension, then that of
    Chinese and the intercept; a sentence whose direction is below `worth` is not looked up at all."""

    version: str
    directions: Mapping[str, Sequence[float]]
    coefficients: Mapping[str, float]
    intercepts: Mapping[str, float]
    worth: float
    threshold: float

    def knows(self, embedding: str) -> bool:
        """Tell whether it was fitted to an embedding model of this name."""
        return embedding in self.directions

    def direct(self, vectors: Vectors, language: Language, embedding: str) -> Vectors:
        """Return for each vector how much its sentence sounds like a breach or a complaint, about -1 to 1."""
        line = np.array(self.directions[embedding], dtype=np.float32)
        return np.asarray(vectors @ line[:-2] + line[-2] * (language == "zh") + line[-1], dtype=np.float32)

    def probability(self, features: Mapping[str, float], language: Language) -> float:
        """Return how probable it is (0 to 1) that a rule speaks of what a sentence tells."""
        return logistic_sum(features, self.coefficients, self.intercepts[language])


@cache
def load_told_gate(path: Path = _GATE_FILE) -> ToldGate:
    """Read the gate that was fitted last."""
    return ToldGate(**json.loads(path.read_text(encoding="utf-8")))


def measure_told(found: Retrieved, direction: float, answerable: float, index: VectorIndex) -> dict[str, float]:
    """Return what the gate looks at, by name.

    `direction` is that of the gate, `answerable` how probable it is that the library knows the matter, `question` and
    `keywords` how near the best section's typical questions and words come, `leaning` on which side of that section's
    beliefs the sentence lies: above 0 on that of the wrong ones.
    """
    best = found.sections[0]
    return {
        "direction": direction,
        "answerable": answerable,
        "question": best.parts.question,
        "keywords": best.parts.keywords,
        "leaning": _leaning(best, found.vector, index),
    }


def _leaning(section: RetrievedSection, vector: Vectors, index: VectorIndex) -> float:
    pairs = [pair for document, own in section.languages.values() for pair in belief_chunk_ids(document, own)]
    if not pairs:
        return 0.0
    known = index.vectors("belief", [chunk for pair in pairs for chunk in pair])
    wrong = np.stack([known[first] for first, _ in pairs])
    right = np.stack([known[second] for _, second in pairs])
    apart = wrong - right
    sides = (apart @ vector) / np.maximum(np.linalg.norm(apart, axis=1), 1e-6)
    weights = np.exp(_SHARPNESS * np.maximum(wrong @ vector, right @ vector))
    return float((sides * weights).sum() / weights.sum())
