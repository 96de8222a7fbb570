"""What a client sells: every product with its form, found by the client's own words.

It is sold where its clause speaks of selling, growing or making it. What is only kept for the table, bought as
material, made by others or denied is none; what is only thought of counts as planned.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from assistant import goods_en, goods_zh
from assistant.datatypes import Language
from assistant.goods_names import (
    FORMER,
    KIND_OF_FORM,
    MADE,
    NAMED,
    SOLD,
    THEN,
    Good,
    Mention,
    load_forms,
    load_generic,
    load_words,
)
from assistant.language import simplify

MOST_GOODS = 4
_READERS = {"en": goods_en, "zh": goods_zh}
# Who says so sells the material beside what is made of it.
_ALL_SOLD = re.compile(
    r"[两三几]样[^，。]{0,3}都[^，。]{0,8}卖|\b(?:both|all three)\b[^.]{0,20}\b(?:sold|sell|online)|\bsell both\b"
)


def find_goods(text: str, language: Language) -> tuple[Good, ...]:
    """Return what a description says is sold, at most four products, the surest first; none where it does not say.

    >>> [(good.name, good.form) for good in find_goods("我在抖音卖红薯干和霉干菜。", "zh")]
    [('红薯干', 'dried'), ('霉干菜', 'dried')]
    >>> [(good.name, good.form) for good in find_goods("I keep the books of a pear cooperative.", "en")]
    [('pear', 'fresh')]
    """
    plain = simplify(text) if language == "zh" else text
    if len(plain) != len(text):
        plain = text
    mentions = _with_what_is_made(list(_READERS[language].mentions(plain)), language)
    weighed = _weigh(mentions, language, sell_all=_ALL_SOLD.search(plain) is not None)
    goods = tuple(_as_made(good, plain, language) for good in weighed)
    return goods if goods and not goods[0].guessed else _unlisted(plain, language) or goods


# What hands make at home, and what a factory does; produce that its seller dries.
_BY_HAND: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:knit|crochet|embroider|weave|sew|carve|stitch|whittle|spin)\w*\b[^.;]{0,60}\b(?:at home|at (?:my|our|the) (?:kitchen )?(?:table|window|loom)|by hand|in the evenings?|myself|herself)\b"
        r"|\b(?:at home|by hand|handmade|hand-?(?:knit|sewn|woven|stitched)\w*)\b[^.;]{0,40}\b(?:knit|crochet|embroider|weave|sew|carve|stitch|make)\w*\b|\bwomen of our \w+ (?:dye|weave|sew|knit)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:在家|家里|自己|手工|亲手|饭桌|灯下|一针一线|我妈|我娘|奶奶|婆婆|媳妇|妇女|姐妹)[^。；]{0,14}(?:织|钩|绣|缝|编|刻|纳|做手工)|纯?手工(?:织|钩|绣|缝|编|做|打)"
    ),
}
_BY_FACTORY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:factory|factories|workers|plant|staff|assembly|machines|employees|limited company|ltd|sewing hall|our own hall)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"厂(?!的|一个|送|里打)|工人|车间|流水线|有限公司|机器|员工"),
}
_DRIED_BY_HIM: Mapping[Language, str] = {
    "en": r"\b(?:dry|dries|dried)(?: and (?:sell|pack|bag))? {name}",
    "zh": r"(?:晒|晾|烘)(?:干)?(?:的|了)?{name}(?!架|场)",
}


def _as_made(good: Good, plain: str, language: Language) -> Good:
    """Return a product with the form that the way of its making gives it: what hands knit at home is craft, what a
    factory with workers turns out is none, and produce that is dried is dried."""
    factory = _BY_FACTORY[language].search(plain) is not None
    if good.form == "manufactured" and not factory and _BY_HAND[language].search(plain):
        return replace(good, form="craft")
    if good.form == "craft" and _is_factory_work(plain, language):
        return replace(good, form="manufactured")
    name = re.escape(good.name)
    if good.form == "fresh" and re.search(_DRIED_BY_HIM[language].format(name=name), plain, re.IGNORECASE):
        return replace(good, form="dried")
    return good


_FACTORY_WORK: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:our|the|family|own|my) (?:family )?(?:factory|plant)\b|\b(?:\d\d+|sixty|fifty|forty|thirty|twenty) workers\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:本|我们?|自家|自己的?)厂|厂子|[\d一二三四五六七八九十百]{2,}(?:来|多)?(?:个|名)?工人|工人[\d一二三四五六七八九十百]{2,}"
    ),
}


def _is_factory_work(plain: str, language: Language) -> bool:
    return _FACTORY_WORK[language].search(plain) is not None


def _with_what_is_made(mentions: Sequence[Mention], language: Language) -> list[Mention]:
    """Return the mentions, where what is grown is named as worked up too with that as the thing made: stricter rules
    hold for it."""
    grown = [one.key or one.name for one in mentions if one.weight >= MADE and _kind(one.form) == "fresh"]

    def made_of(one: Mention) -> bool:
        key = one.key or one.name
        return _kind(one.form) == "processed_food" and any(_holds(key, other, language) for other in grown)

    return [replace(one, weight=MADE) if one.weight == NAMED and made_of(one) else one for one in mentions]


def _kind(form: str | None) -> str | None:
    return KIND_OF_FORM[form] if form else None


def _weigh(mentions: Sequence[Mention], language: Language, *, sell_all: bool) -> tuple[Good, ...]:
    """Return the goods that are sold or made; failing these, the former ones, then the one that is named most."""
    best: dict[str, Mention] = {}
    counts: dict[str, int] = {}
    names: dict[str, str] = {}  # the fullest that the client uses
    for one in mentions:
        key = one.key or one.name
        counts[key] = counts.get(key, 0) + 1
        held = best.get(key)
        is_plural = key in names and one.name == names[key] + "s"  # of an egg cooperative, eggs are sold
        if is_plural or (one.weight >= MADE and len(one.name) > len(names.get(key, ""))):
            names[key] = one.name
        if held is None or (one.weight, not one.planned) > (held.weight, not held.planned):
            best[key] = one
    least = next(
        (weight for weight in (MADE, THEN, FORMER) if any(one.weight >= weight for one in best.values())), NAMED
    )
    found = _without_containers([key for key, one in best.items() if one.weight >= least], best, language)
    found = _without_parts(_without_generic(found, best, language), best, language, sell_all=sell_all)
    found.sort(key=lambda key: (best[key].planned, -best[key].weight, -counts[key], best[key].start))
    if least == NAMED:
        found = sorted(found, key=lambda key: (-counts[key], best[key].start))[:1]
    # A mere class of goods, grown somewhere, shows too little of what is sold.
    is_vague = all(key in load_generic(language) and best[key].weight < SOLD for key in found)
    surely = any(not best[key].planned for key in found)
    return tuple(
        Good(
            names.get(one.key or one.name, one.name),
            one.form,
            one.start,
            one.end,
            one.planned and surely,
            least < THEN or is_vague,
        )
        for one in (best[key] for key in found[:MOST_GOODS])
    )


def _without_containers(found: list[str], best: Mapping[str, Mention], language: Language) -> list[str]:
    """Leave out what goods are packed in, where any goods are named beside it."""
    containers = load_words("container", language)
    if all(key in containers for key in best):
        return found
    return [key for key in found if key not in containers]


def _without_generic(found: list[str], best: Mapping[str, Mention], language: Language) -> list[str]:
    """Leave out a name that only tells a class where another says more: of its kind, or else said to be sold."""
    generic = load_generic(language)
    kinds = {KIND_OF_FORM[str(best[key].form)] for key in found if key not in generic}
    return [
        key
        for key in found
        if key not in generic
        or not kinds
        or (KIND_OF_FORM[str(best[key].form)] not in kinds and best[key].weight >= SOLD)
    ]


def _without_parts(found: list[str], best: Mapping[str, Mention], language: Language, *, sell_all: bool) -> list[str]:
    """Leave out what is the material of, or a shorter name for, another one, unless it is sold beside it."""

    def is_part(key: str, other: str) -> bool:
        if key == other or best[other].planned or not _holds(other, key, language):
            return False
        return best[key].form == best[other].form or (best[key].weight < SOLD and not sell_all)

    return [key for key in found if not any(is_part(key, other) for other in found)]


def _holds(whole: str, part: str, language: Language) -> bool:
    if language == "zh":
        return part in whole or (part.endswith("子") and whole.endswith(part[:-1]))
    return f" {part} " in f" {whole} "


def _unlisted(plain: str, language: Language) -> tuple[Good, ...]:
    """Return the product that no list holds, as the object of the clearest verb; its form where the verb tells it."""
    return tuple(islice(_READERS[language].objects(plain), 1))


def is_cut_short(name: str, text: str, language: Language) -> bool:
    """Tell whether a text names goods only as a part of what is made of them: 红薯 where 红薯干 is sold.

    >>> is_cut_short("红薯", "卖红薯干", "zh"), is_cut_short("红薯", "种红薯，卖红薯干", "zh")
    (True, False)
    >>> is_cut_short("plums", "We sell plums jam.", "en")
    True
    """
    if language == "zh":
        plain = simplify(text)
        places = [match.start() for match in re.finditer(re.escape(simplify(name)), plain)]
        return bool(places) and all(goods_zh.is_worked_up(plain, start, start + len(name)) for start in places)
    behind = "|".join(sorted(one for one, form in load_forms("en").items() if form == "processed"))
    found = list(re.finditer(rf"(?<![\w-]){re.escape(name)}(?P<behind> (?:{behind})\w*)?", text, re.IGNORECASE))
    return bool(found) and all(match["behind"] for match in found)
