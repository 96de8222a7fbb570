"""Figures of classifications."""

from assistant.diagnosing import diagnose_profile
from evals.cases import Case, Expected
from evals.classification import Judged, clear_left_open, judge, open_kept, risk_f1, sum_up_classifications

LABELS = {"origin": "unclear", "base": "resource_based", "role": ["symbiosis", "unclear"], "target_mode": "not_ready"}


def _case(**labels: str | list[str]) -> Case:
    expected = Expected(labels={**LABELS, "risks": ["homogeneity"], **labels})
    return Case(id="1", suite="classification", language="en", text="x", expected=expected)


def _judged(case: Case, risks: set[str], **labels: str) -> Judged:
    told = {"origin": "unclear", "base": "resource_based", "role": "symbiosis", "target_mode": "not_ready"}
    return Judged(case, told | labels, frozenset(risks))


def test_a_right_classification_scores_one_throughout() -> None:
    figures = sum_up_classifications([_judged(_case(), {"homogeneity"})])
    assert figures.pop("clear_left_open") == 0
    assert set(figures.values()) == {1.0}


def test_a_list_accepts_any_of_its_labels() -> None:
    assert sum_up_classifications([_judged(_case(), set(), role="unclear")])["role"] == 1


def test_open_and_clear_are_counted_apart() -> None:
    wrong = _judged(_case(), set(), origin="self_organization", base="unclear")
    assert open_kept([wrong]) == 0
    assert clear_left_open([wrong]) == 0.5


def test_risks_are_counted_over_all_descriptions() -> None:
    assert risk_f1([_judged(_case(), {"homogeneity", "platform_costs"}), _judged(_case(), set())]) == 0.5


def test_without_descriptions_there_is_no_figure() -> None:
    assert set(sum_up_classifications([]).values()) == {None}


def test_only_high_risks_are_named() -> None:
    diagnosis = diagnose_profile({"neighbours_sell_same": "yes", "price_cutting": "no", "fees_eat_margin": "yes"})
    assert judge(_case(), diagnosis.to_dict()).risks == {"platform_costs"}
