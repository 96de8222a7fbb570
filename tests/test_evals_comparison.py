"""Two runs held against each other, and how they are told."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from evals.comparison import compare
from evals.reasons import same
from evals.report import html_report
from evals.runs import Run
from evals.summary import comparison_lines, markdown, tell

FIGURE = {
    "split": "dev", "suite": "refusal", "group": "all", "language": "en", "score": "declined", "count": 2,
    "value": 0.5, "low": 0.1, "high": 0.9, "limit": 0.9,
}  # fmt: skip


def case(id: str, value: float, *, text: str = "No.", question: str = "Q?", score: str = "declined") -> dict[str, Any]:
    answer = {"kind": "answer", "text": text, "confidence": 0.7, "retrieved": []}
    return {
        "id": id, "split": "dev", "suite": "refusal", "language": "en", "question": question, "text": "",
        "history": [], "expected": {"kind": "refusal"}, "tags": [], "groups": {"refusal": None}, "answer": answer,
        "scores": {"refusal": {score: {"value": value, "reason": "<b>told</b>"}}}, "unmeasured": {}, "error": None,
    }  # fmt: skip


def run(name: str, cases: list[dict[str, Any]], *, gate: str = "g1") -> Run:
    description = {
        "environment": {"cores": 2}, "models": {"embedding": "words"}, "day": "2026-11-28", "hashes": {"gate": gate},
        "suites": ["refusal"], "figures": [FIGURE], "reliability": {}, "confusion": {},
        "unmeasured": {"draft": "There is none."}, "extras": {},
    }  # fmt: skip
    timings = {"started": "2026-11-28", "speed": {"count": 2, "median_ms": 80.0, "p95_ms": 200.0}, "cases_ms": {}}
    return Run(name, description, cases, timings)


def test_cases_are_fixed_broken_reworded_added_and_removed() -> None:
    before = run("old", [case("a", 0), case("b", 1), case("c", 1), case("gone", 1)])
    after = run("new", [case("a", 1), case("b", 0), case("c", 1, text="Never."), case("new", 1)])
    found = compare(before, after)
    assert {change.case: change.change for change in found.changes} == {"a": "fixed", "b": "broken"}
    assert (found.reworded, found.added, found.removed) == ((("dev", "c"),), (("dev", "new"),), (("dev", "gone"),))


def test_a_question_that_was_edited_is_not_compared() -> None:
    found = compare(run("old", [case("a", 1)]), run("new", [case("a", 0, question="R?")]))
    assert (found.edited, found.changes, found.differences) == ((("dev", "a"),), (), ())


def test_many_broken_cases_are_no_chance_and_two_are() -> None:
    ids = [f"c{number}" for number in range(8)]
    before = run("old", [case(id, 1) for id in ids])
    two, all_of_them = (run("new", [case(id, float(n >= broken)) for n, id in enumerate(ids)]) for broken in (2, 8))
    assert compare(before, two).worse() == []
    assert [one.broken for one in compare(before, all_of_them).worse()] == [8]


def test_scores_between_0_and_1_are_compared_by_the_bootstrap() -> None:
    ids = [f"c{number}" for number in range(8)]
    before = run("old", [case(id, 0.9, score="facts") for id in ids])
    found = compare(before, run("new", [case(id, 0.4, score="facts") for id in ids]))
    assert found.worse()[0].probability < 0.01 and {one.change for one in found.changes} == {"worse"}


def test_what_the_runs_were_made_with_is_compared() -> None:
    assert compare(run("old", []), run("new", [], gate="g2")).state == ("hashes.gate",)


def test_two_runs_of_the_same_state_differ_in_nothing() -> None:
    found = compare(run("old", [case("a", 1)]), run("new", [case("a", 1)]))
    assert comparison_lines(found) == ["0 fixed", "0 broken", "0 better", "0 worse"]


def test_the_summary_says_number_limit_and_what_could_not_be_measured() -> None:
    text = markdown(run("new", []), [same("refusal/en declined is under its limit.")])
    assert "- refusal/en declined is under its limit." in text and "| 0.500 |" in text and "**under**" in text
    assert "could not measure draft: There is none." in text
    assert "UNDER 0.9" in tell(run("new", []))


def test_the_report_needs_nothing_but_itself_and_shows_the_failed_case() -> None:
    before, after = run("old", [case("a", 1)]), run("new", [case("a", 0, text="<script>x</script>")])
    page = html_report(after, [same("one figure is missed")], compare(before, after))
    assert not re.search(r"src=|href=\"(?!#)|url\(|@import|<script", page)
    assert "&lt;script&gt;" in page and "&lt;b&gt;told" in page and "one figure is missed" in page
    assert "<title>Evaluation new</title>" in page


def test_the_chinese_report_speaks_chinese() -> None:
    before, after = run("old", [case("a", 1)]), run("new", [case("a", 0)])
    page = html_report(after, [same("少了一项")], compare(before, after), language="zh")
    heads = re.findall(r"<(?:h2|h3|th|dt)[^>]*>(.*?)</", page)
    assert heads and [head for head in heads if not re.search("[\u4e00-\u9fff]", head)] == []
    assert '<html lang="zh-CN">' in page and "该拒的拒了" in page and "declined" not in page


@pytest.mark.parametrize("languages", [["en"], ["en", "zh"]])
def test_the_plots_of_a_report_are_well_formed(languages: list[str]) -> None:
    bins = [{"from": 0.6, "confidence": 0.7, "right": 0.8, "low": 0.6, "high": 0.9, "count": 20}]
    rate = {"count": 10, "value": 0.1, "low": 0.0, "high": 0.3}
    measured = {"false_answers": rate, "false_refusals": rate, "risk_coverage": [[0.2, 0.0], [0.8, 0.1]], "bins": bins}
    new = run("new", [])
    new.description["reliability"] = {f"dev/{language}": measured for language in languages}
    plots = re.findall(r"<svg class=\"plot\".*?</svg>", html_report(new, []))
    assert len(plots) == 1 + len(languages) and all(ElementTree.fromstring(plot) is not None for plot in plots)
