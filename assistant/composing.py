"""The extractive composer: picks and orders the sentences that answer a question, each with its passage.

It writes nothing of its own but a few connectives; what it picks stands word for word in the library.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.chunking import sentence_chunk_id
from assistant.datatypes import Document, Language, Passage, RetrievedSection, Section, Sentence
from assistant.embedding import Vectors
from assistant.language import fold, split_sentences
from assistant.sentence_ranking import load_ranking, measure_sentences
from assistant.vector_index import VectorIndex

# A second section is quoted when its score comes this near to the first one's.
_CLOSE_SCORE = 0.05
_SECTIONS_AT_MOST = 3
_SENTENCES_OF_FIRST = 4
_SENTENCES_OF_ONLY = 5
_SENTENCES_OF_OTHERS = 2
_SENTENCES_AT_LEAST = 3
# A further sentence of the first section must be this near to the best one, beyond the first three.
_NEAR_ENOUGH = 0.4
# A sentence of a second section must be this near to the best sentence to be worth the reader's time.
_NEAR_BEST = 0.6
# A sentence takes the lead from the section's first one when it is so many times as likely to answer.
_LEADS_FROM = 1.2


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
    at_most: int = _SENTENCES_OF_ONLY,
) -> Composed:
    """Return an answer of three to six sentences from the best sections; empty where there are none.

    `said` is what the conversation told already: its sentences are left out while others remain. Of an only section at
    most so many sentences are told.
    """
    chosen = choose_sections(sections)
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    best = -1.0
    for hit in chosen:
        found_in, document, section = hit.in_language(language)
        candidates = _rate((question, vector), document, section, language, index)
        fresh = [candidate for candidate in candidates if fold(candidate.text) not in said] or candidates
        of_first = at_most if len(chosen) == 1 else _SENTENCES_OF_FIRST
        picked = _pick_first(fresh, of_first) if not passages else _pick_further(fresh, best)
        if not picked:
            continue
        best = max(best, *(candidate.relevance for candidate in picked))
        passages.append(Passage(len(passages) + 1, found_in, document, section))
        sentences += [Sentence(candidate.text, (len(passages),), "verbatim") for candidate in picked]
    return Composed(tuple(sentences), tuple(passages))


def choose_sections(sections: Sequence[RetrievedSection]) -> list[RetrievedSection]:
    """Return the sections that are quoted: the first one and those that come near to it."""
    if not sections:
        return []
    least = sections[0].score - _CLOSE_SCORE
    return [section for section in sections[:_SECTIONS_AT_MOST] if section.score >= least]


def _rate(
    asked: tuple[str, Vectors], document: Document, section: Section, language: Language, index: VectorIndex
) -> list[_Candidate]:
    """Return the section's sentences in order, each with its relevance to the question."""
    texts, vectors = sentences_of(document, section, index)
    ranking = load_ranking()
    return [
        _Candidate(place, text, ranking.relevance(features, language))
        for place, (text, features) in enumerate(zip(texts, measure_sentences(*asked, texts, vectors), strict=True))
    ]


def sentences_of(document: Document, section: Section, index: VectorIndex) -> tuple[list[str], list[Vectors | None]]:
    """Return the sentences of a section with their vectors, None where the index has none."""
    texts = split_sentences(section.text)
    ids = [sentence_chunk_id(document, section, number) for number in range(len(texts))]
    known = index.vectors("sentence", ids)
    return texts, [known.get(id) for id in ids]


def _pick_first(candidates: list[_Candidate], at_most: int) -> list[_Candidate]:
    """Keep the best sentences of the section that answers, in their order.

    The section's own first one leads, unless another is clearly the better answer.
    """
    ranked = sorted(candidates, key=lambda candidate: (-candidate.relevance, candidate.place))
    near = [candidate for candidate in ranked[:at_most] if candidate.relevance >= _NEAR_ENOUGH * ranked[0].relevance]
    kept = max(near, ranked[:_SENTENCES_AT_LEAST], key=len)
    lead = ranked[0] if ranked[0].relevance >= _LEADS_FROM * candidates[0].relevance else candidates[0]
    others = [candidate for candidate in kept if candidate is not lead][: at_most - 1]
    return [lead, *sorted(others, key=lambda candidate: candidate.place)]


def _pick_further(candidates: list[_Candidate], best: float) -> list[_Candidate]:
    near = [candidate for candidate in candidates if candidate.relevance >= _NEAR_BEST * best]
    ranked = sorted(near, key=lambda candidate: (-candidate.relevance, candidate.place))[:_SENTENCES_OF_OTHERS]
    return sorted(ranked, key=lambda candidate: candidate.place)
