"""Goods as the story model hears them."""

from types import SimpleNamespace

import pytest

import assistant.heard_goods
from assistant.heard_goods import hear_goods
from assistant.story_reading import HeardGoods


def heard_in(text: str, name: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return the goods of a text of which the model is sure of one name, each with the words at its place."""
    start = text.index(name)
    goods = (HeardGoods(name, "fresh", start, start + len(name), 0.97),)
    monkeypatch.setattr(assistant.heard_goods, "read_story", lambda _: SimpleNamespace(goods=lambda: goods))
    language = "en" if text.isascii() else "zh"
    return [(good.name, text[good.start : good.end]) for good in hear_goods(text, language)]


@pytest.mark.parametrize(
    ("text", "name", "goods"),
    [
        ("我在攀枝花做芒果种植。", "芒果种植", "芒果"),
        ("俺家养滩羊。", "养滩羊", "滩羊"),
        ("我卖种子。", "种子", "种子"),
        ("我家种茶。", "种茶", "种茶"),
    ],
)
def test_what_is_done_with_goods_is_no_part_of_their_name(
    text: str, name: str, goods: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert heard_in(text, name, monkeypatch) == [(goods, goods)]


def test_english_goods_are_told_in_whole_words_without_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    goods = heard_in("We sell the yellow peaches.", "the yellow peach", monkeypatch)
    assert goods == [("yellow peaches", "yellow peaches")]
