"""What a description says in so many words is found in clauses that tell something of today."""

import pytest

from assistant.outright import said_facts, said_platforms, said_stage, said_units
from assistant.told_sentences import split_told


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("We have sold plums on Taobao since 2016.", "running"),
        ("我2015年开的淘宝店。", "running"),
        ("We began on Kuaishou last month.", "starting"),
        ("上个月刚在快手开张。", "starting"),
        ("I have not opened a shop yet.", "planning"),
        ("我想上网卖，还没开店。", "planning"),
        ("The cooperative was registered in 2016.", None),
        ("我们2016年注册的公司。", None),
        ("I have never sold online. Our Taobao shop opened in 2016.", None),
    ],
)
def test_the_stage_is_told_by_when_selling_began(text: str, stage: str | None) -> None:
    said = said_stage(split_told(text))
    assert (said.value if said else None) == stage


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("We sell on JD and Tmall.", "several"),
        ("抖音和拼多多都有店。", "several"),
        ("We sell on WeChat only.", "one"),
        ("Some neighbours already sell rice on Douyin.", None),
        ("有几家邻居已经在抖音卖米了。", None),
        ("I want to sell on Douyin.", None),
        ("We don't have a Taobao shop.", None),
        ("淘宝还没开。", None),
        ("我们没在淘宝开店。", None),
        ("We do not only sell on Taobao.", "one"),
        ("We have no staff but a Taobao shop.", "one"),
        ("我家的货差不多都在淘宝卖。", "one"),
        ("我们不光在淘宝卖。", "one"),
        ("我们的淘宝店没有差评。", "one"),
        ("拼多多不做推广，卖得也行。", "one"),
    ],
)
def test_only_the_clients_own_platforms_count(text: str, platforms: str | None) -> None:
    said = said_platforms(split_told(text))
    assert (said.value if said else None) == platforms


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Profit has hardly moved.", "profit=stable"),
        ("利润基本没动。", "profit=stable"),
        ("Our profit is half of what it was.", "profit=falling"),
        ("有人三十五就出。", "price_cutting=yes"),
        ("Nobody here cuts prices.", "price_cutting=no"),
        ("The surplus goes by the weight of fruit each delivers.", "gain_sharing=by_contribution"),
        ("县里有二十多家小作坊给我们做配件。", "partner_weight=unlike"),
    ],
)
def test_a_fact_is_said_in_so_many_words(text: str, label: str) -> None:
    assert label in {f"{one.fact}={one.value}" for one in said_facts(split_told(text))}


@pytest.mark.parametrize(
    "text", ["Should we split the profit equally?", "We would share everything equally.", "听说他们互相压价。"]
)
def test_what_is_asked_thought_of_or_heard_is_not_said(text: str) -> None:
    assert said_facts(split_told(text)) == ()


def test_who_serves_packs_buys_and_supports_is_named() -> None:
    text = "Couriers come at five. Boxes are from Kunshan. A hotel has a standing order. The county bureau paid for it."
    said = said_units(split_told(text))
    assert {unit: one.value for unit, one in said.items()} == dict.fromkeys(
        ("service_units", "auxiliary_units", "consumer_units", "support_units"), "told"
    )
    assert "bureau paid" in text[said["support_units"].start : said["support_units"].end]


def test_a_text_in_another_language_says_nothing() -> None:
    assert said_facts(split_told("")) == () and said_units(split_told("12 34")) == {}
