"""The values that pass through the house, and the object that `ask --json` prints."""

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date
from typing import Any

import pytest

from assistant.datatypes import (
    Answer,
    Citation,
    Document,
    PartScores,
    RetrievedSection,
    Section,
    SectionKey,
    Sentence,
    Validity,
    plain,
)

# The fields of `ask --json` as other people's scripts read them.
FIELDS = [
    "id", "question", "searched", "language", "kind", "text", "sentences", "citations", "premise_corrected",
    "refusal_reason", "boundary", "nearest_topics", "diagnosis", "questions", "offers", "warnings", "retrieved",
    "confidence", "composer", "timings_ms",
]  # fmt: skip
CITATION_FIELDS = [
    "number", "document", "title", "section", "heading", "quote", "language", "grade", "status", "effective",
    "expires", "replaced_by", "url",
]  # fmt: skip

SECTION = Section("art-1", "One", "Text.", validity=Validity(date(2027, 1, 1)))
DOCUMENT = Document("apples", "zh", "苹果法", (SECTION,), "hash", validity=Validity(date(2020, 1, 1)))
HIT = RetrievedSection(
    SectionKey("apples", "art-1"), 0.123456, PartScores(0.1, 0.2, 0.3, 0.4), {"zh": (DOCUMENT, SECTION)}
)
CITATION = Citation(1, "apples", "苹果法", "art-1", "One", "Text.", "zh", "text", "in_force", date(2020, 1, 1))
ANSWER = Answer(
    question="q",
    searched="q",
    language="zh",
    kind="answer",
    text="Text [1].",
    sentences=(Sentence("Text.", (1,), "verbatim"),),
    citations=(CITATION,),
    retrieved=(HIT,),
    confidence=0.9,
    timings_ms={"total": 20.0},
)


def printed(answer: Answer, id: str | int | None = None) -> dict[str, Any]:
    """Return what a script reads back from the command line."""
    read: dict[str, Any] = json.loads(json.dumps(answer.to_dict(id), ensure_ascii=False, allow_nan=False))
    return read


def test_an_answer_prints_every_field_of_the_public_interface() -> None:
    assert set(FIELDS) <= set(printed(ANSWER))


def test_a_citation_prints_every_field_of_the_public_interface() -> None:
    assert set(CITATION_FIELDS) <= set(printed(ANSWER)["citations"][0])


def test_an_answer_survives_json_unchanged() -> None:
    assert printed(ANSWER) == ANSWER.to_dict()


def test_dates_are_printed_as_iso_text_and_missing_ones_as_null() -> None:
    citation = printed(ANSWER)["citations"][0]
    assert (citation["effective"], citation["expires"]) == ("2020-01-01", None)


def test_sentences_name_their_citations_and_support() -> None:
    assert printed(ANSWER)["sentences"] == [{"text": "Text.", "citations": [1], "support": "verbatim"}]


def test_retrieved_sections_are_printed_by_their_ids_with_a_short_score() -> None:
    assert printed(ANSWER)["retrieved"] == [{"document": "apples", "section": "art-1", "score": 0.1235}]


@pytest.mark.parametrize("id", [None, "a-1", 7])
def test_the_id_of_the_asker_comes_back_as_it_was(id: str | int | None) -> None:
    assert printed(ANSWER, id)["id"] == id


def test_a_refusal_prints_empty_lists_and_nulls() -> None:
    read = printed(Answer("q", "q", "en", "refusal", "No.", refusal_reason="not_covered"))
    assert (read["citations"], read["confidence"], read["diagnosis"]) == ([], None, None)
    assert (read["premise_corrected"], read["composer"]) == (False, "extractive")


def test_a_diagnosis_keeps_its_nested_dates_and_tuples() -> None:
    read = printed(replace(ANSWER, diagnosis={"facts": ({"day": date(2026, 1, 2)},)}))
    assert read["diagnosis"] == {"facts": [{"day": "2026-01-02"}]}


def test_text_and_numbers_are_plain_already() -> None:
    assert [plain(value) for value in ("文本", "", 3, 0.5, None, True)] == ["文本", "", 3, 0.5, None, True]


def test_a_section_comes_in_the_one_language_that_it_has() -> None:
    assert HIT.in_language("en") == ("zh", DOCUMENT, SECTION)


def test_a_section_comes_in_the_language_asked_for() -> None:
    both = replace(HIT, languages={"zh": (DOCUMENT, SECTION), "en": (replace(DOCUMENT, language="en"), SECTION)})
    assert both.in_language("en")[1].key == "apples.en"


def test_an_answer_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        ANSWER.text = "other"  # type: ignore[misc]
