"""The database: opened, brought up to date, read and written without losing anything."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from assistant.errors import SettingsError, StorageError
from assistant.migrations import Migration, list_migrations
from assistant.settings import Settings
from assistant.storage import Storage, build_engine, database_url


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "new" / "data")


@pytest.fixture
def storage(settings: Settings) -> Storage:
    return Storage.open(settings)


def test_the_database_lies_in_the_data_folder_unless_a_url_is_set(settings: Settings) -> None:
    assert database_url(settings) == f"sqlite:///{settings.data}/assistant.sqlite3"
    assert database_url(Settings(data=settings.data, database_url="postgresql://x/y")) == "postgresql://x/y"


def test_opening_makes_the_folder_and_every_table(storage: Storage, settings: Settings) -> None:
    assert (settings.data / "assistant.sqlite3").is_file()
    assert {"schema_version", "drafts", "draft_versions"} <= set(inspect(storage.engine).get_table_names())
    assert storage.version() == list_migrations()[-1].number


def test_opening_again_changes_nothing(storage: Storage, settings: Settings) -> None:
    assert Storage.open(settings).migrate() == []


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    numbers = [migration.number for migration in list_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_later_step_is_taken_once_with_its_day(storage: Storage) -> None:
    taken: list[str] = []

    def upgrade(connection: Connection) -> None:
        taken.append("step")
        connection.execute(text("CREATE TABLE notes (id INTEGER)"))

    steps = [*list_migrations(), Migration(99, "notes", upgrade)]
    day = datetime(2026, 11, 22, tzinfo=UTC)
    assert storage.migrate(steps, clock=lambda: day) == ["notes"]
    assert storage.migrate(steps) == [] and taken == ["step"]
    with storage.read() as connection:
        row = connection.execute(text("SELECT name, applied_at FROM schema_version WHERE number = 99")).one()
    assert tuple(row) == ("notes", "2026-11-22T00:00:00+00:00")


def test_a_step_that_fails_leaves_the_database_as_it_was(storage: Storage) -> None:
    def upgrade(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.execute(text("CREATE TABLE half (id INTEGER)"))

    with pytest.raises(StorageError, match="already exists"):
        storage.migrate([*list_migrations(), Migration(99, "half", upgrade)])
    assert "half" not in inspect(storage.engine).get_table_names()
    assert storage.version() == list_migrations()[-1].number


def test_a_newer_schema_is_refused_in_a_sentence(storage: Storage, settings: Settings) -> None:
    storage.migrate([Migration(99, "future", lambda _: None)])
    with pytest.raises(StorageError, match="schema 99.*knows up to.*newer version"):
        Storage.open(settings)


def test_what_fails_halfway_is_not_kept(storage: Storage) -> None:
    with pytest.raises(ZeroDivisionError), storage.write() as connection:
        connection.execute(text("INSERT INTO schema_version VALUES (50, 'x', 'y')"))
        raise ZeroDivisionError
    assert storage.version() != 50


def test_foreign_keys_wal_and_full_synchrony_are_on(storage: Storage) -> None:
    with storage.read() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "journal_mode")]
        assert found == [1, "wal"]
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    with pytest.raises(StorageError, match="FOREIGN KEY"), storage.write() as connection:
        connection.execute(text("INSERT INTO draft_labels VALUES ('nobody', 'x')"))


def test_writers_wait_for_one_another(storage: Storage) -> None:
    def count_up() -> None:
        for _ in range(20):
            with storage.write() as connection:
                seen = connection.execute(text("SELECT applied_at FROM schema_version WHERE number = 1")).scalar_one()
                connection.execute(
                    text("UPDATE schema_version SET applied_at = :n WHERE number = 1"), {"n": int(seen) + 1}
                )

    with storage.write() as connection:
        connection.execute(text("UPDATE schema_version SET applied_at = '0' WHERE number = 1"))
    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.read() as connection:
        assert connection.execute(text("SELECT applied_at FROM schema_version WHERE number = 1")).scalar_one() == "80"


@pytest.mark.parametrize("url", ["no url", "oracle9://x/y"])
def test_a_url_that_is_none_is_told_with_what_to_write(url: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE_URL.*postgresql"):
        build_engine(url)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "assistant.sqlite3").write_text("not a database at all, but long enough to look at" * 20)
    with pytest.raises(StorageError, match="cannot be used"):
        Storage.open(Settings(data=tmp_path))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        Storage.open(Settings(data=tmp_path / "file" / "data"))


def test_a_database_that_cannot_be_reached_is_named() -> None:
    storage = Storage(build_engine("sqlite:////nowhere/at/all/x.db"))
    with pytest.raises(StorageError, match="nowhere"), storage.read():
        pass
