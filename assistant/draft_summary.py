"""The first lines of a draft: what it comes to, the first thing to do, and to whom it speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.address_wording import CONCERNS, SELLERS, WAYS
from assistant.conditions import Condition
from assistant.draft_case import GROUPS, Case, Sourced, is_short
from assistant.draft_wording import WORDS
from assistant.drafts import HORIZONS, DraftLine
from assistant.steps import LAST_RESORT, Step, Wording
from assistant.told_steps import BRIEFS
from assistant.typology import FACT_VALUES, UNCLEAR

SUMMARY = "summary"
MOST_CONCERNS = 2
# What holds for most sellers presses nobody.
_OF_MOST_SELLERS = frozenset({"selling", "own"})
_PLACES = {"first_step": "1", "next_step": "2"}


def summary(case: Case, steps: Sequence[Sourced]) -> Iterator[Sourced]:
    """Yield what it comes to in three sentences: who sells what and what weighs on him, the first step, the way to go.

    Where the way is open still, the next step takes its place; where there is no step, the first line tells the way.
    """
    able = [step for step in steps if _is_told(case, step)]
    mode = case.verdicts.target_mode.label
    way = case.say(WAYS.get(f"{mode}.{case.speaks_for}", WAYS[mode]))
    seller = _seller_and_concerns(case)
    if not able:
        short = seller if mode == UNCLEAR and case.asked else _in_short(case, way)
        yield Sourced(_line("0", short))
    else:
        yield Sourced(_line("0", seller))
        yield _step(case, able[0], "first_step")
        if mode != UNCLEAR:
            yield Sourced(_line("2", way[0].upper() + way[1:]))
        elif len(able) > 1:
            yield _step(case, able[1], "next_step")
    if case.owner:
        yield Sourced(_line("3", case.say(WORDS["owner"], owner=case.owner)))


def _in_short(case: Case, way: str) -> str:
    return case.say(WORDS["in_short"], seller=case.say(SELLERS[_seller(case)]), way=way)


def urgent_first(case: Case, steps: Sequence[Sourced]) -> list[Sourced]:
    """Return the steps of a plan, that on what weighs most first where there is one for the first months."""
    concerns = _concerns(case)
    pressing = frozenset(concerns[0][0].marks_told(case.context)) - _OF_MOST_SELLERS if concerns else frozenset()

    def presses(sourced: Sourced) -> bool:
        step = sourced.step
        return step is not None and step.horizon == HORIZONS[0] and step.condition.rests_on(pressing)

    return sorted(steps, key=lambda sourced: not presses(sourced))


def _concerns(case: Case) -> list[tuple[Condition, Wording]]:
    """Return what surely weighs on the client, what he asks about first."""
    found = [one for one in CONCERNS if case.may_lead(one[0]) and not case.is_only_planned(one[0])]
    return sorted(found, key=lambda one: not one[0].rests_on(case.marks_asked))


def _seller_and_concerns(case: Case) -> str:
    """Return who sells what and where, and the two things that weigh most on him; short enough for a line."""
    seller = case.say(SELLERS[_seller(case)])
    if case.context.get("platform_named") == "yes" and case.context.get("selling") == "yes":
        seller = case.say(WORDS["sold_where"], seller=seller)
    found = [case.say(words) for _, words in _concerns(case)]
    for most in range(min(MOST_CONCERNS, len(found)), 0, -1):
        told = WORDS["beside"].in_language(case.language).join(found[:most])
        text = case.say(WORDS["weighs"], seller=seller, troubles=told)
        if is_short(text, case.language):
            return text
    return seller + ("." if case.language == "en" else "。")


def _line(place: str, text: str) -> DraftLine:
    return DraftLine("", f"summary.{place}", "summary", text, "rule", rule=SUMMARY, facts=tuple(FACT_VALUES))


def _is_told(case: Case, step: Sourced) -> bool:
    """Tell whether a step can stand in the summary.

    Not one on what is not surely told, nor one that is too long, nor a wording to be copied, which needs its
    explanation, nor a sentence of a policy that says what holds and not what to do; nor, where the client asks
    something, one that it does not call for.
    """
    if not case.may_lead_with(step) or (step.step and case.asked and not _is_called_for(case, step.step)):
        return False
    text = case.say(WORDS["first_step"], step=_brief(case, step))
    return step.line.rule is not None and is_short(text, case.language) and "“" not in text


def _is_called_for(case: Case, step: Step) -> bool:
    """Tell whether a step is none of last resort and, if the way to go is not asked for, rests on what is told."""
    told = frozenset(step.condition.marks_told(case.context)) - _OF_MOST_SELLERS
    return step.weight >= LAST_RESORT and (case.wants_the_way or bool(told))


def _brief(case: Case, step: Sourced) -> str:
    brief = BRIEFS.get(step.step.id) if step.step else None
    return case.say(brief) if brief else step.line.text


def _step(case: Case, step: Sourced, word: str) -> Sourced:
    """Return a step as a line of the summary, resting on what the step rests on."""
    text = case.say(WORDS[word], step=_brief(case, step))
    return Sourced(replace(_line(_PLACES[word], text), ground=step.line.ground), step.source)


def _seller(case: Case) -> str:
    """Return how the client is told in the summary, a key of SELLERS."""
    known = case.profile.known()
    if case.speaks_for in GROUPS:
        return case.speaks_for
    if case.context.get("selling") == "no":
        return "planning"
    if known.get("product_kind") == "service":
        return "service"
    if known.get("makes_own_goods") == "yes":
        return "maker"
    if known.get("sells_to_order_for_others") == "yes":
        return "orders"
    return "trader" if known.get("makes_own_goods") == "no" else "person"
