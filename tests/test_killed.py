"""A program that is killed while it adds documents loses nothing and leaves nothing half done."""

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.adding import Given, load_added
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[1]
ADDING = """
import sys, time
from pathlib import Path
from assistant import handover
from assistant.settings import Settings
from tests.fakes import WordEmbedder
class Slow(WordEmbedder):
    def _embed(self, texts):
        time.sleep(0.02)
        return super()._embed(texts)
handover.load_embedder = lambda _: Slow()
print("started", flush=True)
handover.ingest_files(Settings(data=Path(sys.argv[1]), knowledge=Path(sys.argv[2])), [Path(sys.argv[3])])
"""
DOCUMENTS = 6


def write_notices(folder: Path, *, version: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        lines = [f"Rule {place} of notice {number} in version {version} is about plums." for place in range(20)]
        (folder / f"notice-{number}.txt").write_text("\n".join(lines))
    return folder


def kill_while_adding(settings: Settings, folder: Path, after_seconds: float) -> None:
    arguments = [sys.executable, "-c", ADDING, str(settings.data), str(settings.knowledge), str(folder)]
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "started\n"
    time.sleep(after_seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_kill_9_at_any_moment_leaves_whole_documents(small_settings: Settings, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    Assistant(small_settings, WordEmbedder()).update()
    given = Given(datetime(2026, 11, 23, tzinfo=UTC))
    folders = [write_notices(tmp_path / f"v{version}", version=version) for version in (1, 2)]
    whole = {load_added(path, given).content_hash for folder in folders for path in folder.glob("*.txt")}
    for folder in folders:
        kill_while_adding(small_settings, folder, chance.uniform(0.0, 1.5))
        repaired = Assistant(small_settings, WordEmbedder())
        repaired.update()
        assert repaired.index is not None
        expected = {document.key: document.content_hash for document in repaired.library.documents}
        assert repaired.index.document_hashes() == expected
        assert {document.content_hash for document in repaired.library.documents if not document.built_in} <= whole
    finished = Assistant(small_settings, WordEmbedder())
    finished.ingest([folders[1]])
    added = [document for document in finished.library.documents if not document.built_in]
    assert len(added) == DOCUMENTS and all("version 2" in document.sections[0].text for document in added)
    for document in added:
        assert all("version 1" in former.sections[0].text for former in finished.versions(document.key)[1:])
