"""What the reader learns from, and that the kept readers were fitted to it."""

import pytest

from assistant.profile_similarity import EXAMPLES_FOLDER, FittedReader, is_fitted, load_fitted, read_examples
from assistant.typology import FACT_VALUES
from evals.reader_fitting import VALIDATION_STEMS, fingerprint, read_all_examples, read_stories

FITTED = sorted(path.name.removeprefix("fitted.").removesuffix(".npz") for path in EXAMPLES_FOLDER.glob("fitted.*.npz"))
ACCEPTED = {f"{fact}={value}" for fact, values in FACT_VALUES.items() for value in values}
ASKS = {"asks=direction", "asks=rule"}


@pytest.mark.parametrize("name", FITTED)
def test_the_kept_readers_are_fitted_to_the_examples_and_stories_as_they_are_now(name: str) -> None:
    assert load_fitted(name).learned_from == fingerprint(read_stories(), read_all_examples()), (
        f"{name}: examples or stories were changed after the fitting; run `python -m evals.reader_fitting`"
    )


def test_a_changed_mark_changes_the_fingerprint() -> None:
    stories, examples = read_stories()[:2], read_examples()[:2]
    assert fingerprint(stories, examples) != fingerprint(stories, [examples[0], examples[0]])
    assert fingerprint(stories, examples) != fingerprint(stories[:1], examples)


def test_every_packaged_reader_is_there() -> None:
    assert all(is_fitted(name) for name in ("e5+use", "use", "words"))
    assert all(isinstance(load_fitted(name), FittedReader) for name in FITTED)


def test_sentences_are_marked_with_facts_that_exist() -> None:
    stories = [*read_stories(), *read_stories(VALIDATION_STEMS)]
    marked = {label for story in stories for sentence in story.sentences for label in sentence.labels}
    assert marked <= ACCEPTED | ASKS
    assert {label for example in read_examples() for label in example.labels} <= ACCEPTED | ASKS


def test_no_story_is_both_learned_from_and_held_back() -> None:
    learned = {story.case.text for story in read_stories()}
    assert not learned & {story.case.text for story in read_stories(VALIDATION_STEMS)}
