"""Languages, sentences and spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import clean, detect_language, fold, simplify, split_sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("卖苹果要办执照吗", "zh"),
        ("VAT要交多少", "zh"),
        ("農產品怎麼賣", "zh"),
        ("What does 一件代发 mean here?", "en"),
        ("licence?", "en"),
        ("wat taxes must i pay for my kiwi shop", "en"),
        ("Comment puis-je vendre mes pommes sur Taobao?", None),
        ("りんごを売るには許可が必要ですか", None),
        ("Нужна ли лицензия?", None),
        ("🙂🙂", None),
    ],
)
def test_detects_the_language_of_a_question(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_cleaning_takes_out_what_breaks_engines() -> None:
    assert clean(" a\0b\u200b\ud800 ") == "a b?"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=60))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect_language(clean(text)) in ("en", "zh", None)


def test_folding_makes_two_spellings_one() -> None:
    assert fold("ＡＢＣ　農產品") == fold("abc 农产品")


def test_simplifies_traditional_characters() -> None:
    assert simplify("電子商務") == "电子商务"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It costs 1.5 yuan. See No. 37.", 2),
        ("要登记。不登记会被罚！对吗？", 3),
        ("first line\nsecond line", 2),
        ("", 0),
    ],
)
def test_splits_at_sentence_ends_only(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    assert split_sentences("他说“要登记。”然后走了。")[0].endswith("”然后走了。")
