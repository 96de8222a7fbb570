"""A client as the parts of a draft see it, and how long what is told to and quoted from a client may be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.asked_labels import NOTHING
from assistant.citations import cite
from assistant.client_words import mark_of
from assistant.conditions import Condition
from assistant.datatypes import Answer, Citation, Language, Passage, SectionKey
from assistant.draft_wording import ACTORS, WORDS
from assistant.drafts import DraftLine
from assistant.goods_names import KEEPS, Good, context_forms, worked_up
from assistant.language import split_sentences
from assistant.library import Library
from assistant.offices import STEP_TO_OFFICE, mark_of_office
from assistant.rule_topics import is_of_the_study, named_topics
from assistant.steps import Step, Wording
from assistant.told_steps import STEPS_BY_ID
from assistant.typology import Classification, Profile
from assistant.typology_wording import LABEL_NAMES

# What a farmer reads as one line, in characters or words.
LONGEST_LINE: Mapping[Language, int] = {"zh": 60, "en": 30}
LONGEST_QUOTE: Mapping[Language, int] = {"zh": 26, "en": 14}
# The rule by which a matter is left to others: the sources hold nothing on it.
UNANSWERED = "unanswered"
GROUPS = ("village", "cooperative", "firm")
_ONE = re.compile(r"你(?!们)")
_PAUSES = " ，。；、,.;:："


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question in the client's own words, with the answer that the sources give or decline.

    `aim` and `asked` are those of a `ClientQuestion`; what to do "first" no source answers, and `answer` is None.
    `about` is the matter that it is about, `matters` those that are told around it, by the story model's names, and
    `office` whose office it belongs to (`assistant.asked_labels`), which may not be sure.
    """

    words: str
    answer: Answer | None
    aim: str = "rule"
    asked: str = ""
    about: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    office: str = NOTHING
    is_office_sure: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it asks for something that the sources do not answer."""
        return self.aim == "rule" and (self.answer is None or self.answer.kind == "refusal")

    @property
    def is_outside(self) -> bool:
        """Whether the library names its topic as one that it does not cover, and whom to ask."""
        return self.answer is not None and self.answer.refusal_reason == "boundary"

    @property
    def asks_the_way(self) -> bool:
        """Whether it asks which way to go, itself or since only a study answers it."""
        return self.aim == "way" or (self.answer is not None and is_of_the_study(self.answer))


def question_for_office(questions: Sequence[AnsweredQuestion]) -> AnsweredQuestion | None:
    """Return the first open question that surely belongs to an office that a step leads to; the police go first."""
    found = [one for one in questions if one.is_open and one.is_office_sure and one.office in STEP_TO_OFFICE]
    return min(found, key=lambda one: one.office != "police", default=None)


def marks_of_questions(questions: Sequence[AnsweredQuestion]) -> frozenset[str]:
    """Return what questions are about, as conditions call it, and to which office one of them belongs."""
    matters = frozenset(mark_of(matter) for question in questions for matter in question.about)
    to_ask = question_for_office(questions)
    return matters | {mark_of_office(to_ask.office)} if to_ask else matters


@dataclass(frozen=True, slots=True)
class ToldMatter:
    """What a client told that rules speak of, in his words, with their sentences; `sure` is how probable that is.

    Where the library does not hold the rules there are none, and `reply` says so and whom to ask.
    """

    words: str
    lines: tuple[tuple[str, SectionKey], ...]
    sure: float
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A client as the parts see it. `quotes` are the client's words by fact; `context` is for conditions,
    `particulars` stand for names in a step, `hinted` are facts that he may have told, though not surely, and `unsure`
    marks that are not told so surely that a draft may lead with them."""

    language: Language
    day: date
    profile: Profile
    verdicts: Classification
    context: Mapping[str, str]
    quotes: Mapping[str, str]
    contradictions: tuple[str, ...]
    product: str | None
    library: Library
    goods: tuple[Good, ...] = ()
    asked: tuple[AnsweredQuestion, ...] = ()
    told: tuple[ToldMatter, ...] = ()
    owner: str | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)
    hinted: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @property
    def marks_asked(self) -> frozenset[str]:
        """What the client's questions are about, as conditions call it."""
        return marks_of_questions(self.asked)

    def may_lead(self, condition: Condition) -> bool:
        """Tell whether a condition holds in a way told so surely, or asked about, that a draft may lead with it.

        What does not hold leads nothing.
        """
        unsure = self.unsure - self.marks_asked
        ways = (Condition((way,)) for way in condition.ways)
        return any(way.holds(self.context) and not way.rests_on(unsure) for way in ways)

    def may_lead_with(self, line: "Sourced") -> bool:
        """Tell whether a draft may lead with a line, which for a step hangs on its condition."""
        return line.step is None or self.may_lead(line.step.condition)

    @property
    def wants_the_way(self) -> bool:
        """Whether the way to go is what is wanted: asked for, or nothing else is; who begins needs it, too."""
        return not self.asked or self.profile.stage == "planning" or any(one.asks_the_way for one in self.asked)

    @property
    def topics_asked(self) -> frozenset[str]:
        """The topics of rules that the client's questions name."""
        return frozenset[str]().union(*(named_topics(question.asked or question.words) for question in self.asked))

    def say(self, wording: Wording, **values: str) -> str:
        """Return a wording in the client's language, with what the client calls the product and names himself."""
        product = self.product or WORDS["goods"].in_language(self.language)
        told = {"product": product, **self.particulars, **values}
        return self._addressed(wording.in_language(self.language, **told))

    def say_short(self, wording: Wording, **values: str) -> str:
        """Return a wording as `say` does, with a general word for goods whose names would make the line too long."""
        told = self.say(wording, **values)
        if is_short(told, self.language):
            return told
        return self.say(wording, product=WORDS["goods"].in_language(self.language))

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the half of an (English, Chinese) pair that the client reads."""
        return self._addressed(pair[0] if self.language == "en" else pair[1])

    def _addressed(self, told: str) -> str:
        """Return our words to a group of people where they are written to one person."""
        if self.speaks_for not in GROUPS:
            return told
        return _ONE.sub("你们", told) if self.language == "zh" else told.replace("yourself", "yourselves")

    def label(self, name: str) -> str:
        """Return how a label of the typology is called."""
        return self.pick(LABEL_NAMES[name])

    @property
    def speaks_for(self) -> str:
        """Whom the client speaks for: a village, a cooperative, a firm, or a person."""
        return "village" if self.context.get("is_village") == "yes" else self.context["legal_form"]

    def actor(self, wording: Wording) -> str:
        """Return who acts: where it says "you", what the client is."""
        addressed = wording.en.split(",")[0] in ("you", "you and the village")
        return self.say(ACTORS.get(self.speaks_for, wording) if addressed else wording)

    def names(self, goods: Iterable[Good]) -> str:
        """Return what goods are called, in a row."""
        return join_names([good.name for good in goods], self.language)

    def goods_for(self, condition: Condition, *, perishable: bool) -> str:
        """Return the names of the goods that a condition is about, where the client sells others beside them.

        What only holds for perishable goods is told of these, or of those that might count as such.
        """
        found = [
            good
            for good in self.goods
            if condition.concerns(self.context, context_forms(good), KEEPS.get(good.form or ""))
        ]
        if perishable:
            found = [good for good in found if good.form == "fresh"] or [one for one in found if one.form == "storing"]
        return self.names(found) if found and len(found) < len(self.goods) else ""

    def goods_of_step(self, condition: Condition) -> dict[str, str]:
        """Return what a step calls the product: the goods that its condition is about, where it is not about all."""
        found = self._concerned(condition)
        return {"product": self.names(found)} if found and len(found) < len(self.goods) else {}

    def is_only_planned(self, condition: Condition) -> bool:
        """Tell whether all goods that a condition is about are only thought of, beside others that are sold."""
        found = self._concerned(condition)
        return bool(found) and all(good.planned for good in found) and len(found) < len(self.goods)

    def _concerned(self, condition: Condition) -> list[Good]:
        ways = [dict(way) for way in condition.ways if Condition((way,)).holds(self.context)]

        def is_meant(good: Good, told: Mapping[str, tuple[str, ...]]) -> bool:
            worked = worked_up(good)
            return bool(context_forms(good) & set(told.get("goods", ()))) and worked in told.get("worked", (worked,))

        return [good for good in self.goods if any(is_meant(good, told) for told in ways)]

    def sentences(self, key: SectionKey) -> list[str]:
        """Return the sentences of a section in the client's language; none where it is not in that language."""
        languages = self.library.sections.get(key, {})
        found = languages.get(self.language)
        return split_sentences(found[1].text) if found else []

    def citation(self, key: SectionKey, number: int) -> Citation:
        """Return the citation of a section in the client's language."""
        document, section = self.library.sections[key][self.language]
        return cite(Passage(number, self.language, document, section), self.day)

    def quoted(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the client's words for facts, each once, in order."""
        return tuple(dict.fromkeys(self.quotes[fact] for fact in facts if fact in self.quotes))


@dataclass(frozen=True, slots=True)
class Sourced:
    """A line that has no number yet, with the section that it cites."""

    line: DraftLine
    source: SectionKey | None = None

    @property
    def step(self) -> Step | None:
        """The step of the tables that the line tells, None where it tells something else."""
        return STEPS_BY_ID.get(self.line.key.removeprefix("steps."))


_MINE_EN = re.compile(r"\b[Mm]y\b(?= (?:sources|copy)\b)")


def as_we(reply: str) -> str:
    """Return what the assistant says of its sources as whoever signs a draft says it.

    >>> as_we("My sources hold no prices."), as_we("这个我的资料里没有。")
    ('Our sources hold no prices.', '这个我们的资料里没有。')
    """
    return _MINE_EN.sub(lambda found: "Our" if found[0][0] == "M" else "our", reply).replace("我的资料", "我们的资料")


def reply_lines(reply: str, language: Language) -> list[str]:
    """Return what sources decline, as whoever signs says it: in one line if it is short, else by sentences."""
    whole = as_we(reply)
    return [whole] if is_short(whole, language) else split_sentences(whole)


def join_names(names: Sequence[str], language: Language) -> str:
    """Return names in a row as one says them.

    >>> join_names(["cheese", "yoghurt", "honey"], "en"), join_names(["红薯干", "霉干菜"], "zh")
    ('cheese, yoghurt and honey', '红薯干、霉干菜')
    """
    if language == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def quote_clause(text: str, start: int, end: int, language: Language) -> str:
    """Return the clause of a text in which a place lies, short enough to be quoted, in the text's own words.

    >>> quote_clause("我是返乡的，前年种了20亩猕猴桃，在淘宝开店。", 10, 13, "zh")
    '前年种了20亩猕猴桃'
    """
    begin, stop = _clause_around(text, start, end, language)
    clause = " ".join(text[begin:stop].split()).strip(_PAUSES)
    whole = shorten(clause, language)
    told = " ".join(text[start:end].split()).strip(_PAUSES)
    # What must be cut begins with the words that say it, unless these stand well within it.
    behind = whole.partition(told)[2]
    is_within = told in whole and len(behind) >= _FEWEST_BEHIND[language]
    return whole if whole == clause or is_within else shorten(text[start:stop], language)


# So many characters of a quote behind the words that say a fact tell what it is about.
_FEWEST_BEHIND: Mapping[Language, int] = {"zh": 6, "en": 20}
# Where a clause ends; a point or comma inside a number, or behind "Mr", is none.
_BOUNDARIES: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[，。；！？;!?\n]|(?<!\d),|,(?!\d)"),
    "en": re.compile(
        r"[;!?\n]|[,:.](?=\s|$)"
        r"|\s(?=(?:and|but|so) (?:since \d|i\b|i've|we|they|he|she|it|our|my|the|now|then|there)\b)",
        re.IGNORECASE,
    ),
}


def _clause_around(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    bounds = list(_BOUNDARIES[language].finditer(text))
    begin = max((bound.end() for bound in bounds if bound.end() <= start), default=0)
    return begin, min((bound.start() for bound in bounds if bound.start() >= max(end - 1, start)), default=len(text))


def shorten(words: str, language: Language) -> str:
    """Return the beginning of words, short enough to be quoted, cut at a pause or a blank.

    >>> shorten("我家在山里种了二十亩猕猴桃，今年雨水多，烂了不少，邻居们也在卖一样的果子", "zh")
    '我家在山里种了二十亩猕猴桃，今年雨水多，烂了不少'
    """
    words = " ".join(words.split()).strip(_PAUSES)
    longest = LONGEST_QUOTE[language]
    if language == "en":
        pieces = words.split(" ")
        return words if len(pieces) <= longest else " ".join(pieces[:longest]).rstrip(",.;:")
    if len(words) <= longest:
        return words
    pause = max(words.rfind(mark, 0, longest) for mark in "，。；、")
    return words[: pause if pause > longest // 2 else longest]


def is_short(text: str, language: Language) -> bool:
    """Tell whether a line is one that a farmer reads in one go."""
    return (len(text) if language == "zh" else len(text.split())) <= LONGEST_LINE[language]
