"""Fits how probable a matter is by the story model's score: `python -m evals.hearing_fitting`, a few minutes.

It learns from stories that the model did not learn from, a series of letters by other hands among them. Figures are
those of stories left out once more.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.embedding import Vectors
from assistant.logistic import log_odds, version_of
from assistant.profile_similarity import LANGUAGES
from assistant.story_hearing import FITTED_FILE, HEARD, PERHAPS, SURELY, Hearing
from assistant.story_reading import read_story
from evals.calibration import gate_text
from evals.marked_stories import MATTERS, MarkedStory, read_marked

_FOLDS = GroupKFold(5)
# An offset is drawn towards that of all matters, for of the rarest there are twenty stories.
_LINE = LogisticRegression(C=1.0, max_iter=5_000)


@dataclass(frozen=True, slots=True)
class Scored:
    """A story with the model's score for each matter."""

    story: MarkedStory
    scores: Mapping[str, float]

    @property
    def told(self) -> list[bool]:
        """Which matters are told, in the order of MATTERS."""
        return [f"tells={matter}" in self.story.told for matter in MATTERS]


def score(story: MarkedStory) -> Scored | None:
    """Return a story with its scores; None where it is too short for the model, or that is not on this machine."""
    read = read_story(story.text)
    if read is None:
        return None
    surest = read.surest()
    return Scored(story, {matter: surest[f"tells={matter}"] for matter in MATTERS})


def fit(scored: Sequence[Scored]) -> Hearing:
    """Return the line fitted to scored stories."""
    model = _LINE.fit(*_rows(scored))
    slope, *weights = model.coef_[0].tolist()
    offsets = {
        matter: round(weight + float(model.intercept_[0]), 4) for matter, weight in zip(MATTERS, weights, strict=True)
    }
    return Hearing(version_of(round(slope, 4), offsets), round(slope, 4), offsets)


def left_out(scored: Sequence[Scored]) -> Vectors:
    """Return the probabilities (stories, matters) by lines fitted without each story."""
    stories = np.repeat(np.arange(len(scored)), len(MATTERS))
    rows, told = _rows(scored)
    found = cross_val_predict(_LINE, rows, told, groups=stories, cv=_FOLDS, method="predict_proba")
    return np.asarray(found[:, 1].reshape(len(scored), len(MATTERS)), dtype=np.float32)


def _rows(scored: Sequence[Scored]) -> tuple[Vectors, Vectors]:
    """Return for each story and matter the log-odds of the score and which matter it is, and whether it is told."""
    odds = [log_odds(one.scores[matter]) for one in scored for matter in MATTERS]
    which = np.tile(np.eye(len(MATTERS)), (len(scored), 1))
    return np.c_[odds, which], np.array([one.told for one in scored]).ravel()


def report(scored: Sequence[Scored], found: Vectors) -> None:
    """Print by language how often what is heard is told, and how much of what is told is heard; then by matter."""
    told = np.array([one.told for one in scored])
    for language in LANGUAGES:
        own = np.array([one.story.language == language for one in scored])
        shares = [
            f"from {least}: right {told[own][heard].mean():.3f}, found {heard[told[own]].mean():.3f}"
            for least in (PERHAPS, HEARD, SURELY)
            if (heard := found[own] >= least).any()
        ]
        precision = average_precision_score(told[own].ravel(), found[own].ravel())
        print(f"{language} {own.sum()} stories, average precision {precision:.3f}; {'; '.join(shares)}")
    for place, matter in enumerate(MATTERS):
        heard = found[:, place] >= HEARD
        right = (heard & told[:, place]).sum()
        print(f"  {matter:24}told {told[:, place].sum():3}, heard {heard.sum():3}, rightly {right:3}")


def main() -> int:
    """Fit, report, save."""
    scored = [one for story in read_marked() if story.is_held_out and (one := score(story)) is not None]
    if not scored:
        print("The story model is not on this machine, and nothing can be fitted to its scores.", file=sys.stderr)
        return 1
    report(scored, left_out(scored))
    FITTED_FILE.write_text(gate_text(fit(scored)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
