"""A Markdown or text file becomes a Document: front matter, sections, typical questions.

The format is described in knowledge/README.md. Built-in documents are read strictly, so that a slip
of the pen is found at once; added documents keep what is understood of a foreign front matter.
"""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.datatypes import Document, DocumentKind, Grade, Language, Section, Validity
from assistant.errors import UnreadableDocumentError
from assistant.language import clean, is_chinese, split_sentences

_KINDS_BY_FOLDER: dict[str, DocumentKind] = {"boundaries": "boundary", "small-talk": "small_talk", "paper": "study"}
ACCEPTED_SUFFIXES = (".md", ".markdown", ".txt")
_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SECTION_HEADING = re.compile(r"##\s+([a-z0-9][a-z0-9.-]*)\s+(\S.*)")
_HEADING = re.compile(r"#{1,6}\s+(\S.*)")
_ARTICLE = re.compile(r"\**第([零〇一二三四五六七八九十百千\d]+)条(之[一二三四五六七八九十]+)?\**[\s　]*")
_LONGEST_UNTITLED_SECTION = 1200


class FrontMatter(BaseModel):
    """What a document says about itself before its first section."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    title: str
    publisher: str | None = None
    document_number: str | None = None
    issued: date | None = None
    effective: date | None = None
    expires: date | None = None
    replaced_by: str | None = None
    url: str | None = None
    audience: list[Literal["farmer", "shop", "platform", "livestreamer", "cooperative", "government"]] = []
    checked: date | None = None
    note: str | None = None


class SectionLine(BaseModel):
    """The `{...}` line under a heading: what differs for this one section."""

    model_config = ConfigDict(extra="forbid", strict=True)

    grade: Grade = "text"
    effective: date | None = None
    expires: date | None = None


def load_library(folder: Path) -> list[Document]:
    """Return the built-in documents of a folder, ordered by path.

    Raises UnreadableDocumentError, naming file and line, at the first one that breaks the format.
    """
    return [load_built_in(path) for path in sorted(folder.glob("*/*.md")) if path.name != "README.md"]


def load_built_in(path: Path) -> Document:
    """Read one built-in document, `<topic>/<id>.<language>.md`."""
    content = path.read_bytes()
    text = _decode(path, content)
    fields, body, first_line = _split_front_matter(path, text)
    try:
        front = FrontMatter.model_validate(fields)
    except ValidationError as error:
        problem = error.errors()[0]
        raise UnreadableDocumentError(
            f"{path}, line 2: field '{problem['loc'][0]}' of the front matter: {problem['msg']}. "
            f"The fields are {', '.join(FrontMatter.model_fields)}."
        ) from None
    name, _, language = path.stem.rpartition(".")
    if name != front.id or language not in ("en", "zh"):
        raise UnreadableDocumentError(f"{path}: the file of '{front.id}' should be named {front.id}.en.md or .zh.md.")
    sections = _read_sections(path, body, first_line)
    return _document(front, language, sections, content, kind=_kind_of(path), built_in=True)  # type: ignore[arg-type]


def load_added(path: Path, *, effective: date | None = None, expires: date | None = None) -> Document:
    """Read a Markdown or text file that someone adds to the library.

    Known fields of its front matter are kept and others ignored; sections with ids of our format keep
    them, Chinese statutes are split by article, other texts by heading.
    """
    if path.suffix.lower() not in ACCEPTED_SUFFIXES:
        raise UnreadableDocumentError(
            f"{path}: '{path.suffix}' files are not read; use {', '.join(ACCEPTED_SUFFIXES)}."
        )
    content = path.read_bytes()
    text = clean(_decode(path, content))
    fields, body, first_line = _split_front_matter(path, text, strict=False)
    front = _understood_fields(fields, fallback=path.stem, body=body)
    front = front.model_copy(update={k: v for k, v in (("effective", effective), ("expires", expires)) if v})
    sections = _read_sections(path, body, first_line) if _SECTION_HEADING.search(body) else _split_foreign(body)
    if not sections:
        raise UnreadableDocumentError(f"{path}: there is no text in it. Add a file with at least one sentence.")
    language: Language = "zh" if is_chinese(body) else "en"
    return _document(front, language, sections, content, kind="law", built_in=False)


def _decode(path: Path, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableDocumentError(f"{path}: it is no text file. Save it as UTF-8 text or Markdown.")


def _split_front_matter(path: Path, text: str, *, strict: bool = True) -> tuple[dict[str, Any], str, int]:
    match = _FRONT_MATTER.match(text)
    if not match:
        if strict:
            raise UnreadableDocumentError(f"{path}, line 1: the front matter between two lines '---' is missing.")
        return {}, text, 1
    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 2
        reason = str(getattr(error, "problem", None) or "it is no YAML")
        raise UnreadableDocumentError(f"{path}, line {line}: broken front matter: {reason}.") from None
    if not isinstance(fields, dict):
        raise UnreadableDocumentError(f"{path}, line 2: the front matter should be lines of 'name: value'.")
    return fields, text[match.end() :], text[: match.end()].count("\n") + 1


def _read_sections(path: Path, body: str, first_line: int) -> tuple[Section, ...]:
    blocks = _blocks(body, first_line)
    sections = tuple(_read_section(path, *block) for block in blocks)
    seen: set[str] = set()
    for section in sections:
        if section.id in seen:
            raise UnreadableDocumentError(f"{path}: section '{section.id}' stands there twice. Rename one of them.")
        seen.add(section.id)
    if not sections:
        raise UnreadableDocumentError(f"{path}: no section '## <section-id> <heading>' was found.")
    return sections


def _blocks(body: str, first_line: int) -> list[tuple[int, str, list[str]]]:
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith("## "):
            found.append((number, line, []))
        elif found:
            found[-1][2].append(line)
    return found


def _read_section(path: Path, number: int, heading: str, lines: list[str]) -> Section:
    match = _SECTION_HEADING.fullmatch(heading.strip())
    if not match:
        raise UnreadableDocumentError(
            f"{path}, line {number}: expected '## <section-id> <heading>', found '{heading}'."
        )
    line = SectionLine()
    questions = tuple(text[1:].strip() for text in lines if text.startswith(">"))
    rest = [text for text in lines if not text.startswith(">")]
    if rest and rest[0].startswith("{"):
        try:
            line = SectionLine.model_validate(yaml.safe_load(rest.pop(0)))
        except (ValidationError, yaml.YAMLError):
            raise UnreadableDocumentError(
                f"{path}, line {number + 1}: expected a line like {{grade: reported, effective: 2027-01-01}}."
            ) from None
    text = "\n".join(part.strip() for part in rest if part.strip())
    if not text:
        raise UnreadableDocumentError(f"{path}, line {number}: section '{match[1]}' has no text.")
    dates = Validity(line.effective, line.expires) if line.effective or line.expires else None
    return Section(match[1], match[2].strip(), text, questions, line.grade, dates)


def _understood_fields(fields: dict[str, Any], *, fallback: str, body: str) -> FrontMatter:
    heading = _HEADING.search(body)
    known = {name: value for name, value in fields.items() if name in FrontMatter.model_fields}
    kept: dict[str, Any] = {"id": _make_id(fallback), "title": heading[1].strip() if heading else fallback}
    for name, value in known.items():
        try:
            FrontMatter.model_validate(kept | {name: value})
        except ValidationError:
            continue
        kept[name] = value
    kept["id"] = _make_id(kept["id"])
    return FrontMatter.model_validate(kept)


def _make_id(name: str) -> str:
    """Return an id of the form `[a-z0-9][a-z0-9.-]*`; a name without Latin letters gets one by its hash."""
    plain = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")
    return plain or "doc-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def _split_foreign(body: str) -> tuple[Section, ...]:
    lines = [line for line in body.splitlines() if line.strip()]
    articles = [line for line in lines if _ARTICLE.match(line.strip())]
    split = _split_by_article(lines) if len(articles) > 2 else _split_by_heading(lines)
    return tuple(section for section in split if section.text)


def _split_by_article(lines: list[str]) -> list[Section]:
    import cn2an

    sections: list[Section] = []
    for line in lines:
        match = _ARTICLE.match(line.strip())
        if match:
            number = int(cn2an.cn2an(match[1].replace("〇", "零"), "smart"))
            added = f"-{int(cn2an.cn2an(match[2][1:], 'smart'))}" if match[2] else ""
            text = line.strip()[match.end() :]
            sections.append(Section(f"art-{number}{added}", f"第{match[1]}条{match[2] or ''}", text))
        elif sections and not _HEADING.match(line):
            sections[-1] = replace(sections[-1], text=f"{sections[-1].text}\n{line.strip()}".strip())
    unique = {section.id: section for section in reversed(sections)}
    return list(reversed(unique.values()))


def _split_by_heading(lines: list[str]) -> list[Section]:
    sections: list[Section] = []
    heading, text = "", ""

    def close() -> None:
        nonlocal text
        if text:
            number = len(sections) + 1
            sections.append(Section(f"part-{number}", heading or split_sentences(text)[0][:60], text))
        text = ""

    for line in lines:
        match = _HEADING.match(line)
        if match:
            close()
            heading = match[1].strip()
        else:
            if len(text) > _LONGEST_UNTITLED_SECTION:
                close()
            text = f"{text}\n{line.strip()}".strip()
    close()
    return sections


def _kind_of(path: Path) -> DocumentKind:
    return _KINDS_BY_FOLDER.get(path.parent.name, "law")


def _document(
    front: FrontMatter,
    language: Language,
    sections: tuple[Section, ...],
    content: bytes,
    *,
    kind: DocumentKind,
    built_in: bool,
) -> Document:
    return Document(
        id=front.id,
        language=language,
        title=front.title,
        sections=sections,
        content_hash=hashlib.sha256(
            content + json.dumps([str(front.effective), str(front.expires)]).encode()
        ).hexdigest(),
        kind=kind,
        publisher=front.publisher,
        document_number=front.document_number,
        issued=front.issued,
        validity=Validity(front.effective, front.expires, front.replaced_by),
        url=front.url,
        audience=tuple(front.audience),
        checked=front.checked,
        note=front.note,
        built_in=built_in,
    )
