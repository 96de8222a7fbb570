"""Fitted logistic sums: what the gates and the ranking of sentences weigh with, and how they name their versions."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

# Log-odds beyond these say no more.
FARTHEST = 6.0


def logistic_sum(features: Mapping[str, float], coefficients: Mapping[str, float], intercept: float) -> float:
    """Return the probability (0 to 1) that a fitted gate gives to features; those it does not know count nothing.

    >>> logistic_sum({"score": 2.0, "other": 9.0}, {"score": 1.5}, -3.0)
    0.5
    """
    weighted = (coefficient * features[name] for name, coefficient in coefficients.items())
    return 1 / (1 + math.exp(-(intercept + sum(weighted))))


def log_odds(probability: float, *, most: float = FARTHEST) -> float:
    """Return the log-odds of a probability (0 to 1), as far as they say anything: from `-most` to `most`.

    >>> log_odds(0.5), log_odds(1.0), log_odds(0.0, most=8.0)
    (0.0, 6.0, -8.0)
    """
    if probability in (0.0, 1.0):
        return most if probability else -most
    return max(-most, min(most, math.log(probability / (1 - probability))))


def by_language(
    slopes: Sequence[float], intercept: float, names: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the coefficients by name and the intercepts by language, where the last slope is that of Chinese.

    >>> by_language([1.5, 0.25], -3.0, ["score"])
    ({'score': 1.5}, {'en': -3.0, 'zh': -2.75})
    """
    coefficients = {name: round(float(slope), 6) for name, slope in zip(names, slopes[:-1], strict=True)}
    return coefficients, {"en": round(intercept, 6), "zh": round(intercept + float(slopes[-1]), 6)}


def version_of(*fitted: Any) -> str:
    """Return the version of a gate: twelve digits of the SHA-256 of what was fitted."""
    return hashlib.sha256(json.dumps(fitted, sort_keys=True).encode()).hexdigest()[:12]
