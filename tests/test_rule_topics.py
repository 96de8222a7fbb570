"""What sections and questions are about."""

from pathlib import Path

from assistant.datatypes import Answer, SectionKey
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.rule_facts import RULE_FACTS
from assistant.rule_topics import _SECTIONS, is_of_the_study, named_topics, topic_of_section
from assistant.settings import Settings

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))


def test_every_section_and_document_of_the_table_is_in_the_library() -> None:
    documents = {key.document for key in LIBRARY.sections}
    places = {f"{key.document}/{key.section}" for key in LIBRARY.sections} | documents
    assert {place for named in _SECTIONS.values() for place in named.split()} <= places


def test_the_topics_are_those_of_the_rules_of_drafts() -> None:
    assert set(_SECTIONS) <= {fact.topic for fact in RULE_FACTS}


def test_a_section_named_apart_has_its_own_topic() -> None:
    assert topic_of_section(SectionKey("live-mkt-2021", "tax")) == "tax"
    assert topic_of_section(SectionKey("live-mkt-2021", "age-rule")) == "livestream"
    assert topic_of_section(SectionKey("no1-2026", "express")) is None


def test_words_name_no_topic_by_chance() -> None:
    assert named_topics("我们退休以后想学着卖。") == frozenset()
    assert named_topics("The village meets on Mondays.") == frozenset()


def test_an_answer_without_citations_is_of_no_study() -> None:
    assert not is_of_the_study(Answer("q", "q", "en", "refusal", ""))
