"""Conversations that are kept, found, named, rated, deleted and forgotten."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from assistant.conversations import Conversations, read_answer
from assistant.datatypes import Answer, Citation, Sentence
from assistant.errors import UnreadableInputError
from assistant.open_questions import OpenQuestions
from assistant.settings import Settings
from assistant.storage import Storage

LI, WANG = "secret-of-li", "secret-of-wang"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage.open(Settings(data=tmp_path))


@pytest.fixture
def kept(storage: Storage, clock: Clock) -> Conversations:
    return Conversations(storage, keep_days=30, clock=clock)


def _answer(told: str = "Pears need none.") -> Answer:
    citation = Citation(
        1, "apples", "Apple Law", "art-1", "One", told, "en", "text", "in_force", effective=date(2020, 1, 1)
    )
    return Answer("?", "?", "en", "answer", told, (Sentence(told, (1,), "verbatim"),), (citation,), confidence=0.9)


def test_an_answer_comes_back_as_it_was(kept: Conversations) -> None:
    where = kept.keep(LI, "Must pears register?", _answer())
    (turn,) = kept.turns(LI, where.conversation)
    assert (turn.message, turn.question, turn.verdict) == (where.message, "Must pears register?", None)
    assert turn.answer == _answer()


def test_a_real_answer_comes_back_as_it_was(small_assistant: Any) -> None:
    answer = small_assistant.ask("Must I register my orchard?")
    again = read_answer(answer.to_dict())
    assert again.to_dict() | {"retrieved": None} == answer.to_dict() | {"retrieved": None}


def test_turns_of_one_conversation_stand_in_order(kept: Conversations) -> None:
    first = kept.keep(LI, "One?", _answer())
    second = kept.keep(LI, "Two?", _answer(), conversation=first.conversation)
    assert second.conversation == first.conversation
    assert [turn.question for turn in kept.turns(LI, first.conversation)] == ["One?", "Two?"]


def test_a_conversation_is_named_after_its_first_question_in_short(kept: Conversations) -> None:
    kept.keep(LI, "How\nmany " + "very " * 30 + "red apples?", _answer())
    (listed,) = kept.find(LI)
    assert listed.name.startswith("How many very")
    assert len(listed.name) <= 60


_FOREIGN: list[Callable[[Conversations, str, str], Any]] = [
    lambda kept, conversation, _: kept.turns(WANG, conversation),
    lambda kept, *_: kept.find(WANG),
    lambda kept, conversation, _: kept.rename(WANG, conversation, "Mine"),
    lambda kept, conversation, _: kept.delete(WANG, conversation),
    lambda kept, *_: kept.delete(WANG),
    lambda kept, _, message: kept.rate(WANG, message, "down"),
    lambda kept, conversation, _: kept.turns("", conversation),
    lambda kept, *_: kept.delete(""),
]


@pytest.mark.parametrize("reach", _FOREIGN)
def test_nobody_reaches_the_conversation_of_another(kept: Conversations, reach: Callable[..., Any]) -> None:
    where = kept.keep(LI, "One?", _answer())
    assert not reach(kept, where.conversation, where.message)
    (turn,) = kept.turns(LI, where.conversation)
    assert (turn.verdict, kept.find(LI)[0].name) == (None, "One?")


def test_a_turn_for_the_conversation_of_another_begins_a_new_one(kept: Conversations) -> None:
    where = kept.keep(LI, "One?", _answer())
    assert kept.keep(WANG, "Two?", _answer(), conversation=where.conversation).conversation != where.conversation


def test_the_last_used_stands_first(kept: Conversations) -> None:
    first = kept.keep(LI, "One?", _answer())
    kept.keep(LI, "Two?", _answer())
    kept.keep(LI, "Three?", _answer(), conversation=first.conversation)
    assert [listed.name for listed in kept.find(LI)] == ["One?", "Two?"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("PEARS", ["Fruit?"]),
        ("quinces", ["Fruit?"]),
        ("营业执照", ["要办营业执照吗？"]),
        ("%", []),
        ("kind", []),
        ("", 2),
    ],
)
def test_conversations_are_found_by_words_of_question_and_answer(kept: Conversations, words: str, found: Any) -> None:
    first = kept.keep(LI, "Fruit?", _answer("Pears need none."))
    kept.keep(LI, "And quinces?", _answer(), conversation=first.conversation)
    kept.keep(LI, "要办营业执照吗？", _answer("不用。"))
    names = [listed.name for listed in kept.find(LI, words=words)]
    assert (len(names) if isinstance(found, int) else names) == found


def test_a_new_name_is_kept_and_an_empty_one_refused(kept: Conversations) -> None:
    where = kept.keep(LI, "One?", _answer())
    assert kept.rename(LI, where.conversation, "  My  pears ")
    assert kept.find(LI, words="pears")[0].name == "My pears"
    with pytest.raises(UnreadableInputError, match="empty"):
        kept.rename(LI, where.conversation, " \n")


def _answered(kept: Conversations, visitor: str) -> list[bool]:
    return [one.answered for one in kept.find(visitor)]


def test_an_answer_that_came_in_later_is_marked_until_its_visitor_looks(
    kept: Conversations, storage: Storage, clock: Clock
) -> None:
    board = OpenQuestions(storage, clock=clock)
    asked, other = kept.keep(LI, "Will it rain?", _answer()), kept.keep(LI, "Must pears register?", _answer())
    board.settle([other.message], "set_aside", by="li")
    assert (_answered(kept, LI), kept.is_answered(LI)) == ([False, False], False)
    board.settle([asked.message], "answered", by="li", document="answer-1a2b3c4d.en", title="Rain line")
    assert (_answered(kept, LI), kept.is_answered(LI), kept.is_answered(WANG)) == ([False, True], True, False)
    kept.look_at(WANG, asked.conversation)
    assert kept.is_answered(LI)
    kept.look_at(LI, asked.conversation)
    assert (_answered(kept, LI), kept.is_answered(LI)) == ([False, False], False)


def test_asking_on_is_no_look_at_what_came_in(kept: Conversations, storage: Storage, clock: Clock) -> None:
    asked = kept.keep(LI, "Will it rain?", _answer())
    board = OpenQuestions(storage, clock=clock)
    board.settle([asked.message], "answered", by="li", document="answer-1a2b3c4d.en", title="Rain line")
    kept.keep(LI, "And snow?", _answer(), conversation=asked.conversation)
    assert kept.is_answered(LI)


def test_a_deleted_conversation_leaves_nothing(kept: Conversations, storage: Storage) -> None:
    where = kept.keep(LI, "One?", _answer())
    kept.rate(LI, where.message, "down", reasons=("wrong",), comment="No.")
    assert kept.delete(LI, where.conversation) == 1
    with storage.read() as connection:
        counts = [connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("messages", "feedback")]
    assert counts == [0, 0]


def test_all_conversations_of_one_visitor_are_deleted_at_once(kept: Conversations) -> None:
    for _ in range(3):
        kept.keep(LI, "One?", _answer())
    kept.keep(WANG, "Mine?", _answer())
    assert (kept.delete(LI), len(kept.find(WANG))) == (3, 1)


def test_feedback_takes_the_place_of_what_was_given_before_and_can_be_taken_back(kept: Conversations) -> None:
    where = kept.keep(LI, "One?", _answer())
    verdicts = []
    for verdict in ("up", "down", None):
        assert kept.rate(LI, where.message, verdict)  # type: ignore[arg-type]
        verdicts.append(kept.turns(LI, where.conversation)[0].verdict)
    assert verdicts == ["up", "down", None]


@pytest.mark.parametrize(
    ("verdict", "options", "told"),
    [
        ("great", {}, "'up' or 'down'"),
        ("down", {"reasons": ("<b>",)}, "reasons out of"),
        ("down", {"comment": "x" * 501}, "501"),
    ],
)
def test_feedback_that_is_none_is_refused(kept: Conversations, verdict: Any, options: Any, told: str) -> None:
    where = kept.keep(LI, "One?", _answer())
    with pytest.raises(UnreadableInputError, match=told):
        kept.rate(LI, where.message, verdict, **options)


def test_what_was_not_used_for_thirty_days_is_forgotten(kept: Conversations, clock: Clock) -> None:
    old = kept.keep(LI, "Old?", _answer())
    kept.keep(LI, "Dead?", _answer())
    clock.now += timedelta(days=20)
    kept.keep(LI, "Again?", _answer(), conversation=old.conversation)
    clock.now += timedelta(days=20)
    assert kept.forget_old() == 1
    assert [listed.name for listed in kept.find(LI)] == ["Old?"]


def test_the_secret_of_a_visitor_is_not_kept(kept: Conversations, tmp_path: Path) -> None:
    kept.keep(LI, "One?", _answer())
    assert not any(LI.encode() in path.read_bytes() for path in tmp_path.glob("assistant.sqlite3*"))
