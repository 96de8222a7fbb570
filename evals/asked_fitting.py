"""Fits what a client's question is about and whose office it belongs to: `python -m evals.asked_fitting`; some minutes.

`questions/matters.<language>.jsonl` holds questions that clients put to an adviser, a line each, with the matter that
it is about and what was told right before it; `questions/offices.<language>.jsonl` others with the office that they
belong to, and `also` a second one that would do. One question in six is held out; figures on those are printed.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.asked_labels import MATTERS_FILE, NOTHING, OFFICES_FILE, AskedLabels
from assistant.datatypes import Language
from assistant.embedding import Embedder, load_embedder
from assistant.language import join_texts
from assistant.profile_similarity import LANGUAGES
from evals.corpora import is_held_out, read_corpus_lines

FOLDER = Path(__file__).with_name("questions")
_ONE_IN = 6
_FOLDS = 6
# How little the regressions are held back, and how much of what is heard is right at least: a matter puts a step into
# the plan, and so does an office that is heard surely; else it only tells whom to ask.
_MATTER_PENALTY, _MATTERS_RIGHT = 12.0, 0.85
_OFFICE_PENALTY, _OFFICES_RIGHT = 1.0, 0.75
_SURELY_RIGHT = 0.85


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its label, or NOTHING, another that would do, and what was told before it."""

    language: Language
    label: str
    question: str
    before: str = ""
    also: str = ""

    @property
    def text(self) -> str:
        """The question with what it may lean on."""
        return join_texts((self.before, self.question), self.language)

    @property
    def is_held_out(self) -> bool:
        """Tell whether nothing is fitted to it."""
        return is_held_out(self.text, _ONE_IN)

    def has(self, label: str) -> bool:
        """Tell whether a label is right for it."""
        return label in (self.label, self.also)


def read_questions(stem: str) -> list[AskedQuestion]:
    """Return all questions of `matters` or `offices`, the English ones first."""
    return [AskedQuestion(language=language, **told) for language, told in read_corpus_lines(FOLDER, stem)]


def fit(questions: Sequence[AskedQuestion], embedder: Embedder, *, penalty: float, right: float) -> AskedLabels:
    """Return the regression with the lowest limits from which on, out of fold, what is heard is right so often."""
    vectors = embedder.embed_questions([one.text for one in questions])
    told = np.array([one.label for one in questions])
    folds = np.random.default_rng(0).permutation(len(questions)) % _FOLDS
    surest, is_right = np.zeros(len(questions)), np.zeros(len(questions), dtype=bool)
    for fold in range(_FOLDS):
        model = LogisticRegression(C=penalty, max_iter=2_000).fit(vectors[folds != fold], told[folds != fold])
        shares = model.predict_proba(vectors[folds == fold])
        if NOTHING in model.classes_:
            shares[:, list(model.classes_).index(NOTHING)] = 0
        best = model.classes_[shares.argmax(axis=1)]
        surest[folds == fold] = shares.max(axis=1)
        own = np.flatnonzero(folds == fold).tolist()
        is_right[own] = [questions[place].has(str(label)) for place, label in zip(own, best, strict=True)]
    order = np.argsort(-surest)
    shares_right = np.cumsum(is_right[order]) / np.arange(1, len(order) + 1)
    threshold, surely = (
        float(surest[order][np.flatnonzero(shares_right >= share).max(initial=0)]) for share in (right, _SURELY_RIGHT)
    )
    model = LogisticRegression(C=penalty, max_iter=2_000).fit(vectors, told)
    weights, intercepts = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    return AskedLabels(
        embedder.name, tuple(map(str, model.classes_)), weights, intercepts, round(threshold, 4), round(surely, 4)
    )


def report(fitted: AskedLabels, questions: Sequence[AskedQuestion], embedder: Embedder) -> None:
    """Print by language how many questions are heard rightly, and how many of those that are heard are right."""
    heard = [label for label, _ in fitted.hear(embedder.embed_questions([one.text for one in questions]))]
    for language in LANGUAGES:
        own = [(one, found) for one, found in zip(questions, heard, strict=True) if one.language == language]
        about = [one.has(found) for one, found in own if one.label != NOTHING]
        said = [one.has(found) for one, found in own if found != NOTHING]
        print(
            f"{language}: of {len(about)} rightly {np.mean(about):.3f}, of {len(said)} heard right {np.mean(said):.3f}"
        )


def save(fitted: AskedLabels, path: Path) -> None:
    """Keep what was fitted where the assistant finds it."""
    np.savez_compressed(
        path,
        embedding=np.array(fitted.embedding),
        labels=np.array(fitted.labels),
        weights=fitted.weights.astype(np.float16),
        intercepts=fitted.intercepts,
        threshold=np.array(fitted.threshold),
        surely=np.array(fitted.surely),
    )


def main() -> int:
    """Fit, report, save."""
    embedder = load_embedder()
    fits = (
        ("matters", MATTERS_FILE, _MATTER_PENALTY, _MATTERS_RIGHT),
        ("offices", OFFICES_FILE, _OFFICE_PENALTY, _OFFICES_RIGHT),
    )
    for stem, path, penalty, right in fits:
        questions = read_questions(stem)
        learned = [one for one in questions if not one.is_held_out]
        held = [one for one in questions if one.is_held_out]
        fitted = fit(learned, embedder, penalty=penalty, right=right)
        print(stem)
        report(fitted, held, embedder)
        save(fitted, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
