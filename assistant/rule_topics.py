"""What the sections of the library are about, as far as a draft has rules on the same: by document and section.

What a question calls by name tells which rules and steps come first, and whom to ask.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from assistant.datatypes import Answer, SectionKey
from assistant.language import fold

# A document alone stands for all its sections that are not named elsewhere.
_SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "registration": "ecl-2018/art-9 ecl-2018/art-10 ecl-2018/art-12 ecl-2018/art-15 ecl-2018/art-76 ntm-2021/art-8"
        " ntm-2021/art-9 ntm-2021/art-10 ntm-2021/art-12 ntm-2021/art-24 mer-2021 individual-reg-2025 individual-2022"
        " unlicensed-2017 natural-person-shop-2025",
        "food": "fsl-2025/art-2 fsl-2025/art-35 fsl-2025/art-36 fsl-2025/art-53 fsl-2025/art-65 fsl-2025/art-122"
        " fsl-2025/art-126 fsl-2025/art-127 food-permit-2023 edible-agri-2023/art-8",
        "labels": "fsl-2025/art-67 fsl-2025/art-68 fsl-2025/art-125 apqsl-2022/art-38 apqsl-2022/art-39 apqsl-2022/art-73"
        " cert-2026 edible-agri-2023/art-12 edible-agri-2023/art-40",
        "tax": "ecl-2018/art-11 vat-2024 vat-reg-2025 vat-small-2026 iit-household-2023 platform-tax-2025"
        " live-mkt-2021/tax",
        "returns": "crpl-2013/art-24 crpl-2013/art-25 return7-2020 crpl-reg-2024/art-19 spc-online-2022/art-2",
        "liability": "fsl-2025/art-148 fsl-2025/art-136 spc-food-2024",
        "livestream": "live-ec-2026 live-mkt-2021",
        "trademark": "trademark-2019 trademark-2026 gi-2024 ecl-2018/art-42 aucl-2025/art-7",
        "logistics": "ecl-2018/art-20 express-2025",
        "platform": "ecl-2018/art-35 ecl-2018/art-82 ntm-2021/art-32 platform-rules-2026",
        "cooperative": "fpcl-2017",
    }
)
_TOPICS = {place: topic for topic, places in _SECTIONS.items() for place in places.split()}
# What clients call a topic. Of several topics that a question names, the one whose sections are near counts.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "registration": r"执照|市场主体|登记(?!商标)|\bbusiness licen|\blicen[cs]e|\bregist(?!ered (?:trade ?)?mark)",
        "food": r"(?<!保)证(?!明|书|据|金|实)|许可|手续|\bpermits?\b|\bpapers?\b|\bfood licen",
        "tax": r"税|\btax|\bvat\b",
        "returns": r"退(?!休|伍|社)|\breturn|\brefund|\btake\b[^.?]* back",
        "labels": r"标签|合格证|\blabel|\bconformity",
        "trademark": r"商标|地理标志|盗用|盗图|偷图|抄袭|照抄|仿冒|侵权|图[^，。]{0,6}告|\btrade ?mark|\bbrand name",
        "liability": r"算谁|谁(?:来)?(?:赔|负责|担|认账)|责任|赔(?!付)|\bliab|\bresponsib|\bwhose fault|\bwho pays\b|\bpay (?:him|her|them)\b|\bcompensat",
        "logistics": r"快递|运费|路上|\bcourier|\bparcel|\bon the (?:road|way)\b|\bbroken\b",
        "cooperative": r"盈余|分红|(?:钱|利润|账)怎么(?:分|算)|\bshare (?:the|our) (?:money|profit|surplus|gains?)|\bmoney be shared|\bhow should we share",
    }
)


def topic_of_section(key: SectionKey) -> str | None:
    """Return what a section is about, None where no rules of drafts are.

    >>> topic_of_section(SectionKey("ecl-2018", "art-10")), topic_of_section(SectionKey("paper", "4.1"))
    ('registration', None)
    """
    return _TOPICS.get(f"{key.document}/{key.section}") or _TOPICS.get(key.document)


def named_topics(words: str) -> frozenset[str]:
    """Return the topics that words call by name.

    >>> sorted(named_topics("执照办不办，税交不交？"))
    ['registration', 'tax']
    """
    plain = fold(words)
    return frozenset(topic for topic, pattern in _WORDS.items() if re.search(pattern, plain))


def is_of_the_study(answer: Answer) -> bool:
    """Tell whether a study alone answers, which tells ways to go and no rules."""
    return bool(answer.citations) and all(citation.status is None for citation in answer.citations)
