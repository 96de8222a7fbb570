"""The plan of a draft: the map of units, the steps by horizon, and the rules and supports that concern the client."""

from collections.abc import Iterator
from functools import cache

from assistant.conditions import Condition, when
from assistant.datatypes import Status
from assistant.draft_case import Case, Sourced
from assistant.draft_wording import GAPS, TOPIC_NAMES, UNIT_NAMES
from assistant.drafts import HORIZONS, DraftLine, DraftPart, UnitRow
from assistant.permissions import PERMISSION_GROUNDS, proviso, weigh
from assistant.rule_facts import RULE_FACTS, RuleFact
from assistant.steps import STEPS, Step

MOST_OF_A_TOPIC = 4


def units(case: Case) -> Iterator[UnitRow]:
    """Yield the four kinds of units: who fills each today, and what is missing to reciprocity."""
    known = case.profile.known()
    for unit in UNIT_NAMES:
        relation = known.get(f"{unit}_units")
        filled_by = case.quotes.get(f"{unit}_units") if relation != "none" else None
        gap = GAPS[relation or ("told" if filled_by else "?")]
        yield UnitRow(unit, filled_by, relation, "reciprocal", case.say(gap))


def steps(case: Case) -> Iterator[Sourced]:
    """Yield the steps that apply, by horizon, the weightiest first; those that a policy gives among them."""
    found: list[tuple[int, int, Sourced]] = []
    for step in STEPS:
        if step.condition.holds(case.context):
            found.append((HORIZONS.index(step.horizon), -step.weight, _step_line(case, step)))
    for fact in RULE_FACTS:
        if fact.act is not None and (line := _fact_line(case, fact, "steps")):
            found.append((HORIZONS.index(fact.act.horizon), -fact.weight, line))
    yield from (line for _, _, line in sorted(found, key=lambda entry: entry[:2]))


def _step_line(case: Case, step: Step) -> Sourced:
    source = step.source
    begins = step.ground.in_language(case.language)
    ground = next((said for said in case.sentences(source) if begins in said), None) if source else None
    line = DraftLine(
        "", f"steps.{step.id}", "steps", case.say(step.text), "rule" if source else "suggestion",
        rule=step.id.split(".")[0], ground=ground, words=case.quoted(step.because),
        facts=_facts(step.condition, step.because), interpretation=True, horizon=step.horizon,
        actor=case.actor(step.actor), partners=case.say(step.partners) or None, cost_class=step.cost,
        indicator=case.say(step.indicator),
    )  # fmt: skip
    return Sourced(line, source if ground else None)


def rules(case: Case) -> Iterator[Sourced]:
    """Yield the rules and supports that concern the client, topic by topic, the weightiest topic first."""
    lines: dict[str, list[tuple[int, Sourced]]] = {}
    for fact in RULE_FACTS:
        if fact.act is None and (line := _fact_line(case, fact, "rules")):
            lines.setdefault(fact.topic, []).append((fact.weight, line))
    topics = sorted(lines.values(), key=lambda found: -max(weight for weight, _ in found))
    for found in topics:
        yield from (line for _, line in sorted(found, key=lambda pair: -pair[0])[:MOST_OF_A_TOPIC])


def _fact_line(case: Case, fact: RuleFact, part: DraftPart) -> Sourced | None:
    """Return the line of a sentence that concerns the client and counts on the day, or None."""
    unknown = weigh(fact.rests_on, case.context) if fact.condition.holds(case.context) else None
    if unknown is None or (unknown and fact.act is not None):  # nobody is sent to do what only some may
        return None
    begins = fact.begins.in_language(case.language)
    sentence = next((said for said in case.sentences(fact.section) if begins in said), None)
    if sentence is None or not _counts(case.citation(fact.section, 0).status, early=fact.early):
        return None
    act = fact.act
    line = DraftLine(
        "", f"{part}.{fact.name}", part, sentence, "citation", _head(case, fact, unknown),
        ground=sentence, facts=_facts_of_rule(fact), horizon=act.horizon if act else None,
        actor=case.actor(act.actor) if act else None, partners=(case.say(act.partners) or None) if act else None,
        cost_class=act.cost if act else None, indicator=case.say(act.indicator) if act else None,
    )  # fmt: skip
    return Sourced(line, fact.section)


def _head(case: Case, fact: RuleFact, unknown: tuple[str, ...]) -> str:
    """Return the topic of a rule, for which of the goods it holds, and under which conditions."""
    lead = fact.lead.in_language(case.language) if fact.lead else ""
    goods = case.goods_for(fact.condition, perishable="perishable" in fact.rests_on)
    told = [case.say(TOPIC_NAMES[fact.topic]), goods, lead, proviso(unknown, case.language)]
    return (", " if case.language == "en" else "，").join(filter(None, told))


@cache
def _facts_of_rule(fact: RuleFact) -> tuple[str, ...]:
    """Return what a sentence depends on: its own condition, and those that could take its place in its topic."""
    rivals = [other for other in RULE_FACTS if (other.topic, other.act) == (fact.topic, None)]
    found = [fact] if fact.act or len(rivals) <= MOST_OF_A_TOPIC else [fact, *rivals]
    grounds = [PERMISSION_GROUNDS[name].name for one in found for name in one.rests_on]
    behind = when(", ".join(f"{name}=?" for name in dict.fromkeys(grounds))).facts()
    return tuple(dict.fromkeys((*(name for one in found for name in one.condition.facts()), *behind)))


def _counts(status: Status | None, *, early: bool) -> bool:
    """Tell whether a text of this status may be told: not once it is over, before its time only an early one."""
    return status not in ("expired", "replaced") and (early or status != "not_yet_in_force")


def _facts(condition: Condition, because: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*condition.facts(), *because)))
