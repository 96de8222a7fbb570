"""What a client tells of troubles, papers and people is noticed in both languages, and what he denies is not."""

import pytest

from assistant.client_troubles import TROUBLES
from assistant.client_words import find_marks


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("loss_on_way", "天一热路上死掉一两成。"),
        ("loss_on_way", "Breakages on the road cost us 8 percent, many boxes arrive broken."),
        ("season_gap", "We sell hardly anything then, almost nothing in summer."),
        ("claim", "有个顾客要我赔一千。"),
        ("claim", "He demanded ten times the price."),
        ("has_food_paper", "我们有小作坊登记。"),
        ("has_food_paper", "We have a small-workshop registration."),
        ("weak_label", "瓶子上只贴了手写的字条。"),
        ("unquarantined", "没有检疫票的也有。"),
        ("unquarantined", "Some of it has no quarantine paper."),
        ("invoice", "食堂要发票。"),
        ("price_pact", "几个大户商量统一定价。"),
        ("price_pact", "They agree on one price and want me in."),
        ("false_origin", "有人把外地的货掺进来。"),
        ("delisted", "平台把我们那款下架了。"),
        ("special_goods", "我们做木制玩具。"),
        ("rooms", "I run a guesthouse with four rooms."),
        ("plants", "我们卖多肉。"),
        ("sells_now", "We sell thirty parcels in a good week."),
        ("sells_now", "一个月卖三千块。"),
        ("begins", "我还没开店。"),
        ("also_own", "我家种柚子，也收别人的。"),
        ("outworkers", "二十多家小作坊给我们做配件，按件结算。"),
        ("paid_by_day", "The aunties get 50 yuan a day."),
        ("growers", "The firm contracts 140 households."),
        ("neighbours_join", "旁边几户也想跟着我们发货。"),
        ("neighbours_join", "Two neighbours want me to sell theirs as well."),
        ("late_pay", "A dealer owes us 38,000 yuan."),
        ("late_pay", "镇上的饭店还欠着我两万块。"),
        ("member_leaves", "One of them has threatened to leave."),
        ("helper_leaves", "开学我就走了。"),
        ("mill", "拉到镇上榨坊榨油。"),
        ("returns_often", "退货率有一成二。"),
        ("liquor", "We make rice wine."),
        ("each_sends_alone", "各家自己找快递，一单四块多。"),
        ("each_sends_alone", "Each of us sells alone."),
        ("idle_building", "村集体有个旧冷库空着。"),
        ("thinks_of_cooperative", "合作社值不值得办？"),
        ("thinks_of_cooperative", "Would a cooperative be right for us?"),
        ("wants_brand", "我想做大米品牌。"),
        ("by_capital", "盈余按入股的钱分。"),
        ("wild", "She sells wild mushrooms."),
        ("loss_on_way", "瓶盖涨开，到了顾客手里漏一半。"),
        ("price_pact", "都按统一价卖，不许谁低。"),
        ("member_leaves", "有几户说要自己开店。"),
        ("outworkers", "农家给我们糊风筝，按个算钱。"),
        ("claim", "A customer wants 5,000 yuan."),
    ],
)
def test_a_trouble_is_noticed(mark: str, text: str) -> None:
    assert find_marks(text)[mark] == "yes"


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("has_food_paper", "我没有小作坊登记。"),
        ("claim", "没人要我赔。"),
        ("weak_label", "We never use handwritten labels."),
        ("outworkers", "我们不计件。"),
        ("neighbours_join", "The neighbours sell the same."),
        ("buyer", "We sell tea."),
    ],
)
def test_what_is_denied_asked_or_not_told_is_not(mark: str, text: str) -> None:
    assert find_marks(text).get(mark, "no") == "no"


def test_an_everyday_story_sets_no_mark_of_trouble() -> None:
    marks = find_marks("我家种苹果，在网上卖了三年，买家都说好吃。")
    assert [name for name in TROUBLES if marks[name] == "yes"] == ["also_own"]
