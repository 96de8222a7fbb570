"""What a client tells without asking that a rule forbids, punishes or makes him answer for, with the rule's sentences.

Each piece of the description is held against the whole library: a gate says whether a rule speaks of it, the search
which section does, and the section's own sentences that bind or punish become the lines. A rule that does not concern
the client is an embarrassment, so that what is not told surely is not told at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering import Answering
from assistant.asking_words import asks
from assistant.composing import sentences_of
from assistant.datatypes import Language, RetrievedSection, SectionKey
from assistant.draft_case import ToldMatter
from assistant.goods import embed_generalised
from assistant.language import detect_language
from assistant.profile_segments import Segment, split_segments
from assistant.rule_topics import topic_of_section
from assistant.sentence_ranking import load_ranking, measure_sentences
from assistant.stances import stances, states_price
from assistant.story_reading import FEWEST_SENTENCES
from assistant.told_gate import ToldGate, load_told_gate, measure_told

# So many matters a draft holds, and so many pieces of a description are looked up for them.
MOST_MATTERS = 4
_MOST_LOOKED_UP = 7
# A further section may speak of a matter, too, when its score comes so near to the best one's.
_CLOSE_SCORE = 0.1
_MOST_SECTIONS = 3
# The first sentence of a section that binds leads, unless another is so many times nearer.
_MUCH_NEARER = 0.5
_SHORTEST: dict[Language, int] = {"en": 18, "zh": 6}
_CUTS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r",\s+|\s-\s|:\s+|\s(?=(?:who|which|because|but|although)\s)"),
    "zh": re.compile(r"[,:]"),
}
# What is cut out of a sentence may have lost what takes it back, so that the gate must be so much surer of it, though
# no surer than the last.
_SURER_OF_PARTS, _SUREST = 0.2, 0.95
# A sentence that sounds less like a matter than this has none in its clauses: of 28 matters that were heard in fifty
# descriptions, 0.01 was the least of their sentences.
_PARTS_FROM = -0.2
# A letter has many sentences that could sound like a matter: of 68 lines on what letters told, advisers struck 65 in a
# hundred below, and 42 from here on.
_SURE_IN_LETTERS = 0.8
# So probably the library must know the matter at all.
_LEAST_ANSWERABLE = 0.4
_NOT_DONE = frozenset({"plan"})

# The plain 'must' of a Chinese rule, which elsewhere is a wish.
_MUST_ZH = re.compile(r"[，的时就还都也]要(?!是|么|求|不)")


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A sentence of a description or a part of it (`is_part`), with the sentence's number.

    `direction` is how much it sounds like a matter.
    """

    sentence: int
    is_part: bool
    segment: Segment
    words: str
    direction: float
    vector: np.ndarray


def find_told(text: str, answering: Answering, *, language: Language) -> tuple[ToldMatter, ...]:
    """Return the matters that a description tells, in its order, each section once; often none.

    The sentences are in `language`. Without a gate fitted to the embedding model nothing is told.
    """
    told_in = detect_language(text)
    retriever, gate = answering.retriever, load_told_gate()
    if told_in is None or not gate.knows(retriever.embedder.name):
        return ()
    sentences = tuple(split_segments(text, told_in))
    least = gate.threshold if len(sentences) < FEWEST_SENTENCES else max(gate.threshold, _SURE_IN_LETTERS)
    pieces = sorted(_pieces(text, sentences, told_in, answering, gate), key=lambda piece: -piece.direction)
    best: dict[int, ToldMatter] = {}
    for piece in pieces[:_MOST_LOOKED_UP]:
        found = retriever.search_vector(piece.words, piece.vector)
        answerable = answering.evidence.probability(found)
        sure = gate.probability(measure_told(found, piece.direction, answerable, retriever.vectors), told_in)
        known = best.get(piece.sentence)
        if sure < min(least + _SURER_OF_PARTS * piece.is_part, _SUREST) or (known and sure <= known.sure):
            continue
        if lines := _binding_lines(piece, found.sections, answering, language):
            best[piece.sentence] = ToldMatter(piece.words, lines, sure)
    return _each_section_once([best[number] for number in sorted(best)])


def _each_section_once(matters: Sequence[ToldMatter]) -> tuple[ToldMatter, ...]:
    surest = sorted(matters, key=lambda one: -one.sure)
    sections: dict[SectionKey, ToldMatter] = {}
    for matter in surest:
        sections.setdefault(matter.lines[0][1], matter)
    kept = list(sections.values())[:MOST_MATTERS]
    return tuple(matter for matter in matters if matter in kept)


def _pieces(
    text: str, sentences: Sequence[Segment], language: Language, answering: Answering, gate: ToldGate
) -> Iterator[_Piece]:
    """Yield the pieces that sound like a matter: sentences that ask nothing and that tell what is or was so.

    Into its parts a sentence is only taken where it sounds a little like one as a whole.
    """
    telling = [
        (number, False, segment) for number, segment in enumerate(sentences) if asks(segment.plain, language) == "no"
    ]
    whole = _direct(text, telling, language, answering, gate)
    clauses = [
        (one.sentence, True, part)
        for one in whole
        if one.direction >= _PARTS_FROM
        for part in _parts(one.segment, language)
    ]
    for piece in [*whole, *_direct(text, clauses, language, answering, gate)]:
        if piece.direction >= gate.worth and not piece.segment.marks_most() & _NOT_DONE:
            yield piece


def _direct(
    text: str, segments: Sequence[tuple[int, bool, Segment]], language: Language, answering: Answering, gate: ToldGate
) -> list[_Piece]:
    """Return segments, each with its sentence's number and whether it is a part, as pieces."""
    embedder = answering.retriever.embedder
    words = [" ".join(text[segment.start : segment.end].split()).strip(" ,，") for *_, segment in segments]
    vectors = embed_generalised(words, embedder)
    directions = gate.direct(vectors, language, embedder.name).tolist()
    return [_Piece(*one, *heard) for one, *heard in zip(segments, words, directions, vectors, strict=True)]


def _parts(segment: Segment, language: Language) -> Iterator[Segment]:
    """Yield the clauses of a sentence, and each two that follow one another."""
    cuts = [0, *(match.end() for match in _CUTS[language].finditer(segment.plain)), len(segment.plain)]
    for length in (1, 2):
        for start, end in zip(cuts, cuts[length:], strict=False):
            if end - start >= _SHORTEST[language] and end - start < len(segment.plain):
                yield segment.part(start, end)


def _binding_lines(
    piece: _Piece, sections: Sequence[RetrievedSection], answering: Answering, language: Language
) -> tuple[tuple[str, SectionKey], ...]:
    """Return the sentences of the nearest section, and of those near it on the same topic, that bind or punish.

    Of each section one that says what holds comes first, then those that say what it costs. Nothing where the
    nearest section is no law.
    """
    if not sections or not _is_law(sections[0]):
        return ()
    least = sections[0].score - _CLOSE_SCORE
    lines: list[tuple[str, SectionKey]] = []
    for hit in sections[:_MOST_SECTIONS]:
        if hit.score >= least and _is_on_the_same(hit.key, sections[0].key):
            rated = _rated(piece, hit, answering, language)
            prices = [text for _, _, text in rated if states_price(text)]
            lines += [(text, hit.key) for text in (*_leading(rated), *prices)]
    return tuple(dict.fromkeys(lines))


def _is_on_the_same(one: SectionKey, other: SectionKey) -> bool:
    topic = topic_of_section(one)
    return one.document == other.document or (topic is not None and topic == topic_of_section(other))


def _leading(rated: Sequence[tuple[float, int, str]]) -> list[str]:
    """Return the sentence that says what holds: the section's first one unless another is much nearer."""
    holding = [(share, place, text) for share, place, text in rated if not states_price(text)]
    if not holding:
        return []
    best = max(share for share, _, _ in holding)
    return [text for share, _, text in sorted(holding, key=lambda one: one[1]) if share >= _MUCH_NEARER * best][:1]


def _is_law(hit: RetrievedSection) -> bool:
    return next(iter(hit.languages.values()))[0].kind == "law"


def _rated(
    piece: _Piece, hit: RetrievedSection, answering: Answering, language: Language
) -> list[tuple[float, int, str]]:
    """Return the sentences of a section that bind, forbid or punish, each with its nearness to the piece and its place.

    The nearest comes first.
    """
    if language not in hit.languages:
        return []
    document, section = hit.languages[language]
    texts, vectors = sentences_of(document, section, answering.retriever.vectors)
    measured = measure_sentences(piece.words, piece.vector, texts, vectors)
    ranking = load_ranking()
    rated = [
        (ranking.relevance(features, language), place, text)
        for place, (text, features) in enumerate(zip(texts, measured, strict=True))
        if _binds(text)
    ]
    return sorted(rated, key=lambda one: (-one[0], one[1]))


def _binds(sentence: str) -> bool:
    told = stances(sentence)
    must = told.get("duty") == 1 and told["truth"] == 1
    return told.get("right") == -1 or must or "cost" in told or _MUST_ZH.search(sentence) is not None
