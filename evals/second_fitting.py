"""Fits the second reading: what the passage model reads is weighed with what the gates say, on the dev cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.embedding import Vectors
from assistant.logistic import by_language, version_of
from assistant.premise_gate import PremiseGate
from assistant.second_reading import LogisticSum, SecondReading
from evals.calibration import FALSE_REFUSALS_AT_MOST, fit_gate, is_answerable
from evals.cases import Case
from evals.premise_fitting import (
    CALLED_WRONG_AT_MOST,
    DOUBTED_AT_MOST,
    PremiseSample,
    fit_premise_gate,
    may_rest_on_a_premise,
)

_FOLDS = StratifiedKFold(10, shuffle=True, random_state=0)
_GATE_FOLDS = 5
# A true premise that is called wrong is an insult.
_TRUE_PREMISE_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A case with what was measured for an answer and against its premise, by gates that were fitted without it."""

    case: Case
    answers: dict[str, float]
    contradiction: dict[str, float]


def evidence_out_of_fold(samples: Sequence[tuple[Case, dict[str, float]]]) -> list[float]:
    """Return for each case the probability that the sources answer, by an evidence gate fitted without it."""
    return _out_of_fold(samples, fit_gate, lambda gate, sample: gate.probability(sample[1], sample[0].language))


def premises_out_of_fold(samples: Sequence[PremiseSample]) -> list[float]:
    """Return for each case the probability that its premise is wrong, by a premise gate fitted without it."""

    def surest(gate: PremiseGate, sample: PremiseSample) -> float:
        found = (gate.probability(features, sample.case.language) for features in sample.suspected)
        return max(found, default=0.0)

    return _out_of_fold(samples, fit_premise_gate, surest)


def _out_of_fold(
    samples: Sequence[Any], fit: Callable[[list[Any]], Any], probability: Callable[..., float]
) -> list[float]:
    folds = np.random.default_rng(0).permutation(len(samples)) % _GATE_FOLDS
    found = [0.0] * len(samples)
    for fold in range(_GATE_FOLDS):
        gate = fit([sample for sample, own in zip(samples, folds, strict=True) if own != fold])
        for place in np.flatnonzero(folds == fold).tolist():
            found[place] = probability(gate, samples[place])
    return found


def fit_second(readings: Sequence[Reading]) -> SecondReading:
    """Return both sums with limits that hold out of fold: the shares of false refusals and of premises called wrong."""
    asked = [(one, answerable) for one in readings if (answerable := is_answerable(one.case)) is not None]
    evidence, inside = _fit(
        [one.case for one, _ in asked], [one.answers for one, _ in asked], [answerable for _, answerable in asked], None
    )
    wanted = np.array([answerable for _, answerable in asked])
    threshold = round(float(np.quantile(inside[wanted], FALSE_REFUSALS_AT_MOST)), 6)
    resting = [one for one in readings if may_rest_on_a_premise(one.case)]
    false = [one.case.expected.premise_corrected is True for one in resting]
    weights = [_TRUE_PREMISE_WEIGHT if one.case.expected.premise_corrected is False else 1.0 for one in resting]
    premises, wrong = _fit([one.case for one in resting], [one.contradiction for one in resting], false, weights)
    innocent = wrong[~np.array(false)]
    sure, doubtful = (
        round(float(np.quantile(innocent, 1 - most)), 6) for most in (CALLED_WRONG_AT_MOST, DOUBTED_AT_MOST)
    )
    sums = [one for own in (evidence, premises) for one in (own.coefficients, own.intercepts)]
    return SecondReading(version_of(sums, threshold, sure, doubtful), evidence, threshold, premises, sure, doubtful)


def _fit(
    cases: Sequence[Case], features: Sequence[dict[str, float]], wanted: Sequence[bool], weights: Any
) -> tuple[LogisticSum, Vectors]:
    """Return the sum fitted to all cases, and the probability that each gets out of fold."""
    names = sorted(features[0])
    rows = np.array(
        [
            [*(own[name] for name in names), float(case.language == "zh")]
            for case, own in zip(cases, features, strict=True)
        ]
    )
    model = LogisticRegression(C=1.0, max_iter=5_000)
    params = {} if weights is None else {"params": {"sample_weight": np.array(weights)}}
    found = cross_val_predict(model, rows, np.array(wanted), cv=_FOLDS, method="predict_proba", **params)[:, 1]
    model.fit(rows, wanted, sample_weight=weights)
    return LogisticSum(*by_language(model.coef_[0], float(model.intercept_[0]), names)), found
