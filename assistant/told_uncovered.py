"""What a client tells that rules speak of which the library does not hold: said so, with whom to ask.

Goods with rules of their own, toys or clothes for babies say, and guest rooms have a boundary topic that replies; an
agreement on prices among sellers has our own words. Both are known by what they are called: the library, which lacks
them, cannot tell how near a sentence comes to their rules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.datatypes import Language, SectionKey
from assistant.draft_case import ToldMatter
from assistant.draft_wording import WORDS
from assistant.goods_names import Good
from assistant.language import detect_language, fold, split_sentences
from assistant.library import Library
from assistant.profile_segments import Segment, split_segments
from assistant.story_reading import HeardMatter, read_story

# What the story model hears, by name; None where it does not read the text, and patterns stand in.
Heard = Mapping[str, HeardMatter]
_GOODS, _STAYS = SectionKey("special-goods", "special-goods"), SectionKey("stays-and-fairs", "farm-stays")
# What the story model may hear of which the library holds no rules, by the boundary topic that speaks of it.
_HEARD: Mapping[str, SectionKey] = {
    "scam_offer": SectionKey("training-and-scams", "is-it-a-scam"),
    "late_pay": SectionKey("company-and-contract-law", "debts-and-deposits"),
    "frozen_money": SectionKey("payment-and-accounts", "payment-apps"),
    "copied": SectionKey("ideas-and-images", "patents-and-copyright"),
    "account_in_other_name": SectionKey("licence-changes", "changes-and-losses"),
    "uncertified_organic": SectionKey("technical-standards", "certification-steps"),
    "toys_or_babies": _GOODS,
    "medicine": _GOODS,
    "liquor": SectionKey("special-foods", "alcohol-and-health-food"),
    "rooms": _STAYS,
    "wild_goods": SectionKey("plants-animals-rules", "forest-and-water"),
    "living_plants": SectionKey("plants-animals-rules", "seeds-and-inputs"),
    "live_animals": SectionKey("plants-animals-rules", "animals-and-fish"),
    "contract_growers": SectionKey("company-and-contract-law", "trade-contracts"),
}
# Goods of whose rules the topic says that the library has none, by their names.
_SPECIAL_GOODS = re.compile(
    r"玩具|积木|童装|婴|童鞋|香皂|手工皂|面霜|护肤|草药|药材|药酒|艾(?!草糕)|刀具?$"
    r"|\b(?:toy|baby|babies|infant|child(?:ren)?|kid)(?:'?s)?'?\b|\b(?:soap|cream|balm|mugwort|medicinal herb|kni(?:fe|ve))s?\b"
)
# What only shows in the words around: the mark of approved products, and rooms for guests.
_IN_WORDS: tuple[tuple[SectionKey, re.Pattern[str]], ...] = (
    (_GOODS, re.compile(r"3c(?:标|认证|证|\b)|\b(?:3c|ccc) (?:mark|certific)")),
    (_GOODS, re.compile(r"母婴|婴儿|\bbab(?:y|ies)(?:'s)? (?:blanket|cloth|shoe|dress|wear|hat|bib|quilt)")),
    (
        _STAYS,
        re.compile(
            r"民宿|客栈|(?:几|两|三|四|五|六|\d)间(?:客)?房(?!子)|\bguest ?house|\bhomestay|\bguest rooms?|\b(?:farm|home) stays?\b|\bb&b\b"
        ),
    ),
)
_REPLY_SENTENCES = 2
_PRICE_PACT: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\bagree\w* (?:on |to )?(?:\w+ ){0,2}?(?:one|same|common|minimum|lowest|fixed|floor) (?:\w+ )?price\b|\bfix(?:ed|ing)? (?:the |our )?prices\b"
        r"|\b(?:whoever|nobody|no one|anyone who)\b[^.;]{0,24}\b(?:below|under|cheaper)\b[^.;]{0,50}\b(?:cut off|fined?|expel\w*|punish\w*|no more|not get)\b"
    ),
    "zh": re.compile(
        r"(?:统一|商量好?|约好|说好|讲好|定死|议定|串通)[^。,;]{0,8}(?:定价|价钱|价格|卖价|最低价|不许降价|不准降价|谁也不许降)"
        r"|谁[^。,;]{0,4}(?:低于|降价)[^。;]{0,14}(?:就|罚|不给|断)"
    ),
}
# Who sets the prices of his own shop, or of those who deliver to him, agrees with nobody.
_OF_ONE = re.compile(r"合作社|社里|公司|厂里|平台|不商量|\bco-?op|\bcompany|\bplatform|\bnever on prices")


def find_uncovered(text: str, goods: Sequence[Good], library: Library, *, language: Language) -> tuple[ToldMatter, ...]:
    """Return what a description tells of which the library holds no rules, each topic once; often nothing."""
    told_in = detect_language(text)
    if told_in is None:
        return ()
    story = read_story(text)
    heard = story.matters() if story else None
    topics: dict[SectionKey, str] = {}
    for topic, words in _topics(text, goods, told_in, heard):
        if topic in library.boundaries:
            topics.setdefault(topic, words)
    replies = [ToldMatter(words, (), 1.0, _reply(library, topic, language)) for topic, words in topics.items()]
    return (*replies, *_price_pacts(text, told_in, language, heard))


def _topics(
    text: str, goods: Sequence[Good], language: Language, heard: Heard | None
) -> Iterator[tuple[SectionKey, str]]:
    """Yield the boundary topics that a description touches, with its words; goods that it names come last."""
    for name, matter in (heard or {}).items():
        if name in _HEARD:
            yield _HEARD[name], _words(text, matter)
    for topic, pattern in _IN_WORDS if heard is None else ():
        for segment in split_segments(text, language):
            if pattern.search(segment.plain):
                yield topic, _words(text, segment)
                break
    for good in goods:
        if good.kind in ("craft", "manufactured", None) and _SPECIAL_GOODS.search(fold(good.name)):
            yield _GOODS, text[good.start : good.end]
            return


def _words(text: str, place: Segment | HeardMatter) -> str:
    return " ".join(text[place.start : place.end].split())


def _reply(library: Library, topic: SectionKey, language: Language) -> str:
    told = split_sentences(library.boundary(topic, language)[1].text)[:_REPLY_SENTENCES]
    return ("" if language == "zh" else " ").join(told)


def _price_pacts(text: str, told_in: Language, language: Language, heard: Heard | None) -> Iterator[ToldMatter]:
    for segment in split_segments(text, told_in):
        if heard is None:
            is_pact = _PRICE_PACT[told_in].search(segment.plain) is not None
        else:
            is_pact = "price_pact" in heard and heard["price_pact"].start == segment.start
        if is_pact and not _OF_ONE.search(segment.plain):
            yield ToldMatter(_words(text, segment), (), 1.0, WORDS["price_pact"].in_language(language))
            return
