"""The words of a text, for the index and for the questions alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.tokenizing import tokenize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Selling apples", "sell apple"),
        ("ＶＡＴ", "vat"),
        ("農產品", "农产品"),
        ("register   the\nshop", "Register The Shop"),
        ("What does the law say", "law say"),
    ],
)
def test_spellings_of_the_same_words_give_the_same_tokens(one: str, other: str) -> None:
    assert tokenize(one) == tokenize(other)


@pytest.mark.parametrize(
    ("text", "token"),
    [("section 3.2.1", "3.2.1"), ("GB 43284-2023", "43284-2023"), ("10万元", "10万"), ("第3条", "3"), ("5%", "5%")],
)
def test_codes_and_amounts_stay_in_one_piece(text: str, token: str) -> None:
    assert token in tokenize(text)


def test_a_long_chinese_word_is_found_by_its_parts() -> None:
    assert {"电子", "商务", "电子商务"} <= set(tokenize("电子商务"))


@pytest.mark.parametrize("text", ["", "  \n", "🙂🙂", "，。！", "the of and"])
def test_a_text_that_says_nothing_has_no_words(text: str) -> None:
    assert tokenize(text) == []


def test_words_of_both_languages_stand_in_order_of_place() -> None:
    assert tokenize("apple 苹果 pear") == ["appl", "苹果", "pear"]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_words_without_blanks(text: str) -> None:
    assert all(token and not any(map(str.isspace, token)) for token in tokenize(text))
