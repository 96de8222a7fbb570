"""`assistant evaluate` as a program: exit status, JSON, the run's folder, comparison."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import service
from assistant.cli import main
from assistant.confidence import ConfidenceTable
from assistant.evidence import Gate
from assistant.keyword_index import KeywordIndex
from assistant.logistic import version_of
from tests.fakes import WordEmbedder

WORD_COEFFICIENTS, WORD_INTERCEPTS = {"score": 8.0, "boundary": -8.0}, {"en": 0.0, "zh": 0.0}
GATE = Gate(version_of(WORD_COEFFICIENTS, WORD_INTERCEPTS, 0.5), WORD_COEFFICIENTS, WORD_INTERCEPTS, 0.5)


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(knowledge))
    monkeypatch.setattr(service, "load_embedder", lambda _: WordEmbedder())
    monkeypatch.setattr(service, "load_gate", lambda: GATE)
    monkeypatch.setattr("assistant.judging.load_second_reading", lambda: None)
    monkeypatch.setattr("evals.evaluating.load_confidence", lambda: ConfidenceTable(GATE.version, {}, "words"))
    rows = "id,question,sections,facts,kind\na,Must I register my orchard?,apples/art-1,30 days,answer\n"
    (tmp_path / "mine.csv").write_text(rows, encoding="utf-8")


def test_a_file_of_cases_is_run_and_told_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["evaluate", "retrieval", "answering", "mine.csv", "--json", "--report", "out"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (told["run"], told["missed"], told["bad_lines"]) == ("out", [], [])
    assert {row["split"] for row in told["figures"]} == {"mine"}
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"run.json", "cases.jsonl", "timings.json", "report.html", "report.zh.html", "summary.md"}


def test_a_figure_under_its_limit_exits_with_1_and_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("question,sections\nMust I register?,plums/art-9\n", encoding="utf-8")
    assert main(["evaluate", "retrieval", "mine.csv"]) == 1
    captured = capsys.readouterr()
    assert "retrieval/en in_library on mine: 0.000 (0 of 1 cases) is under the limit of 1.0." in captured.err
    assert "UNDER 1.0" in captured.out


class DeafEmbedder(WordEmbedder):
    """Hears something else in a question than in a passage."""

    name = "deaf"

    def embed_questions(self, texts: Any) -> Any:
        return super().embed_questions([f"deaf {number}" for number, _ in enumerate(texts)])


@pytest.mark.parametrize(
    ("planted", "suite"),
    [("a lost document", "retrieval"), ("another embedding", "retrieval"), ("a low gate", "refusal")],
)
def test_a_planted_regression_ends_with_1_and_its_suite_is_named(
    planted: str, suite: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, knowledge: Path, capsys: Any
) -> None:
    """Against a clean run that ended with 0: by a limit or, where that is lower still, by the comparison."""
    rows = ["id,suite,question,sections,kind"]
    rows += [f"a{n},answering,Must I register orchard {n}?,apples/art-1,answer" for n in range(20)]
    rows += [f"r{n},refusal,weather forecast for weekend {n},,refusal" for n in range(20)]
    (tmp_path / "many.csv").write_text("\n".join(rows), encoding="utf-8")
    assert main(["evaluate", "retrieval", "refusal", "many.csv", "--report", "clean"]) == 0
    if planted == "a lost document":
        (knowledge / "laws" / "apples.en.md").unlink()
    elif planted == "a low gate":
        monkeypatch.setattr(service, "load_gate", lambda: replace(GATE, threshold=0.0))
    else:
        monkeypatch.setattr(service, "load_embedder", lambda _: DeafEmbedder())
        monkeypatch.setattr(KeywordIndex, "search", lambda *_: {})
        monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "deaf"))
    capsys.readouterr()
    assert main(["evaluate", "retrieval", "refusal", "many.csv", "--compare", "clean"]) == 1
    told = capsys.readouterr().err
    figure = {"a lost document": "in_library", "another embedding": "hit@1", "a low gate": "declined"}[planted]
    assert f"{suite}/en {figure} on many" in told


def test_a_bad_line_is_told_the_rest_runs_and_the_exit_status_is_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (tmp_path / "mine.csv").read_text(encoding="utf-8") + "b,Q?,,,nonsense/\na,Q?,,,\n"
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    assert main(["evaluate", "answering", "mine.csv"]) == 1
    assert "mine.csv, line 4: the id 'a' was used before" in capsys.readouterr().err


def test_runs_are_compared_with_the_last_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", "answering", "mine.csv"])
    assert main(["evaluate", "answering", "mine.csv", "--compare", "last", "--json"]) == 0
    compared = json.loads(capsys.readouterr().out.splitlines()[-1])["comparison"]
    assert (compared["changes"], compared["state"]) == ([], [])


def test_a_run_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "answering", "mine.csv", "--compare", "monday"]) == 1
    assert "There is no run 'monday'" in capsys.readouterr().err


def test_a_set_of_cases_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "answering", "--split", "spring"]) == 1
    assert "There are no cases 'spring'" in capsys.readouterr().err


def test_a_suite_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evaluate", "poetry"])
    assert stopped.value.code == 2 and "the suites are retrieval, answering" in capsys.readouterr().err
