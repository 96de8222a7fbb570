"""A run in few words: for the terminal, and as Markdown for pull requests."""

from collections.abc import Iterable
from typing import Any

from evals.comparison import CHANGES, Comparison
from evals.documents import document_lines
from evals.names import WHOLE
from evals.reasons import Reason
from evals.runs import Run

_LISTED_AT_MOST = 20


def tell(run: Run, comparison: Comparison | None = None) -> str:
    """Return the figures of a run as lines for the terminal."""
    rows = [row for row in run.description["figures"] if _is_shown(row)]
    lines = [
        f"{row['split']:12} {_where(row):32} {row['score']:20} {row['value']:.3f}  "
        f"[{row['low']:.3f}, {row['high']:.3f}]  n={row['count']}{_limit(row)}"
        for row in rows
    ]
    lines += document_lines(run.description.get("documents", []))
    speed = run.timings["speed"]
    if speed:
        lines.append(f"speed over {speed['count']} questions: {_speed(speed)}")
    lines += [f"could not measure {suite}: {reason}" for suite, reason in run.description["unmeasured"].items()]
    lines += extras_lines(run)
    if comparison:
        lines += ["", *comparison_lines(comparison)]
    return "\n".join(lines)


def markdown(run: Run, missed: Iterable[Reason], comparison: Comparison | None = None) -> str:
    """Return a run as Markdown: what is under its limit, what changed, the figures of each split."""
    failures = [f"- {sentence}" for sentence in missed]
    lines = [f"# Evaluation {run.name}", "", *(failures or ["Every figure is within its limits."]), ""]
    if comparison:
        lines += [f"## Against {comparison.before}", "", *(f"- {line}" for line in comparison_lines(comparison)), ""]
    for split in dict.fromkeys(row["split"] for row in run.description["figures"]):
        lines += [
            f"## {split}",
            "",
            "| suite | score | value | 95 % interval | cases | limit |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(row) for row in run.description["figures"] if row["split"] == split and _is_shown(row)]
        lines.append("")
    lines += [f"- {line}" for line in document_lines(run.description.get("documents", []))]
    lines += [f"- {line}" for line in extras_lines(run)]
    lines += [f"- could not measure {name}: {reason}" for name, reason in run.description["unmeasured"].items()]
    if run.timings["speed"]:
        lines.append(f"- speed: {_speed(run.timings['speed'])}")
    return "\n".join(lines).rstrip() + "\n"


def comparison_lines(comparison: Comparison) -> list[str]:
    """Return a comparison as sentences: what differs in the state, what was fixed, broken, changed."""
    lines = [f"made with another {name}" for name in comparison.state]
    for change in CHANGES:
        found = [f"{one.case} ({one.suite} {one.score})" for one in comparison.changes if one.change == change]
        lines.append(_counted(change, found))
    for name in ("reworded", "edited", "added", "removed"):
        keys = getattr(comparison, name)
        if keys:
            lines.append(_counted(name, [case for _, case in keys]))
    return lines + [f"significant: {one.sentence()}" for one in comparison.differences if one.significant]


def _counted(name: str, found: list[str]) -> str:
    more = f" and {len(found) - _LISTED_AT_MOST} more" if len(found) > _LISTED_AT_MOST else ""
    return f"{len(found)} {name}" + (f": {', '.join(found[:_LISTED_AT_MOST])}{more}" if found else "")


def extras_lines(run: Run) -> list[str]:
    """Return baselines and judges as sentences."""
    extras = run.description["extras"]
    lines = [
        f"{row['split']} {row['language']} {row['name']}: "
        + (", ".join(f"{score} {value['value']:.3f}" for score, value in row["scores"].items()) or row["reason"])
        for row in extras.get("baselines", [])
    ]
    return lines + [
        f"{row['judge']} {row['probe']}: "
        + (f"{row['passed']} of {row['count']} resisted" if row["count"] else f"could not measure: {row['reason']}")
        for row in extras.get("judges", [])
    ]


def _is_shown(row: dict[str, Any]) -> bool:
    return row["group"] == WHOLE or row["limit"] is not None


def _where(row: dict[str, Any]) -> str:
    return "/".join(part for part in (row["suite"], row["group"], row["language"]) if part != WHOLE)


def _limit(row: dict[str, Any]) -> str:
    if row["limit"] is None:
        return ""
    return f"  {'UNDER' if row['value'] < row['limit'] else 'within'} {row['limit']}"


def _row(row: dict[str, Any]) -> str:
    limit = "" if row["limit"] is None else f"{row['limit']}" + (" **under**" if row["value"] < row["limit"] else "")
    return (
        f"| {_where(row)} | {row['score']} | {row['value']:.3f} | {row['low']:.3f}-{row['high']:.3f} "
        f"| {row['count']} | {limit} |"
    )


def _speed(speed: dict[str, float]) -> str:
    return f"median {speed['median_ms']:.0f} ms, 95th percentile {speed['p95_ms']:.0f} ms"
