"""Questions without a good answer: found, grouped, answered, made test cases, and seen by whoever asked."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import NotFoundError, UnreadableInputError
from assistant.open_questions import OpenQuestion, group
from assistant.service import Assistant
from evals.cases import read_cases

_VISITOR = "v" * 43
_RAIN = "Will it rain tomorrow?"


def _question(id: str, question: str, *, place: str = "weather", hours: int = 0, language: str = "en") -> OpenQuestion:
    asked = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours)
    return OpenQuestion(id, question, language, "refusal", "no", place, asked)  # type: ignore[arg-type]


def _ask(assistant: Assistant, question: str) -> str:
    return assistant.conversations.keep(_VISITOR, question, assistant.ask(question)).message


def test_near_equal_questions_stand_together_under_the_newest() -> None:
    found = group([
        _question("a", "What do quinces cost in spring?"),
        _question("b", "what do quinces cost this spring", hours=2),
        _question("c", "How do I spray pears?", hours=1),
    ])  # fmt: skip
    assert [[one.message for one in each.questions] for each in found] == [["b", "a"], ["c"]]


@pytest.mark.parametrize(
    ("other", "place", "together"),
    [
        ("quince price market", "weather", True),
        ("quince price market", "tax", False),
        ("pear tree pruning", "weather", False),
    ],
)
def test_half_the_words_join_two_questions_only_at_one_place(other: str, place: str, together: bool) -> None:
    found = group([_question("a", "quince price county"), _question("b", other, place=place)])
    assert (len(found) == 1) == together


def test_the_two_languages_stay_apart() -> None:
    assert len(group([_question("a", "2026"), _question("b", "2026", language="zh")])) == 2


def test_refused_and_disliked_questions_are_open_and_answered_ones_are_not(small_assistant: Assistant) -> None:
    refused = _ask(small_assistant, _RAIN)
    liked = _ask(small_assistant, "Must I register my orchard?")
    assert [one.id for one in small_assistant.open_questions.find()] == [refused]
    small_assistant.conversations.rate(_VISITOR, liked, "down", reasons=["wrong"], comment="No")
    newest = small_assistant.open_questions.find(newest_first=True)[0].questions[0]
    assert (newest.message, newest.disliked, newest.reasons, newest.comment) == (liked, True, ("wrong",), "No")


def test_those_asked_most_come_first(small_assistant: Assistant) -> None:
    _ask(small_assistant, _RAIN), _ask(small_assistant, _RAIN)
    last = _ask(small_assistant, "Which tractor shall I buy?")
    board = small_assistant.open_questions
    assert len(board.find()[0].questions) == 2
    assert board.find(newest_first=True)[0].id == last


def test_a_signed_answer_is_searched_cited_and_seen_by_whoever_asked(small_assistant: Assistant) -> None:
    kept = small_assistant.conversations.keep(_VISITOR, _RAIN, small_assistant.ask(_RAIN))
    told = "The county's rain line tells the rain of tomorrow under 12121."
    key = small_assistant.answer_questions([kept.message], "Rain line", told, source="County office", by="li.mei")
    assert small_assistant.open_questions.find() == ()
    answer = small_assistant.ask("What tells the rain of tomorrow, the county's rain line?")
    cited = answer.citations[0]
    assert "12121" in answer.text
    assert f"{cited.document}.en" == key
    assert cited.publisher == "County office (answer signed by li.mei on 2026-11-23)"
    (turn,) = small_assistant.conversations.turns(_VISITOR, kept.conversation)
    assert turn.later is not None and (turn.later.document, turn.later.title) == (key, "Rain line")


def test_an_answer_without_source_settles_nothing(small_assistant: Assistant) -> None:
    message = _ask(small_assistant, _RAIN)
    with pytest.raises(UnreadableInputError, match="no source"):
        small_assistant.answer_questions([message], "Rain", "It rains.", source=" ", by="li")
    assert [one.id for one in small_assistant.open_questions.find()] == [message]


def test_a_question_is_settled_once(small_assistant: Assistant) -> None:
    message = _ask(small_assistant, _RAIN)
    small_assistant.open_questions.settle([message], "set_aside", by="li")
    with pytest.raises(NotFoundError, match="settled or deleted"):
        small_assistant.open_questions.open([message])


def test_a_test_case_can_be_read_by_the_suites(small_assistant: Assistant) -> None:
    path = small_assistant.keep_cases([_ask(small_assistant, _RAIN)], "answer", facts=[[["12121"]]], by="li")
    small_assistant.keep_cases([_ask(small_assistant, "Which tractor shall I buy?")], "refusal", by="li")
    cases, bad = read_cases([path])
    assert [(case.suite, case.expected.kind, case.expected.facts) for case in cases] == [
        ("answering", "answer", [[["12121"]]]),
        ("refusal", "refusal", []),
    ]
    assert bad == []


def test_what_its_visitor_deletes_is_gone_from_the_board(small_assistant: Assistant) -> None:
    message = _ask(small_assistant, _RAIN)
    small_assistant.open_questions.settle([message], "set_aside", by="li")
    _ask(small_assistant, _RAIN)
    small_assistant.conversations.delete(_VISITOR)
    assert small_assistant.open_questions.find() == ()
