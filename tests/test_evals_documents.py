"""The search by document: every one of them counts, however few its questions."""

from typing import Any

from evals.documents import count_by_document, document_lines
from evals.report import html_report
from evals.runs import Run
from evals.summary import markdown, tell


def case(language: str, hit: float | None, *documents: str) -> dict[str, Any]:
    scores = {} if hit is None else {"retrieval": {"hit@3": {"value": hit, "reason": "told"}}}
    sections = [[document, section] for document in documents for section in ("art-1", "art-2")]
    return {"split": "dev", "language": language, "expected": {"sections": sections}, "scores": scores}


ROWS = count_by_document(
    [case("zh", 0, "tax"), case("en", 1, "apples"), case("en", 0, "apples", "tax"), case("en", None, "apples")]
)


def test_a_question_counts_for_each_document_that_answers_it_once() -> None:
    assert [tuple(row.values()) for row in ROWS] == [
        ("dev", "en", "apples", 2, 1),
        ("dev", "en", "tax", 1, 0),
        ("dev", "zh", "tax", 1, 0),
    ]


def test_documents_that_fall_short_are_named_with_their_counts() -> None:
    many = count_by_document([case("en", float(number > 0), "apples") for number in range(20)])
    assert document_lines(many) == ["dev/en: hit@3 is 0.95 or better for 1 of 1 documents."]
    assert document_lines(ROWS)[0].endswith("for 0 of 2 documents; under it: apples 1 of 2, tax 0 of 1.")


def test_every_report_tells_them() -> None:
    names = ("models", "environment", "hashes", "suites", "reliability", "confusion", "unmeasured", "extras")
    run = Run("new", {"day": "2026-11-28", "figures": [], "documents": ROWS} | {name: {} for name in names}, [], {
        "started": "2026-11-28", "speed": None,
    })  # fmt: skip
    assert all("tax 0 of 1" in told for told in (tell(run), markdown(run, [])))
    assert "<td>apples</td><td>For tuning</td><td>English</td><td>1 of 2</td>" in html_report(run, [])
    assert "<td>apples</td><td>调整用的一半</td><td>英文</td><td>2题中的1题</td>" in html_report(run, [], language="zh")
