"""What a client sells: every product with its form, found by the client's own words.

A product is named by a noun that goods are known by, together with what works it up: 干, 酱 or 罐头 behind it, 腌 or 糖
before it, "jam" or "oil" after it, "dried" before it; the longest name wins, so that dried sweet potato is no sweet
potato. It is sold where its clause speaks of selling, growing or making it. What is only kept for the table, bought as
material, made by others or denied is none; what is only thought of counts as planned. The names stand in
`goods_sold.<language>.txt` by form, and in `goods.<language>.txt` by kind.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assistant.datatypes import Language
from assistant.goods import load_kinds
from assistant.language import simplify
from assistant.tokenizing import word_list

# storing: bulbs and tubers, which no rule calls perishable or not; keeping: nuts and grain; between: primary or
# processed, as it was worked; dried: dried produce.
Form = Literal["fresh", "storing", "keeping", "between", "dried", "processed", "craft", "manufactured", "service"]
KIND_OF_FORM: Mapping[str, str] = {
    "fresh": "fresh", "storing": "fresh", "keeping": "fresh", "between": "processed_food", "dried": "processed_food",
    "processed": "processed_food", "craft": "craft", "manufactured": "manufactured", "service": "service",
}  # fmt: skip
_FORM_OF_KIND = {
    "农产品": "fresh", "加工食品": "processed", "手工艺品": "craft", "肉": "fresh", "活畜禽": "fresh",
    "produce": "fresh", "processed food": "processed", "handicraft": "craft", "meat": "fresh", "live animals": "fresh",
}  # fmt: skip
MOST_GOODS = 4
_SOLD, _MADE, _THEN, _FORMER, _NAMED = 3.0, 2.0, 1.5, 1.0, 0.4
# Who says so sells the material beside what is made of it.
_ALL_SOLD = re.compile(r"[两三几]样[^，。]{0,3}都[^，。]{0,8}卖|\b(?:both|all three)\b[^.]{0,20}\b(?:sold|sell|online)|\bsell both\b")
_NAMES = Path(__file__).parent
_GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Good:
    """A product as the client calls it; `form` is None where nothing tells it. `start` and `end` are of its clearest
    mention. `planned`: only thought of. `guessed`: named, but not said to be sold, grown or made."""

    name: str
    form: Form | None
    start: int
    end: int
    planned: bool = False
    guessed: bool = False

    @property
    def kind(self) -> str | None:
        """The value of the fact `product_kind`."""
        return KIND_OF_FORM[self.form] if self.form else None


def context_forms(good: Good) -> frozenset[str]:
    """Return by what a condition on `goods` finds a product: farm produce is fresh, whether it keeps or not."""
    if good.form is None:
        return frozenset({"?"})
    return {
        "storing": frozenset({"fresh"}),
        "keeping": frozenset({"fresh"}),
        "dried": frozenset({"processed", "dried"}),
    }.get(good.form, frozenset({good.form}))


def keeps(goods: Sequence[Good]) -> str:
    """Tell whether the farm produce among goods keeps: no as soon as one of it is perishable; ? where no rule says.

    >>> keeps([Good("walnuts", "keeping", 0, 7)]), keeps([Good("garlic", "storing", 0, 6)])
    ('yes', '?')
    """
    forms = {good.form for good in goods if good.kind == "fresh"}
    return "no" if "fresh" in forms else "yes" if forms == {"keeping"} else "?"


def of_kind(goods: Sequence[Good], kind: str) -> tuple[Good, ...]:
    """Return goods as somebody who knows says that they are: of one kind, with the form that belongs to it."""
    form = next(form for form, known in KIND_OF_FORM.items() if known == kind and form not in ("between", "dried"))
    return tuple(good if good.kind == kind else replace(good, form=form) for good in goods)  # type: ignore[arg-type]


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
        return bool(places) and all(_is_worked_up_zh(plain, start, start + len(name)) for start in places)
    behind = "|".join(sorted(one for one, form in load_forms("en").items() if form == "processed"))
    found = list(re.finditer(rf"(?<![\w-]){re.escape(name)}(?P<behind> (?:{behind})\w*)?", text, re.IGNORECASE))
    return bool(found) and all(match["behind"] for match in found)


def _is_worked_up_zh(plain: str, start: int, end: int) -> bool:
    whole = re.compile(f"(?:{_BEFORE_ZH})$").search(plain[:start]), re.compile(_BEHIND_ZH).match(plain, end)
    return whole[1] is not None or (whole[0] is not None and whole[0][0] not in "干晒晾烘炒烤糖")


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    form: str | None
    start: int
    end: int
    weight: float
    planned: bool = False
    key: str = ""


@cache
def load_forms(language: Language) -> dict[str, str]:
    """Return the form of every name of goods, in plain spelling; names that only tell a class are in `load_generic`."""
    forms = {name: _FORM_OF_KIND[kind] for name, kind in load_kinds(language).items()}
    return forms | {name: form for form, name in _listed(language) if form != _GENERIC}


@cache
def _alive(language: Language) -> frozenset[str]:
    return frozenset(name for name, kind in load_kinds(language).items() if kind in ("活畜禽", "live animals"))


@cache
def load_generic(language: Language) -> frozenset[str]:
    """Return the names that give way to any that says more: fruit, snacks."""
    return frozenset(name for form, name in _listed(language) if form == _GENERIC)


def _listed(language: Language) -> Iterator[tuple[str, str]]:
    form = ""
    for line in (_NAMES / f"goods_sold.{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            form = line[1:].strip()
        else:
            yield from ((form, name.replace("-", " ")) for name in line.split())


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
    mentions = _with_what_is_made(list(_mentions_zh(plain) if language == "zh" else _mentions_en(plain)), language)
    goods = _weigh(mentions, language, sell_all=_ALL_SOLD.search(plain) is not None)
    return goods if goods and not goods[0].guessed else _unlisted(plain, language) or goods


def _with_what_is_made(mentions: Sequence[_Mention], language: Language) -> list[_Mention]:
    """Return the mentions, where what is grown is named as worked up too with that as the thing made: stricter rules
    hold for it."""
    grown = [one.key or one.name for one in mentions if one.weight >= _MADE and _kind(one.form) == "fresh"]

    def made_of(one: _Mention) -> bool:
        key = one.key or one.name
        return _kind(one.form) == "processed_food" and any(_holds(key, other, language) for other in grown)

    return [replace(one, weight=_MADE) if one.weight == _NAMED and made_of(one) else one for one in mentions]


def _kind(form: str | None) -> str | None:
    return KIND_OF_FORM[form] if form else None


def _weigh(mentions: Sequence[_Mention], language: Language, *, sell_all: bool) -> tuple[Good, ...]:
    """Return the goods of which a text speaks as sold or made; failing these, as former ones, then the one named most."""
    best: dict[str, _Mention] = {}
    counts: dict[str, int] = {}
    names: dict[str, str] = {}  # the fullest that the client uses
    for one in mentions:
        key = one.key or one.name
        counts[key] = counts.get(key, 0) + 1
        held = best.get(key)
        if one.weight >= _MADE and len(one.name) > len(names.get(key, "")):
            names[key] = one.name
        if held is None or (one.weight, not one.planned) > (held.weight, not held.planned):
            best[key] = one
    least = next((weight for weight in (_MADE, _THEN, _FORMER) if any(one.weight >= weight for one in best.values())), _NAMED)
    found = [key for key, one in best.items() if one.weight >= least]
    found = _without_parts(_without_generic(found, best, language), best, language, sell_all=sell_all)
    found.sort(key=lambda key: (best[key].planned, -best[key].weight, -counts[key], best[key].start))
    if least == _NAMED:
        found = sorted(found, key=lambda key: (-counts[key], best[key].start))[:1]
    surely = any(not best[key].planned for key in found)
    return tuple(
        Good(names.get(one.key or one.name, one.name), one.form, one.start, one.end, one.planned and surely, least < _THEN)  # type: ignore[arg-type]
        for one in (best[key] for key in found[:MOST_GOODS])
    )


def _key(name: str) -> str:
    """Return an English name in the singular."""
    return " ".join(_singular(word) for word in name.lower().replace("-", " ").split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_generic(found: list[str], best: Mapping[str, _Mention], language: Language) -> list[str]:
    """Leave out a name that only tells a class where another of the same kind says more."""
    kinds = {KIND_OF_FORM[str(best[key].form)] for key in found if key not in load_generic(language)}
    return [
        key for key in found if key not in load_generic(language) or KIND_OF_FORM[str(best[key].form)] not in kinds
    ]


def _without_parts(
    found: list[str], best: Mapping[str, _Mention], language: Language, *, sell_all: bool
) -> list[str]:
    """Leave out what is the material of, or a shorter name for, another one, unless it is sold beside it."""

    def is_part(key: str, other: str) -> bool:
        if key == other or not _holds(other, key, language):
            return False
        return best[key].form == best[other].form or (best[key].weight < _SOLD and not sell_all)

    return [key for key in found if not any(is_part(key, other) for other in found)]


def _holds(whole: str, part: str, language: Language) -> bool:
    return part in whole if language == "zh" else f" {part} " in f" {whole} "


# --- Chinese -------------------------------------------------------------------------------------------------------
# What stands behind a thing and makes another of it; "dried" and what may be either are told apart below.
_BEHIND_ZH = (
    "蜜饯|罐头|脆片|粉条|粉丝|果酱|奶酪|饮料|糖浆|干|脯|酱|粉|油|醋|酒|膏|汁|饼|糕|丝|片|糖|糊|面|酥|条|露|泥|冻|茶"
)
_BEFORE_ZH = (
    "风干|晒干|烘干|冻干|晾干|糖渍|盐渍|蜜汁|油炸|发酵|麻辣|五香|腌|糖|泡|酱|卤|熏|腊|烤|炒|炸|干|霉|醉|糟|咸|酸|晒|晾|烘"
)
_DRIED_ZH = re.compile(r"干$|^(?:风干|晒干|烘干|冻干|晾干|干|晒|晾|烘)")
# One character that names goods only within such a word, or right behind a verb.
_SHORT_ZH = "蒜|鱼|虾|肉|蛋|姜|菜|瓜|桃|梨|杏|李|枣|藕|椒|豆|笋|果|菌|菇|柿|葱|鸭|鸡|鹅|莓|枣|橘|橙|柚|薯"
_OF_WHAT_ZH = "竹编|木质|手工|竹|木|草|藤|柳|石|布"
# A place, a plant or a people of goods: whoever has the orchard has the fruit.
_PLACE_ZH = re.compile(r"(?:合作社|大棚|基地|种植|养殖|果园|园|树|田|地|林|户|农|厂|作坊)")
_NO_GOOD_ZH = re.compile(r"(?:箱|袋|盒|商|市场|价|包装|采购|批发商|贩子|节|网|苗木|种苗|秧苗|苗)")
_CLAUSE_ZH = re.compile(r"[^，。；！？,;!?\n：:]+")
_KEPT_ZH = re.compile(r"自家?吃|自己吃|留着吃|自用|给自己|不卖|[着点些]?吃$|家里吃")
_DENIED_ZH = re.compile(r"(?:不再?|没有?|别|从不|没再|早不)(?:卖|种|做|养|收|编)了?[^，]{0,6}$|没有[^，]{0,4}$")
_DENIED_AFTER_ZH = re.compile(r"^[^，]{0,4}(?:早?不|没)(?:再)?(?:卖|种|做|养)了?")
_OTHERS_ZH = re.compile(
    r"(?:邻居|他们|她们|别人|(?<![半些多数里])人家|隔壁[^，]{0,6}|周围|附近|外地|别家|同行|对手|邻村|那家|亲戚|小[\u4e00-\u9fff])[^，卖]{0,8}(?:卖|种|养|做|编|搞)"
)
_PLAN_ZH = re.compile(r"想|打算|准备|计划|要是|如果|考虑|该不该|能不能|可不可以|将来|以后|值钱")
_ADVISED_ZH = re.compile(r"(?:老伴|老公|老婆|儿子|女儿|媳妇|他|她|有人|别人)(?:说|叫我|让我|劝我)[^，]{0,10}(?:卖|腌|做|晒|加工)")
# 种棉花的镇上 tells of a town, not of what is sold there.
_OF_SOMEBODY_ZH = re.compile(r"^(?:人家|的(?:[镇村人媳女儿地山家]|年轻|农户|老))")
_FORMER_ZH = re.compile(r"以前|原来|过去|早年|从前|早先|祖上|上世纪|那些年")
_MATERIAL_ZH = re.compile(r"(?:用|拿|原料(?:是)?|料(?:是)?|材料(?:是)?|靠)[^，卖]{0,6}$")
_SELL_ZH = re.compile(r"卖|售|销|直播|上架|发货|带货|代发|下单|单子|主打|经营|开(?:了|的|着)?(?:个|家)?(?:网|淘宝|拼多多)?店")
_PRICED_ZH = re.compile(
    r"^[^，]{0,14}?(?:卖|一斤|每斤|一箱|一瓶|一把|一单|块钱|[\d一二三四五六七八九十百]+(?:块|元)|挂[到上]|放[到上]|上架|寄|发走|上了|搬[到上]|出口|网上)"
)
_MAKE_ZH = re.compile(
    r"种|养|做|编|绣|织|酿|腌|晒|烤|熬|榨|炒|磨|加工|生产|产|采|摘|收|打|挖|捕|卤|熏|烘|雕|刻|缝|摇|割|开[^，]{0,4}$|办[^，]{0,4}$|组织"
    r"|[\d一二三四五六七八九十百千万两几半多来]+(?:多|来|余|几)?(?:亩|棵|株|箱|群|只|头|口塘|个棚|斤)(?:地)?(?:的)?[^，]{0,3}$"
)


@cache
def _pattern_zh() -> re.Pattern[str]:
    names = sorted(load_forms("zh"), key=lambda name: (-len(name), name))
    long = "|".join(re.escape(name) for name in names if len(name) > 1)
    single = "|".join(sorted({name for name in names if len(name) == 1} | set(_SHORT_ZH.split("|"))))
    thing = f"(?:{long}|{single})"
    return re.compile(
        rf"(?P<worked>(?:{_BEFORE_ZH})?{thing}(?:{_BEHIND_ZH})+|(?:{_BEFORE_ZH})+{thing})"
        rf"|(?:{_OF_WHAT_ZH})?(?P<name>{long})|(?<=[卖种摘养收采做开])(?P<short>{single})(?!单|鸟|市|叶|地|活)"
    )


def _name_zh(plain: str, place: int) -> tuple[str, str] | None:
    """Return the longest name of goods at a place, with its form."""
    found = _pattern_zh().match(plain, place)
    if found is None:
        return None
    forms = load_forms("zh")
    listed = max((name for name in forms if len(name) > 1 and plain.startswith(name, place)), key=len, default="")
    worked = found["worked"] or ""
    if worked and len(worked) > len(listed) and worked not in forms:
        return worked, _form_of_worked_zh(worked, forms)
    whole = found[0] if len(found[0]) >= len(listed) else listed
    return whole, forms.get(whole) or forms.get(found["name"] or "") or "fresh"


def _form_of_worked_zh(word: str, forms: Mapping[str, str]) -> str:
    if word.endswith("茶"):
        return "between"
    inner = next((word[len(lead) :] for lead in _BEFORE_ZH.split("|") if word.startswith(lead)), "")
    if forms.get(inner) in ("processed", "dried"):
        return forms[inner]
    return "dried" if _DRIED_ZH.search(word) else "processed"


def _mentions_zh(plain: str) -> Iterator[_Mention]:
    for clause in _CLAUSE_ZH.finditer(plain):
        place = clause.start()
        while place < clause.end():
            found = _name_zh(plain, place)
            if found is None or place + len(found[0]) > clause.end():
                place += 1
                continue
            name, form = found
            # Two names without a gap are one: 木雕摆件.
            tail = _name_zh(plain, place + len(name))
            if tail and tail[1] == form and place + len(name + tail[0]) <= clause.end():
                name += tail[0]
            after = plain[place + len(name) : clause.end()]
            if not _NO_GOOD_ZH.match(after):
                before = plain[clause.start() : place]
                weight, planned = _role_zh(name, before, after, clause[0])
                if weight == _NAMED and not (before + after) and clause.start() == 0:
                    weight = _MADE  # whoever begins with it speaks of what he sells
                yield _Mention(name, form, place, place + len(name), weight, planned)
            place += len(name)


def _role_zh(name: str, before: str, after: str, clause: str) -> tuple[float, bool]:
    """Return how surely a product at a place of its clause is sold or made, and whether that is only thought of."""
    planned = _PLAN_ZH.search(before) is not None or _ADVISED_ZH.search(clause) is not None
    if not planned and (_KEPT_ZH.search(clause) or _DENIED_ZH.search(before) or _DENIED_AFTER_ZH.search(after)):
        return 0.0, False
    if _MATERIAL_ZH.search(before):
        return 0.0, False
    others = _OTHERS_ZH.search(before)
    sells, makes = _SELL_ZH.search(before), _MAKE_ZH.search(before)
    first = min((match.start() for match in (sells, makes) if match), default=len(before))
    if others and others.start() < first:
        return _NAMED, False
    priced = _PRICED_ZH.search(after)
    weight = _SOLD if sells or priced else _MADE if makes or _PLACE_ZH.match(after) else _NAMED
    if name in _alive("zh") and weight == _MADE:  # animals are kept for what they give
        weight = _NAMED
    if weight < _SOLD and _OF_SOMEBODY_ZH.match(after):
        weight = _NAMED
    if _FORMER_ZH.search(before) and weight > _FORMER:
        return _FORMER, False
    return weight, planned


# --- English -------------------------------------------------------------------------------------------------------
_BEFORE_EN = (
    "dried|smoked|salted|pickled|candied|canned|bottled|roasted|fermented|preserved|cured|fried|sugared|powdered|ground"
)
# What is no part of a name, though it stands before one.
_NO_NAME_EN = (
    "the|an?|all|my|our|his|her|their|its|own|some|any|no|this|that|these|those|each|every|both|of|in|on|at|to|from|for|by|with|into|onto|out|about|through|over|near"
    "|and|or|but|so|because|while|when|then|if|as|than|i|we|you|he|she|it|they|them|us|me|who|which|what|there|here|is|are|was|were|be|been|have|has|had|do|does|did|can|will"
    "|would|could|should|get|gets|got|go|goes|take|takes|use|uses|bring|brings|buys?|bought|want|wants|need|needs|like|call|turn|turns|now|only|also|just|still|mostly|mainly|online"
    "|even|very|more|most|less|another|same|other|one|two|three|four|five|six|ten|not|never|nearly|sells?|selling|sold|makes?|making|made|grows?|growing|grew|[a-z]+'s"
    "|deliver|delivers|grade|box|boxes|pack|packs|press|presses|bakes?|brews?|smokes?|pickles?|weaves?|carves?|carving|embroiders?|sews?|sewed|knits?|raises?|plants?|picks?|keeps?"
    "|process|processes|produces?|dry|dries|boils?|cooks?|roasts?|livestream|put|puts|ship|send|list|offer|collects?|where|since|before|after|mu|acres|households?|members"
)
_QUALITY_EN = rf"(?:(?!(?!(?:children|women|men|goat|sheep|cow)'s )(?:{_NO_NAME_EN})\b)[a-z][a-z'-]+ ){{0,2}}"
_LARGER_EN = re.compile(
    r"^[ -](?:co-?op\w*|orchard|farm|grower|tree|garden|field|hive|bush|vine|plantation|harvest|household|families|family|factory|workshop)"
)
_NOT_THE_HEAD_EN = re.compile(r"^-[a-z]")
# Carving is sold as a thing, and done to another.
_DONE_TO_EN = re.compile(r"^ (?!and\b|or\b|from\b|in\b|on\b|for\b|with\b|is\b|are\b|that\b|online\b)[a-z]")
_SENTENCE_EN = re.compile(r"(?:[^.;!?\n]|\.(?=\d))+")
_KEPT_EN = re.compile(r"\b(?:for (?:ourselves|myself|the family|our own)|our own table|we eat|eat (?:it|them) ourselves|at home only)\b")
_SELL_EN = (
    r"\b(?:sell|sells|selling|sold|offer|livestream\w*|list|ship|send|put|sale of|orders? for|market|trade in|export|goes? online|deliver|collects?)\b"
)
_NOW_EN = (
    r"grow|grows|growing|make|makes|making|raise|raises|plant|harvest|pick|catch|press|bake|brew|dry|smoke|smokes|pickle|pickles|bakes|brews|presses|weave|weaves|carve|carves"
    r"|carving|embroider|embroiders|sew|sews|knit|distil|roast|process|produce|boil|boils|cook|keep|keeps|turn into"
)
_THEN_EN = r"made|grew|sewed|wove|carved|raised|baked|brewed"
_MAKE_EN = rf"\b(?:{_NOW_EN}|organises?|(?:mu|acres?|hectares?|trees|hives|ponds|sheds) of)\b"
_AFTER_EN = re.compile(
    r"^[^.;]*\b(?:sells?|sold|livestream|list) (?:them|it|these|both)\b|^[^.,;]{0,24}\b(?:go(?:es)? online|sell|sells|(?:is|are|was|were) sold|on (?:taobao|tmall|jd|douyin|pinduoduo|kuaishou|wechat)|a month|orders)\b", re.IGNORECASE
)
_OTHERS_EN = re.compile(
    r"\b(?:neighbou?rs?|others|other (?:families|sellers|shops|growers)|they(?: all)?|competitors?|dealers?|cousin)\b[^,.;]{0,16}$", re.IGNORECASE
)
_DENIED_EN = re.compile(r"\b(?:no|not|never|don't|n't|nobody|neither|no longer|without)\b(?: \w+){0,4} ?$", re.IGNORECASE)
_PLAN_EN = re.compile(
    r"\b(?:want(?:s|ed)? to|would like|plan(?:s|ning)? to|thinking of|could|should|maybe|might|hope to|if (?:we|i)|next year|dream)\b", re.IGNORECASE
)
_FORMER_EN = re.compile(r"\b(?:used to|formerly|in the past|until \d{4}|my grandfather)\b", re.IGNORECASE)
_MATERIAL_EN = re.compile(r"\b(?:under|behind|beside|between|among|from|of|with|out of|in|into|for) (?:our own |my own |the |bought |local )*$", re.IGNORECASE)


@cache
def _pattern_en() -> re.Pattern[str]:
    names = sorted(load_forms("en"), key=lambda name: (-len(name), name))
    name = "|".join(re.escape(_stem(one)).replace(r"\ ", "[ -]") for one in names)
    ending = "(?:y|ies|es|s)?"
    return re.compile(
        rf"(?<![\w-])(?P<worked>(?:{_BEFORE_EN}) )?(?P<quality>{_QUALITY_EN})"
        rf"(?P<first>(?:(?:{name}){ending}[ -]){{0,2}}?)(?P<name>(?:{name}){ending})\b(?![ ](?:{name}){ending}\b)",
        re.IGNORECASE,
    )


def _stem(name: str) -> str:
    return name[:-1] if name.endswith("y") and name[-2] not in "aeiou" else name


def _mentions_en(plain: str) -> Iterator[_Mention]:
    forms = {_key(name): form for name, form in load_forms("en").items()}
    for sentence in _SENTENCE_EN.finditer(plain):
        before_last: tuple[int, tuple[float, bool]] | None = None
        for found in _pattern_en().finditer(plain, sentence.start(), sentence.end()):
            form = forms.get(_key(found["name"]))
            after = plain[found.end() : sentence.end()]
            if form is None or _NOT_THE_HEAD_EN.match(after) or _only_a_verb(found, plain, sentence.start()):
                continue
            role = _role_en(plain[sentence.start() : found.start()], after)
            if role[0] == _NAMED and not plain[: found.start()].strip() and re.match(r"[,!]|[.]\s|$", after + "."):
                role = (_MADE, False)  # whoever begins with it speaks of what he sells
            if before_last and re.fullmatch(r",?(?: and| or)?(?: some| our)? ?", plain[before_last[0] : found.start()]):
                role = max(role, before_last[1])
            before_last = (found.end(), role)
            if _key(found["name"]) in _alive("en") and role[0] == _MADE:  # animals are kept for what they give
                role = (_NAMED, False)
            larger = _LARGER_EN.match(after) is not None  # of the Yunling pear cooperative, the pear alone is sold
            start = found.start("first" if larger else "quality") if not found["worked"] else found.start()
            name = " ".join(plain[start : found.end()].split())
            key = " ".join(filter(None, ((found["worked"] or "").strip(), found["first"].strip(), found["name"])))
            yield _Mention(name, _worked_en(form, found["worked"]), start, found.end(), *role, key=_key(key))


def _worked_en(form: str, worked: str | None) -> str:
    if not worked or KIND_OF_FORM[form] in ("craft", "manufactured", "service") or form == "processed":
        return form
    return "dried" if worked.strip().lower() == "dried" else "processed"


def _only_a_verb(found: re.Match[str], plain: str, start: int) -> bool:
    """Tell whether a word such as 'I milk' or 'to press' is what somebody does."""
    single = not (found["worked"] or found["quality"] or found["first"])
    if found["name"].lower().endswith("ing") and _DONE_TO_EN.match(plain[found.end() :]):
        return True
    return single and re.search(r"\b(?:i|we|they|to|you) $", plain[start : found.start()], re.IGNORECASE) is not None


def _role_en(before: str, after: str) -> tuple[float, bool]:
    clause = re.split(r"[,:] (?=(?:i|we|they|he|she|it|my|our|the|what|but|so|now|everybody|nobody)\b)", before, flags=re.IGNORECASE)[-1]
    clause = re.split(r"\b(?:but|while|because|now)\b", clause)[-1]
    rest = re.split(r"[,;:]", after)[0]
    planned = _PLAN_EN.search(clause) is not None
    larger = _LARGER_EN.match(after) is not None and not re.search(r"\b(?:one|two|three|an?) $", before)
    if _KEPT_EN.search(rest) or _KEPT_EN.search(clause) or _DENIED_EN.search(clause):
        return 0.0, False
    verbs = [(match.start(), weight) for pattern, weight in ((_SELL_EN, _SOLD), (_MAKE_EN, _MADE), (rf"\b(?:{_THEN_EN})\b", _THEN)) for match in re.finditer(pattern, clause, re.IGNORECASE)]
    sold_after = _AFTER_EN.search(after) is not None
    if not verbs and not sold_after:
        return (_MADE if larger else _NAMED), False
    first = min((place for place, _ in verbs), default=len(clause))
    if _OTHERS_EN.search(clause[:first]):
        return _NAMED, False
    if _MATERIAL_EN.search(clause) and not re.search(r"(?:mu|acres?|hectares?|trees|hives|kilos?|tonnes?|kinds?|jars|boxes|of the|mostly|sale|books|accounts) of [\w ]*$", clause, re.IGNORECASE) and not larger:
        return _NAMED, False
    weight = max([weight for _, weight in verbs] + ([_SOLD] if sold_after else []))
    if _FORMER_EN.search(clause):
        return _FORMER, False
    return weight, planned


# --- What no list holds ------------------------------------------------------------------------------------------
_OBJECT_ZH = re.compile(
    r"(?:卖的是|卖|主打|经营)(?:些|点|着|了)?(?:(?:自家|自己|我家|我妈|手工)[\u4e00-\u9fff]{0,2}的?)?"
)
_NO_PRODUCT_ZH = frozenset(
    "东西 货 网店 店 直播 生意 平台 电商 产品 商品 价 钱 法 人 事 活 一样 同样 网上 自家 自己 家 村里 农产品 水果 特产 土特产 农村 抖音 淘宝 拼多多 快手 京东 天猫 微信 品牌 "
    "视频 单 订单 包装 客服 加工 批发 零售 合作社 厂 作坊 村 果园 大棚 果 菜 地 山 老板 客户 农户 公司 工厂 邻居 物流 快递 线上 手机 销售 推广 广告 主播 农民 市场 "
    "内销 外销 外贸 出口 利润 订货 渠道 超市 城里 外地 全国 时候 样子 办法 路子 计划 打算 仓库 冷库 店铺 价格".split()
)
_OBJECT_EN = re.compile(
    r"\b(?P<verb>sell|sells|selling|sold|make|makes|making|made|livestream(?:s|ing)?|orders for|embroiders?|weaves?|carves?|carving|sews?|sewed|knits?|bakes?|brews?|press(?:es)?"
    r"|pickles?|smokes?|grows?|growing|grew|raises?|plants?|harvests?|picks?|catch(?:es)?)\s+"
    r"(?:(?:all|my|our|his|her|their|own|some|the|a|an|about|mostly|mainly|only|same|\d+|(?:mother|father|wife|husband|family|grandmother)(?:'s|s'))\s+)*"
    r"(?P<object>(?:[a-z-]+\s+){0,2}[a-z-]+)"
)
_FORM_OF_VERB_EN = (
    ("embroider weav carv", "craft"), ("sew knit", "manufactured"), ("bak brew press pickl smok", "processed"),
    ("grow grew rais plant harvest pick catch", "fresh"),
)  # fmt: skip
_NO_PRODUCT_EN = frozenset(
    "it them this that online things stuff goods products produce money sure up out more less sales same shop store shops orders order business everything anything well "
    "fast a living livestream live videos the to on in from for at by with and or most what all directly through there here one two mainly profit profits ends mistakes "
    "books accounts nothing something bigger harvest back way money patches much myself both less half".split()
)
_EDGE_EN = frozenset(
    "on in at to from for by with and or online ourselves myself directly through here there which that who but since when as is are was were we i they you it so because "
    "every each last next this year month day now today only too also then than alone".split()
)


def _unlisted(plain: str, language: Language) -> tuple[Good, ...]:
    """Return the product that no list holds, as the object of the clearest verb; its form where the verb tells it."""
    found = list(_objects_zh(plain) if language == "zh" else _objects_en(plain))
    return tuple(found[:1])


def _objects_zh(plain: str) -> Iterator[Good]:
    for match in _OBJECT_ZH.finditer(plain):
        clause = plain[max(plain.rfind(mark, 0, match.start()) for mark in "，。；！？") + 1 : match.start()]
        taken = ""
        for word, tag in _tagged(plain[match.end() : match.end() + 12]):
            if tag[0] not in "nbz":
                break
            taken += word
        if 2 <= len(taken) <= 8 and not any(taken.endswith(x) for x in _NO_PRODUCT_ZH) and not _PLAN_ZH.search(clause):
            yield Good(taken, None, match.end(), match.end() + len(taken))


def _objects_en(plain: str) -> Iterator[Good]:
    found = list(_OBJECT_EN.finditer(plain.lower()))
    for match in sorted(found, key=lambda match: match["verb"] in ("made", "sold", "grew", "sewed")):
        words: list[str] = []
        for word in match["object"].split():
            if word in _EDGE_EN:
                break
            words.append(word)
        if words and not set(words) & _NO_PRODUCT_EN and re.fullmatch(r"[a-z]{2,}[^s]s", words[-1]):
            form = next((form for stems, form in _FORM_OF_VERB_EN if match["verb"].startswith(tuple(stems.split()))), None)
            start = plain.lower().find(words[0], match.start("object"))
            sure = form is not None or not match["verb"].startswith(("grow", "grew", "ma"))
            if sure:
                yield Good(" ".join(words), form, start, start + len(" ".join(words)))  # type: ignore[arg-type]


def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair.word, pair.flag) for pair in _tagger().cut(text))


@cache
def _tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(word_list())
