"""The failed cases of a report: question, answer, what was expected and retrieved, and why each score failed."""

from collections.abc import Iterator
from html import escape
from typing import Any

from assistant.datatypes import Language
from evals.names import name_of
from evals.reasons import listed, read_reason
from evals.report_words import say
from evals.runs import Run
from evals.suites import SUITES

Case = dict[str, Any]
_RETRIEVED_SHOWN = 5
_LOCALES = {"en": "en", "zh": "zh-CN"}


def failed_cases(run: Run, language: Language) -> Iterator[str]:
    """Yield, by suite, a heading and one block to open per case that failed; gradual scores fail nothing."""
    told = f"<p>{escape(say('failed_told', language))}</p>"
    for suite in run.description["suites"]:
        failed = [case for case in run.cases if _failures(case, suite) or _broke(case, suite)]
        if failed:
            named = name_of("suite", suite).in_language(language)
            yield f"{told}<h3>{escape(say('failed_of', language, suite=named, count=len(failed)))}</h3>"
            yield from (_block(case, suite, language) for case in failed)
            told = ""


def _failures(case: Case, suite: str) -> dict[str, dict[str, Any]]:
    gradual = SUITES[suite].gradual if suite in SUITES else ()
    scores = case["scores"].get(suite, {})
    return {name: score for name, score in scores.items() if score["value"] < 1 and name not in gradual}


def _broke(case: Case, suite: str) -> bool:
    return bool(case["error"]) and suite in case["groups"]


def _block(case: Case, suite: str, language: Language) -> str:
    failures = {name_of("score", name).in_language(language): score for name, score in _failures(case, suite).items()}
    asked = case["question"] or case["text"]
    names = ", ".join(f"{name} {score['value']:.2f}" for name, score in failures.items()) or say("error", language)
    why = (f"{name}: {read_reason(score['reason']).in_language(language)}" for name, score in failures.items())
    pairs = [
        ("talk", "\n".join(f"{say(turn['role'], language)}: {turn['content']}" for turn in case["history"])),
        ("asked" if case["question"] else "told", asked),
        ("answer", _answer(case, language)),
        ("expected", _expected(case["expected"], language)),
        ("retrieved", _retrieved(case.get("answer"))),
        ("failed_why", "\n".join(why)),
        ("broke", case["error"] or ""),
    ]
    terms = "".join(f"<dt>{escape(say(name, language))}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text)
    short = asked if len(asked) <= 120 else f"{asked[:119]}…"
    summary = (
        f'<span lang="{_LOCALES[case["language"]]}">{escape(short)}</span> '
        f"<small>{escape(case['split'])} {escape(case['id'])} · {escape(names)}</small>"
    )
    return f"<details><summary>{summary}</summary><dl>{terms}</dl></details>"


def _answer(case: Case, language: Language) -> str:
    answer = case.get("answer")
    if answer:
        kind, confidence = name_of("kind", answer["kind"]).in_language(language), answer["confidence"]
        sure = kind if confidence is None else say("sure", language, kind=kind, confidence=f"{confidence:.2f}")
        return f"({sure}) {answer['text']}"
    labels = case.get("classification", {}).get("classification", {})
    found = {axis: one["label"] for axis, one in labels.items() if isinstance(one, dict) and "label" in one}
    lines = [line["text"] for line in case.get("draft", {}).get("lines", [])]
    return "\n".join([*(_labelled(axis, [label], language) for axis, label in found.items()), *lines])


def _labelled(axis: str, labels: list[str], language: Language) -> str:
    named = listed((name_of("score", label) for label in labels), "or").in_language(language)
    return f"{name_of('score', axis).in_language(language)}{say('colon', language)}{named}"


def _expected(expected: dict[str, Any], language: Language) -> str:
    kind, corrected = expected.get("kind"), expected.get("premise_corrected")
    facts = (listed((listed(group, "or") for group in fact), "also") for fact in expected.get("facts", []))
    labels = (
        _labelled(axis, [label] if isinstance(label, str) else label, language)
        for axis, label in expected.get("labels", {}).items()
    )
    told = {
        "kind": name_of("kind", kind).in_language(language) if kind else "",
        "sections": ", ".join("/".join(section) for section in expected.get("sections", [])),
        "facts": listed(facts, ";").in_language(language),
        "labels": "; ".join(labels),
        "must_not": ", ".join(expected.get("must_not", [])),
        "premise": "" if corrected is None else say("premise_false" if corrected else "premise_true", language),
    }
    return "\n".join(f"{say(f'expected_{name}', language)}: {value}" for name, value in told.items() if value)


def _retrieved(answer: dict[str, Any] | None) -> str:
    found = answer["retrieved"][:_RETRIEVED_SHOWN] if answer else []
    return "\n".join(f"{hit['document']}/{hit['section']} {hit['score']:.3f}" for hit in found)
