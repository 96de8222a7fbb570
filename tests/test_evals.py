"""Cases, scorers and the calibration of the gate."""

from pathlib import Path

import pytest

from assistant.datatypes import Answer, Citation, Sentence
from evals.calibration import fit_gate, gate_text, is_answerable
from evals.cases import Case, packaged_cases, read_cases
from evals.scorers import (
    all_supported,
    citation_precision,
    citation_recall,
    declined,
    facts_found,
    language_kept,
    not_declined,
    numbers_cited,
    obeys_nobody,
    premise_put_right,
    right_kind,
    right_source,
)
from evals.suites import SUITES


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
    found = case(kind="answer").model_copy(update={"suite": "refusal", "tags": ["false-premise"]})
    assert SUITES["refusal"].group(found) == "false-premise"


@pytest.mark.parametrize(("tag", "group"), [("near-domain", "near"), ("off-domain", "off"), ("shop", "other")])
def test_both_ways_to_tag_the_distance_from_the_library_count_in_one_group(tag: str, group: str) -> None:
    found = case(kind="refusal").model_copy(update={"suite": "refusal", "tags": [tag]})
    assert SUITES["refusal"].group(found) == group


def citing(number: int, section: str, quote: str = "好。") -> Citation:
    return Citation(number, "d", "D", section, "S", quote, "zh", "text", "in_force")


def test_citations_are_held_against_the_expected_sections() -> None:
    wanted = case(sections=[["d", "1"], ["d", "3"]])
    told = answer("好。", citations=(citing(1, "1"), citing(2, "2"), citing(3, "4")))
    scores = [scorer(wanted, told) for scorer in (right_source, citation_precision, citation_recall)]
    assert [round(score.value, 2) for score in scores if score] == [1.0, 0.33, 0.5]


def test_an_answer_that_cites_nothing_has_no_precision_and_no_recall() -> None:
    wanted, told = case(sections=[["d", "1"]]), answer("好。")
    recall = citation_recall(wanted, told)
    assert citation_precision(wanted, told) is None and recall is not None and recall.value == 0


@pytest.mark.parametrize(
    ("text", "cited", "value"),
    [("限30天。", (1,), 1.0), ("限40天。", (1,), 0.0), ("限40天。", (), None), ("限期内。", (1,), None)],
)
def test_every_number_must_stand_in_a_cited_quote(text: str, cited: tuple[int, ...], value: float | None) -> None:
    told = answer(text, sentences=(Sentence(text, cited, "verbatim"),), citations=(citing(1, "1", "限三十天内登记。"),))
    score = numbers_cited(case(), told)
    assert (score.value if score else None) == value


@pytest.mark.parametrize("quoted", ["卖了40天", "我卖了40天…"])
def test_a_number_that_the_asker_is_quoted_with_claims_nothing_of_the_sources(quoted: str) -> None:
    told = f"你说“{quoted}”：限30天登记。"
    asked = case().model_copy(update={"question": "我卖了40天，咋办"})
    quoting = answer(
        told, sentences=(Sentence(told, (1,), "paraphrase"),), citations=(citing(1, "1", "限三十天登记。"),)
    )
    for found, value in ((asked, 1.0), (case(), 0.0)):
        score = numbers_cited(found, quoting)
        assert score is not None and score.value == value


@pytest.mark.parametrize(
    ("expected", "kind", "scores"),
    [("refusal", "refusal", (1, None)), ("answer", "partial", (None, 1)), ("small_talk", "answer", (None, None))],
)
def test_declining_is_scored_both_ways(expected: str, kind: str, scores: tuple[int | None, int | None]) -> None:
    found = [scorer(case(kind=expected), answer("好", kind)) for scorer in (declined, not_declined)]
    assert tuple(score and score.value for score in found) == scores
