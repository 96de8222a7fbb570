"""Senses and roles are read from the small words, each word once."""

import pytest

from assistant.support_cues import OPPOSITES, find_roles, find_senses, without_cues
from assistant.support_words import is_harmless, same_words


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("no more than 30 days", {"at_most"}),
        ("不超过30天", {"at_most"}),
        ("at least 3 years", {"at_least"}),
        ("you need not register", {"no_duty"}),
        ("不用登记", {"no_duty"}),
        ("不得销售", {"no_right", "sell"}),
        ("not only that", {"not_only"}),
        ("非对称模式", {"asymmetric"}),
        ("对称模式", {"symmetric"}),
        ("贡献不等", {"contribution", "unequal"}),
        ("scale grows while profit falls", {"rise", "fall"}),
    ],
)
def test_each_way_of_speaking_has_its_sense(text: str, senses: set[str]) -> None:
    assert set(find_senses(text)) == senses


def test_opposites_are_senses_of_the_table() -> None:
    known = "may must need not at most at least rise fall symmetric asymmetric equal contribution only all half double"
    assert {name for pair in OPPOSITES for name in pair} >= set(find_senses(known)) - {"negation"}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("the seller refunds the buyer", ("seller", "buyer")),
        ("买家可以向卖家退货", ("buyer", "seller")),
        ("the shop on a platform", ("platform_seller",)),
        ("nobody in particular", ()),
    ],
)
def test_roles_stand_in_their_order(text: str, roles: tuple[str, ...]) -> None:
    assert find_roles(text) == roles


def test_what_is_left_holds_the_matter() -> None:
    assert without_cues("the seller must keep records").split() == ["the", "records"]


def test_words_that_say_the_same_stand_for_each_other_and_no_others() -> None:
    assert "注册" in same_words({"登记"}) and "苹果" not in same_words({"登记"})
    assert is_harmless("因此") and not is_harmless("免税")
