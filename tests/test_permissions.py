"""A permission is told where all that it rests on was read, under conditions where not, and else not at all."""

import pytest

from assistant.permissions import PERMISSION_GROUNDS, proviso, weigh
from assistant.rule_facts import RULE_FACTS

FARMER = {"legal_form": "person", "own": "yes", "goods": "fresh", "keeps": "no"}
OWN_PRODUCE = ("person", "own", "primary")


def test_what_all_grounds_carry_has_no_condition() -> None:
    assert weigh(OWN_PRODUCE, FARMER) == () and proviso((), "en") == ""


@pytest.mark.parametrize(
    "changed", [{"legal_form": "household"}, {"legal_form": "firm"}, {"own": "no"}, {"goods": "dried"}]
)
def test_one_ground_that_fails_is_enough_to_say_nothing(changed: dict[str, str]) -> None:
    assert weigh(OWN_PRODUCE, {**FARMER, **changed}) is None


def test_what_is_not_known_becomes_a_condition_in_either_language() -> None:
    unknown = weigh(OWN_PRODUCE, {**FARMER, "legal_form": "?", "own": "?"})
    assert unknown == ("person", "own")
    assert (
        proviso(unknown, "en")
        == "if you sell as a private person without a licence and if you grow or make it yourself"
    )
    assert "以个人名义" in proviso(unknown, "zh") and "自家" in proviso(unknown, "zh")


def test_goods_of_several_forms_carry_what_one_of_them_carries() -> None:
    assert weigh(("primary",), {"goods": "fresh+processed"}) == ()


def test_every_rule_names_grounds_that_exist() -> None:
    for fact in RULE_FACTS:
        assert set(fact.rests_on) <= set(PERMISSION_GROUNDS)
