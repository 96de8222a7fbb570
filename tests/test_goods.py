"""Goods by their kind: what is replaced, what keeps its name, and what that does to vectors."""

import numpy as np
import pytest

from assistant.goods import embed_generalised, generalise, load_kinds
from tests.fakes import WordEmbedder


@pytest.mark.parametrize(
    ("question", "general"),
    [
        ("卖腊肉要贴标签不", "卖加工食品要贴标签不"),
        ("生菜、萝卜和土豆归哪个法管", "农产品归哪个法管"),
        ("自家种的桃要办证吗", "自家种的桃要办证吗"),
        ("卖桃要办证吗", "卖农产品要办证吗"),
        ("Must smoked hams and dried fish have a label?", "Must processed food have a label?"),
        ("I grow strawberries, cherries and lychees.", "I grow produce."),
        ("My sweet-potato noodles", "My produce processed food"),
    ],
)
def test_goods_give_way_to_their_kind(question: str, general: str) -> None:
    assert generalise(question) == general


@pytest.mark.parametrize(
    "question",
    [
        "菜鸟驿站收费吗",
        "卖白酒要什么证",
        "Prices rose on that date.",
        "Our fans buy wine.",
        "Who registers a cooperative?",
    ],
)
def test_what_only_looks_like_goods_or_has_rules_of_its_own_keeps_its_name(question: str) -> None:
    assert generalise(question) == question


def test_no_name_stands_under_two_kinds() -> None:
    for language in ("en", "zh"):
        kinds = load_kinds(language)  # type: ignore[arg-type]
        assert len(kinds) > 80
        assert all(kinds.values())


def test_a_vector_lies_between_the_question_and_its_general_form() -> None:
    embedder = WordEmbedder()
    question = "Must honey have a label?"
    own, general = embedder.embed_questions([question, generalise(question)])
    found = embed_generalised([question], embedder)[0]
    assert np.isclose(np.linalg.norm(found), 1)
    assert np.allclose(found, (own + general) / np.linalg.norm(own + general), atol=1e-6)


def test_a_question_without_goods_keeps_its_vector_and_none_gives_no_rows() -> None:
    embedder = WordEmbedder()
    question = "Who must register?"
    assert np.array_equal(embed_generalised([question], embedder), embedder.embed_questions([question]))
    assert len(embed_generalised([], embedder)) == 0
