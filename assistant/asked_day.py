"""The day that a question asks about: today, unless it speaks of another one. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.citations import status_on, validity_of
from assistant.datatypes import RetrievedSection
from assistant.language import fold
from assistant.quantities import MONTHS

_MONTH = "|".join(MONTHS)
_DATES = (
    re.compile(r"(?P<y>20\d\d)\s*[年/.-]\s*(?P<m>1[0-2]|0?[1-9])\s*[月/.-]\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(rf"\b(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: of)? (?P<name>{_MONTH}),? (?P<y>20\d\d)\b"),
    re.compile(rf"\b(?P<name>{_MONTH}) (?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,? (?P<y>20\d\d)\b"),
    re.compile(rf"\b(?P<name>{_MONTH}),? (?:of )?(?P<y>20\d\d)\b"),
    re.compile(r"(?P<y>20\d\d)\s*年\s*(?P<m>1[0-2]|0?[1-9])\s*月"),
    # A year alone must be said as a time, for it is a part of many names: the 2021 measures, 2025年一号文件.
    re.compile(
        r"\b(?:in|by|from|during|as of|after|since|until|till|for|through|throughout|before|come) "
        r"(?:the )?(?:year |early |late |mid-?)?(?P<y>20\d\d)\b"
        r"(?! (?:law|act|measures?|rules?|plan|regulations?|document|notice|opinions?|version|edition|amendment)\b)"
        r"(?!\s*[-–—to]+\s*20\d\d)"
    ),
    re.compile(
        r"(?<![\d—–-])(?P<y>20\d\d)\s*年(?![\d《]|[的底末初]?.{0,4}"
        r"(?:一号文件|号文|办法|条例|规定|意见|法律|规划|计划|修正|修订|版|公布|发布|出台|颁布))"
    ),
)
_RELATIVE = (
    (re.compile(r"\bthe year after next\b|后年"), 2),
    (re.compile(r"\bnext year\b|明年|来年"), 1),
    (re.compile(r"\blast year\b|去年"), -1),
)
# What happened is told, not asked about, unless the question itself stands in the past.
_PAST_QUESTION = re.compile(r"\b(?:was|were|did|had)\b(?!.*\bdo i\b)|当时|那时|那会|那年|的时候|时候的|还有效|有没有效")
_OWN_PAST = re.compile(
    r"\b(?:i|we|he|she|they|my|our)\b[^.?!]*\b(?:was|were|did|had|\w+ed|opened|began|sold|started)\b"
    r"|(?:我|俺|咱|我们|他|她)[^。？！]*(?:了|过|的)"
)
_CLAUSE = re.compile(r"[^。？！?!.;；]+[。？！?!.;；]?")
# Who compares today with another day wants both.
_TODAY_TOO = re.compile(r"\b(?:now|today|currently|at present)\b|现在|目前|如今|眼下")
# Whoever names this year anywhere asks about it, whatever else is told of the next or the last one.
_THIS_YEAR = re.compile(r"\bthis (?:year|month|week)\b|今年|本月|这个月|今天")
# A rule that is not in force on the day asked about comes behind one that is and answers about as well.
_NOT_IN_FORCE = 0.1


def day_asked(question: str, today: date) -> date:
    """Return the day that a question asks about; `today` where it names none, or only tells of its own past.

    A month stands for its first day, a year for its middle.

    >>> day_asked("From 1 March 2027, who registers trademarks?", date(2026, 11, 23))
    datetime.date(2027, 3, 1)
    >>> day_asked("2027年注册商标按哪部法？", date(2026, 11, 23)), day_asked("2025年一号文件说了啥", date(2026, 11, 23))
    (datetime.date(2027, 7, 1), datetime.date(2026, 11, 23))
    >>> day_asked("I opened my shop in 2019. Must I register?", date(2026, 11, 23))
    datetime.date(2026, 11, 23)
    >>> day_asked("朋友说明年期限会变短。那我今年还有多长时间可以提？", date(2026, 11, 23))
    datetime.date(2026, 11, 23)
    """
    asked = fold(question)
    if _THIS_YEAR.search(asked):
        return today
    for clause in _CLAUSE.findall(asked):
        day = _named(clause, today)
        if day is None or (day.year == today.year and day <= today) or _TODAY_TOO.search(clause):
            continue
        if day > today or (_PAST_QUESTION.search(clause) and not _OWN_PAST.search(clause)):
            return day
    return today


def _named(clause: str, today: date) -> date | None:
    for pattern in _DATES:
        match = pattern.search(clause)
        if match:
            return _day_of(match.groupdict())
    for relative, years in _RELATIVE:
        if relative.search(clause):
            return date(today.year + years, 7, 1)
    return None


def _day_of(parts: dict[str, str | None]) -> date | None:
    name = parts.get("name")
    month = MONTHS.index(name) + 1 if name else int(parts.get("m") or 0)
    year, day = int(parts["y"] or 0), int(parts.get("d") or 1)
    try:
        return date(year, month, day) if month else date(year, 7, 1)
    except ValueError:  # 31 February
        return date(year, month, 1) + timedelta(days=27)


def prefer_in_force(sections: Sequence[RetrievedSection], day: date) -> tuple[RetrievedSection, ...]:
    """Return sections anew in order, those behind that are not in force on `day`."""
    judged = (hit if is_in_force(hit, day) else replace(hit, score=hit.score - _NOT_IN_FORCE) for hit in sections)
    return tuple(sorted(judged, key=lambda hit: (-hit.score, hit.key)))


def is_in_force(hit: RetrievedSection, day: date) -> bool:
    """Tell whether a section is in force on `day`, as far as is known; a study always is."""
    document, section = next(iter(hit.languages.values()))
    return document.kind == "study" or status_on(validity_of(document, section), day) in ("in_force", "unknown")
