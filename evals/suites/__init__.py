"""The suites, in the order in which they are run and reported; each module is one."""

from evals.suite import Suite
from evals.suites.answering import ANSWERING
from evals.suites.classification import CLASSIFICATION
from evals.suites.draft import DRAFT
from evals.suites.follow_up import FOLLOW_UP
from evals.suites.injection import INJECTION
from evals.suites.language import LANGUAGE
from evals.suites.planted import PLANTED
from evals.suites.refusal import REFUSAL
from evals.suites.retrieval import RETRIEVAL
from evals.suites.speed import SPEED
from evals.suites.told import TOLD

SUITES: dict[str, Suite] = {
    suite.name: suite
    for suite in (
        RETRIEVAL,
        ANSWERING,
        REFUSAL,
        INJECTION,
        PLANTED,
        FOLLOW_UP,
        LANGUAGE,
        CLASSIFICATION,
        DRAFT,
        TOLD,
    )
}
# Speed measures the assistant rather than its answers, so that it scores no cases.
SUITE_NAMES = (*SUITES, SPEED)
