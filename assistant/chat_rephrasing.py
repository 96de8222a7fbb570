"""A line of a draft in plainer words of a chat model, taken only where it says the same."""

from collections.abc import Sequence

from assistant.chat_model import ChatModel
from assistant.datatypes import Language, Passage
from assistant.errors import ChatModelError
from assistant.language import detect_language
from assistant.prompting import show_passage
from assistant.prompts import Prompts
from assistant.sentence_stream import read_sentence
from assistant.verification import support_of


def rephrase_line(
    chat: ChatModel, prompts: Prompts, line: str, passages: Sequence[Passage], *, language: Language
) -> str:
    """Return the line in other words that the line itself supports; as it was where the model fails or changes it."""
    from langchain_core.messages import HumanMessage

    shown = "\n\n".join(show_passage(passage) for passage in passages)
    message = HumanMessage(prompts["draft_rephrasing", language].fill(passages=shown, line=line))
    try:
        text = chat.complete([message])
    except ChatModelError:
        return line
    return accept_rephrasing(text, line, language)


def accept_rephrasing(text: str, line: str, language: Language) -> str:
    """Return a rephrasing that the line supports in every check, else the line.

    >>> accept_rephrasing("Sellers must keep the record 6 months.", "The seller must keep the record 6 months.", "en")
    'Sellers must keep the record 6 months.'
    >>> accept_rephrasing("The seller may keep the record 9 months.", "The seller must keep the record 6 months.", "en")
    'The seller must keep the record 6 months.'
    """
    written = read_sentence(text.strip()) if "\n" not in text.strip() else []
    if len(written) != 1 or detect_language(written[0].text) != language:
        return line
    return written[0].text if support_of(written[0].text, line) else line
