"""The premise gate is fitted to what tells a false premise from a true one."""

import json
import random

import pytest

from assistant.premise_gate import PremiseGate
from evals.calibration import gate_text
from evals.cases import Case
from evals.premise_fitting import CONTRADICTED, PremiseSample, fit_premise_gate, may_rest_on_a_premise


def case(number: int, corrected: bool | None, **fields: object) -> Case:
    expected = {"kind": "answer"} | ({} if corrected is None else {"premise_corrected": corrected})
    return Case.model_validate(
        {"id": f"c{number}", "suite": "refusal", "language": "en", "question": "Why?", "expected": expected} | fields
    )


def clause(leaning: float, noise: random.Random) -> dict[str, float]:
    rest = ("amount", "sentence_amount", "opposite", "told")
    return {"leaning": leaning + noise.gauss(0, 0.1)} | {name: noise.random() for name in rest}


@pytest.fixture(scope="module")
def samples() -> list[PremiseSample]:
    noise = random.Random(1)
    false = [PremiseSample(case(n, True), (clause(0.9, noise), clause(0.1, noise))) for n in range(40)]
    true = [PremiseSample(case(n, False), (clause(0.1, noise),)) for n in range(40, 60)]
    plain = [PremiseSample(case(n, None), (clause(0.2, noise),) if n % 2 else ()) for n in range(60, 160)]
    return [*false, *true, *plain]


def test_what_leans_to_the_false_is_called_wrong_and_nothing_else(samples: list[PremiseSample]) -> None:
    gate = fit_premise_gate(samples)
    surest = [max((gate.probability(one, "en") for one in sample.suspected), default=0.0) for sample in samples]
    assert sum(p >= gate.sure for p in surest[:40]) >= 38
    assert sum(p >= gate.sure for p in surest[40:60]) <= 2
    assert gate.coefficients["leaning"] > 0


def test_the_limits_hold_out_of_fold_and_the_lower_one_is_lower(samples: list[PremiseSample]) -> None:
    gate = fit_premise_gate(samples)
    assert 0 < gate.doubtful < gate.sure < 1


def test_the_same_samples_give_the_same_file_which_reads_back(samples: list[PremiseSample]) -> None:
    one, other = gate_text(fit_premise_gate(samples)), gate_text(fit_premise_gate(samples))
    assert one == other
    assert PremiseGate(**json.loads(one)) == fit_premise_gate(samples)


def test_a_follow_up_a_refusal_and_a_greeting_say_nothing_of_premises() -> None:
    assert may_rest_on_a_premise(case(1, None))
    assert not may_rest_on_a_premise(case(1, None, expected={"kind": "refusal"}))
    assert not may_rest_on_a_premise(case(1, None, expected={"kind": "small_talk"}))
    assert not may_rest_on_a_premise(case(1, None, history=[{"role": "user", "content": "Hello"}]))


def test_what_is_only_put_forward_and_contradicted_counts_neither_way() -> None:
    assert not may_rest_on_a_premise(case(1, None, tags=[CONTRADICTED]))
    assert may_rest_on_a_premise(case(1, True, tags=[CONTRADICTED]))
