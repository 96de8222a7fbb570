"""The page of evaluation: run suites in the background, look at past runs, compare two question by question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.datatypes import Language
from assistant.errors import AssistantError
from assistant.jobs import Report
from assistant.settings import CASES_FOLDER
from assistant.web.evaluation_rendering import render_comparison, render_progress, render_run, render_runs
from assistant.web.rendering import render_notice
from assistant.web.texts import refusal
from assistant.web.workplace import Workplace
from evals.names import name_of

_KIND = "evaluation"
_LOOK_EVERY_S = 1.0
_ARRIVE_AFTER_S = 0.1
_HALVES, _OWN = ("dev", "test"), "own"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_evaluation(workplace: Workplace) -> None:
    """Build the page: what to run, how far it is, the runs, one run's figures, two runs compared."""
    from evals.suites import SUITE_NAMES

    word, page = workplace.word, _Evaluation(workplace)
    gr.Markdown(word("evaluation_intro"))
    choices = [*_named("half", _HALVES, workplace.language), (word("half_own"), _OWN)]
    suites = gr.CheckboxGroup(
        _named("suite", SUITE_NAMES, workplace.language), value=["refusal"], label=word("suites"), elem_id="suites"
    )
    halves = gr.CheckboxGroup(choices, value=["dev"], label=word("halves"), info=word("halves_info"), elem_id="halves")
    with gr.Row():
        run = gr.Button(word("run_suites"), variant="primary", elem_id="run")
        stop = gr.Button(word("stop"), visible=False, elem_id="stop")
    progress = gr.Markdown(elem_id="progress")
    gr.Markdown(f"## {word('past_runs')}")
    runs = gr.Markdown(elem_id="runs")
    with gr.Row():
        before = gr.Dropdown([], label=word("run_before"), filterable=False, min_width=300, elem_id="before")
        after = gr.Dropdown([], label=word("run_after"), filterable=False, min_width=300, elem_id="after")
    with gr.Row():
        show = gr.Button(word("show_run"), elem_id="show-run")
        compare = gr.Button(word("compare_runs"), elem_id="compare-runs")
    shown = gr.Markdown(elem_id="shown")
    watch, arrival = gr.Timer(_LOOK_EVERY_S, active=False), gr.Timer(_ARRIVE_AFTER_S)
    seen = [progress, watch, stop, runs, before, after]
    arrival.tick(page.arrive, None, [arrival, *seen], **_QUIET)
    run.click(page.run, [suites, halves], seen, **_QUIET)
    stop.click(page.stop, None, progress, queue=False, **_QUIET)
    watch.tick(page.look, None, seen, **_QUIET)
    show.click(page.show, after, shown, api_visibility="private")
    compare.click(page.compare, [before, after], shown, api_visibility="private")


def _named(what: str, ids: Iterable[str], language: Language) -> list[tuple[str, str]]:
    return [(name_of(what, id).in_language(language), id) for id in ids]


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """What the buttons do; each handler begins with who calls."""

    workplace: Workplace

    def arrive(self, request: gr.Request) -> list[Any]:
        account = self.workplace.worker(request)
        return [gr.Timer(active=False), *self._show(account.name, fresh=True)]

    def run(self, suites: list[str] | None, halves: list[str] | None, request: gr.Request) -> list[Any]:
        """Begin a run; its folder is listed once it is done."""
        account = self.workplace.worker(request)
        try:
            wanted = self._read_requests(suites or [], halves or [])
            self.workplace.jobs.start(account.name, _KIND, lambda report: self._work(wanted, report))
        except AssistantError as error:
            return [render_notice(error.in_language(self.workplace.language)), *[gr.skip()] * 5]
        return self._show(account.name)

    def stop(self, request: gr.Request) -> str:
        name = self.workplace.worker(request).name
        self.workplace.jobs.stop(name, _KIND)
        return render_progress(self.workplace.jobs.latest(name, _KIND), self.workplace.language)

    def look(self, request: gr.Request) -> list[Any]:
        return self._show(self.workplace.worker(request).name)

    def show(self, name: str | None, request: gr.Request) -> str:
        self.workplace.worker(request)
        try:
            return render_run(self._run(name), self.workplace.language, root_path=self.workplace.door.root_path)
        except AssistantError as error:
            return render_notice(error.in_language(self.workplace.language))

    def compare(self, before: str | None, after: str | None, request: gr.Request) -> str:
        self.workplace.worker(request)
        from evals.comparison import compare

        try:
            old, new = self._run(before), self._run(after)
        except AssistantError as error:
            return render_notice(error.in_language(self.workplace.language))
        return render_comparison(compare(old, new), old, new, self.workplace.language)

    def _read_requests(self, suites: list[str], halves: list[str]) -> Any:
        """Return what is to be run: the project's own cases, or those of this office."""
        from evals.request import Request
        from evals.suites import SUITE_NAMES

        named = tuple(name for name in SUITE_NAMES if name in suites)
        splits = tuple(half for half in _HALVES if half in halves)
        own = tuple(sorted((self._data / CASES_FOLDER).glob("*.jsonl"))) if _OWN in halves else ()
        if not named or not (splits or own):
            raise refusal("choose_suites")
        if splits and own:
            raise refusal("own_apart")
        return Request(suites=named, splits=splits, files=own)

    def _work(self, wanted: Any, report: Report) -> str:
        from evals.evaluating import evaluate

        def progress(step: str, done: int, total: int) -> None:
            report(done, total, step)

        assistant = self.workplace.assistant
        result = evaluate(wanted, assistant.settings, assistant, started=datetime.now(), progress=progress)
        return result.folder.name

    def _run(self, name: str | None) -> Any:
        """Return a past run by its name; only those of this office's folder can be named."""
        from evals.runs import list_runs, read_run

        folder = next((one for one in list_runs(self._data) if one.name == name), None)
        if folder is None:
            raise refusal("choose_run")
        return read_run(folder)

    def _show(self, owner: str, *, fresh: bool = False) -> list[Any]:
        """Return how far the work is and, when it ended or the page is new, the runs as they are now."""
        job = self.workplace.jobs.latest(owner, _KIND)
        running = job is not None and job.state == "running"
        watching = [gr.Timer(active=running), gr.Button(visible=running)]
        runs = [gr.skip()] * 3 if running and not fresh else self._runs()
        return [render_progress(job, self.workplace.language), *watching, *runs]

    def _runs(self) -> list[Any]:
        from evals.runs import list_runs

        folders = list_runs(self._data)
        names = [folder.name for folder in folders]
        listed = render_runs(folders, self.workplace.language, root_path=self.workplace.door.root_path)
        before = names[1] if len(names) > 1 else None
        return [listed, gr.Dropdown(names, value=before), gr.Dropdown(names, value=names[0] if names else None)]

    @property
    def _data(self) -> Path:
        return self.workplace.assistant.settings.data
