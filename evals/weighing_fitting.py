"""Fits how what speaks for a fact is weighed: `python -m evals.weighing_fitting`, a few minutes.

It learns from the stories that the story model was not fitted to, read by a reader that was not fitted to them
either. Figures are those of stories left out once more, and of the validation stories.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.embedding import Embedder, load_embedder
from assistant.profile_reading import best_scores, classify_reading, decide
from assistant.profile_similarity import FittedReader
from assistant.story_reading import read_story
from assistant.story_weighing import (
    FROM_OF_STORIES,
    MOST_TOGETHER,
    ForLabel,
    Weighing,
    clearest_sentences,
    measure_story,
    save_weighing,
)
from evals.classification import AXES, judge, sum_up_classifications
from evals.marked_stories import LABELS, MarkedStory, read_corpus
from evals.reader_fitting import QUESTIONS, VALIDATION_STEMS, Vectorised, fit_sentences, read_all_examples, read_stories

# The facts that answer one question are weighed together; the fitted reader leaves the last two questions out.
_QUESTIONS = (
    *QUESTIONS,
    "consumer_units service_units auxiliary_units support_units",
    "enterprise_level momentum_and_good_brand city_reach farmer_image rural_organisation platforms",
)
# A label counts so much more for itself than one of the same question does: of few stories, the others are soon
# learned by heart. 0.1 and 0.2 do alike, more does worse.
_OWN_WEIGHT, _OTHERS_WEIGHT = 3.0, 0.1
_FEWEST_STORIES = 4
_FOLDS = 5
_FACTS = tuple(label for label in LABELS if not label.startswith(("tells=", "asks=")))


@dataclass(frozen=True, slots=True)
class Measured:
    """A story with what is weighed of each label."""

    story: MarkedStory
    told: Mapping[str, ForLabel]

    @property
    def rows(self) -> list[tuple[float, float, float, float]]:
        """What is weighed, a row a label."""
        return [self.told.get(label, ForLabel()).measure() for label in _FACTS]


def measure_text(text: str, reader: FittedReader, embedder: Embedder) -> dict[str, ForLabel]:
    """Return what is weighed of a description; nothing where the story model is not on this machine."""
    story = read_story(text)
    if story is None:
        return {}
    vectors = embedder.embed_questions([text[one.start : one.end] for one in story.segments])
    scores = reader.score([one.plain for one in story.segments], vectors, story.language)
    best = clearest_sentences(story.columns(reader.labels), reader.labels)
    return measure_story(story, best, best_scores(story.segments, scores, reader.labels))


def fit(measured: Sequence[Measured], reader: str) -> Weighing:
    """Return the weighing fitted to measured stories."""
    rows = np.array([row for one in measured for row in one.rows])
    told = np.array([[label in one.story.told for label in _FACTS] for one in measured])
    line = LogisticRegression(max_iter=2000).fit(rows, told.ravel())
    alone = np.r_[line.coef_[0], line.intercept_].astype(np.float32)
    odds = (rows @ alone[:-1] + alone[-1]).reshape(told.shape).clip(-MOST_TOGETHER, MOST_TOGETHER)
    chinese = np.array([[one.story.language == "zh"] for one in measured])
    together = np.full((len(_FACTS), len(_FACTS) + 2), np.nan, dtype=np.float32)
    for place, label in enumerate(_FACTS):
        if told[:, place].sum() < _FEWEST_STORIES:
            continue
        question = next(facts.split() for facts in _QUESTIONS if label.split("=")[0] in facts.split())
        mates = [number for number, other in enumerate(_FACTS) if other.split("=")[0] in question]
        scale = np.array([_OWN_WEIGHT if number == place else _OTHERS_WEIGHT for number in mates] + [_OTHERS_WEIGHT])
        one = LogisticRegression(max_iter=3000).fit(np.hstack([odds[:, mates], chinese]) * scale, told[:, place])
        weights = one.coef_[0] * scale
        together[place] = 0
        together[place, [*mates, -2]] = weights
        together[place, -1] = one.intercept_[0]
    return Weighing(reader, _FACTS, alone, together)


def report(name: str, measured: Sequence[Measured], weighing: Weighing) -> None:
    """Print how well facts are found, and how often the axes are as the writer of a story judged them."""
    right = found_all = told_all = 0
    axes = dict.fromkeys(AXES, 0)
    for one in measured:
        facts, _ = decide(*weighing.weigh(one.told, one.story.language), limits=FROM_OF_STORIES)
        found = {f"{fact}={value}" for fact, value in facts.items()}
        told = one.story.told & set(_FACTS)
        right, found_all, told_all = right + len(found & told), found_all + len(found), told_all + len(told)
        verdicts = classify_reading(facts)["classification"]
        for axis in AXES:
            axes[axis] += verdicts[axis]["label"] == one.story.axes.get(axis)  # type: ignore[index]
    judged = max(1, sum(bool(one.story.axes) for one in measured))
    shown = "  ".join(f"{axis} {axes[axis] / judged:.3f}" for axis in AXES)
    print(f"{name:22}facts right {right / found_all:.3f}, found {right / told_all:.3f}; {shown}", flush=True)


def main() -> int:
    """Fit, report, save."""
    embedder = load_embedder()
    held = [story for story in read_corpus() if story.is_held_out]
    names = {story.id for story in held}
    stories, examples = read_stories(), read_all_examples()
    learned = [story for story in stories if story.case.id not in names]
    texts = [one.text for one in (*examples, *(sentence for story in learned for sentence in story.sentences))]
    reader = fit_sentences(learned, examples, Vectorised(embedder, texts))
    measured = [Measured(story, measure_text(story.text, reader, embedder)) for story in held]
    for language in ("en", "zh"):
        own = [one for one in measured if one.story.language == language]
        for part in range(_FOLDS):
            rest = [one for number, one in enumerate(measured) if number % _FOLDS != part]
            left = [one for number, one in enumerate(measured) if number % _FOLDS == part and one in own]
            report(f"left out {language} {part}", left, fit(rest, reader.name))
    weighing = fit(measured, reader.name)
    judged = []
    for story in read_stories(VALIDATION_STEMS):
        likely = weighing.weigh(measure_text(story.case.text, reader, embedder), story.case.language)
        judged.append(judge(story.case, classify_reading(decide(*likely, limits=FROM_OF_STORIES)[0])))
    for language in ("en", "zh"):
        figures = sum_up_classifications([one for one in judged if one.case.language == language])
        print(
            f"validation {language}  "
            + "  ".join(f"{name} {value:.3f}" for name, value in figures.items() if value is not None)
        )
    save_weighing(weighing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
