"""Is every answer, refusal and greeting in the language of the question?"""

from evals.scorers import language_kept
from evals.suite import Suite

LANGUAGE = Suite(
    name="language",
    about="answers in the language of the question, over all questions",
    takes=lambda case: bool(case.question) and "in-document" not in case.tags,
    target="answer",
    scorers={"language": language_kept},
    group=lambda case: case.suite,
)
