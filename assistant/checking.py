"""Re-checks a draft line by line: a line whose numbers or claims its source no longer supports is red.

What supports a line depends on what it hangs on: the cited sections, the wording of the rule, or the client's
own description. A suggestion has no source and is never red: it is marked for what it is.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.datatypes import Support
from assistant.drafts import Draft, DraftLine
from assistant.verification import missing_quantities, support_of

Fault = Literal["no_source", "number", "claim"]


@dataclass(frozen=True, slots=True)
class LineCheck:
    """What the check makes of one line; `support` is None where it is red or needs none."""

    line: str
    red: bool
    support: Support | None = None
    fault: Fault | None = None
    missing: tuple[str, ...] = ()


def check_draft(draft: Draft) -> tuple[LineCheck, ...]:
    """Return the check of every line, in order."""
    return tuple(check_line(draft, line) for line in draft.lines)


def red_lines(draft: Draft) -> tuple[str, ...]:
    """Return the ids of the lines that nothing supports any more, in order."""
    return tuple(check.line for check in check_draft(draft) if check.red)


def check_line(draft: Draft, line: DraftLine) -> LineCheck:
    """Return whether what a line hangs on still supports it.

    A line that the machine wrote from a rule or from facts is its own measure until somebody changes it.
    """
    if line.basis == "suggestion":
        return LineCheck(line.id, red=False)
    sources = _sources(draft, line)
    if not sources:
        return LineCheck(line.id, red=True, fault="no_source")
    found = [support for source in sources if (support := support_of(line.text, source)) is not None]
    if found:
        return LineCheck(line.id, red=False, support="verbatim" if "verbatim" in found else found[0])
    missing = min((missing_quantities(line.text, source) for source in sources), key=len)
    told = tuple(f"{quantity.value:,.12g} {quantity.unit}".strip() for quantity in missing)
    return LineCheck(line.id, red=True, fault="number" if missing else "claim", missing=told)


def _sources(draft: Draft, line: DraftLine) -> list[str]:
    sources = [citation.quote for citation in draft.cited(line)]
    if line.basis == "citation":
        return sources
    sources.append(line.text if line.origin == "machine" and line.machine_text is None else line.machine_text or "")
    if line.basis == "client":
        sources += [draft.description or "", *line.words]
    return [source for source in sources if source]
