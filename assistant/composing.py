"""The extractive composer: picks and orders the sentences that answer a question, each with its passage.

It writes nothing of its own but a few connectives; what it picks stands word for word in the library.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.chunking import sentence_chunk_id
from assistant.datatypes import Document, Language, Passage, RetrievedSection, Section, Sentence
from assistant.embedding import Vectors
from assistant.language import fold, split_sentences
from assistant.quantities import find_quantities
from assistant.tokenizing import tokenize
from assistant.vector_index import VectorIndex

# A second section is quoted when its score comes this near to the first one's.
_CLOSE_SCORE = 0.05
_SECTIONS_AT_MOST = 3
_SENTENCES_OF_FIRST = 4
_SENTENCES_OF_ONLY = 5
_SENTENCES_OF_OTHERS = 2
_SENTENCES_AT_LEAST = 3
# A further sentence of the first section must be this near to the best one, beyond the first three.
_NEAR_ENOUGH = 0.5
# A sentence of a second section must be this near to the best sentence to be worth the reader's time.
_NEAR_BEST = 0.75

_ASKS_AMOUNT = re.compile(
    r"\b(?:how (?:much|many|long|old|often)|fines?|penalt\w+|deadline|percent|rate|limit|minimum|maximum)\b"
    r"|多少|几|多久|多长|多大|期限|罚|税率|最少|最多|门槛"
)
_READING = re.compile(r"Our reading|我们的理解")


@dataclass(frozen=True, slots=True)
class Composed:
    """Sentences in reading order and the passages that they cite, numbered from 1 in that order."""

    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    text: str
    relevance: float


def compose(
    question: str,
    vector: Vectors,
    sections: Sequence[RetrievedSection],
    language: Language,
    index: VectorIndex,
    *,
    said: str = "",
) -> Composed:
    """Return an answer of three to six sentences from the best sections; empty where there are none.

    `said` is what the conversation told already: its sentences are left out while others remain.
    """
    chosen = _choose_sections(sections)
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    best = -1.0
    for hit in chosen:
        found_in, document, section = hit.in_language(language)
        candidates = _rate(question, vector, document, section, index)
        fresh = [candidate for candidate in candidates if fold(candidate.text) not in said] or candidates
        at_most = _SENTENCES_OF_ONLY if len(chosen) == 1 else _SENTENCES_OF_FIRST
        picked = _pick_first(fresh, at_most) if not passages else _pick_further(fresh, best)
        if not picked:
            continue
        best = max(best, *(candidate.relevance for candidate in picked))
        passages.append(Passage(len(passages) + 1, found_in, document, section))
        sentences += [Sentence(candidate.text, (len(passages),), "verbatim") for candidate in picked]
    return Composed(tuple(sentences), tuple(passages))


def _choose_sections(sections: Sequence[RetrievedSection]) -> list[RetrievedSection]:
    if not sections:
        return []
    least = sections[0].score - _CLOSE_SCORE
    return [section for section in sections[:_SECTIONS_AT_MOST] if section.score >= least]


def _rate(question: str, vector: Vectors, document: Document, section: Section, index: VectorIndex) -> list[_Candidate]:
    """Return the section's sentences in order, each with its nearness to the question."""
    texts = split_sentences(section.text)
    ids = [sentence_chunk_id(document, section, number) for number in range(len(texts))]
    vectors = index.vectors("sentence", ids)
    asked = set(tokenize(question))
    wants_amount = _ASKS_AMOUNT.search(fold(question)) is not None
    return [
        _Candidate(place, text, _similarity(vector, vectors.get(id)) + _bonus(asked, text, wants_amount=wants_amount))
        for place, (id, text) in enumerate(zip(ids, texts, strict=True))
    ]


def _bonus(asked: set[str], text: str, *, wants_amount: bool) -> float:
    """Return what speaks for a sentence beside its cosine: shared words, and a number where one is asked for.

    Our readings of a study come after what it says itself.
    """
    number = any(quantity.unit != "article" for quantity in find_quantities(text)) if wants_amount else False
    return 0.3 * _overlap(asked, text) + 0.1 * number - 0.15 * bool(_READING.match(text))


def _similarity(one: Vectors, other: Vectors | None) -> float:
    return float(np.dot(one, other)) if other is not None else 0.0


def _overlap(asked: set[str], text: str) -> float:
    return len(asked & set(tokenize(text))) / len(asked) if asked else 0.0


def _pick_first(candidates: list[_Candidate], at_most: int) -> list[_Candidate]:
    """Keep the best sentences of the section that answers, the section's own first one among them."""
    ranked = sorted(candidates[1:], key=lambda candidate: (-candidate.relevance, candidate.place))
    best = max(candidate.relevance for candidate in candidates)
    near = [candidate for candidate in ranked[: at_most - 1] if candidate.relevance >= _NEAR_ENOUGH * best]
    kept = [candidates[0], *max(near, ranked[: _SENTENCES_AT_LEAST - 1], key=len)]
    return sorted(kept, key=lambda candidate: candidate.place)


def _pick_further(candidates: list[_Candidate], best: float) -> list[_Candidate]:
    near = [candidate for candidate in candidates if candidate.relevance >= _NEAR_BEST * best]
    ranked = sorted(near, key=lambda candidate: (-candidate.relevance, candidate.place))[:_SENTENCES_OF_OTHERS]
    return sorted(ranked, key=lambda candidate: candidate.place)
