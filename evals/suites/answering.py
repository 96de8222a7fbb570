"""Does the answer say what it should, from the right source, and nothing that its sources do not say?"""

from evals.cases import Case
from evals.scorers import (
    all_supported,
    citation_precision,
    citation_recall,
    facts_found,
    not_declined,
    numbers_cited,
    right_kind,
    right_source,
)
from evals.suite import Suite


def _takes(case: Case) -> bool:
    return case.suite in ("answering", "retrieval") and bool(case.question) and not case.history


def _group(case: Case) -> str:
    """Return the kind that is expected: answer, partial, diagnosis, small_talk, clarification."""
    return case.expected.kind or "answer"


ANSWERING = Suite(
    name="answering",
    about="facts, sources, support and numbers of answers",
    takes=_takes,
    target="answer",
    scorers={
        "facts": facts_found,
        "kind": right_kind,
        "not_declined": not_declined,
        "right_source": right_source,
        "citation_precision": citation_precision,
        "citation_recall": citation_recall,
        "supported": all_supported,
        "numbers": numbers_cited,
    },
    group=_group,
    gradual=frozenset({"citation_precision", "citation_recall"}),
)
