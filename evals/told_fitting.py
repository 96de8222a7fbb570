"""Fits the gate for what clients tell: `python -m evals.told_fitting [--cross-validate]`.

It learns from the told sentences of `client_sentences/dev.jsonl` and from sentences of the stories of
`cases/stories`, in which hardly anything of the kind is told. First a line through the vectors, then a logistic sum
of its place beside it and of what the library knows of the matter; the second is fitted to lines that were fitted
without the sentence itself.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.datatypes import Language
from assistant.embedding import Vectors, normalise
from assistant.goods import embed_generalised
from assistant.logistic import by_language, version_of
from assistant.profile_segments import split_segments
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.told_gate import ToldGate, measure_told
from evals.cases import CASES_FOLDER, read_cases
from evals.client_sentences import ToldSentence, read_told

GATE_FILE = Path(__file__).parents[1] / "assistant" / "told_gate.json"
FEATURES = ("direction", "answerable", "question", "keywords", "leaning")
_RIDGE = 3.0
_PENALTY = 0.5
_FOLDS = 10
# Every so many-th sentence of the stories; a sentence that is near to a matter weighs more than one of them.
_EVERY = 8
_NEAR_WEIGHT = 2.0
_COMPOUND_EVERY = 2
# Where a sentence is not worth a search, and from where on it is told: see the figures of --cross-validate.
_WORTH = -0.6
_THRESHOLD = 0.55
_USE_DIMENSIONS = 512


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A sentence to learn from with its vector and, but for its direction, what the gate looks at."""

    text: str
    language: Language
    tells: bool
    weight: float
    group: str
    vector: Vectors
    features: dict[str, float]


def learn_from(assistant: Assistant) -> list[Learned]:
    """Return the sentences of dev and of the stories, measured on the library."""
    told = [one for one in read_told("dev") if one.tells != "uncovered"]
    sentences = [(one, _NEAR_WEIGHT, _group(one)) for one in [*told, *_compounds(told)]]
    sentences += [(one, 1.0, one.id) for one in _story_sentences()]
    answering = assistant._extractive
    index = assistant.index
    assert answering is not None and index is not None
    learned = []
    for one, weight, group in sentences:
        vector = embed_generalised([one.text], assistant.embedder)[0]
        found = answering.retriever.search_vector(one.text, vector)
        features = measure_told(found, 0.0, answering.evidence.probability(found), index)
        learned.append(Learned(one.text, one.language, one.tells == "matter", weight, group, vector, features))
    return learned


def _compounds(told: Sequence[ToldSentence]) -> Iterator[ToldSentence]:
    """Yield sentences that tell something harmless first, for people put what matters behind a comma."""
    for language in ("en", "zh"):
        own = [one for one in told if one.language == language]
        harmless = [one for one in own if one.tells == "nothing"]
        for number, one in enumerate(own):
            if number % _COMPOUND_EVERY:
                continue
            before = harmless[number % len(harmless)].text.rstrip(".。")
            text = f"{before}{'，' if language == 'zh' else ', and '}{one.text}"
            yield one.model_copy(update={"id": f"{one.id}/compound", "text": text})


def _group(one: ToldSentence) -> str:
    """Return what sentences on one matter have in common, so that none of them is judged by another."""
    return str(sorted(one.sections)) if one.sections else one.id


def _story_sentences() -> Iterator[ToldSentence]:
    paths = [CASES_FOLDER / "stories" / f"classification.{language}.jsonl" for language in ("en", "zh")]
    number = 0
    for case in read_cases(paths)[0]:
        for segment in split_segments(case.text, case.language):
            number += 1
            if number % _EVERY == 0:
                text = case.text[segment.start : segment.end].strip()
                yield ToldSentence(id=f"{case.id}/{number}", language=case.language, tells="nothing", text=text)


def fit_direction(learned: Sequence[Learned], vectors: Vectors) -> list[float]:
    """Return the line that parts what tells a matter from what does not, by ridge regression, both sides alike."""
    rows = np.c_[vectors, [one.language == "zh" for one in learned], np.ones(len(learned))].astype(np.float64)
    wanted = np.array([1.0 if one.tells else -1.0 for one in learned])
    weights = np.array([one.weight if not one.tells else 1.0 for one in learned])
    for side in (1.0, -1.0):
        weights[wanted == side] *= len(learned) / weights[wanted == side].sum() / 2
    weighed = rows * weights[:, None]
    penalty = _RIDGE * np.diag([*np.ones(rows.shape[1] - 1), 0.0])
    return [round(float(value), 4) for value in np.linalg.solve(weighed.T @ rows + penalty, weighed.T @ wanted)]


def fit_gate(learned: Sequence[Learned], embedding: str) -> ToldGate:
    """Return the gate fitted to sentences."""
    vectors = np.stack([one.vector for one in learned])
    directions = {embedding: fit_direction(learned, vectors)}
    if embedding != "use":
        directions["use"] = fit_direction(learned, normalise(vectors[:, -_USE_DIMENSIONS:]))
    rows = _rows(learned, _left_out(learned, vectors, embedding))
    weights = [one.weight if not one.tells else 1.0 for one in learned]
    line = LogisticRegression(C=_PENALTY, max_iter=5000).fit(rows, [one.tells for one in learned], weights)
    coefficients, intercepts = by_language(line.coef_[0], float(line.intercept_[0]), FEATURES)
    version = version_of(directions, coefficients, intercepts, _WORTH, _THRESHOLD)
    return ToldGate(version, directions, coefficients, intercepts, _WORTH, _THRESHOLD)


def _rows(learned: Sequence[Learned], directions: Vectors) -> Vectors:
    found = zip(learned, directions, strict=True)
    told = [{**one.features, "direction": float(place)} for one, place in found]
    rows = [[one[name] for name in FEATURES] for one in told]
    return np.array([[*row, one.language == "zh"] for row, one in zip(rows, learned, strict=True)], dtype=np.float32)


def _folds(learned: Sequence[Learned]) -> Vectors:
    groups = sorted({one.group for one in learned})
    places = dict(zip(groups, np.random.default_rng(0).integers(0, _FOLDS, len(groups)), strict=True))
    return np.array([places[one.group] for one in learned])


def _left_out(learned: Sequence[Learned], vectors: Vectors, embedding: str) -> Vectors:
    """Return the direction of each sentence by a line that was fitted without its matter."""
    folds = _folds(learned)
    directions = np.zeros(len(learned), dtype=np.float32)
    for fold in range(_FOLDS):
        kept = [one for one, own in zip(learned, folds, strict=True) if own != fold]
        line = fit_direction(kept, vectors[folds != fold])
        gate = ToldGate("", {embedding: line}, {}, {}, 0.0, 0.0)
        for place in np.flatnonzero(folds == fold).tolist():
            directions[place] = gate.direct(vectors[place][None], learned[place].language, embedding)[0]
    return directions


def cross_validate(learned: Sequence[Learned], embedding: str) -> None:
    """Print what is told, and what is told wrongly, of sentences on matters that were left out."""
    vectors = np.stack([one.vector for one in learned])
    rows, folds = _rows(learned, _left_out(learned, vectors, embedding)), _folds(learned)
    told = np.array([one.tells for one in learned])
    weights = np.array([one.weight if not one.tells else 1.0 for one in learned])
    sure = np.zeros(len(learned))
    for fold in range(_FOLDS):
        line = LogisticRegression(C=_PENALTY, max_iter=5000).fit(
            rows[folds != fold], told[folds != fold], weights[folds != fold]
        )
        sure[folds == fold] = line.predict_proba(rows[folds == fold])[:, 1]
    near = np.array([one.weight > 1 and not one.tells for one in learned])
    story = ~near & ~told
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        shares = [float((sure[kind] >= threshold).mean()) for kind in (told, near, story)]
        print(threshold, "told {:.2f}  near ones told wrongly {:.3f}  of stories {:.4f}".format(*shares))
    print("below worth:", float((rows[told, 0] < _WORTH).mean()), float((rows[story, 0] < _WORTH).mean()))


def main() -> int:
    """Fit the gate and keep it."""
    parser = argparse.ArgumentParser(prog="python -m evals.told_fitting", description=__doc__)
    parser.add_argument("--cross-validate", action="store_true", help="print figures of sentences left out first")
    options = parser.parse_args()
    assistant = Assistant.open(Settings.from_env(os.environ))
    learned = learn_from(assistant)
    if options.cross_validate:
        cross_validate(learned, assistant.embedder.name)
    gate = fit_gate(learned, assistant.embedder.name)
    GATE_FILE.write_text(json.dumps(asdict(gate)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
