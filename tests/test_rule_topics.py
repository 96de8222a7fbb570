"""What sections and questions are about."""

from pathlib import Path

from assistant.datatypes import Answer, PartScores, RetrievedSection, SectionKey
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.rule_facts import RULE_FACTS
from assistant.rule_topics import _SECTIONS, is_of_the_study, named_topics, topic_of_question, topic_of_section
from assistant.settings import Settings

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))


def found(*places: str) -> list[RetrievedSection]:
    keys = [SectionKey(*place.split("/")) for place in places]
    return [
        RetrievedSection(key, 0.5 - number / 50, PartScores(0, 0, 0, 0), LIBRARY.sections[key])
        for number, key in enumerate(keys)
    ]


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


def test_what_a_question_names_goes_before_what_is_near() -> None:
    near = found("fsl-2025/art-35", "fsl-2025/art-36", "fsl-2025/art-53")
    assert topic_of_question("这样行不行？", near, by_words_alone=False) == "food"
    assert topic_of_question("税怎么交？", near, by_words_alone=False) == "tax"
    assert topic_of_question("这样行不行？", near, by_words_alone=True) is None


def test_of_several_topics_that_are_named_the_near_one_counts() -> None:
    near = found("return7-2020/art-18", "crpl-2013/art-25")
    assert topic_of_question("Who pays the courier when they return it?", near, by_words_alone=False) == "returns"


def test_sections_of_many_matters_give_no_topic() -> None:
    near = found("paper/4.1", "no1-2026/express", "rrpl-2021/art-19", "fsl-2025/art-35")
    assert topic_of_question("What now?", near, by_words_alone=False) is None


def test_words_name_no_topic_by_chance() -> None:
    assert named_topics("我们退休以后想学着卖。") == frozenset()
    assert named_topics("The village meets on Mondays.") == frozenset()


def test_an_answer_without_citations_is_of_no_study() -> None:
    assert not is_of_the_study(Answer("q", "q", "en", "refusal", ""))
