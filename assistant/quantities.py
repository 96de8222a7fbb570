"""Numbers with their units, in English and Chinese, however they are written: 10万元, 100,000 yuan, 十万块."""

import re
from dataclasses import dataclass
from functools import cache

import cn2an
from text_to_num import alpha2digit

from assistant.language import fold

_CHINESE_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?")
_MULTIPLIERS = {
    "百": 1e2, "千": 1e3, "万": 1e4, "w": 1e4, "亿": 1e8, "万亿": 1e12,
    "k": 1e3, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_UNITS = {
    "yuan": r"元|块钱|块|yuan|rmb|cny",
    "percent": r"%|percent|per cent|个百分点|percentage points?",
    "working day": r"个?工作日|working days?|business days?",
    "day": r"天|日(?!期|常|用)|-?days?\b",
    "month": r"个月|-?months?\b",
    "year": r"年(?!度)|-?years?\b",
    "hour": r"个?小时|-?hours?\b",
    "fold": r"倍|times\b|-?fold\b",
}
# Joined to its number, "billion" is not taken for a number of its own.
_SPELLED_MULTIPLIER = re.compile(r"(?<=\d)\s+(?=(?:hundred|thousand|million|billion|trillion)\b)")
# By their place in the year, from 0.
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Two digits of which the second is one more: 两三, 十七八; a year or a number has more or other ones.
_DIGIT = "零〇一二两三四五六七八九"
_ABOUT = re.compile(rf"(?<![{_DIGIT}])(?:[两二]三|一[两二]|三[四五]|四五|五六|六七|七八|八九)(?![{_DIGIT}])")
_IN_DATE = re.compile(r"年一月$|月一[日号]$")
_ARTICLE = re.compile(r"第\s*(\d+)\s*条|\b(?:article|articles|art\.?|arts\.?)\s*(\d+)")
_DATE = re.compile(
    rf"(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})|(?P<y2>\d{{4}})年(?:(?P<m2>\d{{1,2}})月(?:(?P<d2>\d{{1,2}})日)?)?"
    rf"|(?:(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<m3>{'|'.join(MONTHS)}) (?P<y3>\d{{4}})"
    rf"|(?P<m4>{'|'.join(MONTHS)}) (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>\d{{4}})"
)
_MULTIPLIER = "|".join(sorted(_MULTIPLIERS, key=len, reverse=True))
_UNIT = "|".join(f"(?P<{name.replace(' ', '_')}>{pattern})" for name, pattern in _UNITS.items())
_QUANTITY = re.compile(
    rf"(?P<money>[¥￥])?(?P<number>\d+(?:\.\d+)?)\s*(?P<multiplier>{_MULTIPLIER})?(?![a-z])\s*(?:{_UNIT})?"
)


# A month outside a date; 'may' is nearly always the verb.
_MONTH_ALONE = re.compile(
    rf"\b(?:{'|'.join(month for month in MONTHS if month != 'may')})\b(?! (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}})"
)


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number and its unit: yuan, percent, day, article, date ..., or '' where none is told.

    A date is its year, month and day as one number, 20260201, with zeros for what is not told.
    """

    unit: str
    value: float


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order of place.

    >>> find_quantities("每年不超过十万元，第8条")
    (Quantity(unit='yuan', value=100000.0), Quantity(unit='article', value=8.0))
    >>> find_quantities("Under 100,000 yuan a year from 1 February 2026, within seven days.")
    (Quantity(unit='yuan', value=100000.0), Quantity(unit='date', value=20260201.0), Quantity(unit='day', value=7.0))
    """
    plain = _with_digits(text)
    found: dict[int, Quantity] = {}
    for match in _DATE.finditer(plain):
        found[match.start()] = Quantity("date", _date_value(match))
    plain = _DATE.sub(lambda match: " " * len(match[0]), plain)
    for match in _ARTICLE.finditer(plain):
        found[match.start()] = Quantity("article", float(match[1] or match[2]))
    plain = _ARTICLE.sub(lambda match: " " * len(match[0]), plain)
    for match in _QUANTITY.finditer(plain):
        unit = "yuan" if match["money"] else (match.lastgroup or "").replace("_", " ")
        value = _product(match["number"], match["multiplier"])
        found[match.start()] = Quantity("" if unit in ("number", "multiplier") else unit, value)
    return tuple(found[place] for place in sorted(found))


def with_plain_numbers(text: str) -> str:
    """Return a text, folded, with every number in digits and its multiplier carried out.

    >>> with_plain_numbers("罚五万元，或 100,000 yuan")
    '罚50000元,或 100000 yuan'
    """
    return _QUANTITY.sub(_plain_number, _with_digits(text))


def _product(number: str, multiplier: str | None) -> float:
    # Twelve digits hide what binary fractions add: 4158.9亿 is 415,890,000,000.
    return float(f"{float(number) * _MULTIPLIERS.get(multiplier or '', 1.0):.12g}")


def _plain_number(match: re.Match[str]) -> str:
    if not match["multiplier"]:
        return match[0]
    value = _product(match["number"], match["multiplier"])
    return (
        f"{match['money'] or ''}{value:.4f}".rstrip("0").rstrip(".")
        + match[0][match.end("multiplier") - match.start() :]
    )


def _date_value(match: re.Match[str]) -> float:
    groups = match.groupdict()
    year, month, day = (
        next((groups[f"{name}{way}"] for way in "1234" if groups.get(f"{name}{way}")), "0") for name in "ymd"
    )
    number = int(month) if month.isdigit() else MONTHS.index(month) + 1
    return float(int(year) * 10_000 + number * 100 + int(day))


@cache
def _with_digits(text: str) -> str:
    """Return a text folded, its spelled numbers as digits and without thousands separators."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", fold(text))
    plain = plain.replace("百分之百", "100%")
    plain = re.sub(r"百分之([零〇一二两三四五六七八九十百点\d.]+)", r"\1%", plain)
    plain = re.sub(r"([一二三四五六七八九\d])成(?!员|本|熟|为|品|立|分|都|功|交)", r"\g<1>0%", plain)
    plain = _CHINESE_NUMERAL.sub(_chinese_digits, plain)
    plain = _SPELLED_MULTIPLIER.sub("", plain)
    plain = _MONTH_ALONE.sub(lambda match: f"{MONTHS.index(match[0]) + 1}月", plain)
    return str(alpha2digit(plain, "en")) if re.search(r"[a-z]{3}", plain) else plain


def _chinese_digits(match: re.Match[str]) -> str:
    numeral = match[0]
    if match.start() and match.string[match.start() - 1].isdigit():
        return numeral  # the 万 of 10万 is a multiplier
    if _ABOUT.search(numeral):  # 两三天 is no 23 days
        return numeral
    if numeral == "一" and not _IN_DATE.search(match.string, 0, match.end() + 1):
        return numeral
    if not re.search(r"[一二两三四五六七八九十]", numeral):  # 一年, 一个, 百货: a quantity to nobody
        return numeral
    try:
        value = cn2an.cn2an(numeral.replace("〇", "零"), "smart")
    except ValueError:
        return numeral
    return f"{value:.15g}" if value < 1e15 else numeral
