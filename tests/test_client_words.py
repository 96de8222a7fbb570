"""What a client's own words mention beside the facts."""

from types import SimpleNamespace

import pytest

from assistant.client_words import find_marks, unsure_marks


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


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("卖的是六七户婶婶做的豆豉", "made_by_households"),
        ("I buy them dried from five households.", "made_by_households"),
        ("我们有注册过的商标", "registered_mark"),
        ("Our trademark is registered.", "registered_mark"),
        ("发来的货发霉了", "spoiled"),
        ("Half a box was mouldy.", "spoiled"),
    ],
)
def test_what_rules_hang_on_is_noticed(text: str, mark: str) -> None:
    assert find_marks(text)[mark] == "yes" and find_marks("我们没有注册商标。")[mark] == "no"


def test_a_text_without_any_of_it_sets_no_mark() -> None:
    assert set(find_marks("").values()) == {"no"}


@pytest.mark.parametrize(
    ("text", "sure", "mark", "is_unsure"),
    [
        ("淘宝把链接下架了。", 0.1, "no", True),
        ("淘宝把链接下架了。", 0.3, "?", True),
        ("淘宝把链接下架了。", 0.4, "yes", True),
        ("那一页找不到了。", 0.4, "?", True),
        ("那一页找不到了。", 0.7, "yes", True),
        ("那一页找不到了。", 0.9, "yes", False),
    ],
)
def test_what_a_story_tells_counts_by_how_probable_it_is(
    text: str, sure: float, mark: str, is_unsure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = SimpleNamespace(sure_of=lambda matter: sure if matter == "delisted" else None)
    monkeypatch.setattr("assistant.client_words.read_story", lambda _: story)
    assert find_marks(text)["delisted"] == mark
    assert unsure_marks(text) == ({"delisted"} if is_unsure else set())
