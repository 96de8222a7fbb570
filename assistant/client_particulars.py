"""What a client calls by name, to be named in the steps: platforms, the buyer who takes most, helpers, amounts of sales.

Only the client's own words count; what is not told has a general word in its place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.datatypes import Language
from assistant.language import fold
from assistant.outright import own_platforms
from assistant.steps import Wording
from assistant.story_hearing import PERHAPS
from assistant.story_reading import read_story

GENERAL: Mapping[str, Wording] = {
    "platform": Wording("the platform", "平台"),
    "buyer": Wording("the biggest buyer", "最大的买家"),
    "helper": Wording("someone of the family", "家里人"),
    "mill": Wording("the mill", "榨坊"),
}
# How platforms are called, by what people write in either language.
_PLATFORMS: tuple[tuple[str, str, str], ...] = (
    ("taobao|淘宝", "Taobao", "淘宝"), ("tmall|天猫", "Tmall", "天猫"), (r"\bjd\b|京东", "JD", "京东"),
    ("pinduoduo|拼多多", "Pinduoduo", "拼多多"), ("douyin|抖音", "Douyin", "抖音"), ("kuaishou|快手", "Kuaishou", "快手"),
    ("xiaohongshu|小红书", "Xiaohongshu", "小红书"), (r"\b1688\b", "1688", "1688"), ("wechat|微信|视频号", "WeChat", "微信"),
    ("meituan|美团", "Meituan", "美团"), ("ctrip|携程", "Ctrip", "携程"),
)  # fmt: skip
_BUYER_EN = (
    r"(?:noodle shop|restaurant(?: chain)?|canteen|hotel|supermarket|trader|dealer|wholesaler|chain|group-buying (?:firm|platform)|"
    r"company|school|factory|exporter|teahouse|bakery)"
)
_BUYER_ZH = r"(?:饭店|餐馆|酒店|食堂|超市|面馆|粉店|(?:社区)?团购(?:平台|公司)?|批发商|经销商|茶商|果商|客商|贩子|商超|火锅连锁|连锁店|连锁|公司|外贸商|药企|药厂|加工厂|收购商|企业)"
_SHARE_EN = r"(?:\bhalf\b|\btwo thirds\b|\ba third\b|\bmost of\b|\b(?:[3-9]\d|100) ?(?:%|per ?cent))"
_SHARE_ZH = (
    r"(?:一半|多半|大半|[三四五六七八九]成(?![多点]?(?:推广|抽|退))|三分之[一二]|百分之[三四五六七八九]十|(?:[3-9]\d)%)"
)
# Shares of something else than what is sold.
_OTHER_SHARE = r"推广|佣金|抽成|利润|退货|破损|运费|占股|股份|持股|入股|(?:我|他|她|哥|弟|姐|妹|爸|妈)们?占|commission|promotion|margin|profit|fee|deliver|fruit|harvest|shares|stake|of the (?:company|firm)"
_KIN_EN = (
    "daughter-in-law|son-in-law|daughter|son|niece|nephew|grandson|granddaughter|cousin|wife|husband|sister|brother"
)
_KIN_ZH = "儿媳妇?|女婿|女儿|儿子|侄女|侄子|侄儿|外甥女?|孙子|孙女|表弟|表妹|堂弟|老公|老婆|媳妇|妹妹|弟弟"
# What a helper does for a shop.
_HELPS_EN = r"(?:photos?|pictures?|post\w*|shop|online|app|type|phone|livestream\w*|taobao|pinduoduo|douyin|sell)"
_HELPS_ZH = r"(?:拍照|拍|开[^。，；]{0,5}店|网上|发货|客服|上架|直播|手机|打字|弄)"
# What is told of former times, or of a share that was lost.
_FORMER = re.compile(r"以前|原来|往年|少收|少了|停了|used to|until|stopped|is down")
_BREAK = re.compile(r"(?<=[.!?。！？])\s*")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is called by name, in words to stand in a sentence to the client; `marks` says which were told."""

    named: Mapping[str, str]

    def marks(self) -> dict[str, str]:
        """Return for conditions which particulars were told.

        >>> Particulars({"buyer": "the canteen"}).marks()["buyer_named"]
        'yes'
        """
        return {f"{name}_named": "yes" if name in self.named else "no" for name in (*GENERAL, "month_sales")}

    def in_language(self, language: Language) -> dict[str, str]:
        """Return the words for every particular, general ones for those that were not told."""
        return {name: wording.in_language(language) for name, wording in GENERAL.items()} | dict(self.named)


def find_particulars(text: str, language: Language) -> Particulars:
    """Return what a description names; a description in another language than the draft names only platforms.

    >>> find_particulars("A noodle shop in Nanning takes half of my jars. My niece puts photos on Taobao.", "en").named
    {'platform': 'Taobao', 'buyer': 'the noodle shop in Nanning', 'helper': 'your niece'}
    >>> find_particulars("女儿说可以在网上卖，一家团购平台每年拿走我们四成的货。", "zh").named
    {'buyer': '团购平台', 'helper': '你女儿'}
    """
    plain = fold(text)
    found = {
        "platform": _platforms(text, language),
        "buyer": _buyer(text, plain, language),
        "helper": (_helper_zh(plain) if language == "zh" else _helper_en(plain)),
        "mill": _mill(plain, language),
        "month_sales": _month_sales(plain, language),
    }
    return Particulars({name: words for name, words in found.items() if words})


def _platforms(text: str, language: Language) -> str:
    """Return the platforms on which the client sells, three at most; what he has not got or others use is none."""
    found = (
        zh if language == "zh" else en
        for own in own_platforms(text)
        for pattern, en, zh in _PLATFORMS
        if re.search(pattern, own)
    )
    names = list(dict.fromkeys(found))[:3]
    if language == "zh":
        return "、".join(names)
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _buyer(text: str, plain: str, language: Language) -> str:
    """Return the buyer that takes a large share; none where the story model hears of no such buyer.

    A supplier's share of the material reads alike.
    """
    story = read_story(text)
    sure = story.sure_of("one_buyer") if story else None
    if sure is not None and sure < PERHAPS:
        return ""
    return _buyer_zh(plain) if language == "zh" else _buyer_en(text)


def _buyer_en(text: str) -> str:
    """Return the buyer of whom a sentence says that he takes a large share, with the place that is named."""
    for sentence in _BREAK.split(text):
        share = re.search(_SHARE_EN, sentence, re.IGNORECASE)
        if (
            not share
            or _FORMER.search(sentence)
            or re.search(_OTHER_SHARE, sentence[share.end() : share.end() + 24], re.IGNORECASE)
        ):
            continue
        match = re.search(
            rf"\b(?:[Aa]n?|[Oo]ne|[Tt]he)\s+((?:[a-z-]+\s+){{0,3}}{_BUYER_EN}(?:\s+in\s+[A-Z]\w+)?)", sentence
        )
        if match:
            return f"the {' '.join(match[1].split())}"
    return ""


def _buyer_zh(plain: str) -> str:
    for sentence in re.split("[。！？；]", plain):
        match = re.search(_BUYER_ZH, sentence)
        if not match or _FORMER.search(sentence):
            continue
        shares = re.finditer(_SHARE_ZH, sentence)
        near = [one for one in shares if not re.search(_OTHER_SHARE, sentence[max(0, one.start() - 6) : one.end() + 3])]
        if any(-24 <= one.start() - match.start() <= 24 for one in near):
            return match[0]
    return ""


def _helper_en(plain: str) -> str:
    match = re.search(rf"\bmy ({_KIN_EN})\b[^.;]{{0,50}}\b{_HELPS_EN}\b", plain)
    return f"your {match[1]}" if match else ""


def _helper_zh(plain: str) -> str:
    match = re.search(rf"({_KIN_ZH})[^。；不没]{{0,10}}{_HELPS_ZH}", plain)
    return f"你{match[1]}" if match else ""


def _mill(plain: str, language: Language) -> str:
    if language == "zh":
        match = re.search(r"(?:镇上|村里|县里)?(?:的)?(榨坊|油坊|磨坊)", plain)
        return match[0] if match else ""
    match = re.search(r"\b(?:the|a) ((?:oil )?(?:mill|press)(?: in town)?)\b", plain)
    return f"the {match[1]}" if match else ""


def _month_sales(plain: str, language: Language) -> str:
    """Return the sales of a month of 100,000 yuan or more, as they were told; '' where none are."""
    if language == "zh":
        match = re.search(
            r"(?:腊月|正月|旺季|一个月|每个?月|上个月|月流水)[^。；]{0,18}?((?:[1-9]\d+|(?:[二三四五六七八九])?十[一二三四五六七八九]?)(?:来|多|几)?万)",
            plain,
        )
        return match[1] if match else ""
    match = re.search(
        r"\b((?:[1-9]\d{2},\d{3}|[1-9](?:\.\d+)? million)) (?:yuan )?(?:a|per|every|each|in a) month\b", plain
    )
    return f"{match[1]} yuan" if match else ""
