"""Support: a passage's own words, a fair paraphrase, and what is neither."""

import pytest

from assistant.verification import align, missing_quantities, shared_words, support_of

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
