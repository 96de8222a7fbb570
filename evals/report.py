"""A run as one HTML file that needs nothing else: figures, plots, changes, every failed case to open."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from assistant.datatypes import Language
from evals.comparison import Comparison
from evals.names import WHOLE, name_of
from evals.plots import bar
from evals.reasons import Reason
from evals.report_cases import failed_cases
from evals.report_parts import baselines, confusion, judges, reliability, state, table, unmeasured
from evals.report_words import say
from evals.runs import Run
from evals.summary import comparison_lines

_STYLE = Path(__file__).with_name("report.css")
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
        yield say("against", language, name=comparison.before), _compared(comparison, language)
    for split in dict.fromkeys(row["split"] for row in description["figures"]):
        yield name_of("half", split).in_language(language), _split(run, split, language)
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


def _compared(comparison: Comparison, language: Language) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in comparison_lines(comparison, language))
    rows = [
        (
            one.case,
            f"{name_of('suite', one.suite).in_language(language)}: {name_of('score', one.score).in_language(language)}",
            f"{one.before:.2f}",
            f"{one.after:.2f}",
            say(f"change_{one.change}", language),
            one.reason.in_language(language),
        )
        for one in comparison.changes
    ]
    heads = [say(name, language) for name in ("case", "score", "before", "after", "change", "why")]
    summary = escape(say("scores_changed", language, count=len(rows)))
    opened = f"<details><summary>{summary}</summary>{table(heads, rows)}</details>" if rows else ""
    return f"<ul>{lines}</ul>{opened}"


def _split(run: Run, split: str, language: Language) -> str:
    rows = [row for row in run.description["figures"] if row["split"] == split]
    suites = "".join(
        f"<h3>{escape(name_of('suite', suite).in_language(language))}</h3>{_figures(list(found), language)}"
        for suite, found in groupby(rows, lambda row: row["suite"])
    )
    return f"{reliability(run, split, language)}{suites}{confusion(run, split, language)}"


def _figures(rows: list[dict[str, object]], language: Language) -> str:
    heads = (
        ("cases_of", ""), ("score", ""), ("value", "number"), ("interval", "number wide"), ("", "drawn"),
        ("cases", "number"), ("limit", "number"),
    )  # fmt: skip
    told = "".join(f'<th class="{kind}">{escape(say(name, language)) if name else ""}</th>' for name, kind in heads)
    body = "".join(_figure(row, language) for row in rows)
    return f'<div class="scroll"><table><thead><tr>{told}</tr></thead><tbody>{body}</tbody></table></div>'


def _figure(row: dict[str, object], language: Language) -> str:
    value, low, high, limit = (row[name] for name in ("value", "low", "high", "limit"))
    assert isinstance(value, float) and isinstance(low, float) and isinstance(high, float)
    missed = isinstance(limit, float) and value < limit
    told = "" if limit is None else f"{limit}{' ' + say('under', language) if missed else ''}"
    group = say("all_in", language) if row["group"] == WHOLE else _named("group", row["group"], language)
    score = _named("score", row["score"], language)
    return (
        f"<tr{' class=missed' if missed else ''}>"
        f"<td>{escape(group)}, {escape(_named('language', row['language'], language))}</td><td>{escape(score)}</td>"
        f'<td class="number">{value:.3f}</td><td class="number wide">{low:.3f}–{high:.3f}</td>'
        f'<td class="drawn">{bar(value, low, high, limit if isinstance(limit, float) else None)}</td>'
        f'<td class="number">{row["count"]}</td><td class="number">{escape(told)}</td></tr>'
    )


def _named(what: str, id: object, language: Language) -> str:
    return name_of(what, str(id)).in_language(language)
