"""Free text to a Profile, each fact with the words it was read from; deterministic, no chat model.

Sentence by sentence, the fitted reader (`profile_similarity`) scores what is told. What is only said, planned,
supposed, past or about elsewhere is no fact of today. What the text as a whole tells is then weighed together,
and a fact that is told in two ways is left open, as a contradiction to ask about.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Embedder, Vectors
from assistant.fact_clauses import Best, Clause, Scored, find_clauses
from assistant.language import detect_language
from assistant.profile_segments import Segment, split_segments, with_clauses
from assistant.profile_similarity import CLEAR, score_texts
from assistant.story_reading import Story
from assistant.story_weighing import FROM_OF_STORIES, clearest_sentences, load_weighing, measure_story
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
_NEARLY_AS_LIKELY = 0.6
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
_OF_THINGS = frozenset({"resource_dependence", "product_kind"})


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


def read_text(text: str, embedder: Embedder | None, *, story: Story | None = None) -> Reading:
    """Return what a description tells of the facts; nothing where it is neither English nor Chinese.

    Without an embedder the words alone are weighed. With the text as the story model reads it, that counts most.
    """
    return read_scored(score_text(text, embedder), story)


def score_text(text: str, embedder: Embedder | None) -> Scored | None:
    """Return a text as the fitted reader scores it; None where it is neither English nor Chinese, or blank."""
    language = detect_language(text)
    segments = with_clauses(split_segments(text, language), language) if language else []
    if language is None or not segments:
        return None
    sentences = [text[segment.start : segment.end] for segment in segments]
    reader, scores = score_texts(sentences, [segment.plain for segment in segments], language, embedder)
    return Scored(text, language, segments, reader, scores)


def read_scored(scored: Scored | None, story: Story | None = None) -> Reading:
    """Return what a scored text tells of the facts, by the story model where the text is given as it reads it."""
    if scored is None:
        return Reading(Profile())
    best = best_scores(scored.segments, scored.scores, scored.reader.labels)
    asks = Asks(*(best.get(f"asks={name}", (0.0, 0))[0] for name in ("direction", "rule")))
    is_weighed = story is not None and load_weighing().reader == scored.reader.name
    weighed = _weigh_story(scored, story, best) if story is not None and is_weighed else _weigh(scored, best)
    facts, contradictions = weighed.facts, weighed.contradictions
    if not any(_TRADE[scored.language].search(segment.plain) for segment in scored.segments):
        facts = {fact: value for fact, value in facts.items() if _is_very_clear(fact, value, weighed.best)}
        contradictions = ()
    clauses = find_clauses(facts, scored, weighed.scores, weighed.best, weighed.counts)
    evidence = tuple(
        Evidence(fact, value, scored.text[one.start : one.end], one.start, one.end)
        for fact, value in facts.items()
        for one in clauses[fact][:1]
    )
    return Reading(Profile(**facts), evidence, contradictions, asks, clauses, is_weighed)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """What the sentences of a text are found to tell: the facts, and the scores by which; see `find_clauses`."""

    facts: dict[str, str]
    contradictions: tuple[str, ...]
    scores: Vectors
    best: Best
    counts: Callable[[str, Collection[str]], bool]


def _weigh(scored: Scored, best: Best) -> _Weighed:
    """Return what the fitted reader finds."""
    clearest = {label: score for label, (score, _) in best.items()}
    facts, contradictions = decide(scored.reader.weigh_together(clearest, scored.language), clearest)
    contradictions = tuple(fact for fact in contradictions if _told_apart(fact, best, scored.segments))
    return _Weighed(facts, contradictions, scored.scores, best, _counts)


def _weigh_story(scored: Scored, story: Story, reader_best: Best) -> _Weighed:
    """Return what the story model finds, weighed with what the fitted reader does and what set words say.

    The model knows plans, hearsay and the past itself: no marks of a sentence count.
    """
    scores = story.columns(scored.reader.labels)
    best = clearest_sentences(scores, scored.reader.labels)
    likely, alone = load_weighing().weigh(measure_story(story, best, reader_best), scored.language)
    facts, contradictions = decide(
        likely, alone, lambda fact: _told_apart(fact, best, scored.segments), limits=FROM_OF_STORIES
    )
    return _Weighed(facts, contradictions, scores, best, lambda _label, _marks: True)


def _told_apart(fact: str, best: Best, segments: Sequence[Segment]) -> bool:
    """Tell whether a fact's two clearest values stand in different places.

    Both read from the same words are unclear, and left open, but nobody has contradicted himself.
    """
    told = sorted((best[f"{fact}={value}"] for value in FACT_VALUES[fact] if f"{fact}={value}" in best), reverse=True)
    one, other = (segments[number] for _, number in told[:2])
    return one.end <= other.start or other.end <= one.start


def _is_very_clear(fact: str, value: str, best: Best) -> bool:
    return fact not in _OF_THINGS and best[f"{fact}={value}"][0] >= _VERY_CLEAR


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


def classify_reading(facts: Mapping[str, str]) -> dict[str, object]:
    """Return the classification of facts as the scorers look at it."""
    return {"classification": classify(Profile(**facts)).to_dict()}  # type: ignore[arg-type]
