"""A draft as Markdown, with numbered sources at the end."""

from collections.abc import Iterator

from assistant.citations import mark
from assistant.draft_wording import PART_NAMES
from assistant.drafts import UNDER_WORDS, Draft, DraftLine
from assistant.exporting.outline import Outline


def to_markdown(draft: Draft) -> str:
    """Return the whole draft; a line's numbers are those of the sources at the end."""
    return "\n".join(_tell(Outline(draft))) + "\n"


def _tell(outline: Outline) -> Iterator[str]:
    yield f"# {_plain(outline.title())}"
    yield ""
    if not outline.is_signed():
        yield f"**{outline.word('draft_note')}**"
    yield from (f"- {signed}" for signed in outline.signatures())
    for part, heading, lines in outline.parts():
        yield from ("", f"## {heading}", "")
        if part == "units":
            yield from _units(outline)
        if part == "steps":
            yield from _steps(outline, lines)
        elif part in UNDER_WORDS:
            yield from _answers(outline, lines)
        else:
            yield from (_bullet(outline, line) for line in lines)
    yield from ("", f"## {PART_NAMES['sources'].in_language(outline.language)}", "")
    yield from (f"{citation.number}. {_plain(outline.source(citation))}" for citation in outline.draft.citations)
    yield from ("", *(f"_{text}_  " for text in outline.colophon()))


def _units(outline: Outline) -> Iterator[str]:
    head, rows = outline.unit_table()
    if rows:
        yield from _table(head, rows)
    if untold := outline.untold_units():
        yield from (("", untold) if rows else (untold,))


def _answers(outline: Outline, lines: tuple[DraftLine, ...]) -> Iterator[str]:
    for place, (question, found) in enumerate(outline.groups(lines)):
        yield from ("",) if place else ()
        yield from (f"**{_plain(question)}**", "") if question else ()
        yield from (_bullet(outline, line) for line in found)


def _steps(outline: Outline, lines: tuple[DraftLine, ...]) -> Iterator[str]:
    yield f"_{outline.word('steps_note')}_"
    for heading, found in outline.groups(lines):
        yield from ("", f"### {heading}", "") if heading else ("",)
        rows = [(_told(outline, line), *outline.step_row(line)) for line in found]
        yield from _table(outline.step_head(), rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(_plain(cell).replace('|', '/') for cell in row)} |"


def _bullet(outline: Outline, line: DraftLine) -> str:
    return f"- {_plain(_told(outline, line))}"


def _told(outline: Outline, line: DraftLine) -> str:
    """Return a line with its head, its numbers and its notes."""
    zh = outline.language == "zh"
    head = f"**{outline.head(line)}**{'　' if zh else '  '}" if outline.head(line) else ""
    notes = outline.notes(line)
    small = ("（" if zh else " (") + ("；" if zh else "; ").join(notes) + ("）" if zh else ")") if notes else ""
    return f"{head}{mark(line.text, line.citations)}{small}"


def _plain(text: str) -> str:
    """Return a text as one line: a line break of the client's must not break the list."""
    return " ".join(text.split("\n"))
