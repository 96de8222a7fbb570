"""A draft as a Word document: headings, tables and footnotes are Word's own, so that it can be worked on."""

import io
import re

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from assistant.draft_wording import PART_NAMES
from assistant.drafts import Draft, DraftLine
from assistant.exporting.footnotes import Footnotes
from assistant.exporting.outline import Outline

# Fonts that Word and WPS bring along; LibreOffice finds others in their place.
_FONTS = {"en": "Calibri", "zh": "Microsoft YaHei"}
_RED, _GREY = RGBColor(0xA0, 0, 0), RGBColor(0x55, 0x55, 0x55)
_STEP_WIDTHS = (8.2, 3.6, 1.6, 3.6)
_UNIT_WIDTHS = (3.6, 4.8, 2.6, 2.6, 3.4)
# What XML cannot hold, as a pasted text may bring along.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_docx(draft: Draft) -> bytes:
    """Return the whole draft as a .docx file; every cited line has a footnote with section, dates and the words."""
    return _Writer(Outline(draft)).write()


class _Writer:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.font = _FONTS[outline.language]
        self.document: WordDocument = Document()
        self.footnotes = Footnotes(font=self.font)

    def write(self) -> bytes:
        self._set_up()
        outline = self.outline
        self.document.add_heading(_clean(outline.title()), 0)
        if not outline.is_signed():
            _style(self.document.add_paragraph().add_run(outline.word("draft_note")), color=_RED, bold=True)
        for signed in outline.signatures():
            self.document.add_paragraph(_clean(signed))
        for part, heading, lines in outline.parts():
            self.document.add_heading(heading, 1)
            if part == "units":
                self._units()
            if part == "steps":
                self._steps(lines)
            else:
                self._lines(lines)
        self._close()
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _set_up(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Header", "Footer"):
            style = self.document.styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(qn(f"w:{script}"), self.font)
        self.document.styles["Normal"].font.size = Pt(11)
        self.document.styles["Title"].font.size = Pt(20)
        self.document.core_properties.title = _clean(self.outline.title())
        self.document.core_properties.language = "zh-CN" if self.outline.language == "zh" else "en"
        self.document.core_properties.author = ""
        if not self.outline.is_signed():
            header = section.header.paragraphs[0]
            header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _style(header.add_run(self.outline.word("draft")), color=_RED, bold=True, size=16)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_page_number(footer)

    def _lines(self, lines: tuple[DraftLine, ...]) -> None:
        for question, found in self.outline.groups(lines):
            if question:
                self.document.add_heading(_clean(question), 2)
            for line in found:
                self._tell(self.document.add_paragraph(style="List Bullet"), line)

    def _units(self) -> None:
        head, rows = self.outline.unit_table()
        if rows:
            table = self._table(head, _UNIT_WIDTHS)
            for row in rows:
                _fill(_add_row(table), row, _UNIT_WIDTHS)
        if self.outline.untold_units():
            self.document.add_paragraph(_clean(self.outline.untold_units()))

    def _steps(self, lines: tuple[DraftLine, ...]) -> None:
        note = self.document.add_paragraph()
        note.paragraph_format.keep_with_next = True
        _style(note.add_run(self.outline.word("steps_note")), color=_GREY)
        for heading, found in self.outline.groups(lines):
            if heading:
                self.document.add_heading(heading, 2)
            table = self._table(self.outline.step_head(), _STEP_WIDTHS)
            for line in found:
                cells = _add_row(table)
                _fill(cells, ("", *self.outline.step_row(line)), _STEP_WIDTHS)
                self._tell(cells[0].paragraphs[0], line, size=10)

    def _table(self, head: tuple[str, ...], widths: tuple[float, ...]) -> Table:
        table: Table = self.document.add_table(rows=1, cols=len(head))
        table.style = "Table Grid"
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        _fill(table.rows[0].cells, head, widths, bold=True)
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        return table

    def _tell(self, paragraph: Paragraph, line: DraftLine, *, size: float | None = None) -> None:
        """Write a line: its head, its text, a footnote for each source, and its notes in small print."""
        if head := self.outline.head(line):
            _style(paragraph.add_run(f"{_clean(head)}  "), bold=True, size=size)
        _style(paragraph.add_run(_clean(line.text)), size=size)
        for citation in self.outline.draft.cited(line):
            self.footnotes.add(paragraph, _clean(self.outline.footnote(line, citation)))
        for note in self.outline.notes(line):
            run = paragraph.add_run()
            run.add_break()
            run.add_text(_clean(note))
            _style(run, color=_GREY, size=9)

    def _close(self) -> None:
        self.document.add_heading(PART_NAMES["sources"].in_language(self.outline.language), 1)
        for citation in self.outline.draft.citations:
            _style(
                self.document.add_paragraph(style="List Number").add_run(_clean(self.outline.source(citation))), size=9
            )
        for text in self.outline.colophon():
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            _style(paragraph.add_run(text), color=_GREY, size=9)
        self.footnotes.close(self.document)


def _add_row(table: Table) -> tuple[_Cell, ...]:
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: tuple[_Cell, ...] = row.cells
    return cells


def _fill(cells: tuple[_Cell, ...], texts: tuple[str, ...], widths: tuple[float, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.width = Cm(width)
        _style(cell.paragraphs[0].add_run(_clean(text)), bold=bold, size=10)


def _style(run: object, *, color: RGBColor | None = None, bold: bool = False, size: float | None = None) -> None:
    font = run.font  # type: ignore[attr-defined]
    font.bold = bold or None
    if color is not None:
        font.color.rgb = color
    if size is not None:
        font.size = Pt(size)


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
