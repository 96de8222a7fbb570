"""Many clients at once: JSON Lines in, a draft each in a folder, and a table of the clients by type and risk."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.datatypes import Language
from assistant.draft_wording import WORDS
from assistant.drafts import Draft
from assistant.errors import AssistantError, StorageError, UnreadableInputError
from assistant.exporting import Format, export
from assistant.language import language_of
from assistant.typology_wording import LABEL_NAMES

COLUMNS = ("id", "client", "origin", "base", "role", "target_mode", "easy_replacement", "homogeneity", "platform_costs")
_AXES = COLUMNS[2:6]
MakeDraft = Callable[["ClientLine"], Draft]


class ClientLine(BaseModel):
    """A line of a batch: a client with a description or a profile."""

    model_config = ConfigDict(extra="forbid")

    id: str | int | None = None
    client: str = ""
    text: str | None = None
    profile: dict[str, Any] | None = None
    language: Literal["auto", "en", "zh"] = "auto"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: its draft, or the error in its place."""

    line: int
    id: str | int | None
    draft: Draft | None = None
    error: dict[str, str] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the object of the line's place."""
        if self.draft is None:
            return {"id": self.id, "error": self.error}
        return {"id": self.id, **self.draft.to_dict()}


def read_line(number: int, line: str) -> ClientLine:
    """Return the client of a line. Raises UnreadableInputError, which names the line and what is wrong with it."""
    try:
        read = ClientLine.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise UnreadableInputError(
            f"Line {number}: {where + ': ' if where else ''}{problem['msg']}.",
            zh=f"第{number}行读不懂{'（' + where + '）' if where else ''}：{problem['msg']}。",
        ) from None
    if (read.text is None) == (read.profile is None):
        raise UnreadableInputError(
            f"Line {number}: give either a text or a profile.",
            zh=f"第{number}行：描述和事实表只能给一样，而且要给一样。",
        )
    return read


def advise_lines(lines: Iterable[str], make: MakeDraft) -> Iterator[Outcome]:
    """Yield what becomes of each line, in order; empty lines are passed over, a bad one stops nothing."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        id = _id_in(line)
        try:
            read = read_line(number, line)
            yield Outcome(number, id, make(read))
        except AssistantError as error:
            yield Outcome(number, id, error={"code": error.code, "message": str(error)})


def write_batch(outcomes: Iterable[Outcome], folder: Path, format: Format) -> list[Outcome]:
    """Write each draft, `errors.jsonl`-style lines in `drafts.jsonl`, and the summary; return the outcomes."""
    done: list[Outcome] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for outcome in outcomes:
            if outcome.draft is not None:
                (folder / f"{file_name(outcome)}.{format}").write_bytes(export(outcome.draft, format))
            done.append(outcome)
        (folder / "summary.md").write_text(summarise(done), encoding="utf-8")
        # Excel takes a file for UTF-8 only by this mark.
        (folder / "summary.csv").write_text(summarise_csv(done), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written to ({error.strerror}). Name another --output folder.",
            zh=f"写不进文件夹{folder}（{error.strerror}），请用--output换一个。",
        ) from error
    return done


def file_name(outcome: Outcome) -> str:
    """Return the name of a draft's file: its line and its id, without what a file name cannot hold.

    >>> file_name(Outcome(3, "a/b 王"))
    '003-a-b-王'
    """
    id = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in str(outcome.id or ""))
    return f"{outcome.line:03}{'-' + id[:60] if id.strip('-') else ''}"


def summarise(outcomes: Iterable[Outcome]) -> str:
    """Return the table of clients by type and risk as Markdown, then the lines that failed."""
    outcomes = list(outcomes)
    language = _language(outcomes)
    head = ["id", WORDS["client"].in_language(language), *(_label(name, language) for name in COLUMNS[2:])]
    rows = [[_shown(cell, language) for cell in row] for row in _rows(outcomes)]
    table = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    table += ["| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    failed = [f"- {found.line}: {found.error['message']}" for found in outcomes if found.error is not None]
    return "\n".join([*table, *([""] if failed else []), *failed]) + "\n"


def summarise_csv(outcomes: Iterable[Outcome]) -> str:
    """Return the table of clients by type and risk as CSV, with labels as `classify` gives them."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(outcomes))
    return stream.getvalue()


def _rows(outcomes: Iterable[Outcome]) -> Iterator[list[str]]:
    for outcome in outcomes:
        if outcome.draft is not None:
            told = outcome.draft.classification
            levels = {risk["label"]: risk["level"] for risk in told["risks"]}
            labels = [told[axis]["label"] for axis in _AXES]
            yield [
                _safe(str(outcome.id or "")),
                _safe(outcome.draft.client),
                *labels,
                *(levels[name] for name in COLUMNS[6:]),
            ]


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _label(name: str, language: Language) -> str:
    return LABEL_NAMES[name][0 if language == "en" else 1]


def _shown(cell: str, language: Language) -> str:
    return _label(cell, language) if cell in LABEL_NAMES else cell


def _language(outcomes: list[Outcome]) -> Language:
    drafts = [outcome.draft for outcome in outcomes if outcome.draft is not None]
    return "zh" if sum(draft.language == "zh" for draft in drafts) * 2 > len(drafts) else "en"


def choose_language(asked: str | None, text: str | None, client: str) -> Language | None:
    """Return the language to draft in where it is asked for or a profile's client shows it; None is the text's.

    >>> choose_language(None, None, "王二"), choose_language("en", "我种茶", "")
    ('zh', 'en')
    """
    if asked in ("en", "zh"):
        return "en" if asked == "en" else "zh"
    if text is None:
        return language_of(client)
    return None


def _id_in(line: str) -> str | int | None:
    try:
        id = TypeAdapter(dict[str, Any]).validate_json(line).get("id")
    except ValidationError:
        return None
    return id if isinstance(id, str | int) else None
