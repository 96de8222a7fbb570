"""What a client tells without asking that a rule forbids, punishes or makes him answer for, with the rule's sentences.

Each piece of the description is held against the whole library: a gate says whether a rule speaks of it, the search
which section does, and the section's own sentences that bind or punish become the lines. A rule that does not concern
the client is an embarrassment, so that what is not told surely is not told at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering import Answering
from assistant.asking_words import asks
from assistant.composing import sentences_of
from assistant.datatypes import Language, RetrievedSection, SectionKey
from assistant.draft_case import ToldMatter
from assistant.goods import embed_generalised
from assistant.language import detect_language
from assistant.profile_segments import Segment, split_segments
from assistant.sentence_ranking import load_ranking, measure_sentences
from assistant.stances import stances
from assistant.told_gate import ToldGate, load_told_gate, measure_told

# So many matters a draft holds, and so many pieces of a description are looked up for them.
MOST_MATTERS = 4
_MOST_LOOKED_UP = 7
# A further section is quoted for what a matter costs when its score comes so near to the best one's.
_CLOSE_SCORE = 0.1
# Of what it costs so many sentences are kept, for some may not concern the client.
_MOST_COSTS = 3
_SHORTEST: dict[Language, int] = {"en": 18, "zh": 6}
_CUTS: dict[Language, re.Pattern[str]] = {"en": re.compile(r",\s+|\s-\s|:\s+"), "zh": re.compile(r"[,:]")}
_NOT_DONE = frozenset({"plan", "supposed"})
_COSTS = re.compile(r"\d|\b(?:ten|three|two)\b|[一二三四五六七八九十]倍")


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A sentence of a description or a part of it; `segment` numbers the sentence."""

    segment: int
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
    pieces = sorted(_pieces(text, told_in, answering, gate), key=lambda piece: -piece.direction)
    best: dict[int, tuple[float, ToldMatter]] = {}
    for piece in pieces[:_MOST_LOOKED_UP]:
        found = retriever.search_vector(piece.words, piece.vector)
        lines = _binding_lines(piece, found.sections, answering, language)
        answerable = answering.evidence.probability(found)
        sure = gate.probability(measure_told(found, piece.direction, answerable, retriever.vectors), told_in)
        if lines and sure >= gate.threshold and sure > best.get(piece.segment, (0.0,))[0]:
            best[piece.segment] = sure, ToldMatter(piece.words, lines, sure)
    return _each_section_once([best[number][1] for number in sorted(best)])


def _each_section_once(matters: Sequence[ToldMatter]) -> tuple[ToldMatter, ...]:
    surest = sorted(matters, key=lambda one: -one.sure)
    sections: dict[SectionKey, ToldMatter] = {}
    for matter in surest:
        sections.setdefault(matter.lines[0][1], matter)
    kept = list(sections.values())[:MOST_MATTERS]
    return tuple(matter for matter in matters if matter in kept)


def _pieces(text: str, language: Language, answering: Answering, gate: ToldGate) -> Iterator[_Piece]:
    """Yield the pieces that sound like a matter: sentences that ask nothing and that tell what is or was so."""
    segments = split_segments(text, language)
    found = [
        (number, " ".join(text[part.start : part.end].split()).strip(" ,，"))
        for number, segment in enumerate(segments)
        if asks(segment.plain, language) == "no"
        for part in _parts(segment, language)
        if not part.marks_most() & _NOT_DONE
    ]
    if not found:
        return
    vectors = embed_generalised([words for _, words in found], answering.retriever.embedder)
    directions = gate.direct(vectors, language, answering.retriever.embedder.name)
    for (number, words), direction, vector in zip(found, directions.tolist(), vectors, strict=True):
        if direction >= gate.worth:
            yield _Piece(number, words, direction, vector)


def _parts(segment: Segment, language: Language) -> Iterator[Segment]:
    """Yield a sentence, its clauses, and each two clauses that follow one another."""
    yield segment
    cuts = [0, *(match.end() for match in _CUTS[language].finditer(segment.plain)), len(segment.plain)]
    for length in (1, 2):
        for start, end in zip(cuts, cuts[length:], strict=False):
            if end - start >= _SHORTEST[language] and end - start < len(segment.plain):
                yield segment.part(start, end)


def _binding_lines(
    piece: _Piece, sections: Sequence[RetrievedSection], answering: Answering, language: Language
) -> tuple[tuple[str, SectionKey], ...]:
    """Return the sentence of the best section that binds, forbids or punishes, and the one that says what it costs."""
    best = sections[0] if sections else None
    if best is None or not _is_law(best):
        return ()
    own = _rated(piece, best, answering, language)
    if not own:
        return ()
    lines = [(text, best.key) for _, text in own if not _is_price(text)][:1] or [(own[0][1], best.key)]
    near = [hit for hit in sections[1:4] if hit.score >= best.score - _CLOSE_SCORE]
    alike = [hit for hit in near if hit.key.document == best.key.document and _is_law(hit)]
    costs = [(text, best.key) for _, text in own]
    costs += [(text, hit.key) for hit in alike for _, text in _rated(piece, hit, answering, language)]
    named = [pair for pair in costs if _is_price(pair[0]) and pair not in lines]
    return tuple([*lines, *named[: _MOST_COSTS]])


def _is_price(sentence: str) -> bool:
    """Tell whether a sentence says what something costs: a fine, a price, so many times a price."""
    return "cost" in stances(sentence) and _COSTS.search(sentence) is not None


def _is_law(hit: RetrievedSection) -> bool:
    return next(iter(hit.languages.values()))[0].kind == "law"


def _rated(
    piece: _Piece, hit: RetrievedSection, answering: Answering, language: Language
) -> list[tuple[float, str]]:
    """Return the sentences of a section that bind, forbid or punish, the nearest to the piece first."""
    if language not in hit.languages:
        return []
    document, section = hit.languages[language]
    texts, vectors = sentences_of(document, section, answering.retriever.vectors)
    measured = measure_sentences(piece.words, piece.vector, texts, vectors)
    ranking = load_ranking()
    rated = [(ranking.relevance(features, language), text) for text, features in zip(texts, measured, strict=True)]
    return sorted(((share, text) for share, text in rated if _binds(text)), key=lambda pair: -pair[0])


def _binds(sentence: str) -> bool:
    told = stances(sentence)
    return told.get("right") == -1 or (told.get("duty") == 1 and told["truth"] == 1) or "cost" in told
