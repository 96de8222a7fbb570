"""What a client's question is about, beside what rules say, and whose office it belongs to.

Who asks how to get his money back is owed some; who asks whether he answers for a partner's debt had better see a
lawyer. Two logistic regressions on the vectors of questions, fitted by `evals.asked_fitting`; without one fitted to the
embedding model nothing is heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.embedding import Embedder, Vectors

MATTERS_FILE = Path(__file__).with_name("asked_matters.npz")
OFFICES_FILE = Path(__file__).with_name("asked_offices.npz")
# What a question is about that is about none of the matters.
NOTHING = "none"


class HeardLabel(NamedTuple):
    """A label that was heard, or NOTHING, and whether it was heard surely."""

    label: str
    is_sure: bool


@dataclass(frozen=True, slots=True, eq=False)
class AskedLabels:
    """A fitted regression: weights by label (rows) and dimension, an intercept each, and from where one is heard, and
    heard surely (`surely`): so that a step may rest on it."""

    embedding: str
    labels: tuple[str, ...]
    weights: Vectors
    intercepts: Vectors
    threshold: float
    surely: float

    def hear(self, vectors: Vectors) -> list[HeardLabel]:
        """Return for each question, by its vector, its label, or NOTHING where none is heard."""
        shares = self.weigh(vectors)
        best = shares.argmax(axis=1)
        highest = shares[np.arange(len(best)), best]
        return [
            HeardLabel(self.labels[place] if share >= self.threshold else NOTHING, bool(share >= self.surely))
            for place, share in zip(best, highest, strict=True)
        ]

    def weigh(self, vectors: Vectors) -> Vectors:
        """Return how probable each label is (columns) for each question (rows)."""
        odds = vectors @ self.weights.T + self.intercepts
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True), dtype=np.float32)


def matters_asked(questions: Sequence[str], embedder: Embedder) -> list[frozenset[str]]:
    """Return the matter that each question is about, with what was told before it; none for most."""
    return [frozenset({matter} - {NOTHING}) for matter, _ in _heard(questions, embedder, MATTERS_FILE)]


def offices_asked(questions: Sequence[str], embedder: Embedder) -> list[HeardLabel]:
    """Return whose office each question belongs to, with what was told before it; NOTHING where none is heard."""
    return _heard(questions, embedder, OFFICES_FILE)


def _heard(questions: Sequence[str], embedder: Embedder, path: Path) -> list[HeardLabel]:
    fitted = load_labels(path)
    if not questions or fitted.embedding != embedder.name:
        return [HeardLabel(NOTHING, is_sure=False)] * len(questions)
    return fitted.hear(embedder.embed_questions(questions))


@cache
def load_labels(path: Path) -> AskedLabels:
    """Read what was fitted last."""
    with np.load(path) as fitted:
        return AskedLabels(
            str(fitted["embedding"]),
            tuple(map(str, fitted["labels"])),
            fitted["weights"].astype(np.float32),
            fitted["intercepts"].astype(np.float32),
            float(fitted["threshold"]),
            float(fitted["surely"]),
        )
