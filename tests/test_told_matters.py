"""What a description tells that rules speak of, found in the whole library."""

import pytest

from assistant.language import is_chinese
from assistant.service import Assistant
from assistant.told_matters import find_told
from evals.client_sentences import read_asked, read_told


def test_without_a_gate_for_the_embedding_model_nothing_is_told(small_assistant: Assistant) -> None:
    answering = small_assistant._extractive
    assert answering is not None
    assert find_told("Some of the pork has no inspection paper.", answering, language="en") == ()


@pytest.mark.parametrize("half", ["dev", "test"])
def test_labelled_sentences_name_what_they_tell(half: str) -> None:
    told = read_told(half)
    assert all(bool(one.sections) == (one.tells == "matter") for one in told)
    assert {one.id for one in told}.isdisjoint(one.id for one in read_asked(half))


def test_no_sentence_stands_in_both_halves() -> None:
    assert {one.text for one in read_told("dev")}.isdisjoint(one.text for one in read_told("test"))
    assert {one.text for one in read_asked("dev")}.isdisjoint(one.text for one in read_asked("test"))


@pytest.mark.slow
def test_a_matter_is_found_with_its_section_and_a_story_without_one_tells_nothing(assistant: Assistant) -> None:
    answering = assistant._extractive
    assert answering is not None
    told = "We smoke pork from six families. Some of the pork has no quarantine certificate. My son packs the parcels."
    (matter,) = find_told(told, answering, language="en")
    assert matter.words == "Some of the pork has no quarantine certificate."
    assert {key.document for _, key in matter.lines} & {"fsl-2025", "apqsl-2022", "edible-agri-2023"}
    (in_chinese,) = find_told(told, answering, language="zh")
    assert in_chinese.words == matter.words and all(is_chinese(text) for text, _ in in_chinese.lines)
    (of_chinese,) = find_told("老乡杀猪自己熏的，没有检疫票的也有。我儿子打包。", answering, language="zh")
    assert any("检疫" in text for text, _ in of_chinese.lines)
    assert (
        find_told("We keep bees on a hill. My son packs the jars. Buyers come again.", answering, language="en") == ()
    )
