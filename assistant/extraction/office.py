"""Word and Excel files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import Block, Extract, tell_rows

_MOST_ROWS = 20_000
_MOST_COLUMNS = 100
# Letters of a point or less cannot be read by anybody.
_TINY_POINTS = 2.0
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_LONGEST_BOLD_HEADING = 60
_NO_FILL = ("", "auto", "ffffff", "white", "clear", "none")


def extract_docx(path: Path) -> Extract:
    """Read a Word file: headings, paragraphs and tables in order; hidden, white and tiny runs come marked."""
    import docx
    from docx.table import Table

    document = docx.Document(str(path))
    blocks: list[Block] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            blocks += _table_blocks(item)
        else:
            blocks += _paragraph_blocks(item)
    title = document.core_properties.title or next((block.text for block in blocks if block.level), None)
    return Extract("docx", tuple(blocks), title or None)


def _paragraph_blocks(paragraph: Any) -> list[Block]:
    seen: list[str] = []
    hidden: dict[str, list[str]] = {}
    for run in _runs(paragraph):
        reason = _why_hidden(run, paragraph) if run.text.strip() else None
        if reason:
            hidden.setdefault(reason, []).append(run.text)
        else:
            seen.append(run.text)
    text = " ".join("".join(seen).split())
    blocks = [Block(text, level=_level(paragraph, text))] if text else []
    return [*blocks, *(Block(" ".join("".join(texts).split()), hidden=reason) for reason, texts in hidden.items())]


def _runs(paragraph: Any) -> Iterator[Any]:
    for item in paragraph.iter_inner_content():
        yield from item.runs if hasattr(item, "runs") else (item,)


def _level(paragraph: Any, text: str) -> int:
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    heading = _HEADING.match(style)
    if heading:
        return int(heading[1])
    if style.lower() in ("title", "标题"):
        return 1
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    return 2 if bold and len(text) <= _LONGEST_BOLD_HEADING and text[-1] not in "。.；;，,：:" else 0


def _why_hidden(run: Any, paragraph: Any) -> str | None:
    fonts = [run.font, *(style.font for style in (run.style, paragraph.style) if style is not None)]
    if next((font.hidden for font in fonts if font.hidden is not None), False):
        return "hidden text"
    size = next((font.size for font in fonts if font.size is not None), None)
    if size is not None and size.pt <= _TINY_POINTS:
        return "tiny letters"
    colour = next((font.color.rgb for font in fonts if font.color is not None and font.color.rgb is not None), None)
    if colour is not None and min(colour) >= 245 and not _is_shaded(run, paragraph):
        return "white text"
    return None


def _is_shaded(run: Any, paragraph: Any) -> bool:
    """Tell whether text stands on a colour of its own, as white words on a dark heading do."""
    from docx.oxml.ns import qn

    for element in (run._element, paragraph._element, *paragraph._element.iterancestors()):
        for shade in element.xpath("./w:rPr/w:shd | ./w:pPr/w:shd | ./w:tcPr/w:shd | ./w:rPr/w:highlight"):
            fill = shade.get(qn("w:fill")) or shade.get(qn("w:val")) or ""
            if fill.lower() not in _NO_FILL:
                return True
    return False


def _table_blocks(table: Any) -> list[Block]:
    rows, hidden = [], []
    for row in table.rows:
        cells, seen = [], set()
        for cell in row.cells:
            if cell._tc in seen:  # a merged cell comes once for every column that it spans
                continue
            seen.add(cell._tc)
            parts = [block for paragraph in cell.paragraphs for block in _paragraph_blocks(paragraph)]
            hidden += [block for block in parts if block.hidden]
            cells.append(" ".join(block.text for block in parts if not block.hidden))
        rows.append(cells)
    return [*(Block(text) for text in tell_rows(rows)), *hidden]


def extract_xlsx(path: Path) -> Extract:
    """Read a workbook: a heading per sheet, a sentence per row; hidden sheets, rows and columns come marked."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    blocks: list[Block] = []
    for sheet in book.worksheets:
        blocks.append(Block(sheet.title, level=2))
        if sheet.max_row > _MOST_ROWS:
            raise UnreadableDocumentError(
                f"{path}: sheet '{sheet.title}' has {sheet.max_row} rows; at most {_MOST_ROWS} are read. Split it.",
                zh=f"{path}：工作表“{sheet.title}”有{sheet.max_row}行，最多读{_MOST_ROWS}行，请拆开。",
            )
        blocks += _sheet_blocks(sheet)
    return Extract("xlsx", tuple(blocks), book.properties.title or None)


def _sheet_blocks(sheet: Any) -> list[Block]:
    away = sheet.sheet_state != "visible"
    columns = {
        place
        for name, dimension in sheet.column_dimensions.items()
        if dimension.hidden
        for place in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    rows: list[list[str]] = []
    hidden: list[Block] = []
    for row in sheet.iter_rows(max_col=min(sheet.max_column, _MOST_COLUMNS)):
        unseen = away or bool(sheet.row_dimensions[row[0].row].hidden)
        cells: list[str] = []
        for cell in row:
            text = _cell_text(cell.value)
            reason = "hidden cells" if unseen or cell.column in columns else _white(cell)
            if text and reason:
                hidden.append(Block(text, hidden=reason))
            cells.append("" if reason else text)
        rows.append(cells)
    filled = [row for row in rows if any(row)]
    blocks: list[Block] = []
    while filled and sum(map(bool, filled[0])) == 1 and len(filled) > 1:  # a title over the table
        blocks.append(Block(next(cell for cell in filled.pop(0) if cell), level=3))
    return [*blocks, *(Block(text) for text in tell_rows(filled)), *hidden]


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value).strip()


def _white(cell: Any) -> str | None:
    colour = cell.font.color.rgb if cell.font and cell.font.color and cell.font.color.type == "rgb" else None
    filled = bool(cell.fill and cell.fill.fill_type)
    return "white text" if isinstance(colour, str) and colour[-6:].upper() == "FFFFFF" and not filled else None
