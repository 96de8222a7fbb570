"""A chat model's proposals for the facts of a profile, each held to words that the description has."""

import json
import re

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.chat_model import ChatModel
from assistant.datatypes import Language
from assistant.errors import ChatModelError
from assistant.prompts import Prompts
from assistant.typology import FACT_VALUES


class Proposal(BaseModel):
    """A fact that a description may state, and the words that state it; for a person to confirm."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    value: str
    words: str


class _Proposals(BaseModel):
    model_config = ConfigDict(extra="forbid")

    proposals: list[Proposal]


def propose_facts(chat: ChatModel, prompts: Prompts, description: str, *, language: Language) -> tuple[Proposal, ...]:
    """Return what the model reads from a description, in its order; nothing where it fails.

    They are proposals: no fact of a profile rests on a chat model alone.
    """
    from langchain_core.messages import HumanMessage

    facts = "\n".join(f"- {fact}: {', '.join(values)}" for fact, values in FACT_VALUES.items())
    shown = description.replace("<", "‹").replace(">", "›")
    message = HumanMessage(prompts["profile_proposals", language].fill(facts=facts, description=shown))
    try:
        return read_proposals(chat.complete([message]), description)
    except ChatModelError:
        return ()


def read_proposals(text: str, description: str) -> tuple[Proposal, ...]:
    """Return the proposals of a JSON answer whose fact and value exist and whose words stand in the description.

    >>> told = '{"proposals": [{"fact": "stage", "value": "planning", "words": "want to start"}]}'
    >>> [one.value for one in read_proposals(told, "We want to start a shop.")]
    ['planning']
    >>> read_proposals(told, "We run a shop.")
    ()
    """
    block = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        found = _Proposals.model_validate(json.loads(block[0])).proposals if block else []
    except (json.JSONDecodeError, ValidationError):
        return ()
    fitting = [
        one
        for one in found
        if one.value in FACT_VALUES.get(one.fact, ()) and one.words.strip() and one.words in description
    ]
    return tuple({one.fact: one for one in reversed(fitting)}.values())[::-1]
