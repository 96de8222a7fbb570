"""Sentences of clients as they stand in descriptions: what tells of a matter that rules speak of, what asks.

`client_sentences/<half>.jsonl` has sentences that tell a matter (with the sections that speak of it), that tell one
which the library does not cover, or that tell nothing of the kind, many of them near to one; `questions.<half>.jsonl`
has questions put without a question mark, each after the story that it is put in, and what should answer it.
"""

from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.datatypes import Language

FOLDER = Path(__file__).with_name("client_sentences")
_Line = TypeVar("_Line", bound=BaseModel)


class ToldSentence(BaseModel):
    """A sentence, and what it tells."""

    model_config = ConfigDict(extra="forbid")

    id: str
    language: Language
    tells: Literal["matter", "uncovered", "nothing"]
    text: str
    sections: list[tuple[str, str]] = []


class AskedSentence(BaseModel):
    """A question after its story; any of `sections`, or the boundary topic, or (`aim`) the draft itself answers it."""

    model_config = ConfigDict(extra="forbid")

    id: str
    language: Language
    story: str
    asks: str
    aim: Literal["rule", "way", "first", "papers"] = "rule"
    sections: list[tuple[str, str]] = []
    boundary: str | None = None

    @property
    def text(self) -> str:
        """The story with the question at its end."""
        return f"{self.story}{self.asks}。" if self.language == "zh" else f"{self.story} {self.asks}."


def read_told(half: str) -> list[ToldSentence]:
    """Return the told sentences of one half, `dev` or `test`, in order."""
    return _read(f"{half}.jsonl", ToldSentence)


def read_asked(half: str) -> list[AskedSentence]:
    """Return the questions of one half, `dev` or `test`, in order."""
    return _read(f"questions.{half}.jsonl", AskedSentence)


def _read(name: str, kind: type[_Line]) -> list[_Line]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [kind.model_validate_json(line) for line in lines if line.strip()]
