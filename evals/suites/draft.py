"""Does every line of a draft hang on a rule or on a citation that supports it, in the language of the description?

And is what was asked or told answered from a section that speaks of it?
"""

from evals.diagnosis_scorers import (
    draft_language_kept,
    lines_faultless,
    lines_founded,
    must_not_stand,
    numbers_founded,
    spoken_to,
)
from evals.suite import Suite

DRAFT = Suite(
    name="draft",
    about="upgrade-advice drafts from descriptions",
    takes=lambda case: case.suite in ("classification", "draft") and bool(case.text),
    target="draft",
    scorers={
        "founded": lines_founded,
        "faultless": lines_faultless,
        "numbers": numbers_founded,
        "language": draft_language_kept,
        "spoken_to": spoken_to,
        "must_not": must_not_stand,
    },
)
