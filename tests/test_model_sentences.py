"""The scripted sentences are what they say they are, and the figures count what they should."""

import pytest

from assistant.service import Assistant
from evals.model_sentences import (
    CONTENT_LOST_AT_MOST,
    LIES_SHOWN_AT_MOST,
    ModelSentence,
    Vetted,
    measure,
    read_sentences,
    vet_sentences,
)


def scripted(*, true: bool, language: str = "en") -> ModelSentence:
    return ModelSentence(
        id="x", document="d", section="s", language=language, true=true, lie=None if true else "number", told=0,
        sentence="It costs 5 yuan [1].",
    )  # fmt: skip


@pytest.mark.parametrize("half", ["dev", "test"])
def test_each_half_has_enough_of_both_kinds_in_both_languages(half: str) -> None:
    cases = read_sentences(half)
    for language in ("en", "zh"):
        assert sum(case.true for case in cases if case.language == language) >= 50
        assert sum(not case.true for case in cases if case.language == language) >= 50
    assert len({case.lie for case in cases if case.lie}) >= 10
    assert len({case.id for case in cases}) == len(cases)


def test_the_halves_share_no_section() -> None:
    sections = [{(case.document, case.section) for case in read_sentences(half)} for half in ("dev", "test")]
    assert not sections[0] & sections[1]


def test_a_lie_shown_and_a_paraphrase_lost_count_against_it() -> None:
    found = []
    for language in ("en", "zh"):
        found += [
            Vetted(scripted(true=False, language=language), ("It costs 5 yuan.",), own_words=True, source="Free."),
            Vetted(scripted(true=False, language=language), ("Free.",), own_words=False, source="Free."),
            Vetted(scripted(true=True, language=language), (), own_words=False, source="Free."),
            Vetted(scripted(true=True, language=language), ("Free.",), own_words=False, source="Free."),
        ]
    figures = measure(found)["zh"]
    assert (figures["lies shown"], figures["content lost"], figures["in own words"]) == (0.5, 0.5, 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("half", ["dev", "test"])
def test_hardly_a_lie_is_shown_and_hardly_a_paraphrase_lost(assistant: Assistant, half: str) -> None:
    vetted = vet_sentences(read_sentences(half), assistant.library, assistant.embedder)
    for figures in measure(vetted).values():
        assert figures["lies shown"] <= LIES_SHOWN_AT_MOST and figures["content lost"] <= CONTENT_LOST_AT_MOST
