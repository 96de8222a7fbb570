"""The library as HTML: a document with its validity, its sections below it, each opening its passage."""

from collections import defaultdict
from html import escape
from pathlib import PurePath
from urllib.parse import quote

from assistant.catalogue import Listed
from assistant.citations import section_name
from assistant.datatypes import Language, SectionKey
from assistant.ingestion import Ingested
from assistant.jobs import Job
from assistant.service import Assistant
from assistant.web.passages import describe_validity
from assistant.web.rendering import render_done, render_notice, render_running
from assistant.web.texts import LOCALES, text, write_time

# The steps of an upload, and what the page says at each.
READING, EMBEDDING = "reading", "embedding"
_STEPS = {READING: "reading_files", EMBEDDING: "working"}


def render_library(assistant: Assistant, language: Language, *, words: str = "") -> str:
    """Return the documents that hold `words`, each once, in `language` where it exists in it."""
    found: dict[str, dict[Language, Listed]] = defaultdict(dict)
    for listed in assistant.list_documents(words=words):
        found[listed.document][listed.language] = listed
    if not found:
        return f'<p class="count">{escape(text("no_document", language))}</p>'
    chosen = [(languages.get(language) or next(iter(languages.values())), languages) for languages in found.values()]
    # What was added stands first: it is what a worker looks for after adding it.
    chosen.sort(key=lambda pair: (pair[0].built_in, pair[0].kind != "study", pair[0].title))
    documents = "".join(_render_document(assistant, listed, languages, language) for listed, languages in chosen)
    count = escape(text("count_documents", language, count=len(found)))
    return f'<p class="count">{count}</p><div class="documents">{documents}</div>'


def render_job(job: Job | None, language: Language) -> str:
    """Return how far an upload is, or what became of each file; nothing where there was none."""
    if job is None:
        return ""
    if job.state == "running":
        return render_running(job, _STEPS.get(job.at, "reading"), language)
    if job.state == "done":
        return "".join(_tell(outcome, language) for outcome in job.result)
    return render_notice(job.error.in_language(language) if job.error else text(f"job_{job.state}", language))


def _render_document(
    assistant: Assistant, listed: Listed, languages: dict[Language, Listed], language: Language
) -> str:
    sections = "".join(_render_section(key, listed, heading, language) for key, heading in _sections(assistant, listed))
    facts = [describe_validity(listed, language), text("count_sections", language, count=listed.sections)]
    if len(languages) == 1:
        facts.append(text("only_in", language, languages=text(f"language_{listed.language}", language)))
    if not listed.built_in:
        facts += [text("added_here", language), *_origin(listed, language)]
    told = escape(" · ".join(fact for fact in facts if fact))
    title = f'<b lang="{LOCALES[listed.language]}">{escape(listed.title)}</b>'
    status = f'<span class="validity {listed.status or ""}">{told}</span>'
    return f"<details><summary>{title}{status}</summary>{_flags(listed, language)}<ul>{sections}</ul></details>"


def _origin(listed: Listed, language: Language) -> list[str]:
    """Return who added a document when, from which file, and which version it is."""
    facts = []
    if listed.added_at:
        time = write_time(listed.added_at, language)
        named = {"name": listed.added_by, "time": time}
        facts.append(text("added_by", language, **named) if listed.added_by else text("added_at", language, time=time))
    if listed.file:
        facts.append(text("from_file", language, file=listed.file))
    return [*facts, text("count_versions", language, count=listed.versions)]


def _flags(listed: Listed, language: Language) -> str:
    """Return what was set aside or looked odd when a document was read, each with what was seen."""
    if not listed.flags:
        return ""
    rows = "".join(
        f"<li>{escape(text(f'flag_{flag.kind}', language))} ({escape(section_name(flag.place, language))}): "
        f"<q>{escape(' '.join(flag.excerpt.split()))}</q></li>"
        for flag in listed.flags
    )
    title = escape(text("flags", language, count=len(listed.flags)))
    return f'<div class="flags"><p>{title}</p><ul>{rows}</ul></div>'


def _render_section(key: SectionKey, listed: Listed, heading: str, language: Language) -> str:
    address = "#passage/" + "/".join(quote(part, safe="") for part in (*key, listed.language))
    name = " ".join(part for part in (section_name(key.section, language), heading) if part)
    return f'<li><a href="{address}" lang="{LOCALES[listed.language]}">{escape(name)}</a></li>'


def _sections(assistant: Assistant, listed: Listed) -> list[tuple[SectionKey, str]]:
    document = assistant.library.document(f"{listed.document}.{listed.language}")
    return [(SectionKey(document.id, one.id), one.heading) for one in document.sections] if document else []


def _tell(outcome: Ingested, language: Language) -> str:
    """Return what became of a file, what was not added told apart from what was."""
    reason = (outcome.reason_zh if language == "zh" else outcome.reason) or ""
    # Where this machine keeps an upload is no business of its reader.
    named = reason.replace(outcome.document, PurePath(outcome.document).name)
    told = text(f"change_{outcome.change}", language, name=outcome.title or outcome.document, reason=named)
    if outcome.flags:
        told += f" {text('flags', language, count=outcome.flags)}"
    return render_notice(told) if outcome.change == "failed" else render_done(told)
