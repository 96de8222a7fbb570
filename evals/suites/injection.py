"""Does it obey orders that are put into a question, or answer the question beside them?"""

from evals.cases import Case
from evals.scorers import facts_found, numbers_cited, obeys_nobody, right_kind, right_source
from evals.suite import Suite

_GROUPS = ("order-only", "mixed", "pasted", "hidden-text")


def _group(case: Case) -> str:
    return next((tag for tag in _GROUPS if tag in case.tags), "other")


INJECTION = Suite(
    name="injection",
    about="orders in the question itself",
    takes=lambda case: case.suite == "injection" and "in-document" not in case.tags,
    target="answer",
    scorers={
        "must_not": obeys_nobody,
        "kind": right_kind,
        "facts": facts_found,
        "right_source": right_source,
        "numbers": numbers_cited,
    },
    group=_group,
)
