"""The extractive composer: picks and orders the sentences that answer a question, each with its passage.

It writes nothing of its own but a few connectives; what it picks stands word for word in the library.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.chunking import sentence_chunk_id
from assistant.datatypes import Document, Language, Passage, RetrievedSection, Section, Sentence
from assistant.embedding import Vectors
from assistant.language import fold, split_sentences
from assistant.tokenizing import tokenize
from assistant.vector_index import VectorIndex

# A second section is quoted when its score comes this near to the first one's.
_CLOSE_SCORE = 0.05
_SECTIONS_AT_MOST = 3
_SENTENCES_OF_FIRST = 4
_SENTENCES_OF_OTHERS = 2
# A sentence of a second section must be this near to the best sentence to be worth the reader's time.
_NEAR_BEST = 0.75


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
        picked = _pick_first(fresh) if not passages else _pick_further(fresh, best)
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
    return [
        _Candidate(place, text, _similarity(vector, vectors.get(id)) + 0.3 * _overlap(asked, text))
        for place, (id, text) in enumerate(zip(ids, texts, strict=True))
    ]


def _similarity(one: Vectors, other: Vectors | None) -> float:
    return float(np.dot(one, other)) if other is not None else 0.0


def _overlap(asked: set[str], text: str) -> float:
    return len(asked & set(tokenize(text))) / len(asked) if asked else 0.0


def _pick_first(candidates: list[_Candidate]) -> list[_Candidate]:
    """Keep the best sentences of the section that answers, the section's own first one among them."""
    if len(candidates) <= _SENTENCES_OF_FIRST:
        return candidates
    ranked = sorted(candidates[1:], key=lambda candidate: (-candidate.relevance, candidate.place))
    kept = [candidates[0], *ranked[: _SENTENCES_OF_FIRST - 1]]
    return sorted(kept, key=lambda candidate: candidate.place)


def _pick_further(candidates: list[_Candidate], best: float) -> list[_Candidate]:
    near = [candidate for candidate in candidates if candidate.relevance >= _NEAR_BEST * best]
    ranked = sorted(near, key=lambda candidate: (-candidate.relevance, candidate.place))[:_SENTENCES_OF_OTHERS]
    return sorted(ranked, key=lambda candidate: candidate.place)
