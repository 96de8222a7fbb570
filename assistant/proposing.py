"""A chat model's proposals for the facts of a profile, each held to words that the description has.

A proposal is no fact: it counts once somebody who knows the business has confirmed it. What the model gets wrong,
or does not get at all, costs the proposals and nothing else.
"""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.chat_model import ChatModel, load_chat_model
from assistant.datatypes import Language
from assistant.embedding import Embedder
from assistant.errors import ChatModelError
from assistant.flagging import is_order
from assistant.language import detect_language, split_sentences
from assistant.profile_reading import Evidence, may_tell, read_text
from assistant.prompting import estimate_tokens
from assistant.prompts import Prompts, load_prompts
from assistant.settings import Settings
from assistant.typology import FACT_VALUES

# For a whole reply; what is finished by then is taken. A reader of a classification waits no longer.
PROPOSALS_WITHIN_S = 30.0
# A model that is slow keeps no more readers of descriptions waiting at once.
_AT_ONCE = 4
_REMEMBERED = 64
_LONGEST_WORDS = 200
_SHORTEST_WORDS: dict[Language, int] = {"en": 5, "zh": 2}
# What a chat template adds, and what an estimate may miss.
_RESERVE = 120
Proposals = tuple[Evidence, ...]
_OBJECT = re.compile(r"\{[^{}]*\}")


class _Told(BaseModel):
    """A proposal as a model writes it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    fact: str
    value: str
    words: str


class Proposer:
    """Asks a chat model for further facts of descriptions, at most a few at once.

    What it was told of the last descriptions is remembered by their hashes, so that a card that is drawn anew asks
    nobody again.
    """

    def __init__(self, chat: ChatModel, prompts: Prompts, *, reader: Embedder | None = None) -> None:
        self._chat = chat
        self._prompts = prompts
        self._reader = reader
        self._told: OrderedDict[str, Proposals] = OrderedDict()
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(_AT_ONCE)

    def propose(self, description: str, besides: Collection[str] = ()) -> Proposals:
        """Return what the model reads from a description beside these facts, in its order; nothing where it fails.

        It takes PROPOSALS_WITHIN_S at most, and no time while the model's breaker is open or others wait for it.
        """
        language = detect_language(description)
        if language is None or not description.strip():
            return ()
        key = hashlib.sha256(description.encode()).hexdigest()
        with self._lock:
            told = self._told.get(key)
        if told is None:
            told = self._ask(description, besides, language)
            if told is None:
                return ()
            self._remember(key, told)
        return tuple(one for one in told if one.fact not in besides)

    def _ask(self, description: str, besides: Collection[str], language: Language) -> Proposals | None:
        """Return what the model proposes, None where it gave no answer."""
        if not self._room.acquire(blocking=False):
            return None
        try:
            told = propose_facts(self._chat, self._prompts, description, besides=besides, language=language)
        except ChatModelError:
            return None
        finally:
            self._room.release()
        return tuple(one for one in told if not self._reads_otherwise(one))

    def _reads_otherwise(self, proposal: Evidence) -> bool:
        """Tell whether the very words of a proposal read as another value of its fact."""
        read = read_text(proposal.words, self._reader).profile
        return getattr(read, proposal.fact) not in (None, proposal.value)

    def _remember(self, key: str, told: Proposals) -> None:
        with self._lock:
            self._told[key] = told
            while len(self._told) > _REMEMBERED:
                self._told.popitem(last=False)


def load_proposer(settings: Settings, reader: Embedder | None) -> Proposer | None:
    """Return what asks the chat model of the settings, None where they name none. Nothing is called yet."""
    chat = load_chat_model(settings)
    return Proposer(chat, load_prompts(settings.prompts), reader=reader) if chat else None


def propose_facts(
    chat: ChatModel, prompts: Prompts, description: str, *, besides: Collection[str] = (), language: Language
) -> Proposals:
    """Return what the model reads from a description beside these facts, in its order.

    Of a description that the model cannot hold it is shown the beginning. Raises ChatModelError.
    """
    from langchain_core.messages import HumanMessage

    prompt = prompts["profile_proposals", language]
    facts = "\n".join(f"- {fact}: {', '.join(values)}" for fact, values in FACT_VALUES.items() if fact not in besides)
    room = chat.limits.context_tokens - chat.limits.max_tokens - _RESERVE
    shown = _beginning(description, room - estimate_tokens(prompt.text) - estimate_tokens(facts))
    message = HumanMessage(prompt.fill(facts=facts, description=shown.replace("<", "‹").replace(">", "›")))
    reply = chat.complete([message], within_s=PROPOSALS_WITHIN_S)
    return read_proposals(reply, description, besides=besides, language=language)


def _beginning(description: str, room: int) -> str:
    """Return as much of a description as there is room for, in tokens."""
    shown = description
    while shown and estimate_tokens(shown) > room:
        shown = shown[: len(shown) * 9 // 10]
    return shown


def read_proposals(reply: str, description: str, *, besides: Collection[str] = (), language: Language) -> Proposals:
    """Return the proposals of a reply that the description can be held to, with the place of their words.

    Each has a fact that is none of `besides`, one of its values, and words that stand in the description as they
    are, tell a fact of today and give no orders. A fact that is proposed in two ways is left out. A reply that
    breaks off costs what it did not finish.

    >>> told = '{"proposals": [{"fact": "stage", "value": "planning", "words": "want to start"}]}'
    >>> [(one.value, one.start, one.end) for one in read_proposals(told, "We want to start a shop.", language="en")]
    [('planning', 3, 16)]
    >>> read_proposals(told, "We run a shop.", language="en")
    ()
    """
    found: dict[str, Evidence] = {}
    torn: set[str] = set()
    for told in _read_objects(reply):
        proposal = _place(told, description, language) if told.fact not in besides else None
        if proposal is None:
            continue
        first = found.setdefault(proposal.fact, proposal)
        if first.value != proposal.value:
            torn.add(proposal.fact)
    return tuple(one for one in found.values() if one.fact not in torn)


def _read_objects(reply: str) -> Iterator[_Told]:
    for match in _OBJECT.finditer(reply):
        try:
            yield _Told.model_validate_json(match[0])
        except ValidationError:
            continue


def _place(told: _Told, description: str, language: Language) -> Evidence | None:
    """Return a proposal with the place of its words, None where they cannot stand for it."""
    words = told.words.strip()
    if told.value not in FACT_VALUES.get(told.fact, ()):
        return None
    if not _SHORTEST_WORDS[language] <= len(words) <= _LONGEST_WORDS:
        return None
    start = description.find(words)
    end = start + len(words)
    if start < 0 or not may_tell(description, f"{told.fact}={told.value}", start, end):
        return None
    sentences = [one for one in split_sentences(description) if words in one or one in words]
    if any(is_order(one) for one in (words, *sentences)):
        return None
    return Evidence(told.fact, told.value, words, start, end)
