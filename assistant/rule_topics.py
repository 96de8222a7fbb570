"""What the sections of the library are about, as far as a draft has rules on the same: by document and section.

A question that leads to one of these sections is first answered by what the draft says of that topic to this client.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.datatypes import RetrievedSection, SectionKey

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
        "livestream": "live-ec-2026 live-mkt-2021",
        "trademark": "trademark-2019 trademark-2026 gi-2024",
        "logistics": "ecl-2018/art-20 express-2025",
        "platform": "ecl-2018/art-35 ecl-2018/art-82 ntm-2021/art-32 platform-rules-2026",
        "cooperative": "fpcl-2017",
    }
)
_TOPICS = {place: topic for topic, places in _SECTIONS.items() for place in places.split()}
# So many of the sections nearest to a question are heard, and one topic must have so much of their weight.
_HEARD = 4
_MAJORITY = 0.5


def topic_of_section(key: SectionKey) -> str | None:
    """Return what a section is about, None where no rules of drafts are.

    >>> topic_of_section(SectionKey("ecl-2018", "art-10")), topic_of_section(SectionKey("paper", "4.1"))
    ('registration', None)
    """
    return _TOPICS.get(f"{key.document}/{key.section}") or _TOPICS.get(key.document)


def topic_of_question(nearest: Sequence[RetrievedSection]) -> str | None:
    """Return the topic that most of the sections nearest to a question are about, by their scores; None without one."""
    weights: dict[str | None, float] = {}
    for hit in nearest[:_HEARD]:
        topic = topic_of_section(hit.key)
        weights[topic] = weights.get(topic, 0.0) + max(hit.score, 0.0) ** 3
    best = max(weights, key=lambda topic: weights[topic], default=None)
    return best if best and weights[best] >= _MAJORITY * sum(weights.values()) else None
