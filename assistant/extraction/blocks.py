"""What every kind of file is read into: blocks of text in reading order, each with where it stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.language import is_chinese

FileKind = Literal["markdown", "text", "csv", "html", "pdf", "docx", "xlsx", "image"]

# A line that ends so is the end of a paragraph, whatever comes next.
_ENDS = re.compile(r"[。！？；：.!?;:][\"'”’」』）)\]]*$")
# A line that begins so starts a paragraph of its own: a list item, an article, a numbered heading.
_BEGINS = re.compile(
    r"^\s*(?:[-•●▪*·◆]\s|[（(]?[\d一二三四五六七八九十百]{1,4}[）)、.]\s*\S|第[零〇一二三四五六七八九十百千\d]+[条章节编]|Article\s+\d+)"
)
# A line shorter than this share of the longest one was ended on purpose.
_FULL_LINE = 0.72
# A first row is taken for column names only when no cell of it is longer.
_LONGEST_COLUMN_NAME = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (`level` 1 and up) or a row of a table; pages count from 1.

    `hidden` tells why a reader of the file would not see it, as in 'white text'; None for what is seen.
    """

    text: str
    level: int = 0
    page: int | None = None
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read from one file; `fields` are those of a front matter, understood or not."""

    kind: FileKind
    blocks: tuple[Block, ...]
    title: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    remark: str | None = None


def join_lines(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines that were broken for their width, as in PDF files and photographs.

    >>> join_lines(["The fee is paid at the", "office.", "It is low."])
    ['The fee is paid at the office.', 'It is low.']
    >>> join_lines(["网店经营者应当在首页持续公", "示营业执照信息。"])
    ['网店经营者应当在首页持续公示营业执照信息。']
    """
    full = max((_width(line) for line in lines), default=0) * _FULL_LINE
    paragraphs: list[str] = []
    open_line = False
    for line in (line.strip() for line in lines):
        if not line:
            open_line = False
            continue
        if open_line and not _BEGINS.match(line):
            paragraphs[-1] = _join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        open_line = not _ENDS.search(line) and _width(line) >= full
    return paragraphs


def _width(line: str) -> float:
    """Return how wide a line is set: a Chinese character is twice as wide as a Latin letter."""
    return sum(2.0 if ord(character) > 0x2E7F else 1.0 for character in line.strip())


def _join(first: str, second: str) -> str:
    if first.endswith("-") and first[-2:-1].isalpha() and second[:1].islower():
        return first[:-1] + second
    chinese = ord(first[-1]) > 0x2E7F or ord(second[0]) > 0x2E7F
    return first + ("" if chinese else " ") + second


def tell_rows(rows: Sequence[Sequence[str]], *, header: bool | None = None) -> list[str]:
    """Return the rows of a table as sentences that name their columns; the first row may name them.

    Without `header` the table itself tells: words over numbers, or three columns and more, are names. A table
    of two columns of words is read as names and values.

    >>> tell_rows([["Product", "Price"], ["Apples", "3 yuan"]])
    ['Product: Apples; Price: 3 yuan.']
    >>> tell_rows([["办理地点", "县政务中心"], ["电话", "见公告"]])
    ['办理地点：县政务中心。', '电话：见公告。']
    """
    filled = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    if not filled:
        return []
    named = _has_header(filled) if header is None else header and len(filled) > 1
    if named:
        names, body = filled[0], filled[1:]
        return [told for row in body if (told := _tell(list(zip(_fit(names, len(row)), row, strict=True))))]
    if all(sum(map(bool, row)) == 2 for row in filled):
        pairs = [[cell for cell in row if cell] for row in filled]
        return [told for row in pairs if (told := _tell([(row[0].rstrip(":：") or "", row[1])]))]
    return [told for row in filled if (told := _tell([("", cell) for cell in row]))]


def _fit(names: list[str], width: int) -> list[str]:
    return (names + [""] * width)[:width]


def _has_header(rows: list[list[str]]) -> bool:
    first, body = rows[0], rows[1:]
    cells = [cell for cell in first if cell]
    if not body or len(cells) < 2 or any(len(cell) > _LONGEST_COLUMN_NAME for cell in cells):
        return False
    if any(re.fullmatch(r"[\d.,%¥￥元-]+", cell) for cell in cells):
        return False
    numbers_below = any(
        any(character.isdigit() for character in row[place])
        for row in body
        for place in range(min(len(row), len(first)))
        if first[place] and not any(character.isdigit() for character in first[place])
    )
    return len(cells) > 2 or numbers_below


def _tell(cells: list[tuple[str, str]]) -> str:
    told = [(name.rstrip(":："), cell.rstrip("。；;")) for name, cell in cells if cell]
    if not told:
        return ""
    if is_chinese("".join(name + cell for name, cell in told)):
        return "；".join(f"{name}：{cell}" if name else cell for name, cell in told) + "。"
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in told).rstrip(".") + "."
