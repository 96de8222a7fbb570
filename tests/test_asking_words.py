"""What says that a clause asks, where no question mark does, and what only seems to."""

import pytest

from assistant.asking_words import asks, asks_for_papers, asks_the_way, asks_what_first
from assistant.profile_segments import plain_text


@pytest.mark.parametrize(
    "sentence",
    [
        "I don't really know what to do with the returns.",
        "They broke the seal and want to send it back, must I accept.",
        "What to do first and what later we cannot make out.",
        "Please tell us whether that is allowed.",
        "I am undecided whether to join them.",
    ],
)
def test_who_turns_the_words_round_or_says_that_he_doubts_asks(sentence: str) -> None:
    assert asks(plain_text(sentence), "en") == "surely"


@pytest.mark.parametrize(
    "sentence",
    [
        "要不要跟他们绑在一起做，我拿不准。",
        "执照这一块不晓得该不该办。",
        "请教一下头一步做什么。",
        "碎了算谁的也说不清。",
    ],
)
def test_a_doubt_with_a_word_that_asks_is_a_question_in_chinese(sentence: str) -> None:
    assert asks(plain_text(sentence), "zh") == "surely"


@pytest.mark.parametrize(
    "sentence", ["What we sell is tea.", "My son knows the market.", "The shop that is ours opens late."]
)
def test_what_only_begins_like_a_question_is_at_most_perhaps_one(sentence: str) -> None:
    assert asks(plain_text(sentence), "en") != "surely"


@pytest.mark.parametrize("sentence", ["不管下不下雨都摘。", "卖多少算多少。", "谁家都一样。", "我家种桃。"])
def test_whatever_and_whoever_ask_nothing(sentence: str) -> None:
    assert asks(plain_text(sentence), "zh") == "no"


def test_a_doubt_without_a_word_that_asks_is_only_perhaps_a_question() -> None:
    assert asks(plain_text("拉我入伙，我心里没底。"), "zh") == "perhaps"
    assert asks(plain_text("Nobody knows who buys these."), "en") == "perhaps"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How do I start?", "first"),
        ("下一步该怎么走？", "first"),
        ("Which papers must I have?", "papers"),
        ("我该怎么把这个事做正规？", "papers"),
        ("Should we leave the platform?", "way"),
        ("要不要换个合作办法？", "way"),
        ("Must the label name the maker?", None),
        ("标签上要不要写厂名？", None),
    ],
)
def test_what_a_question_is_after_is_told_by_its_words(question: str, kind: str | None) -> None:
    language = "en" if question.isascii() else "zh"
    plain = plain_text(question)
    found = {
        "first": asks_what_first(plain, language),  # type: ignore[arg-type]
        "papers": asks_for_papers(plain, language),  # type: ignore[arg-type]
        "way": asks_the_way(plain, language),  # type: ignore[arg-type]
    }
    assert [name for name, holds in found.items() if holds] == ([kind] if kind else [])
