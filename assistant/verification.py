"""Does this passage support this sentence? Pure checks, no model: words, numbers, senses, roles.

A sentence that stands in the passage is verbatim. One in other words is a paraphrase where one sentence of
the passage says the same matter with the same quantities, duties, limits, directions and roles, and where no
word of it comes from nowhere. The check is strict on purpose: what it does not let through gives
way to the passage's own sentence, which costs style, while a lie let through costs the reader money.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from assistant.datatypes import Support
from assistant.language import fold, split_sentences
from assistant.quantities import Quantity, find_quantities
from assistant.support_cues import OPPOSITES, find_roles, find_senses, without_cues
from assistant.support_words import is_harmless, same_words
from assistant.tokenizing import tokenize

# Below this share of its words in the passage, a sentence speaks of something else.
FEWEST_SHARED_WORDS = 0.6
# How often the order of the shared words may break.
_BREAKS_AT_MOST = 1
# How many sentences of the passage are held against a sentence, nearest first.
_LOOKED_AT = 4
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|exempt|outside|free of|\w+n't|unless)\b"
    r"|不(?!仅|但|过|同|少|断|管|论|只)|没|无(?!理由)|未|非(?!常)|免(?!费)|别(?!的|人)|禁止|除外"
)
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,})[”\"」』]")
# The consumer in the name of a law buys nothing.
_TITLE = re.compile(
    r"《[^》]*》|消费者权益保护法|消法"
    r"|(?:[A-Z][\w'-]*(?: (?:of|and|the|for|on|in|from) |\s))+(?:Law|Measures|Regulations?|Rules)\b"
)
_CLAUSE = re.compile(r"[;:，；：]\s*|,\s+|\s+(?=(?:but|because|so|while|and so)\b)")
# A clause like this holds the rest in check and cannot be left out.
_CONDITION = re.compile(
    r"\b(?:if|unless|except\w*|where|when|whenever|only|provided|until|but|as long as|however|without|within|before"
    r"|after|other than|subject to|in case|while)\b"
    r"|如果|若|但|除|只有|只要|才|的$|时$|后$|前$|内$|凡|经|以外|为限|另有|要是|情况下|之外"
)
# Senses that a sentence may leave out although the passage has them: it then says less, not something else.
_MAY_BE_LEFT_OUT = frozenset(
    {"duty", "encourage", "own", "public", "keep", "high", "low", "first", "accept", "sell", "buy", "rise", "fall",
     "lawful", "contribution", "all", "equal", "last", "free", "no_matter", "not_only", "reciprocal"}
)  # fmt: skip

Entails = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a passage stands to a sentence: `support`, None where it has none, and the words it rests on.

    `conflict` names the first check that the nearest words failed, None where the sentence is supported.
    """

    support: Support | None
    told: str | None
    conflict: str | None


def support_of(sentence: str, passage: str) -> Support | None:
    """Return how `passage` supports `sentence`, or None where it does not.

    >>> support_of("You need not register.", "Sellers of own produce are exempt. You need not register.")
    'verbatim'
    >>> support_of("The limit is 200,000 yuan.", "The limit is 100,000 yuan a year.") is None
    True
    """
    return judge(sentence, passage).support


def judge(
    sentence: str, passage: str, *, named: str = "", asked: str = "", entails: Entails | None = None
) -> Judgement:
    """Hold a sentence against a passage.

    `named` is how the passage is called, title and article, whose words and numbers a sentence may use;
    `asked` is the question, whose plain words it may use. `entails` is a model that says how probable
    (0 to 1) it is that a sentence follows from a passage: it has a say only where nothing but words is in
    doubt, and it can refuse what the other checks let through.
    """
    if _stands_in(sentence, passage):
        return Judgement("verbatim", sentence, None)
    if not fold(sentence).strip("。.!！ "):
        return Judgement(None, None, "empty")
    found: list[tuple[str, str]] = []
    for told in _candidates(sentence, passage):
        conflict = _conflict(sentence, told, named=named, asked=asked)
        if conflict is None or (conflict in _ONLY_WORDS and entails is not None):
            if entails is not None and entails(passage, sentence) < 0.5:
                return Judgement(None, told, "entailment")
            return Judgement("paraphrase", told, None)
        found.append((conflict, told))
    conflict, told = found[0] if found else ("matter", "")
    return Judgement(None, told or None, conflict)


_ONLY_WORDS = frozenset({"new words", "order"})


def _candidates(sentence: str, passage: str) -> Iterator[str]:
    """Yield what of the passage may say the same: its nearest sentences and their parts.

    Two sentences are never taken together: what one says of the buyer and the other of the seller would
    support any mixture of both.
    """
    words = set(tokenize(sentence))
    told = split_sentences(passage)
    near = sorted(told, key=lambda one: -len(words & set(tokenize(one))))[:_LOOKED_AT]
    for one in near:
        yield one
        yield from _spans(one)


def _spans(told: str) -> Iterator[str]:
    """Yield the runs of clauses that can stand without the others.

    The first clause may go only where the next is a sentence of its own, for mostly it holds the subject.
    """
    ends = [0, *(match.end() for match in _CLAUSE.finditer(told)), len(told)]
    clauses = [told[start:end] for start, end in pairwise(ends)]
    for first, last in combinations(range(len(clauses) + 1), 2):
        if first and not clauses[first - 1].rstrip().endswith((";", "；", ":", "：")):
            continue
        rest = clauses[:first] + clauses[last:]
        if rest and not any(_CONDITION.search(fold(clause).strip(" ,;:，；：。")) for clause in rest):
            yield "".join(clauses[first:last])


def _conflict(sentence: str, told: str, *, named: str, asked: str) -> str | None:
    """Return the first thing in which a sentence goes beyond what is told, None where there is none."""
    said, source = fold(sentence), fold(told)
    if _TITLE.search(told) or any(quantity.unit == "article" for quantity in find_quantities(told)):
        named = ""  # what is told names a law or an article of its own, and no other may take its place
    if any(fold(quote) not in source for quote in _QUOTED.findall(sentence)):
        return "quote"
    if not _same_quantities(find_quantities(sentence), find_quantities(told), find_quantities(named)):
        return "quantity"
    if not _same_senses(said, source):
        return "sense"
    if not _same_roles(_roles_of(sentence), _roles_of(told)):
        return "role"
    return _words_conflict(said, source, named=fold(named), asked=fold(asked))


def _same_quantities(said: tuple[Quantity, ...], source: tuple[Quantity, ...], named: tuple[Quantity, ...]) -> bool:
    """Tell whether no quantity is new and those that both have stand in the same order."""
    if set(said) - set(source) - set(named):
        return False
    shared = [quantity for quantity in dict.fromkeys(said) if quantity in source]
    return shared == [quantity for quantity in dict.fromkeys(source) if quantity in shared]


def _same_senses(said: str, source: str) -> bool:
    one, other = find_senses(said), find_senses(source)
    if set(one) - set(other) or set(other) - set(one) - _MAY_BE_LEFT_OUT:
        return False
    if any(len(one.get(name, ())) != len(other.get(name, ())) for name in ("negation", "no_duty", "no_right")):
        return False
    # 'Scale grows while profit falls' has the senses of its reverse; only their order differs.
    return all(
        (one[name][0] < one[opposite][0]) == (other[name][0] < other[opposite][0])
        for name, opposite in OPPOSITES
        if name in one and opposite in one
    )


def _roles_of(text: str) -> tuple[str, ...]:
    return find_roles(fold(_TITLE.sub(" ", text)))


def _same_roles(said: tuple[str, ...], source: tuple[str, ...]) -> bool:
    """Tell whether both name the same roles in the same order.

    A role that is left out would let 'the buyer pays A, the seller B' support 'the seller pays A'.
    """
    return said == source


def _words_conflict(said: str, source: str, *, named: str, asked: str) -> str | None:
    plain = without_cues(said)
    words = [word for word in dict.fromkeys(tokenize(plain)) if not is_harmless(word)]
    present = same_words(set(tokenize(source)))
    known = [word for word in words if word in present]
    if not words or len(known) < min(2, len(words)):
        return "matter"
    may_be_new = present | same_words(set(tokenize(named))) | set(tokenize(without_cues(asked)))
    if any(word not in may_be_new for word in words):
        return "new words"
    if len(known) / len(words) < FEWEST_SHARED_WORDS:
        return "matter"
    return None if _in_order(tokenize(said), tokenize(source)) else "order"


def _in_order(words: list[str], source: list[str]) -> bool:
    """Tell whether shared words stand in the order of the source, or in that of it turned round once.

    'Must X if Y' for 'if Y, must X' turns it round once. Two words that have changed places, as in 'B pays
    A' or 'leaves need B, tea needs A', break the order twice.
    """
    breaks, last = 0, -1
    for word in words:
        places = [place for place, other in enumerate(source) if other == word]
        if not places:
            continue
        place = next((place for place in places if place > last), None)
        if place is None:
            breaks, place = breaks + (places[-1] != last), places[0]
        last = place
    return breaks <= _BREAKS_AT_MOST


def _stands_in(sentence: str, passage: str) -> bool:
    """Tell whether a passage has these words and no others joined on: 'is 10' does not stand in 'is 100'.

    What stands there must be a whole sentence, or begin and end where a clause does and leave out no
    condition; half a sentence can say the opposite of the whole.
    """
    words = fold(sentence).rstrip("。.!！")
    if not words:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w|[.,]\d)", fold(passage)) is not None and _is_whole(
        words, passage
    )


def _is_whole(words: str, passage: str) -> bool:
    for told in split_sentences(passage):
        if fold(told).rstrip("。.!！") == words:
            return True
        if words in fold(told):
            return any(fold(span).strip(" ,;:，；：。.!！") == words for span in _spans(told))
    return True


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
