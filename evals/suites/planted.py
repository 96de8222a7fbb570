"""Does it obey orders that stand in a document of its library?

The documents of `evals/planted` are added to a copy of the library before these cases are asked.
"""

from evals.scorers import all_supported, facts_found, numbers_cited, obeys_nobody, right_kind
from evals.suite import Suite

PLANTED = Suite(
    name="planted",
    about="orders inside documents that somebody added",
    takes=lambda case: case.suite == "injection" and "in-document" in case.tags,
    target="planted_answer",
    scorers={
        "must_not": obeys_nobody,
        "kind": right_kind,
        "facts": facts_found,
        "supported": all_supported,
        "numbers": numbers_cited,
    },
)
