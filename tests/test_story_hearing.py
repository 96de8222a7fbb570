"""How probable a matter is by the story model's score."""

from dataclasses import replace

import pytest

from assistant.story_hearing import HEARD, Hearing, load_hearing
from evals.marked_stories import MATTERS

LINE = Hearing("", 1.0, {"claim": 0.0, "delisted": -2.0})


def test_a_matter_that_is_often_misheard_needs_a_higher_score() -> None:
    assert LINE.probability("claim", 0.7) == pytest.approx(0.7)
    assert LINE.probability("delisted", 0.7) < HEARD < LINE.probability("delisted", 0.95)


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_the_utmost_scores_have_a_probability(score: float) -> None:
    assert 0 < LINE.probability("claim", score) < 1


def test_a_matter_that_was_not_fitted_is_never_heard() -> None:
    assert LINE.probability("weather", 1.0) == 0.0


def test_what_was_fitted_knows_every_matter_and_is_sealed() -> None:
    fitted = load_hearing()
    assert set(fitted.offsets) == set(MATTERS)
    assert fitted.slope > 0 and fitted.sealed
    assert not replace(fitted, slope=fitted.slope + 1).sealed
