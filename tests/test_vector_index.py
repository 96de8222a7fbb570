"""The vectors in Chroma."""

from pathlib import Path

import numpy as np
import pytest

from assistant.chunking import split_document
from assistant.datatypes import Document
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


def test_parts_that_are_searched_beside_each_other_find_the_same(index: VectorIndex) -> None:
    vector = WordEmbedder().embed_questions(["apple label"])[0]
    found = index.search_parts(vector, {"sentence": 2, "question": 9, "boundary": 9})
    assert found == {
        "sentence": index.search("sentence", vector, 2),
        "question": index.search("question", vector, 9),
        "boundary": [],
    }


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


def test_a_document_that_was_cut_short_has_no_hash(
    index: VectorIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pears = load_built_in(write_document(tmp_path, "pears.en", APPLES_EN))
    chunks = split_document(pears)
    mark = VectorIndex._mark

    def killed_before_ready(self: VectorIndex, document: Document, state: str) -> None:
        if state == "ready":
            raise KeyboardInterrupt
        mark(self, document, state)

    monkeypatch.setattr(VectorIndex, "_mark", killed_before_ready)
    with pytest.raises(KeyboardInterrupt):
        index.add(pears, chunks, WordEmbedder().embed_passages([chunk.text for chunk in chunks]))
    hashes = index.document_hashes()
    assert hashes["pears.en"] is None and hashes["apples.en"] is not None


def test_similarities_lie_between_minus_1_and_1(index: VectorIndex) -> None:
    vector = WordEmbedder().embed_questions(["What goes on the apple label?"])[0]
    near, far = index.search("sentence", vector, 9), index.search("sentence", -vector, 9)
    assert all(0 <= hit.similarity <= 1.00001 for hit in near)
    assert all(-1.00001 <= hit.similarity <= 0 for hit in far) and min(hit.similarity for hit in far) < 0


def test_no_more_hits_come_than_were_asked_for(index: VectorIndex) -> None:
    vector = WordEmbedder().embed_questions(["apple"])[0]
    assert [len(index.search("sentence", vector, top_k)) for top_k in (1, 2, 99)] == [1, 2, 3]


def test_removing_what_is_not_there_does_nothing(index: VectorIndex) -> None:
    before = index.count()
    index.remove("plums.en")
    assert index.count() == before > 0


def test_the_index_is_there_when_it_is_opened_again(index: VectorIndex, tmp_path: Path) -> None:
    again = VectorIndex.open(tmp_path / "index", "words")
    assert again.document_hashes() == index.document_hashes() == VectorIndex.stored_hashes(tmp_path / "index")


def test_an_index_that_is_set_aside_makes_room_for_a_new_one(index: VectorIndex, tmp_path: Path) -> None:
    aside = VectorIndex.set_aside(tmp_path / "index")
    assert VectorIndex.open(tmp_path / "index", "other").count() == 0
    assert (aside / "chroma.sqlite3").is_file()


def test_every_vector_of_a_part_is_returned(index: VectorIndex) -> None:
    assert index.all_vectors("question").shape == (3, 256) and len(index.all_vectors("boundary")) == 0
