"""What a client's own words add to the facts: what the product is called, and what else is mentioned."""

import logging
import re
from collections import Counter
from functools import cache
from itertools import takewhile

from assistant.datatypes import Language
from assistant.language import fold

# Each mark is set by words of the description, whoever it is about; a step or a rule then looks at it.
_MARKS = {
    "livestream": r"直播|开播|主播|live.?stream|livestream|going live|go live",
    "bought_in": r"收(?:购|来|了|上来)?[^。，；]{0,8}(?:邻居|乡亲|别家|农户|各家|村里|大家)[^。，；]{0,6}(?:的|货|卖)"
    r"|(?:邻居|乡亲|农户|别家)[^。，；]{0,8}(?:收|拿)(?:来|货|上来|购)|代卖|帮(?:邻居|乡亲|村里)[^。，；]{0,6}卖"
    r"|(?:buy|bought|collect|take)\w*(?: \w+){0,4} (?:from )?(?:my |our |the |other )*(?:neighbou?r|villager|farmer)s?\b",
    "meat": r"猪肉|牛肉|羊肉|鸡肉|鸭肉|腊肉|活鸡|活鸭|活羊|土鸡(?!蛋)|土猪|\b(?:pork|beef|mutton|lamb|chickens?|ducks?|poultry)\b",
    "health_claim": r"养生|降血压|降血糖|治病|疗效|保健|抗癌|health benefit|lowers? blood|cures?\b|remedy|medicinal",
    "is_cooperative": r"(?:我们|咱们?|俺们)(?:这个|的)?(?:\w{0,4})?合作社|合作社(?:统一|现在|有\d|\d+户|带着)|\bour (?:\w+ )?co-?op(?:erative)?\b",
    "is_firm": r"(?:我们|咱们?)(?:家|这个)?(?:\w{0,3})?(?:公司|厂子?)|\bour (?:\w+ )?(?:company|factory|firm)\b",
    "parcels": r"压坏|烂果|坏果|破损|丢件|赔付|\b(?:damaged|broken|bruised|rotten|crushed|spoil\w*)\b",
}
_CLAUSE_NEGATION = re.compile(
    r"(?:没有?|不|从不|还没|未)[^。，；,.;]{0,4}$|\b(?:not|never|no|don't|without)\b[^.,;]{0,14}$"
)
_TOLD_ZH = re.compile(
    r"(?:卖的是|卖|种的是|种了|种着|种|做的是|做|养了|养|编|烤|酿|酿的|晒|烧|织|绣|收购|收|经营|主打|加工|生产)(?:些|点|着|了)?"
    r"(?:\d+|[一二三四五六七八九十几两半百]+)?(?:多)?(?:亩|斤|棵|箱|只|头|家|个|种|款)?(?:地)?(?:的)?"
    r"(?:(?:社员|农户|大家|各家|邻居|乡亲|自家|自己|村里人?|人家|我妈|我爸)[种做养产]?的?)?"
)
_TOLD_EN = re.compile(
    r"\b(?:sell(?:s|ing)?|grow(?:s|ing)?|make(?:s)?|making|raise(?:s)?|raising|weave(?:s)?|weaving|bake(?:s)?|baking|press(?:es)?"
    r"|brew(?:s|ing)?|keep(?:s)?|process(?:es|ing)?|produce(?:s)?|producing|pick(?:s|ing)?|dry(?:ing)?|carve(?:s)?|carving)\s+"
    r"(?:(?:my|our|his|her|their|own|some|the|a|an|of|about|mostly|mainly|only|fresh|home-?made|hand-?made|local|\d+)\s+)*"
    r"((?:[a-z-]+\s+){0,2}[a-z-]+)"
)
_NO_PRODUCT_ZH = frozenset(
    [
        "东西",
        "货",
        "网店",
        "店",
        "直播",
        "生意",
        "平台",
        "电商",
        "产品",
        "商品",
        "价",
        "钱",
        "法",
        "人",
        "事",
        "活",
        "一样",
        "同样",
        "网上",
        "自家",
        "自己",
        "家",
        "村里",
        "农产品",
        "水果",
        "特产",
        "抖音",
        "淘宝",
        "拼多多",
        "快手",
        "京东",
        "天猫",
        "微信",
        "品牌",
        "视频",
        "单",
        "订单",
        "包装",
        "客服",
        "加工",
        "批发",
        "零售",
        "合作社",
        "厂",
        "作坊",
        "村",
        "果园",
        "大棚",
        "果",
        "菜",
        "地",
        "山",
        "老板",
        "客户",
        "农户",
        "公司",
        "工厂",
        "邻居",
        "物流",
        "快递",
        "线上",
        "手机",
        "销售",
        "推广",
        "广告",
        "主播",
        "农民",
        "市场",
        "渠道",
        "超市",
        "城里",
        "外地",
        "全国",
        "时候",
        "样子",
        "办法",
        "路子",
        "计划",
        "打算",
    ]
)
_NO_PRODUCT_EN = frozenset(
    [
        "it",
        "them",
        "this",
        "that",
        "online",
        "things",
        "stuff",
        "goods",
        "products",
        "produce",
        "money",
        "sure",
        "up",
        "out",
        "more",
        "less",
        "sales",
        "same",
        "shop",
        "store",
        "shops",
        "orders",
        "order",
        "business",
        "everything",
        "anything",
        "well",
        "fast",
        "a",
        "living",
        "livestream",
        "live",
        "videos",
        "the",
        "to",
        "on",
        "in",
        "from",
        "for",
        "at",
        "by",
        "with",
        "and",
        "or",
        "most",
        "what",
        "all",
        "directly",
        "through",
        "there",
        "here",
        "one",
        "two",
        "mainly",
        "profit",
        "profits",
        "ends",
        "mistakes",
    ]
)
_EDGE_EN = frozenset(
    [
        "on",
        "in",
        "at",
        "to",
        "from",
        "for",
        "by",
        "with",
        "and",
        "or",
        "online",
        "ourselves",
        "myself",
        "directly",
        "through",
        "here",
        "there",
        "which",
        "that",
        "who",
        "but",
        "since",
        "when",
        "as",
        "is",
        "are",
        "was",
        "were",
        "we",
        "i",
        "they",
        "you",
        "it",
        "so",
        "because",
    ]
)


def find_marks(text: str) -> dict[str, str]:
    """Return every mark as yes or no; what a clause denies does not count.

    >>> find_marks("我们没有直播，卖土鸡蛋")["livestream"], find_marks("每晚直播卖土鸡")["meat"]
    ('no', 'yes')
    """
    plain = fold(text)
    return {name: "yes" if _is_told(pattern, plain) else "no" for name, pattern in _MARKS.items()}


def _is_told(pattern: str, plain: str) -> bool:
    return any(not _CLAUSE_NEGATION.search(plain[: match.start()]) for match in re.finditer(pattern, plain))


def find_product(text: str, language: Language) -> str | None:
    """Return what the client calls the product, or None where the text does not show it clearly.

    The noun that most often follows selling, growing or making wins; of equals, the first.

    >>> find_product("我家种猕猴桃，邻居也卖猕猴桃。", "zh"), find_product("We grow kiwi and sell kiwi online.", "en")
    ('猕猴桃', 'kiwi')
    """
    names = _names_zh(text) if language == "zh" else _names_en(text)
    told = Counter(names)
    return max(told, key=lambda name: told[name], default=None)


def _names_zh(text: str) -> list[str]:
    names = []
    for match in _TOLD_ZH.finditer(text):
        words = _tagged(text[match.end() : match.end() + 12])
        taken = ""
        for word, tag in words:
            if tag[0] in "nbz" or (tag in ("vn", "a") and len(word) > 1):
                taken += word
            else:
                break
        if 2 <= len(taken) <= 8 and taken not in _NO_PRODUCT_ZH and not any(taken.endswith(x) for x in _NOT_LAST_ZH):
            names.append(taken)
    return names


_NOT_LAST_ZH = (
    "网店",
    "直播",
    "生意",
    "平台",
    "客户",
    "合作社",
    "公司",
    "店铺",
    "价格",
    "主播",
    "农户",
    "邻居",
    "老板",
    "厂",
)


def _names_en(text: str) -> list[str]:
    names = []
    for match in _TOLD_EN.finditer(text.lower()):
        words = list(takewhile(lambda word: word not in _EDGE_EN, match[1].split()))
        if words and not set(words) & _NO_PRODUCT_EN and len(words[-1]) > 2:
            names.append(" ".join(words))
    return names


@cache
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.ERROR)
    return tuple((pair.word, pair.flag) for pair in posseg.cut(text))
