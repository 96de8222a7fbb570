"""Which words are quoted for a fact."""

from typing import cast

import numpy as np

from assistant.embedding import Vectors
from assistant.fact_clauses import Best, Scored, find_clauses
from assistant.profile_segments import split_segments
from assistant.profile_similarity import FittedReader

TEXT = "We bake the tiles ourselves. Sales doubled. Less is left each month."
LABELS = ("makes_own_goods=yes", "profit=falling", "sells_own_goods_online=yes")


class NoWords:
    """A reader whose words add nothing."""

    labels = LABELS

    def score_words(self, _plain: str, _language: str) -> Vectors:
        return np.zeros(len(LABELS), dtype=np.float32)


def quoted(facts: dict[str, str], best: Best) -> dict[str, str]:
    segments = split_segments(TEXT, "en")
    scores = np.zeros((len(segments), len(LABELS)), dtype=np.float32)
    for place, label in enumerate(LABELS):
        score, number = best[label]
        scores[number, place] = score
    scored = Scored(TEXT, "en", segments, cast("FittedReader", NoWords()), scores)
    found = find_clauses(facts, scored, scores, best, lambda _label, _marks: True)
    return {fact: TEXT[clauses[0].start : clauses[0].end] for fact, clauses in found.items()}


BEST = {"makes_own_goods=yes": (0.9, 0), "profit=falling": (0.1, 2), "sells_own_goods_online=yes": (0.05, 1)}


def test_an_own_sale_that_was_concluded_is_quoted_from_the_making() -> None:
    assert quoted({"sells_own_goods_online": "yes"}, BEST) == {"sells_own_goods_online": "We bake the tiles ourselves."}


def test_what_no_sentence_tells_clearly_is_quoted_from_the_one_that_tells_it_most() -> None:
    assert quoted({"profit": "falling"}, BEST) == {"profit": "Less is left each month."}
