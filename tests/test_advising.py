"""A batch of drafts: bad lines in their place, a file each, and the table of clients."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from assistant.advising import (
    COLUMNS,
    ClientLine,
    Outcome,
    advise_lines,
    choose_language,
    file_name,
    read_line,
    summarise,
    summarise_csv,
    write_batch,
)  # fmt: skip
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.errors import StorageError, UnreadableInputError
from assistant.library import Library
from assistant.typology import read_profile

LINES = [
    '{"id": "a", "client": "王二", "profile": {"neighbours_sell_same": "yes", "price_cutting": "yes"}}',
    "no json",
    "",
    '{"id": 3, "client": "=1+1", "profile": {"stage": "planning"}}',
    '{"id": "d", "text": "x", "profile": {}}',
    '{"id": "e", "profile": {}, "colour": "red"}',
]


def make(read: ClientLine) -> Draft:
    language = choose_language(None, read.text, read.client) or "en"
    client = Client(read.client, read_profile(read.profile or {}))
    return write_draft(client, Library([]), language=language, day=date(2026, 11, 22))


@pytest.fixture
def outcomes() -> list[Outcome]:
    return list(advise_lines(LINES, make))


def test_bad_lines_stand_in_their_place_with_a_reason(outcomes: list[Outcome]) -> None:
    told = [outcome.to_dict() for outcome in outcomes]
    assert [place["id"] for place in told] == ["a", None, 3, "d", "e"]
    assert ["error" in place for place in told] == [False, True, False, True, True]
    messages = [place["error"]["message"] for place in told if "error" in place]
    assert messages[0].startswith("Line 2: Invalid JSON") and "either a text or a profile" in messages[1]
    assert messages[2].startswith("Line 6: colour")


def test_a_line_needs_a_text_or_a_profile() -> None:
    with pytest.raises(UnreadableInputError, match="Line 7: give either"):
        read_line(7, "{}")


def test_every_draft_gets_a_file_and_the_table_its_row(outcomes: list[Outcome], tmp_path: Path) -> None:
    write_batch(outcomes, tmp_path / "out", "json")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["001-a.json", "004-3.json", "summary.csv", "summary.md"]
    assert json.loads((tmp_path / "out" / "001-a.json").read_bytes())["client"] == "王二"


def test_the_table_tells_type_and_risk_and_what_failed(outcomes: list[Outcome]) -> None:
    table = summarise(outcomes)
    assert "| a | 王二 | still open |" in table and "| high |" in table
    assert "- 2: Line 2: Invalid JSON" in table
    rows = list(csv.reader(io.StringIO(summarise_csv(outcomes))))
    assert tuple(rows[0]) == COLUMNS and rows[1][7] == "high"


def test_no_cell_is_a_formula(outcomes: list[Outcome]) -> None:
    assert "'=1+1" in summarise_csv(outcomes)


def test_file_names_hold_nothing_odd() -> None:
    assert file_name(Outcome(12, "../../x y")) == "012-------x-y"
    assert file_name(Outcome(12, None)) == "012"


def test_a_folder_that_cannot_be_written_is_told(outcomes: list[Outcome], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        write_batch(outcomes, tmp_path / "file", "md")
