"""A file becomes an Extract; files whose parsers could crash or swell are read in a process of their own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import Block, Extract, FileKind
from assistant.extraction.kinds import LARGEST_FILE, SUFFIXES, detect_kind
from assistant.extraction.plain import extract_csv, extract_markdown, extract_text

_LONGEST_READING_S = 600
_LOOK_EVERY_S = 0.5
_MOST_MEMORY = 6_000_000_000
_MOST_CHARACTERS = 3_000_000


def extract(path: Path, *, meanwhile: Callable[[], None] | None = None) -> Extract:
    """Return what a file says; one that is not named as what it is gets a remark.

    `meanwhile` is called now and then while a long file is read; what it raises ends the reading.
    Raises UnreadableDocumentError, in one sentence, for every file that cannot be read.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableDocumentError(
            f"{path}: the file has {path.stat().st_size / 1e6:.0f} MB; "
            f"at most {LARGEST_FILE / 1e6:.0f} MB are read. Split it.",
            zh=f"{path}：文件有{path.stat().st_size / 1e6:.0f}MB，最多读{LARGEST_FILE / 1e6:.0f}MB，请拆开。",
        )
    content = path.read_bytes()
    kind = detect_kind(path, content)
    found = _extract_apart(path, kind, meanwhile) if kind in _BINARY else extract_here(path, kind, content)
    if sum(len(block.text) for block in found.blocks) > _MOST_CHARACTERS:
        raise UnreadableDocumentError(
            f"{path}: it has more than {_MOST_CHARACTERS:,} characters of text. Split it into several files.",
            zh=f"{path}：文字超过{_MOST_CHARACTERS:,}个，请拆成几个文件。",
        )
    if SUFFIXES.get(path.suffix.lower()) != kind:
        return replace(found, remark=f"named '{path.suffix}', read as what it is: {kind}")
    return found


def extract_here(path: Path, kind: FileKind, content: bytes) -> Extract:
    """Read a file of text in this process."""
    if kind == "html":
        from assistant.extraction.webpage import extract_html

        return extract_html(path, content)
    return {"markdown": extract_markdown, "text": extract_text, "csv": extract_csv}[kind](path, content)


def _extract_binary(path: Path, kind: FileKind) -> Extract:
    try:
        return _BINARY[kind](path)
    except (UnreadableDocumentError, MemoryError, RecursionError):
        raise
    except Exception as error:  # what is broken in a file makes its parser raise anything
        raise UnreadableDocumentError(
            f"{path}: the file is damaged ({type(error).__name__}). Open it and save it anew.",
            zh=f"{path}：文件已损坏（{type(error).__name__}），请打开后重新保存。",
        ) from error


def _pdf(path: Path) -> Extract:
    from assistant.extraction.pdf import extract_pdf

    return extract_pdf(path)


def _image(path: Path) -> Extract:
    from assistant.extraction.ocr import extract_image

    return extract_image(path)


def _docx(path: Path) -> Extract:
    from assistant.extraction.office import extract_docx

    return extract_docx(path)


def _xlsx(path: Path) -> Extract:
    from assistant.extraction.office import extract_xlsx

    return extract_xlsx(path)


# Each imports its parser only when it is needed: they are heavy.
_BINARY: dict[FileKind, Callable[[Path], Extract]] = {"pdf": _pdf, "image": _image, "docx": _docx, "xlsx": _xlsx}


def _extract_apart(path: Path, kind: FileKind, meanwhile: Callable[[], None] | None) -> Extract:
    try:
        output = _run_apart(path, kind, meanwhile or (lambda: None))
    except subprocess.TimeoutExpired:
        raise UnreadableDocumentError(
            f"{path}: it was not read after {_LONGEST_READING_S // 60} minutes. Split it into several files.",
            zh=f"{path}：{_LONGEST_READING_S // 60}分钟还没读完，请拆成几个文件。",
        ) from None
    try:
        told = json.loads(output)
    except ValueError:
        raise UnreadableDocumentError(
            f"{path}: the file is damaged or needs too much memory; its reader stopped. Save it anew, or split it.",
            zh=f"{path}：文件已损坏，或者太占内存，没能读完。请重新保存，或者拆开。",
        ) from None
    if "error" in told:
        en, zh = (told[name].replace(str(path.resolve()), str(path)) for name in ("error", "error_zh"))
        raise UnreadableDocumentError(en, zh=zh)
    blocks = tuple(Block(**block) for block in told["blocks"])
    return Extract(**told | {"blocks": blocks})


def _run_apart(path: Path, kind: FileKind, meanwhile: Callable[[], None]) -> bytes:
    """Return what the process that reads a file prints; it ends with the wait for it, however that ends."""
    root = str(Path(__file__).resolve().parents[2])
    search = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.extraction.reading", str(path.resolve()), kind],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": search, "PYTHONIOENCODING": "utf-8"},
    )
    latest = time.monotonic() + _LONGEST_READING_S
    with process:
        try:
            while True:
                try:
                    return process.communicate(timeout=_LOOK_EVERY_S)[0]
                except subprocess.TimeoutExpired:
                    if time.monotonic() > latest:
                        raise
                    meanwhile()
        finally:
            process.kill()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def main(path: str, kind: FileKind) -> None:
    """Read one file and print its Extract, or the error, as JSON."""
    _limit_memory()
    try:
        told = asdict(_extract_binary(Path(path), kind))
    except UnreadableDocumentError as error:
        told = {"error": str(error), "error_zh": error.zh}
    except (MemoryError, RecursionError):
        told = {
            "error": f"{path}: it needs too much memory. Split it into several files.",
            "error_zh": f"{path}：太占内存，请拆成几个文件。",
        }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])  # type: ignore[arg-type]
