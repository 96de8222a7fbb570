"""Parts of the report beside its figures: confidence, confusion, baselines, judges, what the run was made with."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from assistant.datatypes import Language
from evals.documents import SCORE, WANTED, is_under
from evals.names import name_of
from evals.plots import Point, plot_curves, plot_reliability
from evals.report_words import say
from evals.runs import Run

Row = dict[str, Any]


def reliability(run: Run, split: str, language: Language) -> str:
    """Return the plots of confidence and the rates of false answers and refusals; nothing where none were measured."""
    found = {
        key.partition("/")[2]: value
        for key, value in run.description["reliability"].items()
        if key.partition("/")[0] == split
    }
    if not found:
        return ""
    curves: dict[str, Sequence[Point]] = {
        _language(name, language): [(x, y) for x, y in one["risk_coverage"]] for name, one in found.items()
    }
    axes = say("coverage", language), say("risk", language)
    plots = [_plot(plot_curves(curves, say("risk_plot", language), axes=axes), "risk_told", language)]
    axes = say("confidence_from", language), say("right", language)
    for name, one in found.items():
        title = say("right_plot", language, language=_language(name, language))
        plots.append(_plot(plot_reliability(one["bins"], title, axes=axes), "right_told", language))
    rows = [
        (_language(name, language), _rate(one["false_answers"], language), _rate(one["false_refusals"], language))
        for name, one in found.items()
    ]
    heads = [say(name, language) for name in ("language", "false_answers", "false_refusals")]
    title = escape(say("confidence", language))
    return f'<h3>{title}</h3><div class="plots">{"".join(plots)}</div>{table(heads, rows)}'


def _plot(figure: str, told: str, language: Language) -> str:
    return figure.replace("</figure>", f'<p class="told">{escape(say(told, language))}</p></figure>')


def _language(name: str, language: Language) -> str:
    return name_of("language", name).in_language(language)


def _rate(rate: dict[str, float], language: Language) -> str:
    values = {name: f"{rate[name]:.3f}" for name in ("value", "low", "high")}
    return say("rate", language, count=f"{rate['count']:.0f}", **values)


def confusion(run: Run, split: str, language: Language) -> str:
    """Return a table per axis and language: expected labels by row, found ones by column."""
    tables = []
    for key, rows in run.description["confusion"].items():
        half, _, place = key.partition("/")
        if half != split:
            continue
        asked, _, axis = place.partition("/")
        labels = sorted({label for cells in rows.values() for label in cells} | set(rows))
        named = {label: name_of("score", label).in_language(language) for label in labels}
        body = [
            (named[label], *(str(rows.get(label, {}).get(other, "")) for other in labels)) for label in sorted(rows)
        ]
        axis = name_of("score", axis).in_language(language)
        title = say("confusion", language, axis=axis, language=_language(asked, language))
        heads = (say("expected_found", language), *named.values())
        tables.append(f"<h3>{escape(title)}</h3>{table(heads, body)}")
    return "".join(tables)


def documents(rows: list[Row], language: Language) -> str:
    """Return how the search does by document, the weakest first; a run of an earlier version tells nothing."""
    if not rows:
        return ""
    weakest = sorted(rows, key=lambda row: (not is_under(row), row["split"], row["language"], row["document"]))
    body = [
        (
            row["document"],
            name_of("half", row["split"]).in_language(language),
            _language(row["language"], language),
            say("found_of", language, found=row["found"], count=row["count"]),
        )
        for row in weakest
    ]
    under = sum(map(is_under, rows))
    told = say("documents_told", language, good=len(rows) - under, count=len(rows), wanted=WANTED)
    heads = [say(name, language) for name in ("document", "half", "language")]
    listed = table([*heads, name_of("score", SCORE).in_language(language)], body)
    summary = escape(say("by_document", language, count=len(rows)))
    return f"<p>{escape(told)}</p><details><summary>{summary}</summary>{listed}</details>"


def baselines(rows: list[Row], language: Language) -> str:
    """Return the other ways to search beside the assistant's own."""
    if not rows:
        return ""
    scores = list(dict.fromkeys(score for row in rows for score in row["scores"]))
    body = [
        (
            name_of("half", row["split"]).in_language(language),
            _language(row["language"], language),
            name_of("way", row["name"]).in_language(language),
            *_values(row, scores),
            row["reason"],
        )
        for row in rows
    ]
    named = [name_of("score", score).in_language(language) for score in scores]
    return table([*(say(name, language) for name in ("half", "language", "way")), *named, say("note", language)], body)


def _values(row: Row, scores: Iterable[str]) -> list[str]:
    found = ((row["scores"].get(score) or {}) for score in scores)
    return [f"{one['value']:.3f} [{one['low']:.2f}, {one['high']:.2f}]" if one else "" for one in found]


def judges(rows: list[Row], language: Language) -> str:
    """Return how many attacks of each kind were resisted."""
    if not rows:
        return ""
    body = [
        (
            row["judge"],
            row["probe"],
            say("of", language, passed=row["passed"], count=row["count"]) if row["count"] else "-",
            row["reason"],
        )
        for row in rows
    ]
    heads = [say(name, language) for name in ("judge", "attack", "resisted", "note")]
    return f"<p>{escape(say('judges_told', language))}</p>{table(heads, body)}"


def unmeasured(reasons: dict[str, str], language: Language) -> str:
    """Return which suites could not be run, and why."""
    named = ((name_of("suite", suite).in_language(language), told) for suite, told in reasons.items())
    listed = "".join(f"<li>{escape(suite)}: {escape(told)}</li>" for suite, told in named)
    return f"<ul>{listed}</ul>" if listed else ""


def state(description: dict[str, Any], language: Language) -> str:
    """Return what the run was made with; the documents' own hashes are left to `run.json`."""
    rows = [(name, str(value)) for name, value in _flat(description) if value is not None]
    return table((say("what", language), say("is", language)), rows)


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


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that scrolls where it is wider than the page; each cell knows the name of its column."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
