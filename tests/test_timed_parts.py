"""The parts that are timed: fair to both sides, and over texts from all over the library."""

import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from assistant.chunking import split_document
from assistant.embedding import Task
from assistant.errors import UnreadableInputError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.timed_parts import STORIES, Figure, measure_advice, measure_ingestion, measure_questions
from tests.fakes import WordEmbedder


class Bare:
    """Takes down what the bare model is given."""

    def __init__(self) -> None:
        self.passages: list[str] = []
        self.questions: list[str] = []
        self.largest = 0

    def __call__(self, texts: Sequence[str], task: Task) -> None:
        self.largest = max(self.largest, len(texts))
        (self.questions if task == "query" else self.passages).extend(texts)


@pytest.fixture
def bare() -> Bare:
    return Bare()


def ticking() -> "count[int]":
    return count()


def test_a_ratio_says_which_share_of_the_bare_speed_is_left() -> None:
    assert Figure("a", 9.0, "passages/s", bare=10.0).ratio == pytest.approx(0.9)
    assert Figure("a", 20.0, "ms", bare=18.0).ratio == pytest.approx(0.9)
    assert Figure("a", 20.0, "ms").ratio is None and Figure("a", 0.0, "ms", bare=1.0).ratio is None


def test_ingestion_embeds_the_very_texts_that_the_bare_model_is_given(small_assistant: Assistant, bare: Bare) -> None:
    embedder, ticks = WordEmbedder(), ticking()
    figure = measure_ingestion(small_assistant.library, embedder, bare, 4, clock=lambda: next(ticks))
    assert sorted(embedder.embedded) == sorted(bare.passages) and bare.questions == []
    assert len(bare.passages) >= 4 and not any("?" in text for text in bare.passages)
    # The clock ticks once a call on both sides, so that both have the same rate.
    assert (figure.name, figure.unit, figure.ratio) == ("ingestion", "passages/s", 1.0)


def test_ingestion_leaves_the_library_alone(small_assistant: Assistant, bare: Bare) -> None:
    assert small_assistant.index is not None
    before = (small_assistant.index.document_hashes(), sorted(small_assistant.settings.data.iterdir()))
    measure_ingestion(small_assistant.library, small_assistant.embedder, bare, 100, clock=time.perf_counter)
    assert (small_assistant.index.document_hashes(), sorted(small_assistant.settings.data.iterdir())) == before
    passages = [
        chunk for one in small_assistant.library.documents if one.kind == "law" for chunk in split_document(one)
    ]
    assert len(bare.passages) == len([chunk for chunk in passages if chunk.part in ("text", "sentence")])


def test_questions_are_timed_by_part_and_as_a_whole(small_assistant: Assistant, bare: Bare) -> None:
    ticks = ticking()
    figures = {one.name: one for one in measure_questions(small_assistant, bare, 3, clock=lambda: next(ticks))}
    assert [*figures] == ["question_embedding", "vector_search", "keyword_search", "retrieval", "answer"]
    assert len(bare.questions) == 3 and {one.unit for one in figures.values()} == {"ms"}
    assert figures["question_embedding"].ratio == 1.0
    assert figures["retrieval"].bare == pytest.approx(3 * figures["answer"].value)


def test_an_empty_library_is_told(tmp_path: Path, bare: Bare) -> None:
    (tmp_path / "k").mkdir()
    assistant = Assistant(Settings(data=tmp_path / "d", knowledge=tmp_path / "k"), WordEmbedder())
    assistant.update()
    with pytest.raises(UnreadableInputError, match="library is empty"):
        next(measure_questions(assistant, bare, 3, clock=lambda: 0.0))


def test_stories_are_about_150_words_in_both_languages() -> None:
    english, chinese = STORIES
    assert 130 <= len(english.split()) <= 180 and 200 <= len(chinese) <= 320


def test_advice_is_timed_over_different_profiles(
    small_assistant: Assistant, bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def classify(*, text: str | None = None, profile: dict[str, str] | None = None) -> None:
        given.append(repr(profile) if text is None else text)

    monkeypatch.setattr(small_assistant, "classify", classify)
    monkeypatch.setattr(small_assistant, "draft", given.append)
    figures = list(measure_advice(small_assistant, bare, profiles=10, descriptions=2, clock=lambda: 0.0))
    assert [one.name for one in figures] == ["classification", "reading", "draft"]
    assert len({*given[:10]}) == 10 and sorted(given[10:]) == sorted(STORIES * 2)
