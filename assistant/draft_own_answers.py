"""What a draft itself answers to a question of the client: its rules on the matter, its way to go, its first steps.

What a library says in general may not hold for this client; what the draft chose for him does. So that comes first,
word for word as it stands in the draft, with the conditions under which it holds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.datatypes import Language, RetrievedSection, SectionKey
from assistant.draft_case import AnsweredQuestion, Case, Sourced, is_short
from assistant.draft_wording import TOPIC_NAMES, WORDS
from assistant.drafts import DraftLine
from assistant.rule_facts import RULE_FACTS
from assistant.rule_topics import topic_of_question
from assistant.stances import stances
from assistant.typology import UNCLEAR

# The rule of a line that tells in an answer what stands elsewhere in the draft.
OWN_ANSWER = "own_answer"
_FACTS = {f"{part}.{fact.name}": fact for part in ("rules", "steps") for fact in RULE_FACTS}
_MOST_RULES = 2
_MOST_STEPS = 3
# A rule whose section is not among those found for the question must weigh so much in its topic.
_WEIGHTY = 80
_WEIGHT_SHARE = 0.002
# Axes on which two sentences that stand at opposite poles cannot both answer one person.
_CONTRADICTORY = ("duty", "right")


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of a draft that can answer: its steps, its rules, and its way to go."""

    steps: Sequence[Sourced]
    rules: Sequence[Sourced]
    target: Sequence[Sourced]


def own_answer(case: Case, question: AnsweredQuestion, plan: Plan) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return the lines with which the draft answers, none where it does not; they have no key and no head yet."""
    if question.aim == "first":
        return list(_first_steps(case, plan.steps))
    rules = list(_rules(case, question.answer.retrieved if question.answer else (), plan))
    if question.aim == "way" and not (rules and _is_sure(question)):
        return [*_way(case, plan), *rules[:1]]
    return rules


def _is_sure(question: AnsweredQuestion) -> bool:
    return question.answer is not None and (question.answer.confidence or 0.0) >= 0.9


def contradicts(sentence: str, told: Sequence[str]) -> bool:
    """Tell whether a sentence binds where another one that was told lets off, or the other way round.

    >>> contradicts("You must register.", ["An individual need not register."])
    True
    """
    mine = stances(sentence)
    return any(mine.get(axis, 0) * stances(other).get(axis, 0) < 0 for other in told for axis in _CONTRADICTORY)


def _rules(case: Case, nearest: Sequence[RetrievedSection], plan: Plan) -> Iterator[tuple[DraftLine, SectionKey | None]]:
    """Yield the draft's rules on the topic of a question, the nearest and weightiest first."""
    topic = topic_of_question(nearest)
    scores = {hit.key: hit.score for hit in nearest}
    found = []
    for sourced in (*plan.rules, *plan.steps):
        fact = _FACTS.get(sourced.line.key)
        if topic is None or fact is None or fact.topic != topic:
            continue
        near = scores.get(fact.section)
        if near is not None or fact.weight >= _WEIGHTY:
            found.append(((near or 0.0) + _WEIGHT_SHARE * fact.weight, sourced))
    ranked = sorted(found, key=lambda pair: -pair[0])
    told = [line for _, sourced in ranked if (line := _qualified(case, sourced.line, topic or "")) is not None]
    sources = {sourced.line.text: sourced.source for _, sourced in ranked}
    for line in _consistent(told)[:_MOST_RULES]:
        yield line, sources[line.ground or line.text]


def _consistent(lines: Sequence[DraftLine]) -> list[DraftLine]:
    kept: list[DraftLine] = []
    for line in lines:
        if line.text not in [one.text for one in kept]:
            kept.append(line)
    return kept


def _qualified(case: Case, line: DraftLine, topic: str) -> DraftLine | None:
    """Return a rule with what its head says of whom it holds for, in one line; None where that is too long."""
    rest = line.head.removeprefix(case.say(TOPIC_NAMES[topic])).strip(" ,，")
    if not rest:
        return _bare(line)
    text = _colon(rest, line.text, case.language)
    if not is_short(text, case.language):
        return None
    return replace(_bare(line), text=text, basis="rule", rule=OWN_ANSWER, ground=line.text)


def _colon(lead: str, sentence: str, language: Language) -> str:
    return f"{lead}：{sentence}" if language == "zh" else f"{lead[0].upper()}{lead[1:]}: {sentence}"


def _bare(line: DraftLine) -> DraftLine:
    """Return a line without what only a plan tells."""
    return replace(line, horizon=None, actor=None, partners=None, cost_class=None, indicator=None, head="")


def _first_steps(case: Case, steps: Sequence[Sourced]) -> Iterator[tuple[DraftLine, SectionKey | None]]:
    """Yield the first steps of the plan in their order, as many as one keeps in mind."""
    for place, sourced in enumerate(steps[:_MOST_STEPS]):
        yield _as_step(case, sourced, "as_next" if place else "as_first"), sourced.source


def _as_step(case: Case, sourced: Sourced, name: str) -> DraftLine:
    line = _bare(sourced.line)
    text = case.say(WORDS[name], step=line.text)
    if not is_short(text, case.language):
        return line
    ground = line.ground if sourced.source else None
    return replace(line, text=text, basis="rule", rule=OWN_ANSWER, ground=ground)


def _way(case: Case, plan: Plan) -> Iterator[tuple[DraftLine, SectionKey | None]]:
    """Yield the way to go with its reason, then the steps that lead there; where it is open, that it is."""
    label = case.verdicts.target_mode.label
    reason = next(iter(plan.target), None)
    if label == UNCLEAR or reason is None:
        text = case.say(WORDS["way_open"])
        yield DraftLine("", "", "asked", text, "rule", rule=OWN_ANSWER), None
    else:
        longer = case.say(WORDS["way_to"], label=case.label(label), reason=reason.line.text)
        text = longer if is_short(longer, case.language) else reason.line.text
        yield replace(_bare(reason.line), text=text, words=()), reason.source
    leading = [one for one in plan.steps if reason and one.source and one.source == reason.source]
    ranked = [*leading, *(one for one in plan.steps if one not in leading)]
    for place, sourced in enumerate(ranked[: _MOST_STEPS - 1]):
        yield _as_step(case, sourced, "as_next" if place else "as_first"), sourced.source
