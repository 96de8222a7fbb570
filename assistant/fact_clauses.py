"""The clauses of a description that speak for a fact: which words to quote for what was read.

A clause is as clear as its sentence and its own words make it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.datatypes import Language
from assistant.embedding import Vectors
from assistant.profile_segments import Segment
from assistant.profile_similarity import CLEAR, FittedReader

# By label its best score, with the number of the sentence that has it.
Best = Mapping[str, tuple[float, int]]
_MOST_CLAUSES = 12
_OWN_SALE = "sells_own_goods_online=yes"
_CLAUSES: dict[Language, re.Pattern[str]] = {"en": re.compile(r"[,:(]\s+|\s[–—-]\s"), "zh": re.compile(r"[，,：:（(]")}
_LONG: dict[Language, int] = {"en": 60, "zh": 20}


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A description in segments, with the fitted reader's score of each by its labels, a row a segment."""

    text: str
    language: Language
    segments: Sequence[Segment]
    reader: FittedReader
    scores: Vectors


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a clause stands that speaks for a fact, and how clearly its sentence does, about 0 to 1."""

    start: int
    end: int
    score: float


def find_clauses(
    facts: Mapping[str, str],
    scored: Scored,
    scores: Vectors,
    best: Best,
    counts: Callable[[str, Collection[str]], bool],
) -> dict[str, tuple[Clause, ...]]:
    """Return the clauses that speak for each fact, the clearest first.

    `scores` are those of sentences by the reader's labels; a sentence beside the best counts where `counts` says so
    of the label and the sentence's marks.
    """
    spoken = _spoken(scored)
    return {
        fact: _clauses_for(*_column(fact, value, scored.reader, best), spoken, scored, scores, counts)
        for fact, value in facts.items()
    }


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A clause of a sentence with what its words alone add to the score of each label."""

    number: int
    start: int
    end: int
    words: Vectors


def _spoken(scored: Scored) -> list[_Spoken]:
    return [
        _Spoken(number, start, end, scored.reader.score_words(segment.plain[start:end], scored.language))
        for number, segment in enumerate(scored.segments)
        for start, end in _clauses(segment, scored.language)
    ]


def _clauses_for(
    place: int,
    first: int,
    spoken: Sequence[_Spoken],
    scored: Scored,
    scores: Vectors,
    counts: Callable[[str, Collection[str]], bool],
) -> tuple[Clause, ...]:
    """Return the clauses that speak for the label of a column; `first` is the sentence that says it most."""
    label = scored.reader.labels[place]
    found: list[tuple[float, Clause]] = []
    for one in spoken:
        segment, score = scored.segments[one.number], float(scores[one.number][place])
        if one.number == first or (score >= CLEAR and counts(label, segment.marks_most())):
            clause = Clause(segment.start + one.start, segment.start + one.end, score)
            found.append((score + float(one.words[place]), clause))
    found.sort(key=lambda pair: -pair[0])
    return tuple(clause for _, clause in found[:_MOST_CLAUSES])


def _column(fact: str, value: str, fitted: FittedReader, best: Best) -> tuple[int, int]:
    """Return the column of a fact's label and the sentence that says it most."""
    label = f"{fact}={value}"
    if label == _OWN_SALE and best.get(label, (0.0, 0))[0] < CLEAR:
        label = "makes_own_goods=yes"  # it was concluded from that
    return fitted.labels.index(label), best[label][1]


def _clauses(segment: Segment, language: Language) -> list[tuple[int, int]]:
    """Return where the clauses of a long sentence stand in it; a short one is one clause."""
    cuts = [0, *(match.end() for match in _CLAUSES[language].finditer(segment.plain)), len(segment.plain)]
    if len(segment.plain) < _LONG[language] or len(cuts) == 2:
        return [(0, len(segment.plain))]
    return [
        (start, start + len(told))
        for start, end in pairwise(cuts)
        if (told := segment.plain[start:end].rstrip(" ,，:：(（")).strip()
    ]
