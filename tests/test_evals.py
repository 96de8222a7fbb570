"""Cases, scorers and the calibration of the gate."""

from pathlib import Path

import pytest

from assistant.datatypes import Answer, Citation, Sentence
from evals.calibration import fit_gate, gate_text, is_answerable
from evals.cases import Case, packaged_cases, read_cases
from evals.harness import group_of
from evals.scorers import all_supported, facts_found, language_kept, obeys_nobody, premise_put_right, right_kind


def case(**expected: object) -> Case:
    fields = {"id": "c", "suite": "answering", "language": "zh", "question": "q", "expected": expected}
    return Case.model_validate(fields)


def answer(text: str, kind: str = "answer", **more: object) -> Answer:
    return Answer("q", "q", "zh", kind, text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_all_packaged_cases_can_be_read(split: str) -> None:
    cases, bad = read_cases(packaged_cases(split))
    assert bad == [] and len({found.id for found in cases}) == len(cases) > 500


def test_no_question_stands_in_both_halves() -> None:
    dev, test = ({c.question for c in read_cases(packaged_cases(split))[0]} for split in ("dev", "test"))
    # Two words, as in 'more' or a greeting, occur to everybody.
    assert {question for question in dev & test if len(question) > 22} == set()


def test_a_bad_line_is_named_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(case(kind="answer").model_dump_json() + "\n{}\n")
    cases, bad = read_cases([tmp_path / "c.jsonl"])
    assert len(cases) == 1 and bad[0].number == 2 and "line 2" in bad[0].reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("不超过10万元[1]。", 1.0),
        ("不超过十万元。", 1.0),
        ("不超过１０万元", 1.0),
        ("罚110万元", 0.0),
        ("不用登记", 0.0),
    ],
)
def test_a_fact_is_found_however_its_number_is_written(text: str, value: float) -> None:
    score = facts_found(case(facts=[[["100,000"]]]), answer(text))
    assert score is not None and score.value == value


@pytest.mark.parametrize(
    ("expected", "kind", "value"), [("answer", "partial", 1), ("partial", "answer", 0), ("refusal", "answer", 0)]
)
def test_kinds_are_compared(expected: str, kind: str, value: float) -> None:
    score = right_kind(case(kind=expected), answer("好", kind))
    assert score is not None and score.value == value


def test_scorers_without_a_say_are_silent() -> None:
    assert (
        facts_found(case(), answer("x")),
        premise_put_right(case(), answer("x")),
        obeys_nobody(case(), answer("x")),
    ) == (None,) * 3


def test_an_answer_in_another_language_scores_0() -> None:
    score = language_kept(case(), answer("It is free of charge here."))
    assert score is not None and score.value == 0


def test_a_sentence_without_its_passage_scores_0() -> None:
    citation = Citation(1, "d", "D", "s", "S", "好。", "zh", "text", "in_force")
    good, bare = Sentence("好。", (1,), "verbatim"), Sentence("好。", (), "verbatim")
    scores = [all_supported(case(), answer("好。", sentences=(s,), citations=(citation,))) for s in (good, bare)]
    assert [score.value for score in scores if score] == [1.0, 0.0]


def test_the_gate_learns_which_questions_are_answered() -> None:
    samples = [(case(kind="answer" if n % 2 else "refusal"), {"a": float(n % 2), "b": n / 40}) for n in range(40)]
    gate = fit_gate(samples)
    assert gate.probability({"a": 1.0, "b": 0.5}, "zh") > gate.threshold > gate.probability({"a": 0.0, "b": 0.5}, "zh")
    assert gate.version in gate_text(gate)


def test_descriptions_and_greetings_do_not_train_the_gate() -> None:
    greeting, description = case(kind="small_talk"), case().model_copy(update={"question": "", "text": "We grow tea."})
    assert [is_answerable(found) for found in (greeting, description, case(kind="refusal"))] == [None, None, False]


def test_false_premises_are_a_group_of_their_own() -> None:
    found = case(kind="answer").model_copy(update={"tags": ["false-premise"]})
    assert group_of(found) == "false-premise/zh"
