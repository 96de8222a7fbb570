"""The checks that hold one clause of a question against the beliefs and sentences found for it.

Each yields a correction where something contradicts the clause, and is silent where something as near supports
it. The limits are cosines. How far a correction is to be believed is weighed afterwards, by the premise gate.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.clauses import Clause
from assistant.contradictions import (
    agree,
    leaning,
    opposed,
    other_platform,
    rival_amounts,
    shares_amount,
    stands_alone,
)
from assistant.datatypes import Belief, Language, RetrievedSection
from assistant.embedding import Vectors
from assistant.language import fold
from assistant.measures import Amount, find_amounts, same_amount

# From here on a belief or a sentence is on the same matter as a clause; the surer the kind of contradiction, the lower.
_AMOUNT_OF_BELIEF, _AMOUNT_OF_SENTENCE, _BARE_NUMBER = 0.44, 0.40, 0.50
_OPPOSITE, _PLATFORM = 0.40, 0.34
_SENTENCES_LOOKED_AT = 3
# What lies this much farther may still support the clause.
_SUPPORT_WITHIN = 0.12
_SHARED_WORDS, _FEWEST_SHARED = 0.25, 0.15
# Of so many nearest beliefs it is asked to which wording the clause leans; the nearer one counts more, by e for
# each hundredth and a half.
_VOTERS, _VOTE_SHARPNESS = 8, 15.0
_KNOWN_MISTAKE = 0.2


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence of the sources that contradicts a clause of the question; a higher sureness is better.

    Where it is not `sure`, the sentence is on the matter of the clause, and whether it contradicts it is left open.
    """

    clause: str
    section: RetrievedSection
    sentence: str
    sureness: float
    sure: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A sentence of a section that was found, and its likeness to the clause."""

    section: RetrievedSection
    text: str
    vector: Vectors
    likeness: float


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A belief about a section that was found, and how it lies to the clause.

    `likeness` is the cosine of its nearer wording, `nearness` how much nearer the wrong one lies, `shared` the
    share of the clause's words that it has.
    """

    section: RetrievedSection
    language: Language
    belief: Belief
    right: Vectors
    likeness: float
    nearness: float
    shared: float

    @property
    def closeness(self) -> float:
        """How surely it is on the matter of the clause: the vectors are near and words are shared."""
        return self.likeness + _SHARED_WORDS * self.shared


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """One clause and all that was found for it, the nearest first."""

    clause: Clause
    held: Sequence[Held]
    told: Sequence[Told]
    language: Language

    def correct(self, held: Held, sureness: float) -> Correction:
        """Return the correction by the sentence of a belief's section that says the right thing."""
        return Correction(self.clause.text, held.section, _put_right(held, self.told), sureness)


def check_belief_amount(matter: Matter, amount: Amount) -> Iterator[Correction]:
    """Yield what has another amount of the same kind on the matter, unless something as near has this one."""
    rivals = [one for one in matter.held if one.likeness >= _AMOUNT_OF_BELIEF and _differs(amount, one.belief)]
    if not rivals:
        return
    best = rivals[0]
    backed = [one.belief.right for one in matter.held if one.closeness >= best.closeness - _SUPPORT_WITHIN]
    backed += [one.text for one in matter.told if one.likeness >= best.likeness - _SUPPORT_WITHIN]
    if not any(same_amount(amount, other) for text in backed for other in find_amounts(text)):
        known = any(same_amount(amount, other) for other in find_amounts(best.belief.wrong))
        yield matter.correct(best, best.likeness + _KNOWN_MISTAKE * known)


def check_sentence_amount(matter: Matter, amount: Amount) -> Iterator[Correction]:
    """Yield the nearest sentence with amounts of the kind, where none of them is this one."""
    best = next((one for one in matter.told if rival_amounts(amount, one.text)), None)
    least = _BARE_NUMBER if amount.kind == "" else _AMOUNT_OF_SENTENCE
    if best is None or best.likeness < least or not stands_alone(amount, matter.clause.text):
        return
    near = [
        one.text
        for one in matter.told
        if one.likeness >= best.likeness - _SUPPORT_WITHIN or one.section is best.section
    ]
    if not any(shares_amount(matter.clause.text, text) for text in near):
        yield Correction(matter.clause.text, best.section, best.text, best.likeness)


def check_ordinal(matter: Matter, ordinal: int, thing: str) -> Iterator[Correction]:
    """Yield how many there are of a thing, where an ordinal goes beyond it: three risks have no fourth."""
    counted = [one for one in matter.held if thing in fold(one.belief.right) and _counts(one.belief.right)]
    if counted and max(max(_counts(one.belief.right)) for one in counted) < ordinal:
        yield matter.correct(counted[0], counted[0].likeness)


def check_opposite(matter: Matter) -> Iterator[Correction]:
    """Yield the nearest sentence where it sets the opposite duty, permission or counting."""
    for one in matter.told[:_SENTENCES_LOOKED_AT]:
        if one.likeness < _OPPOSITE or agree(matter.clause.text, one.text):
            return
        if opposed(matter.clause.text, one.text):
            yield Correction(matter.clause.text, one.section, one.text, one.likeness)
            return


def check_platform(matter: Matter) -> Iterator[Correction]:
    """Yield the nearest sentence that names platforms, where it names only others."""
    near = (one for one in matter.told if one.likeness >= _PLATFORM)
    best = next((one for one in near if other_platform(matter.clause.text, one.text)), None)
    if best is not None:
        yield Correction(matter.clause.text, best.section, best.text, best.likeness)


@dataclass(frozen=True, slots=True)
class Sense:
    """How a clause leans between wrong and right wordings, and the correction by the one that it leans to most.

    `leaning` is how far it leans to that wrong wording times its likeness, `backing` the same of the strongest
    right one beside it, 0 or more each; `vote` the mean leaning of the nearest beliefs, above 0 for wrong.
    """

    leaning: float
    backing: float
    vote: float
    correction: Correction | None


def weigh_sense(matter: Matter) -> Sense:
    """Return how a clause leans among the beliefs about other things than numbers."""
    weighed = [
        (one, leaning(matter.clause.text, one.belief, one.nearness, same_language=one.language == matter.language))
        for one in matter.held
        if one.belief.slip != "number"
    ]
    eligible = [(one.likeness * lean, one) for one, lean in weighed if one.shared >= _FEWEST_SHARED]
    doubt, best = max(eligible, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or doubt <= 0:
        return Sense(0.0, 0.0, _vote(weighed), None)
    beside = [-lean * one.likeness for one, lean in weighed if one.likeness >= best.likeness - _SUPPORT_WITHIN]
    return Sense(doubt, max(0.0, *beside), _vote(weighed), matter.correct(best, doubt))


def _vote(weighed: Sequence[tuple[Held, float]]) -> float:
    voters = weighed[:_VOTERS]
    if not voters:
        return 0.0
    nearest = max(one.closeness for one, _ in voters)
    weights = [math.exp(_VOTE_SHARPNESS * (one.closeness - nearest)) for one, _ in voters]
    return sum(weight * lean for weight, (_, lean) in zip(weights, voters, strict=True)) / sum(weights)


def _differs(amount: Amount, belief: Belief) -> bool:
    """Tell whether a belief about a number has another one than `amount` where its two wordings differ."""
    wrong = find_amounts(belief.wrong)
    return belief.slip == "number" and any(one not in wrong for one in rival_amounts(amount, belief.right))


def _counts(text: str) -> list[float]:
    return [amount.value for amount in find_amounts(text) if amount.kind == "kinds"]


def _put_right(held: Held, told: Sequence[Told]) -> str:
    """Return the sentence of the belief's section that is nearest to its right wording and has its amounts."""
    amounts = find_amounts(held.belief.right)

    def says(one: Told) -> float:
        stated = find_amounts(one.text)
        return float(one.vector @ held.right) + 0.2 * sum(any(same_amount(a, b) for b in stated) for a in amounts)

    return max((one for one in told if one.section is held.section), key=says).text
