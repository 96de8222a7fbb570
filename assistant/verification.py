"""Does this passage support this sentence? Pure checks, no model: words, numbers, polarity.

A sentence that stands in the passage is verbatim. One in other words is a paraphrase where the passage
has every quantity in it, most of its words, and a sentence of the same polarity on the matter.
"""

import re

from assistant.datatypes import Support
from assistant.language import fold, split_sentences
from assistant.quantities import Quantity, find_quantities
from assistant.tokenizing import tokenize

# Below this share of its words in the passage, a sentence speaks of something else.
FEWEST_SHARED_WORDS = 0.6
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|exempt|outside|free of|\w+n't|unless)\b"
    r"|不(?!仅|但|过|同|少|断|管|论|只)|没|无(?!理由)|未|非(?!常)|免(?!费)|别(?!的|人)|禁止|除外"
)


def support_of(sentence: str, passage: str) -> Support | None:
    """Return how `passage` supports `sentence`, or None where it does not.

    >>> support_of("You need not register.", "Sellers of own produce are exempt. You need not register.")
    'verbatim'
    >>> support_of("The limit is 200,000 yuan.", "The limit is 100,000 yuan a year.") is None
    True
    """
    if _stands_in(sentence, passage):
        return "verbatim"
    if missing_quantities(sentence, passage):
        return None
    aligned = align(sentence, passage)
    if aligned is None or shared_words(sentence, passage) < FEWEST_SHARED_WORDS:
        return None
    return "paraphrase" if is_negative(sentence) == is_negative(aligned) else None


def _stands_in(sentence: str, passage: str) -> bool:
    """Tell whether a passage has these words and no others joined on: 'is 10' does not stand in 'is 100'."""
    words = fold(sentence).rstrip("。.!！")
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w|[.,]\d)", fold(passage)) is not None


def missing_quantities(sentence: str, passage: str) -> tuple[Quantity, ...]:
    """Return the quantities of `sentence` that `passage` does not have, in order of place."""
    present = set(find_quantities(passage))
    return tuple(quantity for quantity in find_quantities(sentence) if quantity not in present)


def shared_words(sentence: str, passage: str) -> float:
    """Return which share (0 to 1) of the words of `sentence` stand in `passage`; 0 where it has none."""
    words = set(tokenize(sentence))
    return len(words & set(tokenize(passage))) / len(words) if words else 0.0


def align(sentence: str, passage: str) -> str | None:
    """Return the sentence of `passage` that shares most words with `sentence`; the first of equals."""
    words = set(tokenize(sentence))
    return max(split_sentences(passage), key=lambda told: len(words & set(tokenize(told))), default=None)


def is_negative(sentence: str) -> bool:
    """Tell whether a sentence says that something is not so, not allowed or not needed.

    >>> is_negative("你不用登记。"), is_negative("You must register.")
    (True, False)
    """
    return len(_NEGATION.findall(fold(sentence))) % 2 == 1
