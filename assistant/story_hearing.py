"""How probable it is that a matter is told, where the story model scores the sentence that tells it most clearly.

The model was taught that what is told counts more than what is not, so that its scores lie too high, those of some
matters more than others. They are put right by how often such scores were right in letters that it never learned from:
one line in the log-odds for all matters, with an offset for each (`evals.hearing_fitting`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.logistic import log_odds, logistic_sum, version_of

FITTED_FILE = Path(__file__).with_name("story_hearing.json")
# From these probabilities on a matter counts as told, and as told so surely that a draft may lead with it; from the
# last one on it may be told, so that nobody is treated as if it were not.
HEARD, SURELY, PERHAPS = 0.6, 0.85, 0.2


@dataclass(frozen=True, slots=True)
class Hearing:
    """The fitted line; `sealed` by `version`. A matter without an offset is never heard."""

    version: str
    slope: float
    offsets: Mapping[str, float]

    @property
    def sealed(self) -> bool:
        """Tell whether it is as it was fitted."""
        return self.version == version_of(self.slope, dict(self.offsets))

    def probability(self, matter: str, score: float) -> float:
        """Return how probably (0 to 1) a matter is told that the model gives a score (0 to 1)."""
        if matter not in self.offsets:
            return 0.0
        return logistic_sum({"score": log_odds(score)}, {"score": self.slope}, self.offsets[matter])


@cache
def load_hearing(path: Path = FITTED_FILE) -> Hearing:
    """Return what was fitted last."""
    return Hearing(**json.loads(path.read_text(encoding="utf-8")))
