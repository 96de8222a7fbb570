"""Are the axes and risks of a described business read and judged as the paper would?"""

from evals.cases import Case
from evals.classification import AXES
from evals.diagnosis_scorers import axis_right, open_kept, risks_named
from evals.suite import Suite

_GROUPS = ("clear", "incomplete", "contradictory", "ambiguous")


def _group(case: Case) -> str:
    return next((tag for tag in _GROUPS if tag in case.tags), "other")


CLASSIFICATION = Suite(
    name="classification",
    about="origin, base, role, target mode and risks of descriptions",
    takes=lambda case: case.suite == "classification" and bool(case.text),
    target="classification",
    scorers={**{axis: axis_right(axis) for axis in AXES}, "risks": risks_named, "open_kept": open_kept},
    group=_group,
)
