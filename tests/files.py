"""Makes files of every kind that can be added: honest ones, broken ones and tricky ones."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

FONT_ZH = "STSong-Light"


def write_pdf(
    path: Path,
    pages: Sequence[Sequence[str]],
    *,
    hidden: str | None = None,
    white: str | None = None,
    table: Sequence[Sequence[str]] | None = None,
    password: str | None = None,
    title: str | None = None,
) -> Path:
    """Write a PDF with lines on its pages; `hidden` is in the invisible mode, `white` is white on white."""
    from reportlab.lib import colors
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT_ZH))
    locked = StandardEncryption(password, ownerPassword=password) if password else None
    canvas = Canvas(str(path), encrypt=locked)
    if title:
        canvas.setTitle(title)
    for number, lines in enumerate(pages):
        height = 780
        for line in lines:
            heading = line.startswith("# ")
            canvas.setFont("Helvetica" if line.isascii() else FONT_ZH, 18 if heading else 11)
            canvas.drawString(60, height, line.removeprefix("# "))
            height -= 28 if heading else 16
        if number == 0:
            _add_tricks(canvas, hidden, white)
            if table:
                grid = Table([list(row) for row in table], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
                grid.wrapOn(canvas, 400, 300)
                grid.drawOn(canvas, 60, 300)
        canvas.showPage()
    canvas.save()
    return path


def _add_tricks(canvas, hidden: str | None, white: str | None) -> None:  # type: ignore[no-untyped-def]
    if white:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.setFont("Helvetica" if white.isascii() else FONT_ZH, 11)
        canvas.drawString(60, 200, white)
        canvas.setFillColorRGB(0, 0, 0)
    if hidden:
        text = canvas.beginText(60, 150)
        text.setFont("Helvetica" if hidden.isascii() else FONT_ZH, 11)
        text.setTextRenderMode(3)
        text.textLine(hidden)
        text.setTextRenderMode(0)
        canvas.drawText(text)


def draw_notice(lines: Sequence[str], *, size: int = 34):  # type: ignore[no-untyped-def]
    """Return a picture of lines of text, black on paper white."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(_font_file(), size)
    picture = Image.new("RGB", (1200, 80 + len(lines) * 2 * size), (250, 249, 245))
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((50, 40 + number * 2 * size), line, font=font, fill=(20, 20, 25))
    return picture


def _font_file() -> str:
    candidates = [
        *Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"),
        *Path("/usr/share/fonts").rglob("*.tt[cf]"),
    ]
    return str(candidates[0])


def write_scan(path: Path, lines: Sequence[str]) -> Path:
    """Write a PDF whose one page is a picture."""
    picture = draw_notice(lines)
    picture.save(path, "PDF", resolution=150)
    return path


def write_zip(path: Path, entries: dict[str, bytes]) -> Path:
    """Write a ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def write_bomb(path: Path) -> Path:
    """Write a Word file of a few kilobytes that would unpack to 400 MB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as entry,
    ):
        for _ in range(400):
            entry.write(b" " * 1_000_000)
    return path


def write_locked_office(path: Path) -> Path:
    """Write what Office makes of a document with a password: an old container with one entry."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    return path


def as_bytes(picture) -> bytes:  # type: ignore[no-untyped-def]
    """Return a picture as a PNG file."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
