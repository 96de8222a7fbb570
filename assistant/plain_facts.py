"""What a description says outright, beside what the fitted reader makes of it.

A fact read from words that do not speak of its matter would be told to the client as his own ("you sell online",
though he only said that his niece advises it). Such a fact rests on the clause of its sentence that does speak of the
matter; where none does, the fact goes without words, and where the words deny it, it is left open. What is said
in so many words counts, whatever the reader made of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.language import fold
from assistant.profile_reading import Evidence, Reading
from assistant.typology import Profile, read_profile

_SHOPS = (
    r"(?:taobao|tmall|jd|pinduoduo|douyin|kuaishou|wechat|xiaohongshu|1688|淘宝|天猫|京东|拼多多|抖音|快手|微信|小红书)"
)
# What the words must speak of for a fact to be read from them, in either language.
_MATTERS = {
    "sells_own_goods_online=yes": r"\b(?:sell|sold|sale|shop|store|stream|order|parcel|ship|post|customer|buyer|online|listed|send|sent)"
    r"|卖|店|直播|单|发货|寄|快递|网上|线上|销|买家|顾客|客|上架|带货|" + _SHOPS,
    "started_by": r"\b(?:start|began|beg[iu]n|first|open|found|idea|came|come|back|return|set up|set it up|launch|put|online|shop|sell|sold|internet"
    r"|phone|stream|learn|try|tried|copied|follow|regist|bureau|government|co-?op|company|firm|factory)"
    r"|开|起|头|第一|先|带|回|返|搞|做|网上|上网|线上|办|牵|试|注册|卖|店|学|政府|公司|厂|合作社|村|乡|镇|县",
    "makes_own_goods=yes": r"\b(?:grow|grew|plant|make|made|raise|keep|bake|weav|embroider|brew|press|dry|dried|carv|process|produc|pick|harvest|farm|orchard"
    r"|garden|field|mu|acre|trees?|hives?|ponds?|kitchen|factory|workshop|own|our|my|we|cook|roast|smoke|sew|cut|build|catch|fish|distil)"
    r"|种|养|做|编|织|绣|酿|晒|烤|烧|炒|熬|榨|磨|加工|生产|自家|自己|厂|产|收成|地|园|棚|山|亩|手艺|采|摘|打|腌|缝|刻|塘|摊|煮",
    "partners=many": r"\b(?:partner|member|together|work|with|contract|co-?op|cooperat|pool|share|join|suppl|deliver|organis|collect|for us)"
    r"|合作|一起|社员|联合|搭|跟|和|同|签|订单|固定|合伙|带|合着|统一|各家|收|供|给我们|代工|入社|加盟|分工|上下游",
    "gain_sharing": r"\b(?:shar|divid|split|gain|profit|paid|pay|earn|money|income|dividend|bonus|keep|each)|分|钱|收入|利|各归|挣|赚|账|提成",
}  # fmt: skip
# Advice, wishes and what never was do not say that somebody sells.
_NOT_DONE = {
    "sells_own_goods_online=yes": r"\b(?:never|should|could|would like|want(?:s|ed)? to|wish|thinking of|told me to)\b|没[^，。]{0,6}(?:开过|卖过)|想(?:试|学|在网上|上网)|该不该|打算",
    "started_by=farmer": r"\bnever\b|没[^，。]{0,6}(?:开过|卖过)",
    "easily_copied=yes": r"\b(?:nobody|no one|none|hardly anyone|cannot be|can't be|hard to|impossible to)\b|没人|没有人|谁也|难(?:仿|学|抄)|[仿学抄](?:不[来会走了出]|不容易)",
    # All who live in a place are not those one works with.
    "partners=many": r"(?:我们|咱们?|全|整个)村[^，。]{0,8}户|\bhouseholds? (?:here|in (?:our|the|my) village)",
}
# Who names one platform sells on one, unless the words speak of more.
_MORE_SHOPS = r"\b(?:platforms|shops|stores|apps|sites|others?|elsewhere|several|two|three|everywhere)\b|[几两三四五多]个|[几两三四]家|平台都|别的|其他|到处|各个?平台"
_NOT = r"(?<!不)(?<!没)(?<!别)(?<!非)"
# What says a fact outright. `stage` and `partners` are told by the one who speaks.
_OUTRIGHT: tuple[tuple[str, str], ...] = (
    ("sells_own_goods_online=yes", r"\b(?:i|we) (?:now |also |both )?sell[^.;]{0,24}\b(?:through|on|via) " + _SHOPS
     + r"|(?:我们?|咱们?|合作社)[^。，]{0,8}(?:在|上)" + _SHOPS + r"[^。，]{0,6}(?:开店|开了店|卖)"),
    ("stage=planning", r"\b(?:i|we) (?:have |had |'ve )?never (?:sold|opened|had)[^.,;]{0,20}(?:online|shop)|\bnot (?:yet )?(?:sold|selling) (?:anything |it )?online"
     r"|(?:没|没有|从没|从来没|还没|从未)(?:有)?(?:开过?(?:网店|店)|在?网上(?:卖|开)|上网(?:卖|开))"),
    ("sells_own_goods_online=no", r"\b(?:i|we) (?:have |had |'ve )?never (?:sold|opened|had)[^.,;]{0,20}(?:online|shop)|\bnot (?:yet )?(?:sold|selling) (?:anything |it )?online"
     r"|(?:没|没有|从没|从来没|还没|从未)(?:有)?(?:开过?(?:网店|店)|在?网上(?:卖|开)|上网(?:卖|开))"),
    ("partners=none", r"\bi am (?:all |quite )?alone\b|\bnobody (?:helps me|to help me?)\b|\bi work alone\b|(?:我|俺)(?:就|就是|是|都是)?一个人(?:在|干|做|弄|忙|养|种|打理)"),
    ("partners=many", r"\bcontracts?(?:ed)? (?:with|for)\b[^.]{0,20}\d{2,}|(?:百|\d{2,})(?:来|多|余)?户[^。，]{0,6}签了?(?:订单|合同|协议)"),
    ("neighbours_sell_same=no", r"\b(?:none|no one) (?:of|among) (?:my|our|the) neighbou?rs sells?\b"),
    ("gain_sharing=equal", r"\b(?:divided|(?:is|are) shared|split|distributed)[^.,;]{0,24}(?:by head|per head|equally|evenly)|" + _NOT + r"按(?:户|人头|人|家)(?:平分|均分|分)|" + _NOT + r"平均分"),
    ("partner_weight=unlike", r"\b(?:big|large|bigger)\s(?:growers?|members?|farms?|households?|ones)\b[^.]{0,120}\bsmall(?:er)? (?:ones|growers|members|farms|households)"
     r"|大户[^。！？]{0,50}小户|小户[^。！？]{0,50}大户|" + _NOT + r"有大有小"),
    ("platform_organises_producers=yes", r"\bplatform\b[^.]{0,60}\bcontracts?(?:ed)? (?:with|for)\b[^.]{0,30}(?:famil|grower|farmer|household)|平台[^。]{0,40}(?:签了?(?:订单|合同|协议))"),
    ("makes_own_goods=no", r"\bwe (?:do not|don't) (?:grow|make|produce) (?:anything|any|it)\b[^.,;]{0,12}\b(?:ourselves)?|(?:公司|我们)(?:自己|自个)不(?:种|生产|做货|养)"),
    ("own_brand=no", r"\bwe have no (?:trade ?mark|brand)\b|没(?:有)?(?:去)?注册(?:过)?商标"),
    ("easily_copied=yes", r"\b(?:copy|copies|copied) (?:our|my|us|me)\b|仿(?:出来|冒|制|我们|造)|照(?:着|样)(?:抄|仿)|抄(?:了我|走|袭)|山寨"),
    ("platforms=several", r"\b(?:sell|sold|shop|store)\w*\b[^.]{0,30}\b" + _SHOPS + r"(?:,| and)(?: another)?(?: on)? " + _SHOPS
     + r"|(?:卖|店|在)[^。，]{0,12}" + _SHOPS + r"(?:和|跟|、|与|还有)" + _SHOPS + r"|" + _SHOPS + r"(?:和|跟|、|与|还有)" + _SHOPS + r"[^。，]{0,6}(?:店|卖)"),
    ("online_scale=rising", r"\b(?:online )?sales (?:grew|rose|went up|have (?:grown|risen)|are (?:rising|growing))\b|(?:网上|线上|商城|店里)的?(?:销量|销售额|单量)?(?:又|还|也)?(?:涨|增长|翻)了"),
)  # fmt: skip
# Here words that come near may say something else, and the reader goes before.
_WHERE_OPEN = frozenset(
    {"own_brand", "online_scale", "makes_own_goods", "easily_copied", "neighbours_sell_same", "platforms"}
)
_ENDS = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_FIRST_WORDS = re.compile(r"[a-z']+(?: [a-z']+){0,2}|[^\s，,；;：:。a-z]{1,10}")
_CLAUSE = re.compile(r"[^，,；;：:]+")


def put_right(text: str, reading: Reading) -> Reading:
    """Return a reading without the facts that its words deny, and with those that the text says outright.

    Facts without words in the text, such as corrected ones, stay as they are.
    """
    plain = fold(text).lower()
    if len(plain) != len(text):  # the places of the words would not agree
        return reading
    told = _outright(text, plain, reading.profile)
    new = {one.fact: one.value for one in told}
    kept = [one for found in reading.evidence if (one := _founded(found, text, plain)) and one.fact not in new]
    lost = {found.fact for found in reading.evidence if _is_denied(found, plain)} - {one.fact for one in kept}
    if new.get("stage") == "planning":  # nobody began what has not begun
        kept = [one for one in kept if one.fact != "started_by"]
        lost |= {"started_by"}
    facts = {fact: value for fact, value in reading.profile.known().items() if fact not in lost} | new
    open_still = tuple(fact for fact in reading.contradictions if fact not in facts)
    return replace(reading, profile=read_profile(facts), evidence=(*kept, *told), contradictions=open_still)


def _outright(text: str, plain: str, known: Profile) -> tuple[Evidence, ...]:
    """Return what the text says in so many words, each fact once; one that it tells in two ways, not at all."""
    found: dict[str, Evidence] = {}
    for label, pattern in _OUTRIGHT:
        fact, value = label.split("=")
        match = re.search(pattern, plain)
        if match and not (fact in _WHERE_OPEN and getattr(known, fact) is not None):
            start, end = match.start(), _short_end(plain, match)
            one = Evidence(fact, value, text[start:end], start, end)
            begin, stop = _clause_of(plain, start)
            if not _is_denied(replace(one, start=begin, end=stop), plain):
                found[fact] = one
    return tuple(found.values())


def _clause_of(plain: str, place: int) -> tuple[int, int]:
    """Return where the clause that holds a place begins and ends; nothing of the text where a mark stands there."""
    spans = (match.span() for match in _CLAUSE.finditer(plain))
    return next((span for span in spans if span[0] <= place < span[1]), (place, place))


def _short_end(plain: str, match: re.Match[str]) -> int:
    """Return where the first words of a match end: they show the place, and the clause around them is quoted."""
    first = _FIRST_WORDS.match(plain, match.start(), match.end())
    return first.end() if first else match.end()


def _founded(found: Evidence, text: str, plain: str) -> Evidence | None:
    """Return the evidence on a clause that speaks of its matter: its own, else one of its sentence, else None."""
    label = f"{found.fact}={found.value}"
    matter = _MATTERS.get(label) or _MATTERS.get(found.fact)
    if matter is None:
        return None if _is_denied(found, plain) else found
    for start, end in _clauses(plain, found):
        clause = replace(found, words=text[start:end], start=start, end=end)
        if re.search(matter, plain[start:end]) and not _is_denied(clause, plain):
            return clause
    return None


def _is_denied(found: Evidence, plain: str) -> bool:
    label, words = f"{found.fact}={found.value}", plain[found.start : found.end]
    if label == "platforms=several":
        return len(set(re.findall(_SHOPS, plain))) == 1 and re.search(_MORE_SHOPS, words) is None
    denied = _NOT_DONE.get(label)
    return denied is not None and re.search(denied, words) is not None


def _clauses(plain: str, found: Evidence) -> Iterator[tuple[int, int]]:
    """Yield the places of the words themselves, then of the clauses of the sentence around them."""
    yield found.start, found.end
    begin = max((match.end() for match in _ENDS.finditer(plain, 0, found.start)), default=0)
    after = _ENDS.search(plain, max(found.end - 1, begin))
    for match in _CLAUSE.finditer(plain, begin, after.start() if after else len(plain)):
        yield match.start(), match.end()
