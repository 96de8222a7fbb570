"""What is sold: several goods, each with its form, and never what is planned, kept, denied or only material."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.datatypes import Language
from assistant.goods_names import KIND_OF_FORM, Good, keeps, load_forms, load_generic, of_kind
from assistant.goods_sold import find_goods, is_cut_short

SELLERS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "sellers.jsonl").read_text(encoding="utf-8").splitlines()
]


def told(text: str, language: Language) -> dict[str, str | None]:
    return {good.name: good.form for good in find_goods(text, language) if not good.guessed}


@pytest.mark.parametrize("seller", SELLERS, ids=lambda seller: seller["text"][:24])
def test_every_product_of_a_seller_is_found_with_its_form(seller: dict[str, Any]) -> None:
    assert told(seller["text"], seller["language"]) == seller["goods"]


@pytest.mark.parametrize(
    ("language", "text", "goods"),
    [
        ("zh", "我在快手卖地瓜干和自家熬的梨膏。", {"地瓜干": "dried", "梨膏": "processed"}),
        ("zh", "家家都会腌萝卜，我家腌萝卜卖得最好。", {"腌萝卜": "processed"}),
        ("zh", "我卖晒干的笋，想做仓库。", {"晒干的笋": "dried"}),
        ("zh", "我家种芒果，芒果干邻居在卖。", {"芒果": "fresh"}),
        ("zh", "我给云南的核桃厂接单，在网上卖核桃。", {"核桃": "keeping"}),
        ("zh", "我们村在山里，家家种猕猴桃，十几家都在淘宝卖猕猴桃。", {"猕猴桃": "fresh"}),
        ("zh", "合作社收购社员的苹果，统一包装发货。", {"苹果": "fresh"}),
        ("zh", "我在平台上卖东西，一年几万块。", {}),
        ("zh", "我家开袜厂二十年，去年转内销。", {"袜": "manufactured"}),
        ("zh", "一年打几百斤蜂蜜。", {"蜂蜜": "between"}),
        ("en", "I grow plums, and the dried plums go online.", {"dried plums": "dried"}),
        ("en", "We keep the books of our shop and the tools in the shed.", {}),
        ("en", "We want to build a cold store for our cherries, which we sell on JD.", {"cherries": "fresh"}),
        ("en", "I sell apples and my wife makes apple jam and apple vinegar.",
         {"apples": "fresh", "apple jam": "processed", "apple vinegar": "processed"}),
        ("en", "I grow about thirty mu of navel oranges.", {"navel oranges": "fresh"}),
        ("en", "We livestream my mother's chilli sauce every night.", {"chilli sauce": "processed"}),
        ("en", "I make nothing myself. I take orders for school bags.", {"school bags": "manufactured"}),
        ("en", "We sell online and want to grow fast.", {}),
        ("en", "I have six mu of Sichuan pepper.", {"Sichuan pepper": "between"}),
        ("en", "We made wooden clogs for Japan and now sell pet beds.", {"pet beds": "manufactured"}),
    ],
)  # fmt: skip
def test_the_whole_name_counts_where_it_is_sold_grown_or_made(
    language: Language, text: str, goods: dict[str, str]
) -> None:
    assert told(text, language) == goods


@pytest.mark.parametrize(
    ("language", "text", "planned"),
    [
        ("zh", "我家种李子，想做李子酱卖。", "李子酱"),
        ("en", "I sell plums and would like to make plum jam.", "plum jam"),
    ],
)
def test_what_is_only_thought_of_comes_last_and_is_marked(language: Language, text: str, planned: str) -> None:
    goods = find_goods(text, language)
    assert [(good.name, good.planned) for good in goods][-1] == (planned, True) and not goods[0].planned


@pytest.mark.parametrize(
    ("language", "text", "never"),
    [
        ("zh", "我卖豆豉，家里的白菜自己吃。", "白菜"),
        ("zh", "我不种西瓜了，改卖豆豉。", "西瓜"),
        ("zh", "酱用外省的辣椒做，我在抖音卖豆豉。", "辣椒"),
        ("en", "I sell pickles; the cabbage we grow is for ourselves.", "cabbage"),
        ("en", "We never grew rice, we sell baskets.", "rice"),
        ("en", "I sell baskets from willow and eat rice.", "rice"),
    ],
)
def test_what_is_kept_denied_or_material_is_not_sold(language: Language, text: str, never: str) -> None:
    assert never not in told(text, language)


def test_a_product_that_is_only_named_is_a_guess_and_words_without_any_give_none() -> None:
    assert [good.guessed for good in find_goods("天气好。这里的樱桃很红。", "zh")] == [True]
    assert find_goods("", "zh") == find_goods("We are well.", "en") == ()


def test_places_are_those_of_the_text() -> None:
    for seller in SELLERS:
        for good in find_goods(seller["text"], seller["language"]):
            assert seller["text"][good.start : good.end]


def test_what_differs_in_keeping_is_told_apart() -> None:
    assert keeps([Good("李子", "fresh", 0, 2)]) == "no"
    assert keeps([Good("李子", "fresh", 0, 2), Good("大蒜", "storing", 3, 5)]) == "?+no"


def test_goods_of_a_kind_that_was_given_take_its_form() -> None:
    assert of_kind([Good("草席", "craft", 0, 2)], "fresh")[0].form == "fresh"
    assert of_kind([Good("核桃", "keeping", 0, 2)], "fresh")[0].form == "keeping"


@pytest.mark.parametrize(
    ("name", "text", "language", "short"),
    [
        ("芒果", "我卖芒果干", "zh", True),
        ("萝卜", "卖腌萝卜", "zh", True),
        ("芒果", "种芒果，卖芒果干", "zh", False),
        ("pear", "I sell pear juice.", "en", True),
        ("pears", "We sell pears.", "en", False),
    ],
)
def test_a_name_cut_out_of_what_is_made_of_it_is_noticed(name: str, text: str, language: Language, short: bool) -> None:
    assert is_cut_short(name, text, language) is short


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lists_hold_names_of_every_form(language: Language) -> None:
    forms = load_forms(language)
    assert set(KIND_OF_FORM) - {"dried"} <= set(forms.values()) and load_generic(language) & set(forms)
