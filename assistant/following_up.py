"""A question that leans on the talk before it is made whole by rules, without a chat model."""

import re
from collections.abc import Sequence

from assistant.datatypes import Message
from assistant.language import fold
from assistant.tokenizing import tokenize

# A question opens like this when it goes on from the one before.
_OPENING = re.compile(
    r"^(?:and\b|but\b|so\b|or\b|then\b|also\b|what about|how about|what if|why\b\W*$|how so|really\b|more\b|go on"
    r"|tell me more"
    r"|in that case|even if|ok(?:ay)?\b|那(?!些年)|要是|如果|万一|假如|还有|另外|可是|但是|不过|为啥|为什么\W*$"
    r"|再|继续|然后|具体|比如|多说|真的)",
    re.IGNORECASE,
)
# A question points back with these; a noun of its own may stand beside them.
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|that|those|these|this one|the same|such|there|he|she|one of them"
    r"|the (?:first|second|third|other|latter|former))\b"
    r"|这|那|它|他们|上面|刚才|前面|同样|第[一二三]种|后者|前者",
    re.IGNORECASE,
)
_ENDING = re.compile(r"呢[?？]?$|[?？]{0}\bthen\W*$|\btoo\W*$|\bas well\W*$|也(?:一样|算|要|行|得|可以)")
# With so few words of its own, a question that points back cannot stand alone.
_FEW_WORDS = 4
_SOME_WORDS = 9


def needs_history(question: str) -> bool:
    """Tell whether a question cannot be understood without what was said before.

    >>> needs_history("and for a cooperative?"), needs_history("那要是雇了人呢？")
    (True, True)
    >>> needs_history("Do I need a licence to sell my own apples?")
    False
    """
    words = len(set(tokenize(fold(question))))
    return words <= (_SOME_WORDS if points_back(question) else _FEW_WORDS // 2)


def points_back(question: str) -> bool:
    """Tell whether a question has a word that leans on what was said before, however long it is.

    >>> points_back("what does that cost?"), points_back("What is the asymmetric mode?")
    (True, False)
    """
    plain = fold(question)
    return any(pattern.search(plain) for pattern in (_OPENING, _ENDING, _POINTING))


def make_whole(question: str, history: Sequence[Message]) -> str:
    """Return the question as it is to be searched: joined to the one it leans on, where it leans on one.

    Without a question before it, a question stays as it is.
    """
    return join_last(question, history) if needs_history(question) else question


def join_last(question: str, history: Sequence[Message]) -> str:
    """Return the question behind the last one that stands alone; without one, the question as it is."""
    asked = [message.content for message in history if message.role == "user" and message.content.strip()]
    if not asked:
        return question
    start = next((number for number in range(len(asked) - 1, -1, -1) if not needs_history(asked[number])), 0)
    return f"{asked[start]} {question}"


def is_short(question: str) -> bool:
    """Tell whether a question has so few words that it may lean on the one before without showing it."""
    return len(set(tokenize(question))) <= _SOME_WORDS
