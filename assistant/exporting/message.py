"""A draft as one page of plain text for a messenger: what it comes to, the first steps, the rules that cost money."""

from collections.abc import Iterator

from assistant.draft_wording import PART_NAMES
from assistant.drafts import UNDER_WORDS, Draft, DraftLine, DraftPart
from assistant.exporting.outline import Outline

# What one page holds of each part.
_MOST: dict[DraftPart, int] = {
    "summary": 3, "asked": 4, "told": 3, "situation": 3, "target": 2, "steps": 5, "rules": 5,
    "risks": 2, "questions": 2,
}  # fmt: skip


def to_message(draft: Draft) -> str:
    """Return a draft on one page, without markup; every line of a rule names its source."""
    return "\n".join(_tell(Outline(draft))) + "\n"


def _tell(outline: Outline) -> Iterator[str]:
    yield outline.title()
    yield from [outline.word("draft_note")] if not outline.is_signed() else outline.signatures()
    for part, most in _MOST.items():
        lines = [line for line in outline.draft.lines_of(part) if line.basis != "suggestion" or part == "steps"]
        if part == "rules":
            lines = _spread(lines)
        if part in UNDER_WORDS:
            lines = [found[0] for _, found in outline.groups(tuple(lines))]
        if lines:
            yield from ("", PART_NAMES[part].in_language(outline.language))
            yield from (_told(outline, number, line) for number, line in enumerate(lines[:most], 1))
    yield from ("", f"{outline.word('general')} {outline.draft.day.isoformat()}")


def _spread(lines: list[DraftLine]) -> list[DraftLine]:
    """Return the first line of every topic, then the others: one page should not be all about one of them."""
    firsts = list({line.head: line for line in reversed(lines)}.values())[::-1]
    return [*firsts, *(line for line in lines if line not in firsts)]


def _told(outline: Outline, number: int, line: DraftLine) -> str:
    zh = outline.language == "zh"
    between = ("：" if zh else ": ") if line.part == "rules" else ("。" if zh else ". ")
    head = f"{line.head[0].upper()}{line.head[1:]}{between}" if line.head and line.part != "steps" else ""
    if line.part in UNDER_WORDS and line.head:
        head = f"{outline.quote(line.head)}{'' if zh else ' '}"
    cited = outline.draft.cited(line) if line.basis == "citation" else ()
    source = "；".join(outline.short_source(citation) for citation in cited)
    told = (f"（{source}）" if zh else f" ({source})") if source else ""
    return f"{number}. {head}{line.text}{told}"
