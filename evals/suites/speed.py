"""How long does a warm answer take, one after the other, with nothing remembered?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.remembering import RememberingEmbedder
from assistant.service import Assistant
from evals.cases import Case
from evals.figures import Limits
from evals.reasons import Reason, reason
from evals.subject import ask

SPEED = "speed"
_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds of whole answers over `count` questions."""

    count: int
    median_ms: float
    p95_ms: float

    def missed(self, limits: Limits) -> list[Reason]:
        """Return a sentence for each time that is over its limit."""
        return [
            reason("over_limit", name=reason(name), value=f"{getattr(self, name):.0f}", limit=f"{limit:.0f}")
            for name, limit in limits.get(SPEED, {}).items()
            if getattr(self, name) > limit
        ]


def measure_speed(assistant: Assistant, cases: Sequence[Case]) -> Speed | None:
    """Time every n-th question of the cases, so that about forty are asked; None without a question."""
    asked = [case for case in cases if case.question]
    sample = asked[:: max(1, len(asked) // _SAMPLE)]
    if not sample:
        return None
    ask(assistant, sample[0])
    if isinstance(assistant.embedder, RememberingEmbedder):
        with assistant.embedder.forgetting():
            times = _times(assistant, sample)
    else:
        times = _times(assistant, sample)
    if not times:
        return None
    return Speed(len(times), float(np.median(times)), float(np.quantile(times, 0.95)))


def _times(assistant: Assistant, cases: Sequence[Case]) -> list[float]:
    timings = (ask(assistant, case).timings_ms for case in cases)
    return [timing["total"] for timing in timings if "total" in timing]
