"""Many questions at once: JSON Lines in, one JSON object a line out, in order; a bad line stops nothing."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.datatypes import Language, Message
from assistant.diagnosing import Classifier
from assistant.errors import AssistantError, UnreadableInputError
from assistant.service import Assistant


class HistoryTurn(BaseModel):
    """One message of the talk before a question, oldest first."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class QuestionLine(BaseModel):
    """A line of a batch of questions."""

    model_config = ConfigDict(extra="forbid")

    id: str | int | None = None
    question: str
    history: list[HistoryTurn] = []
    language: Literal["auto", "en", "zh"] = "auto"


class DescriptionLine(BaseModel):
    """A line of a batch of descriptions or profiles."""

    model_config = ConfigDict(extra="forbid")

    id: str | int | None = None
    text: str | None = None
    profile: dict[str, Any] | None = None


def read_history(text: str) -> list[Message]:
    """Return the messages of a history file, a JSON list of `{"role", "content"}`."""
    try:
        turns = TypeAdapter(list[HistoryTurn]).validate_json(text)
    except ValidationError as error:
        raise UnreadableInputError(
            f"The history is no list of messages: {_problem(error)}", zh=f"对话历史不是消息列表：{_problem(error)}"
        ) from None
    return [Message(turn.role, turn.content) for turn in turns]


def answer_lines(lines: Iterable[str], assistant: Assistant) -> Iterator[dict[str, Any]]:
    """Yield the answer of each line, or `{"id", "error"}` in its place; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer_line(number, line, assistant)


def _answer_line(number: int, line: str, assistant: Assistant) -> dict[str, Any]:
    try:
        asked = QuestionLine.model_validate_json(line)
    except ValidationError as error:
        return _failure(_id_in(line), "bad_line", f"Line {number}: {_problem(error)}")
    try:
        history = [Message(turn.role, turn.content) for turn in asked.history]
        language: Language | None = None if asked.language == "auto" else asked.language
        answer = assistant.ask(asked.question, history=history, language=language)
    except AssistantError as error:
        return _failure(asked.id, error.code, str(error))
    return answer.to_dict(asked.id)


def classify_lines(lines: Iterable[str], classifier: Classifier) -> Iterator[dict[str, Any]]:
    """Yield the diagnosis of each line, or `{"id", "error"}` in its place; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _classify_line(number, line, classifier)


def _classify_line(number: int, line: str, classifier: Classifier) -> dict[str, Any]:
    try:
        given = DescriptionLine.model_validate_json(line)
    except ValidationError as error:
        return _failure(_id_in(line), "bad_line", f"Line {number}: {_problem(error)}")
    try:
        return classifier.classify(text=given.text, profile=given.profile).to_dict(given.id)
    except AssistantError as error:
        return _failure(given.id, error.code, f"Line {number}: {error}")


def _failure(id: str | int | None, code: str, message: str) -> dict[str, Any]:
    return {"id": id, "error": {"code": code, "message": message}}


def _id_in(line: str) -> str | int | None:
    try:
        fields = TypeAdapter(dict[str, Any]).validate_json(line)
    except ValidationError:
        return None
    id = fields.get("id")
    return id if isinstance(id, str | int) else None


def _problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}." if where else f"{problem['msg']}."
