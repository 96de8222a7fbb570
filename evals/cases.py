"""Test cases: one JSON object a line; a bad line is named with its number and the rest still runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

CASES_FOLDER = Path(__file__).with_name("cases")
Suite = Literal["answering", "retrieval", "refusal", "injection", "follow_up", "classification", "draft"]


class Turn(BaseModel):
    """One message of the talk before a question."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class Expected(BaseModel):
    """What a good answer has; what is not given is not scored.

    A fact is a list of groups, a group a list of alternative strings: each group needs one hit.
    """

    model_config = ConfigDict(extra="forbid")

    sections: list[tuple[str, str]] = []
    facts: list[list[list[str]]] = []
    kind: str | None = None
    premise_corrected: bool | None = None
    labels: dict[str, str | list[str]] = {}
    must_not: list[str] = []


class Case(BaseModel):
    """One test question, or one description to be classified."""

    model_config = ConfigDict(extra="forbid")

    id: str
    suite: Suite
    language: Literal["en", "zh"]
    question: str = ""
    text: str = ""
    history: list[Turn] = []
    expected: Expected
    tags: list[str] = []


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no case; `reason` is a sentence."""

    path: Path
    number: int
    reason: str


def read_cases(paths: Iterable[Path]) -> tuple[list[Case], list[BadLine]]:
    """Return the cases of JSON Lines files, in order, and the lines that are none."""
    cases: list[Case] = []
    bad: list[BadLine] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                cases.append(Case.model_validate_json(line))
            except ValidationError as error:
                problem = error.errors()[0]
                where = ".".join(str(part) for part in problem["loc"]) or "line"
                bad.append(BadLine(path, number, f"{path.name}, line {number}: {where}: {problem['msg']}."))
    return cases, bad


def packaged_cases(split: str) -> list[Path]:
    """Return the files of the project's own cases, `dev` or `test`, ordered by name."""
    return sorted((CASES_FOLDER / split).glob("*.jsonl"))
