"""The messages of an answer: rules, numbered passages and the question, cut to what the model can hold."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.chat_model import Limits
from assistant.citations import section_name, without_marks
from assistant.datatypes import Citation, Language, Message, Passage, RetrievedSection
from assistant.language import split_sentences
from assistant.prompts import Prompts

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_PASSAGES_AT_MOST = 4
# A section this far behind the best one says something else.
_FAR_BEHIND = 0.15
_TURNS_OF_HISTORY = 4
_LONGEST_TURN = 300
# What a chat template and the marks around passages add, and what an estimate may miss.
_RESERVE = 120
_HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")


def estimate_tokens(text: str) -> int:
    """Return an upper estimate of a text's tokens, whatever the model's tokenizer.

    No tokenizer is at hand without a network; small ones cut a Chinese character into up to two tokens.

    >>> estimate_tokens("abcdef"), estimate_tokens("登记")
    (2, 4)
    """
    han = len(_HAN.findall(text))
    return 2 * han + -(-(len(text) - han) // 3)


def choose_passages(sections: Sequence[RetrievedSection], language: Language) -> tuple[Passage, ...]:
    """Return the sections that a model is shown, best first, numbered from 1."""
    near = [hit for hit in sections[:_PASSAGES_AT_MOST] if hit.score >= sections[0].score - _FAR_BEHIND]
    return tuple(Passage(number, *hit.in_language(language)) for number, hit in enumerate(near, 1))


def show_passage(passage: Passage) -> str:
    """Return a passage as a model sees it; nothing in its text can close or open a passage."""
    name = f"{passage.document.title} {section_name(passage.section.id, passage.language)}".strip()
    return _frame(passage.number, f"{name}: {passage.section.heading}", passage.section.text)


def show_citation(citation: Citation) -> str:
    """Return the section that a citation quotes as a model sees it, numbered as it is cited."""
    name = f"{citation.title} {section_name(citation.section, citation.language)}".strip()
    return _frame(citation.number, f"{name}: {citation.heading}", citation.quote)


def _frame(number: int, title: str, text: str) -> str:
    return f'<passage number="{number}" title="{_as_data(title)}">\n{_as_data(text)}\n</passage>'


def _as_data(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›").replace('"', "'")


def write_messages(
    prompts: Prompts, passages: Sequence[Passage], question: str, *, history: Sequence[Message], language: Language,
    limits: Limits,
) -> tuple[list["BaseMessage"], tuple[Passage, ...]]:  # fmt: skip
    """Return the messages of an answer and the passages that they hold.

    Where the model cannot hold all, history goes first, then the last passages, then the end of the first.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    rules = prompts["answer_rules", language].fill()
    prompt = prompts["answer", language]
    room = limits.context_tokens - limits.max_tokens - _RESERVE
    room -= estimate_tokens(rules) + estimate_tokens(prompt.text) + estimate_tokens(question)
    kept = _fit(passages, room)
    shown = "\n\n".join(show_passage(passage) for passage in kept)
    told = show_history(history, language)
    if estimate_tokens(shown) + estimate_tokens(told) > room:
        told = ""
    text = prompt.fill(passages=shown, history=told, question=question)
    return [SystemMessage(rules), HumanMessage(text)], kept


def _fit(passages: Sequence[Passage], room: int) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    for passage in passages:
        cost = estimate_tokens(show_passage(passage))
        if cost <= room:
            kept.append(passage)
            room -= cost
        elif not kept:
            return (_shortened(passage, room),)
        else:
            break
    return tuple(kept)


def _shortened(passage: Passage, room: int) -> Passage:
    """Return a passage with as many of its first sentences as there is room for, one at least."""
    from dataclasses import replace

    sentences = split_sentences(passage.section.text)
    blank = "" if passage.language == "zh" else " "
    for count in range(len(sentences), 0, -1):
        shorter = replace(passage, section=replace(passage.section, text=blank.join(sentences[:count])))
        if estimate_tokens(show_passage(shorter)) <= room:
            return shorter
    return replace(passage, section=replace(passage.section, text=sentences[0] if sentences else ""))


def show_history(history: Sequence[Message], language: Language) -> str:
    """Return the last turns of a conversation as lines; empty without one."""
    names = {"user": "问", "assistant": "答"} if language == "zh" else {"user": "Asked", "assistant": "Answered"}
    return "\n".join(
        f"{names[message.role]}: {_as_data(without_marks(message.content))[:_LONGEST_TURN]}"
        for message in history[-_TURNS_OF_HISTORY:]
    )
