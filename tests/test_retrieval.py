"""Sections are found by vectors and by words, each once."""

from pathlib import Path

import pytest

from assistant.datatypes import PartScores
from assistant.keyword_index import KeywordIndex
from assistant.library import Library
from assistant.retrieval import Retrieved, Weights, fuse
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder, write_document


def test_a_section_counts_once_with_both_its_languages(small_assistant: Assistant) -> None:
    found = small_assistant.ask("Must I register my orchard?").retrieved
    keys = [hit.key for hit in found]
    assert len(keys) == len(set(keys)) == 2 and keys[0] == ("apples", "art-1")
    assert set(found[0].languages) == {"en", "zh"}


def test_a_follow_up_is_found_by_its_own_words_those_before_and_what_was_told(small_assistant: Assistant) -> None:
    retriever = small_assistant.retriever
    before, asked = "Must I register my orchard?", "and what does the label say?"
    whole = f"{before} {asked}"
    joined, follow_up = retriever.search(whole), retriever.search_follow_up(asked, whole, "")

    def lead(found: Retrieved) -> float:
        scores = {hit.key.section: hit.score for hit in found.sections}
        return scores["art-2"] - scores["art-1"]

    assert follow_up.question == whole and lead(follow_up) > lead(joined)
    told = retriever.search_follow_up("and the second?", f"{before} and the second?", "Then label the apple box.")
    assert lead(told) > lead(retriever.search_follow_up("and the second?", f"{before} and the second?", ""))


def test_boundary_topics_are_no_sections(small_assistant: Assistant) -> None:
    found = small_assistant.ask("Will it rain tomorrow?").retrieved
    assert {hit.key.document for hit in found} <= {"apples"}


def test_a_section_in_one_language_is_found_in_it(small_assistant: Assistant) -> None:
    hit = small_assistant.ask("苹果箱的标签写什么？").retrieved[0]
    assert hit.key == ("apples", "art-2") and hit.in_language("zh")[2].heading == "标签"


def test_a_document_that_is_named_is_preferred(small_assistant: Assistant) -> None:
    library = small_assistant.library
    assert library.named_in("What does the Apple Law say?") == {"apples"}
    assert library.named_in("苹果法怎么说") == {"apples"} and library.named_in("apples") == frozenset()


@pytest.mark.parametrize("part", ["text", "sentence", "question", "keywords"])
def test_a_better_part_never_lowers_the_score(part: str) -> None:
    low, high = ({"text": 0.1, "sentence": 0.1, "question": 0.1, "keywords": 0.1} | {part: v} for v in (0.1, 0.9))
    assert fuse(PartScores(**low), Weights()) < fuse(PartScores(**high), Weights())


def test_words_are_scored_against_the_best_section(small_assistant: Assistant) -> None:
    words = KeywordIndex(small_assistant.library.sections)
    scores = words.search("apple box label")
    assert max(scores.values()) == 1.0 and max(scores, key=scores.__getitem__) == ("apples", "art-2")
    assert words.search("zebra") == {} and words.search("") == {}


def test_coverage_is_the_share_of_known_words(small_assistant: Assistant) -> None:
    words = KeywordIndex(small_assistant.library.sections)
    key = next(key for key in small_assistant.library.sections if key.section == "art-2")
    assert words.coverage("apple label", key) == 1.0 and words.coverage("zebra", key) == 0.0
    assert 0 < words.coverage("apple zebra", key) < 1


def test_an_empty_library_has_no_words() -> None:
    assert KeywordIndex(Library([]).sections).search("apples") == {}


def test_as_many_sections_come_as_are_asked_for_best_first(small_assistant: Assistant) -> None:
    retriever = small_assistant._ready().retriever
    one, two = retriever.search("apple label", top_k=1).sections, retriever.search("apple label").sections
    assert one == two[:1] and two[0].score > two[1].score


def test_ties_go_by_key(small_settings: Settings, knowledge: Path) -> None:
    for name in ("twin-b.en", "twin-a.en"):
        write_document(knowledge, name, "## art-1 Kites\n> kites?\n\nKites fly.\n", title="Kite Law")
    assistant = Assistant(small_settings, WordEmbedder())
    assistant.update()
    first, second = assistant.ask("kites?").retrieved[:2]
    assert first.score == second.score and (first.key.document, second.key.document) == ("twin-a", "twin-b")


def test_naming_a_document_lifts_its_sections_by_the_weight(small_assistant: Assistant) -> None:
    retriever = small_assistant._ready().retriever
    vector = retriever.search("Apple Law labels").vector
    named = retriever.search_vector("Apple Law labels", vector).sections[0]
    retriever.weights = Weights(named=0.0)
    plain = retriever.search_vector("Apple Law labels", vector).sections[0]
    assert named.key == plain.key and named.score - plain.score == pytest.approx(0.05)


def test_typical_questions_inside_and_outside_are_told_apart(small_assistant: Assistant) -> None:
    found = small_assistant._ready().retriever.search("Will it rain tomorrow?")
    assert {hit.key.document for hit in found.asked} == {"apples"}
    assert found.outside[0].key.document == "weather" and found.outside[0].similarity == pytest.approx(1.0, abs=1e-5)


def test_a_section_without_typical_questions_speaks_by_its_own_words(small_settings: Settings, knowledge: Path) -> None:
    body = "## art-1 Pears\nA pear box weighs five kilos.\n"
    write_document(knowledge, "pears.en", body, title="Pear notice")
    assistant = Assistant(small_settings, WordEmbedder())
    assistant.update()
    found = assistant.retriever.search("How many kilos does a pear box weigh?")
    assert found.asked[0].key == found.sections[0].key == ("pears", "art-1")
    assert [hit.similarity for hit in found.asked] == sorted((hit.similarity for hit in found.asked), reverse=True)
    assert found.asked[0].similarity <= 1.0


def test_a_section_with_typical_questions_is_asked_by_them_alone(small_assistant: Assistant) -> None:
    found = small_assistant.retriever.search("Must I register my orchard?")
    assert all("/question/" in hit.chunk for hit in found.asked)
