"""What a client's own words add: the product, its kind, and what else is mentioned."""

import pytest

from assistant.client_words import find_keeping, find_kind, find_marks, find_product
from assistant.datatypes import Language


@pytest.mark.parametrize(
    ("language", "text", "product"),
    [
        ("zh", "我们村在山里，家家种猕猴桃，十几家都在淘宝卖猕猴桃。", "猕猴桃"),
        ("zh", "合作社收购社员的苹果，统一包装发货。", "苹果"),
        ("zh", "我想在网上卖自家鸡下的土鸡蛋，还没开店。", "土鸡蛋"),
        ("zh", "我在平台上卖东西，一年几万块。", None),
        ("en", "I grow about thirty mu of navel oranges.", "navel oranges"),
        ("en", "We livestream my mother's chilli sauce every night.", "chilli sauce"),
        ("en", "I make nothing myself. I take orders for school bags.", "school bags"),
        ("en", "We sell online and want to grow fast.", None),
        ("zh", "我家开袜厂二十年，去年转内销。", "袜"),
        ("zh", "一年打几百斤蜂蜜。", "蜂蜜"),
        ("en", "I have six mu of Sichuan pepper.", "Sichuan pepper"),
        ("en", "We made wooden clogs for Japan and now sell pet beds.", "pet beds"),
    ],
)
def test_the_product_is_called_as_the_client_calls_it(language: Language, text: str, product: str | None) -> None:
    assert find_product(text, language) == product


@pytest.mark.parametrize(
    ("language", "product", "kind"),
    [
        ("zh", "苹果", "fresh"),
        ("zh", "苹果醋", "processed_food"),
        ("zh", "竹编篮子", "craft"),
        ("zh", "演出服装", "manufactured"),
        ("en", "apple vinegar", "processed_food"),
        ("en", "stage costumes", "manufactured"),
        ("en", "strawberries", "fresh"),
        ("en", "gadgets", None),
    ],
)
def test_the_last_word_of_a_name_tells_the_kind(language: Language, product: str, kind: str | None) -> None:
    assert find_kind(product, language) == kind


def test_what_is_denied_is_not_mentioned() -> None:
    assert find_marks("我们从不直播")["livestream"] == "no"
    assert find_marks("We do not livestream.")["livestream"] == "no"
    assert find_marks("我每晚直播")["livestream"] == "yes"


@pytest.mark.parametrize("text", ["我收邻居的橙子来卖", "I buy oranges from my neighbours"])
def test_bought_in_goods_are_noticed(text: str) -> None:
    assert find_marks(text)["bought_in"] == "yes"


@pytest.mark.parametrize("text", ["我们跟三百户农户签了订单", "We contract with 90 farming families"])
def test_what_contracted_growers_bring_is_bought_in(text: str) -> None:
    assert find_marks(text)["bought_in"] == "yes"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("我是邻县一个村的支书。", "is_village"),
        ("I am the secretary of a village.", "is_village"),
        ("我们是县里的一家公司。", "is_firm"),
        ("我家在镇上开伞厂。", "is_firm"),
        ("We run a trading company.", "is_firm"),
    ],
)
def test_it_is_noticed_for_whom_the_client_speaks(text: str, mark: str) -> None:
    marks = find_marks(text)
    assert marks[mark] == "yes" and [marks["is_village"], marks["is_firm"]].count("yes") == 1


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("合作社是个空壳。", "idle_cooperative"),
        ("There is a co-op on paper.", "idle_cooperative"),
        ("快递要自己送到镇上。", "far_courier"),
        ("The courier does not come up here.", "far_courier"),
    ],
)
def test_an_idle_cooperative_and_a_far_courier_are_noticed(text: str, mark: str) -> None:
    assert find_marks(text)[mark] == "yes" and find_marks("合作社很忙，快递进村。")[mark] == "no"


def test_what_keeps_is_told_from_what_spoils() -> None:
    assert [find_keeping(name, "zh") for name in ("核桃", "樱桃", None)] == ["yes", "no", "?"]
    assert [find_keeping(name, "en") for name in ("walnuts", "plums")] == ["yes", "no"]
    assert find_keeping("plums", "en", "We dry plums.") == find_keeping("香菇", "zh", "我家晒香菇。") == "yes"


def test_a_text_without_any_of_it_sets_no_mark() -> None:
    assert set(find_marks("").values()) == {"no"}
