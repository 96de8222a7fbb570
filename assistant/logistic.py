"""Fitted logistic sums: what the gates and the ranking of sentences weigh with, and how they name their versions."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any


def logistic_sum(features: Mapping[str, float], coefficients: Mapping[str, float], intercept: float) -> float:
    """Return the probability (0 to 1) that a fitted gate gives to features; those it does not know count nothing.

    >>> logistic_sum({"score": 2.0, "other": 9.0}, {"score": 1.5}, -3.0)
    0.5
    """
    weighted = (coefficient * features[name] for name, coefficient in coefficients.items())
    return 1 / (1 + math.exp(-(intercept + sum(weighted))))


def version_of(*fitted: Any) -> str:
    """Return the version of a gate: twelve digits of the SHA-256 of what was fitted."""
    return hashlib.sha256(json.dumps(fitted, sort_keys=True).encode()).hexdigest()[:12]
