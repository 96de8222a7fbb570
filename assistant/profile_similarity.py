"""What a piece of text tells of the facts: a map from its vector and its words to labels, fact=value.

The map is linear in the words and the vector, and in the products of the vector's leading directions, taken two by
two, for 'I' and 'they' turn the sense of the same verb. It is fitted by ridge regression to example sentences
(`profile_examples/examples.<language>.txt`) and to sentences of the stories that the project tunes on; about 0 tells
nothing, 0.3 and more tells the fact. A second step weighs what a whole text tells of the facts of one question in the
light of each other, by logistic regression, for 'they make it' and 'I take the orders' belong together.
`evals.reader_fitting` fits both and keeps them in `profile_examples/fitted.<reader>.npz`, one for each set of
packaged engines and one, `words`, for no embedding at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Embedder, Vectors
from assistant.profile_words import Vocabulary

LANGUAGES: tuple[Language, ...] = ("en", "zh")
EXAMPLES_FOLDER = Path(__file__).with_name("profile_examples")
WORDS_ONLY = "words"
# A label that no second step weighs is as likely as not at this score.
_EVEN = 0.27
HIGHEST = 0.8
# Some sentence must tell a fact at least so clearly.
CLEAR = 0.15


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence with the labels (fact=value) it stands for; none for what tells nothing."""

    text: str
    labels: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class FittedReader:
    """The fitted steps. Rows of `vector_weights`, `pair_weights` and `word_weights` are features, columns labels.

    `directions` has a column for each leading direction of the vectors; `pair_weights` weighs what
    `multiply_pairs` makes of a vector's shares in them.
    `together` has a row for each label: weights of all labels' scores, then of Chinese, then the intercept;
    a row of NaN is not weighed. `learned_from` is the SHA-256 of what it was fitted to.
    """

    name: str
    labels: tuple[str, ...]
    shares: Vectors
    means: Mapping[Language, Vectors]
    vector_weights: Vectors
    directions: Vectors
    pair_weights: Vectors
    vocabulary: Vocabulary
    word_weights: Vectors
    together: Vectors
    learned_from: str

    def score(self, plains: Sequence[str], vectors: Vectors | None, language: Language) -> Vectors:
        """Return each text's score by label, a row per text; the vectors are left out by `words`."""
        words = np.array([self.score_words(plain, language) for plain in plains]) + self.shares
        if vectors is None or not self.vector_weights.size:
            return np.asarray(words, dtype=np.float32)
        centred = vectors - self.means[language]
        shares = np.asarray(centred @ self.directions, dtype=np.float32)
        pairs = multiply_pairs(shares) @ self.pair_weights
        return np.asarray(words + centred @ self.vector_weights + pairs, dtype=np.float32)

    def score_words(self, plain: str, language: Language) -> Vectors:
        """Return what the words of a text alone add to the score of each label."""
        places, weights = self.vocabulary.weigh(plain, language)
        return np.asarray(weights @ self.word_weights[places], dtype=np.float32)

    def weigh_together(self, scores: Mapping[str, float], language: Language) -> dict[str, float]:
        """Return how probable each label is, 0 to 1, from the best score that a text has for it."""
        given = np.array([min(scores.get(label, 0.0), HIGHEST) for label in self.labels] + [language == "zh", 1.0])
        weighed = {}
        for label, row in zip(self.labels, self.together, strict=True):
            if label in scores:
                alone = min(0.5 * scores[label] / _EVEN, 1.0)
                weighed[label] = alone if np.isnan(row[-1]) else float(1 / (1 + np.exp(-(row @ given))))
        return weighed


def multiply_pairs(rows: Vectors) -> Vectors:
    """Return the products of each row's numbers two by two, so that two rows' products multiply to their square.

    >>> one, other = np.float32([[1.0, 2.0]]), np.float32([[3.0, -1.0]])
    >>> bool(np.isclose(multiply_pairs(one) @ multiply_pairs(other).T, (one @ other.T) ** 2).all())
    True
    """
    first, second = np.triu_indices(rows.shape[1])
    products = rows[:, first] * rows[:, second] * np.where(first == second, 1.0, np.sqrt(2.0))
    return np.asarray(products, dtype=np.float32)


def read_examples() -> list[Example]:
    """Return the examples of both languages, in the order of the files."""
    examples = []
    for language in LANGUAGES:
        labels: tuple[str, ...] = ()
        path = EXAMPLES_FOLDER / f"examples.{language}.txt"
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                labels = tuple(label for label in line[1:].split() if label != "-")
            elif line:
                examples.append(Example(line, labels, language))
    return examples


def is_fitted(name: str) -> bool:
    """Tell whether a reader is fitted to an embedder of this name."""
    return (EXAMPLES_FOLDER / f"fitted.{name}.npz").exists()


@cache
def load_fitted(name: str) -> FittedReader:
    """Return the reader fitted to an embedder of this name; the one of words alone where none is."""
    if not is_fitted(name):
        return load_fitted(WORDS_ONLY)
    with np.load(EXAMPLES_FOLDER / f"fitted.{name}.npz") as kept:
        pieces = [str(piece) for piece in kept["pieces"]]
        return FittedReader(
            name,
            tuple(str(label) for label in kept["labels"]),
            kept["shares"],
            {language: kept[f"mean_{language}"] for language in LANGUAGES},
            kept["vector_weights"].astype(np.float32),
            kept["directions"],
            kept["pair_weights"].astype(np.float32),
            Vocabulary({piece: place for place, piece in enumerate(pieces)}, kept["rarities"]),
            kept["word_weights"].astype(np.float32),
            kept["together"],
            str(kept["learned_from"]),
        )


def save_fitted(fitted: FittedReader) -> None:
    """Keep a fitted reader beside the examples."""
    means: dict[str, Any] = {f"mean_{language}": fitted.means[language] for language in LANGUAGES}
    np.savez_compressed(
        EXAMPLES_FOLDER / f"fitted.{fitted.name}.npz",
        labels=np.array(fitted.labels),
        shares=fitted.shares,
        vector_weights=fitted.vector_weights.astype(np.float16),
        directions=fitted.directions,
        pair_weights=fitted.pair_weights.astype(np.float16),
        pieces=np.array(list(fitted.vocabulary.places)),
        rarities=fitted.vocabulary.rarities,
        word_weights=fitted.word_weights.astype(np.float16),
        together=fitted.together,
        learned_from=np.array(fitted.learned_from),
        **means,
    )


def score_texts(
    texts: Sequence[str], plains: Sequence[str], language: Language, embedder: Embedder | None
) -> tuple[FittedReader, Vectors]:
    """Return the reader that fits the embedder, and its score of each text by label, a row per text."""
    fitted = load_fitted(embedder.name if embedder else WORDS_ONLY)
    with_vectors = embedder is not None and fitted.vector_weights.size and texts
    vectors = embedder.embed_questions(texts) if embedder is not None and with_vectors else None
    return fitted, fitted.score(plains, vectors, language)
