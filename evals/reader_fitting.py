"""Fits the profile reader: `python -m evals.reader_fitting [--cross-validate]`.

It learns from the example sentences and from the stories of `cases/dev` and `cases/stories` whose sentences are
marked with the facts that they tell (`facts.json`). The descriptions of VALIDATION_STEMS are never learned from.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from scipy.linalg import solve
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from assistant.embedding import Embedder, Vectors, load_embedder, normalise
from assistant.profile_reading import best_scores, classify_reading, decide
from assistant.profile_segments import split_segments
from assistant.profile_similarity import (
    HIGHEST,
    LANGUAGES,
    WORDS_ONLY,
    Example,
    FittedReader,
    multiply_pairs,
    read_examples,
    save_fitted,
)
from assistant.profile_words import collect_vocabulary
from evals.cases import CASES_FOLDER, Case, packaged_cases, read_cases
from evals.classification import judge, sum_up_classifications

STEMS = ("dev/classification", "dev/classification_more", "stories/classification")
VALIDATION_STEMS = ("dev/classification_validation", "validation/classification_stories")
_MARKS = ("dev/facts.json", "stories/facts.json")
_RIDGE = 1.0
_WORD_SHARE = 0.5
# So many directions of the vectors are multiplied two by two, and so much do their products count; more of
# either does no better on stories left out.
_DIRECTIONS = 96
_PAIR_SHARE = 0.5
# A sentence of a story is worth two made up for one fact.
_STORY_WEIGHT = 2.0
_PENALTY = 30.0
_FEWEST_STORIES = 5
_FOLDS = 4
# The facts that answer one question are weighed together.
QUESTIONS = (
    "prior_industry traditional_market_lost started_by others_followed",
    "resource_dependence product_kind",
    "makes_own_goods sells_own_goods_online sells_to_order_for_others platform_organises_producers links_chain",
    "partners partner_weight gain_sharing stage",
    "neighbours_sell_same price_cutting easily_copied own_brand fees_eat_margin",
    "online_scale profit can_expand_both_ways can_widen_range can_enlarge_production",
)


@dataclass(frozen=True, slots=True)
class Story:
    """A description with its sentences as examples, and the labels that it tells as a whole."""

    case: Case
    sentences: tuple[Example, ...]
    told: frozenset[str]


def read_stories(stems: Sequence[str] = STEMS) -> list[Story]:
    """Return the stories to learn from."""
    marks: dict[str, Mapping[str, list[str]]] = {}
    for name in _MARKS:
        marks |= json.loads((CASES_FOLDER / name).read_text(encoding="utf-8"))
    paths = [CASES_FOLDER / f"{stem}.{language}.jsonl" for stem in stems for language in LANGUAGES]
    return [_story(case, marks.get(case.id, {})) for case in read_cases(paths)[0]]


def read_all_examples() -> list[Example]:
    """Return the example sentences, and what dev questions ask."""
    return [*read_examples(), *read_askings()]


def read_askings() -> list[Example]:
    """Return what dev questions ask in their last sentence: which way to go, or what holds.

    Only questions of several sentences count: in a single one, what is told and what is asked are not apart.
    """
    cases, _ = read_cases(packaged_cases("dev"))
    found = []
    for case in cases:
        label = {"diagnosis": "asks=direction", "answer": "asks=rule"}.get(case.expected.kind or "")
        segments = split_segments(case.question, case.language)
        if label and not case.history and len(segments) > 1:
            last = case.question[segments[-1].start : segments[-1].end]
            found.append(Example(last, (label,), case.language))
    return found


def _story(case: Case, marks: Mapping[str, list[str]]) -> Story:
    segments = split_segments(case.text, case.language)
    sentences = tuple(
        Example(case.text[segment.start : segment.end], tuple(marks.get(str(number), ())), case.language)
        for number, segment in enumerate(segments)
    )
    told = {label for sentence in sentences for label in sentence.labels}
    role = case.expected.labels.get("role")
    if role == "self_produced_self_sold":
        told |= {"makes_own_goods=yes", "sells_own_goods_online=yes"}
    elif role == "merchants_plus_orders":
        told |= {"sells_to_order_for_others=yes"}
    return Story(case, sentences, frozenset(told))


class Vectorised:
    """Texts with their vectors, each embedded once; of `words` there are none."""

    def __init__(self, embedder: Embedder | None, texts: Sequence[str], *, last: int | None = None) -> None:
        self.name = WORDS_ONLY if embedder is None else embedder.name if last is None else "use"
        unique = list(dict.fromkeys(texts))
        vectors = embedder.embed_questions(unique) if embedder else np.zeros((len(unique), 0), dtype=np.float32)
        self.vectors = dict(zip(unique, vectors if last is None else normalise(vectors[:, -last:]), strict=True))

    def cut(self, last: int) -> "Vectorised":
        """Return the vectors of the engine that stands last alone."""
        other = Vectorised(None, ())
        other.name = "use"
        other.vectors = {text: normalise(vector[None, -last:])[0] for text, vector in self.vectors.items()}
        return other

    def rows(self, texts: Sequence[str]) -> Vectors:
        """Return a row per text."""
        return np.array([self.vectors[text] for text in texts], dtype=np.float32)


def fit(stories: Sequence[Story], examples: Sequence[Example], known: Vectorised) -> FittedReader:
    """Return the reader fitted to examples and stories; the second step from scores of stories left out."""
    first = fit_sentences(stories, examples, known)
    parts = sorted({_fold(story) for story in stories})
    scores = [pair for part in parts for pair in _score_left_out(part, stories, examples, known)]
    return replace(first, together=_weigh_together(scores, first.labels))


def fit_sentences(stories: Sequence[Story], examples: Sequence[Example], known: Vectorised) -> FittedReader:
    """Return the first step alone, fitted in the space of the examples, as there are fewer of them than words."""
    own = [sentence for story in stories for sentence in story.sentences]
    learned = [*examples, *own]
    labels = tuple(sorted({label for example in learned for label in example.labels}))
    vocabulary = collect_vocabulary((example.text, example.language) for example in learned)
    words = csr_array(vocabulary.matrix([(example.text, example.language) for example in learned]))
    means = {
        language: known.rows([example.text for example in learned if example.language == language]).mean(axis=0)
        for language in LANGUAGES
    }
    vectors = known.rows([example.text for example in learned])
    vectors = vectors - np.array([means[example.language] for example in learned])
    targets = np.array([[label in example.labels for label in labels] for example in learned], dtype=np.float64)
    weights = np.r_[np.ones(len(examples)), np.full(len(own), _STORY_WEIGHT)]
    shares = (targets * weights[:, None]).sum(axis=0) / weights.sum()
    directions = _leading_directions(vectors)
    shortened = vectors @ directions
    likeness = vectors @ vectors.T + _PAIR_SHARE * (shortened @ shortened.T) ** 2
    likeness = (likeness + _WORD_SHARE * (words @ words.T).toarray()).astype(np.float64)
    duals = solve(likeness + np.diag(_RIDGE / weights), targets - shares, assume_a="pos")
    together = np.full((len(labels), len(labels) + 2), np.nan, dtype=np.float32)
    return FittedReader(
        known.name,
        labels,
        shares.astype(np.float32),
        means,
        (vectors.T @ duals).astype(np.float32),
        directions,
        (_PAIR_SHARE * multiply_pairs(shortened).T @ duals).astype(np.float32),
        vocabulary,
        (_WORD_SHARE * words.T @ duals).astype(np.float32),
        together,
        fingerprint(stories, examples),
    )


def _leading_directions(vectors: Vectors) -> Vectors:
    """Return a column for each of the directions in which vectors differ most; of no vectors there are none."""
    _, directions = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    return np.asarray(directions[:, ::-1][:, :_DIRECTIONS], dtype=np.float32)


def fingerprint(stories: Sequence[Story], examples: Sequence[Example]) -> str:
    """Return the SHA-256 of what a reader is fitted to, so that a fitted file tells whether it is out of date."""
    told = [[example.text, example.labels, example.language] for example in examples]
    read = [
        [story.case.id, sorted(story.told), [[one.text, one.labels] for one in story.sentences]] for story in stories
    ]
    return hashlib.sha256(json.dumps([told, read], ensure_ascii=False).encode()).hexdigest()


def _score_left_out(
    part: int, stories: Sequence[Story], examples: Sequence[Example], known: Vectorised
) -> list[tuple[Story, dict[str, float]]]:
    fitted = fit_sentences([story for story in stories if _fold(story) != part], examples, known)
    return [(story, score_story(story, fitted, known)) for story in stories if _fold(story) == part]


def _fold(story: Story) -> int:
    return int(story.case.id[-2:]) % _FOLDS


def score_story(story: Story, fitted: FittedReader, known: Vectorised) -> dict[str, float]:
    """Return the best score of each label in a story."""
    segments = split_segments(story.case.text, story.case.language)
    vectors = known.rows([sentence.text for sentence in story.sentences])
    scores = fitted.score([segment.plain for segment in segments], vectors, story.case.language)
    return {label: score for label, (score, _) in best_scores(segments, scores, fitted.labels).items()}


def _weigh_together(scored: Sequence[tuple[Story, Mapping[str, float]]], labels: Sequence[str]) -> Vectors:
    together = np.full((len(labels), len(labels) + 2), np.nan, dtype=np.float32)
    for facts in (set(question.split()) for question in QUESTIONS):
        places = [place for place, label in enumerate(labels) if label.split("=")[0] in facts]
        given = np.array([_features(story, scores, [labels[place] for place in places]) for story, scores in scored])
        for place in places:
            told = np.array([labels[place] in story.told for story, _ in scored])
            if told.sum() >= _FEWEST_STORIES:
                line = LogisticRegression(C=_PENALTY, max_iter=5000).fit(given, told)
                together[place] = 0
                together[place, [*places, -2]] = line.coef_[0]
                together[place, -1] = line.intercept_[0]
    return together


def _features(story: Story, scores: Mapping[str, float], labels: Sequence[str]) -> list[float]:
    return [min(scores.get(label, 0.0), HIGHEST) for label in labels] + [float(story.case.language == "zh")]


def measure(stories: Sequence[Story], fitted: FittedReader, known: Vectorised) -> list[tuple[Case, dict[str, object]]]:
    """Return what the reader and the typology make of stories."""
    found: list[tuple[Case, dict[str, object]]] = []
    for story in stories:
        scores = score_story(story, fitted, known)
        facts, _ = decide(fitted.weigh_together(scores, story.case.language), scores)
        found.append((story.case, classify_reading(facts)))
    return found


def cross_validate(stories: Sequence[Story], examples: Sequence[Example], known: Vectorised) -> None:
    """Print the figures of stories that were left out of what was learned."""
    judged = []
    for part in range(_FOLDS):
        fitted = fit([story for story in stories if _fold(story) != part], examples, known)
        judged += [
            judge(*found) for found in measure([story for story in stories if _fold(story) == part], fitted, known)
        ]
    for stem, language in product(("cd", "cm", "cs"), LANGUAGES):
        own = [one for one in judged if one.case.id.startswith(f"{stem}-{language}")]
        _report(f"{stem}/{language}", sum_up_classifications(own))


def _report(name: str, figures: Mapping[str, float | None]) -> None:
    shown = "  ".join(f"{figure} {value:.3f}" for figure, value in figures.items() if value is not None)
    print(f"{name:20}{shown}", flush=True)


def main() -> int:
    """Fit the readers of the packaged engines, of the one that every machine has, and of words alone."""
    parser = argparse.ArgumentParser(prog="python -m evals.reader_fitting", description=__doc__)
    parser.add_argument("--cross-validate", action="store_true", help="print figures of stories left out first")
    options = parser.parse_args()
    stories, examples = read_stories(), read_all_examples()
    unseen = read_stories(VALIDATION_STEMS)
    texts = [example.text for example in examples]
    texts += [sentence.text for story in (*stories, *unseen) for sentence in story.sentences]
    whole = Vectorised(load_embedder(), texts)
    bare = Vectorised(None, texts)
    for known in (whole, whole.cut(512), bare) if whole.name != "use" else (whole, bare):
        print(known.name)
        if options.cross_validate:
            cross_validate(stories, examples, known)
        fitted = fit(stories, examples, known)
        for stem, language in product(("cv", "cs"), LANGUAGES):
            own = [story for story in unseen if story.case.id.startswith(f"{stem}-{language}")]
            judged = [judge(*found) for found in measure(own, fitted, known)]
            _report(f"validation {stem}/{language}", sum_up_classifications(judged))
        save_fitted(fitted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
