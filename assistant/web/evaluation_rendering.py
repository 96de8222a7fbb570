"""Runs of evaluation suites as HTML: past runs, figures beside their limits, what became of each question."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.datatypes import Language
from assistant.jobs import Job
from assistant.web.rendering import render_done, render_notice, render_running
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
        return render_done(text("run_done", language, name=job.result))
    stopped = "run_stopped" if job.state == "stopped" else f"job_{job.state}"
    return render_notice(job.error.in_language(language) if job.error else text(stopped, language))


def render_runs(folders: Sequence[Path], language: Language, *, root_path: str) -> str:
    """Return past runs, the newest first, each with what it ran, how many limits it missed, and its report."""
    if not folders:
        return f'<p class="count">{escape(text("no_runs", language))}</p>'
    rows = "".join(_run_row(folder, language, root_path) for folder in folders[:_MOST_RUNS])
    return f'<ul class="runs">{rows}</ul>'


def render_run(run: "Run", language: Language, *, root_path: str) -> str:
    """Return the figures of a run by half and suite, its languages side by side."""
    rows = [row for row in run.description["figures"] if row["group"] == WHOLE or row["limit"] is not None]
    parts = dict.fromkeys((row["split"], row["suite"]) for row in rows)
    tables = "".join(
        f"<h4>{escape(name_of('half', split).in_language(language))} · "
        f"{escape(name_of('suite', suite).in_language(language))}</h4>"
        f"{_figures([row for row in rows if (row['split'], row['suite']) == (split, suite)], language)}"
        for split, suite in parts
    )
    return f"<h3>{escape(run.name)}</h3>{_report_link(run.name, language, root_path)}{tables}"


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
    fell = [one.sentence(named=True).in_language(language) for one in comparison.worse()]
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


def _figures(rows: Sequence[dict[str, Any]], language: Language) -> str:
    """Return a table of scores by language."""
    asked = list(dict.fromkeys(row["language"] for row in rows))
    heads = "".join(f"<th>{escape(name_of('language', one).in_language(language))}</th>" for one in asked)
    found = {(row["group"], row["score"], row["language"]): row for row in rows}
    lines = "".join(
        f"<tr><td>{escape(_score(group, score, language))}</td>"
        f"{''.join(_cell(found.get((group, score, one)), language) for one in asked)}</tr>"
        for group, score in dict.fromkeys((group, score) for group, score, _ in found)
    )
    return f'<table class="figures"><tr><th>{escape(text("figure", language))}</th>{heads}</tr>{lines}</table>'


def _score(group: str, score: str, language: Language) -> str:
    named = name_of("score", score).in_language(language)
    return named if group == WHOLE else f"{name_of('group', group).in_language(language)} · {named}"


def _cell(row: dict[str, Any] | None, language: Language) -> str:
    """Return a value with its bar, its interval, the number of cases and the limit."""
    if row is None:
        return "<td></td>"
    limit = row["limit"]
    missed = limit is not None and row["value"] < limit
    told = [f"{row['low']:.2f}–{row['high']:.2f}", text("of_cases", language, count=row["count"])]
    if limit is not None:
        told.append(text("under_limit" if missed else "with_limit", language, limit=limit))
    return (
        f'<td class="{"missed" if missed else ""}"><b>{row["value"]:.3f}</b>{_bar(row)}'
        f'<span class="validity">{escape(" · ".join(told))}</span></td>'
    )


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
