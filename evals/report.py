"""A run as one HTML file that needs nothing else: figures, plots, changes, every failed case to open."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.datatypes import Language
from evals.comparison import Comparison
from evals.names import WHOLE, name_of
from evals.plots import bar
from evals.reasons import Reason
from evals.report_cases import failed_cases
from evals.report_changes import compared
from evals.report_parts import baselines, confusion, documents, judges, reliability, state, unmeasured
from evals.report_words import say
from evals.runs import Run

_STYLE = Path(__file__).with_name("report.css")
Row = dict[str, Any]
_LOCALES: dict[Language, str] = {"en": "en", "zh": "zh-CN"}


def html_report(
    run: Run, missed: Sequence[Reason], comparison: Comparison | None = None, *, language: Language = "en"
) -> str:
    """Return the page; it asks nothing of the network, and reads on a phone, in the dark and in print."""
    title = escape(say("title", language, name=run.name))
    parts = [(heading, body) for heading, body in _parts(run, comparison, language) if body]
    contents = "".join(f'<li><a href="#part-{n}">{escape(heading)}</a></li>' for n, (heading, _) in enumerate(parts))
    sections = "".join(
        f'<section id="part-{n}"><h2>{escape(heading)}</h2>{body}</section>' for n, (heading, body) in enumerate(parts)
    )
    return (
        f'<!doctype html>\n<html lang="{_LOCALES[language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><h1>{title}</h1>"
        f"{_verdict(missed, language)}{_about(run, language)}"
        f"<nav><b>{escape(say('contents', language))}</b><ul>{contents}</ul></nav>{sections}</body></html>\n"
    )


def _parts(run: Run, comparison: Comparison | None, language: Language) -> Iterator[tuple[str, str]]:
    """Yield each part by its heading; an empty one is left out."""
    description = run.description
    if comparison:
        yield say("against", language, name=comparison.before), compared(comparison, run, language)
    for split in dict.fromkeys(row["split"] for row in description["figures"]):
        yield name_of("half", split).in_language(language), _split(run, split, language)
    yield say("documents", language), documents(description.get("documents", []), language)
    yield say("baselines", language), baselines(description["extras"].get("baselines", []), language)
    yield say("judges", language), judges(description["extras"].get("judges", []), language)
    yield say("unmeasured", language), unmeasured(description["unmeasured"], language)
    yield say("failed", language), "".join(failed_cases(run, language))
    yield say("state", language), state(description, language)


def _verdict(missed: Sequence[Reason], language: Language) -> str:
    if not missed:
        return f'<p class="verdict">{escape(say("all_well", language))}</p>'
    listed = "".join(f"<li>{escape(told.in_language(language))}</li>" for told in missed)
    count = escape(say("not_well", language, count=len(missed)))
    return f'<div class="verdict missed"><strong>{count}</strong><ul>{listed}</ul></div>'


def _about(run: Run, language: Language) -> str:
    told = [say("about", language, count=len(run.cases))]
    speed = run.timings["speed"]
    if speed:
        times = {"median": f"{speed['median_ms']:.0f}", "p95": f"{speed['p95_ms']:.0f}"}
        told.append(say("speed", language, count=speed["count"], **times))
    told.append(say("began", language, started=run.timings["started"].replace("T", " ")))
    return f"<p>{escape(('' if language == 'zh' else ' ').join(told))}</p>"


def _split(run: Run, split: str, language: Language) -> str:
    rows = [row for row in run.description["figures"] if row["split"] == split]
    suites = "".join(
        f"<h3>{escape(name_of('suite', suite).in_language(language))}</h3>{_figures(list(found), language)}"
        for suite, found in groupby(rows, lambda row: row["suite"])
    )
    return f"{reliability(run, split, language)}{suites}{confusion(run, split, language)}"


def _figures(rows: list[Row], language: Language) -> str:
    """Return a table of scores, its languages side by side, the whole suite before its groups."""
    asked = list(dict.fromkeys(row["language"] for row in rows))
    heads = "".join(f"<th>{escape(name_of('language', one).in_language(language))}</th>" for one in asked)
    top = f"<thead><tr><th>{escape(say('score', language))}</th>{heads}</tr></thead>"
    bodies = []
    for group in dict.fromkeys(row["group"] for row in rows):
        named = say("all_in", language) if group == WHOLE else name_of("group", group).in_language(language)
        found = {(row["score"], row["language"]): row for row in rows if row["group"] == group}
        lines = "".join(
            f"<tr><td>{escape(name_of('score', score).in_language(language))}</td>"
            f"{''.join(_cell(found.get((score, one)), language) for one in asked)}</tr>"
            for score in dict.fromkeys(score for score, _ in found)
        )
        head = f'<tr class="group"><th colspan="{len(asked) + 1}" scope="rowgroup">{escape(named)}</th></tr>'
        bodies.append(f"<tbody>{head}{lines}</tbody>")
    return f'<div class="scroll"><table class="figures">{top}{"".join(bodies)}</table></div>'


def _cell(row: Row | None, language: Language) -> str:
    """Return a figure with its bar, and below it the interval, how many cases it is of, and its limit."""
    if row is None:
        return "<td></td>"
    value, low, high, limit = (row[name] for name in ("value", "low", "high", "limit"))
    missed = limit is not None and value < limit
    told = [f"{low:.2f}–{high:.2f}", say("of_cases", language, count=row["count"])]
    if limit is not None:
        told.append(say("under_limit" if missed else "with_limit", language, limit=limit))
    return (
        f"<td{' class=missed' if missed else ''}><span>{value:.3f}</span> {bar(value, low, high, limit)} "
        f"<small>{' · '.join(f'<span>{escape(part)}</span>' for part in told)}</small></td>"
    )
