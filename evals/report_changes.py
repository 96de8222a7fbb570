"""What became of each question since another run, as a part of the report."""

from html import escape

from assistant.datatypes import Language
from evals.comparison import CHANGES, ChangedScore, Comparison
from evals.names import name_of
from evals.report_parts import table
from evals.report_words import say
from evals.runs import Run

_LONGEST_QUESTION = 120


def compared(comparison: Comparison, run: Run, language: Language) -> str:
    """Return how many scores changed, what is more than chance, what differs in the state, and every change."""
    sure = [one.sentence(named=True).in_language(language) for one in comparison.differences if one.significant]
    lines = "".join(f"<li>{escape(one)}</li>" for one in sure)
    told = f"<h3>{escape(say('significant', language))}</h3><ul>{lines}</ul>" if sure else ""
    counts = f"<p>{escape(_counts(comparison, language))}</p>"
    return f"{counts}{told}{_state(comparison, language)}{_changes(comparison, run, language)}"


def _counts(comparison: Comparison, language: Language) -> str:
    found = {f"change_{name}": sum(one.change == name for one in comparison.changes) for name in CHANGES} | {
        name: len(getattr(comparison, name)) for name in ("reworded", "edited", "added", "removed")
    }
    counted = (
        say("counted", language, count=count, what=say(name, language))
        for name, count in found.items()
        if count or name.startswith("change_")
    )
    return " · ".join(counted)


def _state(comparison: Comparison, language: Language) -> str:
    if not comparison.state:
        return f"<p>{escape(say('same_state', language))}</p>"
    return f"<p>{escape(say('made_with_another', language, what=', '.join(comparison.state)))}</p>"


def _changes(comparison: Comparison, run: Run, language: Language) -> str:
    """Return each changed score with its question, the gravest changes first."""
    if not comparison.changes:
        return ""
    asked = {(case["split"], case["id"]): case["question"] or case["text"] for case in run.cases}
    order = ("broken", "worse", "fixed", "better")
    rows = [
        _row(one, asked.get((one.split, one.case), ""), language)
        for one in sorted(comparison.changes, key=lambda one: order.index(one.change))
    ]
    heads = [say(name, language) for name in ("case", "score", "change", "why")]
    summary = escape(say("scores_changed", language, count=len(rows)))
    return f"<details><summary>{summary}</summary>{table(heads, rows)}</details>"


def _row(one: ChangedScore, question: str, language: Language) -> tuple[str, str, str, str]:
    short = question if len(question) <= _LONGEST_QUESTION else f"{question[: _LONGEST_QUESTION - 1]}…"
    suite, score = (name_of(what, getattr(one, what)).in_language(language) for what in ("suite", "score"))
    change = f"{say(f'change_{one.change}', language)}{say('colon', language)}{one.before:.2f} → {one.after:.2f}"
    return f"{one.case} · {short}", f"{suite} · {score}", change, one.reason.in_language(language)
