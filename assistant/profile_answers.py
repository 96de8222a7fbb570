"""An answer to the questions that were asked before it, as facts: 'yes, two of them' means what was asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.datatypes import Language
from assistant.language import fold
from assistant.typology import FACT_VALUES
from assistant.typology_wording import QUESTIONS, VALUE_NAMES

_NO: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:well,? |oh,? )?(?:no\b|nope\b|not\b|none\b|nobody\b|never\b|(?:i|we) don'?t\b|there (?:is|are) no)"
    ),
    "zh": re.compile(r"^(?:嗯|哦|这个)?[,，]?(?:没有?|不|无|一个都没|谁也没|从来没)"),
}
_YES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:well,? |oh,? )?(?:yes|yeah|yep|sure|of course|right|indeed|(?:i|we) do|there (?:is|are)|exactly)\b"
    ),
    "zh": re.compile(r"^(?:嗯|哦|这个)?[,，]?(?:有(?!没有)|是(?!不是)|对|会|能|可以|嗯)"),
}
# What a bare yes or no says of a fact that has other values than yes and no.
_POLAR: dict[str, tuple[str, str | None]] = {
    "consumer_units": ("reciprocal", "none"),
    "service_units": ("reciprocal", "none"),
    "auxiliary_units": ("reciprocal", "none"),
    "support_units": ("reciprocal", "none"),
    "partners": ("few", "none"),
}
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "twenty": 20,
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_NUMBER = re.compile(r"\d+|" + "|".join(rf"\b{word}\b" if word.isascii() else word for word in _NUMBER_WORDS))
# A few partners are so many at most.
_FEW = 5
# What takes back a fact that was read, or leaves a question open.
_UNKNOWN = ("I do not know", "我不清楚")
# How a question that asks for yes or no is answered in Chinese.
_YES_AND_NO = (("有没有", "有", "没有"), ("好不好", "好", "不好"))
_PARTS = re.compile(r"\s*(?:\n+|[;；]|(?:^|(?<=\s))\(?\d[.)、]\s+)\s*")


def asked_facts(told: str) -> tuple[str, ...]:
    """Return the facts that a message of the assistant asked for, in the order in which it did.

    >>> asked_facts("Two answers would help. Do your neighbours sell the same goods?")
    ('neighbours_sell_same',)
    """
    places = {
        fact: max(told.find(question) for question in questions)
        for fact, questions in QUESTIONS.items()
        if any(question in told for question in questions)
    }
    return tuple(sorted(places, key=lambda fact: places[fact]))


def read_answers(answer: str, asked: Sequence[str], language: Language) -> dict[str, str]:
    """Return the facts that an answer gives by yes, no, a number or a value's name.

    Parts of an answer (lines, numbered or parted by semicolons) go to the questions one by one where there
    are as many; else the first words answer the first question.

    >>> read_answers("yes, two of them", ["partners", "own_brand"], "en")
    {'partners': 'few'}
    >>> read_answers("没有；平分", ["own_brand", "gain_sharing"], "zh")
    {'own_brand': 'no', 'gain_sharing': 'equal'}
    """
    if not asked:
        return {}
    parts = [part for part in _PARTS.split(answer.strip()) if part]
    if len(parts) == len(asked):
        pairs = list(zip(asked, parts, strict=True))
    else:
        pairs = [(asked[0], answer), *((fact, "") for fact in asked[1:])]
    found: dict[str, str] = {}
    for fact, part in pairs:
        value = _named(fact, part or answer) or (_polar(fact, part, language) if part else None)
        if value is not None:
            found[fact] = value
    return found


def _named(fact: str, part: str) -> str | None:
    """Return the one value of a fact that is named in a part."""
    plain = fold(part)
    named = [
        value
        for value in FACT_VALUES[fact]
        if value not in ("yes", "no", "none") and any(_says(plain, name) for name in VALUE_NAMES[value])
    ]
    return named[0] if len(named) == 1 else None


def _says(plain: str, name: str) -> bool:
    bare = re.sub(r"^(?:a|an|the|about|on|some) ", "", fold(name))
    return re.search(rf"\b{re.escape(bare)}\b", plain) is not None if bare.isascii() else bare in plain


def _polar(fact: str, part: str, language: Language) -> str | None:
    plain = fold(part)
    positive, negative = _POLAR.get(fact, ("yes", "no"))
    if positive not in FACT_VALUES[fact]:
        return None
    if _NO[language].search(plain):
        return negative
    number = _number(plain) if fact == "partners" else None
    if number is not None:
        return "few" if number <= _FEW else "many"
    return positive if _YES[language].search(plain) else None


def _number(plain: str) -> int | None:
    match = _NUMBER.search(plain)
    if match is None:
        return None
    return int(match[0]) if match[0].isdigit() else _NUMBER_WORDS[match[0]]


def name_answer(fact: str, value: str | None, language: Language) -> str:
    """Return a value in words that answer the question for its fact; None is that one does not know.

    >>> name_answer("own_brand", "no", "zh"), name_answer("own_brand", None, "en")
    ('没有', 'I do not know')
    """
    zh = language == "zh"
    if value is None:
        return _UNKNOWN[zh]
    if zh and value in ("yes", "no"):
        for asked, yes, no in _YES_AND_NO:
            if asked in QUESTIONS[fact][1]:
                return yes if value == "yes" else no
    return VALUE_NAMES[value][zh]


def write_answer(fact: str, value: str | None, language: Language) -> str:
    """Return a question with its answer, as a message that says the fact whatever was asked before it.

    >>> write_answer("own_brand", "no", "en")
    'Have you a brand or mark that buyers know? No.'
    """
    answer = name_answer(fact, value, language)
    if language == "zh":
        return f"{QUESTIONS[fact][1]}{answer}。"
    return f"{QUESTIONS[fact][0]} {answer[0].upper()}{answer[1:]}."


def read_written(message: str) -> dict[str, str | None]:
    """Return the facts of a message that holds nothing but lines of `write_answer`; of any other, none.

    >>> read_written("Have you a brand or mark that buyers know? No.")
    {'own_brand': 'no'}
    >>> read_written("Have you a brand?")
    {}
    """
    lines = [line for line in map(_bare, message.splitlines()) if line]
    written = _written()
    return dict(written[line] for line in lines) if all(line in written for line in lines) else {}


@cache
def _written() -> Mapping[str, tuple[str, str | None]]:
    return dict(_write_all())


def _write_all() -> Iterator[tuple[str, tuple[str, str | None]]]:
    languages: tuple[Language, ...] = ("en", "zh")
    for fact in QUESTIONS:
        for value in (*FACT_VALUES[fact], None):
            for language in languages:
                yield _bare(write_answer(fact, value, language)), (fact, value)


def _bare(line: str) -> str:
    return fold(line).strip().rstrip(".。")
