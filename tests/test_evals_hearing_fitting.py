"""The line by which the story model's scores are put right."""

import random

import numpy as np
import pytest

from assistant.story_hearing import HEARD
from evals.hearing_fitting import Scored, fit, left_out, report
from evals.marked_stories import MATTERS, MarkedStory


def _story(number: int, told: set[str]) -> MarkedStory:
    labels = frozenset(f"tells={matter}" for matter in told)
    return MarkedStory(f"en-t-{number:03}", "en" if number % 8 < 4 else "zh", ("Told.",), (labels,), is_whole=True)


@pytest.fixture(scope="module")
def scored() -> list[Scored]:
    """Scores of 0.9 that are right for `claim`, and right once in five for `delisted`; low ones are never right."""
    chance = random.Random(1)
    stories = []
    for number in range(200):
        scores = {matter: chance.uniform(0.0, 0.1) for matter in MATTERS}
        told = set()
        if number % 4 == 0:
            scores["claim"] = scores["delisted"] = 0.9
            told = {"claim"} | ({"delisted"} if number % 20 == 0 else set())
        stories.append(Scored(_story(number, told), scores))
    return stories


def test_the_same_score_counts_for_less_where_it_was_often_wrong(scored: list[Scored]) -> None:
    line = fit(scored)
    assert line.probability("delisted", 0.9) < HEARD < line.probability("claim", 0.9)
    assert line.probability("rooms", 0.05) < 0.1


def test_stories_left_out_are_judged_alike_and_reported(
    scored: list[Scored], capsys: pytest.CaptureFixture[str]
) -> None:
    found = left_out(scored)
    assert found.shape == (200, len(MATTERS))
    claims = found[:, MATTERS.index("claim")] >= HEARD
    assert np.flatnonzero(claims).tolist() == list(range(0, 200, 4))
    report(scored, found)
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert lines["claim"].split("told")[1].split() == ["50,", "heard", "50,", "rightly", "50"]


def test_the_same_stories_give_the_same_line(scored: list[Scored]) -> None:
    assert fit(scored) == fit(scored) and fit(scored).sealed
