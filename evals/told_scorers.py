"""Scorers of what is read out of a description: told and not read, read and not told, quoted with other words.

A label is what the description says, with its own words: of a functional unit `told` where somebody fills it and
`none` where it says that nobody does. Of the facts in `FACTS` a case labels every one that its description tells; what
`may` be read is no fault either way. They look at a draft as `advise --format json` gives it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.goods_names import KIND_OF_FORM
from assistant.language import fold
from assistant.typology_wording import FACT_NAMES
from evals.cases import Case
from evals.reasons import Reason, listed, reason, same
from evals.suite import Score

Output = Mapping[str, Any]
UNITS = ("consumer_units", "service_units", "auxiliary_units", "support_units")
FACTS = (
    "resource_dependence", "makes_own_goods", *UNITS, "partners", "partner_weight", "gain_sharing",
    "neighbours_sell_same", "price_cutting", "own_brand", "platforms", "fees_eat_margin", "stage", "online_scale",
    "profit", "legal_form",
)  # fmt: skip
_UNKNOWN = "?"


def read_facts(output: Output) -> dict[str, str]:
    """Return what a draft takes for told of FACTS, by fact."""
    found = {fact: value for fact, value in (output["profile"] or {}).items() if fact in FACTS and fact not in UNITS}
    for row in output["units"]:
        if row["relation"] == "none":
            found[f"{row['unit']}_units"] = "none"
        elif row["filled_by"] or row["relation"]:
            found[f"{row['unit']}_units"] = "told"
    legal_form = (output["seller"] or {}).get("legal_form", _UNKNOWN)
    return found if legal_form == _UNKNOWN else found | {"legal_form": legal_form}


def told_read(case: Case, output: Output) -> Score | None:
    """Score the share of the facts told that are read with their value."""
    told = {fact: label[0] for fact, label in case.expected.told.items()}
    if not told:
        return None
    found = read_facts(output)
    lost = [fact for fact, value in told.items() if found.get(fact) != value]
    return Score(1 - len(lost) / len(told), reason("not_read", facts=_named(lost)) if lost else reason("all_read"))


def read_told(case: Case, output: Output) -> Score | None:
    """Score the share of the facts read that the description tells so; those that may be read do not count."""
    if not case.expected.told:
        return None
    told = {fact: label[0] for fact, label in case.expected.told.items()}
    found = {fact: value for fact, value in read_facts(output).items() if _counts(fact, value, case)}
    wrong = [fact for fact, value in found.items() if told.get(fact) != value]
    value = 1 - len(wrong) / len(found) if found else 1.0
    return Score(value, reason("not_told", facts=_named(wrong)) if wrong else reason("all_told"))


def _counts(fact: str, value: str, case: Case) -> bool:
    return fact not in case.expected.may or case.expected.told.get(fact, [""])[0] == value


def quoted(case: Case, output: Output) -> Score | None:
    """Score the share of the facts read rightly whose quote, as the draft shows it, holds words that say them."""
    shown = quotes(output)
    found = read_facts(output)
    right = [fact for fact, label in case.expected.told.items() if found.get(fact) == label[0] and fact in shown]
    if not right:
        return None
    wrong = [fact for fact in right if not _overlaps(shown[fact], case.expected.told[fact][1:], case.text)]
    told = listed((same(f"{fact}: “{shown[fact]}”") for fact in wrong), ";")
    return Score(1 - len(wrong) / len(right), reason("quoted_else", facts=told) if wrong else reason("quoted_right"))


def quotes(output: Output) -> dict[str, str]:
    """Return the client's words that a draft shows for each fact."""
    units = {f"{row['unit']}_units": row["filled_by"] for row in output["units"] if row["filled_by"]}
    return {found["fact"]: found["quote"] for found in output["evidence"] if found.get("quote")} | units


def _overlaps(quote: str, words: Iterable[str], text: str) -> bool:
    whole = fold(text)
    start = whole.find(fold(quote))
    said = [(whole.find(fold(one)), len(fold(one))) for one in words]
    return any(start < place + length and place < start + len(fold(quote)) for place, length in said)


def goods_told(case: Case, output: Output) -> Score | None:
    """Score F1 of the goods: one is found where a name holds the other and the kind is the same."""
    if not case.expected.goods:
        return None
    found = [(good["name"], good["form"]) for good in output["goods"]]
    wanted = list(case.expected.goods.items())
    hits = sum(any(_is_same(one, other) for other in found) for one in wanted)
    right = sum(any(_is_same(other, one) for other in wanted) for one in found)
    value = (hits + right) / (len(found) + len(wanted))
    named = listed((same(f"{name} ({form or _UNKNOWN})") for name, form in found), "and")
    return Score(value, reason("goods", goods=named) if found else reason("no_goods"))


def _is_same(wanted: tuple[str, str | None], found: tuple[str, str | None]) -> bool:
    names = [fold(name) for name in wanted[0].split("|")], [fold(name) for name in found[0].split("|")]
    alike = any(one in other or other in one for one in names[0] for other in names[1])
    return alike and _kind(wanted[1]) == _kind(found[1])


def _kind(form: str | None) -> str | None:
    return KIND_OF_FORM[form] if form else None


def _named(facts: Iterable[str]) -> Reason:
    return listed((Reason(*FACT_NAMES[fact]) if fact in FACT_NAMES else reason("legal_form") for fact in facts), "and")
