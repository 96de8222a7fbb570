"""Which pages there are and what each wears: title, bundle, the words of its script, what stands above it."""

from collections.abc import Callable
from html import escape
from typing import get_args

from starlette.requests import HTTPConnection

from assistant.conversations import Reason
from assistant.datatypes import Language
from assistant.web.door import Door
from assistant.web.page_head import Dress, words_of
from assistant.web.texts import LOCALES, text

_WORDS_OF_CHAT = (
    "disclaimer", "copied", "not_copied", "thanks", "taken_back", "not_saved", "what_is_wrong", "comment",
    "send_feedback", "conversation", "conversations", "search", "no_conversations", "nothing_found", "not_reached",
    "chats_answered", "newly_answered", "rename", "save", "delete", "delete_now", "delete_all", "delete_all_now",
    "draft", "draft_note", "no_draft", "draft_failed", "act_copy", "act_share",
    "card_proposed", "card_proposed_note", "proposals_coming", "confirm_proposal", "reject_proposal",
)  # fmt: skip


def dress_pages(door: Door, *, keep_days: int, chat_kinds: frozenset[str] = frozenset()) -> dict[str, Dress]:
    """Return what each page wears, by its path; `chat_kinds` are the kinds of components of the chat."""
    return _dress_chats(keep_days, chat_kinds) | _dress_desk(door)


def _dress_chats(keep_days: int, kinds: frozenset[str]) -> dict[str, Dress]:
    return {
        f"/{language}/chat/": Dress(
            language, text("title", language), "chat", _chat_words(language, keep_days), _first_paint(language), kinds
        )
        for language in LOCALES
    }


def _chat_words(language: Language, keep_days: int) -> dict[str, object]:
    reasons = {reason: text(f"reason_{reason}", language) for reason in get_args(Reason)}
    privacy = text("privacy", language, days=keep_days)
    return {**words_of(_WORDS_OF_CHAT, language), "reasons": reasons, "privacy": privacy}


def _first_paint(language: Language) -> Callable[[HTTPConnection], str]:
    """Return what stands on the page until Gradio has built its own: the title and what can be asked."""
    html = (
        f'<div id="first-paint"><p class="name">{escape(text("title", language))}</p>'
        f"<p>{escape(text('welcome', language))}</p>"
        f"<noscript><p>{escape(text('no_script', language))}</p></noscript></div>"
    )
    return lambda _: html


def _dress_desk(door: Door) -> dict[str, Dress]:
    from assistant.web.desk import PAGES, write_top

    return {
        f"/{language}/desk/{page.path}": Dress(
            language,
            f"{text(page.title, language)} · {text('desk', language)}",
            "desk",
            words_of(("files",), language),
            lambda connection, page=page, language=language: write_top(connection, page, language, door),  # type: ignore[misc]
        )
        for language in LOCALES
        for page in PAGES
    }
