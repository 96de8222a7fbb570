"""Questions of a description: which are answered, which declined, which are none."""

import pytest

from assistant.client_answers import MOST_QUESTIONS, answer_questions
from assistant.service import Assistant
from assistant.told_answering import ToldAnswering

STORY = "We grow pears and apples on nine mu and sell them to a shop in town."


def asked(assistant: Assistant, text: str) -> list[tuple[str, str]]:
    extractive = assistant._extractive
    assert extractive is not None
    found = answer_questions(text, extractive, language="en", day=assistant.settings.day())
    return [(one.words, one.answer.kind) for one in found]


def test_a_question_is_answered_and_the_story_is_not(small_assistant: Assistant) -> None:
    assert asked(small_assistant, f"{STORY} Must I register my orchard?") == [("Must I register my orchard?", "answer")]


def test_what_the_sources_lack_is_refused_and_kept(small_assistant: Assistant) -> None:
    kinds = dict(asked(small_assistant, f"{STORY} Will it rain tomorrow at the weekend? Must I register my orchard?"))
    assert kinds["Will it rain tomorrow at the weekend?"] == "refusal"
    assert kinds["Must I register my orchard?"] == "answer"


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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_answers_in_the_language_that_it_is_written_in(small_assistant: Assistant, language: str) -> None:
    made = small_assistant.draft(f"{STORY} Must I register my orchard?", language=language)  # type: ignore[arg-type]
    line = made.lines_of("asked")[0]
    assert line.head == "Must I register my orchard?"
    assert ("果园" in line.text) is (language == "zh")
