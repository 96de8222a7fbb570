"""Amounts that can contradict each other: quantities as people say them, sorted by what they measure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.language import fold
from assistant.quantities import find_quantities, with_plain_numbers

_DAYS = {"day": 1.0, "working day": 1.0, "month": 30.42, "year": 365.0}
# 183 days are half a year and 30 days a month to everybody; 14 days are not 15.
_SAME_TIME = 0.03
# Written in other ways than a number with its unit; the order counts.
_SAID: tuple[tuple[str, str], ...] = (
    (r"三成五", "35%"),
    (r"半个月", "15天"),
    (r"半年", "6个月"),
    (r"一年半", "18个月"),
    (r"(?:一个?(?:季度|季))(?!报|要|报送)", "3个月"),
    (r"(?:一个?(?:星期|礼拜)|一周(?!岁))", "7天"),
    (r"(?:两个?(?:星期|礼拜)|两周(?!岁))", "14天"),
    (r"(?<![\d第])一(?=(?:天|日)(?!内瓦|常))", "1"),
    (r"(?<![\d第十])一(?=个月|年(?!年))", "1"),
    (r"(?<=\d)\s*个点", "%"),
    (r"(?<=[一二三四五六七八九十])个点", "%"),
    (r"(?:过|超过|不到|一大|小)半|一半|对半|half(?: of)?(?! a? ?year)(?! a? ?day)", "50%"),
    (r"([二三四五六七八九十])分之一", r"1/\1"),
    (r"(?:a|one)[- ]fifth", "20%"),
    (r"(?:a|one)[- ]third", "33%"),
    (r"(?:a|one)[- ]quarter(?= of)", "25%"),
    (r"(?:a|one)[- ]tenth", "10%"),
    (r"four (?:in|out of) five|four fifths", "80%"),
    (r"two thirds", "67%"),
    (r"half a year|half-year", "6 months"),
    (r"a year and a half", "18 months"),
    (r"(?:a|one) fortnight|two weeks", "14 days"),
    (r"\b(?:a|one) (?:full )?(?:week)\b(?! later)", "7 days"),
    (
        r"\b(?:within|in|after|for|only|just|than|takes?|last(?:s|ed)?|have|has|get|gets) (?:a|one)(?= (?:full )?(?:day|month|year)\b)",
        "1",
    ),
    (r"\bone(?= (?:full )?(?:day|month|year)\b)", "1"),
    (r"\b(?:twice|double[sd]?)\b", "2 times"),
    (r"\bdozen\b", "12"),
    (r"\b(?:a|one) (?=(?:hundred|thousand|million|billion)\b)", "1 "),
    (r"\b(\d+) weeks\b", r"\1 weeks"),
)
_PATTERNS = tuple((re.compile(pattern), said) for pattern, said in _SAID)
_FRACTIONS = {"二": 50, "三": 33, "四": 25, "五": 20, "六": 17, "七": 14, "八": 13, "九": 11, "十": 10}
_AGE = re.compile(
    r"(?P<value>\d+)(?:\s*周?岁|[- ]years?[- ]old|(?<=under \d\d)(?=\b))|\b(?:be|is|turn(?:s|ed)?|under|aged?|over|of) (?P<said>1[0-9]|[67][05])\b(?! ?(?:%|percent|yuan|days?|months?|years?|members?|people|times|,|\d))"
)
_YEAR = re.compile(
    r"\b(?:in|of|since|by|until|till|from|during|for|year) ((?:19|20)\d\d)\b(?! yuan)|((?:19|20)\d\d)(?:年| (?:document|opinions|paper|list|plan|programme|law|rules|edition)\b)"
)
_PLACE = re.compile(
    r"(?:section|chapter|part|item|no\.?|number) ?\d+(?:\.\d+)*|\d+(?:\.\d+)*\s*(?:节|章|号)|第\s*\d+\s*(?:节|章|种|个|条|项|类|大|步|方面|天|日|年|次|件|款|号)|\b\d+(?:st|nd|rd|th)\b"
)
_COUNTED = {
    "people": r"^\s*(?:[a-z-]+ )?(?:people|members?|persons?|households?|families|farmers?|neighbours?|leaders?)\b|^(?:个?人|名|位|户|个?成员|个?社员)",
    "kinds": r"^\s*(?:[a-z-]+ ){0,2}(?:risks?|patterns?|modes?|models?|ways?|paths?|traits?|types?|kinds?|points?|pillars?|steps?|forms?|features?|categories|classes|roles?)\b"
    r"|^(?:条|种|类|项|大|方面|个(?:风险|模式|路径|特[点征]|类型|方面|支撑点|阶段))",
    "places": r"^\s*(?:[a-z-]+ ){0,2}(?:count(?:y|ies)|villages?|towns?|provinces?|cities)\b|^个?(?:县|村|镇|乡|省|市)",
    "shops": r"^\s*(?:[a-z-]+ ){0,2}(?:shops?|stores?|sellers?|merchants?)\b|^(?:家|间|个店)",
    "layers": r"^\s*(?:[a-z-]+ )?(?:layers?)\b|^层",
    "times": r"^\s*(?:[a-z-]+ )?(?:times a|reports)\b|^[次回趟]",
}
_COUNTED_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _COUNTED.items()}
_ORDINAL = re.compile(
    r"第\s*(?P<zh>\d+)\s*(?:种|个|条|项|类|大)(?P<noun>[\u4e00-\u9fff]{2})"
    r"|\b(?P<en>\d+)(?:st|nd|rd|th) (?:[a-z-]+ )?(?P<thing>risk|pattern|mode|model|way|path|trait|type|kind|pillar|step|form|role|class)\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and what it measures: time (in days), money, percent, fold, age, hour, or what is counted.

    `kind` is '' for a number of which nothing is told.
    """

    kind: str
    value: float


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text; dates, years, articles and places in a text ('section 7') are none.

    >>> find_amounts("a week or half a year"), find_amounts("增值税按13个点算")
    ((Amount(kind='time', value=7.0), Amount(kind='time', value=182.52)), (Amount(kind='percent', value=13.0),))
    >>> find_amounts("主播要满16周岁"), find_amounts("three risks in 2022")
    ((Amount(kind='age', value=16.0),), (Amount(kind='kinds', value=3.0),))
    """
    return _find_amounts(text)


def find_ordinals(text: str) -> tuple[tuple[int, str], ...]:
    """Return the ordinals of things that a source counts, with the thing, as in 'the fourth risk'.

    >>> find_ordinals("the paper's fourth risk"), find_ordinals("第四种模式"), find_ordinals("Article 4")
    (((4, 'risk'),), ((4, '模式'),), ())
    """
    found = _ORDINAL.finditer(with_plain_numbers(text))
    return tuple((int(match["zh"] or match["en"]), match["noun"] or match["thing"]) for match in found)


def same_amount(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts say the same, however they are put: 183 days are half a year.

    >>> same_amount(Amount("time", 183.0), Amount("time", 182.5))
    True
    """
    if not comparable(one, other):
        return False
    if one.kind == other.kind == "time":
        return abs(one.value - other.value) <= _SAME_TIME * max(one.value, other.value)
    return one.value == other.value


def comparable(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts measure the same kind of thing, so that they can contradict.

    A bare number may be of any counted thing, or money where it is large.
    """
    if one.kind == other.kind:
        return one.kind != "" or (one.value >= 1000) == (other.value >= 1000)
    bare, told = (one, other) if one.kind == "" else (other, one)
    if bare.kind != "":
        return False
    return (
        bare.value >= 1000
        if told.kind == "money"
        else (told.kind in _COUNTED and bare.value < 1000) or told.kind == "age"
    )


@lru_cache(maxsize=16_384)
def _find_amounts(text: str) -> tuple[Amount, ...]:
    plain = fold(text)
    for pattern, said in _PATTERNS:
        plain = pattern.sub(said, plain)
    plain = re.sub(r"1/([二三四五六七八九十])", lambda match: f"{_FRACTIONS[match[1]]}%", plain)
    plain = _YEAR.sub(" ", _PLACE.sub(" ", with_plain_numbers(plain)))
    ages = [Amount("age", float(match["value"] or match["said"])) for match in _AGE.finditer(plain)]
    plain = _AGE.sub(" ", plain)
    weeks = [Amount("time", 7.0 * float(match[1])) for match in re.finditer(r"(\d+) ?(?:weeks|周|个星期)", plain)]
    plain = re.sub(r"\d+ ?(?:weeks|周|个星期)", " ", plain)
    return (*ages, *weeks, *(amount for amount in _typed(plain) if amount is not None))


def _typed(plain: str) -> list[Amount | None]:
    found: list[Amount | None] = []
    place = 0
    for quantity in find_quantities(plain):
        written = f"{quantity.value:.12g}"
        at = plain.find(written, place)
        after = plain[at + len(written) :] if at >= 0 else ""
        place = at + len(written) if at >= 0 else place
        found.append(_amount(quantity.unit, quantity.value, after))
    return found


def _amount(unit: str, value: float, after: str) -> Amount | None:
    if unit in ("date", "article"):
        return None
    if unit in _DAYS:
        return Amount("time", round(value * _DAYS[unit], 2))
    if unit == "":
        return Amount(next((kind for kind, pattern in _COUNTED_PATTERNS.items() if pattern.search(after)), ""), value)
    return Amount({"yuan": "money"}.get(unit, unit), value)
