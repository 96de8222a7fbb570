"""The review desk: how a worker changes a draft, what the changes amount to, and how it is signed. Pure.

A change gives a new draft; storage keeps every one as a version. Any change takes the signature's standing
away: who signed stood in for the text as it was.
"""

import difflib
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.checking import red_lines
from assistant.datatypes import Citation
from assistant.drafts import PARTS, Basis, Draft, DraftLine, DraftPart, Signature, composer_of
from assistant.errors import NotFoundError, UnreadableInputError, UnsupportedLinesError

LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class LineDifference:
    """How one line differs between two versions; `before` or `after` is None where it was not there.

    `words` are the pieces in order, each kept, removed or added.
    """

    line: str
    before: str | None
    after: str | None
    words: tuple[tuple[Literal["kept", "removed", "added"], str], ...]


def edit_line(draft: Draft, id: str, text: str) -> Draft:
    """Return the draft with another text in a line; the machine's words are kept beside a person's.

    Setting the machine's own words again makes the line the machine's. What a chat model made of them is no measure.
    """
    line = _line(draft, id)
    text = _read(text)
    if text == line.text:
        return draft
    machine = line.machine_text if line.origin == "human" or line.worded_by else line.text
    if text == machine:
        return _with(draft, replace(line, text=text, origin="machine", machine_text=None, worded_by=None))
    return _with(draft, replace(line, text=text, origin="human", machine_text=machine, worded_by=None))


def add_line(draft: Draft, part: DraftPart, text: str, *, horizon: str | None = None) -> Draft:
    """Return the draft with a line of a person's at the end of a part: a suggestion until a source is added."""
    taken = {line.id for line in draft.lines}
    number = next(number for number in range(len(taken) + 1, len(taken) * 2 + 2) if f"L{number}" not in taken)
    line = DraftLine(f"L{number}", f"human.{number}", part, _read(text), "suggestion", origin="human", horizon=horizon)
    order = PARTS.index(part)
    place = sum(PARTS.index(other.part) <= order for other in draft.lines)
    return _opened(replace(draft, lines=(*draft.lines[:place], line, *draft.lines[place:])))


def remove_line(draft: Draft, id: str) -> Draft:
    """Return the draft without a line; sources that nothing cites any more go with it."""
    line = _line(draft, id)
    return _tidied(_opened(replace(draft, lines=tuple(other for other in draft.lines if other is not line))))


def add_source(draft: Draft, id: str, citation: Citation) -> Draft:
    """Return the draft in which a line cites one more section; a suggestion becomes a cited line."""
    line = _line(draft, id)
    known = next(
        (
            found
            for found in draft.citations
            if (found.document, found.section, found.language)
            == (citation.document, citation.section, citation.language)
        ),
        None,
    )
    number = known.number if known else max((found.number for found in draft.citations), default=0) + 1
    citations = draft.citations if known else (*draft.citations, replace(citation, number=number))
    basis: Basis = "citation" if line.basis == "suggestion" else line.basis
    cited = tuple(dict.fromkeys((*line.citations, number)))
    return _with(replace(draft, citations=citations), replace(line, citations=cited, basis=basis))


def remove_source(draft: Draft, id: str, number: int) -> Draft:
    """Return the draft in which a line does not cite a source any more; without any it is a suggestion."""
    line = _line(draft, id)
    left = tuple(cited for cited in line.citations if cited != number)
    basis: Basis = "suggestion" if line.basis == "citation" and not left else line.basis
    return _tidied(_with(draft, replace(line, citations=left, basis=basis)))


def restore(draft: Draft, earlier: Draft) -> Draft:
    """Return an earlier version as the draft's next one; who signed since stays named."""
    return _opened(replace(earlier, signatures=draft.signatures))


def sign(draft: Draft, name: str, *, day: date, version: int, despite_red: bool = False) -> Draft:
    """Return the draft as signed by `name`; `version` is the one that the signed draft is saved as.

    Raises UnsupportedLinesError while lines are red, unless the worker signs despite them: then the signature
    names them.
    """
    name = " ".join(name.split())
    if not name:
        raise UnreadableInputError("A signature needs a name. Write yours.", zh="签字要有名字，请写上你的名字。")
    red = red_lines(draft)
    if red and not despite_red:
        raise UnsupportedLinesError(
            f"{len(red)} of the lines have no support any more ({', '.join(red)}). Correct them, add a source, "
            "or sign despite them.",
            zh=f"有{len(red)}条已经没有依据（{'、'.join(red)}）。请改正、加上出处，或者勾选仍要签字。",
        )
    signature = Signature(name, day, version, red)
    return replace(draft, state="signed", signatures=(*draft.signatures, signature))


def compare(before: Draft, after: Draft) -> tuple[LineDifference, ...]:
    """Return the lines that differ, in the order of the later draft, removed ones at the end."""
    old = {line.id: line.text for line in before.lines}
    new = {line.id: line.text for line in after.lines}
    ids = [*new, *(id for id in old if id not in new)]
    return tuple(_difference(id, old.get(id), new.get(id)) for id in ids if old.get(id) != new.get(id))


def _difference(id: str, before: str | None, after: str | None) -> LineDifference:
    old, new = _pieces(before or ""), _pieces(after or "")
    words: list[tuple[Literal["kept", "removed", "added"], str]] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            words.append(("kept", "".join(old[start:end])))
        else:
            words += [("removed", "".join(old[start:end]))] if end > start else []
            words += [("added", "".join(new[new_start:new_end]))] if new_end > new_start else []
    return LineDifference(id, before, after, tuple(words))


def _pieces(text: str) -> list[str]:
    """Return the words of a text with the blank behind each; Chinese by character."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and character.isascii() and pieces[-1][-1].isascii() and not pieces[-1][-1].isspace()
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _line(draft: Draft, id: str) -> DraftLine:
    line = draft.line(id)
    if line is None:
        raise NotFoundError(
            f"This draft has no line '{id}'. Open it again: somebody may have removed it.",
            zh=f"这份草稿里没有“{id}”这一条，可能别人已经删掉了，请重新打开。",
        )
    return line


def _read(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise UnreadableInputError(
            "A line needs some text. To take it out, remove the line.", zh="这一条不能是空的；要去掉它，请用删除。"
        )
    if len(text) > LONGEST_TEXT:
        raise UnreadableInputError(
            f"A line may have {LONGEST_TEXT} characters; this one has {len(text)}. Shorten it.",
            zh=f"一条最多{LONGEST_TEXT}个字，现在有{len(text)}个字，请缩短。",
        )
    return text


def _with(draft: Draft, changed: DraftLine) -> Draft:
    lines = tuple(changed if line.id == changed.id else line for line in draft.lines)
    return _opened(replace(draft, lines=lines, composer=composer_of(lines)))


def _opened(draft: Draft) -> Draft:
    return replace(draft, state="draft")


def _tidied(draft: Draft) -> Draft:
    cited = {number for line in draft.lines for number in line.citations}
    return replace(draft, citations=tuple(found for found in draft.citations if found.number in cited))
