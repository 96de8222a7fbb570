"""Documents become the texts that are embedded for them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chunking import sentence_chunk_id, split_document
from assistant.datatypes import Document, DocumentKind, Section, SectionKey
from assistant.language import split_sentences
from assistant.loading import load_library

SECTION = Section("art-1", "Registering", "Register the orchard. Pears are free.", ("Must I?", "orchard law"))
DOCUMENT = Document("apples", "en", "Apple Law", (SECTION,), "hash")


def texts(document: Document, part: str) -> list[str]:
    return [chunk.text for chunk in split_document(document) if chunk.part == part]


def test_the_whole_text_is_embedded_with_its_heading() -> None:
    assert texts(DOCUMENT, "text") == ["Registering\nRegister the orchard. Pears are free."]


def test_each_sentence_and_each_question_is_embedded_alone() -> None:
    assert texts(DOCUMENT, "sentence") == ["Register the orchard.", "Pears are free."]
    assert texts(DOCUMENT, "question") == ["Must I?", "orchard law"]


@pytest.mark.parametrize("kind", ["boundary", "small_talk"])
def test_only_the_questions_tell_what_a_boundary_topic_is_about(kind: DocumentKind) -> None:
    chunks = split_document(replace(DOCUMENT, kind=kind))
    assert [(chunk.part, chunk.text) for chunk in chunks] == [("boundary", "Must I?"), ("boundary", "orchard law")]


def test_every_chunk_leads_back_to_its_section_and_language() -> None:
    chunks = split_document(replace(DOCUMENT, language="zh"))
    assert {(chunk.key, chunk.language) for chunk in chunks} == {(SectionKey("apples", "art-1"), "zh")}


def test_a_sentence_is_found_by_its_number() -> None:
    by_id = {chunk.id: chunk.text for chunk in split_document(DOCUMENT)}
    assert by_id[sentence_chunk_id(DOCUMENT, SECTION, 1)] == "Pears are free."


def test_ids_are_unique_across_sections_languages_and_parts(knowledge: Path) -> None:
    ids = [chunk.id for document in load_library(knowledge) for chunk in split_document(document)]
    assert len(ids) > 10 and len(set(ids)) == len(ids)


def test_a_document_without_sections_has_no_chunks() -> None:
    assert split_document(replace(DOCUMENT, sections=())) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab. !?。农民\n", max_size=60))
def test_no_sentence_of_a_section_is_left_out(text: str) -> None:
    document = replace(DOCUMENT, sections=(replace(SECTION, text=text),))
    assert texts(document, "sentence") == split_sentences(text)
