"""What other programs may call on the public pages: documented, typed, and limited like the page itself.

Gradio describes it under `gradio_api/info` and `gradio_api/openapi.json` of each page. A new function is one
more `api` here; it checks rate and length itself, since nothing else does.
"""

from typing import Any, Literal

import gradio as gr
from gradio.events import api

from assistant.datatypes import Language, Message
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.web.rates import RateLimit
from assistant.web.texts import refusal, text

_LONGEST_HISTORY = 40
_LONGEST_MESSAGE = 20_000


def offer_answers(assistant: Assistant, limit: RateLimit, page: Language) -> None:
    """Add `ask` and `classify` to the page that is being built; `page` is its language, for what goes wrong."""

    def ask(
        question: str,
        request: gr.Request,
        history: list[dict[str, str]] | None = None,
        language: Literal["auto", "en", "zh"] = "auto",
    ) -> dict[str, Any]:
        """Answer a question from the library, with citations.

        `history` holds the messages before it, oldest first, as {"role": "user" or "assistant", "content": "..."}.
        Returns the object of `assistant ask --json`.
        """
        check_rate(limit, request, page)
        try:
            wanted = None if language not in ("en", "zh") else language
            return assistant.ask(question, history=read_history(history), language=wanted).to_dict()
        except AssistantError as error:
            raise gr.Error(error.in_language(page)) from error

    def classify(request: gr.Request, text: str | None = None, profile: dict[str, str] | None = None) -> dict[str, Any]:
        """Tell what kind of rural e-commerce a description, or a profile of facts, is, by fixed rules.

        Give either `text` in English or Chinese, of up to 20,000 characters, or `profile`, as {"own_brand": "no"}.
        Returns the object of `assistant classify --json`.
        """
        check_rate(limit, request, page)
        try:
            return assistant.classify(text=text, profile=profile).to_dict()
        except AssistantError as error:
            raise gr.Error(error.in_language(page)) from error

    api(ask, api_name="ask")
    api(classify, api_name="classify")


def check_rate(limit: RateLimit, request: gr.Request, language: Language) -> None:
    """Raise gr.Error where this visitor called too often."""
    if not limit.allows(request.client.host if request.client else ""):
        raise gr.Error(text("too_many", language))


def read_history(messages: object) -> list[Message]:
    """Return the messages of a history; raises UnreadableInputError for what is none.

    >>> read_history([{"role": "user", "content": "And pears?"}])
    [Message(role='user', content='And pears?')]
    """
    listed = messages or []
    if not isinstance(listed, list) or len(listed) > _LONGEST_HISTORY:
        raise refusal("bad_history", most=_LONGEST_HISTORY)
    return [_read_message(message) for message in listed]


def _read_message(message: object) -> Message:
    role, content = (message.get("role"), message.get("content")) if isinstance(message, dict) else (None, None)
    if role not in ("user", "assistant") or not isinstance(content, str) or len(content) > _LONGEST_MESSAGE:
        raise refusal("bad_message", most=_LONGEST_MESSAGE)
    return Message(role, content)
