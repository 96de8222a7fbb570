"""The cues: what people typically say when a fact holds, as patterns kept in `profile_examples/cues.<language>.txt`.

A match speaks with the strength of its heading, 1 sufficing alone. A pattern that starts with "!" holds in
plans and suppositions too, as what a business could do is mostly told that way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.datatypes import Language

EXAMPLES_FOLDER = Path(__file__).with_name("profile_examples")
_NAME = re.compile(r"\{([a-z_]+)\}")
_LIST = re.compile(r"(\w+) = (.+)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a fact's value."""

    fact: str
    value: str
    strength: float
    in_plans: bool
    pattern: re.Pattern[str]


@cache
def load_cues(language: Language) -> tuple[Cue, ...]:
    """Return the cues of a language, in the order of the file."""
    lists: dict[str, str] = {}
    cues: list[Cue] = []
    fact, value, strength = "", "", 0.0
    for line in (EXAMPLES_FOLDER / f"cues.{language}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("//"):
            continue
        if line.startswith("# "):
            label, number = line[2:].split()
            (fact, value), strength = label.split("="), float(number)
        elif not fact and (found := _LIST.fullmatch(line)):
            lists[found[1]] = _fill(found[2], lists)
        else:
            cues.append(
                Cue(fact, value, strength, line.startswith("!"), re.compile(_fill(line.removeprefix("!"), lists)))
            )
    return tuple(cues)


def _fill(pattern: str, lists: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: lists[name[1]], pattern)


def find_cues(plain: str, language: Language) -> Iterator[tuple[Cue, int, int]]:
    """Yield the cues that match a segment's plain text, each once, with the place of its first match."""
    for cue in load_cues(language):
        if match := cue.pattern.search(plain):
            yield cue, match.start(), match.end()
