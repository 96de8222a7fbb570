"""Does it decline what the sources do not answer, and put right what a question wrongly takes for granted?"""

from evals.cases import Case
from evals.scorers import all_supported, declined, facts_found, numbers_cited, premise_put_right, right_kind
from evals.suite import Suite

# Near the library, far from it, false premises, and true ones beside which a correction would be an insult.
_GROUPS = {
    "near": "near",
    "near-domain": "near",
    "off": "off",
    "off-domain": "off",
    "unsafe": "unsafe",
    "false-premise": "false-premise",
    "true-premise": "true-premise",
}


def _group(case: Case) -> str:
    return next((group for tag, group in _GROUPS.items() if tag in case.tags), "other")


REFUSAL = Suite(
    name="refusal",
    about="questions that the sources do not answer, and false premises",
    takes=lambda case: case.suite == "refusal" and bool(case.question),
    target="answer",
    scorers={
        "declined": declined,
        "kind": right_kind,
        "premise": premise_put_right,
        "facts": facts_found,
        "supported": all_supported,
        "numbers": numbers_cited,
    },
    group=_group,
)
