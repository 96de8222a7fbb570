"""The packaged model, and others by name."""

import numpy as np
import pytest

from assistant import embedding
from assistant.embedding import SentenceTransformerEmbedder, encode_packaged, load_embedder, packaged_name
from assistant.errors import ModelMissingError

TEXTS = ["我家种苹果，网上卖要登记吗", "Must I register to sell apples?"]


def test_vectors_have_one_row_a_text_and_length_1(embedder: SentenceTransformerEmbedder) -> None:
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.shape == (2, 896) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_questions_are_told_from_passages(embedder: SentenceTransformerEmbedder) -> None:
    assert not np.allclose(embedder.embed_questions(TEXTS), embedder.embed_passages(TEXTS))


def test_the_same_text_gives_the_same_vector(embedder: SentenceTransformerEmbedder) -> None:
    one = embedder.embed_questions(TEXTS[:1])
    assert np.allclose(one, embedder.embed_questions(TEXTS)[:1], atol=1e-6)


def test_both_languages_of_a_question_are_near(embedder: SentenceTransformerEmbedder) -> None:
    zh, en, other = embedder.embed_questions([*TEXTS, "The weather is fine today."])
    assert zh @ en > 0.4 > other @ en


def test_a_nul_does_not_cut_a_text(embedder: SentenceTransformerEmbedder) -> None:
    cut, whole, start = embedder.embed_passages(["apples\0 and pears", "apples  and pears", "apples"])
    assert cut @ whole > 0.99 > cut @ start


def test_no_text_gives_no_rows(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 896)


def test_a_model_that_is_not_here_is_named_and_not_downloaded() -> None:
    with pytest.raises(ModelMissingError, match="'nobody/no-such-model', which is not on this machine"):
        load_embedder("nobody/no-such-model")


def test_without_the_first_engine_the_second_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = {"use": embedding.load_engines()["use"]}
    monkeypatch.setattr(embedding, "load_engines", lambda: engines)
    assert packaged_name() == "use" and encode_packaged(TEXTS, "query").shape == (2, 512)
