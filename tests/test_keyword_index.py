"""The sections by their words."""

import pytest

from assistant.datatypes import SectionKey
from assistant.keyword_index import KeywordIndex
from assistant.service import Assistant

REGISTERING, LABELS = SectionKey("apples", "art-1"), SectionKey("apples", "art-2")


@pytest.fixture
def words(small_assistant: Assistant) -> KeywordIndex:
    return KeywordIndex(small_assistant.library.sections)


def test_only_sections_that_share_a_word_are_found(words: KeywordIndex) -> None:
    assert set(words.search("pears")) == {REGISTERING}


def test_both_languages_find_the_one_section(words: KeywordIndex) -> None:
    for question in ("the weight on the label", "标签写重量吗"):
        scores = words.search(question)
        assert max(scores, key=scores.__getitem__) == LABELS


def test_scores_are_above_0_and_up_to_1(words: KeywordIndex) -> None:
    scores = words.search("register the apple box")
    assert set(scores) == {REGISTERING, LABELS}
    assert max(scores.values()) == 1.0 and min(scores.values()) > 0.0


def test_typical_questions_are_searched_and_boundaries_are_not(words: KeywordIndex) -> None:
    assert set(words.search("registration")) == {REGISTERING}
    assert words.search("weather forecast") == {}


def test_the_bare_score_has_a_place_for_each_language_of_each_section(words: KeywordIndex) -> None:
    assert [bool(score > 0) for score in words.score(["pear"])].count(True) == 1
    assert words.score(["pear"]).shape == (4,) and words.score([]).size == 0


def test_a_rare_word_covers_more_of_a_question_than_a_common_one(words: KeywordIndex) -> None:
    assert words.coverage("weight apple", LABELS) > words.coverage("weight apple", REGISTERING) > 0.0


def test_coverage_of_a_section_that_is_not_there_is_0(words: KeywordIndex) -> None:
    assert words.coverage("apple", SectionKey("plums", "art-1")) == 0.0
    assert words.coverage("", LABELS) == 0.0
