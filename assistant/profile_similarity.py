"""How like each fact's example sentences a piece of text is, by the embedding model.

The examples stand in `profile_examples/examples.<language>.txt`. A linear map from vectors to labels, fitted to
them by ridge regression, scores new text: about 0 is unlike, 0.3 and more is like. For the packaged model the
fitted map is kept beside the examples, since embedding them anew takes half a minute; a test refits it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Embedder, Vectors
from assistant.profile_cues import EXAMPLES_FOLDER

LANGUAGES: tuple[Language, ...] = ("en", "zh")
_RIDGE = 2.0
_FITTED_FILE = EXAMPLES_FOLDER / "fitted.npz"


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence with the labels (fact=value) it stands for; none for what tells nothing."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The fitted map: a row of `weights` and an intercept for each label; the mean is the language's."""

    labels: tuple[str, ...]
    weights: Vectors
    intercepts: Vectors
    means: dict[Language, Vectors]

    def score(self, vectors: Vectors, language: Language) -> list[dict[str, float]]:
        """Return each text's likeness by label; higher is more alike."""
        scores = (vectors - self.means[language]) @ self.weights.T + self.intercepts
        return [dict(zip(self.labels, (float(score) for score in row), strict=True)) for row in scores]


def read_examples(language: Language) -> list[Example]:
    """Return the examples of a language, in the order of the file."""
    examples = []
    labels: tuple[str, ...] = ()
    for line in _examples_file(language).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            labels = tuple(label for label in line[1:].split() if label != "-")
        elif line:
            examples.append(Example(line, labels))
    return examples


def _examples_file(language: Language) -> Path:
    return EXAMPLES_FOLDER / f"examples.{language}.txt"


def examples_version(embedder_name: str) -> str:
    """Return the SHA-256 of the examples and of what they were embedded with."""
    content = b"".join(_examples_file(language).read_bytes() for language in LANGUAGES)
    return hashlib.sha256(content + f"{embedder_name} {_RIDGE}".encode()).hexdigest()


def fit_likeness(vectors: dict[Language, Vectors]) -> Likeness:
    """Return the map that fits the examples' vectors, both languages in one pool, each centred on its own mean."""
    examples = [example for language in LANGUAGES for example in read_examples(language)]
    labels = tuple(dict.fromkeys(label for example in examples for label in example.labels))
    means = {language: vectors[language].mean(axis=0) for language in LANGUAGES}
    inputs = np.vstack([vectors[language] - means[language] for language in LANGUAGES]).astype(np.float64)
    targets = np.array([[label in example.labels for label in labels] for example in examples], dtype=np.float64)
    shares = targets.mean(axis=0)
    penalty = _RIDGE * np.eye(inputs.shape[1])
    weights = np.linalg.solve(inputs.T @ inputs + penalty, inputs.T @ (targets - shares)).T
    return Likeness(labels, weights.astype(np.float32), shares.astype(np.float32), means)


@lru_cache(maxsize=2)
def load_likeness(embedder: Embedder) -> Likeness:
    """Return the embedder's map: as kept, or fitted now and remembered."""
    version = examples_version(embedder.name)
    if _FITTED_FILE.exists():
        with np.load(_FITTED_FILE) as kept:
            if str(kept["version"]) == version:
                means = {language: kept[f"mean_{language}"] for language in LANGUAGES}
                weights = kept["weights"].astype(np.float32)
                return Likeness(tuple(kept["labels"].tolist()), weights, kept["intercepts"], means)
    return fit_likeness(embed_examples(embedder))


def embed_examples(embedder: Embedder) -> dict[Language, Vectors]:
    """Return the examples' vectors by language."""
    return {
        language: embedder.embed_questions([example.text for example in read_examples(language)])
        for language in LANGUAGES
    }


def save_likeness(embedder: Embedder) -> None:
    """Fit the map anew and keep it beside the examples."""
    fitted = fit_likeness(embed_examples(embedder))
    means: dict[str, Any] = {f"mean_{language}": fitted.means[language] for language in LANGUAGES}
    np.savez_compressed(
        _FITTED_FILE,
        version=np.array(examples_version(embedder.name)),
        labels=np.array(fitted.labels),
        weights=fitted.weights.astype(np.float16),
        intercepts=fitted.intercepts,
        **means,
    )


def score_texts(texts: Sequence[str], language: Language, embedder: Embedder) -> list[dict[str, float]]:
    """Return each text's likeness by label, embedded in one batch; an empty list for none."""
    if not texts:
        return []
    return load_likeness(embedder).score(embedder.embed_questions(texts), language)
