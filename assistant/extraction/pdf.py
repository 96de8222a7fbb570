"""PDF: its text as it can be seen on the page, its tables, and scanned pages by their picture."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import Block, Extract, join_lines, tell_rows
from assistant.extraction.kinds import LOCKED

_MOST_PAGES = 500
_MOST_SCANNED_PAGES = 100
# A page with fewer letters than this and a picture on it is taken for a scan.
_FEWEST_LETTERS = 20
_SCAN_SCALE = 2.0
# At this scale even small print leaves a mark on the picture of its page.
_SEEN_AT = 2
# Grey levels, of 255, by which letters must differ from what they stand on to be seen.
_LEAST_CONTRAST = 12
_HEADING_SIZE = 1.15
_LONGEST_HEADING = 80
_FEWEST_RULES = 4


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    left: float
    top: float


def extract_pdf(path: Path) -> Extract:
    """Read a PDF; text that cannot be seen on its page comes marked as hidden, scanned pages are recognised."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        told, zh = LOCKED if locked else ("the file is damaged. Save it anew.", "文件已损坏，请重新保存。")
        raise UnreadableDocumentError(f"{path}: {told}", zh=f"{path}：{zh}") from None
    if len(document) > _MOST_PAGES:
        raise UnreadableDocumentError(
            f"{path}: it has {len(document)} pages; at most {_MOST_PAGES} are read. Split it.",
            zh=f"{path}：有{len(document)}页，最多读{_MOST_PAGES}页，请拆开。",
        )
    blocks: list[Block] = []
    scanned = 0
    for number in range(len(document)):
        page = document[number]
        hidden = _take_hidden(page)
        lines = _lines(page)
        if sum(len(line.text) for line in lines) < _FEWEST_LETTERS and _has_picture(page):
            scanned += 1
            if scanned > _MOST_SCANNED_PAGES:
                raise UnreadableDocumentError(
                    f"{path}: more than {_MOST_SCANNED_PAGES} of its pages are scans. Split it.",
                    zh=f"{path}：扫描页超过{_MOST_SCANNED_PAGES}页，请拆开。",
                )
            blocks += _scanned_blocks(page, number + 1)
            continue  # what lies under a scan is the words of the scan once more
        tables = _tables(path, number) if _rules(page) >= _FEWEST_RULES else []
        blocks += _page_blocks(lines, tables, number + 1)
        blocks += [Block(text, page=number + 1, hidden=reason) for text, reason in hidden]
    if scanned and not blocks:
        raise UnreadableDocumentError(
            f"{path}: no words were found in its pictures. Scan it anew, sharper and brighter.",
            zh=f"{path}：扫描的图片里没有认出文字，请重新扫描，清楚、明亮一些。",
        )
    title = document.get_metadata_dict().get("Title") or None
    return Extract("pdf", tuple(blocks), title)


def _take_hidden(page: Any) -> list[tuple[str, str]]:
    """Take the text objects that nobody can see off the page; return their texts with the reason."""
    import pypdfium2.raw as raw

    texts = page.get_textpage()
    objects = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=texts))
    if not objects:
        return []
    picture = page.render(scale=_SEEN_AT, grayscale=True).to_numpy()
    picture = picture.reshape(picture.shape[:2])
    height = page.get_height()
    found = []
    for item in objects:
        text = item.extract().strip()
        if not text:
            continue
        reason = _why_hidden(item, picture, height)
        if reason:
            found.append((text, reason))
            if item.container is None:
                page.remove_obj(item)
    if found:
        page.gen_content()
    return found


def _why_hidden(item: Any, picture: Any, height: float) -> str | None:
    import pypdfium2.raw as raw

    if raw.FPDFTextObj_GetTextRenderMode(item) in (3, 7):
        return "invisible text"
    left, bottom, right, top = item.get_bounds()
    rows = slice(max(int((height - top) * _SEEN_AT) - 1, 0), max(int((height - bottom) * _SEEN_AT) + 2, 0))
    columns = slice(max(int(left * _SEEN_AT) - 1, 0), max(int(right * _SEEN_AT) + 2, 0))
    seen = picture[rows, columns]
    if seen.size == 0:
        return "moved off the page"
    if top - bottom < 1.0 and len(item.extract().strip()) > 3:
        return "tiny letters"
    return "the colour of its background" if int(np.ptp(seen)) < _LEAST_CONTRAST else None


def _lines(page: Any) -> list[_Line]:
    import pypdfium2.raw as raw

    texts = page.get_textpage()
    whole = texts.get_text_range()
    lines, start = [], 0
    for part in whole.split("\n"):
        text = part.replace("\ufffe", "-").strip()
        if text:
            first = start + len(part) - len(part.lstrip())
            left, _, _, top = texts.get_charbox(first) if first < texts.count_chars() else (0.0, 0.0, 0.0, 0.0)
            lines.append(_Line(text, round(raw.FPDFText_GetFontSize(texts, first), 1), left, top))
        start += len(part) + 1
    return lines


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _rules(page: Any) -> int:
    import pypdfium2.raw as raw

    return sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))


def _tables(path: Path, number: int) -> list[tuple[tuple[float, float, float, float], list[list[str]]]]:
    """Return the ruled tables of a page: their boxes (left, bottom, right, top) and rows of cells."""
    import pdfplumber

    with pdfplumber.open(path, pages=[number + 1]) as document:
        page = document.pages[0]
        height = float(page.height)
        found = []
        for table in page.find_tables():
            rows = [[cell or "" for cell in row] for row in table.extract()]
            if len(rows) > 1 and max(len(row) for row in rows) > 1:
                left, top, right, bottom = table.bbox
                found.append(((left, height - bottom, right, height - top), rows))
    return found


def _page_blocks(
    lines: Sequence[_Line],
    tables: Sequence[tuple[tuple[float, float, float, float], list[list[str]]]],
    page: int,
) -> list[Block]:
    usual = statistics.median(size for line in lines for size in [line.size] * len(line.text)) if lines else 0.0
    blocks: list[Block] = []
    paragraph: list[str] = []
    told: set[int] = set()

    def close() -> None:
        blocks.extend(Block(text, page=page) for text in join_lines(paragraph))
        paragraph.clear()

    for line in lines:
        inside = next((place for place, (box, _) in enumerate(tables) if _is_in(line, box)), None)
        if inside is not None:
            if inside not in told:
                close()
                told.add(inside)
                rows = [[" ".join(cell.split()) for cell in row] for row in tables[inside][1]]
                blocks += [Block(text, page=page) for text in tell_rows(rows)]
        elif line.size >= usual * _HEADING_SIZE and len(line.text) <= _LONGEST_HEADING:
            close()
            blocks.append(Block(line.text, level=2, page=page))
        else:
            paragraph.append(line.text)
    close()
    return blocks


def _is_in(line: _Line, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    return left - 2 <= line.left <= right + 2 and bottom - 2 <= line.top <= top + 2


def _scanned_blocks(page: Any, number: int) -> list[Block]:
    from assistant.extraction.ocr import read_lines

    picture = page.render(scale=_SCAN_SCALE).to_numpy()[:, :, :3]
    return [Block(text, page=number) for text in join_lines(read_lines(picture[:, :, ::-1]))]
