"""Beliefs about sections are read beside the documents."""

import json
from pathlib import Path

import pytest

from assistant.chunking import belief_chunk_ids, split_document
from assistant.datatypes import Belief
from assistant.errors import UnreadableDocumentError
from assistant.loading import load_library
from tests.fakes import write_library

LINE = {"section": "art-1", "wrong": "orchards need no entry", "right": "orchards need an entry", "slip": "reversed"}


def write_beliefs(folder: Path, *lines: object) -> Path:
    path = folder / "beliefs" / "apples.en.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_beliefs_are_attached_to_their_section_and_change_the_hash(tmp_path: Path) -> None:
    folder = write_library(tmp_path)
    before = {document.key: document for document in load_library(folder)}["apples.en"]
    write_beliefs(folder, LINE)
    after = {document.key: document for document in load_library(folder)}["apples.en"]
    assert after.sections[0].beliefs == (Belief(LINE["wrong"], LINE["right"], "reversed"),)
    assert after.sections[1].beliefs == () and before.content_hash != after.content_hash


def test_both_wordings_of_a_belief_become_chunks_of_their_own(tmp_path: Path) -> None:
    folder = write_library(tmp_path)
    write_beliefs(folder, LINE, LINE)
    document = {one.key: one for one in load_library(folder)}["apples.en"]
    chunks = {chunk.id: chunk.text for chunk in split_document(document) if chunk.part == "belief"}
    ids = belief_chunk_ids(document, document.sections[0])
    assert [(chunks[wrong], chunks[right]) for wrong, right in ids] == [(LINE["wrong"], LINE["right"])] * 2
    assert len(chunks) == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINE | {"section": "art-9"}, "no section 'art-9'"),
        (LINE | {"slip": "colour"}, "slip"),
        (LINE | {"note": "x"}, "note"),
        ([], "the line"),
    ],
)
def test_a_bad_line_is_named_with_file_and_number(tmp_path: Path, line: object, said: str) -> None:
    folder = write_library(tmp_path)
    write_beliefs(folder, LINE, line)
    with pytest.raises(UnreadableDocumentError, match=r"apples\.en\.jsonl, line 2") as caught:
        load_library(folder)
    assert said in str(caught.value)
