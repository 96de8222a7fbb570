"""Fits the premise gate on questions that rest on something false, on something true, and on nothing.

Of a question that rests on something false only the clause that looks most like it is learned from, as nobody
has marked which one it is: it is chosen anew by what was learned, a few times over. A true premise that is
called wrong is an insult, so that it weighs as much as ten questions that rest on nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.embedding import Vectors
from assistant.logistic import by_language, version_of
from assistant.premise_gate import PremiseGate
from evals.cases import Case

# The tag of a case that puts forward, not as its own premise, what the sources contradict. Of `dev` those are read for
# it that are nearest to being told so; nothing depends on the others.
CONTRADICTED = "contradicted"
# So many of the questions without a false premise may be told, out of fold, that theirs is one; and so many may
# be answered beginning with what the sources say on it.
CALLED_WRONG_AT_MOST, DOUBTED_AT_MOST = 0.06, 0.25
_TRUE_PREMISE_WEIGHT = 10.0
_PENALTY = 0.3
_ROUNDS = 4
_FOLDS = 10
# The clause that is chosen at first is the one for which these speak most.
_FIRST_SIGHT = ("leaning", "amount", "sentence_amount", "opposite")


@dataclass(frozen=True, slots=True)
class PremiseSample:
    """A case and the features of what was suspected in each of its clauses; often none."""

    case: Case
    suspected: tuple[dict[str, float], ...]

    @property
    def false(self) -> bool:
        """Whether the case rests on something false."""
        return self.case.expected.premise_corrected is True

    @property
    def weight(self) -> float:
        """How much each of its clauses counts."""
        return _TRUE_PREMISE_WEIGHT if self.case.expected.premise_corrected is False else 1.0


def may_rest_on_a_premise(case: Case) -> bool:
    """Tell whether a case says what becomes of its premises: a question alone that the sources answer.

    Who asks 'need I not register?' or tells what a neighbour says, and has the sources against it, rests on nothing and
    is still rightly told that it is not so: such a case speaks neither for nor against a limit.
    """
    stands_alone = bool(case.question) and not case.history and case.expected.kind in (None, "answer", "partial")
    return stands_alone and (case.expected.premise_corrected is not None or CONTRADICTED not in case.tags)


def fit_premise_gate(samples: Sequence[PremiseSample]) -> PremiseGate:
    """Return a gate fitted to samples; its limits are the shares above of the questions without a false premise."""
    names = sorted(next(features for sample in samples for features in sample.suspected))
    owners = np.array([number for number, sample in enumerate(samples) for _ in sample.suspected])
    rows = np.array([_row(features, names, sample.case) for sample in samples for features in sample.suspected])
    spread = np.maximum(rows.std(axis=0), 1e-9)
    scaled = rows / spread
    first = scaled[:, [names.index(name) for name in _FIRST_SIGHT]].sum(axis=1)
    folds = np.array([number % _FOLDS for number in np.random.default_rng(0).permutation(len(samples))])
    surest = np.full(len(samples), -np.inf)
    for fold in range(_FOLDS):
        learned = _fit(samples, owners, scaled, first, use=folds != fold)
        scores = learned.decision_function(scaled)
        for number in np.flatnonzero(folds == fold):
            surest[number] = max(scores[owners == number], default=-np.inf)
    innocent = surest[[not sample.false for sample in samples]]
    sure, doubtful = (_probability(np.quantile(innocent, 1 - most)) for most in (CALLED_WRONG_AT_MOST, DOUBTED_AT_MOST))
    model = _fit(samples, owners, scaled, first, use=np.ones(len(samples), dtype=bool))
    slopes, intercept = model.coef_[0] / spread, float(model.intercept_[0])
    coefficients, intercepts = by_language(slopes, intercept, names)
    version = version_of(coefficients, intercepts, sure, doubtful)
    return PremiseGate(version, coefficients, intercepts, sure, doubtful)


def _row(features: dict[str, float], names: Sequence[str], case: Case) -> list[float]:
    return [*(features[name] for name in names), float(case.language == "zh")]


def _fit(samples: Sequence[PremiseSample], owners: Any, rows: Vectors, first: Any, *, use: Any) -> LogisticRegression:
    scores = first
    for _ in range(_ROUNDS):
        chosen: list[int] = []
        for number in np.flatnonzero(use).tolist():
            own = np.flatnonzero(owners == number)
            chosen += [int(own[np.argmax(scores[own])])] if samples[number].false and len(own) else own.tolist()
        wanted = [samples[owners[place]].false for place in chosen]
        weights = [samples[owners[place]].weight for place in chosen]
        model = LogisticRegression(C=_PENALTY, max_iter=5_000).fit(rows[chosen], wanted, sample_weight=weights)
        scores = model.decision_function(rows)
    return model


def _probability(score: float) -> float:
    return round(float(1 / (1 + np.exp(-score))), 6)
