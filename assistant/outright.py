"""What a description says outright, each with the words that say it: facts, how far selling online has come, who helps.

A pattern holds where it stands in a clause that tells something of today. The fitted reader weighs what is told in
other words; what is said in so many words needs no weighing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import ModuleType

from assistant import outright_en, outright_zh
from assistant.datatypes import Language
from assistant.fact_words import NOT_DONE
from assistant.told_sentences import Place, Sentence, is_of_today, split_told

_TABLES: Mapping[Language, ModuleType] = {"en": outright_en, "zh": outright_zh}
_OF_THE_PAST = frozenset(
    {
        "consumer_units",
        "neighbours_sell_same",
        "online_scale",
        "profit",
        "easily_copied",
        "price_cutting",
        "fees_eat_margin",
    }
)
_ELSEWHERE = frozenset({"resource_dependence", "easily_copied", "auxiliary_units", "service_units", "consumer_units"})
_WEAK = frozenset(
    {"own_brand", "makes_own_goods", "easily_copied", "neighbours_sell_same", "resource_dependence", "partners",
     "price_cutting", "sells_own_goods_online"}
)  # fmt: skip
# Who is spoken of where others sell there.
_OTHERS_SELL = re.compile(
    r"\b(?:neighbou?rs?|others?|competitors?|they say|cousin|somebody|people|friend|growers?|families)\b[^.;,]{0,30}$|\bsaw\b[^.;,]{0,30}$"
    r"|(?:邻居|别人|人家|别家|同行|他们|看(?:见|到)?|听说|表[哥弟姐妹])[^,。]{0,8}$"
)
# 'Not on JD', 'JD no': before the name of a platform and behind it.
_NOT_THERE = (
    re.compile(
        r"\b(?:not(?! (?:only|just))|never|(?:do|does|did|have|has|is|are)n't)\b(?: (?:yet|have|had|sell|selling|sold|opened|open|an?|any|our|own"
        r"|shop|store|be|been|on|at|in|with))*\s*$|\bno(?: (?:longer|shop|store|account|on|at))*\s*$"
        r"|(?:没有?|从来不|(?<![得离差])不(?!过))(?:在|上|开|做|有|搞|弄|过|个|去|自己的)*$"
    ),
    re.compile(
        r"^\s*(?:no|not)\b|^(?:店)?(?:也|都|还)?(?:没|不)(?:有|做|开|卖|上|弄|去)(?:店|号|通|张|起来|过|了|成)*(?=[,。、;!?]|$)"
    ),
)
_MORE_SHOPS = re.compile(
    r"\b(?:two|three|four|several|other|many) (?:other )?(?:platforms|apps|sites)\b|[几两三四五多]个平台|别的平台|各个?平台|平台都"
)
# From where a quote of a platform begins.
_SELLS_THERE = re.compile(
    r"\b(?:since \d{4}[^.;,]{0,30}|sell\w*|sold|bookings?|shop|opened|open|began|live|put\w*|posts?|listed|come|on|through|via)\b[^.;,]{0,34}$|[^,。]{0,14}$"
)
_TOLD_BY_OTHERS = re.compile(r"\b(?:is|are) (?:easiest|best|easier|better)\b|\balone takes\b|最好做|容易做")


# Of a functional unit, that somebody fills it; how the two stand to each other is another matter.
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Said:
    """What the words at a place say: `fact=value`. `weak` words may say something else, and the reader goes before."""

    fact: str
    value: str
    start: int
    end: int
    weak: bool = False


def said_facts(sentences: Sequence[Sentence]) -> tuple[Said, ...]:
    """Return what sentences say in so many words, in order of the tables, each value of a fact once."""
    found: dict[tuple[str, str], Said] = {}
    for sentence in sentences:
        for label, pattern in _compiled(sentence.language, "OUTRIGHT"):
            fact, value = label.split("=")
            if (fact, value) in found:
                continue
            place = next(_places(sentence, pattern, label), None)
            if place is not None:
                found[fact, value] = Said(fact, value, place.start, place.end, fact in _WEAK)
    said = [*found.values(), *filter(None, (said_stage(sentences), said_platforms(sentences)))]
    return tuple(one for one in said if not _is_contradicted(one, said))


def _places(sentence: Sentence, pattern: re.Pattern[str], label: str) -> Iterator[Place]:
    """Yield where a pattern tells its label, `fact=value`, or a unit by its name alone."""
    denied = NOT_DONE.get(label)
    for match, place in sentence.matches(pattern):
        begin, stop = sentence.clause_around(match.start(), match.end())
        if denied and re.search(denied, sentence.plain[begin:stop]):
            continue
        if _counts(label.split("=")[0], place, sentence.plain[begin : match.end()]):
            yield place


def _is_contradicted(one: Said, said: Sequence[Said]) -> bool:
    """Tell whether another value is said of a fact; that a part is local and a part is not says half."""
    others = {other.value for other in said if other.fact == one.fact} - {one.value}
    return bool(others - {"mostly"} if one.value == "half" else others)


# What was so in former days is told of now only by what has changed since.
_FORMER = re.compile(
    r"以前|之前|此前|当时|那会儿|那年|那时|原先|早先|从前|\b(?:before (?:that|us|then)|back then|at the time|used to|until then|in those days)\b"
)


_ONLY_THOUGHT = re.compile(r"\b(?:would|could|might|'d) (?!like\b)[^.;,]*$")


def _counts(fact: str, place: Place, before: str = "") -> bool:
    if _ONLY_THOUGHT.search(before) or (fact == "neighbours_sell_same" and _FORMER.search(before)):
        return False
    allowed = {"past"} if fact in _OF_THE_PAST else set()
    if fact in _ELSEWHERE:
        allowed |= {"elsewhere"}
    if fact == "resource_dependence":  # where material comes from is so whatever is planned with it
        allowed |= {"plan"}
    return is_of_today(place.marks, allowed)


@cache
def _compiled(language: Language, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((label, re.compile(pattern)) for label, pattern in getattr(_TABLES[language], table))


@cache
def _word(language: Language, name: str) -> re.Pattern[str]:
    return re.compile(getattr(_TABLES[language], name))


def said_stage(sentences: Sequence[Sentence]) -> Said | None:
    """Return how far selling online has come: what has run for a year runs, what began of late starts.

    A wish to sell counts where nothing tells of selling. None where nothing tells it, or where it is told both that
    nothing is sold and that it is.
    """
    told = {stage: next(_stage_places(sentences, stage), None) for stage in ("running", "starting", "planning")}
    place, weak = told["running"] or told["starting"], False
    if place is None and told["planning"] is None:
        place, weak = next(_stage_places(sentences, "habitual"), None), True
    if place and told["planning"]:
        return None
    if place:
        return Said("stage", "starting" if place is told["starting"] else "running", place.start, place.end, weak)
    if told["planning"] is None and not any(_own_shops(sentences)):
        told["planning"], weak = next(_stage_places(sentences, "wishing"), None), True
    place = told["planning"]
    return Said("stage", "planning", place.start, place.end, weak) if place else None


def _stage_places(sentences: Sequence[Sentence], stage: str) -> Iterator[Place]:
    for sentence in sentences:
        language = sentence.language
        if stage == "running":
            yield from _running(sentence)
            continue
        name = stage.upper()
        allowed = {"plan", "hearsay"} if stage == "wishing" else set()
        for _, place in sentence.matches(_word(language, name)):
            if is_of_today(place.marks, allowed):
                yield place


def _running(sentence: Sentence) -> Iterator[Place]:
    language = sentence.language
    for _, place in sentence.matches(_word(language, "ALWAYS_RUNNING")):
        if is_of_today(place.marks, {"past"}):
            yield place
    for match, place in sentence.matches(_word(language, "RUNNING")):
        begin, stop = sentence.clause_around(match.start(), match.end())
        clause = sentence.plain[begin:stop]
        rest = clause.replace(match[0], " ")
        sells = _word(language, "SELLING").search(clause) is not None
        other = _word(language, "NOT_SELLING").search(clause) is not None
        begun = len(re.findall(r"\w", rest)) <= (34 if language == "en" else 6) and not other
        if (sells and not other) or (begun and _says_begun(rest, language)):
            yield place


def _says_begun(rest: str, language: Language) -> bool:
    """Tell whether the rest of a clause says no more than that it began then: 'started in 2017', '2020年到现在'."""
    pattern = (
        r"^\W*(?:it |we |i |and |all |everything |this |that is |has |have |gone |been |like |started|began|going|on|so|now|online)*\W*$"
        if language == "en"
        else r"^\W*(?:从|自|起|到|现在|如今|至今|开始|做到?|干到?|做起的?|开的|的|就|一直|也|是|那|都|了|在做|今)*\W*$"
    )
    return re.match(pattern, rest) is not None


def said_platforms(sentences: Sequence[Sentence]) -> Said | None:
    """Return whether the client sells on one platform or on several, by those that are named as his own."""
    places = list(_own_shops(sentences))
    names = dict.fromkeys(name for name, _ in places)
    if not names:
        return None
    more = next((place for sentence in sentences for _, place in sentence.matches(_MORE_SHOPS)), None)
    if more and is_of_today(more.marks):
        return Said("platforms", "several", min(more.start, places[0][1].start), more.end)
    first, last = places[0][1], places[-1][1]
    one_sentence = last.end - first.start <= 60
    end = last.end if len(names) > 1 and one_sentence else first.end
    return Said("platforms", "several" if len(names) > 1 else "one", first.start, end)


def own_platforms(text: str) -> tuple[str, ...]:
    """Return the names of the platforms on which the client sells today, in lower case and in the text's order.

    What is called in several ways has one name; a shop of the client's own making is among them.

    >>> own_platforms("We sell on Douyin. We don't have a Taobao shop. Our neighbours sell on JD.")
    ('douyin',)
    """
    return tuple(dict.fromkeys(name for name, _ in _own_shops(split_told(text))))


def _own_shops(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Place]]:
    """Yield the platforms on which the client sells, by the words around their names."""
    for sentence in sentences:
        language = sentence.language
        tables = _TABLES[language]
        pattern = re.compile(rf"{tables.SHOPS}|{tables.OWN_SHOP}")
        for match, place in sentence.matches(pattern):
            begin, stop = sentence.clause_around(match.start(), match.end())
            before, clause = sentence.plain[begin : match.start()], sentence.plain[begin:stop]
            if (
                not is_of_today(place.marks)
                or _FORMER.search(before)
                or _NOT_THERE[0].search(before)
                or _NOT_THERE[1].search(clause[len(before) + len(match[0]) :])
                or _OTHERS_SELL.search(before)
                or _TOLD_BY_OTHERS.search(clause)
            ):
                continue
            if _word(language, "PLANNING").search(clause) or _word(language, "WISHING").search(clause):
                continue
            lead = _SELLS_THERE.search(before)
            start = place.start - (len(before) - lead.start()) if lead else place.start
            yield tables.SAME_SHOP.get(match[0], match[0]), replace(place, start=start)


def said_units(sentences: Sequence[Sentence]) -> dict[str, Said]:
    """Return by functional unit who fills it, or that nobody does; the value is `told` or `none`.

    >>> from assistant.told_sentences import split_told
    >>> {unit: said.value for unit, said in said_units(split_told("快递不进村。包装设计请的西安一家公司。")).items()}
    {'service_units': 'none', 'auxiliary_units': 'told'}
    """
    found: dict[str, Said] = {}
    for table, value in (("NOBODY", "none"), ("UNITS", TOLD)):
        for unit, pattern in _compiled(sentences[0].language, table) if sentences else ():
            place = next((place for sentence in sentences for place in _places(sentence, pattern, unit)), None)
            if place is not None:
                found.setdefault(unit, Said(unit, value, place.start, place.end))
    return found


@lru_cache(maxsize=32)
def said_in(text: str) -> tuple[Said, ...]:
    """Return the facts that a text says in so many words, and the functional units that nobody fills; a text once.

    Who fills a unit tells no fact: how the two stand to each other is another matter.
    """
    sentences = split_told(text)
    return (*said_facts(sentences), *(one for one in said_units(sentences).values() if one.value == "none"))
