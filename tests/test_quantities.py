"""Numbers with their units, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities import find_quantities, with_plain_numbers


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("不超过10万元", "yuan", 100_000),
        ("十万块", "yuan", 100_000),
        ("100,000 yuan a year", "yuan", 100_000),
        ("10w块", "yuan", 100_000),
        ("415.89 billion yuan", "yuan", 415_890_000_000),
        ("4158.9亿元", "yuan", 415_890_000_000),
        ("within seven days", "day", 7),
        ("30日内", "day", 30),
        ("15 working days", "working day", 15),
        ("百分之五", "percent", 5),
        ("六成", "percent", 60),
        ("3 percent", "percent", 3),
        ("三倍赔偿", "fold", 3),
        ("第二十五条", "article", 25),
        ("article 10", "article", 10),
        ("2026年2月1日", "date", 20260201),
        ("1 February 2026", "date", 20260201),
        ("一千万销售额", "", 10_000_000),
    ],
)
def test_finds_value_and_unit(text: str, unit: str, value: float) -> None:
    found = find_quantities(text)
    assert [(quantity.unit, quantity.value) for quantity in found] == [(unit, value)]


@pytest.mark.parametrize("text", ["一种苹果", "有一个问题", "the first of May", "apples and pears"])
def test_idioms_are_no_quantities(text: str) -> None:
    assert [quantity for quantity in find_quantities(text) if quantity.value > 1] == []


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(quantity.value >= 0 for quantity in find_quantities(text))


def test_both_languages_give_the_same_quantities() -> None:
    assert set(find_quantities("罚1万元至10万元")) >= set(find_quantities("10万元"))
    assert find_quantities("a fine of 10,000 yuan") == find_quantities("罚1万元")


def test_numbers_are_written_out_for_comparison() -> None:
    assert with_plain_numbers("1.79 trillion yuan") == "1790000000000 yuan"
