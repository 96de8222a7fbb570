"""Cases as a table that any spreadsheet program can save as CSV; evals/README.md explains the columns."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from assistant.errors import UnreadableInputError
from assistant.language import language_of

COLUMNS = (
    "id", "suite", "language", "question", "text", "sections", "facts", "kind", "premise_corrected", "must_not", "tags",
)  # fmt: skip
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def read_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the line number and the fields of each row that is not empty.

    Without a suite a row belongs to `answering`, without a language to the one that it is written in, and
    without an id it is named after its file and line. Raises UnreadableInputError for unknown columns.
    """
    table = csv.DictReader(io.StringIO(text, newline=""))
    header = [column.strip() for column in table.fieldnames or []]
    unknown = [column for column in header if column not in COLUMNS]
    if unknown or ("question" not in header and "text" not in header):
        wrong = f"has the column '{unknown[0]}'" if unknown else "has no column 'question'"
        zh = f"多了“{unknown[0]}”这一列" if unknown else "没有question这一列"
        raise UnreadableInputError(
            f"{name} {wrong}. The columns are {', '.join(COLUMNS)}.",
            zh=f"{name}{zh}。可用的列有{'、'.join(COLUMNS)}。",
        )
    table.fieldnames = header
    for row in table:
        cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if any(cells.values()):
            yield table.line_num, _fields(cells, f"{name}:{table.line_num}")


def _fields(cells: dict[str, str], place: str) -> dict[str, Any]:
    asked = cells["question"] or cells["text"]
    expected: dict[str, Any] = {
        "sections": [tuple(section.split("/", 1)) for section in _split(cells["sections"], ";")],
        "facts": parse_facts(cells["facts"]),
        "kind": cells["kind"] or None,
        "must_not": _split(cells["must_not"], "|"),
    }
    if cells["premise_corrected"]:
        answer = cells["premise_corrected"]
        expected["premise_corrected"] = _YES_NO.get(answer.lower(), answer)
    return {
        "id": cells["id"] or place,
        "suite": cells["suite"] or "answering",
        "language": cells["language"] or language_of(asked),
        "question": cells["question"],
        "text": cells["text"],
        "expected": expected,
        "tags": _split(cells["tags"], ";"),
    }


def parse_facts(cell: str) -> list[list[list[str]]]:
    """Return the facts of a cell: `;` between facts, `&` between groups, `|` between alternatives.

    >>> parse_facts("10万|100,000 ; register & 30 days|thirty days")
    [[['10万', '100,000']], [['register'], ['30 days', 'thirty days']]]
    """
    return [[_split(group, "|") for group in _split(fact, "&")] for fact in _split(cell, ";")]


def _split(cell: str, separator: str) -> list[str]:
    return [piece.strip() for piece in cell.split(separator) if piece.strip()]
