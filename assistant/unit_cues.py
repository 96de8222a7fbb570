"""Who fills the paper's four kinds of units (4.1), as far as a client's words name somebody: a clause for each kind.

Only that somebody is there is read here; whether both sides gain is a fact of the profile, or asked about.
"""

import re
from collections.abc import Mapping

from assistant.datatypes import Language
from assistant.language import fold

_CUES: Mapping[str, Mapping[Language, str]] = {
    "consumer": {
        "zh": r"回头客|老客|老顾客|熟人|团购|食堂|饭店|餐馆|面馆|超市|茶商|经销商|批发商|客商|贩子|复购|买家群|粉丝",
        "en": r"\b(?:regulars?|regular (?:buyers|customers)|come back|noodle shop|restaurants?|canteens?|supermarkets?|group-buying|traders?|dealers?"
        r"|wechat group|city families|followers|guests)\b",
    },
    "service": {
        "zh": r"快递|发货|物流|拍照|客服|代运营|直播团队|主播|打包|管网店|弄网店|开店",
        "en": r"\b(?:couriers?|delivery|parcels?|photos?|pictures|customer service|hosts?|packs? (?:the )?orders|livestream\w*|bookings)\b",
    },
    "auxiliary": {
        "zh": r"泡沫箱|冰袋|包装厂|包装都|纸箱|印标签|批发进|板材|木料|面料|进的|供货商|配件|菌棒|榨坊|冷库|贷款|银行|培训",
        "en": r"\b(?:wholesaler|supplier|mill|packag\w+|printing|cold store|bank|loan|training|buckles|cloth|wool|boxes from|jars from|parts)\b",
    },
    "support": {
        "zh": r"县里|县商务局|商务局|农业农村局|镇里|乡里|政府|妇联|服务站|协会|电商办|村集体|第一书记|扶持",
        "en": r"\b(?:county|township|commerce (?:bureau|office)|government|service station|association|collective|women's federation)\b",
    },
}  # fmt: skip
# A clause that denies, wishes or tells of what is gone names nobody who does it today.
_NOT_TODAY: Mapping[Language, str] = {
    "zh": r"没有|没谁|没见|没运转|没人|不给|还没|想做|想找|想订|以前|原来|往年|当初|压价|停了|借调|罚",
    "en": r"\b(?:no|not|never|none|nobody|without|used to|stopped|bankrupt|wants?|would like|until|has not|i am with|work for|work with the)\b",
}
_CLAUSE: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[^，。；！？,;!?\n]+"),
    "en": re.compile(r"[^,.;!?\n]+"),
}


def find_units(text: str, language: Language) -> dict[str, tuple[int, int]]:
    """Return for each kind of unit the place of the first clause that names somebody; kinds that nobody fills are left out.

    >>> text = "快递天天来收，老客人多。县里没有人来过。"
    >>> {unit: text[start:end] for unit, (start, end) in find_units(text, "zh").items()}
    {'consumer': '老客人多', 'service': '快递天天来收'}
    """
    plain = fold(text)
    if len(plain) != len(text):
        return {}
    clauses = [match.span() for match in _CLAUSE[language].finditer(plain)]
    found: dict[str, tuple[int, int]] = {}
    for unit, cues in _CUES.items():
        for start, end in clauses:
            clause = plain[start:end]
            if re.search(cues[language], clause) and not re.search(_NOT_TODAY[language], clause):
                found[unit] = (start, end)
                break
    return found
