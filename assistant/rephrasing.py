"""Lets a chat model put lines of a draft in other words, and keeps only what still verifies.

The model is a callable that gets a line with the sources that it cites and gives other words. What it gives is
checked like a person's edit; what does not pass, or is too long, or fails, leaves the line as it was. Citations,
steps and figures are not the model's to change.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.chat_model import ChatModel
from assistant.chat_rephrasing import rephrase_line
from assistant.checking import check_line
from assistant.datatypes import Citation, Language
from assistant.draft_case import is_short
from assistant.drafts import Draft, DraftLine, DraftPart, composer_of
from assistant.errors import ChatModelError
from assistant.language import detect_language
from assistant.prompts import Prompts
from assistant.quantities import find_quantities
from assistant.verification import is_negative

logger = logging.getLogger(__name__)

# Gives other words for a line; raises ChatModelError where it has none.
Rephrase = Callable[[str, Sequence[Citation], Language], str]
# A draft has some twenty lines; what is not worded by then stays as it is.
LONGEST_S = 180.0
_FAILURES_TO_END = 2
# The declarations that the law words itself, and the client's own facts, stay as they are.
_REPHRASED: frozenset[DraftPart] = frozenset({"asked", "told", "diagnosis", "target", "steps", "rules", "risks"})
_FIXED_WORDING = ("“", '"', "「")


@dataclass(frozen=True, slots=True)
class Rephrased:
    """A draft in the model's words where they passed, after `done` of `total` lines.

    `changed` are the ids of lines in new words, `kept` of those that stayed as they were. `failed` tells that the
    model gave no more answers, or none in time.
    """

    draft: Draft
    total: int
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failed: bool = False

    @property
    def done(self) -> int:
        """How many lines were looked at."""
        return len(self.changed) + len(self.kept)


def rephrase_with(draft: Draft, chat: ChatModel, prompts: Prompts) -> Iterator[Rephrased]:
    """Yield the draft as a chat model words it, line by line, as `rephrase_draft` does."""

    def rephrase(line: str, sources: Sequence[Citation], language: Language) -> str:
        return rephrase_line(chat, prompts, line, sources, language=language)

    return rephrase_draft(draft, rephrase, model=chat.name)


def rephrase_draft(
    draft: Draft, rephrase: Rephrase, *, model: str, clock: Callable[[], float] = time.monotonic
) -> Iterator[Rephrased]:
    """Yield the draft with more and more lines in words of `rephrase`; the last one is the result.

    A line written by a person is left alone, and so is one that was rephrased before. One failing call leaves one
    line as it was; two in a row end it, and so do LONGEST_S seconds, so that a dead model costs no time.
    """
    wanted = [line for line in draft.lines if _may_be_rephrased(line)]
    state, failures, ends = Rephrased(draft, len(wanted)), 0, clock() + LONGEST_S
    yield state
    for line in wanted:
        if failures >= _FAILURES_TO_END or clock() >= ends:
            yield replace(state, failed=True)
            return
        try:
            words, failures = rephrase(line.text, draft.cited(line), draft.language), 0
        except ChatModelError:
            logger.info("The chat model failed on line %s; its words stay.", line.id, exc_info=True)
            words, failures = line.text, failures + 1
        state = _take(state, line, _accept(draft, line, " ".join(words.split()), model))
        yield state
    if failures:
        yield replace(state, failed=True)


def _may_be_rephrased(line: DraftLine) -> bool:
    return (
        line.origin == "machine"
        and line.worded_by is None
        and line.part in _REPHRASED
        and line.basis in ("rule", "citation")
        and not any(mark in line.text for mark in _FIXED_WORDING)
    )


def _take(state: Rephrased, line: DraftLine, better: DraftLine) -> Rephrased:
    if better is line:
        return replace(state, kept=(*state.kept, line.id))
    lines = tuple(better if other.id == line.id else other for other in state.draft.lines)
    draft = replace(state.draft, lines=lines, composer=composer_of(lines))
    return replace(state, draft=draft, changed=(*state.changed, line.id))


def _accept(draft: Draft, line: DraftLine, words: str, model: str) -> DraftLine:
    """Return the line in other words where they pass, else the line itself.

    Beside the check of every edit, the words must have all the numbers of the line, its polarity, its
    language, and the length of a line: a model may drop a condition that the source would still support.
    """
    other = replace(line, text=words, machine_text=line.text, worded_by=f"llm:{model}")
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
