"""A file that someone adds becomes a Document: read, split, screened for tricks, dated as far as is known."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.datatypes import Document, Flag, Origin, Section, Validity
from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import Block, Extract
from assistant.extraction.plain import decode, split_front_matter, without_comments
from assistant.extraction.reading import extract
from assistant.flagging import find_orders, find_tricks, hidden_flag
from assistant.language import clean, is_chinese, language_of, split_sentences
from assistant.loading import SECTION_HEADING, FrontMatter, read_sections
from assistant.sectioning import split_blocks

# A statute says itself from when it is in force, in one of its last articles.
_IN_FORCE = re.compile(r"(?:本法|本条例|本办法|本规定|本解释|本细则)自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施)")
_LAST_ARTICLES = 4
_MOST_FLAGS = 200
# What programs write where the author gave no title.
_NO_TITLE = re.compile(r"^$|^untitled|^microsoft (?:word|excel|powerpoint)|^document\d*$|\.\w{3,4}$", re.IGNORECASE)
_LONGEST_TITLE = 60
_SENTENCE = re.compile(r"[。！？；：.!?;:]$")
_ALL_SET_ASIDE = (
    "all of its text was set aside as hidden or as orders to a machine",
    "所有文字都是隐藏的，或者是给机器下的指令，已放到一边",
)
# Invisible characters alone change nothing of what a reader sees: their sentence is cleaned and kept.
_HARMLESS = frozenset({"invisible_characters"})


@dataclass(frozen=True, slots=True)
class Given:
    """What is told with a file when it is added: its dates, and who adds it when."""

    added_at: datetime
    added_by: str | None = None
    effective: date | None = None
    expires: date | None = None


def load_added(path: Path, given: Given, *, meanwhile: Callable[[], None] | None = None) -> Document:
    """Read a file of any accepted kind; raise UnreadableDocumentError, in one sentence, where that fails.

    `meanwhile` is called now and then while a long file is read; what it raises ends the reading.
    Known fields of a front matter are kept and others ignored; sections with ids of our own format keep them.
    Sentences that are flagged stand in `flags` and in no section.
    """
    found = extract(path, meanwhile=meanwhile)
    sections = _own_sections(path, found) or split_blocks(found.blocks)
    screened, flags = _screen(sections)
    if not screened:
        told, zh = _ALL_SET_ASIDE if flags else ("there is no text in it", "里面没有文字")
        raise UnreadableDocumentError(
            f"{path}: {told}. Add a file with at least one sentence.",
            zh=f"{path}：{zh}。请添加至少有一句话的文件。",
        )
    flags = [*_flags_of_file(found), *flags]
    front, more = _front_matter(found, path)
    text = "\n".join(section.text for section in screened)
    language = language_of(text)
    effective = given.effective or front.effective or _effective_by_its_own_words(screened)
    expires = given.expires or front.expires
    return Document(
        id=front.id,
        language=language,
        title=front.title,
        sections=screened,
        content_hash=_hash(path.read_bytes(), effective, expires),
        publisher=front.publisher,
        document_number=front.document_number,
        issued=front.issued,
        validity=Validity(effective, expires, front.replaced_by),
        url=front.url,
        audience=tuple(front.audience),
        checked=front.checked,
        note=front.note,
        built_in=False,
        flags=tuple(dict.fromkeys([*flags, *more]))[:_MOST_FLAGS],
        origin=Origin(path.name, found.kind, given.added_at, given.added_by),
    )


def names_itself(path: Path) -> bool:
    """Tell whether a Markdown or text file has an id of its own, which a twin in the other language can share."""
    try:
        fields = split_front_matter(path, decode(path, path.read_bytes()), strict=False)[0]
    except (UnreadableDocumentError, OSError):
        return False
    return isinstance(fields.get("id"), str)


def _hash(content: bytes, effective: date | None, expires: date | None) -> str:
    return hashlib.sha256(content + json.dumps([str(effective), str(expires)]).encode()).hexdigest()


def _own_sections(path: Path, found: Extract) -> tuple[Section, ...]:
    """Return the sections of a Markdown file of our own format, none for another file."""
    if found.kind not in ("markdown", "text"):
        return ()
    body = split_front_matter(path, decode(path, path.read_bytes()), strict=False)[1]
    headings = [SECTION_HEADING.fullmatch(line.strip()) for line in body.splitlines() if line.startswith("## ")]
    ids = [heading[1] for heading in headings if heading]
    # '## bring a form' has the shape of an id and a heading, too, but its words are plain words.
    own = "id" in found.fields or any(not id.isalpha() for id in ids)
    if not ids or len(ids) < len(headings) or not own:
        return ()
    return read_sections(path, without_comments(body), 1)


def _screen(sections: Sequence[Section]) -> tuple[tuple[Section, ...], list[Flag]]:
    """Return the sections without what is set aside, and the flags."""
    kept: list[Section] = []
    flags: list[Flag] = []
    for section in sections:
        text, found = _screen_text(section.text, section.id)
        heading, more = _screen_text(section.heading, section.id)
        questions = tuple(question for question in map(clean, section.questions) if not find_orders([question], ""))
        flags += [*found, *more]
        if text:
            kept.append(replace(section, text=text, heading=heading or section.id, questions=questions))
    return tuple(kept), flags


def _screen_text(text: str, place: str) -> tuple[str, list[Flag]]:
    lines: list[str] = []
    flags: list[Flag] = []
    for line in text.splitlines():
        pieces = split_sentences(line)
        found = [_flags_of_sentence(piece, place) for piece in pieces]
        flags += [flag for tricks in found for flag in tricks]
        # What follows an order in the same paragraph belongs to it.
        first = next((n for n, tricks in enumerate(found) if any(flag.kind == "instruction" for flag in tricks)), None)
        kept = [
            clean(piece)
            for number, (piece, tricks) in enumerate(zip(pieces, found, strict=True))
            if {flag.kind for flag in tricks} <= _HARMLESS and (first is None or number < first)
        ]
        if len(kept) == len(pieces):
            lines.append(clean(line))
        elif kept:
            lines.append(("" if is_chinese(line) else " ").join(kept))
    return "\n".join(line for line in lines if line), flags


def _flags_of_sentence(sentence: str, place: str) -> list[Flag]:
    return [*find_tricks(sentence, place), *find_orders([clean(sentence)], place)]


def _flags_of_file(found: Extract) -> list[Flag]:
    remarks = [Flag("mislabelled", "file", found.remark)] if found.remark else []
    hidden = [hidden_flag(block.text, _place(block), block.hidden) for block in found.blocks if block.hidden]
    # Comments are the daily bread of web pages; only those that give orders are worth a look.
    return [
        *remarks,
        *(flag for flag in hidden if not flag.excerpt.startswith("comment:") or find_orders([flag.excerpt], "")),
    ]


def _place(block: Block) -> str:
    return f"page-{block.page}" if block.page else "file"


def _front_matter(found: Extract, path: Path) -> tuple[FrontMatter, list[Flag]]:
    """Return what is understood of a file's own fields; a field that gives orders is left out and flagged."""
    flags: list[Flag] = []
    kept: dict[str, Any] = {"id": make_id(path.stem), "title": path.stem}
    for name, value in _candidates(found, path):
        tricks = _flags_of_sentence(value, name) if isinstance(value, str) else []
        flags += tricks
        if tricks:
            continue
        try:
            FrontMatter.model_validate(kept | {name: value})
        except ValidationError:
            continue
        kept[name] = clean(value) if isinstance(value, str) else value
    kept["id"], kept["title"] = make_id(kept["id"]), kept["title"] or path.stem
    return FrontMatter.model_validate(kept), flags


def _candidates(found: Extract, path: Path) -> Iterable[tuple[str, Any]]:
    first = next((block.text.strip() for block in found.blocks if block.text.strip() and not block.hidden), "")
    # Scanners write the name of the file, which is the title anyway where nothing better is found.
    if found.title and found.title.strip() != path.stem and not _NO_TITLE.search(found.title.strip()):
        yield "title", " ".join(found.title.split())
    elif found.kind not in ("csv", "xlsx") and len(first) <= _LONGEST_TITLE and not _SENTENCE.search(first):
        yield "title", first.lstrip("# ")
    yield from ((name, value) for name, value in found.fields.items() if name in FrontMatter.model_fields)


def make_id(name: str) -> str:
    """Return an id of the form `[a-z0-9][a-z0-9.-]*`; a name without Latin letters gets one by its hash.

    >>> make_id("County Notice (2026)")
    'county-notice-2026'
    """
    plain = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")
    return re.sub(r"\.{2,}", ".", plain) or "doc-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def _effective_by_its_own_words(sections: Sequence[Section]) -> date | None:
    """Return the day from which a statute says it is in force; None where it does not say."""
    for section in reversed(sections[-_LAST_ARTICLES:]):
        match = _IN_FORCE.search(section.text) if section.id.startswith("art-") else None
        if match:
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                return None
    return None
