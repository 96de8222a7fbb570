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
    b"Rar!": ("a RAR archive", "RAR压缩包"),
    b"7z\xbc\xaf": ("a 7z archive", "7z压缩包"),
    b"\x1f\x8b": ("a gzip archive", "gzip压缩包"),
    b"GIF8": ("a GIF image", "GIF图片"),
    b"MZ": ("a Windows program", "Windows程序"),
    b"\x7fELF": ("a program", "程序"),
    b"{\\rtf": ("an RTF file", "RTF文件"),
    b"II*\0": ("a TIFF image", "TIFF图片"),
    b"MM\0*": ("a TIFF image", "TIFF图片"),
    b"SQLite format 3": ("a database", "数据库"),
}


def detect_kind(path: Path, content: bytes) -> FileKind:
    """Return the kind that the content shows.

    Raises UnreadableDocumentError, in one sentence, for what is empty, too large, locked or of another kind.
    """
    if not content.strip():
        raise UnreadableDocumentError(
            f"{path}: there is no text in it. Add a file with at least one sentence.",
            zh=f"{path}：里面没有文字，请添加至少有一句话的文件。",
        )
    if len(content) > LARGEST_FILE:
        raise UnreadableDocumentError(
            f"{path}: the file has {len(content) / 1e6:.0f} MB; at most {LARGEST_FILE / 1e6:.0f} are read. Split it.",
            zh=f"{path}：文件有{len(content) / 1e6:.0f}MB，最多{LARGEST_FILE / 1e6:.0f}MB，请拆开。",
        )
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if content.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        told, zh = LOCKED if locked else _SAVE_AS
        raise UnreadableDocumentError(f"{path}: {told}", zh=f"{path}：{zh}")
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return "image"
    other = next((name for start, name in _OTHER_KINDS.items() if content.startswith(start)), None)
    if other:
        raise UnreadableDocumentError(
            f"{path}: it is {other[0]}. {_ACCEPTED}", zh=f"{path}：这是{other[1]}。{_ACCEPTED_ZH}"
        )
    return _kind_of_text(path, content)


_ACCEPTED = f"Files of these kinds are read: {', '.join(SUFFIXES)}."
_ACCEPTED_ZH = f"能读的文件有：{'、'.join(SUFFIXES)}。"
_SAVE_AS = ("it is an old Office file. Save it as .docx or .xlsx.", "这是旧版Office文件，请另存为.docx或.xlsx。")
LOCKED = ("it is locked with a password. Save it without one.", "文件有密码，请存成没有密码的。")


def _kind_of_text(path: Path, content: bytes) -> FileKind:
    named = SUFFIXES.get(path.suffix.lower())
    if _HTML.search(content[:4096]):
        return "html"
    if named in ("markdown", "text", "csv", "html"):
        return named
    if named:
        raise UnreadableDocumentError(
            f"{path}: it is named {path.suffix}, but its content is none. Save it anew.",
            zh=f"{path}：名字是{path.suffix}，内容却不是，请重新保存。",
        )
    raise UnreadableDocumentError(
        f"{path}: '{path.suffix}' files are not read. {_ACCEPTED}",
        zh=f"{path}：读不了“{path.suffix}”文件。{_ACCEPTED_ZH}",
    )


def _kind_of_archive(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableDocumentError(
            f"{path}: the file is damaged and cannot be opened. Save it anew.",
            zh=f"{path}：文件已损坏，打不开，请重新保存。",
        ) from None
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    bomb = unpacked > _WORTH_A_RATIO and unpacked > _HIGHEST_RATIO * max(packed, 1)
    if unpacked > _LARGEST_UNPACKED or bomb:
        raise UnreadableDocumentError(
            f"{path}: unpacked it would have {unpacked / 1e6:.0f} MB, more than an honest document. It was not opened.",
            zh=f"{path}：解压后有{unpacked / 1e6:.0f}MB，不像正常的文件，没有打开。",
        )
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UnreadableDocumentError(
        f"{path}: it is a ZIP archive of another kind. Unpack it and add its files.",
        zh=f"{path}：这是别的压缩包，请解压后添加里面的文件。",
    )
