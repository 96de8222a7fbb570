"""Amounts as people say them."""

import pytest

from assistant.measures import Amount, comparable, find_amounts, same_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("within a week", Amount("time", 7)),
        ("半年内", Amount("time", 182.52)),
        ("提前一天", Amount("time", 1)),
        ("按13个点交", Amount("percent", 13)),
        ("过半数", Amount("percent", 50)),
        ("a fifth of the votes", Amount("percent", 20)),
        ("十分之一的票", Amount("percent", 10)),
        ("满十八岁", Amount("age", 18)),
        ("a host of 16 years old", Amount("age", 16)),
        ("twice the price", Amount("fold", 2)),
        ("five members", Amount("people", 5)),
        ("风险有四种", Amount("kinds", 4)),
        ("300个村", Amount("places", 300)),
        ("十万块", Amount("money", 100_000)),
    ],
)
def test_an_amount_is_read_with_what_it_measures(text: str, amount: Amount) -> None:
    assert find_amounts(text) == (amount,)


@pytest.mark.parametrize(
    "text", ["in 2022", "2022年的名单", "section 7", "第4.4节", "the third mode", "article 12", ""]
)
def test_years_and_places_in_a_text_are_no_amounts(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("one", "other"), [("6 months", "183 days"), ("一个月", "30天"), ("一年", "12 months"), ("两成", "20%")]
)
def test_the_same_amount_is_known_in_other_words(one: str, other: str) -> None:
    assert same_amount(find_amounts(one)[0], find_amounts(other)[0])


def test_what_measures_different_things_cannot_contradict() -> None:
    days, members, money, bare = (find_amounts(text)[0] for text in ("7 days", "5 members", "5000 yuan", "10"))
    assert not comparable(days, members) and not comparable(money, bare)
    assert comparable(bare, members)
    assert not same_amount(find_amounts("14 days")[0], find_amounts("15 days")[0])
