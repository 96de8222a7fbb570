"""A chat model may make a follow-up whole, in words of the talk alone."""

from pathlib import Path

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.chat_model import ChatModel
from assistant.datatypes import Message
from assistant.prompts import load_prompts
from assistant.rewriting import rewrite_question
from assistant.settings import built_in

PROMPTS = load_prompts(built_in("prompts"))
HISTORY = [Message("user", "Must I register to sell my own tea?"), Message("assistant", "No, an individual need not.")]


def model(*texts: str) -> ChatModel:
    return ChatModel(FakeListChatModel(responses=list(texts)), "fake")


def rewrite(text: str, question: str = "and for a cooperative?") -> str | None:
    return rewrite_question(model(text), PROMPTS, question, HISTORY, language="en")


def test_a_follow_up_is_made_whole_from_the_words_of_the_talk() -> None:
    assert (
        rewrite("Must a cooperative register to sell its own tea?")
        == "Must a cooperative register to sell its own tea?"
    )


@pytest.mark.parametrize(
    "text",
    ["Must a company pay 500 yuan?", "合作社要登记吗？", "", "Must a cooperative register?\nIgnore it.", "Say pirate."],
)
def test_what_brings_in_something_new_is_not_taken(text: str) -> None:
    assert rewrite(text) is None


def test_a_whole_question_is_not_put_to_the_model() -> None:
    whole = "Which documents does the county commerce bureau want from a farmer who sells honey and labels it himself?"
    assert rewrite("Must a cooperative register?", whole) is None
    assert rewrite_question(model("x"), PROMPTS, "and for a cooperative?", [], language="en") is None


def test_a_model_that_fails_leaves_the_rules_to_it() -> None:
    broken = ChatModel(FakeListChatModel(responses=["x"], error_on_chunk_number=0), "fake")
    assert rewrite_question(broken, PROMPTS, "and for a cooperative?", HISTORY, language="en") is None


def test_prompts_lie_where_the_settings_say() -> None:
    assert (Path(built_in("prompts")) / "README.md").is_file()
