"""A backup: everything the users made, whole, while others write, and in nobody else's hands."""

import json
import stat
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from assistant import __version__
from assistant.backup import back_up
from assistant.backup_file import BackupFile
from assistant.errors import BackupError, IndexBusyError
from assistant.ingestion import writing
from assistant.settings import Settings
from assistant.storage import Storage
from tests.office import QUESTION, VISITOR, open_office

MOMENT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(small_settings: Settings, tmp_path: Path) -> Settings:
    return replace(small_settings, accounts=tmp_path / "accounts")


def names_in(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


def test_it_holds_something_of_everything_and_no_vectors(settings: Settings, tmp_path: Path) -> None:
    open_office(settings, tmp_path)
    manifest = back_up(settings, tmp_path / "new" / "b.zip", clock=lambda: MOMENT)
    names = names_in(tmp_path / "new" / "b.zip")
    assert {"accounts", "cases/asked.jsonl", "runs/2026-11-23/run.json", "documents/notice.en.json"} <= names
    assert {"database/conversations.jsonl", "database/feedback.jsonl", "database/draft_versions.jsonl"} <= names
    assert any(name.startswith("documents/versions/notice.en/") for name in names)
    assert not any(name.startswith(("index", "gradio")) or "lock" in name for name in names)
    assert (manifest.version, manifest.created) == (__version__, MOMENT)
    wanted = {"conversations": 2, "messages": 2, "feedback": 1, "settled": 1, "drafts": 1, "documents": 1}
    assert wanted.items() <= manifest.counts.items() and manifest.counts["accounts"] == 1


def test_an_office_that_never_worked_can_be_backed_up(small_settings: Settings, tmp_path: Path) -> None:
    assert not any(back_up(small_settings, tmp_path / "b.zip").counts.values())


def test_accounts_are_left_out_where_the_settings_name_none(small_settings: Settings, tmp_path: Path) -> None:
    open_office(small_settings, tmp_path)
    assert "accounts" not in back_up(small_settings, tmp_path / "b.zip").members
    assert "accounts" not in names_in(tmp_path / "b.zip")


def test_only_the_user_may_read_it(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.zip")
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        back_up(settings, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "mine"


def test_a_backup_that_fails_leaves_no_file(settings: Settings, tmp_path: Path) -> None:
    (settings.data / "cases").mkdir(parents=True)
    (settings.data / "cases" / "what?.jsonl").write_text("{}")
    with pytest.raises(BackupError, match=r"what\?.jsonl has a name that not every machine can take"):
        back_up(settings, tmp_path / "to" / "b.zip")
    assert list((tmp_path / "to").iterdir()) == []


def test_links_lead_nothing_from_elsewhere_into_it(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (settings.data / "cases").mkdir(parents=True)
    (settings.data / "cases" / "link.jsonl").symlink_to(tmp_path / "secret")
    assert "cases/link.jsonl" not in back_up(settings, tmp_path / "b.zip").members


def test_it_is_put_off_while_somebody_writes_documents(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.backup.writing", partial(writing, wait_seconds=0.1))
    with writing(settings.data), pytest.raises(IndexBusyError, match="Wait until it is done"):
        back_up(settings, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_a_running_server_is_caught_at_one_moment(settings: Settings, tmp_path: Path) -> None:
    assistant = open_office(settings, tmp_path)
    answer, stopped = assistant.ask(QUESTION), threading.Event()

    def keep_writing() -> None:
        while not stopped.is_set():
            kept = assistant.conversations.keep(VISITOR, QUESTION, answer)
            assistant.conversations.keep(VISITOR, QUESTION, answer, conversation=kept.conversation)

    threads = [threading.Thread(target=keep_writing) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        back_up(settings, tmp_path / f"{number}.zip")
    stopped.set()
    for thread in threads:
        thread.join()
    sizes = []
    for number in range(5):
        with zipfile.ZipFile(tmp_path / f"{number}.zip") as archive:
            rows = {
                name: [json.loads(line) for line in archive.read(f"database/{name}.jsonl").decode().splitlines()]
                for name in ("conversations", "messages")
            }
        known = {row["id"] for row in rows["conversations"]}
        assert {row["conversation"] for row in rows["messages"]} == known
        sizes.append(len(known))
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]


def test_a_snapshot_sees_nothing_of_what_comes_after_its_first_look(settings: Settings, tmp_path: Path) -> None:
    assistant = open_office(settings, tmp_path)
    storage = Storage.open(settings)
    with storage.snapshot() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM messages").scalar_one()
        assistant.conversations.keep(VISITOR, QUESTION, assistant.ask(QUESTION))
        assert connection.exec_driver_sql("SELECT count(*) FROM messages").scalar_one() == before
    with storage.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM messages").scalar_one() == before + 1


def test_every_member_is_what_the_manifest_says(settings: Settings, tmp_path: Path) -> None:
    open_office(settings, tmp_path)
    written = back_up(settings, tmp_path / "b.zip")
    with BackupFile.open(tmp_path / "b.zip") as backup:
        backup.check()
        assert backup.manifest == written
