"""The readings of the paper that domain.md adopts, V7 to V20, as the classifier applies them."""

from itertools import product

import pytest

from assistant.typology import UNCLEAR, Profile, classify
from assistant.typology_profile import FACT_VALUES

MEANS = ("can_expand_both_ways", "can_widen_range", "can_enlarge_production")
INTEGRATION = dict(online_scale="rising", profit="falling", **dict.fromkeys(MEANS, "yes"))


def labels(**facts):
    result = classify(Profile(**facts))
    return {name: getattr(result, name).label for name in ("origin", "base", "role", "target_mode")}


def level(risk, **facts):
    return next(found.level for found in classify(Profile(**facts)).risks if found.label == risk)


def measures(**facts):
    return [measure.label for measure in classify(Profile(**facts)).measures]


def test_v1_no_earlier_industry_is_needed_for_a_characteristic_industry():
    assert labels(resource_dependence="little", prior_industry="no")["base"] == "characteristic_industry"


def test_v2_a_business_that_is_symbiosis_today_still_gets_a_target_mode():
    assert labels(links_chain="yes", partner_weight="unlike") | {} == {
        "origin": UNCLEAR, "base": UNCLEAR, "role": "symbiosis", "target_mode": "asymmetric",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "role"),
    [
        ({"makes_own_goods": "yes", "sells_own_goods_online": "yes"}, "self_produced_self_sold"),
        ({"sells_to_order_for_others": "yes"}, "merchants_plus_orders"),
        ({"makes_own_goods": "no", "sells_own_goods_online": "yes"}, "merchants_plus_orders"),
        ({"platform_organises_producers": "yes", "makes_own_goods": "yes"}, "platform_plus_production"),
        ({"links_chain": "yes", "makes_own_goods": "yes", "sells_own_goods_online": "yes"}, "symbiosis"),
        ({"makes_own_goods": "yes", "sells_own_goods_online": "yes", "sells_to_order_for_others": "yes"}, UNCLEAR),
        ({"makes_own_goods": "yes"}, UNCLEAR),
    ],
)
def test_v3_the_roles_follow_the_plain_sense_of_their_names(facts, role):
    assert labels(**facts)["role"] == role


def test_v3_the_explanation_says_that_the_definition_is_an_interpretation():
    role = classify(Profile(makes_own_goods="yes", sells_own_goods_online="yes")).role
    assert "our reading" in role.reasons[0].en
    assert "我们的理解" in role.reasons[0].zh


def test_v4_homogeneity_in_a_managed_system_is_a_resource_and_both_sides_are_told():
    assert level("homogeneity", neighbours_sell_same="yes") == "high"
    assert level("homogeneity", neighbours_sell_same="yes", links_chain="yes") == "low"
    for facts in ({}, {"links_chain": "yes"}, {"price_cutting": "yes"}):
        risk = classify(Profile(neighbours_sell_same="yes", **facts)).risks[1]
        assert "raise output" in risk.reasons[0].en
        assert "提高产出" in risk.reasons[0].zh


def test_v5_the_low_threshold_is_a_reason_to_start_and_rising_fees_a_risk():
    assert measures(stage="planning")[0] == "start_on_platforms"
    assert level("platform_costs", fees_eat_margin="yes") == "high"


def test_v7_an_industry_that_lost_its_market_wins_over_farmers_who_saw_a_chance():
    for starter, followed in product(FACT_VALUES["started_by"], FACT_VALUES["others_followed"]):
        facts = {
            "prior_industry": "yes",
            "traditional_market_lost": "yes",
            "started_by": starter,
            "others_followed": followed,
        }
        assert labels(**facts)["origin"] == "industrial_reengineering"


def test_v8_villagers_who_start_another_trade_are_self_organization():
    for kind in FACT_VALUES["product_kind"]:
        assert labels(started_by="farmer", product_kind=kind)["origin"] == "self_organization"


def test_v9_integration_needs_each_of_its_conditions():
    assert labels(**INTEGRATION)["target_mode"] == "integration"
    for fact in INTEGRATION:
        for value in (None, *FACT_VALUES[fact]):
            if value != INTEGRATION[fact]:
                assert labels(**INTEGRATION | {fact: value})["target_mode"] != "integration"


def test_v9_integration_wins_over_how_the_partners_weigh():
    for weight in FACT_VALUES["partner_weight"]:
        assert labels(**INTEGRATION, partner_weight=weight)["target_mode"] == "integration"


@pytest.mark.parametrize(
    ("facts", "mode"),
    [
        ({"partner_weight": "like"}, "symmetric"),
        ({"gain_sharing": "equal"}, "symmetric"),
        ({"partner_weight": "unlike"}, "asymmetric"),
        ({"gain_sharing": "by_contribution"}, "asymmetric"),
        ({"partner_weight": "like", "gain_sharing": "by_contribution"}, UNCLEAR),
    ],
)
def test_v10_symmetric_is_equal_rights_and_asymmetric_is_shares_by_contribution(facts, mode):
    assert labels(**facts)["target_mode"] == mode


@pytest.mark.parametrize("facts", [{"partners": "none"}, {"stage": "planning"}, {"stage": "starting"}])
def test_v11_a_lone_beginner_is_not_ready_and_starts_on_a_platform(facts):
    assert labels(**facts)["target_mode"] == "not_ready"
    if "stage" in facts:
        assert "start_on_platforms" in measures(**facts)


def test_v16_tiers_of_enterprises_are_for_the_asymmetric_mode():
    assert labels(enterprise_level="leader", partners="many")["target_mode"] == "asymmetric"
    assert "tiered_coverage" in measures(enterprise_level="leader")


def test_v19_local_material_worked_up_by_craft_is_resource_based_and_half_and_half_open():
    assert labels(product_kind="craft", resource_dependence="mostly")["base"] == "resource_based"
    assert labels(product_kind="craft", resource_dependence="little")["base"] == "characteristic_industry"
    for kind in (None, *FACT_VALUES["product_kind"]):
        assert labels(product_kind=kind, resource_dependence="half")["base"] == UNCLEAR


def test_v20_whoever_sells_on_a_platform_can_be_replaced_at_least_a_little():
    assert level("easy_replacement") == UNCLEAR
    assert level("easy_replacement", platforms="one") == "low"
    assert level("easy_replacement", platforms="several", own_brand="yes", easily_copied="no") == "low"
    assert level("easy_replacement", easily_copied="yes", own_brand="yes") == "high"


def test_city_stores_are_only_for_momentum_and_a_good_brand():
    for value, reach in product((None, *FACT_VALUES["momentum_and_good_brand"]), (None, *FACT_VALUES["city_reach"])):
        found = "urban_physical_stores" in measures(momentum_and_good_brand=value, city_reach=reach)
        assert found == (value == "yes")
