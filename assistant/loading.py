"""A Markdown file of our own format becomes a Document: front matter, sections, typical questions.

The format is described in knowledge/README.md. It is read strictly, so that a slip of the pen is found at once.
"""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.beliefs import BELIEFS_FOLDER, attach_beliefs
from assistant.datatypes import Document, DocumentKind, Grade, Section, Validity
from assistant.errors import UnreadableDocumentError
from assistant.extraction.plain import decode, split_front_matter

_KINDS_BY_FOLDER: dict[str, DocumentKind] = {"boundaries": "boundary", "small-talk": "small_talk", "paper": "study"}
SECTION_HEADING = re.compile(r"##\s+([a-z0-9][a-z0-9.-]*)\s+(\S.*)")


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
    documents = [load_built_in(path) for path in sorted(folder.glob("*/*.md")) if path.name != "README.md"]
    return [attach_beliefs(document, folder / BELIEFS_FOLDER) for document in documents]


def load_built_in(path: Path) -> Document:
    """Read one built-in document, `<topic>/<id>.<language>.md`."""
    content = path.read_bytes()
    fields, body, first_line = split_front_matter(path, decode(path, content))
    try:
        front = FrontMatter.model_validate(fields)
    except ValidationError as error:
        problem = error.errors()[0]
        raise UnreadableDocumentError(
            f"{path}, line 2: field '{problem['loc'][0]}' of the front matter: {problem['msg']}. "
            f"The fields are {', '.join(FrontMatter.model_fields)}.",
            zh=f"{path}第2行：文件说明里的“{problem['loc'][0]}”：{problem['msg']}。可用的有{'、'.join(FrontMatter.model_fields)}。",
        ) from None
    name, _, language = path.stem.rpartition(".")
    if name != front.id or language not in ("en", "zh"):
        raise UnreadableDocumentError(
            f"{path}: the file of '{front.id}' should be named {front.id}.en.md or .zh.md.",
            zh=f"{path}：“{front.id}”的文件要叫{front.id}.en.md或.zh.md。",
        )
    sections = read_sections(path, body, first_line)
    return Document(
        id=front.id,
        language=language,  # type: ignore[arg-type]
        title=front.title,
        sections=sections,
        content_hash=_hash(content, front),
        kind=_kind_of(path),
        publisher=front.publisher,
        document_number=front.document_number,
        issued=front.issued,
        validity=Validity(front.effective, front.expires, front.replaced_by),
        url=front.url,
        audience=tuple(front.audience),
        checked=front.checked,
        note=front.note,
    )


def _hash(content: bytes, front: FrontMatter) -> str:
    return hashlib.sha256(content + json.dumps([str(front.effective), str(front.expires)]).encode()).hexdigest()


def read_sections(path: Path, body: str, first_line: int) -> tuple[Section, ...]:
    """Return the sections of a body in our own format; `first_line` is its number in the file."""
    blocks = _blocks(body, first_line)
    sections = tuple(_read_section(path, *block) for block in blocks)
    seen: set[str] = set()
    for section in sections:
        if section.id in seen:
            raise UnreadableDocumentError(
                f"{path}: section '{section.id}' stands there twice. Rename one of them.",
                zh=f"{path}：小节“{section.id}”出现了两次，请改掉一个。",
            )
        seen.add(section.id)
    if not sections:
        raise UnreadableDocumentError(
            f"{path}: no section '## <section-id> <heading>' was found.",
            zh=f"{path}：没有找到“## 编号 标题”这样的小节。",
        )
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
    match = SECTION_HEADING.fullmatch(heading.strip())
    if not match:
        raise UnreadableDocumentError(
            f"{path}, line {number}: expected '## <section-id> <heading>', found '{heading}'.",
            zh=f"{path}第{number}行：应该是“## 编号 标题”，实际是“{heading}”。",
        )
    line = SectionLine()
    questions = tuple(text[1:].strip() for text in lines if text.startswith(">"))
    rest = [text for text in lines if not text.startswith(">")]
    if rest and rest[0].startswith("{"):
        try:
            line = SectionLine.model_validate(yaml.safe_load(rest.pop(0)))
        except (ValidationError, yaml.YAMLError):
            raise UnreadableDocumentError(
                f"{path}, line {number + 1}: expected a line like {{grade: reported, effective: 2027-01-01}}.",
                zh=f"{path}第{number + 1}行：应该写成{{grade: reported, effective: 2027-01-01}}这样。",
            ) from None
    text = "\n".join(part.strip() for part in rest if part.strip())
    if not text:
        raise UnreadableDocumentError(
            f"{path}, line {number}: section '{match[1]}' has no text.",
            zh=f"{path}第{number}行：小节“{match[1]}”没有正文。",
        )
    dates = Validity(line.effective, line.expires) if line.effective or line.expires else None
    return Section(match[1], match[2].strip(), text, questions, line.grade, dates)


def _kind_of(path: Path) -> DocumentKind:
    return _KINDS_BY_FOLDER.get(path.parent.name, "law")
