"""What a client names is named in the steps: platforms, the big buyer, the helper, a month's sales."""

from types import SimpleNamespace

import pytest

from assistant.client_particulars import GENERAL, find_particulars
from assistant.datatypes import Language


@pytest.mark.parametrize(
    ("text", "language", "name", "told"),
    [
        ("We sell on Tmall and on Douyin.", "en", "platform", "Tmall and Douyin"),
        ("先在拼多多，后来上抖音。", "zh", "platform", "拼多多、抖音"),
        ("One tea chain in Hangzhou takes 60 percent of that.", "en", "buyer", "the tea chain in Hangzhou"),
        ("一家团购平台每年拿走我们四成的货。", "zh", "buyer", "团购平台"),
        ("My niece puts the photos on Xiaohongshu.", "en", "helper", "your niece"),
        ("儿媳说帮我开个店，她会拍照。", "zh", "helper", "你儿媳"),
        ("捡了茶籽拉到镇上榨坊榨油。", "zh", "mill", "镇上榨坊"),
        ("去年腊月卖了大概四千斤，十二万左右。", "zh", "month_sales", "十二万"),
        ("We sell for 150,000 yuan a month.", "en", "month_sales", "150,000 yuan"),
    ],
)  # fmt: skip
def test_it_is_called_as_the_client_calls_it(text: str, language: Language, name: str, told: str) -> None:
    assert find_particulars(text, language).named[name] == told


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("A restaurant bought from us once. Half of the jars broke.", "en", "buyer"),
        ("The biggest members deliver 60 percent of the fruit to the company.", "en", "buyer"),
        ("食堂问过一次，推广费占了四成。", "zh", "buyer"),
        ("去年注册了公司，我占六成，弟弟占四成。", "zh", "buyer"),
        ("We don't have a Taobao shop.", "en", "platform"),
        ("Our neighbours sell on JD.", "en", "platform"),
        ("淘宝还没开。", "zh", "platform"),
        ("我儿子在外头打工不回来。", "zh", "helper"),
        ("一个月卖三万块。", "zh", "month_sales"),
    ],
)
def test_what_is_not_told_so_is_not_named(text: str, language: Language, name: str) -> None:
    assert name not in find_particulars(text, language).named


def test_what_is_not_named_has_a_general_word() -> None:
    words = find_particulars("We grow pears.", "en").in_language("en")
    assert words == {name: wording.en for name, wording in GENERAL.items()}
    assert set(find_particulars("", "zh").marks().values()) == {"no"}


def test_a_large_share_is_no_buyers_where_the_story_tells_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A factory in Lu'an takes half of my orders for down."
    assert "buyer" in find_particulars(text, "en").named
    story = SimpleNamespace(sure_of=lambda _: 0.05)
    monkeypatch.setattr("assistant.client_particulars.read_story", lambda _: story)
    assert "buyer" not in find_particulars(text, "en").named
