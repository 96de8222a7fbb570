"""Checks what a draft permits, and what it owes, against who the client is and what he sells.

A sentence that lets somebody off ("need not register", "no food licence", "exempt") is looked for by its own words,
whatever table it came from; it is at fault where the draft's own record of the seller and the goods does not carry it
and the line does not say under which condition it holds. Goods are at fault where the description works them up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.conditions import values_of
from assistant.drafting import context_of
from assistant.drafts import Draft, DraftLine
from assistant.goods_sold import is_cut_short
from assistant.permissions import PERMISSION_GROUNDS, weigh
from assistant.rule_facts import RULE_FACTS
from assistant.told_steps import ALL_STEPS
from evals.reasons import Reason, reason

_LETS_OFF = re.compile(
    r"\b(?:need not register|needs? no (?:food |business )?(?:licence|permit|registration)|free from registration"
    r"|exempt from|pay no vat|not obliged|outside the no-reason)\b"
    r"|不用(?:办|登记)|不需要办理|可以不登记|免征|免交|不交增值税|免增值税(?!不|只)|不强制|不适用无理由退货"
)
# Sentences that have such words and let nobody off.
_NONE = re.compile(r"\b(?:is no tax exemption|says nothing about)\b|不在第24条的免税里|不等于")
# What a cooperative, a firm and a licensed household owe, whatever else is told: section and who.
_DUTIES = (
    ("household", "?", ("ecl-2018", "art-15")),
    ("cooperative", "fresh", ("apqsl-2022", "art-39")),
    ("firm", "fresh", ("apqsl-2022", "art-39")),
    ("cooperative", "?", ("ecl-2018", "art-10")),
    ("firm", "?", ("ecl-2018", "art-10")),
)
_RESTS_ON = {f"{part}.{fact.name}": fact.rests_on for fact in RULE_FACTS for part in ("rules", "steps")} | {
    f"steps.{step.id}": step.rests_on for step in ALL_STEPS
}


@dataclass(frozen=True, slots=True)
class Misjudged:
    """A line (none where `line` is empty) with what is wrong about what it permits, leaves out or calls sold."""

    line: str
    fault: Reason


def misjudged(draft: Draft) -> Iterator[Misjudged]:
    """Yield every permission that nothing carries, every duty left out, and goods that are not what is sold."""
    context = context_of(draft)
    for line in draft.lines:
        if line.part in ("rules", "steps") and line.origin == "machine":
            yield from (Misjudged(line.id, fault) for fault in _unfounded(line, context, draft))
    yield from (Misjudged("", fault) for fault in _left_out(draft, context))
    for good in draft.goods:
        if draft.description and is_cut_short(good["name"], draft.description, draft.language):
            yield Misjudged("", reason("goods_cut_short", name=good["name"]))


def _unfounded(line: DraftLine, context: Mapping[str, str], draft: Draft) -> Iterator[Reason]:
    if not _LETS_OFF.search(line.text.lower()) or _NONE.search(line.text.lower()):
        return
    rests_on = _RESTS_ON.get(line.key, ())
    if not rests_on:
        yield reason("permits_without_ground")
        return
    unknown = weigh(rests_on, context)
    if unknown is None:
        told = ", ".join(f"{name}={context[name]}" for name in ("legal_form", "own", "goods"))
        yield reason("permits_wrongly", told=told)
        return
    for name in unknown:
        words = PERMISSION_GROUNDS[name].proviso
        if words is None or words.in_language(draft.language) not in line.head:
            yield reason("permits_unknown", ground=name)


def _left_out(draft: Draft, context: Mapping[str, str]) -> Iterator[Reason]:
    cited = {(one.document, one.section) for one in draft.citations}
    for form, goods, section in _DUTIES:
        concerned = context["legal_form"] == form and (goods == "?" or goods in values_of(context, "goods"))
        if concerned and section not in cited:
            yield reason("duty_left_out", form=form, section="/".join(section))
