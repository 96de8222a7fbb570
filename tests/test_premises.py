"""What a question takes for granted."""

import pytest

from assistant.premises import asserted_clauses


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("Since the paper names five patterns, which are they?", ["the paper names five patterns"]),
        ("合作社登记要办三个月，能先签合同吗", ["合作社登记要办三个月"]),
        ("Why does the paper praise price wars?", ["the paper praise price wars"]),
        ("How many members does a cooperative need?", []),
        ("要办执照吗", []),
        ("", []),
    ],
)
def test_asserting_clauses_are_told_from_asking_ones(question: str, clauses: list[str]) -> None:
    assert asserted_clauses(question) == clauses
