"""The ranking of sentences weighs what a question and a sentence share."""

import numpy as np

from assistant.logistic import version_of
from assistant.sentence_ranking import load_ranking, measure_sentences

QUESTION = np.float32([1.0, 0.0])
NEAR, FAR = np.float32([0.8, 0.6]), np.float32([0.0, 1.0])


def test_the_nearest_sentence_stays_behind_none_and_an_unknown_vector_is_no_nearness() -> None:
    near, far, unknown = measure_sentences("fees", QUESTION, ["One.", "Two.", "Three."], [NEAR, FAR, None])
    assert (near["behind"], far["cosine"], unknown["cosine"]) == (0.0, 0.0, 0.0)
    assert far["behind"] == near["cosine"] > 0.7


def test_a_word_that_stands_in_every_sentence_counts_less_than_a_rare_one() -> None:
    texts = ["A shop keeps honey.", "A shop keeps records.", "A shop pays."]
    common, rare, _ = measure_sentences("shop records", QUESTION, texts, [None] * 3)
    assert common["words"] == 0.5 and rare["words"] == 1.0
    assert rare["rare_words"] > 2 * common["rare_words"]


def test_a_number_counts_as_an_answer_only_where_one_is_asked_for() -> None:
    for question, wanted in (("How much is the fine?", "amount"), ("Who pays?", "idle_amount")):
        told, plain = measure_sentences(question, QUESTION, ["The fine is 500 yuan.", "The seller pays."], [None] * 2)
        assert told[wanted] == 1.0 and told["amount"] + told["idle_amount"] == 1.0
        assert plain["amount"] == plain["idle_amount"] == 0.0


def test_the_kept_ranking_is_as_it_was_fitted_and_prefers_the_nearer_sentence() -> None:
    ranking = load_ranking()
    assert ranking.version == version_of(dict(ranking.coefficients), dict(ranking.intercepts))
    texts = ["Sellers show the licence.", "Rivers rise in spring."]
    near, far = measure_sentences("Who shows the licence?", QUESTION, texts, [NEAR, FAR])
    assert ranking.relevance(near, "en") > ranking.relevance(far, "en")
