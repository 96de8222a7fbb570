"""Intervals and tests: known values, bounds, and the same result every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import (
    bootstrap_interval,
    interval_of,
    mcnemar_probability,
    paired_bootstrap_probability,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
)
def test_wilsons_interval_has_the_published_values(successes: int, count: int, low: float, high: float) -> None:
    assert wilson_interval(successes, count) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_interval_holds_within_0_and_1_and_around_the_mean(values: list[float]) -> None:
    low, high = interval_of(values)
    assert -1e-9 <= low <= sum(values) / len(values) + 1e-9 and sum(values) / len(values) - 1e-9 <= high <= 1 + 1e-9


def test_the_bootstrap_is_seeded() -> None:
    values = [0.1, 0.4, 0.9, 1.0, 0.3]
    assert bootstrap_interval(values) == bootstrap_interval(values)


@pytest.mark.parametrize(("fixed", "broken", "probability"), [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 0.0215), (9, 1, 0.0215)])
def test_mcnemars_probability_is_exact_and_even_handed(fixed: int, broken: int, probability: float) -> None:
    assert mcnemar_probability(fixed, broken) == pytest.approx(probability, abs=1e-4)


def test_a_difference_of_one_sign_is_no_chance_and_one_of_both_is() -> None:
    assert paired_bootstrap_probability([-0.5] * 12) < 0.01
    assert paired_bootstrap_probability([0.5, -0.5] * 6) > 0.5
    assert paired_bootstrap_probability([0.0, 0.0]) == 1.0
