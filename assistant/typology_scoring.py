"""How the rule table is applied, and what would change a verdict: the typology's arithmetic.

A profile is one whole number, the state, with a bit for each fact's value; a rule's condition is a mask of
the bits that satisfy it. So a verdict costs about a microsecond, and thousands can be tried.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, product

from assistant.typology_profile import FACT_VALUES, Profile
from assistant.typology_rules import AXES, MEASURES, RISKS, RULES, Axis, Rule

UNCLEAR = "unclear"
Change = tuple[str, str]
_ALL_AXES = (*AXES, *RISKS, *MEASURES)
_BITS = {pair: 1 << place for place, pair in enumerate((f, v) for f, values in FACT_VALUES.items() for v in values)}
_FACT_MASKS = {fact: sum(_BITS[fact, value] for value in values) for fact, values in FACT_VALUES.items()}


@dataclass(frozen=True, slots=True)
class Compiled:
    """An axis with its rules as masks, by label, the strongest first."""

    axis: Axis
    rules: tuple[tuple[int, tuple[tuple[int, tuple[int, ...]], ...]], ...]
    facts: tuple[str, ...]
    mask: int


@cache
def compile_axes() -> dict[str, Compiled]:
    """Return every axis by name, compiled once."""
    return {axis.name: _compile(axis) for axis in _ALL_AXES}


def _compile(axis: Axis) -> Compiled:
    own = [rule for rule in RULES if rule.axis == axis.name]
    facts = tuple(fact for fact in FACT_VALUES if any(fact in rule.when for rule in own))
    by_label = []
    for index, label in enumerate(axis.labels):
        rules = sorted((rule for rule in own if rule.label == label), key=lambda rule: -rule.weight)
        by_label.append((index, tuple((rule.weight, _masks(rule)) for rule in rules)))
    return Compiled(axis, tuple(by_label), facts, sum(_FACT_MASKS[fact] for fact in facts))


def _masks(rule: Rule) -> tuple[int, ...]:
    return tuple(sum(_BITS[fact, value] for value in values) for fact, values in rule.when.items())


def encode(profile: Profile) -> int:
    """Return a profile's state."""
    return sum(_BITS[pair] for pair in profile.known().items())


def holds(rule: Rule, state: int) -> bool:
    """Tell whether each condition of a rule is satisfied; an unknown fact satisfies none."""
    return all(state & mask for mask in _masks(rule))


def score_labels(name: str, state: int) -> tuple[int, ...]:
    """Return each label's score, 0 to 100, in the order of the axis's labels."""
    scores = []
    for _, rules in compile_axes()[name].rules:
        for weight, masks in rules:
            for mask in masks:
                if not state & mask:
                    break
            else:
                scores.append(weight)
                break
        else:
            scores.append(0)
    return tuple(scores)


@lru_cache(maxsize=1 << 16)
def _decide(name: str, state: int) -> str:
    axis = compile_axes()[name].axis
    scores = score_labels(name, state)
    best = max(scores)
    if best < axis.threshold:
        return UNCLEAR
    place = scores.index(best)
    second = max((score for other, score in enumerate(scores) if other != place), default=0)
    return axis.labels[place] if best - second >= axis.lead else UNCLEAR


def decide(name: str, state: int) -> str:
    """Return the axis's label, or unclear; facts of other axes do not matter."""
    return _decide(name, state & compile_axes()[name].mask)


def apply(state: int, changes: Iterable[Change]) -> int:
    """Return the state in which these facts have these values, whatever they had before."""
    for fact, value in changes:
        state = state & ~_FACT_MASKS[fact] | _BITS[fact, value]
    return state


def find_changes(name: str, state: int) -> dict[str, tuple[tuple[Change, ...], ...]]:
    """Return for each other label of an axis the fewest changes of facts that lead there, if any.

    A set of changes is listed when all of it leads to the label and no part of it changes the label at
    all; of these the smallest, at most three for a label, in the order of the facts.
    """
    return dict(_find_changes(name, state & compile_axes()[name].mask))


@lru_cache(maxsize=1 << 12)
def _find_changes(name: str, state: int) -> tuple[tuple[str, tuple[tuple[Change, ...], ...]], ...]:
    found = []
    now = _decide(name, state)
    for label in compile_axes()[name].axis.labels:
        if label != now and (ways := _ways(name, state, label, now)):
            found.append((label, ways))
    return tuple(found)


def _ways(name: str, state: int, label: str, now: str) -> tuple[tuple[Change, ...], ...]:
    ways: list[tuple[Change, ...]] = []
    for changes in sorted(set(_candidates(name, state, label)), key=_in_order):
        if ways and len(changes) > len(ways[0]):
            break
        if _decide(name, apply(state, changes)) == label and _indivisible(name, state, changes, now):
            ways.append(changes)
    return tuple(ways[:3])


def _in_order(changes: tuple[Change, ...]) -> tuple[int, list[int]]:
    return len(changes), [_BITS[change] for change in changes]


def _indivisible(name: str, state: int, changes: tuple[Change, ...], now: str) -> bool:
    parts = (part for size in range(1, len(changes)) for part in combinations(changes, size))
    return all(_decide(name, apply(state, part)) == now for part in parts)


def _candidates(name: str, state: int, label: str) -> Iterator[tuple[Change, ...]]:
    """Yield changes that satisfy a rule for the label, alone or with one fact of a rival rule changed."""
    axis = compile_axes()[name].axis
    own = [rule for rule in RULES if rule.axis == name]
    rivals = {fact for rule in own if rule.label != label and holds(rule, state) for fact in rule.when}
    for rule in own:
        if rule.label != label or rule.weight < axis.threshold:
            continue
        for changes in _satisfying(rule, state):
            yield changes
            for fact in rivals - set(rule.when):
                for value in FACT_VALUES[fact]:
                    if not state & _BITS[fact, value]:
                        yield tuple(sorted((*changes, (fact, value)), key=_BITS.__getitem__))


def _satisfying(rule: Rule, state: int) -> Iterator[tuple[Change, ...]]:
    open_facts = [
        [(fact, value) for value in values]
        for fact, values in rule.when.items()
        if not any(state & _BITS[fact, value] for value in values)
    ]
    for changes in product(*open_facts):
        yield tuple(sorted(changes, key=_BITS.__getitem__))
