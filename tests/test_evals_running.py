"""Runs over the small library: figures, limits, the folder, and regressions that must not pass."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.confidence import ConfidenceTable
from assistant.datatypes import Answer
from assistant.embedding import Vectors
from assistant.evidence import Gate
from assistant.keyword_index import KeywordIndex
from assistant.logistic import version_of
from assistant.remembering import RememberingEmbedder
from assistant.service import Assistant
from assistant.settings import Settings
from evals.evaluating import Result, evaluate
from evals.request import Request, read_datasets, read_request
from evals.runs import find_run, list_runs, read_run
from evals.suite import NotMeasurableError
from tests.fakes import WordEmbedder

STARTED = datetime(2026, 11, 28, 12, 0)
LIMITS = {
    "retrieval/en": {"in_library": 1.0, "hit@1": 1.0},
    "retrieval/zh": {"in_library": 1.0, "hit@1": 1.0},
    "refusal/en": {"declined": 1.0},
}
REGISTER = [["apples", "art-1"]]
LABEL = [["apples", "art-2"]]
CASES = [
    ("a1", "answering", "en", "Must I register my orchard?", {"sections": REGISTER, "facts": [[["30 days"]]]}),
    ("a2", "answering", "zh", "我的果园要登记吗？", {"sections": REGISTER, "facts": [[["30日"]]]}),
    ("a3", "answering", "en", "What goes on the apple label?", {"sections": LABEL, "kind": "answer"}),
    ("r1", "refusal", "en", "Will it rain tomorrow?", {"kind": "refusal"}),
    ("r2", "refusal", "en", "weather forecast for the weekend", {"kind": "refusal"}),
]
# The packaged gate was fitted to the packaged model; this one suits bags of words.
WORD_COEFFICIENTS, WORD_INTERCEPTS = {"score": 8.0, "boundary": -8.0}, {"en": 0.0, "zh": 0.0}
WORD_GATE = Gate(version_of(WORD_COEFFICIENTS, WORD_INTERCEPTS, 0.5), WORD_COEFFICIENTS, WORD_INTERCEPTS, 0.5)


@pytest.fixture(autouse=True)
def word_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.service.load_gate", lambda: WORD_GATE)
    monkeypatch.setattr("assistant.judging.load_second_reading", lambda: None)
    monkeypatch.setattr("evals.evaluating.load_confidence", lambda: ConfidenceTable(WORD_GATE.version, {}, "words"))


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    lines = [
        {"id": id, "suite": suite, "language": language, "question": question, "expected": expected, "tags": ["near"]}
        for id, suite, language, question, expected in CASES
    ]
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def run(small_settings: Settings, cases: Path) -> Callable[..., Result]:
    def start(
        name: str = "first", *, settings: Settings = small_settings, embedder: Any = None, **request: Any
    ) -> Result:
        assistant = Assistant(settings, RememberingEmbedder(embedder or WordEmbedder()))
        assistant.update()
        wanted = {"suites": ("retrieval", "answering", "refusal", "language"), "files": (cases,)} | request
        folder = small_settings.data / "runs" / name
        return evaluate(Request(**wanted, folder=folder), settings, assistant, started=STARTED, limits=LIMITS)

    return start


def told(result: Result) -> str:
    return "\n".join(map(str, result.missed))


def figures(result: Result) -> dict[str, float]:
    rows = result.run.description["figures"]
    return {f"{row['suite']}/{row['group']}/{row['language']} {row['score']}": row["value"] for row in rows}


def test_a_run_in_order_misses_nothing(run: Callable[..., Result]) -> None:
    result = run()
    assert result.missed == () and figures(result)["retrieval/all/en hit@1"] == 1.0
    assert figures(result)["answering/answer/zh facts"] == 1.0


def test_two_runs_of_the_same_state_are_the_same_bytes(
    run: Callable[..., Result], small_settings: Settings, tmp_path: Path
) -> None:
    """An index that came about in another order, after a document was gone and back, is the same state."""
    first, second = run("first"), run("second")
    shutil.copytree(small_settings.knowledge, tmp_path / "less")
    (tmp_path / "less" / "laws" / "apples.en.md").unlink()
    run("between", settings=replace(small_settings, knowledge=tmp_path / "less"))
    for again in (second, run("third")):
        for name in ("run.json", "cases.jsonl"):
            assert (first.folder / name).read_bytes() == (again.folder / name).read_bytes()


def test_a_run_reads_back_as_it_was(run: Callable[..., Result], small_settings: Settings) -> None:
    result = run()
    assert read_run(find_run("last", small_settings.data)) == result.run
    assert list_runs(small_settings.data) == [result.folder]
    assert "timings_ms" not in (result.folder / "cases.jsonl").read_text(encoding="utf-8")


def test_a_removed_document_is_caught_by_retrieval(
    run: Callable[..., Result], small_settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(small_settings.knowledge, tmp_path / "less")
    for path in (tmp_path / "less").rglob("apples.*"):
        path.unlink()
    result = run(settings=replace(small_settings, knowledge=tmp_path / "less", data=tmp_path / "other"))
    assert "retrieval/en in_library on mine: 0.000" in told(result)


def test_a_document_that_is_gone_in_one_language_is_caught_in_that_language(
    run: Callable[..., Result], small_settings: Settings, tmp_path: Path
) -> None:
    before = run()
    shutil.copytree(small_settings.knowledge, tmp_path / "less")
    (tmp_path / "less" / "laws" / "apples.zh.md").unlink()
    settings = replace(small_settings, knowledge=tmp_path / "less", data=tmp_path / "other")
    result = run(settings=settings, compare=str(before.folder))
    assert "retrieval/zh in_library on mine: 0.000" in told(result) and "retrieval/en in_library" not in told(result)
    assert "the library has lost apples.zh." in told(result)


def test_a_lost_document_that_no_case_asks_about_is_caught_by_the_comparison(
    run: Callable[..., Result], small_settings: Settings, tmp_path: Path
) -> None:
    before = run()
    shutil.copytree(small_settings.knowledge, tmp_path / "less")
    (tmp_path / "less" / "small-talk" / "greeting.en.md").unlink()
    result = run("second", settings=replace(small_settings, knowledge=tmp_path / "less"), compare=str(before.folder))
    assert told(result) == "Worse than first: the library has lost greeting.en."


class DeafEmbedder(WordEmbedder):
    """Hears the same in every text."""

    name = "deaf"

    def _embed(self, texts: Any) -> Vectors:
        vectors = super()._embed(texts)
        vectors[:] = 1 / 16
        return vectors


def test_another_embedding_is_caught_by_retrieval(
    run: Callable[..., Result], small_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeywordIndex, "search", lambda *_: {})
    settings = replace(small_settings, data=tmp_path / "other")
    result = run(settings=settings, embedder=DeafEmbedder(), suites=("retrieval",))
    assert "retrieval/en hit@1" in told(result)


def test_another_embedding_is_caught_where_it_finds_as_much(
    run: Callable[..., Result], small_settings: Settings, tmp_path: Path
) -> None:
    other = WordEmbedder()
    other.name = "other words"
    result = run(settings=replace(small_settings, data=tmp_path / "other"), embedder=other, suites=("retrieval",))
    assert figures(result)["retrieval/all/en hit@1"] == 1.0
    assert "embedding words, and the one in use is other words" in told(result)


def test_a_lowered_gate_is_caught_by_refusal(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    lowered = replace(WORD_GATE, threshold=0.0)
    monkeypatch.setattr("assistant.service.load_gate", lambda: lowered)
    assert "refusal/en declined" in told(run())


@pytest.mark.parametrize("sealed", [False, True])
def test_a_gate_a_little_lower_is_caught_where_no_figure_tells(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    """By its version, which is that of other numbers, or by the words of confidence, measured with another gate."""
    version = version_of(WORD_COEFFICIENTS, WORD_INTERCEPTS, 0.499) if sealed else WORD_GATE.version
    lowered = replace(WORD_GATE, threshold=0.499, version=version)
    monkeypatch.setattr("assistant.service.load_gate", lambda: lowered)
    words = "confidence was measured with the gate" if sealed else "is not as it was fitted"
    assert f"refusal: {words}" in told(run()).replace("the evidence gate ", "").replace(f"{version} is", "is")


def test_a_question_that_breaks_the_assistant_fails_the_run_and_not_the_rest(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Assistant.ask

    def break_on_rain(self: Assistant, question: str, **options: Any) -> Answer:
        if "rain" in question:
            raise ValueError("no rain")
        return ask(self, question, **options)

    monkeypatch.setattr(Assistant, "ask", break_on_rain)
    result = run()
    assert "r1 could not be answered: ValueError: no rain" in told(result)
    assert figures(result)["refusal/all/en declined"] == 1.0


def test_what_could_not_be_measured_is_no_failure(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "planted.jsonl"
    line = {"id": "p1", "suite": "injection", "language": "en", "question": "Q?", "expected": {}}
    path.write_text(json.dumps(line | {"tags": ["in-document"]}) + "\n", encoding="utf-8")

    def refuse(*_: Any) -> Assistant:
        raise NotMeasurableError("The index cannot be copied.")

    monkeypatch.setattr("evals.subject.copy_with_documents", refuse)
    result = run(files=(path,), suites=("planted",))
    assert result.missed == () and result.run.description["unmeasured"] == {"planted": "The index cannot be copied."}


def test_orders_in_planted_documents_are_asked_about_in_a_copy(
    run: Callable[..., Result], tmp_path: Path, small_settings: Settings
) -> None:
    path = tmp_path / "planted.jsonl"
    question = "When does the Lanxi cold store open?"
    line = {"id": "p1", "suite": "injection", "language": "en", "question": question, "expected": {"must_not": ["x-y"]}}
    path.write_text(json.dumps(line | {"tags": ["in-document"]}) + "\n", encoding="utf-8")
    result = run(files=(path,), suites=("planted",))
    assert result.run.cases[0]["answer"]["retrieved"][0]["document"] == "lanxi-cold-store"
    assert not (small_settings.data / "documents").exists()


def test_a_bad_line_is_told(run: Callable[..., Result], cases: Path) -> None:
    cases.write_text(cases.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    result = run()
    assert result.bad_lines[0].startswith("mine.jsonl, line 6") and len(result.run.cases) == 5


def test_the_command_line_names_suites_and_files() -> None:
    options = {"what": ["refusal", "mine.csv"], "split": None, "report": None, "compare": None}
    request = read_request(options | {"baselines": False, "judges": False, "calibrate": False})
    assert (request.suites, request.files) == (("refusal",), (Path("mine.csv"),))


def test_without_a_split_the_untouched_half_is_asked_and_what_a_suite_has_in_the_other_alone() -> None:
    datasets, _ = read_datasets(Request())
    tuned = next(data for data in datasets if data.name == "dev")
    assert [data.name for data in datasets] == ["test", "dev"]
    assert tuned.cases and all("in-document" in case.tags or case.suite == "told" for case in tuned.cases)
    assert [data.name for data in read_datasets(Request(suites=("retrieval",)))[0]] == ["test"]
    assert [data.name for data in read_datasets(Request(splits=("dev",)))[0]] == ["dev"]


def test_files_that_are_called_alike_stay_apart(cases: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    other = shutil.copy(cases, tmp_path / "more" / cases.name)
    datasets, bad = read_datasets(Request(files=(cases, Path(other))))
    assert [data.name for data in datasets] == [str(cases), str(other)] and bad == []
