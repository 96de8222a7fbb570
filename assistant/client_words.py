"""What a client's own words add to the facts: what the product is called, and what else is mentioned."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Any

from assistant.datatypes import Language
from assistant.language import fold
from assistant.tokenizing import word_list

# Each mark is set by words of the description, whoever it is about; a step or a rule then looks at it.
_MARKS = {
    "livestream": r"直播|开播|主播|live.?stream|livestream|going live|go live",
    "bought_in": r"收(?:购|来|了|上来)?[^。，；]{0,8}(?:邻居|乡亲|别家|农户|各家|村里|大家)[^。，；]{0,6}(?:的|货|卖)"
    r"|(?:邻居|乡亲|农户|别家)[^。，；]{0,8}(?:收|拿)(?:来|货|上来|购)|代卖|帮(?:邻居|乡亲|村里)[^。，；]{0,6}卖"
    r"|(?:buy|bought|collect|take)\w*(?: \w+){0,4} (?:from )?(?:my |our |the |other )*(?:neighbou?r|villager|farmer)s?\b"
    # Contracted growers sell to whoever contracted them.
    r"|(?:跟|和|与)[^。；]{0,20}(?:户|村民)[^。；]{0,6}签了?(?:订单|合同|协议)|订单农户"
    r"|\bcontract(?:s|ed)?\b(?: \w+){0,2} (?:with|for) [^.;]{0,24}(?:famil|grower|farmer|household)",
    "meat": r"猪肉|牛肉|羊肉|鸡肉|鸭肉|腊肉|活鸡|活鸭|活羊|土鸡(?!蛋)|土猪|\b(?:pork|beef|mutton|lamb|chickens?|ducks?|poultry)\b",
    "health_claim": r"养生|降血压|降血糖|治病|疗效|保健|抗癌|health benefit|lowers? blood|cures?\b|remedy|medicinal",
    "is_cooperative": r"(?:我们|咱们?|俺们)(?:这个|的)?(?:\w{0,4})?合作社|合作社(?:统一|现在|有\d|\d+户|带着)|\bour (?:\w+ )?co-?op(?:erative)?\b",
    "is_firm": r"(?:我们|咱们?)(?:家|这个)?(?:\w{0,3})?(?:公司|厂子?)|\b(?:our|my) (?:\w+ )?(?:company|factory|firm)\b"
    r"|(?:我|我们|咱们?)是[^。，；]{0,12}(?:公司|企业|工厂|厂家)(?!的?(?:员工|工人|社员|供货))|(?:我家|我们家?|俺家?|我爸|我)[^。，；]{0,12}(?:开|办)(?:了|的|着)?[^。，；店]{0,8}(?:厂|公司)"
    r"|\b(?:i|we) (?:run|own|operate|manage|are|am) (?:a|an|the) (?:[\w-]+ ){0,3}(?:company|factory|firm)\b",
    "is_village": r"我(?:是|在)[^。，；]{0,14}(?:支书|村书记|村主任|第一书记|村干部|村长|驻村)|(?:我们村|全村)(?:整体|全村|一起)?(?:该|应该)?怎么"
    r"|\bi am (?:the |a |our )*(?:party |village )*(?:secretary|head|mayor|chief)\b[^.]{0,20}\bvillage|\bi am (?:the |our )village (?:secretary|head|mayor|chief)|\bas a village\b"
    # Whoever works for an office describes a place, not a business of his own.
    r"|我(?:是|在)[^。，；]{0,10}(?:乡|镇|县)(?:政府|里)?[^。，；]{0,8}(?:干部|工作|上班|商务局|农业农村局)"
    r"|\bi(?:'m| am| work) (?:with|for|at|in) (?:the |our )(?:[\w-]+ ){0,3}(?:township|county|town|village) ?(?:government|committee|office|bureau|[\w-]+ (?:office|bureau))?\b",
    "idle_cooperative": r"合作社[^。；]{0,14}(?:空壳|没动静|不运转|没运转|不干事|没干过事|啥也不干|什么也没干|挂着牌子|有名无实)"
    r"|co-?op(?:erative)?\b[^.;]{0,30}\b(?:on paper|does nothing|did nothing|idle|dormant|asleep|in name only)\b",
    "far_courier": r"快递[^。；]{0,10}(?:送到镇|送去镇|拉到镇|到镇上(?:寄|取|发)|不进村|没进村|进不了村|不来村)"
    r"|\bcouriers?\b[^.;]{0,20}\b(?:not|never|n't) (?:come|drive|reach|collect)|\b(?:carry|drive|take|bring)[^.;]{0,30}\bto the (?:town|township|county)[^.;]{0,20}\b(?:courier|post|parcel)",
    "parcels": r"压坏|烂果|坏果|破损|丢件|赔付|\b(?:damaged|broken|bruised|rotten|crushed|spoil\w*)\b",
}
_CLAUSE_NEGATION = re.compile(
    r"(?:没有?|不|从不|还没|未)[^。，；,.;]{0,4}$|\b(?:not|never|no|don't|without)\b[^.,;]{0,14}$"
)
_TOLD_ZH = re.compile(
    r"(?:卖的是|卖|种的是|种了|种着|种|做的是|做|养了|养|编|烤|酿|酿的|晒|烧|织|绣|收购|收|经营|主打|加工|生产)(?:些|点|着|了)?"
    r"(?:\d+|[一二三四五六七八九十几两半百]+)?(?:多|来|几)?(?:亩|斤|棵|箱|只|头|家|个|种|款)?(?:地)?(?:的)?"
    r"(?:(?:自家|我家|自己)[\u4e00-\u9fff]{0,2}[种做养产下酿晒编绣]的)?"
    r"(?:(?:社员|农户|大家|各家|邻居|乡亲|自家|自己|村里人?|人家|我妈|我爸)[种做养产]?的?)?"
)
_TOLD_EN = re.compile(
    r"\b(?:sell(?:s|ing)?|grow(?:s|ing)?|make(?:s)?|making|raise(?:s)?|raising|embroider(?:s|ing)?|weave(?:s)?|weaving|bake(?:s)?|baking|press(?:es)?|collects?"
    r"|made|sold|grown|livestream(?:s|ing)?|orders for|brew(?:s|ing)?|keep(?:s)?|process(?:es|ing)?|produce(?:s)?|producing|pick(?:s|ing)?|dry(?:ing)?|carve(?:s)?|carving)\s+"
    r"(?:(?:all|my|our|his|her|their|own|some|the|a|an|of|about|mostly|mainly|only|fresh|home-?made|hand-?made|local|same|mu|acres?"
    r"|\d+|ten|twenty|thirty|forty|fifty|hundred|(?:mother|father|wife|husband|family|grandmother|neighbou?r)(?:'s|s')|from)\s+)*"
    r"((?:[a-z-]+\s+){0,2}[a-z-]+)"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_PRODUCT_ZH = _words(
    "东西 货 网店 店 直播 生意 平台 电商 产品 商品 价 钱 法 人 事 活 一样 同样 网上 自家 自己 家 村里 农产品 水果 特产 抖音 淘宝 拼多多 快手 京东 天猫 微信 品牌 "
    "视频 单 订单 包装 客服 加工 批发 零售 合作社 厂 作坊 村 果园 大棚 果 菜 地 山 老板 客户 农户 公司 工厂 邻居 物流 快递 线上 手机 销售 推广 广告 主播 农民 市场 "
    "内销 外销 外贸 出口 利润 订货 渠道 超市 城里 外地 全国 时候 样子 办法 路子 计划 打算"
)
_NO_PRODUCT_EN = _words(
    "it them this that online things stuff goods products produce money sure up out more less sales "
    "same shop store shops orders order business everything anything well fast a living livestream "
    "live videos the to on in from for at by with and or most what all directly through there here "
    "one two mainly profit profits ends mistakes"
)
_EDGE_EN = _words(
    "on in at to from for by with and or online ourselves myself directly through here there which "
    "that who but since when as is are was were we i they you it so because every each last next this "
    "year month day now today only too also then than"
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


# What a product's name tells of its kind; the longest match in the name wins, the later of equals.
_KINDS_ZH = {
    "fresh": "果 桃 梨 苹果 橙 橘 柑 柚 葡萄 枣 李子 杏 荔枝 龙眼 芒果 草莓 蓝莓 樱桃 西瓜 香蕉 刺梨 猕猴桃 蔬菜 青菜 白菜 萝卜 土豆 红薯 "
    "山药 莲藕 笋 菌 菇 木耳 鸡蛋 鸭蛋 土鸡蛋 蛋 鱼 虾 蟹 茶青 茶鲜叶 玉米 大米 小米 花生 核桃 板栗 药材 花椒 折耳根 花卉 绿植 活鸡 鲜花 辣椒 大蒜 姜",
    "processed_food": "粉条 红薯粉 米粉 粉丝 面条 挂面 豆腐 豆腐干 豆干 腐乳 酱 辣酱 辣椒酱 腊肉 香肠 火腿 蜂蜜 果干 果脯 果酱 罐头 糕 饼 酒 醋 "
    "油 茶油 菜籽油 茶叶 红茶 绿茶 炒茶 咸菜 泡菜 酸菜 牛肉干 奶酪 蜜饯 笋干 咸蛋 皮蛋 松花蛋 糖 红糖",
    "craft": "竹编 编筐 竹篮 篮子 草席 草编 柳编 藤编 刺绣 苗绣 绣品 绣 剪纸 年画 木雕 石雕 陶 瓷 陶器 银饰 漆器 蜡染 扎染 泥塑 风筝 灯笼 手工艺品",
    "manufactured": "家具 雨伞 伞 校服 演出服 服装 衣服 童装 鞋 袜 帽 箱包 书包 包 玩具 木玩具 童车 农具 锅 搪瓷 灯具 五金 文具 渔具 毛巾 床品",
    "service": "民宿 农家乐 采摘 研学 旅游 垂钓",
}  # fmt: skip
_KINDS_EN = {
    "fresh": "cherry avocado coffee apple pear peach orange kiwi grape date plum apricot lychee mango strawberry strawberries blueberry blueberries cherry "
    "cherries melon banana vegetable cabbage radish potato yam lotus mushroom egg fish shrimp crab corn rice millet peanut walnut "
    "chestnut herb flower pepper garlic ginger fruit tomato onion",
    "processed_food": "noodle vermicelli tofu sauce bacon sausage ham honey jam jar cake biscuit wine liquor vinegar oil tea pickle jerky "
    "cheese sugar juice flour",
    "craft": "basket mat embroidery embroideries cloth papercut carving pottery ceramics silver lacquer batik kite lantern handicraft bamboo",
    "manufactured": "furniture cabinet umbrella uniform costume clothes clothing garment shoe sock hat bag toy pram tool pot enamel lamp towel pan",
    "service": "homestay guesthouse tour picking angling",
}  # fmt: skip


def find_kind(product: str, language: Language) -> str | None:
    """Return the kind of goods that a product's name shows, or None: a value of the fact `product_kind`.

    >>> find_kind("手工红薯粉", "zh"), find_kind("navel oranges", "en"), find_kind("宝贝", "zh")
    ('processed_food', 'fresh', None)
    """
    if language == "zh":
        found = [
            (product.rfind(name) + len(name), len(name), kind) for kind, name in _names(_KINDS_ZH) if name in product
        ]
        return max(found)[2] if found else None
    words = [word.removesuffix("s") for word in product.lower().split()]
    named = {name.removesuffix("s"): kind for kind, name in _names(_KINDS_EN)}
    return next((named[word] for word in reversed(words) if word in named), None)


def _names(kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((kind, name) for kind, names in kinds.items() for name in names.split())


def find_product(text: str, language: Language) -> str | None:
    """Return what the client calls the product, or None where the text does not show it clearly.

    The noun that most often follows selling, growing or making wins; of equals, the first. What was sold and made in
    former times counts last. Without any, the goods that the text names most often are taken.

    >>> find_product("我家种猕猴桃，邻居也卖猕猴桃。", "zh"), find_product("We grow kiwi and sell kiwi online.", "en")
    ('猕猴桃', 'kiwi')
    """
    names = _names_zh(text) if language == "zh" else _names_en(text)
    told = Counter(names)
    # A name whose kind is known is surely a product; any other may be a slip of the reading.
    best = max(told, key=lambda name: (find_kind(name, language) is not None, told[name]), default=None)
    if best is not None and find_kind(best, language) is not None:
        return best
    named = Counter(_goods_named(text, language))
    return max(named, key=lambda name: named[name], default=best) if best is None else best


def _goods_named(text: str, language: Language) -> list[str]:
    names = sorted((name for _, name in _names(_KINDS_ZH if language == "zh" else _KINDS_EN)), key=len, reverse=True)
    if language == "zh":
        return re.findall("|".join(name for name in names if len(name) > 1), text)
    # A word before the name often tells which: Sichuan pepper, lotus root.
    pattern = rf"(?:\b(?:[A-Z][a-z]+|sweet|wild|dried|black|red|green|white) )?\b(?:{'|'.join(names)})(?:es|s)?\b"
    return [found[0] for found in re.finditer(pattern, text) if not found[0][0].isupper() or " " in found[0]]


# Farm produce that keeps for months is no fresh and perishable goods.
_KEEPS = {
    "zh": "小米 大米 稻米 玉米 花生 核桃 板栗 花椒 药材 黄豆 绿豆 红豆 杂粮 红枣 枸杞 瓜子 香菇干 木耳 干 茶 咖啡豆 蜂蜜 粮 豆",
    "en": "millet rice peanut walnut herb grain bean sorghum buckwheat seed dried coffee honey tea nut",
}


def find_keeping(product: str | None, language: Language, text: str = "") -> str:
    """Tell (yes, no) whether farm produce keeps, by its name or since the text says that it is dried; ? without a name.

    >>> find_keeping("小米", "zh"), find_keeping("Sichuan pepper", "en"), find_keeping("cherries", "en")
    ('yes', 'yes', 'no')
    """
    if product is None:
        return "?"
    dried = r"[晒晾烘][^，。；]{0,4}" if language == "zh" else r"\b(?:dry|dries|dried|drying) (?:\w+ ){0,2}"
    if re.search(dried + re.escape(product), text):
        return "yes"
    if language == "zh":
        return "yes" if any(name in product for name in _KEEPS["zh"].split()) else "no"
    words = {word.removesuffix("s") for word in product.lower().split()}
    return "yes" if words & set(_KEEPS["en"].split()) or {"sichuan", "pepper"} <= words else "no"


def _names_zh(text: str) -> list[str]:
    names = re.findall(r"(?:开|办)(?:了|的|着)?(?:个|家)?([\u4e00-\u9fff]{1,4}?)厂", text)
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
    found = list(_TOLD_EN.finditer(text.lower()))
    for match in sorted(found, key=lambda match: match[0].startswith(("made", "sold", "grown"))):
        words = list(takewhile(lambda word: word not in _EDGE_EN, match[1].split()))
        if words and not set(words) & _NO_PRODUCT_EN and len(words[-1]) > 2:
            names.append(" ".join(words))
    return names


def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair.word, pair.flag) for pair in _tagger().cut(text))


@cache
def _tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(word_list())
