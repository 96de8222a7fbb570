"""The words of a piece of text as the profile reader weighs them: small words too, since 'none of us' tells much."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Vectors
from assistant.language import simplify
from assistant.tokenizing import stem

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_NUMBER_ZH = re.compile(r"[\d〇零一二三四五六七八九十百千万]+")
_NO_WORD = re.compile(r"[^\w#]")
# Rarer pieces are names and chance.
_FEWEST_TEXTS = 3


def word_pieces(plain: str, language: Language) -> list[str]:
    """Return the stems and pairs of stems of English, the runs of one to three characters of Chinese.

    Numbers count as one piece whatever their value.

    >>> word_pieces("we sell 12 boxes", "en")
    ['we', 'sell', '#', 'box', 'we_sell', 'sell_#', '#_box']
    >>> word_pieces("卖12箱", "zh")
    ['卖', '#', '箱', '卖#', '#箱', '卖#箱']
    """
    if language == "en":
        words = ["#" if word[0].isdigit() else stem(word) for word in _WORD.findall(plain.lower())]
        return words + [f"{first}_{second}" for first, second in pairwise(words)]
    marked = _NO_WORD.sub(" ", _NUMBER_ZH.sub("#", simplify(plain)))
    runs = (marked[start : start + length] for length in (1, 2, 3) for start in range(len(marked) - length + 1))
    return [run for run in runs if " " not in run]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces that are weighed, with the weight of each by its rarity."""

    places: dict[str, int]
    rarities: Vectors

    def weigh(self, plain: str, language: Language) -> tuple[list[int], Vectors]:
        """Return the places of a text's pieces and their weights, together of length 1; none where none is known."""
        counts = Counter(self.places[piece] for piece in word_pieces(plain, language) if piece in self.places)
        places = list(counts)
        weights = np.array([1 + math.log(counts[place]) for place in places], dtype=np.float32) * self.rarities[places]
        return places, weights / max(float(np.linalg.norm(weights)), 1e-9)

    def matrix(self, texts: Sequence[tuple[str, Language]]) -> Vectors:
        """Return one row of weights per text."""
        rows = np.zeros((len(texts), len(self.places)), dtype=np.float32)
        for row, (text, language) in zip(rows, texts, strict=True):
            places, weights = self.weigh(text, language)
            row[places] = weights
        return rows


def collect_vocabulary(texts: Iterable[tuple[str, Language]]) -> Vocabulary:
    """Return the pieces that several of these texts have, in order of the alphabet."""
    found = [set(word_pieces(text, language)) for text, language in texts]
    counts = Counter(piece for pieces in found for piece in pieces)
    kept = sorted(piece for piece, count in counts.items() if count >= _FEWEST_TEXTS)
    rarities = np.array([math.log(len(found) / counts[piece]) for piece in kept], dtype=np.float32)
    return Vocabulary({piece: place for place, piece in enumerate(kept)}, rarities)
