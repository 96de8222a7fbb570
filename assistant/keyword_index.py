"""BM25 over the words of sections and their typical questions."""

import logging
import math
from collections import Counter
from collections.abc import Mapping, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.datatypes import Document, Language, Section, SectionKey
from assistant.tokenizing import tokenize


class KeywordIndex:
    """The sections by their words; built in memory, for BM25 cannot be added to."""

    def __init__(self, sections: Mapping[SectionKey, Mapping[Language, tuple[Document, Section]]]) -> None:
        entries = [(key, section) for key, languages in sections.items() for _, section in languages.values()]
        words = [tokenize(_words_of(section)) for _, section in entries]
        self._keys = [key for key, _ in entries]
        self._index = _build(words) if entries else None
        self._vocabulary: dict[SectionKey, set[str]] = {}
        for key, tokens in zip(self._keys, words, strict=True):
            self._vocabulary.setdefault(key, set()).update(tokens)
        self._frequency = Counter(word for vocabulary in self._vocabulary.values() for word in vocabulary)

    def search(self, text: str) -> dict[SectionKey, float]:
        """Return the sections that share words with `text`, each with a score above 0 and up to 1.

        The best section has 1. A section counts once, by its better language; no shared word, no entry.
        """
        scores = self.score(tokenize(text))
        best = float(np.max(scores, initial=0.0))
        if best <= 0.0:
            return {}
        found: dict[SectionKey, float] = {}
        for row in np.flatnonzero(scores):
            key = self._keys[int(row)]
            found[key] = max(found.get(key, 0.0), float(scores[row]) / best)
        return found

    def score(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the bare BM25 score of every section in each of its languages; nothing without words."""
        if self._index is None or not words:
            return np.zeros(0, dtype=np.float32)
        return np.asarray(self._index.get_scores(list(words)), dtype=np.float32)

    def coverage(self, text: str, key: SectionKey) -> float:
        """Return which share (0 to 1) of the words of `text` a section has, rare words counting more."""
        words = set(tokenize(text))
        total = sum(self._rarity(word) for word in words)
        known = self._vocabulary.get(key, set())
        return sum(self._rarity(word) for word in words if word in known) / total if total else 0.0

    def _rarity(self, word: str) -> float:
        return math.log((len(self._vocabulary) + 1) / (self._frequency[word] + 0.5))


def _words_of(section: Section) -> str:
    return "\n".join((section.heading, section.text, *section.questions))


def _build(token_lists: list[list[str]]) -> bm25s.BM25:
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    index = bm25s.BM25()
    index.index(token_lists, show_progress=False)
    return index
