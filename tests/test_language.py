"""Languages, sentences and spellings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language import clean, detect_language, fold, is_chinese, simplify, split_sentences


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


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(clean(text).replace("\u85b4", ""))  # OpenCC simplifies this one character in two steps
    assert fold(once) == once


@settings(max_examples=60)
@given(st.text(alphabet='aB1 .!?。！？”’")(\n-农民', max_size=60))
def test_splitting_loses_no_letter_and_makes_no_empty_sentence(text: str) -> None:
    sentences = split_sentences(text)
    assert [sign for sign in "".join(sentences) if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert all(sentence.strip() == sentence != "" for sentence in sentences)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('He said "Go." Then he left.', ['He said "Go."', "Then he left."]),
        ("(See the law.) Then sell.", ["(See the law.)", "Then sell."]),
        ("“要登记。”", ["“要登记。”"]),
    ],
)
def test_a_sentence_keeps_its_closing_mark(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize("text", ["Goods, e.g. Apples", "See No. 5 of it", "By art. 10 of it", "It costs 1.5 yuan"])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split_sentences(text) == [text]


def test_the_dash_of_a_list_is_no_part_of_its_sentence() -> None:
    assert split_sentences("- apples\n- pears") == ["apples", "pears"]


def test_cleaning_keeps_emoji_and_joins_accents() -> None:
    assert clean("🍎 cafe\u0301") == "🍎 café"


@pytest.mark.parametrize(("text", "chinese"), [("农村", True), ("Taobao 村", False), ("", False), ("123", False)])
def test_the_script_with_more_words_decides(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese
