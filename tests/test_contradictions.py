"""Whether a clause contradicts what a source says."""

import pytest

from assistant.contradictions import (
    claimed_amounts,
    leaning,
    other_platform,
    rival_amounts,
    shared_words,
    tells_a_story,
)
from assistant.datatypes import Belief
from assistant.measures import find_amounts

FEES = Belief("fees rise every year", "fees fall every year", "reversed")
WHO = Belief("the buyer pays the crate", "the seller pays the crate", "actor")


@pytest.mark.parametrize(
    ("clause", "belief", "wrong"),
    [
        ("fees rise again", FEES, True),
        ("fees fall again", FEES, False),
        ("买家付箱子钱", WHO, True),
        ("卖家付", WHO, False),
    ],
)
def test_a_clause_leans_to_the_wording_whose_sense_it_has(clause: str, belief: Belief, wrong: bool) -> None:
    assert (leaning(clause, belief, 0.0, same_language=False) > 0) is wrong


def test_who_denies_that_it_is_the_one_does_not_lean_to_it() -> None:
    assert leaning("it is not the buyer who pays the crate", WHO, 0.3, same_language=False) <= 0


def test_a_nearer_vector_and_shared_words_add_to_the_leaning() -> None:
    plain = leaning("the crate", WHO, 0.0, same_language=True)
    assert leaning("the crate", WHO, 0.4, same_language=True) > plain
    assert leaning("the buyer has the crate", WHO, 0.0, same_language=True) > plain


def test_amounts_of_the_askers_own_affairs_are_no_claims() -> None:
    assert claimed_amounts("I sold 140,000 last year") == ()
    assert claimed_amounts("goods worth 6000 yuan") == ()
    assert claimed_amounts("the limit is 6000 yuan") == find_amounts("6000 yuan")


def test_an_amount_has_rivals_only_of_its_kind_and_none_where_it_stands_itself() -> None:
    (days,) = find_amounts("10 days")
    assert rival_amounts(days, "within 7 days for 5 members") == find_amounts("7 days")
    assert rival_amounts(days, "7 days, or 10 days by post") == ()
    assert rival_amounts(days, "5 members") == ()


def test_stories_are_told_from_rules() -> None:
    assert tells_a_story("快递把我的箱子弄丢了") and not tells_a_story("我必须先办执照")


def test_a_village_named_after_another_platform_is_another() -> None:
    assert other_platform("京东村最多", "淘宝村最多。") and not other_platform("淘宝村最多", "淘宝和京东都有。")


def test_shared_words_leave_numbers_out() -> None:
    assert shared_words("the crate costs 12", WHO) == 0.5
    assert shared_words("", WHO) == 0.0
