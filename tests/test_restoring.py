"""A backup that is put back: the same as before, never half, and never over what somebody has already."""

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import restoring
from assistant.accounts import Accounts
from assistant.backup import back_up
from assistant.errors import BackupError, IndexBusyError
from assistant.index_owner import IndexOwner
from assistant.migrations import list_migrations
from assistant.restoring import finish_restore, restore
from assistant.service import Assistant
from assistant.settings import RESTORE_FOLDER, Settings
from assistant.storage import Storage
from assistant.table_rows import list_tables
from tests.fakes import WordEmbedder
from tests.office import QUESTION, VISITOR, elsewhere, open_office, read_everything
from tests.test_backup_file import rewrite, rewrite_manifest
from tests.test_handover import ask, server

ROOT = Path(__file__).parents[1]
MOMENT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(small_settings: Settings, tmp_path: Path) -> Settings:
    return replace(small_settings, accounts=tmp_path / "accounts")


@pytest.fixture
def backup(settings: Settings, tmp_path: Path) -> Path:
    open_office(settings, tmp_path)
    back_up(settings, tmp_path / "b.zip")
    return tmp_path / "b.zip"


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path, database_url: str | None) -> Settings:
    """Settings of a machine on which nobody worked yet; its database on the server of the tests too."""
    return replace(elsewhere(settings, tmp_path / "other"), database_url=database_url)


def rest_of(settings: Settings) -> set[str]:
    return {path.name for path in settings.data.iterdir() if path.name.startswith("restore")}


def test_everything_comes_back_as_it_was(settings: Settings, backup: Path, fresh: Settings) -> None:
    done = restore(fresh, backup)
    assert read_everything(fresh) == read_everything(settings)
    assert (done.kept, done.accounts_left_out, rest_of(fresh)) == (None, False, set())


def test_work_goes_on_where_it_was(backup: Path, fresh: Settings) -> None:
    restore(fresh, backup)
    assistant = Assistant(fresh, WordEmbedder())
    assert "added" in {found.change for found in assistant.update() if found.document == "notice.en"}
    assert assistant.ask("form eight village hall").retrieved[0].key.document == "notice"
    assert len(assistant.versions("notice.en")) == 2
    assert {one.name for one in assistant.conversations.find(VISITOR)} == {"apples?", QUESTION}
    (draft,) = assistant.desk.store.find()
    assert draft.client == "王二"
    assert assistant.settings.accounts is not None
    assert Accounts(assistant.settings.accounts).check("wang", "correct horse battery")


def test_a_backup_of_what_was_put_back_is_the_same(backup: Path, fresh: Settings, tmp_path: Path) -> None:
    first = restore(fresh, backup).manifest
    again = back_up(fresh, tmp_path / "again.zip")
    assert (again.members, again.counts) == (first.members, first.counts)


def test_what_somebody_has_is_not_touched(settings: Settings, backup: Path, tmp_path: Path) -> None:
    before = read_everything(settings)
    with pytest.raises(BackupError, match="There is data already .*documents, cases, runs.*--replace"):
        restore(settings, backup)
    assert read_everything(settings) == before and rest_of(settings) == set()


def test_what_is_replaced_is_kept_and_can_be_put_back(settings: Settings, backup: Path) -> None:
    assistant = Assistant(settings, WordEmbedder())
    assistant.update()
    assistant.conversations.keep(VISITOR, "later?", assistant.ask("apples?"))
    assert settings.accounts is not None
    Accounts(settings.accounts).add("zhao", "correct horse battery")
    (settings.data / "cases" / "later.jsonl").write_text("{}")
    later = read_everything(settings)
    done = restore(settings, backup, replace=True, clock=lambda: MOMENT)
    assert done.kept == settings.data / "replaced" / "2026-11-28T093000.zip"
    assert read_everything(settings) != later
    restore(settings, done.kept, replace=True)
    assert read_everything(settings) == later


def test_other_accounts_count_as_data_and_the_same_do_not(settings: Settings, backup: Path, tmp_path: Path) -> None:
    other = elsewhere(settings, tmp_path / "other")
    assert other.accounts is not None and settings.accounts is not None
    Accounts(other.accounts).add("zhao", "correct horse battery")
    with pytest.raises(BackupError, match="accounts in"):
        restore(other, backup)
    other.accounts.write_bytes(settings.accounts.read_bytes())
    restore(other, backup)


def test_accounts_without_a_place_to_go_are_left_out_and_said(backup: Path, small_settings: Settings) -> None:
    other = replace(small_settings, data=small_settings.data.with_name("other"))
    assert restore(other, backup).accounts_left_out
    assert not any(path.name == "accounts" for path in other.data.rglob("*"))


def test_accounts_keep_their_rights(settings: Settings, backup: Path, tmp_path: Path) -> None:
    other = elsewhere(settings, tmp_path / "other")
    restore(other, backup)
    assert other.accounts is not None and other.accounts.stat().st_mode & 0o077 == 0


def test_a_running_server_keeps_its_data(settings: Settings, backup: Path) -> None:
    server = IndexOwner(settings.data)
    assert server.claim()
    with pytest.raises(IndexBusyError, match="Stop it"):
        restore(settings, backup, replace=True)
    server.release()


@pytest.mark.slow
def test_beside_a_server_of_another_process_a_backup_is_made_and_none_put_back(
    small_settings: Settings, tmp_path: Path
) -> None:
    open_office(small_settings, tmp_path)
    with server(small_settings) as process:
        back_up(small_settings, tmp_path / "beside.zip")
        with pytest.raises(IndexBusyError, match="A running server"):
            restore(small_settings, tmp_path / "beside.zip", replace=True)
        assert ask(process, "form eight village hall") == "['notice']"
    assert restore(small_settings, tmp_path / "beside.zip", replace=True).kept is not None


def damage_a_row(members: dict[str, bytes]) -> None:
    members["database/messages.jsonl"] += b"{}\n"


def cut_a_table(members: dict[str, bytes]) -> None:
    members["database/messages.jsonl"] = members["database/messages.jsonl"].split(b"\n")[0] + b"\n"


@pytest.mark.parametrize("damage", [damage_a_row, cut_a_table])
def test_a_damaged_backup_changes_nothing(settings: Settings, backup: Path, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    rewrite(backup, damage)
    other = elsewhere(settings, tmp_path / "other")
    before = read_everything(settings)
    for here in (settings, other):
        with pytest.raises(BackupError, match="damaged"):
            restore(here, backup, replace=True)
    assert read_everything(settings) == before
    assert not any(value for value in read_everything(other).values())


def seal(backup: Path) -> None:
    """Make the manifest right again after a change, as somebody who means harm would."""
    with zipfile.ZipFile(backup) as archive:
        fields = json.loads(archive.read("manifest.json"))
        for name in fields["members"]:
            content = archive.read(name)
            fields["members"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    rewrite_manifest(backup, members=fields["members"])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("documents/notice.en.json", b"{}", "notice.en.json is damaged"),
        ("accounts", b"wang boss x\n", "is no account"),
        ("database/messages.jsonl", b"", "rows do not belong together"),
        ("database/drafts.jsonl", b'{"id": 1}\n', "is no row of it"),
    ],
)
def test_what_the_program_could_not_read_is_refused_though_it_is_sealed(
    settings: Settings, backup: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    rewrite(backup, lambda members: members.update({name: content}))
    seal(backup)
    other = elsewhere(settings, tmp_path / "other")
    with pytest.raises(BackupError, match=told):
        restore(other, backup)
    assert not any(value for value in read_everything(other).values())


@pytest.mark.parametrize("schema", [0, 99])
def test_a_schema_of_another_time_is_refused(settings: Settings, backup: Path, tmp_path: Path, schema: int) -> None:
    rewrite_manifest(backup, database_schema=schema)
    with pytest.raises(BackupError, match=f"has schema {schema}"):
        restore(elsewhere(settings, tmp_path / "other"), backup)


def test_an_older_schema_is_brought_up_to_date(settings: Settings, backup: Path, tmp_path: Path) -> None:
    older = len(list_migrations()) - 1
    columns = {f"database/{table.name}.jsonl": {*table.columns.keys()} for table in list_tables(older)}

    def go_back(members: dict[str, bytes]) -> None:
        """Leave out the tables and columns that the last step brought."""
        for name in [name for name in members if name.startswith("database/")]:
            rows = [json.loads(line) for line in members.pop(name).decode().split("\n") if line]
            if name in columns:
                kept = [{key: row[key] for key in row if key in columns[name]} for row in rows]
                members[name] = "".join(f"{json.dumps(row)}\n" for row in kept).encode()
        fields = json.loads(members["manifest.json"])
        fields["members"] = {name: one for name, one in fields["members"].items() if name in members}
        members["manifest.json"] = json.dumps(fields | {"database_schema": older}).encode()

    rewrite(backup, go_back)
    seal(backup)
    other = elsewhere(settings, tmp_path / "other")
    restore(other, backup)
    assert Storage.open(other).version() == older + 1
    assert read_everything(other)["messages"] == read_everything(settings)["messages"]


class Killed(BaseException):
    """What no part of the program catches, as a kill is."""


STEPS = [
    ("_write", 0),
    ("_write", 4),
    ("_build_database", 0),
    ("_begin", 0),
    ("replace_rows", 0),
    ("_finish", 0),
    *(("_swap", number) for number in range(3)),
    ("_place_accounts", 0),
]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("step", "number"), STEPS)
def test_a_kill_at_any_step_leaves_all_or_nothing(
    settings: Settings, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, late: bool
) -> None:
    wanted = read_everything(settings)
    (settings.data / "cases" / "later.jsonl").write_text("{}")
    Accounts(settings.accounts or Path()).add("zhao", "correct horse battery")
    with Storage.open(settings).write() as connection:
        connection.exec_driver_sql("DELETE FROM feedback")
    before = read_everything(settings)
    calls, done = [], getattr(restoring, step)

    def killed(*arguments: object) -> object:
        calls.append(step)
        if len(calls) == number + 1 and not late:
            raise Killed
        result = done(*arguments)
        if len(calls) == number + 1:
            raise Killed
        return result

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(restoring, step, killed)
        restore(settings, backup, replace=True)
    finished = finish_restore(settings)
    assert read_everything(settings) == (wanted if finished or (step, late) == ("_finish", True) else before)
    assert not (settings.data / RESTORE_FOLDER).exists()
    restore(settings, backup, replace=True, clock=lambda: MOMENT)
    assert read_everything(settings) == wanted and rest_of(settings) == set()


def test_a_database_that_does_not_take_the_rows_changes_nothing(
    settings: Settings, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_everything(settings)

    def fail(*_: object) -> None:
        raise BackupError("The server is gone.")

    with monkeypatch.context() as patched, pytest.raises(BackupError, match="gone"):
        patched.setattr(restoring, "replace_rows", fail)
        restore(settings, backup, replace=True)
    assert not finish_restore(settings) and read_everything(settings) == before


def test_a_disk_without_room_is_told_before_anything_is_unpacked(
    settings: Settings, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1_000})())
    with pytest.raises(BackupError, match="too little room"):
        restore(elsewhere(settings, tmp_path / "other"), backup)


RESTORING = """
import sys
from pathlib import Path
from assistant.restoring import restore
from assistant.settings import Settings
settings = Settings(data=Path(sys.argv[1]), knowledge=Path(sys.argv[2]), accounts=Path(sys.argv[3]))
print("started", flush=True)
restore(settings, Path(sys.argv[4]), replace=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_kill_9_at_any_moment_leaves_all_or_nothing(settings: Settings, backup: Path, seed: int) -> None:
    wanted = read_everything(settings)
    (settings.data / "cases" / "later.jsonl").write_text("{}")
    before = read_everything(settings)
    paths = (settings.data, settings.knowledge, settings.accounts, backup)
    process = subprocess.Popen(
        [sys.executable, "-c", RESTORING, *map(str, paths)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "started\n"
    time.sleep(random.Random(seed).uniform(0.0, 0.6))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    finish_restore(settings)
    assert read_everything(settings) in (before, wanted)
