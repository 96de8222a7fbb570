"""What the commands read: text, JSON and lines, from files or from standard input."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableInputError


def read_text(path: Path) -> str:
    """Return a file's text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInputError(
            f"{path} cannot be read as UTF-8 text ({error}).", zh=f"{path}不是UTF-8文本，读不了（{error}）。"
        ) from error


def read_json(path: Path) -> Any:
    """Return what a JSON file holds."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise UnreadableInputError(
            f"{path} is no JSON (line {error.lineno}: {error.msg}).",
            zh=f"{path}不是JSON（第{error.lineno}行：{error.msg}）。",
        ) from None


def read_lines(source: str) -> Iterable[str]:
    """Return the lines of a file, or of standard input where `source` is a hyphen."""
    return sys.stdin if source == "-" else read_text(Path(source)).split("\n")
