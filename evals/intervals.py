"""Intervals and tests for scores: Wilson, bootstrap, McNemar. All are exact or seeded."""

import math
from collections.abc import Sequence

import numpy as np

_Z = 1.959964
_RESAMPLES = 2_000
_SEED = 20_261_128


def wilson_interval(successes: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's method; (0, 1) where nothing was counted.

    >>> [round(bound, 3) for bound in wilson_interval(9, 10)]
    [0.596, 0.982]
    """
    if count == 0:
        return 0.0, 1.0
    share, square = successes / count, _Z * _Z
    centre = share + square / (2 * count)
    spread = _Z * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return max(0.0, (centre - spread) / (1 + square / count)), min(1.0, (centre + spread) / (1 + square / count))


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of a mean by the percentile bootstrap, seeded; of one value, that value twice.

    >>> bootstrap_interval([0.5, 0.5, 0.5])
    (0.5, 0.5)
    """
    means = _resampled_means(np.asarray(values, dtype=float))
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def interval_of(values: Sequence[float]) -> tuple[float, float]:
    """Return the interval that fits: Wilson's where every value is 0 or 1, else the bootstrap's."""
    if set(values) <= {0.0, 1.0}:
        return wilson_interval(sum(values), len(values))
    return bootstrap_interval(values)


def mcnemar_probability(fixed: int, broken: int) -> float:
    """Return the two-sided exact probability of so uneven a split of changed cases if neither run were better.

    >>> round(mcnemar_probability(0, 6), 3), mcnemar_probability(0, 0)
    (0.031, 1.0)
    """
    changed = fixed + broken
    tail = sum(math.comb(changed, k) for k in range(min(fixed, broken) + 1))
    return min(1.0, 2.0 * tail / 2.0**changed)


def paired_bootstrap_probability(differences: Sequence[float]) -> float:
    """Return the two-sided probability, seeded, that the mean of paired differences is of no sign; 1 for no change."""
    values = np.asarray(differences, dtype=float)
    if not values.size or not values.any():
        return 1.0
    means = _resampled_means(values)
    return float(min(1.0, 2 * min((means <= 0).mean(), (means >= 0).mean()) + 1 / _RESAMPLES))


def _resampled_means(values: np.ndarray) -> np.ndarray:
    rows = np.random.default_rng(_SEED).integers(0, len(values), (_RESAMPLES, len(values)))
    return np.asarray(values[rows].mean(axis=1))
