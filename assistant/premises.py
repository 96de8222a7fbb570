"""Finds what a question takes for granted and the sources contradict, so that it is put right first.

A clause of the question is held against the beliefs and the sentences of the sections found for it: its
amounts, what it counts, which duty or permission it claims, whom it names. What is told of the asker's own
affairs ('I sold 140,000 last year') contradicts nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.chunking import belief_chunk_ids, sentence_chunk_id
from assistant.clauses import Clause, find_clauses
from assistant.contradictions import claimed_amounts, shared_words, tells_a_story
from assistant.datatypes import Belief, Language, RetrievedSection
from assistant.embedding import Embedder, Vectors
from assistant.language import split_sentences
from assistant.measures import find_ordinals
from assistant.premise_checks import (
    Correction,
    Held,
    Matter,
    Told,
    check_belief_amount,
    check_opposite,
    check_ordinal,
    check_platform,
    check_sense,
    check_sentence_amount,
)
from assistant.vector_index import VectorIndex

_SECTIONS_LOOKED_AT = 5
# Words are not comparable across languages: a belief in the other one is taken to share so many.
_SHARED_ACROSS = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class _Stored:
    """A belief with the vectors of both its wordings."""

    section: RetrievedSection
    language: Language
    belief: Belief
    wrong: Vectors
    right: Vectors


_Sentence = tuple[RetrievedSection, str, Vectors]


def find_false_premise(
    question: str, sections: Sequence[RetrievedSection], language: Language, index: VectorIndex, embedder: Embedder
) -> Correction | None:
    """Return the surest contradiction between what a question asserts and the sections found for it."""
    clauses = find_clauses(question)
    sentences = list(_sentences(sections[:_SECTIONS_LOOKED_AT], language, index))
    if not clauses or not sentences:
        return None
    beliefs = list(_beliefs(sections[:_SECTIONS_LOOKED_AT], index))
    vectors = embedder.embed_questions([clause.text for clause in clauses])
    found = [
        correction
        for clause, vector in zip(clauses, vectors, strict=True)
        for correction in _check(_gather(clause, vector, sentences, beliefs, language))
    ]
    return max(found, key=lambda correction: correction.sureness, default=None)


def _check(matter: Matter) -> Iterator[Correction]:
    clause = matter.clause
    if clause.told:
        for amount in claimed_amounts(clause.text):
            yield from check_belief_amount(matter, amount)
            yield from check_sentence_amount(matter, amount)
        yield from check_opposite(matter)
        yield from check_platform(matter)
    for ordinal, thing in find_ordinals(clause.text):
        yield from check_ordinal(matter, ordinal, thing)
    if not tells_a_story(clause.text):
        yield from check_sense(matter)


def _gather(
    clause: Clause, vector: Vectors, sentences: Sequence[_Sentence], beliefs: Sequence[_Stored], language: Language
) -> Matter:
    told = [Told(section, text, own, float(own @ vector)) for section, text, own in sentences]
    held = [_approach(stored, clause.text, vector, language) for stored in beliefs]
    told.sort(key=lambda one: -one.likeness)
    held.sort(key=lambda one: -one.closeness)
    return Matter(clause, held, told, language)


def _approach(stored: _Stored, clause: str, vector: Vectors, language: Language) -> Held:
    apart = stored.wrong - stored.right
    wide = float(np.linalg.norm(apart)) or 1.0
    likeness = max(float(stored.wrong @ vector), float(stored.right @ vector))
    shared = shared_words(clause, stored.belief) if stored.language == language else _SHARED_ACROSS
    nearness = float(apart @ vector) / wide
    return Held(stored.section, stored.language, stored.belief, stored.right, likeness, nearness, shared)


def _sentences(sections: Sequence[RetrievedSection], language: Language, index: VectorIndex) -> Iterator[_Sentence]:
    told = []
    for hit in sections:
        _, document, section = hit.in_language(language)
        for number, text in enumerate(split_sentences(section.text)):
            told.append((sentence_chunk_id(document, section, number), hit, text))
    known = index.vectors("sentence", [id for id, _, _ in told]) if told else {}
    yield from ((hit, text, known[id]) for id, hit, text in told if id in known)


def _beliefs(sections: Sequence[RetrievedSection], index: VectorIndex) -> Iterator[_Stored]:
    held = [
        (ids, hit, language, belief)
        for hit in sections
        for language, (document, section) in hit.languages.items()
        for ids, belief in zip(belief_chunk_ids(document, section), section.beliefs, strict=True)
    ]
    known = index.vectors("belief", [id for ids, *_ in held for id in ids]) if held else {}
    for (wrong, right), hit, language, belief in held:
        if wrong in known and right in known:
            yield _Stored(hit, language, belief, known[wrong], known[right])
