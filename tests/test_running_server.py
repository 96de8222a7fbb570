"""A running server searches what another process adds, at once, and forgets what it removes."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import service
from assistant.service import Assistant, ingest_files, remove_document
from assistant.settings import Settings
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[1]
# Answers a question a line, as a server does a request.
SERVER = """
import sys, threading
from pathlib import Path
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder
assistant = Assistant(Settings(data=Path(sys.argv[1]), knowledge=Path(sys.argv[2])), WordEmbedder())
assistant.update()
assistant.keep_up(threading.Event(), every_seconds=0.2)
print("ready", flush=True)
for line in sys.stdin:
    print([hit.key.document for hit in assistant.ask(line.strip()).retrieved][:1], flush=True)
"""


@contextmanager
def server(settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(settings.data), str(settings.knowledge)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None and process.stdout.readline() == "ready\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def ask(process: "subprocess.Popen[str]", question: str) -> str:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{question}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    (tmp_path / "notice.txt").write_text("Bring form seven to the county office.")
    return tmp_path / "notice.txt"


@pytest.mark.slow
def test_what_another_process_adds_and_removes_is_known_at_once(
    small_settings: Settings, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The program beside a server needs no model of its own.
    monkeypatch.setattr(service, "load_embedder", lambda _: pytest.fail("the model was loaded"))
    with server(small_settings) as process:
        assert ask(process, "form seven county office") != "['notice']"
        assert [found.change for found in ingest_files(small_settings, [notice])] == ["added"]
        assert ask(process, "form seven county office") == "['notice']"
        notice.write_text("Bring form eight to the village hall.")
        assert [found.change for found in ingest_files(small_settings, [notice])] == ["changed"]
        assert ask(process, "form eight village hall") == "['notice']"
        assert remove_document(small_settings, "notice") == ["notice.en"]
        assert ask(process, "form eight village hall") != "['notice']"


@pytest.mark.slow
def test_a_server_that_dies_leaves_the_work_to_the_other(
    small_settings: Settings, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "load_embedder", lambda _: WordEmbedder())
    with server(small_settings):
        pass
    assert [found.change for found in ingest_files(small_settings, [notice])] == ["added"]
    found = Assistant(small_settings, WordEmbedder())
    assert {outcome.change for outcome in found.update()} == {"unchanged"}


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
    assert thread is not None and small_assistant.owner.claimed
    report = json.loads((small_assistant.settings.data / "indexing.json").read_text())
    assert (report["state"], report["fingerprint"]) == ("ready", small_assistant.store.fingerprint())
    stopped.set()
    thread.join(5)
    assert not thread.is_alive() and not small_assistant.owner.claimed


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
