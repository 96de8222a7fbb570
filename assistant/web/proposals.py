"""The route by which a card of a diagnosis gets what a chat model proposes beside, after the card is shown.

The card never waits for it. A tap on a proposal sends the fact as the visitor's own answer; one that is rejected is
left out by the page.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request
from pydantic import Field

from assistant.datatypes import Language
from assistant.profile_answers import name_answer, write_answer
from assistant.profile_reading import Evidence
from assistant.service import Assistant
from assistant.typology_wording import FACT_NAMES
from assistant.web.rates import RateLimit
from assistant.web.texts import text
from assistant.web.visitors import visitor_of

_Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


def add_proposals(app: FastAPI, assistant: Assistant, limit: RateLimit) -> None:
    """Add the route; `limit` says how often one address may ask for proposals."""

    @app.get("/proposals/{conversation}")
    def proposals(request: Request, conversation: _Id, language: Language = "en") -> list[dict[str, str]]:
        if not limit.allows(request.client.host if request.client else ""):
            raise HTTPException(429, text("too_many", language))
        return write_proposals(assistant.propose_in_talk(visitor_of(request), conversation), language)


def write_proposals(proposals: Sequence[Evidence], language: Language) -> list[dict[str, str]]:
    """Return proposals as the page shows them: the fact in words, the visitor's own words, what a yes sends."""
    return [
        {
            "id": f"{one.fact}={one.value}",
            "fact": FACT_NAMES[one.fact][language == "zh"],
            "value": name_answer(one.fact, one.value, language),
            "words": " ".join(one.words.split()),
            "answer": write_answer(one.fact, one.value, language),
        }
        for one in proposals
    ]
