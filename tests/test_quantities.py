"""Numbers with their units, however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.quantities import Quantity, find_quantities, with_plain_numbers


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


@pytest.mark.parametrize(
    "text",
    ["1 February 2026", "1st February 2026", "February 1, 2026", "February 1st 2026", "2026-02-01", "2026/2/1",
     "2026年2月1日", "二〇二六年二月一日", "二零二六年二月一日"],
)  # fmt: skip
def test_a_day_is_the_same_however_it_is_written(text: str) -> None:
    assert find_quantities(text) == (Quantity("date", 20260201),)


@pytest.mark.parametrize(
    ("text", "value"), [("2026年", 20260000), ("February 2026", 20260200), ("May 1, 2026", 20260501)]
)
def test_what_a_date_does_not_tell_is_zero(text: str, value: float) -> None:
    assert find_quantities(text) == (Quantity("date", value),)


@pytest.mark.parametrize("text", ["两三天", "七八个月", "三五个人", "一两个月", "十七八岁"])
def test_a_vague_number_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("百分之百", 100), ("百分之零点五", 0.5), ("百分之二十五", 25), ("0.5%", 0.5), ("三成", 30)]
)
def test_a_share_is_read_in_percent(text: str, value: float) -> None:
    assert find_quantities(text) == (Quantity("percent", value),)


def test_quantities_come_in_order_of_place() -> None:
    units = [quantity.unit for quantity in find_quantities("第8条，30日内罚5万元，从2026年2月1日起")]
    assert units == ["article", "day", "yuan", "date"]


@settings(max_examples=60)
@given(st.integers(min_value=2, max_value=9_999_999))
def test_separators_of_thousands_do_not_change_a_number(number: int) -> None:
    assert find_quantities(f"{number:,} yuan") == find_quantities(f"{number}元") == (Quantity("yuan", number),)


@settings(max_examples=60)
@given(st.integers(min_value=2, max_value=9_999), st.sampled_from(["百", "千", "万", "亿", " million", "k"]))
def test_writing_a_number_out_does_not_change_it(number: int, multiplier: str) -> None:
    text = f"{number}{multiplier} yuan"
    assert find_quantities(with_plain_numbers(text)) == find_quantities(text)
