"""Does the search find the section that answers, and how far up?"""

from evals.cases import Case
from evals.ranking_scorers import hit_rate, in_library, normalised_gain, reciprocal_rank
from evals.suite import Suite

RETRIEVAL = Suite(
    name="retrieval",
    about="the expected section among what was retrieved, for questions that stand alone",
    takes=lambda case: bool(case.question and case.expected.sections) and not case.history,
    target="retrieved",
    scorers={
        "in_library": in_library,
        "hit@1": hit_rate(1),
        "hit@3": hit_rate(3),
        "hit@5": hit_rate(5),
        "mrr": reciprocal_rank,
        "ndcg@10": normalised_gain,
    },
    group=lambda case: _group(case),
    gradual=frozenset({"hit@1", "hit@5", "mrr", "ndcg@10"}),
)


def _group(case: Case) -> str:
    return next((tag for tag in ("false-premise", "true-premise") if tag in case.tags), case.suite)
