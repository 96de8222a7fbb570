"""What a draft takes for told is held against the labels of a description."""

from typing import Any

from evals.cases import Case, Expected
from evals.told_scorers import goods_told, quoted, read_facts, read_told, told_read

TEXT = "We sell tea on Taobao. A courier comes. Nothing is registered."
TOLD = {"platforms": ["one", "on Taobao"], "service_units": ["told", "A courier comes"], "legal_form": ["person"]}
CASE = Case(
    id="t",
    suite="told",
    language="en",
    text=TEXT,
    expected=Expected(told=TOLD, goods={"tea|leaves": "between"}, may=["partners"]),
)


def draft(**facts: str) -> dict[str, Any]:
    return {
        "profile": facts,
        "units": [{"unit": "service", "filled_by": "A courier comes", "relation": None}],
        "seller": {"legal_form": "?"},
        "evidence": [{"fact": fact, "quote": "We sell tea on Taobao"} for fact in facts],
        "goods": [{"name": "tea", "form": "between"}],
    }


def test_facts_units_and_legal_form_are_read_from_a_draft() -> None:
    assert read_facts(draft(platforms="one")) == {"platforms": "one", "service_units": "told"}


def test_what_is_told_and_not_read_and_what_is_read_and_not_told_cost_a_share_each() -> None:
    score = told_read(CASE, draft(platforms="one"))
    assert score is not None and round(score.value, 2) == 0.67
    wrong = read_told(CASE, draft(platforms="several", partners="few"))
    assert wrong is not None and wrong.value == 0.5


def test_a_quote_must_hold_words_that_say_its_fact() -> None:
    good, bad = quoted(CASE, draft(platforms="one")), draft(platforms="one")
    bad["evidence"][0]["quote"] = "Nothing is registered"
    found = quoted(CASE, bad)
    assert good is not None and good.value == 1 and found is not None and found.value == 0.5


def test_goods_count_by_name_and_kind() -> None:
    right, other = draft(), draft()
    other["goods"] = [{"name": "tea", "form": "craft"}]
    told = [goods_told(CASE, one) for one in (right, other)]
    assert [score.value for score in told if score] == [1.0, 0.0]


def test_a_case_without_labels_is_not_scored() -> None:
    bare = CASE.model_copy(update={"expected": Expected()})
    assert [scorer(bare, draft()) for scorer in (told_read, read_told, quoted, goods_told)] == [None] * 4
