"""How probable a fact is by all that speaks for it: its clearest sentence, the whole, and the fitted reader.

First each label is weighed alone, by the same weights as every other; then the labels of one question are weighed in
the light of each other, for 'they make it' and 'I take the orders' belong together. Both steps are logistic
regressions that `evals.weighing_fitting` fits to stories which neither the story model nor the reader has seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Vectors
from assistant.profile_similarity import EXAMPLES_FOLDER, HIGHEST

FITTED_FILE = EXAMPLES_FOLDER / "weighing.npz"
# No single source counts for more than these odds, nor does a label for another.
_MOST_ODDS, _MOST_TOGETHER = 8.0, 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """The fitted steps, for the fitted reader called `reader`.

    `alone` weighs the odds of the clearest sentence, those of the whole and the reader's score, then the intercept.
    `together` has a row for each label: weights of all labels' odds, of Chinese, the intercept; NaN where none is.
    """

    reader: str
    labels: tuple[str, ...]
    alone: Vectors
    together: Vectors

    def weigh(self, told: Mapping[str, tuple[float, float, float]], language: Language) -> dict[str, float]:
        """Return how probable each label is, 0 to 1, by what `measure` takes from its scores."""
        rows = np.array([measure(*told.get(label, (0.0, 0.0, 0.0))) for label in self.labels])
        odds = rows @ self.alone[:-1] + self.alone[-1]
        given = np.r_[np.clip(odds, -_MOST_TOGETHER, _MOST_TOGETHER), language == "zh", 1.0]
        weighed = np.where(np.isnan(self.together[:, -1]), odds, np.nan_to_num(self.together) @ given)
        return dict(zip(self.labels, (1 / (1 + np.exp(-weighed))).tolist(), strict=True))


def measure(sentence: float, whole: float, reader: float) -> tuple[float, float, float]:
    """Return what is weighed of a label: the odds of its clearest sentence and of the whole, and the reader's score.

    >>> [round(number, 2) for number in measure(0.5, 0.9, 0.3)]
    [0.0, 2.2, 3.0]
    """
    return _odds(sentence), _odds(whole), 10 * min(reader, HIGHEST)


def _odds(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.clip(np.log(inside / (1 - inside)), -_MOST_ODDS, _MOST_ODDS))


def save_weighing(weighing: Weighing) -> None:
    """Keep a weighing beside the readers."""
    np.savez_compressed(
        FITTED_FILE, reader=weighing.reader, labels=weighing.labels, alone=weighing.alone, together=weighing.together
    )


@cache
def load_weighing(path: Path = FITTED_FILE) -> Weighing:
    """Return the fitted weighing."""
    with np.load(path) as kept:
        return Weighing(str(kept["reader"]), tuple(map(str, kept["labels"])), kept["alone"], kept["together"])
