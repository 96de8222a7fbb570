"""How probable a fact is by all that speaks for it: its clearest sentence, the whole, the reader, and set words.

First each label is weighed alone, by the same weights as every other; then the labels of one question are weighed in
the light of each other, for 'they make it' and 'I take the orders' belong together. Both steps are logistic
regressions that `evals.weighing_fitting` fits to stories which neither the story model nor the reader has seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Vectors
from assistant.fact_clauses import Best
from assistant.logistic import log_odds
from assistant.outright import said_in
from assistant.profile_similarity import EXAMPLES_FOLDER, HIGHEST
from assistant.story_reading import Story
from assistant.typology import FACT_VALUES

FITTED_FILE = EXAMPLES_FOLDER / "weighing.npz"
# No single source counts for more than these odds, nor does a label for another.
_MOST_ODDS, MOST_TOGETHER = 8.0, 6.0
# How a business began is told in passing, in one clause, and is taken sooner than other facts. What is seldom told is
# often misread: in letters by hands that the model did not learn from, what was read on partners, on taking orders and
# on a brand was told two times in five, from these probabilities on every second time.
FROM_OF_STORIES: Mapping[str, float] = dict.fromkeys(
    ("prior_industry", "traditional_market_lost", "started_by", "others_followed"), 0.25
) | dict.fromkeys(("partners", "partner_weight", "sells_to_order_for_others", "own_brand"), 0.5)


@dataclass(frozen=True, slots=True)
class ForLabel:
    """What speaks for a label: its clearest sentence and the whole by the story model, 0 to 1, the fitted reader's
    score, and whether set words say it: 1, weak ones a quarter, and of another value of the fact less a quarter."""

    sentence: float = 0.0
    whole: float = 0.0
    reader: float = 0.0
    said: float = 0.0

    def measure(self) -> tuple[float, float, float, float]:
        """Return what is weighed: log-odds, and the rest on a like scale.

        >>> [round(number, 2) for number in ForLabel(0.5, 0.9, 0.3).measure()]
        [0.0, 2.2, 3.0, 0.0]
        """
        sentence, whole = (log_odds(one, most=_MOST_ODDS) for one in (self.sentence, self.whole))
        return sentence, whole, 10 * min(self.reader, HIGHEST), self.said


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """The fitted steps, for the fitted reader called `reader`.

    `alone` weighs the numbers of `ForLabel.measure`, then the intercept.
    `together` has a row for each label: weights of all labels' odds, of Chinese, the intercept; NaN where none is.
    """

    reader: str
    labels: tuple[str, ...]
    alone: Vectors
    together: Vectors

    def weigh(self, told: Mapping[str, ForLabel], language: Language) -> tuple[dict[str, float], dict[str, float]]:
        """Return how probable each label is, 0 to 1: by all that is told, and by what speaks for it alone."""
        odds = self.odds(told)
        given = np.r_[np.clip(odds, -MOST_TOGETHER, MOST_TOGETHER), language == "zh", 1.0]
        weighed = np.where(np.isnan(self.together[:, -1]), odds, np.nan_to_num(self.together) @ given)
        return self._by_label(weighed), self._by_label(odds)

    def _by_label(self, odds: Vectors) -> dict[str, float]:
        return dict(zip(self.labels, (1 / (1 + np.exp(-odds))).tolist(), strict=True))

    def odds(self, told: Mapping[str, ForLabel]) -> Vectors:
        """Return the log-odds of each label alone."""
        rows = np.array([told.get(label, ForLabel()).measure() for label in self.labels])
        return np.asarray(rows @ self.alone[:-1] + self.alone[-1], dtype=np.float32)


def clearest_sentences(scores: Vectors, labels: Sequence[str]) -> dict[str, tuple[float, int]]:
    """Return each label's best score with its sentence: the story model knows plans and hearsay itself."""
    numbers = scores.argmax(axis=0)
    return {
        label: (float(scores[number, place]), int(number))
        for place, (label, number) in enumerate(zip(labels, numbers, strict=True))
    }


def measure_story(story: Story, best: Best, reader_best: Best) -> dict[str, ForLabel]:
    """Return by label what speaks for it in a story, given the best sentences by the story model and by the reader."""
    whole, said = story.whole(), _said_words(story.text)
    return {
        label: ForLabel(score, whole.get(label, 0.0), reader_best.get(label, (0.0, 0))[0], said.get(label, 0.0))
        for label, (score, _) in best.items()
    }


def _said_words(text: str) -> dict[str, float]:
    """Return how far set words say each label, and that they say another value of its fact."""
    said = {(one.fact, one.value): 0.25 if one.weak else 1.0 for one in said_in(text)}
    told = {fact for fact, _ in said}
    return {f"{fact}={value}": said.get((fact, value), -0.25) for fact in told for value in FACT_VALUES[fact]}


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
