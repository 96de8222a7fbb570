"""Finds what a question takes for granted and the sources contradict, so that it is put right first.

A clause of the question is held against the beliefs and the sentences of the sections found for it: its
amounts, what it counts, which duty or permission it claims, whom it names. What is told of the asker's own
affairs ('I sold 140,000 last year') contradicts nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from assistant.chunking import belief_chunk_ids, sentence_chunk_id
from assistant.clauses import Clause, asks_whether, find_clauses, relies
from assistant.contradictions import (
    claimed_amounts,
    of_own_affairs,
    shared_words,
    speaks_of_a_rule,
    tells_a_story,
)
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
    check_sentence_amount,
    weigh_sense,
)
from assistant.vector_index import VectorIndex

_SECTIONS_LOOKED_AT = 5
# Words are not comparable across languages: a belief in the other one is taken to share so many.
_SHARED_ACROSS = 0.2
# Of two wordings with the same vector, neither is nearer.
_NOT_APART = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class _Stored:
    """A belief with the vectors of both its wordings."""

    section: RetrievedSection
    language: Language
    belief: Belief
    wrong: Vectors
    right: Vectors


_Sentence = tuple[RetrievedSection, str, Vectors]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A correction of what a clause takes for granted, and what speaks for it by the names of the gate's features."""

    correction: Correction
    features: Mapping[str, float]


def suspect_premises(
    question: str, sections: Sequence[RetrievedSection], language: Language, index: VectorIndex, embedder: Embedder
) -> list[Suspicion]:
    """Return what the sections found for a question contradict in it, clause by clause; often nothing.

    The features: `amount`, `sentence_amount`, `ordinal`, `opposite` and `platform` are the sureness of that check's
    correction, `leaning`, `backing` and `vote` those of `weigh_sense`, `likeness` the closeness of the nearest
    belief; `told`, `own`, `story` and `rule` are 1 where the clause tells, tells of the asker's own affairs, of what
    happened, of a rule; `relies` where the question builds on something ('since', 'why'), `yes_no` where it asks
    whether.
    """
    clauses = find_clauses(question)
    sentences = list(_sentences(sections[:_SECTIONS_LOOKED_AT], language, index))
    if not clauses or not sentences:
        return []
    beliefs = list(_beliefs(sections[:_SECTIONS_LOOKED_AT], index))
    vectors = embedder.embed_questions([clause.text for clause in clauses])
    shape = {"relies": float(relies(question)), "yes_no": float(asks_whether(question))}
    found = (
        _suspect(_gather(clause, vector, sentences, beliefs, language), shape)
        for clause, vector in zip(clauses, vectors, strict=True)
    )
    return [suspicion for suspicion in found if suspicion is not None]


def _suspect(matter: Matter, shape: Mapping[str, float]) -> Suspicion | None:
    clause = matter.clause
    checks = {name: list(found) for name, found in _run_checks(matter).items()}
    sense = weigh_sense(matter)
    candidates = [one for found in checks.values() for one in found] + ([sense.correction] if sense.correction else [])
    if not candidates:
        return None
    features = {name: max((one.sureness for one in found), default=0.0) for name, found in checks.items()}
    features |= {"leaning": sense.leaning, "backing": sense.backing, "vote": sense.vote}
    features |= {
        "likeness": matter.held[0].closeness if matter.held else 0.0,
        "told": float(clause.told),
        "own": float(of_own_affairs(clause.text)),
        "story": float(tells_a_story(clause.text)),
        "rule": float(speaks_of_a_rule(clause.text)),
    }
    return Suspicion(max(candidates, key=lambda one: one.sureness), {**features, **shape})


def _run_checks(matter: Matter) -> dict[str, Iterator[Correction]]:
    clause = matter.clause
    amounts = claimed_amounts(clause.text) if clause.told else ()
    nothing: Iterator[Correction] = iter(())
    return {
        "amount": chain.from_iterable(check_belief_amount(matter, amount) for amount in amounts),
        "sentence_amount": chain.from_iterable(check_sentence_amount(matter, amount) for amount in amounts),
        "opposite": check_opposite(matter) if clause.told else nothing,
        "platform": check_platform(matter) if clause.told else nothing,
        "ordinal": chain.from_iterable(
            check_ordinal(matter, ordinal, thing) for ordinal, thing in find_ordinals(clause.text)
        ),
    }


def _gather(
    clause: Clause, vector: Vectors, sentences: Sequence[_Sentence], beliefs: Sequence[_Stored], language: Language
) -> Matter:
    told = [Told(section, text, own, float(own @ vector)) for section, text, own in sentences]
    held = list(_approach(beliefs, clause.text, vector, language))
    told.sort(key=lambda one: -one.likeness)
    held.sort(key=lambda one: -one.closeness)
    return Matter(clause, held, told, language)


def _approach(beliefs: Sequence[_Stored], clause: str, vector: Vectors, language: Language) -> Iterator[Held]:
    if not beliefs:
        return
    wrong, right = np.stack([stored.wrong for stored in beliefs]), np.stack([stored.right for stored in beliefs])
    to_wrong, to_right = wrong @ vector, right @ vector
    wide = np.maximum(np.linalg.norm(wrong - right, axis=1), _NOT_APART)
    likeness, nearness = np.maximum(to_wrong, to_right).tolist(), ((to_wrong - to_right) / wide).tolist()
    for stored, like, near in zip(beliefs, likeness, nearness, strict=True):
        shared = shared_words(clause, stored.belief) if stored.language == language else _SHARED_ACROSS
        yield Held(stored.section, stored.language, stored.belief, stored.right, like, near, shared)


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
