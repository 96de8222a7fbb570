"""Where a Chinese text names goods, and whether it says that they are sold, grown or made.

What stands behind a thing (干, 酱, 罐头) or before it (腌, 糖, 熏) makes another thing of it, and the longest name wins.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from assistant.goods_names import (
    FORMER,
    KIND_OF_FORM,
    MADE,
    NAMED,
    OTHERS,
    SOLD,
    Good,
    Mention,
    any_of,
    load_alive,
    load_forms,
    load_words,
)
from assistant.tokenizing import word_list

# What stands behind a thing and makes another of it; "dried" and what may be either are told apart below.
_BEHIND = "蜜饯|罐头|脆片|粉条|粉丝|果酱|奶酪|饮料|糖浆|干|脯|酱|粉|油|醋|酒|膏|汁|皂|壳|枕头|蜡|饼|糕|丝|片|糖|糊|面|酥|条|露|泥|冻|茶"
_BEFORE = "风干|晒干|烘干|冻干|晾干|糖渍|盐渍|蜜汁|油炸|发酵|麻辣|五香|腌|糖|泡|酱|卤|熏|腊|烤|炒|炸|干|霉|醉|糟|咸|酸|晒|晾|烘"
_DRIED = re.compile(r"干$|^(?:风干|晒干|烘干|冻干|晾干|干|晒|晾|烘)")
# One character that names goods only within such a word, or right behind a verb.
_SHORT = "蒜|鱼|虾|肉|蛋|姜|菜|瓜|桃|梨|杏|李|枣|藕|椒|豆|笋|果|菌|菇|柿|葱|鸭|鸡|鹅|莓|枣|橘|橙|柚|薯"
# Rooms and tents are had, not made.
_KEPT_FOR_GUESTS = re.compile(r"(?:有|开|办|经营|我们的|我家的|收拾)[^，]{0,6}$")
# What stands before a thing that is a thing already: what is done to it.
_AS_VERB = ("腌", "卤", "熏", "烤", "炒", "炸", "晒", "晾", "烘", "泡", "酱")
_OF_WHAT = "竹编|木质|手工|竹|木|草|藤|柳|石|布"
# A place, a plant or a people of goods: whoever has the orchard has the fruit.
_PLACE = re.compile(r"(?:合作社|大棚|基地|种植|养殖|果园|园|树|田|地|林|户|农|厂|作坊)")
_FACTORY = re.compile(r"(?:加工)?(?:厂|作坊)")
_NO_GOOD = re.compile(r"(?:箱|袋|盒|商|市场|价|包装|采购|批发商|贩子|节|网|苗木|种苗|秧苗|苗)")
# 中宁的枸杞离不开黄河水: at the head of a text, with the place that it comes from.
_BEGINS = re.compile(r"[\u4e00-\u9fff]{1,6}的")
_CLAUSE = re.compile(r"[^，。；！？,;!?\n：:]+")
_KEPT = re.compile(r"自家?吃|自己吃|留着吃|自用|给自己|不卖|[着点些]?吃$|家里吃")
_DENIED = re.compile(r"(?:不再?|没有?|别|从不|没再|早不)(?:卖|种|做|养|收|编)了?[^，]{0,6}$|没有[^，]{0,4}$")
_DENIED_AFTER = re.compile(r"^[^，]{0,4}(?:早?不|没)(?:再)?(?:卖|种|做|养)了?")
_OTHERS = re.compile(
    r"(?:(?:作坊|农户|各家)给我们|邻居|他们|她们|他家|她家|别人|(?<![半些多数里])人家|隔壁[^，]{0,6}|周围|附近|外地|别家|同行|对手|邻村|那家|亲戚|小(?![厂店作坊户院组])[\u4e00-\u9fff])[^，卖]{0,8}(?:卖|种|养|做|编|搞)"
)
_BY_OTHERS = re.compile(r"^(?:是|都是|都|由)?(?:邻居|别人|人家|他们|别家|同行)[^，]{0,4}(?:卖|做)")
_PLAN = re.compile(r"想|打算|准备|计划|要是|如果|考虑|该不该|能不能|可不可以|将来|以后|值钱")
_URGED = re.compile(r"该去|非说|劝|让我去|叫我")
_ADVISED = re.compile(
    r"(?:老伴|老公|老婆|儿子|女儿|媳妇|他|她|有人|别人)(?:说|叫我|让我|劝我)[^，]{0,10}(?:卖|腌|做|晒|加工)"
)
# 种棉花的镇上 tells of a town, not of what is sold there.
_OF_SOMEBODY = re.compile(r"^(?:人家|的(?:[镇村人媳女儿地山家]|年轻|农户|老))")
_SOMEBODY = re.compile(r"[个位](?:种|养)$")
_FORMER = re.compile(r"以前|原来|过去|早年|从前|早先|祖上|上世纪|那些年")
_MATERIAL = re.compile(r"(?:用|拿|原料(?:是)?|料(?:是)?|材料(?:是)?|靠)[^，卖腌做编织酿晒烤熬榨磨捏缝绣打烧]{0,6}$")
_FOR_THEM = re.compile(r"(?:替|帮|给)[^，]{0,14}$")
_SOLD_TO_HIM = re.compile(r"^[^，]{0,2}卖给(?:我们|我|咱)")
_NO_PLACE = re.compile(r"[卖种养做编收买没不用给]")
_SELL = re.compile(
    r"卖|售|销|直播|上架|发货|带货|代发|下单|单子|主打|经营|开(?:了|的|着)?(?:个|家)?(?:网|淘宝|拼多多)?店"
)
_PRICED = re.compile(
    r"^[^，]{0,14}?(?:卖|一斤|每斤|一箱|一瓶|一把|一单|块钱|[\d一二三四五六七八九十百]+(?:块|元)|挂[到上]|放[到上]|上架|寄|发走|上了|搬[到上]|出口|网上)"
)
_MAKE = re.compile(
    r"种|养|做|编|绣|织|酿|腌|晒|烤|熬|榨|炒|磨|加工|生产|产|采|摘|收|打|挖|捕|卤|熏|烘|雕|刻|缝|摇|割|粘|灌|焊|擀|捏|铸|染|车$|开[^，]{0,4}$|办[^，]{0,4}$|组织"
    r"|[\d一二三四五六七八九十百千万两几半多来]+(?:多|来|余|几)?(?:亩|棵|株|箱|群|只|头|口塘|个棚|斤)(?:地)?(?:的)?[^，]{0,3}$"
)


@cache
def _pattern() -> re.Pattern[str]:
    long = any_of(name for name in load_forms("zh") if len(name) > 1)
    single = any_of({name for name in load_forms("zh") if len(name) == 1} | set(_SHORT.split("|")))
    thing = f"(?:{long}|{single})"
    return re.compile(
        rf"(?P<worked>(?:风干|晒干|烘干|冻干|晾干)的{thing}|(?:{_BEFORE})?{thing}(?:{_BEHIND})+|(?:{_BEFORE})+{thing})"
        rf"|(?:{_OF_WHAT})?(?P<name>{long})|(?<=[卖种摘养收采做开把])(?P<short>{single})(?!单|鸟|市|叶|地|活)"
    )


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(any_of(name for name in load_forms("zh") if len(name) > 1))


def _name(plain: str, place: int) -> tuple[str, str] | None:
    """Return the longest name of goods at a place, with its form."""
    found = _pattern().match(plain, place)
    if found is None:
        return None
    forms = load_forms("zh")
    longest = _listed().match(plain, place)
    listed = longest[0] if longest else ""
    worked = found["worked"] or ""
    lead = next((one for one in _AS_VERB if worked.startswith(one)), "")
    rest = worked[len(lead) :]
    if lead and len(rest) > 1 and worked not in forms and (one := forms.get(rest)):
        # 在家烤核桃饼 tells what is done, 炒花生 what is sold.
        if KIND_OF_FORM[one] != "fresh":
            return lead, ""
        if lead in "晒晾":
            return lead, ""
    if worked and len(worked) > len(listed) and worked not in forms:
        return worked, _form_of_worked(worked, forms)
    whole = found[0] if len(found[0]) >= len(listed) else listed
    return whole, forms.get(whole) or forms.get(found["name"] or "") or "fresh"


def _form_of_worked(word: str, forms: Mapping[str, str]) -> str:
    if word.endswith("茶"):
        return "between"
    if word.endswith(("皂", "壳", "枕头", "蜡")):
        return "manufactured"
    inner = next((word[len(lead) :] for lead in _BEFORE.split("|") if word.startswith(lead)), "")
    if forms.get(inner) in ("processed", "dried"):
        return forms[inner]
    return "dried" if _DRIED.search(word) else "processed"


def mentions(plain: str) -> Iterator[Mention]:
    first_stop = min((plain.find(mark) for mark in "。！？" if mark in plain), default=len(plain))
    for clause in _CLAUSE.finditer(plain):
        place = clause.start()
        while place < clause.end():
            found = _name(plain, place)
            if found is None or place + len(found[0]) > clause.end():
                place += 1
                continue
            name, form = found
            if not form:  # a verb before the name of what is made
                place += len(name)
                continue
            # Two names without a gap are one: 木雕摆件.
            tail = _name(plain, place + len(name))
            if (
                plain.startswith("的", place + len(name))
                and KIND_OF_FORM[form] == "craft"
                and _name(plain, place + len(name) + 1)
            ):
                place += len(name)  # how it is made, of what is named next
                continue
            if tail and tail[1] == form and place + len(name + tail[0]) <= clause.end():
                name += tail[0]
            after = plain[place + len(name) : clause.end()]
            if _FACTORY.match(after) and KIND_OF_FORM[form] == "fresh":
                form = "between"  # a factory does something to it
            if not _NO_GOOD.match(after) and name not in load_words("plant", "zh"):
                before = plain[clause.start() : place]
                weight, planned = _role(name, before, after, clause[0])
                if weight == NAMED and _begins_with_it(before, place, first_stop):
                    weight = MADE  # whoever begins with it speaks of what he sells
                yield Mention(name, form, place, place + len(name), weight, planned)
            place += len(name)


def _begins_with_it(before: str, place: int, first_stop: int) -> bool:
    """Tell whether a text begins with a product, alone or with the place that it comes from."""
    origin = len(before) <= 4 and place == len(before) and not _NO_PLACE.search(before)
    return place == 0 or origin or (place < first_stop and _BEGINS.fullmatch(before) is not None)


def _role(name: str, before: str, after: str, clause: str) -> tuple[float, bool]:
    """Return how surely a product at a place of its clause is sold or made, and whether that is only thought of."""
    planned = _PLAN.search(before) is not None or _ADVISED.search(clause) is not None
    if not planned and (_KEPT.search(clause) or _DENIED.search(before) or _DENIED_AFTER.search(after)):
        return 0.0, False
    if _URGED.search(before):
        return OTHERS, False
    if _SOLD_TO_HIM.match(after):
        return 0.0, False
    if _FOR_THEM.search(before) and re.match(r"^的[^，]{1,6}卖", after):
        return SOLD, False
    if _MATERIAL.search(before):
        return 0.0, False
    others = _OTHERS.search(before)
    sells, makes = _SELL.search(before), _MAKE.search(before)
    first = min((match.start() for match in (sells, makes) if match), default=len(before))
    if (others and others.start() < first) or _BY_OTHERS.match(after):
        return OTHERS, False
    priced = _PRICED.search(after)
    weight = SOLD if sells or priced else MADE if makes or _PLACE.match(after) else NAMED
    if name in load_alive("zh") and weight == MADE:  # animals are kept for what they give
        weight = NAMED
    if load_forms("zh").get(name) == "service" and weight == NAMED and _KEPT_FOR_GUESTS.search(before):
        weight = SOLD
    if _OF_SOMEBODY.match(after) or (_SOMEBODY.search(before) and after.startswith("的")):
        return NAMED, False
    if _FORMER.search(before) and weight > FORMER:
        return FORMER, False
    return weight, planned


_OBJECT = re.compile(r"(?:卖的是|卖|主打|经营)(?:些|点|着|了)?(?:(?:自家|自己|我家|我妈|手工)[\u4e00-\u9fff]{0,2}的?)?")


def objects(plain: str) -> Iterator[Good]:
    for match in _OBJECT.finditer(plain):
        clause = plain[max(plain.rfind(mark, 0, match.start()) for mark in "，。；！？") + 1 : match.start()]
        taken = ""
        for word, tag in _tagged(plain[match.end() : match.end() + 12]):
            if tag[0] not in "nbz":
                break
            taken += word
        if (
            2 <= len(taken) <= 8
            and not any(taken.endswith(x) for x in load_words("never", "zh"))
            and not _PLAN.search(clause)
        ):
            yield Good(taken, None, match.end(), match.end() + len(taken))


def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair.word, pair.flag) for pair in _tagger().cut(text))


@cache
def _tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(word_list())


def is_worked_up(plain: str, start: int, end: int) -> bool:
    whole = re.compile(f"(?:{_BEFORE})$").search(plain[:start]), re.compile(_BEHIND).match(plain, end)
    return whole[1] is not None or (whole[0] is not None and whole[0][0] not in "干晒晾烘炒烤糖")
