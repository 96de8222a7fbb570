"""Which matter a client's question is about, beside what rules say: who asks how to get his money back is owed some.

A logistic regression on the vectors of questions, fitted by `evals.asked_fitting`; without one fitted to the embedding
model nothing is heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.embedding import Embedder, Vectors

FITTED_FILE = Path(__file__).with_name("asked_matters.npz")
# What a question is about that is about none of the matters.
NOTHING = "none"


@dataclass(frozen=True, slots=True, eq=False)
class AskedMatters:
    """The fitted regression: weights by matter (rows) and dimension, an intercept each, and from where one is heard."""

    embedding: str
    matters: tuple[str, ...]
    weights: Vectors
    intercepts: Vectors
    threshold: float

    def hear(self, vectors: Vectors) -> list[str]:
        """Return for each question, by its vector, the matter that it is about, or NOTHING."""
        odds = vectors @ self.weights.T + self.intercepts
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        sure = shares[np.arange(len(best)), best] >= self.threshold
        return [self.matters[place] if is_sure else NOTHING for place, is_sure in zip(best, sure, strict=True)]


def matters_asked(questions: Sequence[str], embedder: Embedder) -> list[frozenset[str]]:
    """Return the matter that each question is about; none for most."""
    fitted = load_asked_matters()
    if not questions or fitted.embedding != embedder.name:
        return [frozenset()] * len(questions)
    heard = fitted.hear(embedder.embed_questions(questions))
    return [frozenset({matter} - {NOTHING}) for matter in heard]


@cache
def load_asked_matters(path: Path = FITTED_FILE) -> AskedMatters:
    """Read what was fitted last."""
    with np.load(path) as fitted:
        return AskedMatters(
            str(fitted["embedding"]),
            tuple(map(str, fitted["matters"])),
            fitted["weights"].astype(np.float32),
            fitted["intercepts"].astype(np.float32),
            float(fitted["threshold"]),
        )
