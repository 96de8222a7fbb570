"""Fits what a client's question is about: `python -m evals.asked_fitting`; some minutes.

`questions/asked.<language>.jsonl` holds questions that clients put to an adviser, a line each, with the matter that it
is about and what was told right before it. One question in six is held out; figures on those are printed.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.asked_matters import FITTED_FILE, NOTHING, AskedMatters
from assistant.datatypes import Language
from assistant.embedding import Embedder, load_embedder
from assistant.language import join_texts
from assistant.profile_similarity import LANGUAGES
from evals.corpora import is_held_out, read_corpus_lines

FOLDER = Path(__file__).with_name("questions")
_ONE_IN = 6
_PENALTY = 12.0
# Of what is heard so much is right at least, for it puts a step into the plan.
_RIGHT_AT_LEAST = 0.85
_FOLDS = 6


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question about a matter, or NOTHING, with what was told before it."""

    language: Language
    matter: str
    question: str
    before: str = ""

    @property
    def text(self) -> str:
        """The question with what it may lean on."""
        return join_texts((self.before, self.question), self.language)

    @property
    def is_held_out(self) -> bool:
        """Tell whether nothing is fitted to it."""
        return is_held_out(self.text, _ONE_IN)


def read_questions() -> list[AskedQuestion]:
    """Return all questions, the English ones first."""
    return [AskedQuestion(language=language, **told) for language, told in read_corpus_lines(FOLDER, "asked")]


def fit(questions: list[AskedQuestion], embedder: Embedder) -> AskedMatters:
    """Return the regression with the lowest threshold from which on, out of fold, what is heard is mostly right."""
    vectors = embedder.embed_questions([one.text for one in questions])
    told = np.array([one.matter for one in questions])
    folds = np.random.default_rng(0).permutation(len(questions)) % _FOLDS
    surest, right = np.zeros(len(questions)), np.zeros(len(questions), dtype=bool)
    for fold in range(_FOLDS):
        model = _regression().fit(vectors[folds != fold], told[folds != fold])
        shares = model.predict_proba(vectors[folds == fold])
        shares[:, list(model.classes_).index(NOTHING)] = 0
        surest[folds == fold] = shares.max(axis=1)
        right[folds == fold] = model.classes_[shares.argmax(axis=1)] == told[folds == fold]
    order = np.argsort(-surest)
    shares_right = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    threshold = float(surest[order][np.flatnonzero(shares_right >= _RIGHT_AT_LEAST).max(initial=0)])
    model = _regression().fit(vectors, told)
    weights, intercepts = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    return AskedMatters(embedder.name, tuple(map(str, model.classes_)), weights, intercepts, round(threshold, 4))


def _regression() -> LogisticRegression:
    return LogisticRegression(C=_PENALTY, max_iter=2_000)


def report(fitted: AskedMatters, questions: list[AskedQuestion], embedder: Embedder) -> None:
    """Print by language how many questions about a matter are heard rightly and how many are heard to be about one."""
    for language in LANGUAGES:
        own = [one for one in questions if one.language == language]
        heard = fitted.hear(embedder.embed_questions([one.text for one in own]))
        about = [(one.matter, found) for one, found in zip(own, heard, strict=True) if one.matter != NOTHING]
        said = [(one.matter, found) for one, found in zip(own, heard, strict=True) if found != NOTHING]
        other = [found for one, found in zip(own, heard, strict=True) if one.matter == NOTHING]
        rightly = np.mean([told == found for told, found in about])
        right = np.mean([told == found for told, found in said])
        wrongly = np.mean([found != NOTHING for found in other])
        print(
            f"{language}: of {len(about)} on a matter rightly {rightly:.3f}, of {len(said)} heard right {right:.3f}, "
            f"of {len(other)} on something else taken for one {wrongly:.3f}"
        )


def save(fitted: AskedMatters) -> None:
    """Keep what was fitted where the assistant finds it."""
    np.savez_compressed(
        FITTED_FILE,
        embedding=np.array(fitted.embedding),
        matters=np.array(fitted.matters),
        weights=fitted.weights.astype(np.float16),
        intercepts=fitted.intercepts,
        threshold=np.array(fitted.threshold),
    )


def main() -> int:
    """Fit, report, save."""
    questions, embedder = read_questions(), load_embedder()
    fitted = fit([one for one in questions if not one.is_held_out], embedder)
    report(fitted, [one for one in questions if one.is_held_out], embedder)
    save(fitted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
