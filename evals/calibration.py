"""Fits the evidence gate on questions that the sources answer and questions that they do not."""

import json
from collections.abc import Iterable
from dataclasses import asdict

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.evidence import Gate
from assistant.logistic import by_language, version_of
from assistant.premise_gate import PremiseGate
from assistant.second_reading import SecondReading
from assistant.sentence_ranking import SentenceRanking
from assistant.story_hearing import Hearing
from evals.cases import Case

# An answer that is withheld costs a user less than a wrong one, but at most this share of the questions that
# the sources do answer may fall under the gate. The second look at the asking clause takes about half of them
# back, so that fewer are declined in the end.
FALSE_REFUSALS_AT_MOST = 0.05
# Kinds that are neither an answer of the sources nor a refusal.
_NEITHER = ("small_talk", "diagnosis", "partial", "clarification")
_FOLDS = StratifiedKFold(10, shuffle=True, random_state=0)


def is_answerable(case: Case) -> bool | None:
    """Tell whether the sources answer a case; None where it is no question about them, as in a greeting."""
    if not case.question or case.history or case.expected.kind in _NEITHER:
        return None
    return case.expected.kind != "refusal"


def fit_gate(samples: Iterable[tuple[Case, dict[str, float]]]) -> Gate:
    """Return a gate fitted to cases and what was measured of their evidence.

    The threshold is the highest at which, out of fold, no more than FALSE_REFUSALS_AT_MOST of the
    answerable questions are declined.
    """
    known = [
        (case, features, answerable) for case, features in samples if (answerable := is_answerable(case)) is not None
    ]
    names = sorted(known[0][1])
    rows = np.array(
        [[*(features[name] for name in names), float(case.language == "zh")] for case, features, _ in known]
    )
    wanted = np.array([answerable for *_, answerable in known])
    centre, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    model = LogisticRegression(C=1.0, max_iter=5_000)
    scaled = (rows - centre) / spread
    probabilities = cross_val_predict(model, scaled, wanted, cv=_FOLDS, method="predict_proba")[:, 1]
    threshold = round(float(np.quantile(probabilities[wanted], FALSE_REFUSALS_AT_MOST)), 6)
    model.fit(scaled, wanted)
    slopes = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - (slopes * centre).sum())
    coefficients, intercepts = by_language(slopes, intercept, names)
    return Gate(version_of(coefficients, intercepts, threshold), coefficients, intercepts, threshold)


def gate_text(fitted: Gate | PremiseGate | SecondReading | SentenceRanking | Hearing) -> str:
    """Return what was fitted as its file holds it."""
    return json.dumps(asdict(fitted), indent=2, sort_keys=True) + "\n"
