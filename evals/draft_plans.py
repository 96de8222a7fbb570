"""Checks the plan of a draft as the adviser does who must sign it: does it fit this client, and is nothing said twice?

Looked for by their own words, whatever table they came from: rules on food for somebody who sells none, duties of
another legal form, a step for what the client has already or has passed, two lines that say the same, and a draft
without any line of support. A line that a person wrote is the person's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from assistant.client_words import find_marks
from assistant.conditions import UNKNOWN, values_of
from assistant.draft_plan import WANTS_SUPPORT
from assistant.drafting import context_of
from assistant.drafts import Draft, DraftLine
from assistant.library import Library
from assistant.tokenizing import tokenize
from evals.reasons import Reason, reason

# Two lines of a part whose words are so much alike say the same.
_SAME = 0.8
_FOOD_LAWS = frozenset({"fsl-2025", "spc-food-2024", "food-permit-2023"})
_FARM_LAWS = frozenset({"apqsl-2022", "edible-agri-2023", "cert-2026"})
_FOODS = frozenset({"fresh", "processed", "between", "dried"})
_POLICIES = re.compile(
    r"^(?:no1|rural-ec|county-commerce|delivery|taobao-village|ec-demo|digital|agri-multi|rrpl|rceo)-"
)
# Whom a duty is for, by the words of its sentence.
_DUTY_OF: Mapping[str, re.Pattern[str]] = {
    "cooperative": re.compile(r"^a (?:farmers' )?cooperative (?:shows|must)|^(?:农民专业)?合作社要"),
    "firm": re.compile(r"^producing companies|^生产企业"),
    "person": re.compile(r"^(?:an individual|individuals) (?:who|whose|selling)\b|^个人(?:在网上卖|卖|网上年)"),
}
_FORMS_OF_DUTY = {
    "cooperative": {"cooperative"}, "firm": {"firm", "cooperative"}, "person": {"person", "village"},
}  # fmt: skip
# Steps for what the description says is there already.
_HAS_ALREADY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("registered_mark", re.compile(r"file it as a trademark|申请商标")),
    ("has_food_paper", re.compile(r"which paper your province wants|本省要小作坊办哪一种手续")),
    ("sells_now", re.compile(r"^open one shop|门槛低的平台开一家店")),
)
_REGISTERS = re.compile(r"^register as an individual|登记个体户")
_BEGINS = re.compile(r"^open one shop|门槛低的平台开一家店")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A line that does not fit the client (none where `line` is empty), with what is wrong."""

    line: str
    fault: Reason


def misfits(draft: Draft, library: Library) -> Iterator[Misfit]:
    """Yield what in the rules, steps and risks of a draft does not fit the client, or stands there twice.

    Whoever wants a support must find one, where the library has any.
    """
    context = context_of(draft)
    told = [line for line in draft.lines if line.origin == "machine" and line.part in ("rules", "steps", "risks")]
    for line in told:
        yield from (Misfit(line.id, fault) for fault in _unfit(line, draft, context))
    yield from _twice(told)
    cited = any(_POLICIES.match(citation.document) for citation in draft.citations)
    wants = WANTS_SUPPORT.holds(context | (draft.profile or {}))
    if wants and not cited and any(_POLICIES.match(key.document) for key in library.sections):
        yield Misfit("", reason("no_support_line"))


def _unfit(line: DraftLine, draft: Draft, context: Mapping[str, str]) -> Iterator[Reason]:
    goods = set(values_of(context, "goods"))
    documents = {citation.document for citation in draft.cited(line)}
    if documents & (_FOOD_LAWS | _FARM_LAWS) and UNKNOWN not in goods and not goods & _FOODS:
        yield reason("other_goods", goods=", ".join(sorted(goods)))
    form = context["legal_form"]
    for owner, words in _DUTY_OF.items():
        if form != UNKNOWN and form not in _FORMS_OF_DUTY[owner] and words.search(line.text.lower()):
            yield reason("other_form", form=form)
    if line.part == "steps":
        yield from _has_already(line, draft)


def _has_already(line: DraftLine, draft: Draft) -> Iterator[Reason]:
    marks = find_marks(draft.description or "")
    for mark, step in _HAS_ALREADY:
        if marks[mark] == "yes" and step.search(line.text.lower()):
            yield reason("has_already", what=mark)
    licensed = (draft.seller or {}).get("legal_form") in ("household", "firm", "cooperative")
    if licensed and _REGISTERS.search(line.text.lower()):
        yield reason("has_already", what="legal_form")
    if (draft.profile or {}).get("stage") == "running" and _BEGINS.search(line.text.lower()):
        yield reason("has_already", what="stage")


def _twice(lines: list[DraftLine]) -> Iterator[Misfit]:
    """Yield every line whose words stand, nearly all of them, in an earlier line of its part."""
    words = {line.id: frozenset(tokenize(line.text)) for line in lines}
    for one, other in combinations(lines, 2):
        both, either = words[one.id] & words[other.id], words[one.id] | words[other.id]
        if one.part == other.part and either and len(both) / len(either) >= _SAME:
            yield Misfit(other.id, reason("said_twice", line=one.id))
