"""The route by which a visitor gets a draft of first steps for the situation told in an own conversation."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Request
from pydantic import Field

from assistant.datatypes import Language
from assistant.exporting import export
from assistant.service import Assistant
from assistant.web.rates import RateLimit
from assistant.web.texts import text
from assistant.web.visitors import visitor_of

_Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


def add_drafts(app: FastAPI, assistant: Assistant, limit: RateLimit) -> None:
    """Add the route; nothing of a draft is kept. `limit` says how often one address may ask for one."""

    @app.get("/drafts/{conversation}")
    def draft(request: Request, conversation: _Id, language: Language = "en") -> dict[str, str]:
        if not limit.allows(request.client.host if request.client else ""):
            raise HTTPException(429, text("too_many", language))
        written = assistant.draft_talk(visitor_of(request), conversation, client=text("draft_client", language))
        if written is None:
            raise HTTPException(404, text("no_draft", language))
        return {"text": export(written, "txt").decode(), "language": written.language}
