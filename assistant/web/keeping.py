"""The routes of a visitor's own conversations and of feedback. Each knows its visitor by the cookie alone."""

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.conversations import LONGEST_COMMENT, LONGEST_NAME, Reason, Verdict
from assistant.datatypes import Language
from assistant.errors import UnreadableInputError
from assistant.service import Assistant
from assistant.web.languages import language_of
from assistant.web.rates import RateLimit
from assistant.web.texts import text, write_day
from assistant.web.visitors import visitor_of

_Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class NewName(BaseModel):
    """A name for a conversation."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class Feedback(BaseModel):
    """What a visitor thinks of an answer; without a verdict what was said is taken back."""

    model_config = ConfigDict(extra="forbid")
    message: _Id
    verdict: Verdict | None
    reasons: Annotated[list[Reason], Field(max_length=5)] = []
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] = ""


def add_keeping(app: FastAPI, assistant: Assistant, limit: RateLimit) -> None:
    """Add the routes; `limit` says how often one address may call them."""

    def visitor(request: Request) -> str:
        if not limit.allows(request.client.host if request.client else ""):
            raise HTTPException(429, text("too_many", language_of(request)))
        return visitor_of(request)

    @app.get("/conversations")
    def find(
        request: Request, words: Annotated[str, Field(max_length=100)] = "", language: Language = "en"
    ) -> list[dict[str, str | bool]]:
        found = assistant.conversations.find(visitor(request), words=words)
        return [
            {"id": one.id, "name": one.name, "used": write_day(one.used_at.date(), language), "answered": one.answered}
            for one in found
        ]

    @app.patch("/conversations/{conversation}")
    def rename(request: Request, conversation: _Id, new: NewName) -> dict[str, bool]:
        return _found(
            request, _taken(request, assistant.conversations.rename, visitor(request), conversation, new.name)
        )

    @app.delete("/conversations/{conversation}")
    def delete(request: Request, conversation: _Id) -> dict[str, bool]:
        return _found(request, assistant.conversations.delete(visitor(request), conversation))

    @app.delete("/conversations")
    def delete_all(request: Request) -> dict[str, bool]:
        assistant.conversations.delete(visitor(request))
        return {"done": True}

    @app.post("/feedback")
    def rate(request: Request, given: Feedback) -> dict[str, bool]:
        options: dict[str, Any] = {"reasons": given.reasons, "comment": given.comment}
        rated = _taken(request, assistant.conversations.rate, visitor(request), given.message, given.verdict, **options)
        return _found(request, rated)


def _taken(request: Request, change: Any, *arguments: Any, **options: Any) -> bool:
    try:
        return bool(change(*arguments, **options))
    except UnreadableInputError as error:
        raise HTTPException(422, error.in_language(language_of(request))) from error


def _found(request: Request, done: bool | int) -> dict[str, bool]:
    """Answer 404 for what is not there, and for what is somebody else's, which comes to the same."""
    if not done:
        raise HTTPException(404, text("not_yours", language_of(request)))
    return {"done": True}
