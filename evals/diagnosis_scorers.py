"""Scorers of classifications and drafts, as `classify --json` and `advise --format json` give them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.drafts import UNDER_WORDS
from assistant.language import detect_language, fold
from assistant.quantities import find_quantities
from assistant.typology import UNCLEAR
from evals.cases import Case
from evals.classification import AXES, accepted
from evals.names import name_of
from evals.reasons import Reason, listed, read_reason, reason
from evals.suite import Score

# At most this share of a draft's lines may have no source.
_SUGGESTIONS_AT_MOST = 0.2

Output = Mapping[str, Any]


def axis_right(axis: str) -> Callable[[Case, Output], Score | None]:
    """Return the scorer that gives 1 where an axis has a label that was written for it."""

    def score(case: Case, output: Output) -> Score | None:
        wanted = accepted(case, axis)
        if not wanted:
            return None
        label = output["classification"][axis]["label"]
        named = listed((name_of("score", one) for one in wanted), "or")
        return Score(float(label in wanted), reason("label", found=name_of("score", label), wanted=named))

    return score


def count_confusion(outputs: Iterable[tuple[str, Case, Output]]) -> dict[str, dict[str, dict[str, int]]]:
    """Return how often each expected label met each found one, by `split/language/axis`.

    Where several labels are right, the one that was found counts as expected, else the first.
    """
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for split, case, output in outputs:
        for axis in AXES:
            wanted = accepted(case, axis)
            if wanted:
                found = output["classification"][axis]["label"]
                row = counts.setdefault(f"{split}/{case.language}/{axis}", {})
                cells = row.setdefault(found if found in wanted else wanted[0], {})
                cells[found] = cells.get(found, 0) + 1
    return counts


def risks_named(case: Case, output: Output) -> Score | None:
    """Score the share of risks whose level is high where, and only where, that was written."""
    if "risks" not in case.expected.labels:
        return None
    wanted = set(accepted(case, "risks"))
    risks = {risk["label"]: risk["level"] for risk in output["classification"]["risks"]}
    wrong = [name for name, level in risks.items() if (level == "high") != (name in wanted)]
    told = reason("risks_wrong", risks=_named(wrong)) if wrong else reason("risks_right")
    return Score(1 - len(wrong) / len(risks) if risks else 0.0, told)


def _named(labels: Iterable[str]) -> Reason:
    return listed(name_of("score", label) for label in labels)


def open_kept(case: Case, output: Output) -> Score | None:
    """Score the share of axes to be left open that are left open."""
    axes = [axis for axis in AXES if accepted(case, axis) == (UNCLEAR,)]
    if not axes:
        return None
    decided = [axis for axis in axes if output["classification"][axis]["label"] != UNCLEAR]
    return Score(
        1 - len(decided) / len(axes), reason("decided", axes=_named(decided)) if decided else reason("left_open")
    )


def lines_founded(case: Case, output: Output) -> Score | None:
    """Score 1 where each line hangs on the client's words, a rule or a citation, or is a marked suggestion.

    At most a fifth of the lines may be suggestions.
    """
    lines = output["lines"]
    numbers = {citation["number"] for citation in output["citations"]}
    loose = [line["id"] for line in lines if not _is_founded(line, numbers)]
    suggested = sum(line["basis"] == "suggestion" for line in lines)
    if loose:
        return Score(0.0, reason("loose_lines", lines=listed(loose)))
    fair = bool(lines) and suggested <= _SUGGESTIONS_AT_MOST * len(lines)
    return Score(float(fair), reason("suggestions", count=suggested, total=len(lines)))


def lines_faultless(case: Case, output: Output) -> Score | None:
    """Score the share of lines in which the strict check of `evals.drafts` finds nothing wrong.

    Every citation resolves, quotes its section and supports its line; every rule is one of the tables; the client's
    words stand in the description; no line is longer than a farmer reads.
    """
    faults = output["faults"]
    lines = {line["id"] for line in output["lines"]}
    wrong = {found["line"] for found in faults}
    # What is wrong with the draft as a whole is wrong with each of its lines.
    value = 1 - len(wrong & lines) / len(lines) if lines and wrong <= lines else 0.0
    return Score(value, listed(map(_told, faults), ";") if faults else reason("faultless"))


def _told(found: Mapping[str, Any]) -> Reason:
    fault = read_reason(found["fault"])
    return (
        reason("line_fault", line=found["line"], fault=fault) if found["line"] else reason("draft_fault", fault=fault)
    )


def _is_founded(line: Mapping[str, Any], numbers: set[int]) -> bool:
    if line["basis"] == "rule":
        return bool(line["rule"])
    if line["basis"] == "citation":
        return bool(line["citations"]) and set(line["citations"]) <= numbers
    return line["basis"] in ("client", "suggestion")


def numbers_founded(case: Case, output: Output) -> Score | None:
    """Score 1 where every number of a line that rests on citations stands in one of their quotes."""
    quotes = {citation["number"]: citation["quote"] for citation in output["citations"]}
    lost = [
        f"{line['id']} {quantity.value:g}"
        for line in output["lines"]
        if line["basis"] == "citation"
        for quantity in find_quantities(line["text"])
        if quantity not in find_quantities("\n".join(quotes.get(number, "") for number in line["citations"]))
    ]
    return Score(float(not lost), reason("numbers_lost", numbers=listed(lost)) if lost else reason("numbers_quoted"))


def draft_language_kept(case: Case, output: Output) -> Score | None:
    """Score 1 where the machine's lines are in the language of the description."""
    told = detect_language(" ".join(line["text"] for line in output["lines"]))
    return Score(float(told == case.language), reason("written_in", language=name_of("language", told)))


def spoken_to(case: Case, output: Output) -> Score | None:
    """Score 1 where what was asked or told is answered from one of the sections that were written for it."""
    if not case.expected.sections:
        return None
    numbers = {(one["document"], one["section"]): one["number"] for one in output["citations"]}
    wanted = {numbers[key] for key in case.expected.sections if key in numbers}
    said = {number for line in output["lines"] if line["part"] in UNDER_WORDS for number in line["citations"]}
    named = listed(f"{document}/{section}" for document, section in case.expected.sections[:3])
    return Score(float(bool(wanted & said)), reason("spoken_to" if wanted & said else "not_spoken_to", sections=named))


def must_not_stand(case: Case, output: Output) -> Score | None:
    """Score 1 where nothing stands in the draft that must not."""
    if not case.expected.must_not:
        return None
    text = fold(" ".join(line["text"] for line in output["lines"]))
    found = [words for words in case.expected.must_not if fold(words) in text]
    return Score(float(not found), reason("says", texts=listed(found, ";")) if found else reason("says_none"))
