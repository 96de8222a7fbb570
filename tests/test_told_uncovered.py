"""What is told of which the library holds no rules: goods with rules of their own, rooms, agreements on prices."""

from pathlib import Path

import pytest

from assistant.datatypes import Language
from assistant.draft_wording import WORDS
from assistant.goods_sold import find_goods
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.settings import Settings
from assistant.told_uncovered import find_uncovered

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))


def replies(text: str, language: Language) -> list[str]:
    found = find_uncovered(text, find_goods(text, language), LIBRARY, language=language)
    assert all(matter.words in " ".join(text.split()) and not matter.lines for matter in found)
    return [matter.reply for matter in found]


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("我们厂做木制玩具，在天猫卖。", "zh", "玩具"),
        ("平台说我们一款积木没有3C标志，下架了。", "zh", "玩具"),
        ("I knit hats and baby blankets at home.", "en", "toys"),
        ("We run a guesthouse with four rooms.", "en", "homestays"),
        ("我在村里开了家民宿，六间房。", "zh", "民宿"),
    ],
)
def test_the_boundary_topic_of_such_goods_replies(text: str, language: Language, says: str) -> None:
    (reply,) = replies(text, language)
    assert says in reply


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("几个大户商量好统一定价，谁低于四十五就不供菌棒。", "zh"),
        ("The growers agreed on one price, and whoever sells below it is cut off.", "en"),
    ],
)
def test_an_agreement_on_prices_is_told_whom_to_ask(text: str, language: Language) -> None:
    assert replies(text, language) == [WORDS["price_pact"].in_language(language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("合作社统一定价，卖社员交来的梨。", "zh"),
        ("我家种苹果，在网上卖自家的苹果。", "zh"),
        ("We agreed with the courier on a price per parcel and sell apples.", "en"),
        ("I weave baskets and sell them.", "en"),
    ],
)
def test_who_sets_his_own_prices_or_sells_other_goods_is_told_nothing(text: str, language: Language) -> None:
    assert replies(text, language) == []


def test_a_topic_is_told_once_and_a_text_in_a_third_language_tells_nothing() -> None:
    assert len(replies("我们卖木制玩具，也卖婴儿衣服，积木没有3C标志。", "zh")) == 1
    assert find_uncovered("Мы продаём игрушки.", (), LIBRARY, language="en") == ()
