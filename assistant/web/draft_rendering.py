"""Drafts as HTML: part by part, each line with its sources, its basis, and in red what nothing supports any more.

The words about a draft are in the interface's language, those of the draft in its own.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from assistant.checking import LineCheck
from assistant.citations import section_name
from assistant.datatypes import Citation, Language
from assistant.document_store import HASH_SHOWN
from assistant.draft_store import DraftEntry, StoredDraft
from assistant.draft_wording import STATUS_NAMES
from assistant.drafts import Draft, DraftLine, DraftPart
from assistant.exporting import FORMATS
from assistant.exporting.outline import Outline
from assistant.profile_answers import name_answer
from assistant.profile_reading import Evidence
from assistant.reviewing import LineDifference
from assistant.typology_wording import FACT_NAMES
from assistant.web.diagnosis_card import render_diagnosis
from assistant.web.texts import LOCALES, text, write_time

_CHANGED_TAGS = {"kept": "span", "removed": "del", "added": "ins"}
_MOST_LISTED = 40


def render_head(stored: StoredDraft, checks: Sequence[LineCheck], language: Language, *, root_path: str) -> str:
    """Return what stands above a draft: for whom, its state and version, what is red, the ways to take it along."""
    draft, red = stored.draft, sum(check.red for check in checks)
    state = text(f"state_{draft.state}", language)
    saved = text(
        "saved_by", language, version=stored.version, name=stored.saved_by, time=write_time(stored.saved_at, language)
    )
    told = text("lines_red", language, count=red) if red else text("lines_sound", language)
    return (
        f'<div class="draft-head" id="draft-{stored.id}"><h2>{escape(draft.client or text("no_name", language))}</h2>'
        f'<p class="facts"><span class="state {draft.state}">{escape(state)}</span> {escape(saved)}</p>'
        f'<p class="standing {"bad" if red else "good"}">{escape(told)}</p>'
        f"{_exports(stored, language, root_path)}</div>"
    )


def render_draft(draft: Draft, checks: Sequence[LineCheck], language: Language) -> str:
    """Return the parts of a draft with their lines; the map of units and the verdicts stand there as pictures."""
    outline, found = Outline(draft), {check.line: check for check in checks}
    parts = "".join(
        _part(outline, part, heading, lines, language, found)
        for part, heading, lines in outline.parts()
    )  # fmt: skip
    return f'<div class="draft" lang="{LOCALES[draft.language]}">{parts}{_sources(outline)}</div>'


def render_reading(draft: Draft, language: Language) -> str:
    """Return the diagnosis of a draft as a card with its pictures."""
    return render_diagnosis(
        {
            "classification": draft.classification,
            "profile": draft.profile or {},
            "evidence": list(draft.evidence),
        },
        language,
    )


def render_proposals(proposals: Sequence[Evidence], language: Language) -> str:
    """Return what a chat model proposes, each with its words and two links to decide by; nothing where it is none."""
    rows = "".join(_proposal(one, language) for one in proposals)
    if not rows:
        return ""
    heading, note = escape(text("card_proposed", language)), escape(text("card_proposed_note", language))
    return f'<div class="proposals"><h3>{heading}</h3><ul class="facts">{rows}</ul><p class="quiet">{note}</p></div>'


def _proposal(proposal: Evidence, language: Language) -> str:
    fact = escape(FACT_NAMES[proposal.fact][language == "zh"])
    value, words = (
        escape(name_answer(proposal.fact, proposal.value, language)),
        escape(" ".join(proposal.words.split())),
    )
    links = "".join(
        f'<a class="choice" href="#proposal/{choice}={proposal.fact}">{escape(text(name, language))}'
        f'<span class="unseen"> {fact}</span></a>'
        for choice, name in (("yes", "confirm_proposal"), ("no", "reject_proposal"))
    )
    told = f'<span class="fact">{fact}<b>{value}</b><q>{words}</q></span>'
    return f'<li>{told}<div class="choices">{links}</div></li>'


def render_entries(entries: Sequence[DraftEntry], language: Language, *, root_path: str) -> str:
    """Return the kept drafts as a list to pick from, the one saved last first."""
    if not entries:
        return f'<p class="count">{escape(text("no_drafts", language))}</p>'
    rows = "".join(_entry(entry, language, root_path) for entry in entries[:_MOST_LISTED])
    count = escape(text("count_drafts", language, count=len(entries)))
    return f'<p class="count">{count}</p><ul class="drafts">{rows}</ul>'


def render_differences(differences: Sequence[LineDifference], language: Language) -> str:
    """Return what differs between two versions: words that went struck out, words that came marked."""
    if not differences:
        return f'<p class="count">{escape(text("no_difference", language))}</p>'
    rows = "".join(f"<li><b>{escape(one.line)}</b> {_words(one)}</li>" for one in differences)
    return f'<ul class="differences">{rows}</ul>'


def render_conflict(sentence: str, line: DraftLine | None, mine: str, language: Language) -> str:
    """Return what somebody else saved in the meantime beside what was to be saved: neither is lost."""
    theirs = line.text if line else text("line_gone", language)
    rows = "".join(
        f"<dt>{escape(text(name, language))}</dt><dd>{escape(told)}</dd>"
        for name, told in (("their_text", theirs), ("my_text", mine))
    )
    return f'<div class="notice conflict"><p>{escape(sentence)}</p><dl>{rows}</dl></div>'


def render_line_head(draft: Draft, line: DraftLine, check: LineCheck, language: Language) -> str:
    """Return what stands above the editor of a line: which it is, what is wrong with it, what its sources say."""
    name = escape(text("line_name", language, line=line.id))
    machine = _told("machine_wrote", line.machine_text, language)
    quotes = "".join(
        f"<li>{_marker(citation, language)} {escape(name_source(citation, draft.language))}</li>"
        for citation in draft.cited(line)
    )
    sources = f'<ul class="cited">{quotes}</ul>' if quotes else ""
    return f"<h2>{name}</h2>{_fault(check, language)}{machine}{sources}"


def render_found(found: Sequence[Citation], language: Language) -> str:
    """Return the sections that a search found, each opening its passage."""
    if not found:
        return f'<p class="count">{escape(text("nothing_cited", language))}</p>'
    rows = "".join(
        f'<li><a href="{passage_address(citation)}" lang="{LOCALES[citation.language]}">'
        f"{escape(name_source(citation, language))}</a></li>"
        for citation in found
    )
    return f'<ul class="found">{rows}</ul>'


def name_source(citation: Citation, language: Language) -> str:
    """Return a source in one line: title, section, heading."""
    return " · ".join(filter(None, (citation.title, section_name(citation.section, language), citation.heading)))


def passage_address(citation: Citation) -> str:
    """Return the address that opens the passage of a citation on the page."""
    version = (citation.version or "")[:HASH_SHOWN]
    parts = (citation.document, citation.section, citation.language, "", version)
    return "#passage/" + "/".join(quote(part, safe="") for part in parts)


def _exports(stored: StoredDraft, language: Language, root_path: str) -> str:
    address = f"{root_path}/{language}/desk/drafts/{stored.id}/{stored.version}"
    links = "".join(
        f'<a class="file" href="{address}.{format}" download>{escape(text(f"format_{format}", language))}</a>'
        for format in FORMATS
    )
    show = f'<a class="file" href="{address}.html?show=true">{escape(text("print_it", language))}</a>'
    return f'<p class="files"><span>{escape(text("take_along", language))}</span> {links}{show}</p>'


def _entry(entry: DraftEntry, language: Language, root_path: str) -> str:
    address = f"{root_path}/{language}/desk/advice?draft={entry.id}"
    name = escape(entry.client or text("no_name", language))
    labels = "".join(f'<span class="label">{escape(label)}</span>' for label in entry.labels)
    told = " · ".join((
        text(f"state_{entry.state}", language),
        text("version", language, number=entry.version),
        write_time(entry.saved_at, language),
    ))  # fmt: skip
    # Our script takes the `target` away that every link gets: a draft opens on this page.
    return f'<li><a href="{address}">{name}</a>{labels}<span class="validity">{escape(told)}</span></li>'


def _part(
    outline: Outline,
    part: DraftPart,
    heading: str,
    lines: Sequence[DraftLine],
    language: Language,
    checks: dict[str, LineCheck],
) -> str:
    body = []
    for name, group in outline.groups(tuple(lines)):
        body.append(f"<h3>{escape(name)}</h3>" if name else "")
        body.append("<ul>" + "".join(_line(outline, line, checks[line.id], language) for line in group) + "</ul>")
    units = _units(outline) if part == "units" else ""
    return f'<section class="part {part}"><h2>{escape(heading)}</h2>{"".join(body)}{units}</section>'


def _line(outline: Outline, line: DraftLine, check: LineCheck, language: Language) -> str:
    markers = "".join(_marker(citation, language) for citation in outline.draft.cited(line))
    head = f"<b>{escape(outline.head(line))}</b> " if outline.head(line) else ""
    notes = "".join(f'<span class="line-note">{escape(note)}</span>' for note in outline.notes(line))
    unseen = escape(text("change_line", language, line=line.id))
    edit = f'<a class="edit" href="#line/{line.id}" title="{unseen}"><span class="unseen">{unseen}</span>{line.id}</a>'
    red = ' class="red"' if check.red else ""
    told = f'<p>{head}<span class="told">{escape(line.text)}</span>{markers}</p>'
    below = f"{_step(outline, line)}{notes}{_fault(check, language)}"
    return f'<li id="line-{line.id}"{red}>{edit}<div>{told}{below}</div></li>'


def _step(outline: Outline, line: DraftLine) -> str:
    if line.part != "steps":
        return ""
    cells = zip(outline.step_head()[1:], outline.step_row(line), strict=True)
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(cell)}</dd>" for name, cell in cells if cell)
    return f'<dl class="step">{told}</dl>' if told else ""


def _fault(check: LineCheck, language: Language) -> str:
    if not check.red:
        return ""
    missing = " · ".join(check.missing)
    told = text(f"fault_{check.fault}", language, missing=missing)
    return f'<p class="fault" lang="{LOCALES[language]}">{escape(told)}</p>'


def _units(outline: Outline) -> str:
    head, rows = outline.unit_table()
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    table = f'<table class="units"><tr>{heads}</tr>{body}</table>' if rows else ""
    untold = outline.untold_units()
    return f"{table}<p>{escape(untold)}</p>" if untold else table


def _sources(outline: Outline) -> str:
    draft = outline.draft
    rows = "".join(
        f'<li value="{citation.number}"><a href="{passage_address(citation)}">'
        f"{escape(name_source(citation, draft.language))}</a>"
        f'<span class="validity {citation.status or ""}">{escape(_status(citation, draft.language))}</span></li>'
        for citation in draft.citations
    )
    heading = escape(outline.word("source"))
    return f'<section class="part sources"><h2>{heading}</h2><ol>{rows}</ol></section>' if rows else ""


def _status(citation: Citation, language: Language) -> str:
    return STATUS_NAMES[citation.status].in_language(language) if citation.status else ""


def _marker(citation: Citation, language: Language) -> str:
    label, name = escape(text("source", language)), escape(name_source(citation, language))
    unseen = f'<span class="unseen">{label} </span>'
    return f'<a class="cite" href="{passage_address(citation)}" title="{name}">{unseen}{citation.number}</a>'


def _told(name: str, told: str | None, language: Language) -> str:
    return f'<p class="count">{escape(text(name, language))} {escape(told)}</p>' if told else ""


def _words(difference: LineDifference) -> str:
    return "".join(
        f"<{_CHANGED_TAGS[kind]}>{escape(words)}</{_CHANGED_TAGS[kind]}>" for kind, words in difference.words
    )
