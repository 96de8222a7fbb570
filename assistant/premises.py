"""Finds what a question takes for granted and the sources contradict, so that it is put right first.

A clause of the question is held against the beliefs and the sentences of the sections found for it: first
amounts, then the sense. Whatever supports the clause among them silences the contradiction. What is told of
the asker's own affairs ('I sold 140,000 last year') contradicts nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.chunking import belief_chunk_ids, sentence_chunk_id
from assistant.clauses import Clause, find_clauses
from assistant.contradictions import (
    agree,
    claimed_amounts,
    leaning,
    opposed,
    other_platform,
    rival_amounts,
    shared_words,
    shares_amount,
    stands_alone,
    tells_a_story,
)
from assistant.datatypes import Belief, Language, RetrievedSection
from assistant.embedding import Embedder, Vectors
from assistant.language import fold, split_sentences
from assistant.measures import Amount, find_amounts, find_ordinals, same_amount
from assistant.vector_index import VectorIndex

_SECTIONS_FOR_SENTENCES = 5
_SECTIONS_FOR_BELIEFS = 5
# A belief is on the same matter as a clause from this cosine on.
_SAME_MATTER_NUMBER = 0.44
_SAME_MATTER_SENSE = 0.45
_SAME_MATTER_SENTENCE = 0.40
_SAME_MATTER_OPPOSED = 0.4
_SENTENCES_LOOKED_AT = 3
_SHARED_WORDS = 0.25
_SHARED_ACROSS = 0.2
_FEWEST_SHARED = 0.15
_BARE_NUMBER = 0.5
_SAME_MATTER_PLATFORM = 0.34
_SURE_LEANING = 0.5
# What lies this much farther may still support the clause and silence the contradiction.
_SUPPORT_WITHIN = 0.12
_BACKED_BY = 0.6
_HARDLY_SAME_MATTER = 0.36
_SURE_IN_ALL = 0.4
_PRESUPPOSED = 0.65


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence of the sources that contradicts a clause of the question; `sureness` above 0, higher is surer."""

    clause: str
    section: RetrievedSection
    sentence: str
    sureness: float
    mechanism: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Sentence:
    section: RetrievedSection
    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    section: RetrievedSection
    language: Language
    belief: Belief
    wrong: Vectors
    right: Vectors


@dataclass(frozen=True, slots=True)
class _Near:
    held: _Held
    likeness: float
    nearness: float
    shared: float

    @property
    def closeness(self) -> float:
        """How surely the belief is on the matter of the clause: its vector is near and its words are shared."""
        return self.likeness + _SHARED_WORDS * self.shared


def find_false_premise(
    question: str, sections: Sequence[RetrievedSection], language: Language, index: VectorIndex, embedder: Embedder
) -> Correction | None:
    """Return the surest contradiction between what a question asserts and the sections found for it."""
    clauses = find_clauses(question)
    if not clauses or not sections:
        return None
    sentences = list(_sentences(sections[:_SECTIONS_FOR_SENTENCES], language, index))
    beliefs = list(_beliefs(sections[:_SECTIONS_FOR_BELIEFS], index))
    vectors = embedder.embed_questions([clause.text for clause in clauses])
    found = [
        correction
        for clause, vector in zip(clauses, vectors, strict=True)
        for correction in _contradictions(clause, vector, sentences, beliefs, language)
    ]
    return max(found, key=lambda correction: correction.sureness, default=None)


def _sentences(sections: Sequence[RetrievedSection], language: Language, index: VectorIndex) -> Iterator[_Sentence]:
    told = []
    for hit in sections:
        _, document, section = hit.in_language(language)
        for number, text in enumerate(split_sentences(section.text)):
            told.append((sentence_chunk_id(document, section, number), hit, text))
    known = index.vectors("sentence", [id for id, _, _ in told])
    yield from (_Sentence(hit, text, known[id]) for id, hit, text in told if id in known)


def _beliefs(sections: Sequence[RetrievedSection], index: VectorIndex) -> Iterator[_Held]:
    held = [
        (ids, hit, language, belief)
        for hit in sections
        for language, (document, section) in hit.languages.items()
        for ids, belief in zip(belief_chunk_ids(document, section), section.beliefs, strict=True)
    ]
    known = index.vectors("belief", [id for ids, *_ in held for id in ids]) if held else {}
    for (wrong, right), hit, language, belief in held:
        if wrong in known and right in known:
            yield _Held(hit, language, belief, known[wrong], known[right])


def _contradictions(
    clause: Clause, vector: Vectors, sentences: Sequence[_Sentence], beliefs: Sequence[_Held], language: Language
) -> Iterator[Correction]:
    near = [_approach(held, vector, clause.text, language) for held in beliefs]
    near.sort(key=lambda one: -one.closeness)
    if clause.told:
        for amount in claimed_amounts(clause.text):
            yield from _wrong_amount(clause, amount, vector, near, sentences)
            yield from _other_amount(clause, amount, vector, sentences)
        yield from _opposite_sentence(clause, vector, sentences)
        yield from _other_platform(clause, vector, sentences)
    for ordinal, thing in find_ordinals(clause.text):
        yield from _beyond_the_last(clause, ordinal, thing, near, sentences)
    if not tells_a_story(clause.text):
        yield from _wrong_sense(clause, near, sentences, language)


def _approach(held: _Held, vector: Vectors, clause: str, language: Language) -> _Near:
    apart = held.wrong - held.right
    wide = float(np.linalg.norm(apart)) or 1.0
    likeness = max(float(held.wrong @ vector), float(held.right @ vector))
    shared = shared_words(clause, held.belief) if held.language == language else _SHARED_ACROSS
    return _Near(held, likeness, float(apart @ vector) / wide, shared)


def _wrong_amount(
    clause: Clause, amount: Amount, vector: Vectors, near: Sequence[_Near], sentences: Sequence[_Sentence]
) -> Iterator[Correction]:
    """Yield what has another amount of the same kind on the matter, unless something as near has this one."""
    rivals = [
        one
        for one in near
        if one.held.belief.slip == "number"
        and _differs(amount, one.held.belief)
        and one.likeness >= _SAME_MATTER_NUMBER
    ]
    if not rivals:
        return
    least = rivals[0].likeness - _SUPPORT_WITHIN
    close = rivals[0].closeness - _SUPPORT_WITHIN
    backed = [one.held.belief.right for one in near if one.closeness >= close] + [
        one.text for one in sentences if float(one.vector @ vector) >= least
    ]
    if any(same_amount(amount, other) for text in backed for other in find_amounts(text)):
        return
    best = rivals[0]
    known = any(same_amount(amount, other) for other in find_amounts(best.held.belief.wrong))
    yield Correction(
        clause.text, best.held.section, _put_right(best.held, sentences), best.likeness + 0.2 * known, "number"
    )


def _other_amount(
    clause: Clause, amount: Amount, vector: Vectors, sentences: Sequence[_Sentence]
) -> Iterator[Correction]:
    """Yield the sentence nearest to a clause where it has another amount of the same kind."""
    near = sorted(((float(one.vector @ vector), one) for one in sentences), key=lambda pair: -pair[0])
    rivals = [(likeness, one) for likeness, one in near if rival_amounts(amount, one.text)]
    if not rivals or rivals[0][0] < _SAME_MATTER_SENTENCE or not stands_alone(amount, clause.text):
        return
    likeness, best = rivals[0]
    if amount.kind == "" and likeness < _BARE_NUMBER:
        return
    least = likeness - _SUPPORT_WITHIN
    backed = [one.text for found, one in near if found >= least or one.section is best.section]
    if not any(shares_amount(clause.text, text) for text in backed):
        yield Correction(clause.text, best.section, best.text, likeness, "sentence-number")


def _beyond_the_last(
    clause: Clause, ordinal: int, thing: str, near: Sequence[_Near], sentences: Sequence[_Sentence]
) -> Iterator[Correction]:
    """Yield how many there are of a thing, where the ordinal of a clause goes beyond it."""
    counted = [one for one in near if thing in fold(one.held.belief.right) and _counts(one.held.belief.right)]
    if counted and max(max(_counts(one.held.belief.right)) for one in counted) < ordinal:
        best = counted[0]
        yield Correction(clause.text, best.held.section, _put_right(best.held, sentences), best.likeness, "ordinal")


def _counts(text: str) -> list[float]:
    return [amount.value for amount in find_amounts(text) if amount.kind == "kinds"]


def _opposite_sentence(clause: Clause, vector: Vectors, sentences: Sequence[_Sentence]) -> Iterator[Correction]:
    """Yield the sentence nearest to a clause where it sets the opposite duty or permission."""
    near = sorted(((float(one.vector @ vector), one) for one in sentences), key=lambda pair: -pair[0])
    for likeness, one in near[:_SENTENCES_LOOKED_AT]:
        if likeness < _SAME_MATTER_OPPOSED or agree(clause.text, one.text):
            return
        if opposed(clause.text, one.text):
            yield Correction(clause.text, one.section, one.text, likeness, "sentence-stance")
            return


def _other_platform(clause: Clause, vector: Vectors, sentences: Sequence[_Sentence]) -> Iterator[Correction]:
    """Yield the sentence nearest to a clause among those that name platforms, where it names only others."""
    near = sorted(((float(one.vector @ vector), one) for one in sentences), key=lambda pair: -pair[0])
    for likeness, one in near:
        if likeness < _SAME_MATTER_PLATFORM:
            return
        if other_platform(clause.text, one.text):
            yield Correction(clause.text, one.section, one.text, likeness, "platform")
            return


def _differs(amount: Amount, belief: Belief) -> bool:
    slot = [one for one in rival_amounts(amount, belief.right) if one not in find_amounts(belief.wrong)]
    return bool(slot)


def _wrong_sense(
    clause: Clause, near: Sequence[_Near], sentences: Sequence[_Sentence], language: Language
) -> Iterator[Correction]:
    leanings = [
        (leaning(clause.text, one.held.belief, one.nearness, same_language=one.held.language == language), one)
        for one in near
        if one.held.belief.slip != "number"
    ]
    for lean, one in leanings:
        sureness = one.likeness * lean.towards_wrong
        if clause.told:
            sure = one.likeness >= _SAME_MATTER_SENSE and lean.towards_wrong >= _SURE_LEANING
            sure |= one.likeness >= _HARDLY_SAME_MATTER and sureness >= _SURE_IN_ALL
        else:
            sure = one.held.belief.slip in ("actor", "name") and one.likeness >= _PRESUPPOSED and lean.towards_wrong >= _SURE_LEANING
        if not sure or one.shared < _FEWEST_SHARED:
            continue
        backed = any(
            -other.towards_wrong * rival.likeness >= _BACKED_BY * sureness
            and rival.likeness >= one.likeness - _SUPPORT_WITHIN
            for other, rival in leanings
        )
        if not backed:
            yield Correction(
                clause.text,
                one.held.section,
                _put_right(one.held, sentences),
                one.likeness * lean.towards_wrong,
                one.held.belief.slip,
            )


def _put_right(held: _Held, sentences: Sequence[_Sentence]) -> str:
    """Return the sentence of the belief's section that says the right thing: nearest to it, with its amounts."""
    amounts = find_amounts(held.belief.right)
    own = [one for one in sentences if one.section is held.section]

    def says(one: _Sentence) -> float:
        told = find_amounts(one.text)
        return float(one.vector @ held.right) + 0.2 * sum(any(same_amount(a, b) for b in told) for a in amounts)

    return max(own, key=says).text if own else ""
