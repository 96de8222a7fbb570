"""Messages written for the sections of the library: what the passage model is fitted to.

`passages/messages.<language>.jsonl` holds a message a line, with the section that it was written for and what that is
to it: the section answers it, or it only looks so (what no source would say, or another rule), or the message takes
something for granted that a sentence contradicts or supports. `lead` numbers that sentence from 1; `counter` is that
sentence turned round, so that what it contradicted it supports, and the other way.

`passages/letters.<language>.jsonl` holds questions of letters to an adviser (`stories/`), each with the sections of the
library that answer it (one question in four has any) and with those that the search finds, which look alike and do not.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.datatypes import Language
from assistant.language import join_texts
from evals.corpora import is_held_out, read_corpus_lines

FOLDER = Path(__file__).with_name("passages")
Kind = Literal["answers", "outside", "other", "false", "true"]
# Kinds to which the section has something to say.
SPOKEN_TO: tuple[Kind, ...] = ("answers", "false", "true")
_ONE_IN = 12


@dataclass(frozen=True, slots=True)
class Message:
    """A message, of which `before` is a story that the question stands in; `lead` is 0 where no sentence is marked.

    `letter` is the letter that a question was cut out of.
    """

    language: Language
    document: str
    section: str
    kind: Kind
    question: str
    before: str = ""
    lead: int = 0
    premise: str = ""
    counter: str = ""
    letter: str = ""

    @property
    def text(self) -> str:
        """The whole message."""
        return join_texts((self.before, self.question), self.language)

    @property
    def is_held_out(self) -> bool:
        """Tell whether nothing is fitted to it: one message in twelve, whichever its section."""
        return is_held_out(self.text, _ONE_IN)


def read_messages() -> list[Message]:
    """Return the messages that the passage model is fitted to."""
    return [Message(language=language, **told) for language, told in read_corpus_lines(FOLDER, "messages")]


def read_letters() -> list[Message]:
    """Return the questions of letters, each once beside every section that was looked at for it."""
    return [Message(language=language, **told) for language, told in read_corpus_lines(FOLDER, "letters")]
