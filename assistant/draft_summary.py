"""The first lines of a draft: what it comes to, the first thing to do, and to whom it speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.address_wording import SELLERS, WAYS
from assistant.draft_case import GROUPS, Case, Sourced, is_short
from assistant.draft_wording import WORDS
from assistant.drafts import DraftLine
from assistant.rule_facts import RULE_FACTS
from assistant.typology import FACT_VALUES

SUMMARY = "summary"
_LEADING = frozenset(f"steps.{fact.name}" for fact in RULE_FACTS if fact.act is not None and fact.act.leads)


def summary(case: Case, steps: Sequence[Sourced]) -> Iterator[Sourced]:
    """Yield who sells what and which way to go, then the first of the steps that a line can hold."""
    way = case.say(WAYS[case.verdicts.target_mode.label])
    text = case.say(WORDS["in_short"], seller=case.say(SELLERS[_seller(case)]), way=way)
    yield Sourced(_line("0", text))
    first = next((found for step in steps if (found := _first(case, step))), None)
    if first is not None:
        yield first
    if case.owner:
        yield Sourced(_line("2", case.say(WORDS["owner"], owner=case.owner)))


def _line(place: str, text: str) -> DraftLine:
    return DraftLine("", f"summary.{place}", "summary", text, "rule", rule=SUMMARY, facts=tuple(FACT_VALUES))


def _first(case: Case, step: Sourced) -> Sourced | None:
    """Return a step as the first thing to do, resting on what the step rests on.

    None where it is too long, or a wording to be copied, which needs its explanation, or a sentence of a policy that
    says what holds and not what to do.
    """
    if step.line.rule is None and step.line.key not in _LEADING:
        return None
    text = case.say(WORDS["first_step"], step=step.line.text)
    if not is_short(text, case.language) or "“" in text:
        return None
    return Sourced(replace(_line("1", text), ground=step.line.ground), step.source)


def _seller(case: Case) -> str:
    """Return how the client is told in the summary, a key of SELLERS."""
    known = case.profile.known()
    if case.speaks_for in GROUPS:
        return case.speaks_for
    if known.get("stage") == "planning":
        return "planning"
    if known.get("makes_own_goods") == "yes":
        return "maker"
    if known.get("sells_to_order_for_others") == "yes":
        return "orders"
    return "trader" if known.get("makes_own_goods") == "no" else "person"
