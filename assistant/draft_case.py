"""A client as the parts of a draft see it, and how long what is told to and quoted from a client may be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.citations import cite
from assistant.conditions import Condition
from assistant.datatypes import Answer, Citation, Language, Passage, SectionKey
from assistant.draft_wording import ACTORS, WORDS
from assistant.drafts import DraftLine
from assistant.goods_names import KEEPS, Good, context_forms
from assistant.language import split_sentences
from assistant.library import Library
from assistant.steps import Wording
from assistant.typology import Classification, Profile
from assistant.typology_wording import LABEL_NAMES

# What a farmer reads as one line, in characters or words.
LONGEST_LINE: Mapping[Language, int] = {"zh": 60, "en": 30}
LONGEST_QUOTE: Mapping[Language, int] = {"zh": 26, "en": 14}
GROUPS = ("village", "cooperative", "firm")
_ONE = re.compile(r"你(?!们)")
_PAUSES = " ，。；、,.;:："


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question in the client's own words, with the answer that the sources give or decline.

    `aim` and `asked` are those of a `ClientQuestion`; what to do "first" no source answers, and `answer` is None.
    """

    words: str
    answer: Answer | None
    aim: str = "rule"
    asked: str = ""


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
    """A client as the parts see it. `quotes` are the client's words by fact; `context` is for conditions."""

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

    def say(self, wording: Wording, **values: str) -> str:
        """Return a wording in the client's language, with what the client calls the product."""
        product = self.product or WORDS["goods"].in_language(self.language)
        return self._addressed(wording.in_language(self.language, product=product, **values))

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
    marks = "，。；！？,;!?\n" + ("" if language == "zh" else ".:")
    begin = max((text.rfind(mark, 0, start) for mark in marks), default=-1) + 1
    ends = [place for mark in marks if (place := text.find(mark, max(end - 1, start))) >= 0]
    stop = min(ends, default=len(text))
    whole = shorten(text[begin:stop], language)
    told = " ".join(text[start:end].split()).strip(_PAUSES)
    return whole if told in whole else shorten(text[start:stop], language)


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
