"""The plan speaks of what the client told: papers, losses, claims, one buyer, the helper; and of nothing he has."""

from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Language
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft, DraftPart
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.settings import Settings
from assistant.steps import LAST_RESORT
from assistant.told_steps import ALL_STEPS
from assistant.typology import read_profile

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
DAY = date(2026, 11, 22)
RUNNING = {"stage": "running", "makes_own_goods": "yes"}


def draft(text: str, language: Language = "zh", day: date = DAY, **facts: str) -> Draft:
    return write_draft(Client("", read_profile(facts), text), LIBRARY, language=language, day=day)


def texts(made: Draft, part: DraftPart = "steps") -> list[str]:
    return [line.text for line in made.lines_of(part)]


def rules_of(made: Draft) -> set[str | None]:
    return {line.rule for line in made.lines_of("steps")}


def test_who_sells_home_made_food_already_is_not_told_what_to_do_before_selling() -> None:
    selling = draft("我在网上卖自己做的辣酱。", **RUNNING)
    planning = draft("我想在网上卖自己做的辣酱。", stage="planning", makes_own_goods="yes")
    assert texts(selling)[0].startswith("接着卖辣酱之前") and texts(planning)[0].startswith("开卖辣酱之前")


def test_who_has_the_paper_is_not_sent_for_it() -> None:
    made = draft("我有小作坊登记证，在网上卖自己做的辣酱。", **RUNNING)
    assert "S35" not in rules_of(made)


def test_who_has_his_seed_pressed_elsewhere_asks_the_mill() -> None:
    made = draft("我家有油茶林，茶籽拉到镇上榨坊榨，想卖茶油。", stage="planning")
    assert "S36" in rules_of(made) and any("镇上榨坊" in text for text in texts(made))


@pytest.mark.parametrize("text", ["我们有注册商标，卖竹篮。", "我们有商标，卖竹篮。"])
def test_who_has_a_mark_is_not_told_to_file_one(text: str) -> None:
    made = draft(text, own_brand="yes", easily_copied="yes", **RUNNING)
    assert not {"S60", "S5"} & rules_of(made) and {"S29", "S59"} <= rules_of(made)


def test_the_declaration_is_for_those_all_of_whose_goods_it_fits() -> None:
    farmer = draft("俺家种李子，没办执照，自己在网上卖。", **RUNNING)
    mixed = draft("俺家种李子，没办执照，在网上卖李子和自己熬的果酱。", **RUNNING)
    (step,) = [line for line in farmer.lines_of("steps") if line.rule == "S44"]
    assert "个人销售自产农副产品，依法不需要办理市场主体登记" in step.text and step.citations
    assert "S44" not in rules_of(mixed)


def test_an_equal_split_is_held_against_the_law_first() -> None:
    facts = {"started_by": "cooperative", "gain_sharing": "equal", "product_kind": "fresh"}
    made = draft("", "en", **facts)
    assert "article 44 (60% by trade)" in texts(made)[0] and "article 44" in texts(made, "summary")[1]


def test_the_one_big_buyer_is_named_in_steps_and_risks() -> None:
    text = "A noodle shop in Nanning takes half of the bean curd that I make."
    made = draft(text, "en", **RUNNING)
    assert any("the noodle shop in Nanning in writing" in told for told in texts(made))
    assert sum("the noodle shop in Nanning" in told for told in texts(made, "risks")) == 2


def test_losses_are_counted_by_who_sells_and_tried_out_by_who_begins() -> None:
    text = "桃子在路上坏了不少。"
    assert any("坏一件记一件" in told for told in texts(draft(text, **RUNNING)))
    begins = texts(draft(text, stage="planning"))
    assert any("寄十件桃子" in told for told in begins) and not any("坏一件" in told for told in begins)


@pytest.mark.parametrize(
    ("text", "first", "liability"),
    [
        ("收老乡家的腊肉来卖，没有检疫票的也有。", "没有检疫票的肉一律不收不卖", "15倍至30倍"),
        ("我直播卖蜂蜜，主播说能治病。", "治病防病的话今天全撤下", "罚10万至20万元"),
    ],
)
def test_what_may_not_be_sold_or_said_comes_first_with_its_price(text: str, first: str, liability: str) -> None:
    made = draft(text, stage="running")
    assert first in texts(made)[0] and any(liability in told for told in texts(made, "risks"))


def test_a_helper_is_named_and_a_beginner_gets_the_way_in() -> None:
    made = draft("女儿说可以帮我在网上弄个店。我家有蜂蜜。", stage="planning")
    (step,) = [line for line in made.lines_of("steps") if line.rule == "S1"]
    assert "跟你女儿一起" in step.text and {line.horizon for line in made.lines_of("steps")} >= {
        "0-3 months",
        "1-3 years",
    }


def test_who_counts_his_sales_is_not_told_to_open_a_shop() -> None:
    assert "S1" not in rules_of(draft("没办执照，一个月在抖音卖三千块的蜂蜜。"))


def test_goods_with_rules_of_their_own_are_said_to_have_them() -> None:
    toys = draft("我们厂做木制玩具。", started_by="firm")
    rooms = draft("I run a guesthouse.", "en", product_kind="service")
    assert any("玩具" in told and "没有" in told for told in texts(toys, "rules"))
    assert any("homestays" in told for told in texts(rooms, "rules"))
    assert not any("没有烟" in told for told in texts(draft("我们厂做雨伞。"), "rules"))


def test_supports_and_whom_to_ask_for_money_are_told_to_whoever_wants_them() -> None:
    for facts, wants in (
        ({}, False), ({"product_kind": "fresh"}, False), ({"stage": "running", "started_by": "returnee"}, False),
        ({"stage": "planning"}, True), ({"stage": "starting"}, True),
    ):  # fmt: skip
        made = draft("", "en", **facts)
        heads = [line.head for line in made.lines_of("rules") if line.head.startswith("Support")]
        assert heads == [] if not wants else 1 <= len(heads[:-1]) <= 2 and heads[-1] == "Support: money", facts


def test_a_month_above_the_limit_is_held_against_it() -> None:
    made = draft("我办了个体户执照，卖别人家做的腊肠，去年腊月卖了十二万。", makes_own_goods="no")
    assert any("十二万" in line.head and "全额" in line.text for line in made.lines_of("rules"))


def test_neighbours_goods_are_no_own_produce() -> None:
    made = draft("我家养小龙虾，没办执照，旁边几户也想跟着我们发货。", **RUNNING)
    told = [line.head for line in made.lines_of("rules") if "邻居" in line.head]
    assert len(told) == 2 and "S56" in rules_of(made)


def test_what_somebody_grows_beside_what_he_takes_in_stays_his_own() -> None:
    made = draft("我家种柚子，还收了隔壁村三十户的柚子一起卖，注册了有限公司。")
    tax = [(line.head, line.text) for line in made.lines_of("rules") if line.head.startswith("税")]
    assert any("自家种的那部分" in head and "免征" in text for head, text in tax)
    assert any("收来转卖" in text for _, text in tax)


def test_a_step_goes_with_the_law_that_it_rests_on() -> None:
    text, facts = "卖竹篮。", {"own_brand": "no", "stage": "running"}
    assert "S60" in rules_of(draft(text, **facts)) and "S60" not in rules_of(draft(text, day=date(2027, 2, 1), **facts))


def test_a_change_of_law_ahead_is_told_where_a_step_spans_it() -> None:
    told = texts(draft("卖竹篮。", own_brand="no", stage="running"), "rules")
    assert any("2027年1月1日起" in line for line in told)


def test_steps_of_the_last_resort_stand_alone() -> None:
    last = {step.id.split(".")[0] for step in ALL_STEPS if step.weight < LAST_RESORT}
    for text in ("卖竹篮。", "我家种李子，路上坏果多。", ""):
        found = rules_of(draft(text))
        assert not (found & last) or found <= last


def test_nothing_is_said_twice_of_goods_of_one_family() -> None:
    told = texts(draft("我家有油茶林，卖茶油，也卖油茶籽。"), "rules")
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("我们厂做木制玩具，在天猫卖。", "S71", "木制玩具有什么专门规定"),
        ("我家种桃，各家自己找快递，一单四块多。", "S72", "找两家快递按总量谈一个价"),
        ("我是村里的支书，各家卖桃，村集体有个旧冷库空着。", "S73", "交村民会议定"),
        ("我家种桃，合作社值不值得办？", "S74", "先合着卖一批货"),
        ("我们合作社种枸杞，盈余按入股的钱分。", "S28", "只按入股的钱分不合第44条"),
        ("我收老乡做的腊肉在微信卖。", "S38", "先看用的肉有没有检疫票"),
        ("我在微信卖别人家做的豆腐乳。", "S42", "食品经营许可"),
        ("我们合作社注册了，一直是个空壳，卖桃。", "S69", "连续两年不经营"),
        ("我开民宿，两个大姐来帮工，一天五十块。", "S53", "没客人怎么算"),
        ("公司给我们一件四十块，我们绣腰带。", "S75", "卖高了怎么分、图样归谁"),
        ("俺种黄芪，卖药材。", "S71", "当药材卖"),
        ("开学我就走了，店是我帮舅舅在淘宝弄的，卖蜂蜜。", "S58", "转到本人名下"),
    ],
)
def test_what_is_told_has_its_step(text: str, rule: str, words: str) -> None:
    made = draft(text, stage="running")
    assert any(line.rule == rule and words in line.text for line in made.lines_of("steps"))


def test_what_is_only_thought_of_comes_behind_what_is_sold() -> None:
    made = draft("我家种大蒜，在网上卖大蒜，路上坏了不少，还想做糖蒜卖。", **RUNNING)
    rules = [line.rule for line in made.lines_of("steps")]
    assert [good["planned"] for good in made.goods] == [False, True]
    assert rules.index("S33") < rules.index("S35")


def test_long_names_give_way_to_a_general_word() -> None:
    name = "handmade organic slow-dried northern mountain apple and pear and plum and apricot slices with honey"
    client = Client("", read_profile({"stage": "running"}), "", product=name)
    made = write_draft(client, LIBRARY, language="en", day=DAY)
    assert any("one order of goods" in text for text in texts(made))


def test_a_cooperative_of_equals_still_shares_by_trade() -> None:
    made = draft("", "en", started_by="cooperative", gain_sharing="equal", partner_weight="like", product_kind="fresh")
    assert not any("equally" in text or "share alike" in text for text in (*texts(made), *texts(made, "summary")))
    assert any("article 44" in text for text in texts(made, "summary")) and "S12" in rules_of(made)


def test_who_has_a_food_licence_is_not_told_what_selling_without_costs() -> None:
    made = draft("我们公司有生产许可证，做火锅底料，花椒从三百户收来的。", stage="running")
    assert "S42" not in rules_of(made) and not any("无证" in text for text in texts(made, "risks"))


def test_who_has_not_begun_writes_down_what_may_be_said() -> None:
    made = draft("俺想在网上卖蜂蜜，儿子说写能治病。", stage="planning")
    assert any("治病防病的话一句也不能说" in text for text in texts(made))
    assert not any("今天全撤下" in text for text in texts(made))
