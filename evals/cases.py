"""Test cases: one JSON object a line, or one row of a table; a bad line is named and the rest still runs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import UnreadableInputError

CASES_FOLDER = Path(__file__).with_name("cases")
# What is tuned on, and what is not looked at while tuning.
HALVES = ("dev", "test")
Suite = Literal["answering", "retrieval", "refusal", "injection", "follow_up", "classification", "draft", "told"]


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
    # By fact: its value, and the words of the description that say it, any of which will do.
    told: dict[str, list[str]] = {}
    # By name, or names of which any will do with a bar between: the form, as `goods_names` has them.
    goods: dict[str, str] = {}
    # Facts that may be read or not.
    may: list[str] = []


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
    """Return the cases of JSON Lines and CSV files, in order, and the lines that are none.

    A line whose id was used before, in the same file or another, is none. Raises UnreadableInputError for
    a file that cannot be read at all.
    """
    cases: dict[str, Case] = {}
    bad: list[BadLine] = []
    for path in paths:
        for number, read in _readers(path):
            try:
                case = read()
            except ValidationError as error:
                bad.append(_bad_line(path, number, _problem(error)))
                continue
            if case.id in cases:
                bad.append(_bad_line(path, number, f"the id '{case.id}' was used before."))
            else:
                cases[case.id] = case
    return [*cases.values()], bad


def _readers(path: Path) -> Iterator[tuple[int, Callable[[], Case]]]:
    """Yield the number of each line that holds a case, and what reads it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInputError(
            f"{path} cannot be read as UTF-8 text ({error}).", zh=f"{path}不是UTF-8文本，读不了（{error}）。"
        ) from error
    if path.suffix.lower() == ".csv":
        from evals.case_table import read_rows

        for number, fields in read_rows(text, path.name):
            yield number, partial(Case.model_validate, fields)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, partial(Case.model_validate_json, line)


def _bad_line(path: Path, number: int, problem: str) -> BadLine:
    return BadLine(path, number, f"{path.name}, line {number}: {problem}")


def _problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"]) or "line"
    return f"{where}: {problem['msg']}."


def packaged_splits() -> list[str]:
    """Return the names of the project's own sets of cases, `dev` and `test` among them."""
    return sorted({path.parent.name for path in CASES_FOLDER.glob("*/*.jsonl")})


def packaged_cases(split: str) -> list[Path]:
    """Return the files of one of the project's own sets of cases, ordered by name."""
    return sorted((CASES_FOLDER / split).glob("*.jsonl"))
