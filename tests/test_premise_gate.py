"""How far a suspicion is believed."""

import pytest

from assistant.datatypes import PartScores, RetrievedSection, SectionKey
from assistant.premise_checks import Correction
from assistant.premise_gate import PremiseGate, load_premise_gate
from assistant.premises import Suspicion

GATE = PremiseGate("test", {"leaning": 4.0, "backing": -2.0}, {"en": -2.0, "zh": -1.0}, 0.6, 0.3)
HIT = RetrievedSection(SectionKey("apples", "art-1"), 0.5, PartScores(0, 0, 0, 0), {})


def suspicion(leaning: float, backing: float = 0.0) -> Suspicion:
    return Suspicion(Correction("a clause", HIT, "A sentence.", 1.0), {"leaning": leaning, "backing": backing, "x": 9})


def test_the_probability_is_a_logistic_sum_with_an_intercept_of_the_language() -> None:
    assert GATE.probability({"leaning": 0.5, "backing": 0.0}, "en") == pytest.approx(0.5)
    assert GATE.probability({"leaning": 0.5, "backing": 0.0}, "zh") == pytest.approx(0.731, abs=0.001)


def test_the_surest_suspicion_is_the_most_probable_one() -> None:
    weak, strong = suspicion(0.9, backing=1.5), suspicion(0.8)
    found = GATE.surest([weak, strong], "en")
    assert found is not None and found[1] is strong


def test_of_no_suspicion_none_is_surest() -> None:
    assert GATE.surest([], "en") is None


def test_the_fitted_gate_calls_nothing_wrong_that_it_only_doubts() -> None:
    gate = load_premise_gate()
    assert 0 < gate.doubtful < gate.sure < 1
    assert len(gate.version) == 12
    assert gate.coefficients["leaning"] > 0 and gate.coefficients["vote"] > 0
