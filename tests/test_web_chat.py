"""The chat page's conversation, without a browser."""

import logging
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.datatypes import Answer, Message, Sentence
from assistant.errors import IndexBusyError, StorageError
from assistant.service import Assistant
from assistant.web.chat import Talk, Turn, build_chat, converse, recall, restore, show_messages
from assistant.web.rates import RateLimit


class Scripted:
    """An assistant that gives the same answer to all, or fails with the same error.

    Where it `writes`, sentence comes after sentence, as from a chat model.
    """

    def __init__(self, *sentences: str, error: Exception | None = None, writes: bool = False) -> None:
        self.sentences = sentences
        self.writes = writes
        self.error = error
        self.heard: list[tuple[str, list[Message]]] = []
        self.settings = SimpleNamespace(keep_days=30)
        self.proposer = None

    def related_questions(self, _: Answer) -> list[str]:
        return ["And pears?"]

    def stream(
        self, question: str, *, history: Sequence[Message] = (), interface_language: str = "en"
    ) -> Iterator[Answer]:
        self.heard.append((question, list(history)))
        if self.error:
            raise self.error
        told = tuple(Sentence(sentence, (), "connective") for sentence in self.sentences)
        for written in range(1, len(told)) if self.writes else ():
            yield Answer(question, question, interface_language, "answer", "", told[:written])  # type: ignore[arg-type]
        yield Answer(question, question, interface_language, "answer", "", told)  # type: ignore[arg-type]


def _converse(assistant: Any, question: str, talk: Talk | None = None, **options: Any) -> list[Talk]:
    options = {"language": "en", "pause": lambda _: None} | options
    return list(converse(assistant, question, talk or Talk(), **options))


@pytest.mark.parametrize("writes", [False, True])
def test_sentences_come_one_after_another(writes: bool) -> None:
    grown = [talk.turns[-1].shown for talk in _converse(Scripted("One.", "Two.", "Three.", writes=writes), "Why?")]
    assert [[word in shown for word in ("One", "Two", "Three")] for shown in grown] == [
        [False, False, False],
        [True, False, False],
        [True, True, False],
        [True, True, True],
        [True, True, True],
    ]
    assert ["And pears?" in shown for shown in grown] == [False, False, False, False, True]


def test_what_a_chat_model_writes_is_not_held_back() -> None:
    waited: list[float] = []
    _converse(Scripted("One.", "Two.", "Three.", writes=True), "Why?", pause=waited.append)
    assert waited == []


def test_streaming_takes_less_than_a_second_however_long_the_answer() -> None:
    for count in (1, 4, 40):
        waited: list[float] = []
        _converse(Scripted(*["Yes."] * count), "Why?", pause=waited.append)
        assert sum(waited) < 1


def test_the_history_holds_plain_sentences() -> None:
    assistant = Scripted("One.", "Two.")
    first = _converse(assistant, "Why?")[-1]
    _converse(assistant, "And then?", first)
    assert assistant.heard[1] == ("And then?", [Message("user", "Why?"), Message("assistant", "One. Two.")])


def test_the_history_is_not_endless() -> None:
    assert len(recall(tuple(Turn(str(number), "Yes.", "") for number in range(50)))) == 16


def test_what_failed_is_not_part_of_the_history() -> None:
    failed = _converse(Scripted(error=ValueError()), "Why?")[-1]
    assert recall(failed.turns) == []


def test_an_error_of_ours_is_told_in_its_own_sentence() -> None:
    error = IndexBusyError("Another process writes. Try again.", zh="别的程序在写，请再试。")
    for language in ("en", "zh"):
        shown = _converse(Scripted(error=error), "Why?", language=language)[-1].turns[-1].shown
        assert error.in_language(language) in shown


def test_an_unexpected_error_is_told_in_one_sentence_and_logged(caplog) -> None:  # type: ignore[no-untyped-def]
    with caplog.at_level(logging.ERROR):
        shown = _converse(Scripted(error=RuntimeError("secret/path")), "Why?", language="zh")[-1].turns[-1].shown
    assert "我这边出了点问题" in shown
    assert "secret" not in shown
    assert "RuntimeError: secret/path" in caplog.text


def test_an_empty_question_has_no_message_of_its_own() -> None:
    turns = (Turn(" ", "", "<div>Ask me.</div>"), Turn("Why?", "", "<div>So.</div>"))
    assert [message["role"] for message in show_messages(turns)] == ["assistant", "user", "assistant"]


def test_the_page_runs_no_script_text_and_lets_many_ask_at_once() -> None:
    page = build_chat(Scripted("Yes."), "en", RateLimit())  # type: ignore[arg-type]
    config = page.get_config_file()
    assert not any(dependency["js"] for dependency in config["dependencies"])
    assert "html" not in {component["type"] for component in config["components"]}
    assert page.default_config.fns[0].concurrency_limit != 1


def test_who_asks_too_often_is_told_once_and_keeps_the_question() -> None:
    assistant = Scripted("Yes.")
    talk = build_chat(assistant, "en", RateLimit(most=1)).fns[0].fn  # type: ignore[arg-type]
    visitor = SimpleNamespace(client=SimpleNamespace(host="10.0.0.1"), request=None)
    said = list(talk("Why?", Talk(), visitor))[-1][0]
    said, messages, box, *_ = next(talk("And then?", said, visitor))
    again = next(talk("And then?", said, visitor))[0]
    assert "a lot of questions" in messages[-1]["content"]
    assert (box.value, again, len(assistant.heard)) == ("And then?", said, 1)


LI, WANG = "secret-of-li", "secret-of-wang"


def test_a_conversation_is_kept_for_its_visitor_and_comes_back_as_it_was(small_assistant: Assistant) -> None:
    first = _converse(small_assistant, "Must I register my orchard?", visitor=LI)[-1]
    second = _converse(small_assistant, "What goes on the apple label?", first, visitor=LI)[-1]
    assert second.kept_as == first.kept_as is not None
    again = restore(small_assistant, LI, first.kept_as, language="en")
    assert recall(again.turns) == recall(second.turns)
    assert [turn.shown.split('<div class="actions"')[0] for turn in again.turns] == [
        turn.shown.split('<div class="actions"')[0] for turn in second.turns
    ]
    assert again.turns[0].shown.count("kept-") == 1


def test_a_look_at_a_conversation_takes_the_mark_of_a_new_answer_away(small_assistant: Assistant) -> None:
    kept = _converse(small_assistant, "Will it rain tomorrow?", visitor=LI)[-1].kept_as
    (open_question,) = (group.id for group in small_assistant.open_questions.find())
    small_assistant.answer_questions([open_question], "Rain", "Call 12121.", source="County office", by="li")
    assert small_assistant.conversations.is_answered(LI)
    assert "Rain" in restore(small_assistant, LI, str(kept), language="en").turns[0].shown
    assert not small_assistant.conversations.is_answered(LI)


def test_nobody_sees_the_conversation_of_another(small_assistant: Assistant) -> None:
    kept = _converse(small_assistant, "Must I register my orchard?", visitor=LI)[-1].kept_as
    assert restore(small_assistant, WANG, str(kept), language="en") == Talk()


def test_without_a_visitor_nothing_is_kept(small_assistant: Assistant) -> None:
    talk = _converse(small_assistant, "Must I register my orchard?")[-1]
    assert talk.kept_as is None
    assert "kept-" not in talk.turns[-1].shown


def test_a_full_disk_costs_nobody_the_answer(small_assistant: Assistant, monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    def fail(*_: Any, **__: Any) -> None:
        raise StorageError("The disk is full.", zh="磁盘满了。")

    monkeypatch.setattr(small_assistant.conversations, "keep", fail)
    shown = _converse(small_assistant, "Must I register my orchard?", visitor=LI)[-1].turns[-1].shown
    assert "A grower of apples" in shown
    assert "could not be kept" in shown
    assert "The disk is full." in caplog.text
