"""An embedder that remembers what it was asked for."""

from datetime import date

from assistant.remembering import RememberingEmbedder
from assistant.service import Assistant
from tests.fakes import WordEmbedder


def test_a_text_is_embedded_once() -> None:
    inner = WordEmbedder()
    embedder = RememberingEmbedder(inner)
    embedder.prepare(["a b", "c d", "a b"])
    vectors = embedder.embed_questions(["c d", "a b"])
    assert inner.embedded == ["a b", "c d"] and (vectors == WordEmbedder().embed_questions(["c d", "a b"])).all()


def test_nothing_is_remembered_while_speed_is_measured() -> None:
    inner = WordEmbedder()
    embedder = RememberingEmbedder(inner)
    embedder.prepare(["a b"])
    with embedder.forgetting():
        embedder.embed_questions(["a b"])
    assert inner.embedded == ["a b", "a b"]


def test_answers_are_the_same_and_no_question_is_embedded_twice(small_assistant: Assistant) -> None:
    extractive = small_assistant._extractive
    assert extractive is not None
    inner = WordEmbedder()
    remembering = extractive.with_embedder(RememberingEmbedder(inner))
    question, day = "Must I register my orchard?", date(2026, 11, 29)
    answers = [remembering.answer(question, day=day) for _ in range(2)]
    own = extractive.with_embedder(WordEmbedder()).answer(question, day=day)
    assert len(set(inner.embedded)) == len(inner.embedded) > 0
    assert [one.text for one in answers] == [own.text] * 2
