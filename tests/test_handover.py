"""A running server searches what another process adds, at once, and forgets what it removes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.handover import ingest_files, remove_document
from assistant.service import Assistant
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
    monkeypatch.setattr("assistant.handover.load_embedder", lambda _: pytest.fail("the model was loaded"))
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
    monkeypatch.setattr("assistant.handover.load_embedder", lambda _: WordEmbedder())
    with server(small_settings):
        pass
    assert [found.change for found in ingest_files(small_settings, [notice])] == ["added"]
    found = Assistant(small_settings, WordEmbedder())
    assert {outcome.change for outcome in found.update()} == {"unchanged"}
