"""Written texts that something is fitted to: a line each, a file for each language, some of them held out."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.datatypes import Language
from assistant.profile_similarity import LANGUAGES


def read_corpus_lines(folder: Path, stem: str) -> Iterator[tuple[Language, dict[str, Any]]]:
    """Yield what each line of `stem.<language>.jsonl` holds, with its language, the English ones first."""
    for language in LANGUAGES:
        for line in (folder / f"{stem}.{language}.jsonl").read_text(encoding="utf-8").splitlines():
            yield language, json.loads(line)


def is_held_out(name: str, one_in: int) -> bool:
    """Tell whether nothing is fitted to the text of this name: one in so many, whichever the order of the file."""
    return zlib.crc32(name.encode()) % one_in == 0
