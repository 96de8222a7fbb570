"""Runs of evaluation suites as HTML: past runs, figures beside their limits, what became of each question."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.datatypes import Language
from assistant.jobs import Job
from assistant.web.rendering import render_notice, render_running
from assistant.web.texts import text, write_time
from evals.names import WHOLE, name_of

if TYPE_CHECKING:
    from evals.comparison import ChangedScore, Comparison
    from evals.runs import Run

_MOST_RUNS = 30
_MOST_CHANGES = 200
_CHANGES = ("fixed", "broken", "better", "worse")
_WIDTH = 100
# The steps of a run that tell how far they are, and what the page says at each.
_STEPS = {"Embedding": "suites_embedding", "Asking": "suites_running"}


def render_progress(job: Job | None, language: Language) -> str:
    """Return how far a run is, or how it ended; nothing where there was none."""
    if job is None:
        return ""
    if job.state == "running":
        return render_running(job, _STEPS.get(job.at, "suites_beginning"), language)
    if job.state == "done":
        return f'<p class="done" role="status">{escape(text("run_done", language, name=job.result))}</p>'
    stopped = "run_stopped" if job.state == "stopped" else f"job_{job.state}"
    return render_notice(job.error.in_language(language) if job.error else text(stopped, language))


def render_runs(folders: Sequence[Path], language: Language, *, root_path: str) -> str:
    """Return past runs, the newest first, each with what it ran, how many limits it missed, and its report."""
    if not folders:
        return f'<p class="count">{escape(text("no_runs", language))}</p>'
    rows = "".join(_run_row(folder, language, root_path) for folder in folders[:_MOST_RUNS])
    return f'<ul class="runs">{rows}</ul>'


def render_run(run: "Run", language: Language, *, root_path: str) -> str:
    """Return the figures of a run, each with its interval, its limit, and a bar of both."""
    figures = run.description["figures"]
    heads = "".join(f"<th>{escape(text(name, language))}</th>" for name in ("figure", "value", "limit", "cases"))
    rows = "".join(_figure_row(row, language) for row in figures if row["group"] == WHOLE or row["limit"] is not None)
    report = _report_link(run.name, language, root_path)
    return f'<h3>{escape(run.name)}</h3>{report}<table class="figures"><tr>{heads}</tr>{rows}</table>'


def render_comparison(comparison: "Comparison", old: "Run", new: "Run", language: Language) -> str:
    """Return what became of each question from one run to another: fixed, broken, better, worse."""
    asked = {(case["split"], case["id"]): case["question"] or case["text"] for case in (*old.cases, *new.cases)}
    found = {name: [one for one in comparison.changes if one.change == name] for name in _CHANGES}
    counts = "".join(
        f'<li class="{name}"><b>{len(found[name])}</b> {escape(text(f"became_{name}", language))}</li>'
        for name in _CHANGES
    )
    lists = "".join(_changes(name, found[name], asked, language) for name in _CHANGES if found[name])
    others = "".join(
        f"<li>{len(keys)} {escape(text(f'cases_{name}', language))}</li>"
        for name in ("reworded", "edited", "added", "removed")
        if (keys := getattr(comparison, name))
    )
    fell = [one.sentence().in_language(language) for one in comparison.worse()]
    if comparison.lost:
        fell.append(text("documents_lost", language, documents=", ".join(comparison.lost)))
    worse = "".join(f"<li>{escape(one)}</li>" for one in fell)
    told = f"<h3>{escape(text('surely_worse', language))}</h3><ul>{worse}</ul>" if worse else ""
    title = escape(text("compared", language, before=comparison.before, after=comparison.after))
    same = "" if lists else f'<p class="count">{escape(text("no_change", language))}</p>'
    return f'<h3>{title}</h3><ul class="counts">{counts}{others}</ul>{told}{same}{lists}'


def _run_row(folder: Path, language: Language, root_path: str) -> str:
    try:
        description = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        started = json.loads((folder / "timings.json").read_text(encoding="utf-8"))["started"]
        figures = description["figures"]
    except (OSError, ValueError, KeyError):
        return f"<li>{escape(folder.name)}: {escape(text('run_unreadable', language))}</li>"
    missed = sum(row["limit"] is not None and row["value"] < row["limit"] for row in figures)
    suites = " · ".join(name_of("suite", name).in_language(language) for name in description["suites"])
    told = text("limits_missed", language, count=missed) if missed else text("limits_kept", language)
    return (
        f'<li class="{"bad" if missed else "good"}"><b>{escape(write_time(started, language))}</b> '
        f'<span class="validity">{escape(folder.name)} · {escape(suites)} · {escape(told)}</span>'
        f"{_report_link(folder.name, language, root_path)}</li>"
    )


def _report_link(name: str, language: Language, root_path: str) -> str:
    address = f"{root_path}/{language}/desk/runs/{name}/report"
    return f'<a class="file" href="{address}">{escape(text("open_report", language))}</a>'


def _figure_row(row: dict[str, Any], language: Language) -> str:
    parts = ["half", "suite", *([] if row["group"] == WHOLE else ["group"]), "language", "score"]
    named = (name_of(part, row["split" if part == "half" else part]).in_language(language) for part in parts)
    name = " · ".join(named)
    missed = row["limit"] is not None and row["value"] < row["limit"]
    limit = "" if row["limit"] is None else f"{row['limit']:.2f}"
    value = f'{row["value"]:.3f} <span class="validity">[{row["low"]:.2f}, {row["high"]:.2f}]</span>{_bar(row)}'
    cells = "".join(f"<td>{cell}</td>" for cell in (escape(name), value, limit, row["count"]))
    return f'<tr class="{"missed" if missed else ""}">{cells}</tr>'


def _bar(row: dict[str, Any]) -> str:
    """Return a bar of a value between 0 and 1 with its interval, and the limit as a stroke."""
    low, high, value = (round(row[name] * _WIDTH, 1) for name in ("low", "high", "value"))
    limit = row["limit"]
    stroke = "" if limit is None else f'<rect x="{limit * _WIDTH - 0.5:.1f}" y="0" width="1" height="10"></rect>'
    return (
        f'<svg viewBox="0 0 {_WIDTH} 10" width="100" height="10" class="bar-of" aria-hidden="true">'
        f'<rect class="whole" x="0" y="3" width="{_WIDTH}" height="4"></rect>'
        f'<rect class="value" x="0" y="3" width="{value}" height="4"></rect>'
        f'<rect class="interval" x="{low}" y="1" width="{max(high - low, 0.5):.1f}" height="8"></rect>{stroke}</svg>'
    )


def _changes(name: str, found: Iterable["ChangedScore"], asked: dict[tuple[str, str], str], language: Language) -> str:
    listed = list(found)
    rows = "".join(_change(one, asked.get((one.split, one.case), ""), language) for one in listed[:_MOST_CHANGES])
    title = f"{escape(text(f'became_{name}', language))} ({len(listed)})"
    return f'<details class="{name}" open><summary>{title}</summary><ul class="changes">{rows}</ul></details>'


def _change(one: "ChangedScore", question: str, language: Language) -> str:
    told = question if len(question) <= 200 else question[:199] + "…"
    suite, score = (name_of(what, getattr(one, what)).in_language(language) for what in ("suite", "score"))
    facts = f"{one.split}/{one.case} · {suite} · {score}: {one.before:.2f} → {one.after:.2f}"
    name = f"<b>{escape(' '.join(told.split()))}</b>"
    why = escape(one.reason.in_language(language))
    return f'<li>{name}<span class="validity">{escape(facts)}</span><p>{why}</p></li>'
