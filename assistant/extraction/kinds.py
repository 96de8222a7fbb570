"""What kind of file this is, told from its content; a name alone is not believed."""

import re
import zipfile
from pathlib import Path

from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import FileKind

SUFFIXES: dict[str, FileKind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
}
LARGEST_FILE = 50_000_000
_LARGEST_UNPACKED = 300_000_000
# No honest document shrinks more: plain repeated XML comes to about 50.
_HIGHEST_RATIO = 200
_WORTH_A_RATIO = 10_000_000

_HTML = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
    b"GIF8": "a GIF image",
    b"MZ": "a Windows program",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF file",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
    b"SQLite format 3": "a database",
}


def detect_kind(path: Path, content: bytes) -> FileKind:
    """Return the kind that the content shows.

    Raises UnreadableDocumentError, in one sentence, for what is empty, too large, locked or of another kind.
    """
    if not content.strip():
        raise UnreadableDocumentError(f"{path}: there is no text in it. Add a file with at least one sentence.")
    if len(content) > LARGEST_FILE:
        raise UnreadableDocumentError(
            f"{path}: the file has {len(content) / 1e6:.0f} MB; at most {LARGEST_FILE / 1e6:.0f} MB are read. Split it."
        )
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if content.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        told = "it is locked with a password. Save it without one." if locked else _SAVE_AS
        raise UnreadableDocumentError(f"{path}: {told}")
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return "image"
    other = next((name for start, name in _OTHER_KINDS.items() if content.startswith(start)), None)
    if other:
        raise UnreadableDocumentError(f"{path}: it is {other}. {_ACCEPTED}")
    return _kind_of_text(path, content)


_ACCEPTED = f"Files of these kinds are read: {', '.join(SUFFIXES)}."
_SAVE_AS = "it is an old Office file. Save it as .docx or .xlsx."


def _kind_of_text(path: Path, content: bytes) -> FileKind:
    named = SUFFIXES.get(path.suffix.lower())
    if _HTML.search(content[:4096]):
        return "html"
    if named in ("markdown", "text", "csv", "html"):
        return named
    if named:
        raise UnreadableDocumentError(f"{path}: it is named {path.suffix}, but its content is none. Save it anew.")
    raise UnreadableDocumentError(f"{path}: '{path.suffix}' files are not read. {_ACCEPTED}")


def _kind_of_archive(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableDocumentError(f"{path}: the file is damaged and cannot be opened. Save it anew.") from None
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    bomb = unpacked > _WORTH_A_RATIO and unpacked > _HIGHEST_RATIO * max(packed, 1)
    if unpacked > _LARGEST_UNPACKED or bomb:
        raise UnreadableDocumentError(
            f"{path}: unpacked it would have {unpacked / 1e6:.0f} MB, more than an honest document. It was not opened."
        )
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UnreadableDocumentError(f"{path}: it is a ZIP archive of another kind. Unpack it and add its files.")
