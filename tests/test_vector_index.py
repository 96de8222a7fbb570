"""The vectors in Chroma."""

from pathlib import Path

import numpy as np
import pytest

from assistant.chunking import split_document
from assistant.errors import IndexMismatchError, IndexUnreadableError
from assistant.loading import load_built_in
from assistant.vector_index import VectorIndex
from tests.fakes import APPLES_EN, WordEmbedder, write_document


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    document = load_built_in(write_document(tmp_path, "apples.en", APPLES_EN))
    chunks = split_document(document)
    opened = VectorIndex.open(tmp_path / "index", "words")
    opened.add(document, chunks, WordEmbedder().embed_passages([chunk.text for chunk in chunks]))
    return opened


def test_the_nearest_chunk_comes_first_with_its_cosine(index: VectorIndex) -> None:
    vector = WordEmbedder().embed_questions(["What goes on the apple label?"])[0]
    hits = index.search("question", vector, 5)
    assert hits[0].key == ("apples", "art-2") and hits[0].similarity == pytest.approx(1.0, abs=1e-5)
    assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)


def test_parts_are_searched_apart(index: VectorIndex) -> None:
    vector = WordEmbedder().embed_questions(["apple label"])[0]
    assert {hit.chunk.split("/")[3] for hit in index.search("sentence", vector, 9)} == {"sentence"}
    assert index.search("boundary", vector, 9) == []


def test_stored_vectors_come_back_by_id(index: VectorIndex) -> None:
    found = index.vectors("sentence", ["apples/art-2/en/sentence/0", "apples/none/en/sentence/0"])
    assert list(found) == ["apples/art-2/en/sentence/0"]
    assert np.linalg.norm(found["apples/art-2/en/sentence/0"]) == pytest.approx(1.0, abs=1e-5)


def test_a_removed_document_is_gone_with_its_chunks(index: VectorIndex) -> None:
    index.remove("apples.en")
    assert (index.count(), index.document_hashes()) == (0, {})


def test_another_model_is_refused_with_what_to_do(index: VectorIndex, tmp_path: Path) -> None:
    with pytest.raises(IndexMismatchError, match="built with 'words'; the settings ask for 'other'.*--rebuild"):
        VectorIndex.open(tmp_path / "index", "other")


def test_an_erased_index_takes_another_model(index: VectorIndex, tmp_path: Path) -> None:
    VectorIndex.erase(tmp_path / "index")
    assert VectorIndex.open(tmp_path / "index", "other").count() == 0


def test_a_damaged_index_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexUnreadableError, match="--rebuild"):
        VectorIndex.open(folder, "words")


def test_an_unreachable_server_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadableError, match="cannot be used"):
        VectorIndex.open(tmp_path, "words", url="http://127.0.0.1:9")
