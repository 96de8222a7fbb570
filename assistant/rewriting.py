"""A chat model's rewriting of a question that leans on the talk before it, and the check of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.chat_model import ChatModel
from assistant.datatypes import Language, Message
from assistant.errors import ChatModelError
from assistant.following_up import is_short, needs_history
from assistant.language import detect_language
from assistant.prompting import show_history
from assistant.prompts import Prompts
from assistant.support_words import is_harmless
from assistant.tokenizing import tokenize
from assistant.verification import missing_quantities

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

_LONGEST = 300


def rewrite_question(
    chat: ChatModel, prompts: Prompts, question: str, history: Sequence[Message], *, language: Language,
    config: "RunnableConfig | None" = None,
) -> str | None:  # fmt: skip
    """Return the question made whole by the model, None where it need not be, failed, or brought in something new."""
    from langchain_core.messages import HumanMessage

    if not history or not (needs_history(question) or is_short(question)):
        return None
    told = show_history(history, language)
    message = HumanMessage(prompts["follow_up", language].fill(history=told, question=question))
    try:
        text = chat.complete([message], config=config)
    except ChatModelError:
        return None
    return accept_rewriting(text, f"{told}\n{question}", language)


def accept_rewriting(text: str, talk: str, language: Language) -> str | None:
    """Return a rewritten question of one line whose every word and number stands in the talk, else None.

    >>> accept_rewriting("Must a cooperative register?", "Asked: Must I register? and a cooperative?", "en")
    'Must a cooperative register?'
    >>> accept_rewriting("Must a cooperative pay 500 yuan?", "Asked: Must I pay? and a cooperative?", "en") is None
    True
    """
    line = text.strip().strip('"“”「」').strip()
    if not line or "\n" in line or len(line) > _LONGEST or detect_language(line) != language:
        return None
    if missing_quantities(line, talk):
        return None
    known = set(tokenize(talk))
    return line if all(word in known or is_harmless(word) for word in tokenize(line)) else None
