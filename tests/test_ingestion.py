"""The index is kept in step: nothing twice, nothing half, nothing lost."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Chunk, Document
from assistant.embedding import Vectors
from assistant.errors import IndexBusyError, StorageError
from assistant.ingestion import load_documents, synchronise, writing
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.vector_index import VectorIndex
from tests.fakes import APPLES_EN, WordEmbedder, write_document


def changes(assistant: Assistant) -> dict[str, str]:
    return {found.document: found.change for found in assistant.update()}


def test_a_second_start_embeds_nothing(small_settings: Settings) -> None:
    Assistant(small_settings, WordEmbedder()).update()
    embedder = WordEmbedder()
    again = changes(Assistant(small_settings, embedder))
    assert set(again.values()) == {"unchanged"} and embedder.embedded == []


def test_a_changed_document_embeds_only_itself(small_settings: Settings, knowledge: Path) -> None:
    Assistant(small_settings, WordEmbedder()).update()
    write_document(knowledge, "apples.en", APPLES_EN + "\n## art-3 Ladders\n> ladder?\n\nA ladder must be safe.\n")
    embedder = WordEmbedder()
    again = changes(Assistant(small_settings, embedder))
    assert [key for key, change in again.items() if change != "unchanged"] == ["apples.en"]
    assert "A ladder must be safe." in embedder.embedded
    assert not any("果园" in text or "rain" in text for text in embedder.embedded)


def test_a_document_that_is_gone_leaves_the_index(small_settings: Settings, knowledge: Path) -> None:
    assistant = Assistant(small_settings, WordEmbedder())
    assistant.update()
    (knowledge / "boundaries" / "weather.en.md").unlink()
    assert changes(assistant)["weather.en"] == "removed"
    assert assistant.index is not None and "weather.en" not in assistant.index.document_hashes()


def test_a_document_that_was_cut_short_is_repaired(small_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    real = VectorIndex.add

    def cut_short(self: VectorIndex, document: Document, chunks: list[Chunk], vectors: Vectors) -> None:
        if document.key == "apples.zh":
            self._mark(document, "adding")
            raise KeyboardInterrupt
        real(self, document, chunks, vectors)

    monkeypatch.setattr(VectorIndex, "add", cut_short)
    with pytest.raises(KeyboardInterrupt):
        Assistant(small_settings, WordEmbedder()).update()
    monkeypatch.undo()
    repaired = Assistant(small_settings, WordEmbedder())
    assert changes(repaired)["apples.zh"] == "changed"
    assert repaired.index is not None and None not in repaired.index.document_hashes().values()


KILLED = """
import sys, time
from pathlib import Path
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder
class Slow(WordEmbedder):
    def _embed(self, texts):
        print("embedding", flush=True)
        time.sleep(0.15)
        return super()._embed(texts)
Assistant(Settings(data=Path(sys.argv[1]), knowledge=Path(sys.argv[2])), Slow()).update()
"""


@pytest.mark.slow
@pytest.mark.parametrize("after_seconds", [0.05, 0.2, 0.4])
def test_kill_9_leaves_no_half_document(small_settings: Settings, after_seconds: float) -> None:
    arguments = [sys.executable, "-c", KILLED, str(small_settings.data), str(small_settings.knowledge)]
    process = subprocess.Popen(arguments, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "embedding\n"
    time.sleep(after_seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    repaired = Assistant(small_settings, WordEmbedder())
    repaired.update()
    assert repaired.index is not None
    expected = {document.key: document.content_hash for document in repaired.library.documents}
    assert repaired.index.document_hashes() == expected
    assert repaired.index.count() == 20


def test_a_second_writer_is_told(small_settings: Settings) -> None:
    with (
        writing(small_settings.data),
        pytest.raises(IndexBusyError, match="Another process"),
        writing(small_settings.data, wait_seconds=0.1),
    ):
        pass


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(StorageError, match="cannot be written"), writing(tmp_path / "data"):
        pass


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_lost(
    small_assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "notice.txt").write_text("Bring a form.")
    monkeypatch.setattr(Path, "replace", full)
    outcome = small_assistant.ingest([tmp_path / "notice.txt"])[0]
    assert outcome.change == "failed" and "No space left" in (outcome.reason or "")
    monkeypatch.undo()
    assert {found.change for found in small_assistant.update()} == {"unchanged"}


class _Enough(BaseException):
    pass


def test_reading_tells_how_far_it_is_and_what_is_read_when_it_is_ended_stays(
    small_assistant: Assistant, tmp_path: Path
) -> None:
    for number in range(3):
        (tmp_path / f"notice-{number}.txt").write_text(f"Bring form {number} to the county office.")
    told = []

    def reading(done: int, total: int, name: str) -> None:
        told.append((done, total, name))
        if done == 2:
            raise _Enough

    with pytest.raises(_Enough):
        small_assistant.ingest(sorted(tmp_path.glob("notice-*.txt")), reading=reading)
    assert told == [(number, 3, f"notice-{number}.txt") for number in range(3)]
    assert {found.change for found in small_assistant.update()} == {"unchanged", "added"}
    assert {"notice-0", "notice-1"} <= {document.id for document in small_assistant.library.documents}


def test_one_bad_file_stops_no_other(small_assistant: Assistant, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    (folder / "good.txt").write_text("Bring a form to the county office.")
    outcomes = {Path(found.document).name: found for found in small_assistant.ingest([folder])}
    assert outcomes["good.en"].change == "added"
    assert outcomes["bad.txt"].change == "failed" and "no text file" in (outcomes["bad.txt"].reason or "")


def test_the_same_file_again_is_no_work(small_assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Bring a form.")
    assert [small_assistant.ingest([path])[0].change for _ in range(2)] == ["added", "unchanged"]
    path.write_text("Bring two forms.")
    assert small_assistant.ingest([path])[0].change == "changed"


def test_an_id_that_is_built_in_gets_a_suffix(small_assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "apples.txt").write_text("Apples from the county.")
    assert small_assistant.ingest([tmp_path / "apples.txt"])[0].document == "apples-added.en"
    assert {"apples", "apples-added"} <= {document.id for document in small_assistant.library.documents}


def test_added_documents_are_there_at_the_next_start(small_assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("Bring a form.")
    small_assistant.ingest([tmp_path / "notice.txt"])
    settings = small_assistant.settings
    before = next(document for document in small_assistant.library.documents if document.id == "notice")
    assert before in load_documents(settings.knowledge, settings.data)


def test_progress_is_told_up_to_the_end(small_settings: Settings) -> None:
    told: list[tuple[int, int]] = []
    assistant = Assistant(small_settings, WordEmbedder())
    assistant.update(progress=lambda done, total, _: told.append((done, total)))
    assert told == sorted(told) and told[-1] == (20, 20)


def test_synchronising_twice_changes_nothing(small_assistant: Assistant) -> None:
    assert small_assistant.index is not None
    outcomes = synchronise(small_assistant.library.documents, small_assistant.index, WordEmbedder())
    assert {found.change for found in outcomes} == {"unchanged"}


def test_chunks_of_a_document_that_was_cut_short_are_not_doubled(
    small_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = VectorIndex._mark

    def killed_before_ready(self: VectorIndex, document: Document, state: str) -> None:
        if state == "ready" and document.key == "apples.zh":
            raise KeyboardInterrupt
        mark(self, document, state)

    monkeypatch.setattr(VectorIndex, "_mark", killed_before_ready)
    with pytest.raises(KeyboardInterrupt):
        Assistant(small_settings, WordEmbedder()).update()
    monkeypatch.undo()
    repaired = Assistant(small_settings, WordEmbedder())
    repaired.update()
    assert repaired.index is not None and repaired.index.count() == 20


def test_a_document_that_shrinks_leaves_no_old_chunk(small_settings: Settings, knowledge: Path) -> None:
    Assistant(small_settings, WordEmbedder()).update()
    write_document(knowledge, "apples.en", "## art-1 Only\n\nOne sentence.\n")
    assistant = Assistant(small_settings, WordEmbedder())
    assert changes(assistant)["apples.en"] == "changed"
    hits = assistant.ask("What goes on the apple label?").retrieved
    assert assistant.index is not None and assistant.index.count() == 14
    assert all("en" not in hit.languages for hit in hits if hit.key.section == "art-2")


def test_new_dates_of_a_document_are_a_change(small_assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Bring a form.")
    small_assistant.ingest([path])
    assert small_assistant.ingest([path], expires=date(2027, 1, 1))[0].change == "changed"


def test_a_writer_that_failed_lets_the_next_one_write(small_settings: Settings) -> None:
    with pytest.raises(KeyError), writing(small_settings.data):
        raise KeyError
    with writing(small_settings.data, wait_seconds=0.1):
        assert (small_settings.data / "writer.lock").exists()


def test_typical_questions_are_embedded_as_questions(small_settings: Settings) -> None:
    asked: list[str] = []

    class Recording(WordEmbedder):
        def embed_questions(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().embed_questions(texts)

    Assistant(small_settings, Recording()).update()
    assert {"Must I register my orchard?", "Will it rain tomorrow?", "hello"} <= set(asked)
    assert "Pears need no registration." not in asked
