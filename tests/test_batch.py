"""Many questions at once, in order, whatever stands between them."""

import json

import pytest

from assistant.batch import answer_lines, read_history
from assistant.datatypes import Message
from assistant.errors import AssistantError, IndexUnreadableError, UnreadableInputError
from assistant.service import Assistant


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def code_of(outcome: dict[str, dict[str, str]]) -> str | None:
    return outcome.get("error", {}).get("code")


def test_answers_come_in_the_order_of_their_lines(small_assistant: Assistant) -> None:
    lines = [line(id=number, question="hello") for number in (3, "b", 1)]
    assert [outcome["id"] for outcome in answer_lines(lines, small_assistant)] == [3, "b", 1]


def test_an_answer_comes_before_the_next_line_is_read(small_assistant: Assistant) -> None:
    read = []
    lines = (read.append(number) or line(id=number, question="hello") for number in range(3))
    next(answer_lines(lines, small_assistant))
    assert read == [0]


@pytest.mark.parametrize(
    ("bad", "id", "told"),
    [
        ("no json", None, "Invalid JSON"),
        (line(id=7), 7, "question: Field required"),
        (line(id="a", question=5), "a", "question: Input should be a valid string"),
        (line(id="a", question="x", colour="red"), "a", "colour: Extra inputs are not permitted"),
        (line(id="a", question="x", language="fr"), "a", "language: Input should be 'auto', 'en' or 'zh'"),
        (line(id="a", question="x", history=[{"role": "judge", "content": ""}]), "a", "history.0.role"),
        (line(id=[1], question="x"), None, "id."),
        ("[]", None, "Input should be an object"),
        ('{"id": 1, "question": "\\ud800"}', None, "Invalid JSON"),
        ("\udcff", None, "unable to parse"),
    ],
)
def test_a_bad_line_keeps_its_place_and_stops_no_other(
    small_assistant: Assistant, bad: str, id: object, told: str
) -> None:
    before, outcome, after = answer_lines([line(question="hello"), bad, line(question="hello")], small_assistant)
    assert (before["kind"], after["kind"]) == ("small_talk", "small_talk")
    assert outcome["id"] == id and code_of(outcome) == "bad_line"
    assert outcome["error"]["message"].startswith("Line 2: ") and told in outcome["error"]["message"]


def test_empty_lines_are_passed_over_and_counted(small_assistant: Assistant) -> None:
    (outcome,) = answer_lines(["", "  \n", "no json"], small_assistant)
    assert outcome["error"]["message"].startswith("Line 3: ")


def test_a_failure_of_one_question_is_told_in_its_place(
    small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Assistant, question: str, **_: object) -> None:
        raise IndexUnreadableError("The index cannot be used.", zh="索引用不了。")

    monkeypatch.setattr(Assistant, "ask", fail)
    (outcome,) = answer_lines([line(id=1, question="x")], small_assistant)
    assert outcome == {"id": 1, "error": {"code": "index_unreadable", "message": "The index cannot be used."}}


def test_the_language_of_a_line_is_that_of_its_answer(small_assistant: Assistant) -> None:
    lines = [line(question="apples?", language=language) for language in ("zh", "en", "auto")]
    assert [outcome["language"] for outcome in answer_lines(lines, small_assistant)] == ["zh", "en", "en"]


def test_the_history_of_a_line_is_its_own(small_assistant: Assistant) -> None:
    history = [{"role": "user", "content": "Must I register my orchard?"}]
    lines = [line(question="and for pears?", history=history), line(question="and for pears?")]
    searched = [outcome["searched"] for outcome in answer_lines(lines, small_assistant)]
    assert searched == ["Must I register my orchard? and for pears?", "and for pears?"]


def test_an_outcome_is_plain_json(small_assistant: Assistant) -> None:
    (outcome,) = answer_lines([line(question="Must I register my orchard?")], small_assistant)
    assert json.loads(json.dumps(outcome)) == outcome


def test_a_history_is_read_oldest_first() -> None:
    text = '[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]'
    assert read_history(text) == [Message("user", "a"), Message("assistant", "b")]


def test_a_history_that_is_none_is_one_sentence() -> None:
    with pytest.raises(UnreadableInputError, match="no list of messages") as told:
        read_history("nonsense")
    assert isinstance(told.value, AssistantError) and "\n" not in str(told.value)
