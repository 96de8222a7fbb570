"""Drafts in the database: kept, found, never overwritten unseen, and safe from a kill."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from assistant.draft_store import TABLES, DraftStore, StoredDraft
from assistant.drafts import Draft, DraftLine
from assistant.errors import ConflictError, NotFoundError
from assistant.settings import Settings
from assistant.storage import Storage

LINE = DraftLine("L1", "k", "steps", "先开店。", "suggestion")
DRAFT = Draft("王二", "zh", date(2026, 11, 22), {}, (), (LINE,), (), (), "r", "k")


@pytest.fixture
def storage(tmp_path: Path, database_url: str | None) -> Iterator[Storage]:
    storage = Storage.open(Settings(data=tmp_path, database_url=database_url))
    yield storage
    storage.close()


@pytest.fixture
def store(storage: Storage) -> DraftStore:
    moments = (datetime(2026, 11, 22, 8, minute, tzinfo=UTC) for minute in range(60))
    return DraftStore(storage, clock=lambda: next(moments))


def changed(stored: StoredDraft, text: str) -> Draft:
    return replace(stored.draft, lines=(replace(stored.draft.lines[0], text=text),))


def test_the_tables_are_those_that_the_migrations_made(storage: Storage) -> None:
    for table in TABLES:
        made = {column["name"] for column in inspect(storage.engine).get_columns(table.name)}
        assert made == set(table.c.keys())


def test_every_version_is_kept(store: DraftStore) -> None:
    first = store.add(DRAFT, by="li")
    second = store.save(first.id, changed(first, "先找伙伴。"), seen=1, by="wang")
    assert [kept.draft.lines[0].text for kept in store.versions(first.id)] == ["先开店。", "先找伙伴。"]
    assert [kept.saved_by for kept in store.versions(first.id)] == ["li", "wang"]
    assert store.load(first.id) == second and store.load(first.id, 1).draft == DRAFT


def test_a_save_from_an_old_version_fails_and_loses_neither_text(store: DraftStore) -> None:
    opened = store.add(DRAFT, by="li")
    store.save(opened.id, changed(opened, "李的字。"), seen=1, by="li")
    with pytest.raises(ConflictError, match="li saved version 2.*after you opened version 1") as caught:
        store.save(opened.id, changed(opened, "王的字。"), seen=1, by="wang")
    theirs, mine = caught.value.theirs, caught.value.mine
    assert isinstance(theirs, StoredDraft) and theirs.draft.lines[0].text == "李的字。"
    assert isinstance(mine, Draft) and mine.lines[0].text == "王的字。"
    assert store.load(opened.id).version == 2


def test_of_many_who_save_at_once_one_wins(storage: Storage) -> None:
    store = DraftStore(storage)
    opened = store.add(DRAFT, by="li")
    outcomes: list[str] = []

    def save(name: str) -> None:
        try:
            store.save(opened.id, changed(opened, name), seen=1, by=name)
            outcomes.append("saved")
        except ConflictError:
            outcomes.append("conflict")

    threads = [threading.Thread(target=save, args=(f"w{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 5 + ["saved"] and len(store.versions(opened.id)) == 2


def test_drafts_are_found_by_client_day_and_label(store: DraftStore) -> None:
    one = store.add(DRAFT, by="li")
    two = store.add(replace(DRAFT, client="Zhang 100%", day=date(2026, 12, 1)), by="li")
    store.label(one.id, ["云南", "asymmetric", " "])
    store.label(two.id, ["asymmetric"])
    assert [entry.id for entry in store.find()] == [two.id, one.id]
    assert [entry.id for entry in store.find(client="zhang")] == [two.id]
    assert [entry.id for entry in store.find(client="100%")] == [two.id] and store.find(client="1%") == ()
    assert [entry.id for entry in store.find(since=date(2026, 11, 30))] == [two.id]
    assert [entry.id for entry in store.find(until=date(2026, 11, 30))] == [one.id]
    assert [entry.id for entry in store.find(labels=["asymmetric", "云南"])] == [one.id]
    assert store.find(client="王")[0].labels == ("asymmetric", "云南")


def test_a_draft_can_be_deleted_with_all_its_versions(store: DraftStore) -> None:
    kept = store.add(DRAFT, by="li")
    store.label(kept.id, ["x"])
    store.remove(kept.id)
    assert store.find() == ()
    for act in (lambda: store.load(kept.id), lambda: store.versions(kept.id), lambda: store.remove(kept.id)):
        with pytest.raises(NotFoundError, match="no draft"):
            act()


_SAVE_FOREVER = """
import sys
from dataclasses import replace
from pathlib import Path
from assistant.draft_store import DraftStore
from assistant.settings import Settings
from assistant.storage import Storage
store = DraftStore(Storage.open(Settings(data=Path(sys.argv[1]))))
kept = store.load(sys.argv[2])
while True:
    line = replace(kept.draft.lines[0], text=f"text {kept.version + 1} " + "x" * 20000)
    kept = store.save(kept.id, replace(kept.draft, lines=(line,)), seen=kept.version, by="li")
    print(kept.version, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is a matter of POSIX")
def test_a_kill_while_saving_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    storage = Storage.open(Settings(data=tmp_path))
    id = DraftStore(storage).add(DRAFT, by="li").id
    storage.close()
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", _SAVE_FOREVER, str(tmp_path), id], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        told = [process.stdout.readline()]
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGKILL)
        told += process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        promised = max(int(line) for line in told if line.strip())
        again = Storage.open(Settings(data=tmp_path))
        last = DraftStore(again).load(id)
        versions = [kept.version for kept in DraftStore(again).versions(id)]
        again.close()
        assert last.version >= promised and versions == list(range(1, last.version + 1))
        assert last.draft.lines[0].text.startswith(f"text {last.version} ")
