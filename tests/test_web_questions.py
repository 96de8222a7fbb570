"""The board of open questions and the page of evaluation, without a browser."""

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.jobs import Job, Jobs
from assistant.service import Assistant
from assistant.web.app import build_app
from assistant.web.door import Door
from assistant.web.evaluation import _Evaluation
from assistant.web.evaluation_rendering import render_comparison, render_progress, render_runs
from assistant.web.questions import _Board, _Parts
from assistant.web.workplace import Workplace
from evals.comparison import ChangedScore, Comparison, Difference
from evals.reasons import reason
from evals.runs import Run

WORKER: Any = SimpleNamespace(username="local")
_NAMES = list(_Parts.__dataclass_fields__)


def _named(values: list[Any]) -> dict[str, Any]:
    return dict(zip(_NAMES, values, strict=True))


@pytest.fixture
def board(small_assistant: Assistant) -> _Board:
    return _Board(Workplace(small_assistant, "en", Door(None), Jobs()))


@pytest.fixture
def asked(small_assistant: Assistant) -> str:
    question = "Will it <b>rain</b> tomorrow?"
    return small_assistant.conversations.keep("v" * 43, question, small_assistant.ask(question)).message


def test_a_question_is_listed_as_text_chosen_and_answered(board: _Board, asked: str) -> None:
    assert "&lt;b&gt;rain" in _named(board.show("most", WORKER))["listed"]
    chosen = _named(board.choose(f"{asked} 1", "most", WORKER))
    assert chosen["answering"].visible and chosen["which"].value == [asked]
    told = "The rain line 12121 tells the rain."
    done = _named(board.answer([asked], "Rain", told, "County office", "Li Mei", "most", WORKER))
    assert "answer-" in done["told"] and "Nothing is open" in done["listed"]
    (added,) = [one for one in board.workplace.assistant.list_documents() if not one.built_in]
    assert (added.title, added.added_by) == ("Rain", "Li Mei (local)")


@pytest.mark.parametrize(("signer", "which", "told"), [(" ", None, "Sign with"), ("Li", [], "Choose a question")])
def test_what_is_missing_is_told(board: _Board, asked: str, signer: str, which: Any, told: str) -> None:
    chosen = [asked] if which is None else which
    assert told in _named(board.answer(chosen, "Rain", "It rains.", "Office", signer, "most", WORKER))["told"]


def test_a_question_becomes_a_case_or_is_set_aside(board: _Board, asked: str) -> None:
    assert "what a good answer holds" in _named(board.make_case([asked], "answer", "", "most", WORKER))["told"]
    assert "asked.jsonl" in _named(board.make_case([asked], "answer", "12121", "most", WORKER))["told"]
    assert "settled or deleted" in _named(board.set_aside([asked], "most", WORKER))["told"]


def test_own_cases_run_are_listed_shown_and_compared(board: _Board, asked: str) -> None:
    page = _Evaluation(board.workplace)
    assert "Choose at least one" in page.run(["refusal"], ["own"], WORKER)[0]
    board.make_case([asked], "refusal", "", "most", WORKER)
    for _ in range(2):
        page.run(["refusal"], ["own"], WORKER)
        until = time.monotonic() + 60
        while (seen := page.look(WORKER))[1].active and time.monotonic() < until:
            time.sleep(0.05)
        assert "is done" in seen[0]
    after, before = (name for _, name in seen[5].choices)
    assert "declined" in page.show(after, WORKER)
    compared = page.compare(before, after, WORKER)
    assert "<b>0</b> fixed" in compared and "came out the same" in compared
    assert "Choose a run" in page.compare("../..", after, WORKER)
    assert f"/en/desk/runs/{after}/report" in seen[3]


def test_own_cases_and_packaged_ones_run_apart(board: _Board, asked: str) -> None:
    board.make_case([asked], "refusal", "", "most", WORKER)
    assert "apart" in _Evaluation(board.workplace).run(["refusal"], ["dev", "own"], WORKER)[0]


def test_a_broken_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert "cannot be read" in render_runs([tmp_path / "x"], "en", root_path="")


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (Job("1", "li", "evaluation"), "正在准备评测"),
        (Job("1", "li", "evaluation", done=3, total=9, at="Embedding"), "正在读题：3/9"),
        (Job("1", "li", "evaluation", done=3, total=9, at="Asking"), "正在提问：3/9"),
        (Job("1", "li", "evaluation", done=3, total=9, at="Asking", stopping=True), "做完这一步就停"),
        (Job("1", "li", "evaluation", state="stopped"), "这次评测没有保存"),
        (Job("1", "li", "evaluation", state="failed"), "原因在日志里"),
    ],
)
def test_a_run_tells_how_far_it_is_and_how_it_ended(job: Job, told: str) -> None:
    assert told in render_progress(job, "zh")


def test_a_changed_score_tells_why_in_the_words_of_the_page() -> None:
    case = {"id": "a", "split": "dev", "question": "会下雨吗？", "text": ""}
    change = ChangedScore("dev", "a", "refusal", "declined", 1.0, 0.0, reason("answered_in", language="中文"))
    old, new = (Run(name, {}, [case], {}) for name in ("old", "new"))
    told = render_comparison(Comparison("old", "new", (change,), (), (), (), (), ()), old, new, "zh")
    assert all(part in told for part in ("会下雨吗？", "拒答", "该拒的拒了", "用中文回答"))
    assert "declined" not in told and "answered" not in told


def test_a_lost_document_is_told() -> None:
    run = Run("old", {}, [], {})
    told = render_comparison(Comparison("old", "new", (), (), (), (), (), (), (), ("apples.zh",)), run, run, "zh")
    assert "资料库里少了apples.zh。" in told


def test_each_page_opens_the_report_in_its_own_language(small_assistant: Assistant) -> None:
    folder = small_assistant.settings.data / "runs" / "r1"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("<p>Evaluation", encoding="utf-8")
    app = build_app(small_assistant)
    browser = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
    assert "Evaluation" in browser.get("/zh/desk/runs/r1/report").text  # a run of a former version
    (folder / "report.zh.html").write_text("<p>评测", encoding="utf-8")
    assert [browser.get(f"/{one}/desk/runs/r1/report").text for one in ("en", "zh")] == ["<p>Evaluation", "<p>评测"]


def test_a_figure_that_fell_is_told_in_the_words_of_the_page() -> None:
    before, after = 0.9, 0.5
    fell = Difference("dev", "refusal", "zh", "declined", 40, before, after, 1, 17, 0.001)
    told = fell.sentence().in_language("zh")
    assert all(part in told for part in ("调整用的一半", "拒答", "40题里从0.900降到0.500", "变坏17题"))
    assert "fell" not in told and "over 40 cases" in str(fell.sentence())
