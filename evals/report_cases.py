"""The failed cases of a report: question, answer, what was expected and retrieved, and why each score failed."""

from collections.abc import Iterator
from html import escape
from typing import Any

from evals.runs import Run
from evals.suites import SUITES

Case = dict[str, Any]
_RETRIEVED_SHOWN = 5


def failed_cases(run: Run) -> Iterator[str]:
    """Yield, by suite, a heading and one block to open per case that failed; gradual scores fail nothing."""
    for suite in run.description["suites"]:
        failed = [case for case in run.cases if _failures(case, suite) or _broke(case, suite)]
        if failed:
            yield f"<h2>{escape(suite)}: {len(failed)} failed cases</h2>"
            yield from (_block(case, suite) for case in failed)


def _failures(case: Case, suite: str) -> dict[str, dict[str, Any]]:
    gradual = SUITES[suite].gradual if suite in SUITES else ()
    scores = case["scores"].get(suite, {})
    return {name: score for name, score in scores.items() if score["value"] < 1 and name not in gradual}


def _broke(case: Case, suite: str) -> bool:
    return bool(case["error"]) and suite in case["groups"]


def _block(case: Case, suite: str) -> str:
    failures = _failures(case, suite)
    asked = case["question"] or case["text"]
    names = ", ".join(f"{name} {score['value']:.2f}" for name, score in failures.items()) or "error"
    told = f"{case['split']} {case['id']}: {names}. {asked[:120]}"
    pairs = [
        ("Before it", "\n".join(f"{turn['role']}: {turn['content']}" for turn in case["history"])),
        ("Question", asked),
        ("Answer", _answer(case)),
        ("Expected", _expected(case["expected"])),
        ("Retrieved", _retrieved(case.get("answer"))),
        ("Why", "\n".join(f"{name}: {score['reason']}" for name, score in failures.items())),
        ("Error", case["error"] or ""),
    ]
    terms = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text)
    return f"<details><summary>{escape(told)}</summary><dl>{terms}</dl></details>"


def _answer(case: Case) -> str:
    answer = case.get("answer")
    if answer:
        sure = "" if answer["confidence"] is None else f", confidence {answer['confidence']:.2f}"
        return f"({answer['kind']}{sure}) {answer['text']}"
    labels = case.get("classification", {}).get("classification", {})
    found = {axis: one["label"] for axis, one in labels.items() if isinstance(one, dict) and "label" in one}
    lines = [line["text"] for line in case.get("draft", {}).get("lines", [])]
    return "\n".join([*(f"{axis}: {label}" for axis, label in found.items()), *lines])


def _expected(expected: dict[str, Any]) -> str:
    told = {
        "kind": expected.get("kind") or "",
        "sections": ", ".join("/".join(section) for section in expected.get("sections", [])),
        "facts": "; ".join(" and ".join(" or ".join(group) for group in fact) for fact in expected.get("facts", [])),
        "labels": ", ".join(f"{axis} {label}" for axis, label in expected.get("labels", {}).items()),
        "must not say": ", ".join(expected.get("must_not", [])),
        "premise corrected": str(expected.get("premise_corrected", "")),
    }
    return "\n".join(f"{name}: {value}" for name, value in told.items() if value)


def _retrieved(answer: dict[str, Any] | None) -> str:
    found = answer["retrieved"][:_RETRIEVED_SHOWN] if answer else []
    return "\n".join(f"{hit['document']}/{hit['section']} {hit['score']:.3f}" for hit in found)
