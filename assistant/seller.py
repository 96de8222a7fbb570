"""Who sells, as far as the rules ask: what the client is in law, whose goods they are, and how much is sold in a year.

What only an individual may do is printed to nobody who did not say that he is one: a fact of the seller that no words
tell stays unknown ("?"), and is asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import cn2an

from assistant.language import fold
from assistant.told_sentences import is_of_today, split_told

UNKNOWN = "?"
# household: registered as an individual business (个体工商户); person: a private individual without a licence.
LEGAL_FORMS = ("person", "household", "cooperative", "firm", "village", "?")
# Yuan a year up to which an individual's small sales need no registration (ntm-2021, article 8).
SMALL_SALES = 100_000


@dataclass(frozen=True, slots=True)
class Seller:
    """`own`: whether the goods are of the client's own growing or making; `small`: whether a year's sales stay below
    the limit for individuals."""

    legal_form: str = UNKNOWN
    own: str = UNKNOWN
    small: str = UNKNOWN


# What a clause says of the client's own form in so many words; what it has not got, and what others are, is none of it.
_SAID: tuple[tuple[str, str], ...] = (
    # A village collective's cooperative is none of farmers: the Law on Rural Collective Economic Organisations governs it.
    ("village", r"\b(?:books of|chair|head|run|manage|lead|speak for|we are|this is) (?:an? |the |our )(?:[\w'-]+ ){0,3}(?:stock|share-?holding|collective|economic) co-?op(?:erative)?\b"
     r"|(?:我们村?|咱们?村?|俺们村?|本村?|我是村?|我在村?)(?:是|的|里的)?[^,。专]{0,6}(?:股份经济|经济股份|集体经济|股份)合作(?:社|联社)(?!租|的地|流转)|(?:我们|本|咱们?)(?:村的?)?(?:股份社|经联社)"),
    ("cooperative", r"\b(?:i (?:chair|lead|manage|head|run)|we (?:have|are|run|formed|founded|set up)|our|who formed|this is) (?:a |an |the )?(?:[\w'-]+ ){0,4}co-?op(?:erative)?\b(?! (?:of|in) (?:the )?(?:next|another))|^(?:the|our) (?:[\w-]+ )?co-?op(?:erative)? (?:has|was|is|of|sells|began)\b"
     r"|(?:我们|咱们?|俺们|本)(?:是[^,。]{0,14}|[^,。]{0,8})合作社(?!收|来收|的人)|(?:成立|办|注册|登记|建)了?(?:个|的|一个)?[^,。]{0,4}合作社|^[^,。]{0,6}合作社[^,。]{0,3}(?:有|共|现有)?[一二三四五六七八九十百\d]+(?:来|多)?户|^社员[^,。]{0,3}[一二三四五六七八九十百\d]+"),
    ("firm", r"\b(?:limited company|co\., ?ltd|ltd\b|sole proprietorship|registered company)|\b(?:our|my) (?:\w+ )?(?:company|firm|factory)\b|\b(?:company|firm) is (?:a |called |registered)|\b(?:run|have) [\w ]{0,12}\bas a company\b|\bour company\b|\bi am (?:its|the) manager\b"
     r"|^(?:是|家)?(?:个)?(?:有限)?公司$|^有限公司|(?:我们?|咱们?|俺)(?:的|们|家|是|开|办|自己)?[^,。给跟向从替]{0,4}公司(?!收|来收|签|的车)|(?:公司|登记名|登记的名字)(?:名)?(?:叫|是)[^,。]{2,14}|(?:注册|成立|登记)(?:了|的|成|是)?(?:个|一个|的是)?(?:有限|自己的)?公司|(?:我们?|下面|名下|家里)?有个?[^,。]{0,4}有限公司|个人独资企业|^本厂|^我厂|公司的?(?:经理|老板|负责人|厂长)|^注册公司"),
    ("household", r"\b(?:individual|household|sole trader'?s?|shop) (?:business )?(?:licen[cs]e|registration)\b|\bas an? individual business\b|\bbusiness licen[cs]e\b|\bregistered family farm\b|\bfamily farm\b[^,.;]{0,16}\bregistered\b"
     r"|个体(?:工商)?户(?!都没|没)|办的个体|个体(?:营业|工商)?执照|营业执照|家庭农场(?!去|来收)"),
    ("person", r"\bno (?:company or |business |trade |household )?(?:licen[cs]e|papers?)(?! (?:for|of) food)(?: of any kind| and no shop| yet| at all)?\b|\b(?:nothing (?:is )?|never |not |have not |haven't )(?:been )?registered(?: anything)?\b|\bwithout (?:any |a )?(?:business )?licen[cs]e\b|\bneither of us has a licen[cs]e\b|\bno papers\b|\blegal form: nothing\b|\bno company\b"
     r"|(?:没|没有|还没|从没|从来没)(?:去)?(?:办|领|有|拿)?(?:过)?(?:任何|个|什么)?(?:个体户?|营业|工商)?(?:执照|登记过|证照)|(?:啥|什么|任何)(?:证|手续|执照)?也?都?没(?:有|办|登记)?|(?:啥|什么)(?:都|也)没登记|执照(?:也|都)?(?:没有|没办|还没)|没公司也没|(?:两家|各家)都没执照"),
)  # fmt: skip
_LICENCE_DENIED = re.compile(
    r"\b(?:no|not|never|without|neither)\b[^,.;]{0,14}$|(?:没|没有|还没|不|未|想|要|去)(?:办|领|有|注册|登记)?(?:过|个)?[^,。]{0,2}$"
)
_LACKED = re.compile(r"^[^,。]{0,2}(?:也|都|还)?(?:没|没有|还没)(?!有?多久)")
# Others that a client deals with have forms of their own.
_OF_OTHERS = re.compile(
    r"\b(?:a|some|the|another|one) (?:[\w-]+ ){0,3}(?:that|which|in|from) |\b(?:buys? from|sell to|customer|supplier|logistics|courier|cold.chain|design|packing|platform of)\b[^,.;]{0,20}$"
    r"|(?:卖给|跟|给|向|从|请|找|由|替|西安|镇上|县里|外地|一家|物流|冷链|快递|包装|设计|旅游)[^,。]{0,8}$"
)

_ORGANISED = r"(?:book-?keep\w*|accounts?|books|chair\w*|manager|head|secretary|accountant|director|treasurer|run|lead|speak|work)"
_FORMS: tuple[tuple[str, str], ...] = (
    ("cooperative", rf"\b(?:our|i|we|am|are|is)\b[^.;]{{0,20}}\b{_ORGANISED}\b[^.;]{{0,20}}\b(?:for|of|at|a|the|our) (?:the |a |an |our )?(?:[\w'-]+ ){{0,3}}co-?op(?:erative)?s?\b"
     r"|\b(?:(?:i|we) (?:am|are)|it'?s|it is|registered as) (?:an?|the) (?:[\w'-]+ ){0,3}co-?op(?:erative)?\b"
     r"|(?:我|我们)[^。，；]{0,6}(?:是|管着?|负责|给|在|做)[^。，；]{0,10}合作社[^。；]{0,4}(?:的)?(?:账|台账|会计|理事长|社长|负责人|记账|管账|经理)"
     r"|(?:合作社)的?(?:账|会计|理事长)[^。，；]{0,6}(?:是我|我管)|我们是[^。，；]{0,8}合作社|我们社(?!区)|咱们?社(?!区)|社里(?:统一|磨|有|现在)"),
    ("firm", r"\b(?:i|we|company|firm|workshop|factory|business) (?:is|are|am|was|were|have been|has been|got)? ?(?:[\w-]+ ){0,2}registered as (?:a |an )?(?:limited |private |joint.stock )*company\b"
     r"|\b(?:we|i) (?:are|am|run|own|have|registered|founded|set up|opened) (?:a |an |our |my )?(?:[\w-]+ ){0,3}(?:limited|ltd|registered) company\b|\bour [\w -]{0,20}(?:ltd|limited)\b"
     r"|\bour company\b|\bcompany,? (?:limited|ltd)\b|公司[^。；，]{0,8}注册|注册[^。，；]{0,6}(?:成|了|为)[^。，；]{0,6}公司|我们?[^。，；]{0,6}有限公司"
     r"|(?:我们家|我们|我家|俺家|咱们?|我)(?:(?!在|去|给|到|从|进|跟|离|下|把|帮)[^，。；]){0,6}厂(?!家|里|子?(?:做工|打工|上班))"),
    ("household", r"(?:有|办了?|领了?|拿了?|注册了?|挂了?)(?:个|张|的是|一张)?[^。，；没不]{0,4}(?:个体户?|个体工商户|营业|工商)?执照|(?:个体户?|个体工商户|营业|工商)?执照[^。，；不没要罚]{0,8}(?:办的|办了|就办|有|办好|齐全|拿到|办过)"
     r"|(?:办了?|注册了?|登记了?|是)(?:个|成|为|一个)?个体(?:工商)?户|个体(?:工商)?户[^。，；不没]{0,6}(?:办了|办的|登记)"
     r"|\b(?:have|has|hold|holds|got|obtained|with) (?:a |an |my |our |the )?(?:[\w-]+ ){0,2}(?:business|trade|household|shop|individual)(?:[\w -]{0,12}) ?licen[cs]e"
     r"|\bregistered (?:myself |it |the shop )?as (?:an? )?(?:individual|sole|self-employed)|\b(?:we|i) (?:are|am) (?:a )?(?:registered|licensed) (?:individual|household|business)"),
    ("person", r"(?:没|没有|还没|从没|不曾)(?:去)?(?:办|领|有)?(?:过)?(?:任何)?(?:个体户?|营业|工商)?(?:执照|证件|证照)|(?:执照|证件|证)[^。，；]{0,6}(?:没有|没办|还没|没去办|一样没)"
     r"|\bno (?:business |trade )?(?:licen[cs]e|papers)\b|\b(?:not|never|un)[ -]?registered (?:a |the |any )?(?:business|shop|anything)?|\bdo(?:es)? not have (?:a |any )?(?:licen[cs]e|papers)\b"),
)  # fmt: skip
_SAID_PATTERNS = tuple((form, re.compile(pattern)) for form, pattern in _SAID)
# Whoever says so speaks of himself or of a family; a firm, a cooperative or a licence told elsewhere goes before.
_TRADE_ZH = "种|养|做|卖|编|织|绣|腌|晒|熬|酿|烤|缝|刻|雕|收|摘|粘|挂|直播|打包|开店|开[^，。；]{0,4}店"
_KIN_ZH = "我们家|我家|俺家|咱家|俺们家|自家|家里|老公|老婆|媳妇|婆婆|老伴|我妈|我爸|俺爹|俺娘|我爹|舅舅|奶奶|爷爷|两口子|[我俺](?!们|厂)"
_TRADE_EN = r"grow|make|sell|raise|keep|weave|carve|bake|embroider|brew|smoke|buy|open|pick|dry|knit|cook|press|milk|livestream|ship|send|pack"
_KIN_EN = (
    "wife|husband|mother|father|mum|dad|family|parents|son|daughter|brother|sister|grandmother|grandfather|aunt|uncle"
)
_FAMILY = re.compile(
    rf"(?:{_KIN_ZH})[^，。；]{{0,12}}?(?:{_TRADE_ZH})|我一个人"
    rf"|\b(?:i|my (?:{_KIN_EN})(?: and i)?)\b[^.;,]{{0,30}}\b(?:{_TRADE_EN})(?:s|es)?\b|\bi am alone\b|\bi work alone\b|\bmy own\b"
)
# Who is registered or issues invoices is no private person, whatever else.
_REGISTERED = re.compile(
    r"\b(?:i|we) (?:issue|write|give) invoices\b|\b(?:shop|business|workshop|we are|i am) (?:is |was )?registered (?:in|at|with|since|as)\b"
    r"|(?:店|作坊|我们|我)(?:已经?)?(?:登记|注册)(?:了|过|的)(?!商标)|(?:能|可以|一直)开发票"
)
# Who writes for an office speaks for those who sell.
_OFFICIAL = re.compile(
    r"\bi (?:am|work|was put) (?:with|at|in|for) (?:the|a|our) (?:[\w-]+ ){0,3}(?:office|bureau|government)\b|\bi am (?:the |a )?(?:[\w-]+ ){0,2}(?:officer|cadre|extension worker)\b"
    r"|我(?:在|是)[^。，；]{0,10}(?:商务局|电商办|农业局|乡政府|镇政府|乡镇干部|农技推广员|第一书记)|借调到[^。，；]{0,8}[乡镇县]"
)
_NOT_OWN = re.compile(
    r"一件代发|无货源|没(?:有)?货源|自己(?:一样|一点|啥|什么)[^。，；]{0,6}(?:都|也)?没有|家里一样东西都没有|按(?:斤|件|个|只|箱|筐|双|条)[^。，；]{0,4}(?:给[^。，；]{0,6})?(?:结钱|结账|付钱|付款|算钱)"
    r"|(?:卖|收|货是|货都是)[^。，；]{0,10}(?:人家|户|婶|嫂|邻居|乡亲|老乡|大爷|大娘|村民|农户|别人)[^。，；]{0,4}(?:做|种|养|晒|编|产|自产)的"
    r"|(?:收|收购|收来|收上来|进)[^。，；]{0,6}(?:货|来|上来)[^。，；]{0,4}(?:卖|转卖)|把[^。，；]{0,10}户[^。，；]{0,10}收(?:上来|来|过来)"
    r"|单子?[^。；]{0,14}(?:转给|派给|交给|抄给|分给|报给)"
    r"|\b(?:forward|pass|hand|give)\w*\b[^.;]{0,30}\bto (?:[\w-]+ ){0,3}(?:workshops?|factor(?:y|ies)|growers?|kilns?|makers?|households?|mills?)\b"
    r"|\bdrop-?ship|(?<!that i )(?<!that we )(?<!trays i )(?<!boxes i )(?<!bottles i )(?<!wool i )(?<!yarn i )\b(?:buy|buys|bought|collect|source)\b(?! (?:boxes|bottles|jars|trays|bags|packag|pots|the (?:boxes|bottles|jars|yarn|wool|wood|flour|sugar|paper)))[^.;]{0,40}\bfrom (?:[\w-]+ ){0,4}(?:households?|neighbou?rs?|villagers?|farmers?|families|growers|factory|factories)\b"
)
_OWN = re.compile(
    r"(?:自家|自己|我家|俺家|我们家|咱家|我|俺)(?:的)?[^。，；卖]{0,8}(?:种|养|产|编|做|绣|织|晒|酿|熬|腌|雕|刻|摘)|\b(?:from|of|on|in) (?:my|our) own\b|\b(?:sell|grow|make|press|dry)\w* (?:my|our) own\b|\bi (?:now |also )?(?:grow|raise|weave|carve|bake|embroider|brew|make)\b|\b(?:we|my (?:wife|husband|mother|father|grandmother|mum)(?: and i)?|.{0,20} and i) (?:grow|raise|weave|carve|bake|embroider|brew|make|smoke)s?\b"
)
_AMOUNT = re.compile(
    r"(?P<zh>(?:一|每)?个?年|一年|(?:一|每)个?月|月|一天|每天)[^。，；]{0,12}?(?P<number>[\d.]+|[一二两三四五六七八九十百千]+)(?:来|多|几)?(?P<ten>万|千)(?![^，。；]{0,4}[件只斤单箱瓶户盒亩把条双吨棵])"
    r"|(?P<yuan>[\d][\d,]*) (?:yuan|rmb|cny) (?:a|per|each|every) (?P<en>year|month|week|day)"
)
_OF_MONEY = re.compile(r"块|元|流水|卖|收入|营业|销售额|挣|赚|进账|到手")
_TIMES_A_YEAR = {"年": 1, "月": 12, "天": 365, "year": 1, "month": 12, "week": 52, "day": 365}


def read_seller(text: str, facts: Mapping[str, str], marks: Mapping[str, str]) -> Seller:
    """Return who sells, by the words of a description, the facts read from it and what it mentions.

    >>> read_seller("我有个体户营业执照，卖自家种的苹果。", {"makes_own_goods": "yes"}, {}).legal_form
    'household'
    >>> read_seller("The company is registered as a limited company.", {}, {}).legal_form
    'firm'
    >>> read_seller("We sell apples.", {}, {})
    Seller(legal_form='?', own='?', small='?')
    """
    plain = fold(text)
    return Seller(_legal_form(text, plain, facts, marks), _own(plain, facts, marks), _small(plain))


def _legal_form(text: str, plain: str, facts: Mapping[str, str], marks: Mapping[str, str]) -> str:
    said = _said_form(text)
    told = [
        form
        for form, pattern in _FORMS
        if any(not _is_denied(form, plain, match) for match in re.finditer(pattern, plain))
    ]
    if _OFFICIAL.search(plain):
        return "village"
    if marks.get("is_village") == "yes" and "cooperative" not in told:
        return "village"
    if said is not None:
        return said
    for form in ("cooperative", "firm"):
        if marks.get(f"is_{form}") == "yes" or form in told:
            return form
    if "household" in told:
        return "household"
    if facts.get("started_by") in ("cooperative", "firm"):
        return facts["started_by"]
    if "person" in told:
        return "person"
    return "person" if _FAMILY.search(plain) and not _REGISTERED.search(plain) else UNKNOWN


def says_unlicensed(text: str) -> bool:
    """Tell whether a text says outright that somebody has no licence.

    >>> says_unlicensed("I have no business licence."), says_unlicensed("My wife and I grow apples.")
    (True, False)
    """
    return _said_form(text) == "person"


def _said_form(text: str) -> str | None:
    """Return the form that a text says outright; of several the one that binds most. None where it says none."""
    found = set()
    for sentence in split_told(text):
        for form, pattern in _SAID_PATTERNS:
            for match, place in sentence.matches(pattern):
                begin, stop = sentence.clause_around(match.start(), match.end())
                before, after = sentence.plain[begin : match.start()], sentence.plain[match.end() : stop]
                lacks = form != "person" and (_LICENCE_DENIED.search(before) or _LACKED.match(after))
                if (
                    is_of_today(place.marks)
                    and not lacks
                    and not (form in ("firm", "cooperative") and _OF_OTHERS.search(before))
                ):
                    found.add(form)
    return next((form for form, _ in _SAID if form in found), None)


def _is_denied(form: str, plain: str, match: re.Match[str]) -> bool:
    """Tell whether a licence is only asked about, or what somebody has not got."""
    before = plain[max(0, match.start() - 5) : match.start()]
    return (
        form != "person"
        and re.search(r"[没未不要]|是否|听说|\b(?:not|never|no|without|should i)\b", before) is not None
    )


def _own(plain: str, facts: Mapping[str, str], marks: Mapping[str, str]) -> str:
    others = facts.get("makes_own_goods") == "no" or facts.get("sells_to_order_for_others") == "yes"
    if others or marks.get("bought_in") == "yes" or _NOT_OWN.search(plain):
        return "no"
    return "yes" if facts.get("makes_own_goods") == "yes" or _OWN.search(plain) else UNKNOWN


def _small(plain: str) -> str:
    """Tell whether the sales of a year that a text names stay within the limit; the largest that it names counts."""
    told = [match for match in _AMOUNT.finditer(plain) if _is_money(plain, match)]
    yearly = [amount for match in told if (amount := _yearly(match)) is not None]
    if not yearly:
        return UNKNOWN
    return "yes" if max(yearly) <= SMALL_SALES else "no"


def _is_money(plain: str, match: re.Match[str]) -> bool:
    """Tell whether an amount is one of yuan: by its unit, by what its clause speaks of, or since it has no unit."""
    begin = max(plain.rfind(mark, 0, match.start()) for mark in "，。；")
    bare = plain[match.end() : match.end() + 1] in ("，", "。", "；", "")
    return bool(match["yuan"]) or bare or _OF_MONEY.search(plain[begin + 1 : match.end() + 3]) is not None


def _yearly(match: re.Match[str]) -> float | None:
    if match["yuan"]:
        return float(match["yuan"].replace(",", "")) * _TIMES_A_YEAR[match["en"]]
    number = match["number"]
    if re.fullmatch("[一二两三四五六七八九]{2}", number):  # 五六千 is up to six thousand
        number = number[1]
    try:
        value = float(number) if number[0].isdigit() else float(cn2an.cn2an(number.replace("两", "二"), "smart"))
    except ValueError:  # no number after all
        return None
    return value * (10_000 if match["ten"] == "万" else 1_000) * _TIMES_A_YEAR[match["zh"][-1]]
