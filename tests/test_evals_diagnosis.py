"""Scores of classifications and drafts, and the suites that use them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.drafting import Client, write_draft
from assistant.service import Assistant
from assistant.typology import Profile
from evals.cases import Case
from evals.diagnosis_scorers import (
    axis_right,
    count_confusion,
    draft_language_kept,
    lines_faultless,
    lines_founded,
    must_not_stand,
    numbers_founded,
    open_kept,
    risks_named,
)
from evals.harness import Dataset, run_suites
from evals.subject import opened
from evals.suites import SUITES

DAY = date(2026, 11, 22)


def case(language: str = "en", **expected: Any) -> Case:
    fields = {"id": "c", "suite": "classification", "language": language, "text": "I grow tea.", "expected": expected}
    return Case.model_validate(fields)


def diagnosis(**labels: str) -> dict[str, Any]:
    axes = {axis: {"label": labels.get(axis, "unclear")} for axis in ("origin", "base", "role", "target_mode")}
    risks = [{"label": "homogeneity", "level": "high"}, {"label": "platform_costs", "level": "low"}]
    return {"classification": axes | {"risks": risks}}


def draft(*lines: dict[str, Any], quote: str = "Register within 30 days.") -> dict[str, Any]:
    whole = {"text": "Register your shop at the county bureau.", "rule": None, "citations": []}
    return {
        "lines": [{"id": f"L{number}"} | whole | line for number, line in enumerate(lines)],
        "citations": [{"number": 1, "quote": quote}],
    }


@pytest.mark.parametrize(
    ("wanted", "value"), [("resource_based", 1.0), (["unclear", "resource_based"], 1.0), ("unclear", 0.0)]
)
def test_any_label_that_was_written_is_right(wanted: str | list[str], value: float) -> None:
    score = axis_right("base")(case(labels={"base": wanted}), diagnosis(base="resource_based"))
    assert score is not None and score.value == value


def test_an_axis_without_a_label_is_not_scored() -> None:
    assert axis_right("role")(case(labels={"base": "unclear"}), diagnosis()) is None
    assert risks_named(case(), diagnosis()) is None and open_kept(case(), diagnosis()) is None


@pytest.mark.parametrize(("risks", "value"), [(["homogeneity"], 1.0), ([], 0.5), (["platform_costs"], 0.0)])
def test_risks_are_named_where_and_only_where_they_are_high(risks: list[str], value: float) -> None:
    score = risks_named(case(labels={"risks": risks}), diagnosis())
    assert score is not None and score.value == value


def test_what_is_open_is_to_stay_open() -> None:
    score = open_kept(case(labels={"base": "unclear", "role": "unclear"}), diagnosis(base="resource_based"))
    assert score is not None and score.value == 0.5


def test_confusion_counts_expected_by_found() -> None:
    outputs = [
        ("dev", case(labels={"base": "resource_based"}), diagnosis(base="resource_based")),
        ("dev", case(labels={"base": ["resource_based", "unclear"]}), diagnosis()),
        ("dev", case(labels={"base": "resource_based"}), diagnosis()),
    ]
    assert count_confusion(outputs) == {
        "dev/en/base": {"resource_based": {"resource_based": 1, "unclear": 1}, "unclear": {"unclear": 1}}
    }


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ({"basis": "rule", "rule": "S1"}, 1.0),
        ({"basis": "rule"}, 0.0),
        ({"basis": "citation", "citations": [1]}, 1.0),
        ({"basis": "citation", "citations": [2]}, 0.0),
        ({"basis": "citation"}, 0.0),
        ({"basis": "client"}, 1.0),
        ({"basis": "suggestion"}, 0.0),
        ({"basis": "hearsay"}, 0.0),
    ],
)
def test_every_line_hangs_on_something(line: dict[str, Any], value: float) -> None:
    score = lines_founded(case(), draft(line))
    assert score is not None and score.value == value


def test_one_line_in_five_may_be_a_suggestion() -> None:
    lines = [{"basis": "client"}] * 4 + [{"basis": "suggestion"}]
    score = lines_founded(case(), draft(*lines))
    assert score is not None and score.value == 1.0


@pytest.mark.parametrize(
    ("faults", "value"),
    [([], 1.0), ([("L1", "it is 61 long")], 0.75), ([("", "0.40 of the lines have no source")], 0.0)],
)
def test_a_line_with_a_fault_counts_and_so_does_a_whole_draft(faults: list[tuple[str, str]], value: float) -> None:
    found = [{"line": line, "fault": fault} for line, fault in faults]
    score = lines_faultless(case(), draft(*[{"basis": "client"}] * 4) | {"faults": found})
    assert score is not None and score.value == value
    assert all(fault in str(score.reason) for _, fault in faults)


@pytest.mark.parametrize(("text", "value"), [("Register within 30 days.", 1.0), ("Register within 40 days.", 0.0)])
def test_numbers_of_cited_lines_stand_in_the_quote(text: str, value: float) -> None:
    score = numbers_founded(case(), draft({"basis": "citation", "citations": [1], "text": text}))
    assert score is not None and score.value == value


def test_a_draft_is_in_the_language_of_the_description_and_says_nothing_it_must_not() -> None:
    written = draft({"basis": "client"})
    kept, lost = draft_language_kept(case(), written), draft_language_kept(case("zh"), written)
    assert kept is not None and lost is not None and (kept.value, lost.value) == (1.0, 0.0)
    found = must_not_stand(case(must_not=["county bureau"]), written)
    assert found is not None and found.value == 0.0


def test_drafts_are_checked_against_the_library_as_it_is(
    small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write_draft(Client("", Profile(stage="planning")), small_assistant.library, language="en", day=DAY)
    step = next(line for line in made.lines if line.rule == "S1")
    lines = tuple(replace(line, words=("never said",)) if line is step else line for line in made.lines)
    monkeypatch.setattr(Assistant, "draft", lambda *_, **__: replace(made, lines=lines))
    with opened(small_assistant) as subject:
        scores = run_suites([SUITES["draft"]], [Dataset("dev", (case(),))], subject)[0].scores["draft"]
    assert 0 < scores["faultless"].value < 1
    assert str(scores["faultless"].reason) == f"{step.id}: the client did not say 'never said'"


def test_descriptions_are_classified_where_the_assistant_can(
    small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = diagnosis(base="resource_based")
    monkeypatch.setattr(Assistant, "classify", lambda *_, **__: found, raising=False)
    monkeypatch.delattr(Assistant, "draft", raising=False)
    suites = [SUITES["classification"], SUITES["draft"]]
    wanted = Dataset("dev", (case(labels={"base": "resource_based"}),))
    with opened(small_assistant) as subject:
        outcome = run_suites(suites, [wanted], subject)[0]
    assert outcome.scores["classification"]["base"].value == 1.0
    assert outcome.unmeasured == {"draft": "The assistant cannot draft yet."}
