"""What a description says outright counts, and words that deny a fact do not tell it."""

from dataclasses import replace

import pytest

from assistant.fact_clauses import Clause
from assistant.plain_facts import put_right
from assistant.profile_reading import Evidence, Reading
from assistant.typology import Profile


def reading(text: str, **facts: tuple[str, str]) -> Reading:
    """Return a reading in which each fact has a value and was read from words of the text."""
    evidence = tuple(
        Evidence(fact, value, words, text.index(words), text.index(words) + len(words))
        for fact, (value, words) in facts.items()
    )
    return Reading(Profile(**{fact: value for fact, (value, _) in facts.items()}), evidence)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("I have never sold anything online.", "stage", "planning"),
        ("I have never sold anything online.", "sells_own_goods_online", "no"),
        ("养了十年鸭，没开过网店。", "stage", "planning"),
        ("I am alone with my goats.", "partners", "none"),
        ("我一个人养羊。", "partners", "none"),
        ("In winter the money is divided by head.", "gain_sharing", "equal"),
        ("到年底还是按户平分。", "gain_sharing", "equal"),
        ("The big farms bring most of the plums, the small ones the rest.", "partner_weight", "unlike"),
        ("大户交得多，小户交得少。", "partner_weight", "unlike"),
        ("Our platform contracts with 90 families.", "platform_organises_producers", "yes"),
        ("我们做平台，跟农户签了订单。", "platform_organises_producers", "yes"),
        ("We do not grow anything ourselves.", "makes_own_goods", "no"),
        ("公司自己不种地。", "makes_own_goods", "no"),
        ("我们跟五百多户农户签了订单。", "partners", "many"),
        ("We contract with around 400 families.", "partners", "many"),
        ("We have no trademark.", "own_brand", "no"),
        ("新款一出就被仿出来。", "easily_copied", "yes"),
        ("We sell plums on Taobao and Douyin.", "platforms", "several"),
        ("我们在淘宝和抖音开店。", "platforms", "several"),
        ("We sell plums through Tmall.", "sells_own_goods_online", "yes"),
        ("Sales grew last year.", "online_scale", "rising"),
        ("网上销量又涨了。", "online_scale", "rising"),
    ],
)
def test_what_is_said_outright_is_told_in_the_texts_own_words(text: str, fact: str, value: str) -> None:
    right = put_right(text, Reading(Profile()))
    assert getattr(right.profile, fact) == value
    found = next(one for one in right.evidence if one.fact == fact)
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize("text", ["年底不按户平分。", "My uncle has never sold plums online.", "别人一个人干不了。"])
def test_what_is_denied_or_said_of_others_is_not_told_outright(text: str) -> None:
    assert put_right(text, Reading(Profile())).profile.known() == {}


def test_an_advice_to_sell_is_no_selling() -> None:
    text = "My niece says I should sell it on the phone."
    right = put_right(text, reading(text, sells_own_goods_online=("yes", "I should sell it on the phone")))
    assert (right.profile.known(), right.evidence) == ({}, ())


def test_a_fact_moves_to_the_clause_that_speaks_of_it() -> None:
    text = "一年打一千来斤，以前都是卖给熟人。"
    right = put_right(text, reading(text, makes_own_goods=("yes", "以前都是卖给熟人")))
    assert right.profile.makes_own_goods == "yes" and right.evidence[0].words == "一年打一千来斤"


def test_a_fact_of_which_no_words_speak_is_left_open() -> None:
    text = "社里一百零三户。"
    right = put_right(text, reading(text, sells_own_goods_online=("yes", "一百零三户")))
    assert right.profile.sells_own_goods_online is None and right.evidence == ()


def test_a_sentence_that_says_a_fact_very_clearly_needs_none_of_its_words() -> None:
    text = "社里一百零三户。"
    told = reading(text, sells_own_goods_online=("yes", "一百零三户"))
    surely = replace(told, clauses={"sells_own_goods_online": (Clause(0, len(text), 0.6),)})
    hardly = replace(told, clauses={"sells_own_goods_online": (Clause(0, len(text), 0.2),)})
    assert put_right(text, surely).profile.sells_own_goods_online == "yes"
    assert put_right(text, hardly).profile.sells_own_goods_online is None


def test_the_clearest_clause_that_speaks_of_the_matter_is_quoted() -> None:
    text = "大嫂一天五十块，有人三十五就出。"
    clauses = (Clause(0, 7, 0.4), Clause(8, 15, 0.3))
    told = replace(reading(text, price_cutting=("yes", text[:7])), clauses={"price_cutting": clauses})
    assert put_right(text, told).evidence[0].words == "有人三十五就出"


def test_nobody_who_fills_a_function_is_a_fact_and_who_does_is_none() -> None:
    right = put_right("快递不进村。包装设计请的西安一家公司。", Reading(Profile()))
    assert right.profile.known() == {"service_units": "none"}


def test_what_is_said_outright_goes_before_the_reading_and_nobody_began_what_has_not_begun() -> None:
    text = "We live in the hills. I have never sold anything online. All is shared by hand and divided equally."
    read = reading(text, gain_sharing=("by_contribution", "by hand"), started_by=("farmer", "in the hills"))
    right = put_right(text, read)
    assert right.profile.gain_sharing == "equal" and right.profile.started_by is None


def test_a_fact_without_words_stays() -> None:
    kept = Reading(Profile(partners="many"))
    assert put_right("王二来了。", kept).profile.partners == "many"


@pytest.mark.parametrize("text", ["Nobody copies us, the glaze is ours.", "我们的釉没人仿得出来，照着抄也抄不来。"])
def test_what_nobody_copies_is_not_easily_copied(text: str) -> None:
    read = put_right(text, reading(text, easily_copied=("yes", text.split(",")[0].split("，")[0])))
    assert read.profile.easily_copied is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We sell vases on Taobao.", "one"),
        ("我在拼多多卖蒜。", "one"),
        ("We sell vases on Taobao and two other platforms.", "several"),
        ("我在拼多多卖蒜，抖音也卖。", "several"),
    ],
)
def test_who_names_one_platform_does_not_sell_on_several(text: str, value: str | None) -> None:
    assert put_right(text, reading(text, platforms=("several", text))).profile.platforms == value
