"""Lets a chat model put lines of a draft in other words, and keeps only what still verifies.

The model is a callable that gets a line and its language and gives other words. What it gives is checked like
a person's edit; what does not pass, or is too long, or fails, leaves the line as it was.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.checking import check_line
from assistant.datatypes import Language
from assistant.draft_parts import is_short
from assistant.drafts import Draft, DraftLine, DraftPart
from assistant.language import detect_language
from assistant.quantities import find_quantities
from assistant.verification import is_negative

logger = logging.getLogger(__name__)

Rephrase = Callable[[str, Language], str]
# The declarations that the law words itself, and the client's own facts, stay as they are.
_REPHRASED: frozenset[DraftPart] = frozenset({"diagnosis", "target", "steps", "rules", "risks"})
_FIXED_WORDING = ("“", '"', "「")


@dataclass(frozen=True, slots=True)
class Rephrased:
    """A draft in the model's words where they passed; `kept` are the ids of lines that stayed as they were."""

    draft: Draft
    changed: tuple[str, ...]
    kept: tuple[str, ...]


def rephrase_draft(draft: Draft, rephrase: Rephrase, *, model: str) -> Rephrased:
    """Return the draft with lines put in other words by `rephrase`; a line written by a person is left alone.

    One failing call leaves one line as it was; two in a row end it, so that a dead model costs no time.
    """
    changed: list[str] = []
    kept: list[str] = []
    lines: list[DraftLine] = []
    failures = 0
    for line in draft.lines:
        if not _may_be_rephrased(line) or failures >= 2:
            lines.append(line)
            continue
        try:
            words, failures = rephrase(line.text, draft.language), 0
        except Exception:
            logger.warning("The chat model failed on line %s; its words stay.", line.id, exc_info=True)
            words, failures = line.text, failures + 1
        better = _accept(draft, line, " ".join(words.split()))
        (kept if better is line else changed).append(line.id)
        lines.append(better)
    composer = f"llm:{model}" if changed else draft.composer
    return Rephrased(replace(draft, lines=tuple(lines), composer=composer), tuple(changed), tuple(kept))


def _may_be_rephrased(line: DraftLine) -> bool:
    return (
        line.origin == "machine"
        and line.part in _REPHRASED
        and line.basis in ("rule", "citation")
        and not any(mark in line.text for mark in _FIXED_WORDING)
    )


def _accept(draft: Draft, line: DraftLine, words: str) -> DraftLine:
    """Return the line in other words where they pass, else the line itself.

    Beside the check of every edit, the words must have all the numbers of the line, its polarity, its
    language, and the length of a line: a model may drop a condition that the source would still support.
    """
    other = replace(line, text=words, machine_text=line.text)
    passes = (
        words
        and words != line.text
        and is_short(words, draft.language)
        and detect_language(words) == draft.language
        and set(find_quantities(words)) == set(find_quantities(line.text))
        and is_negative(words) == is_negative(line.text)
        and not check_line(draft, other).red
    )
    return other if passes else line
