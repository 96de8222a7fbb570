"""Who fills the paper's four kinds of units (4.1), as far as a client's words name somebody: a clause for each kind.

Only that somebody is there is read here; whether both sides gain is a fact of the profile, or asked about.
"""

import re
from collections.abc import Mapping

from assistant.datatypes import Language
from assistant.language import fold

_CUES: Mapping[str, Mapping[Language, tuple[str, ...]]] = {
    "consumer": {
        "zh": (r"回头客|老客|老顾客|复购", r"团购|食堂|饭店|餐馆|面馆|超市|茶商|经销商|批发商|客商|贩子", r"熟人|买家群|微信群|粉丝"),
        "en": (
            r"\b(?:regulars?|regular (?:buyers|customers)|come back)\b",
            r"\b(?:noodle shop|restaurants?|canteens?|supermarkets?|group-buying|traders?|dealers?|buyers in)\b",
            r"\b(?:wechat group|city families|followers|guests)\b",
        ),
    },
    "service": {
        "zh": (r"快递|物流", r"拍照|客服|代运营|管网店|打包", r"弄网店|开店|上架"),
        "en": (
            r"\b(?:couriers?|delivery)\b",
            r"\b(?:photos?|pictures|customer service|packs? (?:the )?orders)\b",
            r"\b(?:hired hosts?|bookings|opened (?:a|the) [\w-]+ shop)\b",
        ),
    },
    "auxiliary": {
        "zh": (
            r"泡沫箱|冰袋|包装厂|包装都|纸箱|印标签",
            r"批发|板材|木料|面料|供货商|配件|菌棒|榨坊|冷库|拿货",
            r"贷款|银行|培训",
        ),
        "en": (
            r"\b(?:packag\w+ supplier|cold store|printing shops?)\b",
            r"\b(?:wholesaler|supplier|mill|trucked in from|comes? from)\b",
            r"\b(?:bank|loan|training)\b",
        ),
    },
    "support": {
        "zh": (r"商务局|农业农村局|妇联|服务站|协会|电商办", r"(?:县里|镇里|乡里|政府)[^，。]{0,6}(?:说|给|帮|扶持|支持|建|补)"),
        "en": (
            r"\b(?:commerce (?:bureau|office)|service station|association|women's federation)\b",
            r"\b(?:county|township|government) (?:bureau |office )?(?:has |have )?(?:offer\w*|built|gave|gives|helps?|helped|supports?)\b",
        ),
    },
}  # fmt: skip
# A clause that denies, wishes or tells of what is gone names nobody who does it today.
_NOT_TODAY: Mapping[Language, str] = {
    "zh": r"没有|没谁|没见|没运转|没人|不给|还没|想做|想找|想订|以前|原来|往年|当初|压价|停了|借调|罚|走了|丢了|不认|会不会|要不要|听说",
    "en": r"\b(?:no|not|never|none|nobody|without|used to|for [\w-]+ years|always bought|bought the|stopped|bankrupt|wants?|would like|until|has not|i am with|work for|work with the"
    r"|says|said|same)\b",
}
_CLAUSE: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[^，。；！？,;!?\n]+"),
    "en": re.compile(r"[^,.;!?\n]+"),
}


def find_units(text: str, language: Language) -> dict[str, tuple[int, int]]:
    """Return for each kind of unit the place of the clause that names somebody most surely; others are left out.

    >>> text = "快递天天来收，老客人多。县里没有人来过。"
    >>> {unit: text[start:end] for unit, (start, end) in find_units(text, "zh").items()}
    {'consumer': '老客人多', 'service': '快递天天来收'}
    """
    plain = fold(text)
    if len(plain) != len(text):
        return {}
    clauses = [match.span() for match in _CLAUSE[language].finditer(plain)]
    found: dict[str, tuple[int, int]] = {}
    today = [(start, end) for start, end in clauses if not re.search(_NOT_TODAY[language], plain[start:end])]
    for unit, cues in _CUES.items():
        for cue in cues[language]:
            place = next((span for span in today if re.search(cue, plain[span[0] : span[1]])), None)
            if place and unit not in found and place not in found.values():
                found[unit] = place
    return found
