"""A run as one HTML file that needs nothing else: figures, plots, changes, every failed case to open."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.comparison import Comparison
from evals.documents import SCORE, document_lines, is_under
from evals.figures import WHOLE
from evals.plots import Point, bar, plot_curves, plot_reliability
from evals.report_cases import failed_cases
from evals.runs import Run
from evals.summary import comparison_lines

_STYLE = Path(__file__).with_name("report.css")
Row = dict[str, Any]


def html_report(run: Run, missed: Sequence[str], comparison: Comparison | None = None) -> str:
    """Return the page; it asks nothing of the network, and reads on a phone, in the dark and in print."""
    figures = run.description["figures"]
    body = [
        f"<h1>Evaluation {escape(run.name)}</h1>",
        _verdict(missed),
        _speed(run),
        *_compared(comparison),
        *(_split(run, name) for name in dict.fromkeys(row["split"] for row in figures)),
        _documents(run.description.get("documents", [])),  # a run of an earlier version has none
        _baselines(run.description["extras"].get("baselines", [])),
        _judges(run.description["extras"].get("judges", [])),
        _unmeasured(run.description["unmeasured"]),
        *failed_cases(run),
        _state(run.description),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation {escape(run.name)}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _verdict(missed: Sequence[str]) -> str:
    if not missed:
        return '<p class="verdict">Every figure is within its limits.</p>'
    listed = "".join(f"<li>{escape(sentence)}</li>" for sentence in missed)
    return f'<div class="verdict missed"><strong>{len(missed)} not as they should be</strong><ul>{listed}</ul></div>'


def _speed(run: Run) -> str:
    speed = run.timings["speed"]
    if not speed:
        return ""
    return (
        f"<p>A warm answer took {speed['median_ms']:.0f} ms (median of {speed['count']}), "
        f"{speed['p95_ms']:.0f} ms at the 95th percentile. Run started {escape(run.timings['started'])}.</p>"
    )


def _compared(comparison: Comparison | None) -> list[str]:
    if comparison is None:
        return []
    lines = "".join(f"<li>{escape(line)}</li>" for line in comparison_lines(comparison))
    rows = [
        (one.case, f"{one.suite} {one.score}", f"{one.before:.2f}", f"{one.after:.2f}", one.change, one.reason)
        for one in comparison.changes
    ]
    table = _table(("case", "score", "before", "after", "change", "reason"), rows) if rows else ""
    opened = f"<details><summary>{len(rows)} scores changed</summary>{table}</details>" if rows else ""
    return [f"<h2>Against {escape(comparison.before)}</h2><ul>{lines}</ul>{opened}"]


def _split(run: Run, split: str) -> str:
    rows = [row for row in run.description["figures"] if row["split"] == split]
    suites = [
        f"<h3>{escape(suite)}</h3>{_figures(list(found))}" for suite, found in groupby(rows, lambda row: row["suite"])
    ]
    return f"<h2>{escape(split)}</h2>{_reliability(run, split)}{''.join(suites)}{_confusion(run, split)}"


def _figures(rows: list[Row]) -> str:
    head = "".join(
        f'<th class="{kind}">{name}</th>'
        for name, kind in (
            ("group", ""), ("score", ""), ("value", "number"), ("95 %", "number wide"), ("", ""), ("cases", "number"),
            ("limit", "number"),
        )
    )  # fmt: skip
    return f'<div class="scroll"><table><tr>{head}</tr>{"".join(map(_figure, rows))}</table></div>'


def _figure(row: Row) -> str:
    group = row["language"] if row["group"] == WHOLE else f"{row['group']} {row['language']}"
    missed = row["limit"] is not None and row["value"] < row["limit"]
    limit = "" if row["limit"] is None else f"{row['limit']}{' under' if missed else ''}"
    return (
        f"<tr{' class=missed' if missed else ''}><td>{escape(group)}</td><td>{escape(row['score'])}</td>"
        f'<td class="number">{row["value"]:.3f}</td><td class="number wide">{row["low"]:.3f}-{row["high"]:.3f}</td>'
        f"<td>{bar(row['value'], row['low'], row['high'], row['limit'])}</td>"
        f'<td class="number">{row["count"]}</td><td class="number">{limit}</td></tr>'
    )


def _reliability(run: Run, split: str) -> str:
    found = {
        key.partition("/")[2]: value
        for key, value in run.description["reliability"].items()
        if key.partition("/")[0] == split
    }
    if not found:
        return ""
    curves: dict[str, Sequence[Point]] = {
        language: [(x, y) for x, y in one["risk_coverage"]] for language, one in found.items()
    }
    plots = [plot_curves(curves, "Wrong answers by share of questions answered", axes=("coverage", "risk"))]
    plots += [
        plot_reliability(one["bins"], f"Right answers by confidence, {language}", axes=("confidence from", "right"))
        for language, one in found.items()
    ]
    rows = [(language, _rate(one["false_answers"]), _rate(one["false_refusals"])) for language, one in found.items()]
    table = _table(("language", "answered what the sources do not answer", "declined what they do answer"), rows)
    return f'<div class="plots">{"".join(plots)}</div>{table}'


def _rate(rate: dict[str, float]) -> str:
    return f"{rate['value']:.3f} [{rate['low']:.3f}, {rate['high']:.3f}] of {rate['count']:.0f}"


def _confusion(run: Run, split: str) -> str:
    tables = []
    for key, rows in run.description["confusion"].items():
        if key.startswith(f"{split}/"):
            labels = sorted({label for cells in rows.values() for label in cells} | set(rows))
            body = [(label, *(str(rows.get(label, {}).get(other, "")) for other in labels)) for label in sorted(rows)]
            name = key.partition("/")[2]
            tables.append(f"<h3>{escape(name)}: expected by row, found by column</h3>{_table(('', *labels), body)}")
    return "".join(tables)


def _documents(rows: list[Row]) -> str:
    if not rows:
        return ""
    listed = "".join(f"<li>{escape(line)}</li>" for line in document_lines(rows))
    # The weakest first: whoever opens the table looks for them.
    weakest = sorted(rows, key=lambda row: (not is_under(row), row["split"], row["language"], row["document"]))
    body = [
        (row["document"], row["split"], row["language"], str(row["count"]), f"{row['found'] / row['count']:.3f}")
        for row in weakest
    ]
    table = _table(("document", "half", "language", "cases", SCORE), body)
    opened = f"<details><summary>{len(rows)} figures by document</summary>{table}</details>"
    return f"<h2>{SCORE} by document</h2><ul>{listed}</ul>{opened}"


def _baselines(rows: list[Row]) -> str:
    if not rows:
        return ""
    scores = list(dict.fromkeys(score for row in rows for score in row["scores"]))
    body = [(row["split"], row["language"], row["name"], *_values(row, scores), row["reason"]) for row in rows]
    return f"<h2>Other ways to search</h2>{_table(('half', 'language', 'way', *scores, ''), body)}"


def _values(row: Row, scores: Iterable[str]) -> list[str]:
    found = ((row["scores"].get(score) or {}) for score in scores)
    return [f"{one['value']:.3f} [{one['low']:.2f}, {one['high']:.2f}]" if one else "" for one in found]


def _judges(rows: list[Row]) -> str:
    if not rows:
        return ""
    body = [
        (row["judge"], row["probe"], f"{row['passed']} of {row['count']}" if row["count"] else "-", row["reason"])
        for row in rows
    ]
    return f"<h2>Outside judges</h2>{_table(('judge', 'attack', 'resisted', 'note'), body)}"


def _unmeasured(reasons: dict[str, str]) -> str:
    if not reasons:
        return ""
    listed = "".join(f"<li>{escape(suite)}: {escape(reason)}</li>" for suite, reason in reasons.items())
    return f"<h2>Could not be measured</h2><ul>{listed}</ul>"


def _state(description: dict[str, Any]) -> str:
    rows = [(name, value) for name, value in _flat(description) if value is not None]
    return f"<h2>Made with</h2>{_table(('what', 'state'), [(name, str(value)) for name, value in rows])}"


def _flat(description: dict[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []

    def visit(name: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                visit(f"{name} {key}", inner)
        else:
            found.append((name, value))

    for name in ("models", "day", "environment", "hashes"):
        visit(name, description[name])
    return found


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cell: Callable[[str], str] = lambda text: f"<td>{escape(text)}</td>"  # noqa: E731
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{top}</tr>{body}</table></div>'
