"""Questions that lean on the talk before them."""

import pytest

from assistant.datatypes import Message
from assistant.following_up import is_short, join_last, make_whole, needs_history

HISTORY = [
    Message("user", "Do I need a licence to sell my own apples?"),
    Message("assistant", "No."),
    Message("user", "and for a cooperative?"),
    Message("assistant", "Yes."),
]


@pytest.mark.parametrize(
    "question",
    [
        "and for a cooperative?",
        "what does that cost?",
        "more",
        "why?",
        "那要是雇了人呢？",
        "为什么",
        "还有呢",
        "它要交税吗",
    ],
)
def test_a_question_that_points_back_needs_the_history(question: str) -> None:
    assert needs_history(question)


@pytest.mark.parametrize(
    "question",
    [
        "Do I need a licence to sell my own apples?",
        "直播录像要保存几年",
        "How are gains shared in the asymmetric mode?",
    ],
)
def test_a_whole_question_needs_none(question: str) -> None:
    assert not needs_history(question)


def test_it_is_joined_to_the_last_question_that_stands_alone() -> None:
    assert make_whole("what does that cost?", HISTORY) == f"{HISTORY[0].content} what does that cost?"


def test_a_new_subject_is_searched_alone() -> None:
    question = "How long must livestream videos be kept?"
    assert make_whole(question, HISTORY) == question


def test_without_a_history_a_question_stays_as_it_is() -> None:
    assert make_whole("and for a cooperative?", []) == "and for a cooperative?"
    assert join_last("why?", [Message("assistant", "Hello")]) == "why?"


def test_length_is_counted_in_words() -> None:
    assert is_short("要交钱吗") and not is_short("livestream " + " ".join(f"word{n}" for n in range(12)))


def test_a_whole_question_is_not_made_longer() -> None:
    question = "Do I need a licence to sell my own apples?"
    assert make_whole(question, HISTORY) == question


def test_what_the_assistant_said_is_not_searched() -> None:
    talk = [*HISTORY, Message("assistant", "Must growers of pears register their orchards with us?")]
    assert make_whole("and for a cooperative?", talk) == f"{HISTORY[0].content} and for a cooperative?"


def test_where_nothing_stands_alone_the_first_question_is_joined() -> None:
    assert join_last("why?", [Message("user", "and?"), Message("user", "more")]) == "and? why?"


def test_blank_messages_are_passed_over() -> None:
    assert join_last("why?", [Message("user", "  \n")]) == "why?"


def test_a_long_question_that_opens_with_and_stands_alone() -> None:
    assert not needs_history("And must growers of apples, pears, nuts and tea register every orchard with the county?")
