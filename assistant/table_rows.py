"""The rows of the database as lines of JSON, which any database that the assistant can use takes back."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, MetaData, Table, delete, func, insert, select

from assistant.errors import BackupError
from assistant.migrations import list_migrations
from assistant.storage import VERSIONS_TABLE, Storage, build_engine

_ROWS_AT_ONCE = 500


@cache
def list_tables(schema: int) -> tuple[Table, ...]:
    """Return the tables that the first `schema` steps make, parents before children, the table of steps left out.

    They are read from an empty database in memory, so that whatever else lies in a shared one is left alone.

    >>> [table.name for table in list_tables(1)]
    ['drafts', 'draft_labels', 'draft_versions']
    """
    storage = Storage(build_engine("sqlite://"))
    storage.migrate(list_migrations()[:schema])
    metadata = MetaData()
    with storage.read() as connection:
        metadata.reflect(connection)
    storage.close()
    return tuple(table for table in metadata.sorted_tables if table.name != VERSIONS_TABLE)


def read_rows(connection: Connection, table: Table) -> Iterator[str]:
    """Yield a line for each row, in the order of the primary key."""
    found = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table).order_by(*table.primary_key))
    for row in found.mappings():
        yield json.dumps(dict(row), ensure_ascii=False) + "\n"


def add_rows(connection: Connection, table: Table, lines: Iterable[str]) -> None:
    """Add a row for each line; raises BackupError for a line that is none of this table's."""
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        rows.append(_read_row(table, number, line))
        if len(rows) == _ROWS_AT_ONCE:
            connection.execute(insert(table), rows)
            rows = []
    if rows:
        connection.execute(insert(table), rows)


def _read_row(table: Table, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    kinds = {column.name: int if isinstance(column.type, Integer) else str for column in table.columns}
    if not isinstance(row, dict) or {*row} != {*kinds} or not all(_fits(row[name], kinds[name]) for name in kinds):
        raise BackupError(f"The backup is damaged: line {number} of the table '{table.name}' is no row of it.")
    return row


def _fits(value: object, kind: type) -> bool:
    return value is None or (isinstance(value, kind) and not isinstance(value, bool))


def replace_rows(source: Storage, target: Storage, tables: Iterable[Table]) -> None:
    """Let `target` hold the rows of `source` and no others, all at once or not at all."""
    ordered = tuple(tables)
    with source.snapshot() as reading, target.write() as writing:
        for table in reversed(ordered):
            writing.execute(delete(table))
        for table in ordered:
            add_rows(writing, table, read_rows(reading, table))


def count_rows(storage: Storage, tables: Iterable[Table]) -> int:
    """Return how many rows the tables hold together."""
    with storage.snapshot() as connection:
        return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
