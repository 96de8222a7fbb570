"""What a suite is: which cases it takes, what it asks of the assistant, and how the outcome is scored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from evals.cases import Case
from evals.reasons import Reason

Target = Literal["answer", "retrieved", "planted_answer", "classification", "draft"]


@dataclass(frozen=True, slots=True)
class Score:
    """How good, 0 to 1, higher is better, and why."""

    value: float
    reason: Reason


class NotMeasurableError(Exception):
    """A suite could not be run here; the message is a sentence that says why. It is no failure."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A dataset, a target and scorers; a scorer returns None where it has no say.

    `group` names the part of the suite that a case is counted in beside the whole, None for none. A case
    has failed where a score is under 1 that is not among the `gradual` ones, which tell a degree.
    """

    name: str
    about: str
    takes: Callable[[Case], bool]
    target: Target
    scorers: Mapping[str, Callable[[Case, Any], Score | None]]
    group: Callable[[Case], str | None] = lambda _: None
    gradual: frozenset[str] = frozenset()
