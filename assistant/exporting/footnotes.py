"""Real footnotes for a Word document: python-docx has none, so their part is written here.

A footnote lives in a part of its own, which must also hold the two separators that Word draws above them.
"""

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RAISED = '<w:rPr><w:sz w:val="17"/><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>"
    for kind, number, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
)


class Footnotes:
    """Collects the footnotes of one document; `close` writes them into it."""

    def __init__(self, *, font: str) -> None:
        self.texts: list[str] = []
        self._font = font

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a footnote's number at the end of a paragraph."""
        self.texts.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.texts)))
        run._r.append(reference)

    def close(self, document: Document) -> None:
        """Write the footnotes into the document."""
        notes = "".join(self._note(number, text) for number, text in enumerate(self.texts, 1))
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:footnotes xmlns:w="{_NAMESPACE}">{_SEPARATORS}{notes}</w:footnotes>'
        )
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), document.part.package)
        document.part.relate_to(part, _RELATION)

    def _note(self, number: int, text: str) -> str:
        fonts = f'<w:rFonts w:ascii="{self._font}" w:hAnsi="{self._font}" w:eastAsia="{self._font}"/>'
        return (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
            f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
            f'<w:r><w:rPr>{fonts}<w:sz w:val="17"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
            "</w:p></w:footnote>"
        )
