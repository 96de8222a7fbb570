"""The index that is searched now: it grows under questions, is watched by one process, and followed by others."""

import json
import threading
import time
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    (tmp_path / "notice.txt").write_text("Bring form seven to the county office.")
    return tmp_path / "notice.txt"


def test_questions_are_answered_while_the_library_grows(small_assistant: Assistant, tmp_path: Path) -> None:
    stopped, failures, answered = threading.Event(), [], []

    def keep_asking() -> None:
        while not stopped.is_set():
            try:
                answered.append(small_assistant.ask("Must I register my orchard?").retrieved[0].key.document)
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        (tmp_path / f"n{number}.txt").write_text(f"Form {number} is for plums of kind {number}.")
        small_assistant.ingest([tmp_path / f"n{number}.txt"])
    stopped.set()
    for thread in threads:
        thread.join()
    assert failures == [] and set(answered) == {"apples"}
    assert {f"n{number}" for number in range(5)} <= {one.id for one in small_assistant.library.documents}


def test_the_watch_ends_and_frees_the_index(small_assistant: Assistant) -> None:
    stopped = threading.Event()
    thread = small_assistant.keep_up(stopped, every_seconds=0.05)
    assert thread is not None and small_assistant._live.owner.claimed
    report = json.loads((small_assistant.settings.data / "indexing.json").read_text())
    assert (report["state"], report["fingerprint"]) == ("ready", small_assistant.store.fingerprint())
    stopped.set()
    thread.join(5)
    assert not thread.is_alive() and not small_assistant._live.owner.claimed


def test_an_assistant_beside_a_server_searches_what_that_has_indexed(
    small_assistant: Assistant, small_settings: Settings, notice: Path
) -> None:
    stopped = threading.Event()
    thread = small_assistant.keep_up(stopped, every_seconds=60)
    beside = Assistant(small_settings, WordEmbedder())
    small_assistant.ingest([notice])
    beside.update()
    assert "notice" in {document.id for document in beside.library.documents}
    stopped.set()
    assert thread is not None
    time.sleep(0)
