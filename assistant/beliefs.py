"""What people wrongly take for granted about a section: read from `beliefs/<document>.<language>.jsonl`.

A line has the section, the wrong belief, the same thing put right, and in what the two differ. They are
embedded beside the section's typical questions, so that a question that rests on one is known by it.
"""

import hashlib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.datatypes import Belief, Document, Slip
from assistant.errors import UnreadableDocumentError

BELIEFS_FOLDER = "beliefs"


class BeliefLine(BaseModel):
    """One line of a file of beliefs."""

    model_config = ConfigDict(extra="forbid", strict=True)

    section: str
    wrong: str
    right: str
    slip: Slip


def attach_beliefs(document: Document, folder: Path) -> Document:
    """Return a document with the beliefs about its sections; as it is where nobody wrote any.

    The content hash takes them in, so that changed beliefs are embedded anew. Raises UnreadableDocumentError,
    naming file and line, for a line that breaks the format or names a section that is not there.
    """
    path = folder / f"{document.key}.jsonl"
    if not path.is_file():
        return document
    content = path.read_bytes()
    known = {section.id for section in document.sections}
    by_section: dict[str, list[Belief]] = defaultdict(list)
    for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
        if line.strip():
            read = _read_line(line, f"{path}, line {number}")
            if read.section not in known:
                raise UnreadableDocumentError(
                    f"{path}, line {number}: '{document.id}' has no section '{read.section}'.",
                    zh=f"{path}第{number}行：资料“{document.id}”里没有“{read.section}”这一节。",
                )
            by_section[read.section].append(Belief(read.wrong, read.right, read.slip))
    sections = tuple(replace(section, beliefs=tuple(by_section[section.id])) for section in document.sections)
    whole = hashlib.sha256(document.content_hash.encode() + content).hexdigest()
    return replace(document, sections=sections, content_hash=whole)


def _read_line(line: str, place: str) -> BeliefLine:
    try:
        return BeliefLine.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(str(part) for part in problem["loc"]) or "the line"
        raise UnreadableDocumentError(
            f"{place}: {field}: {problem['msg']}.", zh=f"{place}：字段{field}：{problem['msg']}。"
        ) from None
