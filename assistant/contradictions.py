"""Whether a clause contradicts what a source says: in an amount, in the sense, in who or what is named. Pure.

Each check compares a clause with one text on the same matter, and none decides alone that they are on the same
matter: `premises` brings the two together by likeness.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.datatypes import Belief
from assistant.language import fold
from assistant.measures import Amount, comparable, find_amounts, same_amount
from assistant.stances import REMEMBERED, actors, stances
from assistant.tokenizing import tokenize

# How much each kind of evidence counts when a clause stands between a wrong belief and the right one.
_NEARNESS, _WORDS, _POLES, _TRUTH, _ACTORS = 1.5, 0.4, 0.25, 0.25, 0.2
_OWN_AFFAIRS = re.compile(
    r"^(?:and |but |so |well )?(?:i|i'm|i've|i'd|we|we're|we've|my|our|ours|he|she|his|her|they)\b"
    r"|^(?:我|俺|咱|他|她|家里|自己)"
)
_OF_ONESELF = re.compile(r"\b(?:i|i'm|i've|we|we're|we've|my|our|me|us)\b|我|俺|咱")
_OF_A_RULE = re.compile(
    r"\b(?:law|paper|rule|limit|line|wants|must|has to|have to|had to|needs? (?:an?|to)|need not|starts?|caps?|only"
    r"|at least|at most|up to|allowed)\b"
    r"|法|规定|论文|必须|得满|标准|以内|以下|以上|不用|至少|最多|起征|要满|要先|要提前|得提前|都得|照法律"
)
_PLATFORMS = {
    name: re.compile(pattern)
    for name, pattern in (
        ("taobao", r"taobao|淘宝"),
        ("pinduoduo", r"pinduoduo|拼多多"),
        ("jd", r"\bjd\b|jingdong|京东"),
        ("douyin", r"douyin|tiktok|抖音"),
        ("kuaishou", r"kuaishou|快手"),
    )
}


def of_own_affairs(clause: str) -> bool:
    """Tell whether a clause tells of the asker's own doings, which contradict no rule.

    >>> of_own_affairs("I sold 140,000 last year"), of_own_affairs("we have to keep it for six months")
    (True, False)
    """
    return bool(_OWN_AFFAIRS.search(fold(clause))) and not speaks_of_a_rule(clause)


def tells_a_story(clause: str) -> bool:
    """Tell whether a clause tells what happened to the asker, rather than what holds.

    >>> tells_a_story("Inspectors found bad noodles in my store"), tells_a_story("my shop must register")
    (True, False)
    """
    return bool(_OF_ONESELF.search(fold(clause))) and not speaks_of_a_rule(clause)


def speaks_of_a_rule(clause: str) -> bool:
    """Tell whether a clause speaks of what a rule asks or allows.

    >>> speaks_of_a_rule("my shop must register"), speaks_of_a_rule("we sold melons")
    (True, False)
    """
    return _OF_A_RULE.search(fold(clause)) is not None


def claimed_amounts(clause: str) -> tuple[Amount, ...]:
    """Return the amounts that a clause claims of the matter, not those of what goods are worth or a shop sold."""
    if of_own_affairs(clause):
        return ()
    of_a_rule = speaks_of_a_rule(clause)
    amounts = find_amounts(clause)
    worth = [amount for amount in amounts if amount.kind in ("money", "") and amount.value >= 1000]
    return tuple(amount for amount in amounts if of_a_rule or amount not in worth)


def stands_alone(amount: Amount, clause: str) -> bool:
    """Tell whether a clause has no other amount of that kind, which could be the condition or the rule itself."""
    return sum(comparable(amount, other) for other in find_amounts(clause)) == 1


def shares_amount(clause: str, text: str) -> bool:
    """Tell whether a clause and a text have an amount in common."""
    return any(same_amount(one, other) for one in find_amounts(clause) for other in find_amounts(text))


def rival_amounts(amount: Amount, text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text that `amount` can be held against; empty where the text has it itself."""
    rivals = tuple(told for told in find_amounts(text) if comparable(amount, told))
    return () if any(same_amount(amount, told) for told in rivals) else rivals


def leaning(clause: str, belief: Belief, nearness: float, *, same_language: bool) -> float:
    """Return how far a clause sides with a wrong belief (above 0) against the right one (below 0).

    `nearness` is how much nearer its vector lies to the wrong wording, -1 to 1. Words count in one language only.
    """
    said = stances(clause)
    poles = _side(said, stances(belief.wrong), stances(belief.right))
    named, wrong, right = actors(clause), actors(belief.wrong), actors(belief.right)
    parts = bool(named & (wrong - right)) - bool(named & (right - wrong))
    if belief.slip != "reversed" and said["truth"] != stances(belief.wrong)["truth"]:
        parts, nearness = 0, min(nearness, 0.0)  # who denies that it is the one does not say that it is
    words = _words(clause, belief) if same_language else 0.0
    evidence = (_NEARNESS * nearness, _WORDS * words, _POLES * poles, _TRUTH * _truth(clause, belief), _ACTORS * parts)
    return sum(evidence)


def shared_words(clause: str, belief: Belief) -> float:
    """Return which share (0 to 1) of the words of a clause, its numbers apart, a belief has in either wording."""
    said = {word for word in _words_of(clause) if not word[0].isdigit()}
    return len(said & (_words_of(belief.wrong) | _words_of(belief.right))) / len(said) if said else 0.0


@lru_cache(maxsize=REMEMBERED)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(tokenize(text))


def _words(clause: str, belief: Belief) -> float:
    said, (wrong, right) = _words_of(clause), _own_words(belief)
    fewest = max(1, min(len(wrong), len(right)))
    return min(1.0, len(said & wrong) / fewest) - min(1.0, len(said & right) / fewest)


@lru_cache(maxsize=REMEMBERED)
def _own_words(belief: Belief) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that only the wrong wording of a belief has, and those that only the right one has."""
    wrong, right = _words_of(belief.wrong), _words_of(belief.right)
    return wrong - right, right - wrong


def _side(said: dict[str, int], wrong: dict[str, int], right: dict[str, int]) -> float:
    """Return on how many axes, two at most, a clause stands with the wrong wording rather than the right one."""
    total = 0.0
    for axis in (set(wrong) | set(right)) - {"truth"}:
        one, other = wrong.get(axis, 0), right.get(axis, 0)
        if one != other and said.get(axis):
            total += said[axis] * (one - other) / abs(one - other)
    return max(-2.0, min(2.0, total))


def _truth(clause: str, belief: Belief) -> float:
    if belief.slip != "reversed":
        return 0.0
    wrong, right = stances(belief.wrong)["truth"], stances(belief.right)["truth"]
    return 0.0 if wrong == right else 1.0 if stances(clause)["truth"] == wrong else -1.0


def other_platform(clause: str, sentence: str) -> bool:
    """Tell whether a clause names a platform, or a village after it, and a sentence names only others.

    >>> other_platform("boxes are shipped by JD", "Boxes are shipped by Taobao.")
    True
    """
    named, stated = (
        {name for name, pattern in _PLATFORMS.items() if pattern.search(fold(text))} for text in (clause, sentence)
    )
    return bool(named and stated) and not named & stated


def opposed(clause: str, sentence: str) -> bool:
    """Tell whether one says that something must or may be done and the other that it need or may not.

    >>> opposed("a grower must register", "A grower need not register.")
    True
    """
    return any(pole == -1 for pole in _agreement(clause, sentence))


def agree(clause: str, sentence: str) -> bool:
    """Tell whether both say that something must, need not, may or may not be done."""
    return any(pole == 1 for pole in _agreement(clause, sentence))


def _agreement(clause: str, sentence: str) -> Sequence[int]:
    one, other = stances(clause), stances(sentence)
    return [one.get(axis, 0) * other.get(axis, 0) for axis in ("duty", "right", "counting")]
