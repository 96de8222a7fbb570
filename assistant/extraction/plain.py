"""Markdown, plain text and CSV."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import Block, Extract, tell_rows

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*$")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MOST_ROWS = 20_000


def decode(path: Path, content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GB18030."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableDocumentError(
        f"{path}: it is no text file. Save it as UTF-8 text or Markdown.",
        zh=f"{path}：这不是文本文件，请存成UTF-8文本或Markdown。",
    )


def split_front_matter(path: Path, text: str, *, strict: bool = True) -> tuple[dict[str, Any], str, int]:
    """Return the fields between two lines '---', the body, and the number of the body's first line."""
    match = _FRONT_MATTER.match(text)
    if not match:
        if strict:
            raise UnreadableDocumentError(
                f"{path}, line 1: the front matter between two lines '---' is missing.",
                zh=f"{path}第1行：缺少两行“---”之间的文件说明。",
            )
        return {}, text, 1
    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 2
        reason = str(getattr(error, "problem", None) or "it is no YAML")
        raise UnreadableDocumentError(
            f"{path}, line {line}: broken front matter: {reason}.", zh=f"{path}第{line}行：文件说明写错了：{reason}。"
        ) from None
    if not isinstance(fields, dict):
        if not strict and fields is None:
            fields = {}
        else:
            raise UnreadableDocumentError(
                f"{path}, line 2: the front matter should be lines of 'name: value'.",
                zh=f"{path}第2行：文件说明要一行一条，写成“名称: 值”。",
            )
    return fields, text[match.end() :], text[: match.end()].count("\n") + 1


def extract_markdown(path: Path, content: bytes) -> Extract:
    """Read Markdown: its front matter, headings, tables and paragraphs."""
    fields, body, _ = split_front_matter(path, decode(path, content), strict=False)
    comments = [Block(" ".join(found.split()), hidden="comment") for found in _COMMENT.findall(body)]
    blocks = _markdown_blocks(without_comments(body).splitlines())
    title = next((block.text for block in blocks if block.level), None)
    return Extract("markdown", (*blocks, *comments), title, fields)


def without_comments(body: str) -> str:
    r"""Return Markdown without its comments, which nobody sees on a page; lines keep their numbers.

    >>> without_comments("Pay at\nthe <!-- order\n -->desk.")
    'Pay at\nthe \n desk.'
    """
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n") + " ", body)


def extract_text(path: Path, content: bytes) -> Extract:
    """Read plain text, a block a line; lines that look like Markdown headings are headings."""
    fields, body, _ = split_front_matter(path, decode(path, content), strict=False)
    blocks = tuple(_line_block(line) for line in body.splitlines() if line.strip())
    return Extract("text", blocks, next((block.text for block in blocks if block.level), None), fields)


def extract_csv(path: Path, content: bytes) -> Extract:
    """Read comma-, semicolon- or tab-separated values, a sentence a row with the names of its columns."""
    text = decode(path, content)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), dialect) if any(cell.strip() for cell in row)]
    if len(rows) > _MOST_ROWS:
        raise UnreadableDocumentError(
            f"{path}: it has {len(rows)} rows; at most {_MOST_ROWS} are read. Split it.",
            zh=f"{path}：有{len(rows)}行，最多读{_MOST_ROWS}行，请拆开。",
        )
    header = len(rows) > 1 and not any(re.fullmatch(r"[\d.,%-]+", cell.strip()) for cell in rows[0])
    return Extract("csv", tuple(Block(row) for row in tell_rows(rows, header=header)))


def _markdown_blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    table: list[list[str]] = []
    for line in [*lines, ""]:
        if _TABLE_ROW.match(line):
            if not _TABLE_RULE.match(line):
                table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if table:
            blocks += [Block(row) for row in tell_rows(table, header=True)]
            table = []
        if line.strip():
            blocks.append(_line_block(line))
    return blocks


def _line_block(line: str) -> Block:
    match = _HEADING.fullmatch(line.strip())
    return Block(match[2].strip(), level=len(match[1])) if match else Block(line.strip())
