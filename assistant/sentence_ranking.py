"""Which sentence of a section answers the question? A fitted logistic sum over what the two share.

Its coefficients are fitted by logistic regression on the project's own questions, by which sentences hold the
facts that were expected (`evals/sentence_fitting.py`), and stand in one file.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Vectors
from assistant.language import fold, tokens_of
from assistant.logistic import logistic_sum
from assistant.quantities import find_quantities
from assistant.tokenizing import tokenize

RANKING_FILE = Path(__file__).with_name("sentence_ranking.json")
_ASKS_AMOUNT = re.compile(
    r"\b(?:how (?:much|many|long|old|often)|fines?|penalt\w+|deadline|percent|rate|limit|minimum|maximum)\b"
    r"|多少|几|多久|多长|多大|期限|罚|税率|最少|最多|门槛"
)
_READING = re.compile(r"Our reading|我们的理解")
# A sentence of so many tokens, or of more, is a long one.
_LONG = 60.0


@dataclass(frozen=True, slots=True)
class SentenceRanking:
    """A fitted ranking: the relevance of a sentence, 0 to 1, is a logistic sum."""

    version: str
    coefficients: Mapping[str, float]
    intercepts: Mapping[str, float]

    def relevance(self, features: Mapping[str, float], language: Language) -> float:
        """Return how probable it is that a sentence with these features answers."""
        return logistic_sum(features, self.coefficients, self.intercepts[language])


@cache
def load_ranking(path: Path = RANKING_FILE) -> SentenceRanking:
    """Read the ranking that was fitted last."""
    return SentenceRanking(**json.loads(path.read_text(encoding="utf-8")))


def measure_sentences(
    question: str, vector: Vectors, texts: Sequence[str], vectors: Sequence[Vectors | None]
) -> list[dict[str, float]]:
    """Return the features of each sentence of one section, in order.

    `cosine` is the nearness to the question, `behind` how far it stays behind the section's nearest; `words` and
    `rare_words` are the shares (0 to 1) of the question's words that it has, the second weighed by their rarity in
    the section; `amount` is 1 where it has a number and one is asked for, `idle_amount` where none is; `first` marks
    the section's first sentence, `place` runs from 0 to 1 through it; `reading` marks our reading of a study;
    `length` is 1 for a long one.
    """
    words = [set(tokenize(text)) for text in texts]
    asked = set(tokenize(question))
    rarities = _rarities(asked, words)
    weight = sum(rarities.values()) or 1.0
    wanted = _ASKS_AMOUNT.search(fold(question)) is not None
    cosines = [float(np.dot(vector, one)) if one is not None else 0.0 for one in vectors]
    measured = []
    for number, (text, own) in enumerate(zip(texts, words, strict=True)):
        amount = any(quantity.unit != "article" for quantity in find_quantities(text))
        measured.append(
            {
                "cosine": cosines[number],
                "behind": max(cosines) - cosines[number],
                "words": len(asked & own) / max(len(asked), 1),
                "rare_words": sum(rarities[word] for word in asked & own) / weight,
                "amount": float(amount and wanted),
                "idle_amount": float(amount and not wanted),
                "first": float(number == 0),
                "place": number / max(len(texts) - 1, 1),
                "reading": float(_READING.match(text) is not None),
                "length": min(tokens_of(text) / _LONG, 1.0),
            }
        )
    return measured


def _rarities(asked: set[str], sentences: Sequence[set[str]]) -> dict[str, float]:
    having = Counter(word for words in sentences for word in words)
    return {word: math.log((len(sentences) + 1) / (having[word] + 0.5)) for word in sorted(asked)}
