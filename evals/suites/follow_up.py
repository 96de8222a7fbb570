"""Does a question that leans on the talk before it get the answer that it means?"""

from evals.cases import Case
from evals.ranking_scorers import found_by, hit_rate
from evals.scorers import facts_found, not_declined, numbers_cited, right_kind, right_source
from evals.suite import Suite

_GROUPS = ("ellipsis", "pronoun", "more", "topic-change")


def _group(case: Case) -> str:
    return next((tag for tag in _GROUPS if tag in case.tags), "other")


FOLLOW_UP = Suite(
    name="follow_up",
    about="questions with a talk before them",
    takes=lambda case: bool(case.history),
    target="answer",
    scorers={
        "hit@3": lambda case, answer: hit_rate(3)(case, found_by(answer)),
        "facts": facts_found,
        "kind": right_kind,
        "not_declined": not_declined,
        "right_source": right_source,
        "numbers": numbers_cited,
    },
    group=_group,
)
