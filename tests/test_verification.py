"""Support: a passage's own words, a fair paraphrase, and what is neither."""

import pytest

from assistant.language import split_sentences
from assistant.verification import align, is_negative, judge, missing_quantities, shared_words, support_of

PASSAGE = "An individual who sells apples need not register. The limit for small sales is 100,000 yuan a year."


@pytest.mark.parametrize(
    ("sentence", "support"),
    [
        ("An individual who sells apples need not register.", "verbatim"),
        ("AN INDIVIDUAL who sells apples need not register", "verbatim"),
        ("An individual selling apples need not register.", "paraphrase"),
        ("An individual who sells apples must register.", None),
        ("The limit for small sales is 200,000 yuan a year.", None),
        ("Cooperatives hold a meeting each spring.", None),
    ],
)
def test_only_what_the_passage_says_is_supported(sentence: str, support: str | None) -> None:
    assert support_of(sentence, PASSAGE) == support


def test_numbers_count_however_they_are_written() -> None:
    assert missing_quantities("不超过十万元", "不超过10万元") == ()
    assert [found.value for found in missing_quantities("罚20万元", "罚10万元")] == [200_000]


def test_alignment_picks_the_sentence_on_the_matter() -> None:
    assert align("What is the limit for small sales?", PASSAGE) == PASSAGE.split(". ")[1]


def test_words_are_shared_or_not() -> None:
    assert shared_words("apples register", PASSAGE) == 1.0
    assert shared_words("", PASSAGE) == 0.0


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("需要登记。", "个人不需要登记。"),
        ("The limit is 10.", "The limit is 100,000 yuan."),
        ("The limit is 100.", "The limit is 100,000 yuan."),
        ("", "Apples."),
        ("。", "苹果。"),
    ],
)
def test_a_piece_torn_from_its_words_is_not_supported(sentence: str, passage: str) -> None:
    assert support_of(sentence, passage) is None


@pytest.mark.parametrize("sentence", ["種蘋果的人要登記。", "种苹果的人要登记", "种苹果的人要登记！"])
def test_script_and_closing_mark_do_not_matter_to_a_quotation(sentence: str) -> None:
    assert support_of(sentence, "种苹果的人要登记。梨不用。") == "verbatim"


@pytest.mark.parametrize(
    ("sentence", "negative"),
    [("不用登记", True), ("不得不登记", False), ("免费登记", False), ("不仅要登记", False), ("无理由退货", False),
     ("You can't sell.", True), ("Nothing is lost; register.", False)],
)  # fmt: skip
def test_a_negation_is_told_from_words_that_look_like_one(sentence: str, negative: bool) -> None:
    assert is_negative(sentence) is negative


def test_every_sentence_of_a_passage_is_its_own_words() -> None:
    told = 'He said "Go." It costs 1.5 yuan. See No. 37.'
    assert [support_of(sentence, told) for sentence in split_sentences(told)] == ["verbatim"] * 3


def test_nothing_aligns_with_an_empty_passage() -> None:
    assert align("Register.", "") is None and support_of("Register.", "") is None


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The buyer pays the seller back.", "The seller pays the buyer back."),
        ("Scale shrinks while profit rises.", "Scale grows while profit falls."),
        ("Under 300,000 yuan a month or 100,000 a quarter.", "Under 100,000 yuan a month or 300,000 a quarter."),
        ("A shop may keep the record.", "A shop must keep the record."),
        ("Keep the record at most 6 months.", "Keep the record at least 6 months."),
        ("A grower need not register.", "A grower need not register unless the sales exceed 100,000 yuan."),
        ("Tea leaves need a permit, and tea bags a licence.", "Tea leaves need a licence, and tea bags a permit."),
        ("The law says “sell freely” of tea.", "The law says nothing of tea."),
        ("卖家承担运费。", "买家承担运费，卖家承担检验费。"),
        ("对称模式按贡献分配利益。", "非对称模式按贡献分配利益。"),
    ],
)  # fmt: skip
def test_a_small_word_or_a_change_of_places_is_not_supported(sentence: str, passage: str) -> None:
    assert support_of(sentence, passage) is None


def test_two_sentences_together_support_no_mixture() -> None:
    told = "The buyer pays the freight for a change of mind. The seller pays the freight for faulty goods."
    assert support_of("The seller pays the freight for a change of mind.", told) is None


def test_the_passages_own_name_may_be_used() -> None:
    told = "Records must be kept for 6 months."
    assert judge("Under article 65, records must be kept for 6 months.", told, named="article 65").support
    assert (
        judge("Under article 66, records must be kept for 6 months.", told, named="article 65").conflict == "quantity"
    )
