"""The library of one moment: sections across languages, boundary topics, documents that a question names."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.datatypes import Document, Section, SectionKey
from assistant.library import Library
from assistant.loading import load_library

PAPER = Document("paper", "en", "Modes of rural e-commerce", (Section("1", "One", "Text."),), "h", kind="study")
LAW = Document("apples", "zh", "苹果法（2018）", (Section("art-1", "一", "文。"),), "h")


@pytest.fixture
def library(knowledge: Path) -> Library:
    return Library([*load_library(knowledge), PAPER])


def test_the_two_languages_of_a_section_stand_together(library: Library) -> None:
    languages = library.sections[SectionKey("apples", "art-1")]
    assert {language: section.heading for language, (_, section) in languages.items()} == {
        "en": "Registering an orchard",
        "zh": "果园登记",
    }


def test_boundary_topics_and_greetings_are_kept_apart_from_what_is_searched(library: Library) -> None:
    assert set(library.boundaries) == {SectionKey("weather", "forecast"), SectionKey("greeting", "greeting")}
    assert {key.document for key in library.sections} == {"apples", "paper"}


def test_a_document_is_found_by_its_key(library: Library) -> None:
    found = library.document("apples.zh")
    assert found is not None and found.title == "苹果法"
    assert library.document("apples.fr") is None


def test_a_boundary_topic_comes_in_the_language_that_it_exists_in(library: Library) -> None:
    document, section = library.boundary(SectionKey("weather", "forecast"), "zh")
    assert document.language == "en" and re.search("weather office", section.text)


def test_the_order_of_documents_does_not_depend_on_the_order_given(knowledge: Path) -> None:
    documents = load_library(knowledge)
    assert Library(documents).documents == Library(reversed(documents)).documents


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the apple law say?", {"apples"}),
        ("WHAT DOES THE ＡＰＰＬＥ LAW SAY?", {"apples"}),
        ("蘋果法怎么说", {"apples"}),
        ("What does the author conclude?", {"paper"}),
        ("这篇论文讲了什么", {"paper"}),
        ("Does the paper speak of the apple law?", {"apples", "paper"}),
        ("Will the weather be fine?", set()),
        ("newspaper", set()),
    ],
)
def test_a_question_names_documents_by_title_or_as_the_paper(library: Library, question: str, named: set[str]) -> None:
    assert library.named_in(question) == named


def test_a_title_is_said_without_its_year() -> None:
    assert Library([LAW]).named_in("苹果法里怎么写的") == {"apples"}


@pytest.mark.parametrize("title", ["", "法", "(2018)"])
def test_a_title_that_says_little_names_nothing(title: str) -> None:
    assert Library([replace(LAW, title=title)]).named_in("电子商务法 (2018) 怎么说") == frozenset()


def test_an_empty_library_names_nothing() -> None:
    empty = Library([])
    assert (empty.sections, empty.boundaries, empty.named_in("the paper")) == ({}, {}, frozenset())
