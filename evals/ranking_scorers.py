"""Scorers of what was retrieved, by ir-measures: each expected section is as good as another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.datatypes import Answer
from evals.cases import Case
from evals.reasons import listed, reason
from evals.suite import Score

Section = tuple[str, str]
RankingScorer = Callable[[Case, "Found"], Score | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Sections by document and id, best first, and expected ones that the library lacks in the question's language."""

    sections: tuple[Section, ...]
    absent: tuple[Section, ...] = ()


def found_by(answer: Answer, absent: Sequence[Section] = ()) -> Found:
    """Return what an answer retrieved; an added copy of a built-in document counts as that document."""
    sections = ((hit.key.document.removesuffix("-added"), hit.key.section) for hit in answer.retrieved)
    return Found(tuple(dict.fromkeys(sections)), tuple(absent))


def measure_ranking(name: str, expected: Sequence[Section], ranking: Sequence[Section]) -> float:
    """Return a measure of ir-measures (`Success@3`, `RR`, `nDCG@10`) for one ranking; no hit is 0.

    >>> measure_ranking("RR", [("apples", "art-2")], [("apples", "art-1"), ("apples", "art-2")])
    0.5
    """
    import ir_measures

    if not ranking:
        return 0.0
    relevant = {"q": {"/".join(section): 1 for section in expected}}
    scores = {"q": {"/".join(section): -float(place) for place, section in enumerate(ranking)}}
    measure = _measure(name)
    return float(ir_measures.calc_aggregate([measure], relevant, scores)[measure])


@cache
def _measure(name: str) -> Any:
    import ir_measures

    return ir_measures.parse_measure(name)


def ranking_scorer(name: str) -> RankingScorer:
    """Return the scorer of one measure of ir-measures."""

    def score(case: Case, found: Found) -> Score | None:
        if not case.expected.sections:
            return None
        wanted = set(case.expected.sections)
        place = next((place for place, section in enumerate(found.sections, 1) if section in wanted), None)
        told = reason("place", place=place) if place else reason("not_retrieved")
        return Score(measure_ranking(name, case.expected.sections, found.sections), told)

    return score


def hit_rate(top_k: int) -> RankingScorer:
    """Return the scorer that gives 1 where an expected section is among the first `top_k` retrieved."""
    return ranking_scorer(f"Success@{top_k}")


reciprocal_rank = ranking_scorer("RR")
normalised_gain = ranking_scorer("nDCG@10")


def in_library(case: Case, found: Found) -> Score | None:
    """Score 1 where every expected section is in the library, which the loss of a document in one language ends."""
    if not case.expected.sections:
        return None
    lost = ["/".join(section) for section in found.absent]
    return Score(float(not lost), reason("lacks", sections=listed(lost)) if lost else reason("in_library"))
