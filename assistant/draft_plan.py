"""The plan of a draft: the map of units, the steps by horizon, and the rules and supports that concern the client."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from assistant.conditions import Condition, when
from assistant.datatypes import SectionKey, Status
from assistant.draft_case import UNANSWERED, Case, Sourced, reply_lines
from assistant.draft_wording import GAPS, TOPIC_NAMES, UNIT_NAMES, WORDS
from assistant.drafts import HORIZONS, DraftLine, DraftPart, UnitRow
from assistant.permissions import PERMISSION_GROUNDS, proviso, weigh
from assistant.rule_fact import SUPPORTS, RuleFact
from assistant.rule_facts import RULE_FACTS
from assistant.rule_topics import topic_of_section
from assistant.steps import LAST_RESORT, Step
from assistant.told_steps import ALL_STEPS

# Of a topic's rules the third and those after it are wrong or beside the point in one case of two; who asks about it
# may need them, and who asks about something else than the way to go wants fewer still.
MOST_OF_A_TOPIC, MOST_OF_A_TOPIC_ASKED, MOST_BESIDE_OTHERS = 2, 4, 1
MOST_LIABILITIES = 2
# Steps that speak of what the client named; beside others his words would prove nothing.
_QUOTING = frozenset({"S65"})
MOST_OF_A_HORIZON = 7
# What concerns goods that are only thought of comes behind what concerns those that are sold, and what is not surely
# told behind what is; what the client asked about, before what he only told.
_LATER, _SOONER = 40, 30
# Who asks for money, begins, or speaks for a village wants to know what there is; to others it is padding.
WANTS_SUPPORT = when("loan_or_subsidy_asked=yes; stage=planning|starting; begins=yes; is_village=yes")
# Told among the risks: what it costs to leave something undone.
LIABILITY = "liability"
# Goods and services with rules of their own that the library does not hold: when, and the boundary topic that says so.
_WITHOUT_RULES: tuple[tuple[Condition, SectionKey], ...] = (
    (when("special_goods=yes, goods=craft|manufactured|?"), SectionKey("special-goods", "special-goods")),
    (when("delisted=yes, special_goods=no, goods=manufactured"), SectionKey("special-goods", "special-goods")),
    (when("medicine=yes"), SectionKey("special-goods", "special-goods")),
    (when("liquor=yes, goods=processed|?"), SectionKey("special-foods", "alcohol-and-health-food")),
    (when("rooms=yes"), SectionKey("stays-and-fairs", "farm-stays")),
    (when("plants=yes"), SectionKey("plants-animals-rules", "seeds-and-inputs")),
    (when("wild=yes, goods=fresh|between|processed|?"), SectionKey("plants-animals-rules", "forest-and-water")),
)


def units(case: Case) -> Iterator[UnitRow]:
    """Yield the four kinds of units: who fills each today, and what is missing to reciprocity."""
    known = case.profile.known()
    for unit in UNIT_NAMES:
        relation = known.get(f"{unit}_units")
        filled_by = case.quotes.get(f"{unit}_units") if relation != "none" else None
        gap = GAPS[relation or ("told" if filled_by else "?")]
        yield UnitRow(unit, filled_by, relation, "reciprocal", case.say(gap))


def steps(case: Case) -> Iterator[Sourced]:
    """Yield the steps that apply, by horizon, those asked about and the weightiest first; a policy's among them.

    Steps that only find out what could be told otherwise stand where there is no other.
    """
    topics = case.topics_asked
    found: list[tuple[int, int, int, Sourced]] = []
    for step in ALL_STEPS:
        applies = step.condition.holds(case.context) and weigh(step.rests_on, case.context) == ()
        if applies and (line := _step_line(case, step)):
            later = 0 if case.may_lead(step.condition) and not case.is_only_planned(step.condition) else _LATER
            on_topic = step.source is not None and topic_of_section(step.source) in topics
            sooner = _SOONER if on_topic or step.condition.rests_on(case.marks_asked) else 0
            found.append((HORIZONS.index(step.horizon), later - sooner - step.weight, step.weight, line))
    for fact in RULE_FACTS:
        if fact.act is not None and (line := _fact_line(case, fact, "steps")):
            sooner = _SOONER if fact.topic in topics else 0
            found.append((HORIZONS.index(fact.act.horizon), -sooner - fact.weight, fact.weight, line))
    told = [entry for entry in found if entry[2] >= LAST_RESORT] or found
    ordered = sorted(told, key=lambda entry: entry[:2])
    for horizon in range(len(HORIZONS)):
        yield from [line for place, *_, line in ordered if place == horizon][:MOST_OF_A_HORIZON]


def _step_line(case: Case, step: Step) -> Sourced | None:
    """Return the line of a step, None where the law that it rests on does not count on the day."""
    source = step.source
    begins = step.ground.in_language(case.language)
    ground = next((said for said in case.sentences(source) if begins in said), None) if source else None
    if source and ground and not _counts(case.citation(source, 0).status, early=False):
        return None
    goods = case.goods_of_step(step.condition)
    words = case.quoted(step.because) if step.id in _QUOTING else ()
    line = DraftLine(
        "", f"steps.{step.id}", "steps", case.say_short(step.text, **goods), "rule" if source else "suggestion",
        rule=step.id.split(".")[0], ground=ground, words=words, facts=_facts_of_step(step),
        interpretation=True, horizon=step.horizon, actor=case.actor(step.actor),
        partners=case.say(step.partners) or None, cost_class=step.cost, indicator=case.say(step.indicator, **goods),
    )  # fmt: skip
    return Sourced(line, source if ground else None)


def rules(case: Case) -> Iterator[Sourced]:
    """Yield the rules and supports that concern the client, topic by topic, the weightiest topic first.

    What the sources do not hold for these goods stands before, whom to ask for money behind them, for whoever wants
    it. A sentence that stands in one line already is not told again.
    """
    yield from _without_rules(case)
    wants_support = WANTS_SUPPORT.holds(case.context)
    topics, asked = _facts_by_topic(case, "rules"), case.topics_asked
    beside = MOST_OF_A_TOPIC if case.wants_the_way else MOST_BESIDE_OTHERS
    told: set[str] = set()
    for topic, found in sorted(topics.items(), key=lambda pair: -max(weight for weight, _ in pair[1])):
        fresh = _each_once(sorted(found, key=lambda pair: -pair[0]), told)
        if topic == SUPPORTS:
            fresh = [(weight, _for_whoever_wants_it(line)) for weight, line in fresh] if wants_support else []
        fresh = fresh[: MOST_OF_A_TOPIC_ASKED if topic in asked else beside]
        told |= {line.line.text for _, line in fresh}
        yield from (line for _, line in fresh)
    if wants_support:
        yield _for_whoever_wants_it(_unheld(case, "rules.amounts", "amounts", case.say(WORDS["amounts"])))


def _for_whoever_wants_it(line: Sourced) -> Sourced:
    return replace(line, line=replace(line.line, facts=(*line.line.facts, *WANTS_SUPPORT.facts())))


def _each_once(found: Iterable[tuple[int, Sourced]], told: Collection[str]) -> list[tuple[int, Sourced]]:
    """Return the lines whose sentence is not told yet, each sentence once, the weightiest line with its conditions."""
    lines: dict[str, tuple[int, Sourced]] = {}
    for weight, line in found:
        if line.line.text not in told:
            lines.setdefault(line.line.text, (weight, line))
    return list(lines.values())


def liabilities(case: Case) -> Iterator[Sourced]:
    """Yield what it may cost to leave undone what the client told of, the weightiest first."""
    found = sorted(_facts_by_topic(case, "risks").get(LIABILITY, ()), key=lambda pair: -pair[0])
    yield from (line for _, line in _each_once(found, ())[:MOST_LIABILITIES])


def _facts_by_topic(case: Case, part: DraftPart) -> Mapping[str, list[tuple[int, Sourced]]]:
    """Return what a part tells of the table of rules, with its weight: liabilities among the risks, else the rules."""
    lines: dict[str, list[tuple[int, Sourced]]] = {}
    for fact in RULE_FACTS:
        told_in = "risks" if fact.topic == LIABILITY else "rules"
        if fact.act is None and told_in == part and (line := _fact_line(case, fact, part)):
            lines.setdefault(fact.topic, []).append((fact.weight, line))
    return lines


def _without_rules(case: Case) -> Iterator[Sourced]:
    """Yield what boundary topics say of goods whose own rules the sources do not hold, each topic once."""
    concerned = [key for condition, key in _WITHOUT_RULES if condition.holds(case.context)]
    for key in dict.fromkeys(key for key in concerned if key in case.library.boundaries):
        document, section = case.library.boundary(key, case.language)
        is_told = any(matter.reply and section.text.startswith(matter.reply) for matter in case.told)
        if document.language == case.language and not is_told:
            for place, text in enumerate(reply_lines(section.text, case.language)):
                yield _unheld(case, f"rules.{'.'.join(key)}.{place}", "special", text)


def _unheld(case: Case, key: str, topic: str, text: str) -> Sourced:
    facts = ("product_kind", "started_by")
    return Sourced(DraftLine("", key, "rules", text, "rule", case.say(TOPIC_NAMES[topic]), UNANSWERED, facts=facts))


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
    lead = case.say(fact.lead) if fact.lead else ""
    goods = case.goods_for(fact.condition, perishable="perishable" in fact.rests_on)
    told = [case.say(TOPIC_NAMES[fact.topic]), goods, lead, proviso(unknown, case.language)]
    return (", " if case.language == "en" else "，").join(filter(None, told))


@cache
def _facts_of_rule(fact: RuleFact) -> tuple[str, ...]:
    """Return what a sentence depends on: its own condition, and those that could take its place in its topic."""
    rivals = [other for other in RULE_FACTS if (other.topic, other.act) == (fact.topic, None)]
    found = [fact] if fact.act or len(rivals) <= MOST_BESIDE_OTHERS else [fact, *rivals]
    behind = [name for one in found for name in _grounds_behind(one.rests_on)]
    return tuple(dict.fromkeys((*(name for one in found for name in one.condition.facts()), *behind)))


def _grounds_behind(rests_on: tuple[str, ...]) -> tuple[str, ...]:
    names = dict.fromkeys(PERMISSION_GROUNDS[name].name for name in rests_on)
    return when(", ".join(f"{name}=?" for name in names)).facts() if names else ()


def _counts(status: Status | None, *, early: bool) -> bool:
    """Tell whether a text of this status may be told: not once it is over, before its time only an early one."""
    return status not in ("expired", "replaced") and (early or status != "not_yet_in_force")


@cache
def _facts_of_step(step: Step) -> tuple[str, ...]:
    """Return what a step depends on: its condition and quotes, and what may come before it and leave it no room."""
    last = step.weight < LAST_RESORT
    rivals: list[Step | RuleFact] = [
        one
        for one in ALL_STEPS
        if last or (one.horizon == step.horizon and one.weight + _SOONER + _LATER >= step.weight)
    ]
    rivals += [fact for fact in RULE_FACTS if fact.act is not None]
    facts = [fact for one in (step, *rivals) for fact in (*one.condition.facts(), *_grounds_behind(one.rests_on))]
    return tuple(dict.fromkeys((*facts, *step.because)))
