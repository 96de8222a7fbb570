"""What a client's own words mention beside the facts: marks for steps and rules to look at.

What the story model hears is told of the client's own business. The patterns stand in where it is not on the machine,
or bear out what it is unsure of; marks that it does not know are set by words alone, whoever it is about.
"""

import re

from assistant.client_troubles import TROUBLES
from assistant.conditions import UNKNOWN
from assistant.goods import load_kinds
from assistant.language import fold
from assistant.offices import STEP_TO_OFFICE, mark_of_office
from assistant.story_hearing import HEARD, PERHAPS, SURELY
from assistant.story_reading import read_story

# What the story model calls what these marks stand for.
_HEARD_AS = {
    "invoice": "invoice_asked", "special_goods": "toys_or_babies", "plants": "living_plants", "wild": "wild_goods",
    "growers": "contract_growers", "member_leaves": "partner_leaves",
}  # fmt: skip
# What no pattern knows, of the matters that steps look at.
ONLY_HEARD = (
    "scam_offer", "uncertified_organic", "copied", "account_in_other_name", "frozen_money", "one_buyer", "hired_host",
    "late_delivery", "bad_review", "member_dispute", "loan_or_subsidy_asked", "tax_worry", "live_animals",
    "lacks_food_paper",
)  # fmt: skip
# What a client may ask about and nothing but his question tells (`assistant.asked_labels`).
ONLY_ASKED = (
    "price_war", "fees", "second_platform", "own_shop", "quality_uneven", "successor", "expand_now",
    *map(mark_of_office, STEP_TO_OFFICE),
)  # fmt: skip
# So probable a matter must be to be borne out by a pattern: alone these are right every second time.
_BORNE_OUT = 0.35

# Each mark is set by words of the description, whoever it is about; a step or a rule then looks at it.
_MARKS = {
    "livestream": r"直播|开播|主播|live.?stream|livestream|going live|go live",
    "bought_in": r"收来的|帮[^，。；]{0,8}户[^，。；]{0,3}收|从[^，。；]{0,6}(?:收|进|拿)的|收(?:了|来)?[^。，；]{0,8}户(?:人家)?的|收(?:购|来|了|上来)?[^。，；]{0,8}(?:邻居|乡亲|别家|农户|各家|村里|大家)[^。，；]{0,6}(?:的|货|卖)"
    r"|(?:邻居|乡亲|农户|别家)[^。，；]{0,8}(?:收|拿)(?:来|货|上来|购)|代卖|帮(?:邻居|乡亲|村里)[^。，；]{0,6}卖"
    r"|(?:buy|bought|collect|take)\w*(?: \w+){0,4} (?:from )?(?:my |our |the |other )*(?:neighbou?r|villager|farmer)s?\b"
    r"|\b(?:buy|bought|collect|source)\w*\b[^.;]{0,30}\bfrom (?:[\w-]+ ){0,3}(?:bee-?keepers|growers|families|households|fishermen|herders|makers|weavers)\b"
    # Contracted growers sell to whoever contracted them.
    r"|(?:跟|和|与)[^。；]{0,20}(?:户|村民)[^。；]{0,6}签了?(?:订单|合同|协议)|订单农户"
    r"|\bcontract(?:s|ed)?\b(?: \w+){0,2} (?:with|for) [^.;]{0,24}(?:famil|grower|farmer|household)",
    # Households that cook, dry or pickle for the client.
    "made_by_households": r"(?:户|人家|婶|嫂|邻居|乡亲|大娘|村民|老乡)[^。，；]{0,6}(?:做|晒|腌|熏|酿|炒|榨|磨|烘)的"
    r"|\bfrom (?:[\w-]+ ){0,3}(?:households|neighbou?rs|villagers|families)\b",
    "registered_mark": r"(?<!没)有(?:个|自己的|了)?商标|我们的商标|商标还有|注册(?:了|过|的|有)?[^。，；]{0,4}商标|商标[^。，；]{0,6}(?:注册了|已注册|注册过|拿到|下来了)"
    r"|\bregistered (?:trade ?mark|brand)|\b(?:have|own|has) a (?:registered )?trade ?mark|\bour trade ?mark|\b(?:trade ?mark|brand|mark|name) (?:is|was|has been) registered|\bregistered (?:our|the|a|my) (?:trade ?mark|brand|mark|name)",
    "spoiled": r"发霉|长毛|变质|生虫|烂了|坏了|吃出|过期|有虫|\b(?:mould|mold|mouldy|moldy|rancid|spoiled|rotten|went bad|gone off|ferment\w*|insects? in|hair in)",
    "meat": r"猪肉|香肠|火腿|腊[肠鸡鸭]|牛肉|羊肉|鸡肉|鸭肉|腊肉|活[鸡鸭羊猪]|土鸡(?!蛋)|土猪|[滩湖山黑]羊|\b(?:bacon|ham|sausages?|pork|beef|mutton|lamb|chickens?|ducks?|poultry)\b(?! eggs?\b)",
    "health_claim": r"养生|养胃|降血压|降血糖|降血脂|降三高|治病|疗效|保健|[防抗]癌|消炎|health benefit|lowers? (?:your |the )?blood|\b(?:cures?|heals?|treats?) (?!with|them|us|him|her)\w+|remedy|medicinal|prevents? (?:cancer|disease)",
    "is_cooperative": r"(?:我们|咱们?|俺们)(?:这个|的)?(?:\w{0,4})?合作社|合作社(?:统一|现在|有\d|\d+户|带着)|\bour (?:\w+ )?co-?op(?:erative)?\b",
    "is_firm": r"(?:我们|咱们?)(?:家|这个)?(?:\w{0,3})?(?:公司|厂子?)|\b(?:our|my) (?:\w+ )?(?:company|factory|firm)\b"
    r"|(?:我|我们|咱们?)是[^。，；]{0,12}(?:公司|企业|工厂|厂家)(?!的?(?:员工|工人|社员|供货))|(?:我家|我们家?|俺家?|我爸|我)[^。，；]{0,12}(?:开|办)(?:了|的|着)?[^。，；店]{0,8}(?:厂|公司)"
    r"|\b(?:i|we) (?:run|own|operate|manage|are|am) (?:a|an|the) (?:[\w-]+ ){0,3}(?:company|factory|firm)\b",
    "is_village": r"我(?:是|在)[^。，；]{0,14}(?:支书|村书记|村主任|第一书记|村干部|村长|驻村)|(?:我们村|全村)(?:整体|全村|一起)?(?:该|应该)?怎么"
    r"|\bi am (?:the |a |our )*(?:party |village )*(?:secretary|head|mayor|chief)\b[^.]{0,20}\bvillage|\bi am (?:the |our )village (?:secretary|head|mayor|chief)|\bas a village\b"
    # Whoever works for an office describes a place, not a business of his own.
    r"|我(?:是|在)[^。，；,]{0,10}(?:乡|镇|县)(?:(?:政府|里)?[^。，；,]{0,8}(?:干部|商务局|农业农村局)|(?:政府|里|商务局|农业农村局)[^。，；,]{0,4}(?:工作|上班))"
    r"|\bi(?:'m| am| work) (?:with|for|at|in) (?:the |our )(?:[\w-]+ ){0,3}(?:township|county|town|village) ?(?:government|committee|office|bureau|[\w-]+ (?:office|bureau))?\b",
    "idle_cooperative": r"合作社[^。；]{0,14}(?:空壳|没动静|不运转|没运转|不干事|没干过事|啥也不干|什么也没干|挂着牌子|有名无实)"
    r"|\b(?:is|have|has|had|got) an? (?:[\w'-]+ ){0,3}co-?op(?:erative)?\b[^.;]{0,12}\bon paper\b(?! \()|co-?op(?:erative)?\b[^.;]{0,30}\b(?:only on paper|does nothing|did nothing|idle|dormant|asleep|in name only)\b",
    "far_courier": r"快递[^。；]{0,10}(?:送到镇|送去镇|拉到镇|到镇上(?:寄|取|发)|不进村|没进村|进不了村|不来村)"
    r"|\bcouriers?\b[^.;]{0,20}\b(?:not|never|n't) (?:come|drive|reach|collect)|\b(?:carry|drive|take|bring)[^.;]{0,30}\bto the (?:town|township|county)[^.;]{0,20}\b(?:courier|post|parcel)",
    "parcels": r"压坏|烂果|坏果|破损|丢件|赔付|\b(?:damaged|broken|bruised|rotten|crushed|spoil\w*)\b",
}
_OF_ANIMALS = ("肉", "活畜禽", "meat", "live animals")
_CLAUSE_NEGATION = re.compile(
    r"(?:没有?|不|从不|还没|未)[^。，；,.;]{0,4}$|\b(?:not|never|no|don't|without)\b[^.,;]{0,14}$"
)


def mark_of(matter: str) -> str:
    """Return the mark that stands for what the story model calls `matter`.

    >>> mark_of("invoice_asked"), mark_of("copied")
    ('invoice', 'copied')
    """
    return next((mark for mark, heard in _HEARD_AS.items() if heard == matter), matter)


def names_meat(goods: str) -> bool:
    """Tell whether goods are called after meat or a live animal, by our patterns or by the lists of names.

    >>> names_meat("smoked pork"), names_meat("red rice"), names_meat("土鸡"), names_meat("兔肉"), names_meat("duck eggs")
    (True, False, True, True, False)
    """
    plain = fold(goods)
    listed = any(load_kinds(language).get(name) in _OF_ANIMALS for language, name in (("zh", plain), ("en", plain)))
    return listed or re.search(_MARKS["meat"], plain) is not None


def find_marks(text: str) -> dict[str, str]:
    """Return every mark as yes or no, `?` where it may be told; what a clause denies does not count.

    >>> find_marks("我们没有直播，卖土鸡蛋")["livestream"], find_marks("每晚直播卖土鸡")["meat"]
    ('no', 'yes')
    """
    plain = fold(text)
    found = {name: _is_told(pattern, plain) for name, pattern in {**_MARKS, **TROUBLES}.items()}
    found |= dict.fromkeys((*ONLY_HEARD, *ONLY_ASKED), False)
    marks = {name: "yes" if is_told else "no" for name, is_told in found.items()}
    for name, sure in _heard(text).items():
        is_told = sure >= HEARD or (found[name] and sure >= _BORNE_OUT)
        marks[name] = "yes" if is_told else UNKNOWN if sure >= PERHAPS else "no"
    return marks


def unsure_marks(text: str) -> frozenset[str]:
    """Return the marks that are not told so surely that a draft may lead with them."""
    return frozenset(name for name, sure in _heard(text).items() if sure < SURELY)


def _heard(text: str) -> dict[str, float]:
    """Return how probably each mark is told that the story model knows; nothing where it does not read the text."""
    story = read_story(text)
    names = (*_MARKS, *TROUBLES, *ONLY_HEARD)
    heard = {name: story.sure_of(_HEARD_AS.get(name, name)) for name in names} if story else {}
    return {name: sure for name, sure in heard.items() if sure is not None}


def _is_told(pattern: str, plain: str) -> bool:
    return any(not _CLAUSE_NEGATION.search(plain[: match.start()]) for match in re.finditer(pattern, plain))
