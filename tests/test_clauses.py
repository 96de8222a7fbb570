"""What a question takes for granted."""

import pytest

from assistant.clauses import find_clauses


def told(question: str) -> list[str]:
    return [clause.text for clause in find_clauses(question) if clause.told]


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("Since the paper names five patterns, which are they?", ["the paper names five patterns"]),
        ("合作社登记要办三个月，能先签合同吗", ["合作社登记要办三个月"]),
        ("Why does the paper praise price wars?", ["the paper praise price wars"]),
        (
            "As half goes to members by what they deliver, can we buy a van?",
            ["half goes to members by what they deliver"],
        ),
        ("How many members does a cooperative need?", []),
        ("要办执照吗", []),
        ("", []),
    ],
)
def test_telling_clauses_are_told_from_asking_ones(question: str, clauses: list[str]) -> None:
    assert told(question) == clauses


def test_telling_clauses_of_a_sentence_are_joined_too_for_the_next_speaks_of_what_one_names() -> None:
    joined = "买家当面签收了包裹，等于认了质量没有问题"
    assert told(f"{joined}，还要赔多少") == [*joined.split("，"), joined]


def test_what_a_question_word_presupposes_is_no_telling() -> None:
    (clause,) = find_clauses("Which bureau hands out the village title?")
    assert (clause.text, clause.told) == ("bureau hands out the village title", False)
