"""Free text to a Profile, each fact with the words it was read from; deterministic, no chat model.

Sentence by sentence, the fitted reader (`profile_similarity`) scores what is told. What is only said, planned,
supposed, past or about elsewhere is no fact of today. What the text as a whole tells is then weighed together,
and a fact that is told in two ways is left open, as a contradiction to ask about.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Embedder, Vectors
from assistant.language import detect_language
from assistant.outright import said_facts, said_units
from assistant.profile_segments import Segment, split_segments, with_clauses
from assistant.profile_similarity import FittedReader, score_texts
from assistant.story_reading import Story
from assistant.story_weighing import ForLabel, load_weighing
from assistant.told_sentences import split_told
from assistant.typology import FACT_VALUES, Profile, classify, read_profile

# How a business began lies in the past, and what it was is told as past.
_ABOUT_THE_PAST = frozenset(
    {"prior_industry", "traditional_market_lost", "started_by", "others_followed", "product_kind"}
)
# Material comes from elsewhere, and so do those who copy.
_ABOUT_ELSEWHERE = frozenset({"resource_dependence", "easily_copied"})
_ABOUT_PLANS = frozenset(
    {"stage=planning", "can_expand_both_ways=yes", "can_widen_range=yes", "can_enlarge_production=yes"}
)
# Facts of which several values can be told without a contradiction: the strongest is taken.
_NOT_EXCLUSIVE = frozenset(
    {"started_by", "partners", "product_kind", "consumer_units", "service_units", "auxiliary_units", "support_units",
     "platforms", "stage", "enterprise_level"}
)  # fmt: skip
# Who told one of these in two ways did not tell the others for certain.
DEPENDING = {
    "prior_industry": ("traditional_market_lost", "started_by", "others_followed"),
    "makes_own_goods": ("sells_own_goods_online", "sells_to_order_for_others"),
}
# A fact is taken from this probability on, if some sentence tells it at least so clearly.
LIKELY = 0.39
CLEAR = 0.15
_NEARLY_AS_LIKELY = 0.6
# How a business began is told in passing, in one clause: of stories left out, what is weighed as so probable is told.
FROM_OF_STORIES: Mapping[str, float] = dict.fromkeys(
    ("prior_industry", "traditional_market_lost", "started_by", "others_followed"), 0.25
)
# Whoever tells of a business tells of trade; a poem and a shopping list do not. Without a word of it, only what
# is told very clearly counts, and what is said of nature or of things does not.
_TRADE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:sell|sold|sale|shop|store|online|internet|web|order|parcel|buyer|customer|guest|visitor|platform|stream|livestream|trade"
        r"|dealer|wholesale|export|e-commerce|business|company|firm|factory|workshop|co-?op|goods|price|income|earn|profit|brand|courier)"
    ),
    "zh": re.compile(
        r"卖|店|单|网|货|快递|平台|客|销|直播|电商|生意|淘宝|价|批发|出口|收购|厂|公司|合作社|作坊|民宿|挣|赚|品牌"
    ),
}
_VERY_CLEAR = 0.5
_MOST_CLAUSES = 12
_OF_THINGS = frozenset({"resource_dependence", "product_kind"})
_CLAUSES: dict[Language, re.Pattern[str]] = {"en": re.compile(r"[,:(]\s+|\s[–—-]\s"), "zh": re.compile(r"[，,：:（(]")}
_LONG: dict[Language, int] = {"en": 60, "zh": 20}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a fact was read from; `start` and `end` count code points of the raw text."""

    fact: str
    value: str
    words: str
    start: int
    end: int

    def to_dict(self) -> dict[str, str | int]:
        """Return the evidence as in doors.md."""
        return {"fact": self.fact, "value": self.value, "words": self.words, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a clause stands that speaks for a fact, and how clearly its sentence does, about 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Asks:
    """How clearly a text asks which way to go, and for a rule or a meaning; about 0 to 1 each."""

    direction: float
    rule: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A profile, the evidence for each of its facts, the facts that the text tells in two ways, what it asks.

    `clauses` are those that speak for each fact, the clearest first; `is_weighed` where all that speaks for a fact
    was weighed, what set words say among it.
    """

    profile: Profile
    evidence: tuple[Evidence, ...] = ()
    contradictions: tuple[str, ...] = ()
    asks: Asks = Asks(0.0, 0.0)
    clauses: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    is_weighed: bool = False

    def corrected(self, facts: Mapping[str, str | None]) -> "Reading":
        """Return the reading with facts as somebody who knows says they are; None is not known.

        What was put right is no contradiction any more, and has no words in the text. Raises ProfileError.
        """
        profile = read_profile({**self.profile.known(), **facts})
        evidence = tuple(found for found in self.evidence if getattr(profile, found.fact) == found.value)
        return replace(
            self,
            profile=profile,
            evidence=evidence,
            contradictions=tuple(fact for fact in self.contradictions if fact not in facts),
        )

    def confirmed(self, proposals: Sequence[Evidence]) -> "Reading":
        """Return the reading with proposals that somebody confirmed, each with its words. Raises ProfileError."""
        told = {one.fact: one for one in proposals}
        corrected = self.corrected({fact: one.value for fact, one in told.items()})
        kept = tuple(one for one in corrected.evidence if one.fact not in told)
        return replace(corrected, evidence=(*kept, *told.values()))


Best = Mapping[str, tuple[float, int]]


def read_text(text: str, embedder: Embedder | None, *, story: Story | None = None) -> Reading:
    """Return what a description tells of the facts; nothing where it is neither English nor Chinese.

    Without an embedder the words alone are weighed. With the text as the story model reads it, that counts most.
    """
    language = detect_language(text)
    segments = with_clauses(split_segments(text, language), language) if language else []
    if language is None or not segments:
        return Reading(Profile())
    sentences = [text[segment.start : segment.end] for segment in segments]
    fitted, scores = score_texts(sentences, [segment.plain for segment in segments], language, embedder)
    if story is not None and load_weighing().reader != fitted.name:
        story = None
    reader_best = best_scores(segments, scores, fitted.labels)
    if story is None:
        best = reader_best
        clearest = {label: score for label, (score, _) in best.items()}
        likely = fitted.weigh_together(clearest, language)
    else:
        scores = _with_asks(story.columns(fitted.labels), scores, fitted.labels)
        best = clearest_sentences(scores, fitted.labels)
        clearest = {label: score for label, (score, _) in best.items()}
        likely, alone = load_weighing().weigh(measure_story(story, best, reader_best), language)
    if story is None:
        facts, contradictions = decide(likely, clearest)
        contradictions = tuple(fact for fact in contradictions if _told_apart(fact, best, segments))
    else:
        facts, contradictions = decide(
            likely, alone, lambda fact: _told_apart(fact, best, segments), limits=FROM_OF_STORIES
        )
    if not any(_TRADE[language].search(segment.plain) for segment in segments):
        facts = {fact: value for fact, value in facts.items() if _is_very_clear(fact, value, clearest)}
        contradictions = ()
    spoken = _spoken(segments, fitted, language)
    counts = _counts if story is None else _always
    clauses = {
        fact: _clauses_for(*_column(fact, value, fitted, best), spoken, segments, (fitted, scores), counts)
        for fact, value in facts.items()
    }
    evidence = tuple(
        Evidence(fact, value, text[start:end], start, end)
        for fact, value in facts.items()
        for start, end in ((one.start, one.end) for one in clauses[fact][:1])
    )
    asks = Asks(clearest.get("asks=direction", 0.0), clearest.get("asks=rule", 0.0))
    return Reading(Profile(**facts), evidence, contradictions, asks, clauses, story is not None)  # type: ignore[arg-type]


def _with_asks(told: Vectors, reader: Vectors, labels: Sequence[str]) -> Vectors:
    """Return what sentences tell, with what they ask as the fitted reader finds it: the story model was not taught it."""
    asks = [place for place, label in enumerate(labels) if label.startswith("asks=")]
    told[:, asks] = reader[:, asks]
    return told


def clearest_sentences(scores: Vectors, labels: Sequence[str]) -> dict[str, tuple[float, int]]:
    """Return each label's best score with the number of its sentence: the story model knows plans and hearsay itself."""
    numbers = scores.argmax(axis=0)
    return {
        label: (float(scores[number, place]), int(number))
        for place, (label, number) in enumerate(zip(labels, numbers, strict=True))
    }


def measure_story(story: Story, best: Best, reader_best: Best) -> dict[str, ForLabel]:
    """Return by label what speaks for it in a story, given the best sentences by the story model and by the reader."""
    whole, said = story.whole(), _said_words(story.text)
    return {
        label: ForLabel(score, whole.get(label, 0.0), reader_best.get(label, (0.0, 0))[0], said.get(label, 0.0))
        for label, (score, _) in best.items()
    }


def _said_words(text: str) -> dict[str, float]:
    """Return how far set words say each label, and that they say another value of its fact."""
    sentences = split_told(text)
    units = [one for one in said_units(sentences).values() if one.value == "none"]
    said = {(one.fact, one.value): 0.25 if one.weak else 1.0 for one in (*said_facts(sentences), *units)}
    told = {fact for fact, _ in said}
    return {f"{fact}={value}": said.get((fact, value), -0.25) for fact in told for value in FACT_VALUES[fact]}


def _told_apart(fact: str, best: Best, segments: Sequence[Segment]) -> bool:
    """Tell whether a fact's two clearest values stand in different places.

    Both read from the same words are unclear, and left open, but nobody has contradicted himself.
    """
    told = sorted((best[f"{fact}={value}"] for value in FACT_VALUES[fact] if f"{fact}={value}" in best), reverse=True)
    one, other = (segments[number] for _, number in told[:2])
    return one.end <= other.start or other.end <= one.start


def _is_very_clear(fact: str, value: str, clearest: Mapping[str, float]) -> bool:
    return fact not in _OF_THINGS and clearest[f"{fact}={value}"] >= _VERY_CLEAR


def best_scores(segments: Sequence[Segment], scores: Vectors, labels: Sequence[str]) -> dict[str, tuple[float, int]]:
    """Return each label's best score with the number of the sentence that has it, among those that count for it."""
    best: dict[str, tuple[float, int]] = {}
    marks = [segment.marks_most() for segment in segments]
    asking = _asking(scores, labels)
    for place, label in enumerate(labels):
        counting = [
            number
            for number, found in enumerate(marks)
            if _counts(label, found) and (number not in asking or label.startswith("asks="))
        ]
        if counting:
            number = max(counting, key=lambda number: scores[number][place])
            best[label] = (float(scores[number][place]), number)
    return best


def _asking(scores: Vectors, labels: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the sentences that clearly ask more than they tell: they are evidence of nothing."""
    asks = [place for place, label in enumerate(labels) if label.startswith("asks=")]
    told = [place for place in range(len(labels)) if place not in set(asks)]
    if not asks or not told:
        return frozenset()
    most_asked = scores[:, asks].max(axis=1)
    return frozenset(np.flatnonzero((most_asked >= CLEAR) & (most_asked > scores[:, told].max(axis=1))).tolist())


def _counts(label: str, marks: Collection[str]) -> bool:
    """Tell whether words under these marks are told as a fact of today."""
    if not marks or label.startswith("asks="):
        return True
    fact = label.split("=")[0]
    allowed = {"past"} if fact in _ABOUT_THE_PAST else set()
    if fact in _ABOUT_ELSEWHERE:
        allowed |= {"elsewhere"}
    if label in _ABOUT_PLANS:
        allowed |= {"plan", "supposed"}
    return not set(marks) - allowed


def _always(_label: str, _marks: Collection[str]) -> bool:
    return True


def may_tell(text: str, label: str, start: int, end: int) -> bool:
    """Tell whether the words at a place of a text can tell a fact of today, such as `own_brand=yes`.

    What is only said, planned, supposed, past or about elsewhere cannot, unless the fact is about just that.

    >>> may_tell("I heard that they have a brand. We sell tea.", "own_brand=yes", 13, 30)
    False
    >>> may_tell("I heard a lot. We have a brand.", "own_brand=yes", 15, 30)
    True
    """
    language = detect_language(text)
    segments = split_segments(text, language) if language else []
    parts = [
        segment.part(max(start, segment.start) - segment.start, min(end, segment.end) - segment.start)
        for segment in segments
        if segment.start < end and segment.end > start
    ]
    return bool(parts) and all(_counts(label, part.marks_most()) for part in parts)


def decide(
    likely: Mapping[str, float],
    clearest: Mapping[str, float],
    is_apart: Callable[[str], bool] = lambda _: True,
    *,
    limits: Mapping[str, float] | None = None,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the facts that are likely enough, and those told in two ways; `limits` are other limits than LIKELY.

    What is told in two ways by the same words (not `is_apart`) is left open, and takes nothing else with it.

    >>> decide({"own_brand=yes": 0.9, "own_brand=no": 0.2}, {"own_brand=yes": 0.5, "own_brand=no": 0.1})
    ({'own_brand': 'yes'}, ())
    >>> decide({"own_brand=yes": 0.9, "own_brand=no": 0.8}, {"own_brand=yes": 0.5, "own_brand=no": 0.4})
    ({}, ('own_brand',))
    """
    facts: dict[str, str] = {}
    contradictions: list[str] = []
    for fact, values in FACT_VALUES.items():
        labels = {value: f"{fact}={value}" for value in values}
        told = [
            (likely[label], value)
            for value, label in labels.items()
            if likely.get(label, 0.0) >= (limits or {}).get(fact, LIKELY) and clearest[label] >= CLEAR
        ]
        told.sort(key=lambda pair: -pair[0])
        if len(told) > 1 and fact not in _NOT_EXCLUSIVE and told[1][0] >= told[0][0] * _NEARLY_AS_LIKELY:
            if is_apart(fact):
                contradictions.append(fact)
        elif told:
            facts[fact] = told[0][1]
    for fact in contradictions:
        for other in DEPENDING.get(fact, ()):
            facts.pop(other, None)
    return with_own_sale(facts, contradictions), tuple(contradictions)


def with_own_sale(facts: dict[str, str], contradictions: Collection[str] = ()) -> dict[str, str]:
    """Who makes goods and tells of nobody else who sells them sells them, as it is selling online that is told of."""
    others = {"platform_organises_producers": "yes", "sells_to_order_for_others": "yes", "stage": "planning"}
    if (
        facts.get("makes_own_goods") != "yes"
        or {"sells_own_goods_online", "makes_own_goods"} & {*facts.keys() - {"makes_own_goods"}, *contradictions}
        or any(facts.get(fact) == value for fact, value in others.items())
    ):
        return facts
    told = {**facts, "sells_own_goods_online": "yes"}
    return {fact: told[fact] for fact in FACT_VALUES if fact in told}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A clause of a sentence with what its words alone add to the score of each label."""

    number: int
    start: int
    end: int
    words: Vectors


def _spoken(segments: Sequence[Segment], fitted: FittedReader, language: Language) -> list[_Spoken]:
    return [
        _Spoken(number, start, end, fitted.score_words(segment.plain[start:end], language))
        for number, segment in enumerate(segments)
        for start, end in _clauses(segment, language)
    ]


def _clauses_for(
    place: int,
    first: int,
    spoken: Sequence[_Spoken],
    segments: Sequence[Segment],
    reading: tuple[FittedReader, Vectors],
    counts: Callable[[str, Collection[str]], bool],
) -> tuple[Clause, ...]:
    """Return the clauses that speak for the label of a column, the clearest first.

    A clause is as clear as its sentence and its own words make it; `first` is the sentence that says it most.
    """
    fitted, scores = reading
    label = fitted.labels[place]
    found: list[tuple[float, Clause]] = []
    for one in spoken:
        segment, score = segments[one.number], float(scores[one.number][place])
        if one.number == first or (score >= CLEAR and counts(label, segment.marks_most())):
            clause = Clause(segment.start + one.start, segment.start + one.end, score)
            found.append((score + float(one.words[place]), clause))
    found.sort(key=lambda pair: -pair[0])
    return tuple(clause for _, clause in found[:_MOST_CLAUSES])


def _column(fact: str, value: str, fitted: FittedReader, best: Best) -> tuple[int, int]:
    """Return the column of a fact's label and the sentence that says it most."""
    label = f"{fact}={value}"
    if best.get(label, (0.0, 0))[0] < CLEAR:
        label = "makes_own_goods=yes"  # the own sale was concluded from it
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


def classify_reading(facts: Mapping[str, str]) -> dict[str, object]:
    """Return the classification of facts as the scorers look at it."""
    return {"classification": classify(Profile(**facts)).to_dict()}  # type: ignore[arg-type]
