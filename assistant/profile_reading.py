"""Free text to a Profile, each fact with the words it was read from; deterministic, no chat model.

Segment by segment, two readers look for each fact: cues (patterns of what people say when it holds) and
likeness to example sentences. What is only said, planned, supposed, past or about elsewhere is no fact of
today. A fact that is told in two ways is left open, as a contradiction to ask about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.datatypes import Language
from assistant.embedding import Embedder
from assistant.language import detect_language
from assistant.profile_cues import find_cues
from assistant.profile_segments import Segment, split_segments
from assistant.profile_similarity import score_texts
from assistant.typology import FACT_VALUES, Profile

# How a business began lies in the past, and what it was is told as past.
_ABOUT_THE_PAST = frozenset(
    {"prior_industry", "traditional_market_lost", "started_by", "others_followed", "product_kind"}
)
_ABOUT_PLANS = frozenset(
    {"stage=planning", "can_expand_both_ways=yes", "can_widen_range=yes", "can_enlarge_production=yes"}
)
LIKE = 0.28


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a fact was read from; `start` and `end` count code points of the raw text."""

    fact: str
    value: str
    words: str
    start: int
    end: int
    score: float = field(default=1.0, compare=False)

    def to_dict(self) -> dict[str, str | int]:
        """Return the evidence as in doors.md."""
        return {"fact": self.fact, "value": self.value, "words": self.words, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Reading:
    """A profile, the evidence for each of its facts, and the facts that the text tells in two ways."""

    profile: Profile
    evidence: tuple[Evidence, ...]
    contradictions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Claim:
    """What speaks for a fact's value, collected over the text."""

    cue: float = 0.0
    more: float = 0.0
    like: float = 0.0
    best: tuple[float, int, int] = (0.0, 0, 0)

    @property
    def score(self) -> float:
        return self.cue + self.more + self.like

    def add_cue(self, strength: float, start: int, end: int) -> None:
        if strength > self.cue:
            self.cue, self.more = strength, min(self.more + self.cue / 4, 0.5)
        else:
            self.more = min(self.more + strength / 4, 0.5)
        if strength + 1 > self.best[0]:
            self.best = (strength + 1, start, end)

    def add_likeness(self, likeness: float, start: int, end: int) -> None:
        self.like = max(self.like, likeness)
        if likeness > self.best[0]:
            self.best = (likeness, start, end)


def read_text(text: str, embedder: Embedder) -> Reading:
    """Return what a description tells of the facts; nothing where it is neither English nor Chinese."""
    language = detect_language(text)
    if language is None:
        return Reading(Profile(), ())
    segments = split_segments(text, language)
    claims: dict[tuple[str, str], _Claim] = {}
    for segment in segments:
        _add_cues(claims, segment, language)
    likenesses = score_texts([text[segment.start : segment.end] for segment in segments], language, embedder)
    for segment, likeness in zip(segments, likenesses, strict=True):
        _add_likenesses(claims, segment, likeness)
    return _decide(text, claims)


def _add_cues(claims: dict[tuple[str, str], _Claim], segment: Segment, language: Language) -> None:
    for cue, start, end in find_cues(segment.plain, language):
        if _counts(cue.fact, cue.value, segment.marks_at(start), in_plans=cue.in_plans):
            claim = claims.setdefault((cue.fact, cue.value), _Claim())
            claim.add_cue(cue.strength, segment.start + start, segment.start + end)


def _counts(fact: str, value: str, marks: Iterable[str], *, in_plans: bool = False) -> bool:
    """Tell whether words under these marks are told as a fact of today."""
    allowed = {"past"} if fact in _ABOUT_THE_PAST else set()
    if in_plans or f"{fact}={value}" in _ABOUT_PLANS:
        allowed |= {"plan", "supposed"}
    return not set(marks) - allowed


def _add_likenesses(claims: dict[tuple[str, str], _Claim], segment: Segment, likeness: dict[str, float]) -> None:
    marks = segment.marks_most()
    for label, score in likeness.items():
        fact, value = label.split("=")
        if score > 0.12 and _counts(fact, value, marks):
            claim = claims.setdefault((fact, value), _Claim())
            claim.add_likeness(score / LIKE, segment.start, segment.end)


def _decide(text: str, claims: dict[tuple[str, str], _Claim]) -> Reading:
    facts: dict[str, str] = {}
    evidence: list[Evidence] = []
    contradictions: list[str] = []
    for fact, values in FACT_VALUES.items():
        told = [(claims[fact, value].score, value) for value in values if (fact, value) in claims]
        told = sorted((pair for pair in told if pair[0] >= 1), key=lambda pair: -pair[0])
        if len(told) > 1 and told[1][0] >= told[0][0] - 0.35:
            contradictions.append(fact)
        elif told:
            score, value = told[0]
            facts[fact] = value
            _, start, end = claims[fact, value].best
            evidence.append(Evidence(fact, value, text[start:end], start, end, score))
    return Reading(Profile(**facts), tuple(evidence), tuple(contradictions))  # type: ignore[arg-type]
