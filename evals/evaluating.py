"""One evaluation from request to result: read cases, ask, score, hold against limits, record, compare."""

import itertools
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.confidence import load_confidence
from assistant.goods import generalise
from assistant.ingestion import Progress as IndexProgress
from assistant.remembering import RememberingEmbedder
from assistant.service import Assistant
from assistant.settings import Settings
from evals.calibrating import calibrate
from evals.cases import Case
from evals.comparison import Comparison, compare
from evals.diagnosis_scorers import count_confusion
from evals.documents import count_by_document
from evals.figures import Figure, Limits, read_limits, sum_up
from evals.harness import Dataset, Outcome, count_cases, run_suites
from evals.provenance import describe
from evals.reasons import Reason, listed, reason
from evals.reliability import measure_reliability
from evals.report import html_report
from evals.request import Request, read_datasets
from evals.runs import REPORTS, Run, find_run, new_folder, read_run, record_case, record_run, write_run
from evals.subject import opened, searched_texts
from evals.suites import SUITES
from evals.suites.refusal import REFUSAL
from evals.suites.retrieval import RETRIEVAL
from evals.suites.speed import SPEED, measure_speed
from evals.summary import markdown

# A step of the work, how much of it is done so far, and how much there is.
Progress = Callable[[str, int, int], None]


def _no_progress(step: str, done: int, total: int) -> None:  # noqa: ARG001 - called like any progress
    return None


@dataclass(frozen=True, slots=True)
class Result:
    """A run with what is to be said about it; `missed` are sentences, and any of them is a failure."""

    run: Run
    folder: Path
    missed: tuple[Reason, ...]
    bad_lines: tuple[str, ...]
    comparison: Comparison | None

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `evaluate --json` prints."""
        description = self.run.description
        return {
            "run": str(self.folder),
            "figures": description["figures"],
            "documents": description["documents"],
            "speed": self.run.timings["speed"],
            "missed": [told.en for told in self.missed],
            "unmeasured": description["unmeasured"],
            "bad_lines": list(self.bad_lines),
            "comparison": asdict(self.comparison) if self.comparison else None,
            "extras": description["extras"],
        }


def open_assistant(settings: Settings, *, progress: IndexProgress | None = None) -> Assistant:
    """Return an assistant whose embedder remembers, so that each question is embedded once in a run."""
    assistant = Assistant.open(settings, progress=progress)
    # The library's own texts are embedded by now and would only take room in memory.
    assistant.embedder = RememberingEmbedder(assistant.embedder)
    assistant.update()
    return assistant


def evaluate(
    request: Request,
    settings: Settings,
    assistant: Assistant,
    *,
    started: datetime,
    limits: Limits | None = None,
    progress: Progress = _no_progress,
) -> Result:
    """Run what was asked for and write the run and its reports to its folder.

    With `calibrate` the gate is fitted first, so that the run is of the new one. Baselines and judges are
    measured on the same cases and recorded as extras.
    """
    before = read_run(find_run(request.compare, settings.data)) if request.compare else None
    limits = read_limits() if limits is None else limits
    datasets, bad = read_datasets(request)
    if request.calibrate:
        calibrate(assistant)
    began = time.perf_counter()
    outcomes = _run(request, datasets, assistant, progress)
    figures = sum_up(outcomes, limits)
    speed = measure_speed(assistant, _all_cases(datasets)) if SPEED in request.suites else None
    seconds = round(time.perf_counter() - began, 1)
    description = {
        **describe(assistant, datasets),
        "suites": list(request.suites),
        **_findings(outcomes, figures),
        "extras": _measure_extras(request, datasets, assistant, progress),
    }
    folder = request.folder or new_folder(settings.data, started)
    times = {"started": started.isoformat(timespec="seconds"), "suites_s": seconds}
    run = record_run(folder.name, description, outcomes, times | {"speed": asdict(speed) if speed else None})
    write_run(run, folder)
    comparison = compare(before, run) if before else None
    fitted = [*_embedding_faults(request, assistant), *_gate_faults(request, assistant)]
    missed = [*_missed(figures, outcomes, comparison), *fitted, *(speed.missed(limits) if speed else [])]
    write_reports(run, folder, missed, comparison)
    return Result(run, folder, tuple(missed), tuple(bad), comparison)


def _findings(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> dict[str, Any]:
    cases = [record_case(outcome) for outcome in outcomes]
    return {
        "figures": [asdict(figure) for figure in figures],
        "documents": count_by_document(cases),
        "reliability": measure_reliability(cases),
        "confusion": count_confusion(_classified(outcomes)),
        "unmeasured": {suite: reason for outcome in outcomes for suite, reason in outcome.unmeasured.items()},
    }


def _missed(figures: Sequence[Figure], outcomes: Sequence[Outcome], comparison: Comparison | None) -> list[Reason]:
    """Return a sentence for each thing that is not as it should be."""
    missed = [figure.sentence() for figure in figures if figure.missed]
    missed += [reason("broke", case=one.case.id, error=one.error) for one in outcomes if one.error]
    if comparison is None:
        return missed
    worse = [one.sentence() for one in comparison.worse()]
    if comparison.lost:
        worse.append(reason("lost", documents=listed(comparison.lost)))
    return missed + [reason("worse", before=comparison.before, what=one) for one in worse]


def _embedding_faults(request: Request, assistant: Assistant) -> list[Reason]:
    """Return a sentence where another embedding is searched with than the gate was fitted to, however well it does."""
    measured, used = load_confidence().embedding, assistant.embedder.name
    if RETRIEVAL.name not in request.suites or measured in (None, used):
        return []
    return [reason("embedding_other", measured=measured, embedding=used)]


def _gate_faults(request: Request, assistant: Assistant) -> list[Reason]:
    """Return what is wrong with the gate itself: a lower one may be too little for the figures to tell."""
    if REFUSAL.name not in request.suites:
        return []
    used, measured = assistant.judge.version, load_confidence().gate
    if not assistant.judge.sealed:
        return [reason("gate_changed", version=used)]
    return [] if measured == used else [reason("gate_other", measured=measured, version=used)]


def write_reports(run: Run, folder: Path, missed: Sequence[Reason], comparison: Comparison | None) -> None:
    """Write a report in each language and `summary.md` beside the run."""
    for language, name in REPORTS.items():
        (folder / name).write_text(html_report(run, missed, comparison, language=language), encoding="utf-8")
    (folder / "summary.md").write_text(markdown(run, missed, comparison), encoding="utf-8")


def _run(request: Request, datasets: Sequence[Dataset], assistant: Assistant, progress: Progress) -> list[Outcome]:
    suites = [SUITES[name] for name in request.suites if name != SPEED]
    if isinstance(assistant.embedder, RememberingEmbedder):
        texts = [
            form
            for case in _all_cases(datasets)
            if any(suite.takes(case) for suite in suites)
            for text in searched_texts(case)
            for form in (text, generalise(text))
        ]
        total = len(set(texts))
        assistant.embedder.prepare(texts, progress=lambda done: progress("Embedding", done, total))
    total, done = count_cases(suites, datasets), itertools.count(1)
    with opened(assistant) as subject:
        return run_suites(
            suites,
            datasets,
            subject,
            workers=os.cpu_count() or 1,
            progress=lambda: progress("Asking", next(done), total),
        )


def _measure_extras(
    request: Request, datasets: Sequence[Dataset], assistant: Assistant, progress: Progress
) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if request.baselines:
        from evals.baselines import measure_baselines

        extras["baselines"] = measure_baselines(assistant, datasets, progress=progress)
    if request.judges:
        from evals.judges import ask_judges

        extras["judges"] = ask_judges(assistant, progress=progress)
    return extras


def _all_cases(datasets: Sequence[Dataset]) -> list[Case]:
    return [case for dataset in datasets for case in dataset.cases]


def _classified(outcomes: Sequence[Outcome]) -> list[tuple[str, Case, dict[str, Any]]]:
    found = ((one.split, one.case, one.outputs.get("classification")) for one in outcomes)
    return [(split, case, output) for split, case, output in found if output]
