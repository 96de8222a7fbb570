"""Rows as lines of JSON: complete, in order, and taken back only where they fit."""

import json
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from assistant.errors import BackupError
from assistant.settings import Settings
from assistant.storage import Storage, build_engine
from assistant.table_rows import add_rows, count_rows, list_tables, read_rows, replace_rows

CONVERSATIONS = next(table for table in list_tables(2) if table.name == "conversations")
ROW = {"id": "a", "visitor": "v", "name": "苹果\u2028\n🙂", "begun_at": "2026", "used_at": "2026"}


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage.open(Settings(data=tmp_path))


def with_rows(storage: Storage, *ids: str) -> Storage:
    with storage.write() as connection:
        connection.execute(insert(CONVERSATIONS), [ROW | {"id": id} for id in ids])
    return storage


def ids_in(storage: Storage) -> list[str]:
    with storage.read() as connection:
        return list(connection.scalars(select(CONVERSATIONS.c.id).order_by(CONVERSATIONS.c.id)))


def test_parents_come_before_their_children() -> None:
    names = [table.name for table in list_tables(3)]
    assert names.index("drafts") < names.index("draft_versions") < len(names)
    assert names.index("conversations") < names.index("messages") < names.index("settled")
    assert "schema_version" not in names


def test_a_row_is_one_line_whatever_its_text_holds(storage: Storage) -> None:
    with_rows(storage, "a")
    with storage.read() as connection:
        (line,) = read_rows(connection, CONVERSATIONS)
    assert line.count("\n") == 1 and json.loads(line) == ROW


def test_rows_come_back_as_they_were_however_many(storage: Storage, tmp_path: Path) -> None:
    ids = [f"{number:04}" for number in range(1_203)]
    other = Storage.open(Settings(data=tmp_path / "other"))
    replace_rows(with_rows(storage, *ids), other, list_tables(3))
    assert ids_in(other) == ids and count_rows(other, list_tables(3)) == len(ids)


def test_what_was_there_before_gives_way(storage: Storage, tmp_path: Path) -> None:
    other = with_rows(Storage.open(Settings(data=tmp_path / "other")), "x", "y")
    replace_rows(with_rows(storage, "a"), other, list_tables(3))
    assert ids_in(other) == ["a"]


def test_a_copy_that_fails_changes_nothing(storage: Storage, tmp_path: Path) -> None:
    other = with_rows(Storage.open(Settings(data=tmp_path / "other")), "x")
    empty = Storage(build_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}"))
    with pytest.raises(Exception, match="no such table"):
        replace_rows(empty, other, list_tables(3))
    assert ids_in(other) == ["x"]


@pytest.mark.parametrize(
    "line",
    ["", "[]", "{", json.dumps(ROW | {"colour": "red"}), json.dumps(ROW | {"id": 1}), json.dumps({"id": "a"})],
)
def test_a_line_that_is_no_row_is_named(storage: Storage, line: str) -> None:
    with pytest.raises(BackupError, match="line 2 of the table 'conversations'"), storage.write() as connection:
        add_rows(connection, CONVERSATIONS, [json.dumps(ROW), line])
    assert ids_in(storage) == []
