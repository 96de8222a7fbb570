"""What a draft itself answers to a question of the client: its rules on the matter, its way to go, its first steps.

What a library says in general may not hold for this client; what the draft chose for him does. So that comes first,
word for word as it stands in the draft, with the conditions under which it holds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.client_words import mark_of
from assistant.conditions import UNKNOWN
from assistant.datatypes import Language, SectionKey
from assistant.draft_case import AnsweredQuestion, Case, Sourced, is_short
from assistant.draft_wording import TOPIC_NAMES, WORDS
from assistant.drafts import DraftLine
from assistant.rule_fact import SUPPORTS, RuleFact
from assistant.rule_facts import RULE_FACTS
from assistant.rule_topics import topic_of_section
from assistant.stances import stances
from assistant.typology import UNCLEAR

# The rule of a line that tells in an answer what stands elsewhere in the draft.
OWN_ANSWER = "own_answer"
_MOST_RULES = 2
_MOST_STEPS = 3
_MOST_CALLED = 2
# A rule of the draft answers a question where its section's score in the search is so high: of 66 letters that readers
# marked, seven in ten lines so found answer, of those by topic and weight two in ten. What papers are needed is told by
# weight, and so is what the draft holds on the very matter that an open question stands beside.
_NEAR, _WEIGHTY = 0.38, 80
# What somebody needs to sell in order, the first first.
_PAPER_TOPICS = (("food", 3), ("registration", 1))
# What food sold without its paper costs; of a workshop another article says who sets the fines.
_WITHOUT_PAPER, _OF_WORKSHOPS = SectionKey("fsl-2025", "art-122"), SectionKey("fsl-2025", "art-127")
_MAY_BE_WORKSHOP = ("person", "household", UNKNOWN)
# Axes on which two sentences that stand at opposite poles cannot both answer one person.
_CONTRADICTORY = ("duty", "right")


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of a draft that can answer: its steps, its rules, and its way to go."""

    steps: Sequence[Sourced]
    rules: Sequence[Sourced]
    target: Sequence[Sourced]


def own_answer(
    case: Case, question: AnsweredQuestion, plan: Plan, told: Collection[str] = ()
) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return the lines with which the draft answers, none where it does not; they have no key and no head yet.

    What was `told` under another question is passed over, but for the first steps, which have an order.
    """
    if question.aim == "first":
        able = [one for one in plan.steps if case.may_lead_with(one)]
        return list(_first_steps(case, _untold(case, able or plan.steps, ())))
    if question.aim == "papers":
        papers = [pair for topic, most in _PAPER_TOPICS for pair in _papers(case, topic, plan)[:most]]
        return [*papers, *_fines(case, papers)]
    nearest = question.answer.retrieved if question.answer else ()
    rules = _rules_near(case, {hit.key: hit.score for hit in nearest}, plan)[:_MOST_RULES]
    untold = _untold(case, plan.steps, told)
    if question.asks_the_way:
        steps = _steps_on(case, question.about or question.matters, untold)
        way = list(_way(case, replace(plan, steps=untold)))
        return [*steps, *rules, *way[:1]] if steps or rules else way
    called = rules or _steps_on(case, question.about, untold)
    if called or not question.is_open or question.is_outside:
        return called
    found = _rules_on(case, question.about | question.matters, plan)
    return [pair for pair in found if identity(pair[0]) not in told]


def _steps_on(
    case: Case, matters: Collection[str], steps: Sequence[Sourced]
) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return the first steps of the plan on one of these matters."""
    marks = {mark_of(matter) for matter in matters}
    called = [one for one in steps if one.step is not None and one.step.condition.rests_on(marks)][:_MOST_CALLED]
    return [(_as_step(case, one, "as_next" if place else "as_first"), one.source) for place, one in enumerate(called)]


def lets_off(case: Case, lines: Iterable[DraftLine]) -> bool:
    """Tell whether one of the draft's rules permits something, so that what binds others may not stand beside it."""
    told = {line.sentence for line in lines}
    return any(
        fact.rests_on and any(begins in text for text in told)
        for fact in RULE_FACTS
        if (begins := fact.begins.in_language(case.language))
    )


def identity(line: DraftLine) -> str:
    """Return what makes a line another one: its sentence, but of the paper's steps, which share them, the key."""
    return line.key if line.key.startswith("steps.S") else line.sentence


def _untold(case: Case, steps: Sequence[Sourced], told: Collection[str]) -> list[Sourced]:
    """Return steps that say what to do, each once, without those that were told."""
    kept: dict[str, Sourced] = {}
    for step in steps:
        if _fact_of(case, step) is None and identity(step.line) not in told:
            kept.setdefault(step.line.text, step)
    return list(kept.values())


def contradicts(sentence: str, told: Sequence[str]) -> bool:
    """Tell whether a sentence binds where another one that was told lets off, or the other way round.

    >>> contradicts("You must register.", ["An individual need not register."])
    True
    """
    mine = stances(sentence)
    return any(mine.get(axis, 0) * stances(other).get(axis, 0) < 0 for other in told for axis in _CONTRADICTORY)


def _rules_near(
    case: Case, scores: Mapping[SectionKey, float], plan: Plan
) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return the draft's rules of that section among theirs which the search found nearest to the question, if near."""
    told = _told_facts(case, plan)
    best = max((scores.get(fact.section, 0.0) for fact, _ in told), default=0.0)
    return _qualified_lines(case, [pair for pair in told if best >= _NEAR and scores.get(pair[0].section) == best])


def _rules_on(case: Case, matters: Collection[str], plan: Plan) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return the draft's weightiest rules that stand in it for one of these matters."""
    marks = {mark_of(matter) for matter in matters}
    found = [pair for pair in _told_facts(case, plan) if marks & set(pair[0].condition.marks_told(case.context))]
    ranked = sorted(found, key=lambda pair: -pair[0].weight)
    return _qualified_lines(case, [pair for pair in ranked if pair[0].topic != SUPPORTS])[:_MOST_RULES]


def _rules_of(case: Case, topic: str, plan: Plan) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return the draft's weighty rules on a topic, the weightiest first, each once."""
    found = [
        (fact, one)
        for fact, one in _told_facts(case, plan)
        if fact.act is None and _topic_of(fact) == topic and fact.weight >= _WEIGHTY
    ]
    return _qualified_lines(case, sorted(found, key=lambda pair: -pair[0].weight))


def _told_facts(case: Case, plan: Plan) -> list[tuple[RuleFact, Sourced]]:
    """Return the draft's lines that come from the table of rules, each sentence once."""
    found: dict[str, tuple[RuleFact, Sourced]] = {}
    for one in (*plan.rules, *plan.steps):
        if (fact := _fact_of(case, one)) is not None:
            found.setdefault(one.line.text, (fact, one))
    return list(found.values())


def _qualified_lines(
    case: Case, found: Iterable[tuple[RuleFact, Sourced]]
) -> list[tuple[DraftLine, SectionKey | None]]:
    lines = [(_qualified(case, one.line, fact.topic), one.source) for fact, one in found]
    return [(line, source) for line, source in lines if line is not None]


def _topic_of(fact: RuleFact) -> str | None:
    """Return what a row of the table of rules is about; what something costs, by what its section is about."""
    return topic_of_section(fact.section) if fact.topic == "liability" else fact.topic


def _papers(case: Case, topic: str, plan: Plan) -> list[tuple[DraftLine, SectionKey | None]]:
    """Return what the draft says on papers of one topic, without what may not be sold at all.

    Its first step on them leads, for it says where to go; its rules follow.
    """
    steps = [(_bare(step.line), step.source) for step in plan.steps if _fact_of(case, step) is None]
    on_topic = [
        [(line, source) for line, source in found if source and topic_of_section(source) == topic]
        for found in (steps, _rules_of(case, topic, plan))
    ]
    return [*on_topic[0][:1], *on_topic[1]]


def _fines(
    case: Case, papers: Sequence[tuple[DraftLine, SectionKey | None]]
) -> Iterator[tuple[DraftLine, SectionKey | None]]:
    """Yield what it costs to sell food without the paper that it needs, where one of the `papers` is for food."""
    if not any(source and topic_of_section(source) == "food" for _, source in papers):
        return
    section = of_workshops(case, _WITHOUT_PAPER)
    text = next((text for text in case.sentences(section) if is_short(text, case.language)), None)
    if text:
        yield DraftLine("", "", "asked", text, "citation", ground=text), section


def of_workshops(case: Case, section: SectionKey) -> SectionKey:
    """Return a section, or for what may be a workshop that which says who sets its fines in the place of fines."""
    is_workshop = case.context["own"] == "yes" and case.context["legal_form"] in _MAY_BE_WORKSHOP
    return _OF_WORKSHOPS if section == _WITHOUT_PAPER and is_workshop else section


def _fact_of(case: Case, sourced: Sourced) -> RuleFact | None:
    """Return the row of the table of rules that a line comes from; of several for one sentence, the one that holds."""
    _, _, name = sourced.line.key.partition(".")
    return next((fact for fact in _facts_by_name().get(name, ()) if fact.condition.holds(case.context)), None)


@cache
def _facts_by_name() -> Mapping[str, Sequence[RuleFact]]:
    named: dict[str, list[RuleFact]] = {}
    for fact in RULE_FACTS:
        named.setdefault(fact.name, []).append(fact)
    return named


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
    if any(question.aim == "first" for question in case.asked):  # whose answer the steps are
        return
    leading = [one for one in plan.steps if reason and one.source and one.source == reason.source]
    for place, sourced in enumerate(leading[: _MOST_STEPS - 1]):
        yield _as_step(case, sourced, "as_next" if place else "as_first"), sourced.source
