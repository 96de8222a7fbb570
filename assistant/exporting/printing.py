"""A draft as one self-contained page for printing, and for PDF through the browser."""

from collections.abc import Iterator
from html import escape

from assistant.draft_wording import PART_NAMES
from assistant.drafts import Draft, DraftLine
from assistant.exporting.outline import Outline

_STYLE = """
body { font: 16px/1.55 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #111;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 1.8rem 0 .5rem; border-bottom: 1px solid #999; }
h3 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
ul, ol { padding-left: 1.4rem; margin: 0; } li { margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0; }
th, td { border: 1px solid #888; padding: .35rem .5rem; text-align: left; vertical-align: top; }
th { background: #eee; } td:first-child { width: 46%; }
small { color: #444; display: block; } sup { font-size: .7em; } sup a { color: inherit; text-decoration: none; }
.draft { color: #a00; font-weight: bold; border: 2px solid #a00; padding: .1rem .6rem; display: inline-block; }
.banner { display: none; }
.suggestion { border-left: 4px dotted #888; padding-left: .5rem; } .human { background: #eef4ff; }
.sources, .colophon { font-size: .85rem; }
@page { size: A4; margin: 20mm 18mm; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; } h2, h3 { break-after: avoid; }
  tr, li { break-inside: avoid; } .banner { display: block; position: fixed; top: -12mm; right: 0; color: #a00; } }
"""


def to_html(draft: Draft) -> str:
    """Return the whole draft as HTML that needs no other file."""
    outline = Outline(draft)
    language = "zh-CN" if outline.language == "zh" else "en"
    head = f'<meta charset="utf-8"><title>{escape(outline.title())}</title><style>{_STYLE}</style>'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    body = "\n".join(_tell(outline))
    return f'<!doctype html>\n<html lang="{language}"><head>{head}{view}</head><body>\n{body}\n</body></html>\n'


def _tell(outline: Outline) -> Iterator[str]:
    if not outline.is_signed():
        yield f'<div class="banner">{escape(outline.word("draft"))}</div>'
    yield f"<h1>{escape(outline.title())}</h1>"
    if not outline.is_signed():
        yield f'<p class="draft">{escape(outline.word("draft_note"))}</p>'
    yield from (f"<p>{escape(signed)}</p>" for signed in outline.signatures())
    for part, heading, lines in outline.parts():
        yield f"<h2>{escape(heading)}</h2>"
        if part == "units":
            yield from _units(outline)
        if part == "steps":
            yield from _steps(outline, lines)
            continue
        for question, found in outline.groups(lines):
            if question:
                yield f"<h3>{escape(question)}</h3>"
            yield "<ul>"
            yield from (f"<li{_class(line)}>{_told(outline, line)}</li>" for line in found)
            yield "</ul>"
    yield f"<h2>{escape(PART_NAMES['sources'].in_language(outline.language))}</h2>"
    yield '<ol class="sources">'
    yield from (
        f'<li id="s{citation.number}" value="{citation.number}">{escape(outline.source(citation))}</li>'
        for citation in outline.draft.citations
    )
    yield "</ol>"
    yield f'<p class="colophon">{"<br>".join(escape(text) for text in outline.colophon())}</p>'


def _units(outline: Outline) -> Iterator[str]:
    head, rows = outline.unit_table()
    if rows:
        yield from _table(head, [[escape(cell) for cell in row] for row in rows])
    if outline.untold_units():
        yield f"<p>{escape(outline.untold_units())}</p>"


def _steps(outline: Outline, lines: tuple[DraftLine, ...]) -> Iterator[str]:
    yield f"<p>{escape(outline.word('steps_note'))}</p>"
    for heading, found in outline.groups(lines):
        if heading:
            yield f"<h3>{escape(heading)}</h3>"
        rows = [[_told(outline, line), *(escape(cell) for cell in outline.step_row(line))] for line in found]
        yield from _table(outline.step_head(), rows)


def _table(head: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    yield f"<table><thead><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr></thead><tbody>"
    yield from (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    yield "</tbody></table>"


def _class(line: DraftLine) -> str:
    names = [name for name in ("suggestion", "human") if name in (line.basis, line.origin)]
    return f' class="{" ".join(names)}"' if names else ""


def _told(outline: Outline, line: DraftLine) -> str:
    head = f"<b>{escape(outline.head(line))}</b> " if outline.head(line) else ""
    marks = "".join(f'<sup><a href="#s{number}">[{number}]</a></sup>' for number in line.citations)
    notes = "".join(f"<small>{escape(note)}</small>" for note in outline.notes(line))
    return f"{head}{escape(line.text)}{marks}{notes}"
