"""Runs cases against the assistant and sums up the scores by suite, language and kind of question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from assistant.datatypes import Answer, Message
from evals.cases import Case
from evals.scorers import SCORERS, Score

Ask = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, its answer, and what each scorer that had a say made of it."""

    case: Case
    answer: Answer
    scores: dict[str, Score]


def run_case(case: Case, ask: Ask) -> Outcome:
    """Ask one question and score the answer."""
    history = [Message(turn.role, turn.content) for turn in case.history]
    answer = ask(case.question, history=history)
    scores = {name: score for name, scorer in SCORERS.items() if (score := scorer(case, answer)) is not None}
    return Outcome(case, answer, scores)


def sum_up(outcomes: Iterable[Outcome]) -> dict[str, dict[str, tuple[int, float]]]:
    """Return per group of questions the number of cases and the mean of each score.

    The groups are what the project promises figures for: kinds of question by language.
    """
    values: dict[str, dict[str, list[float]]] = {}
    for outcome in outcomes:
        for name, score in outcome.scores.items():
            values.setdefault(group_of(outcome.case), {}).setdefault(name, []).append(score.value)
    return {
        group: {name: (len(found), fmean(found)) for name, found in sorted(scores.items())}
        for group, scores in sorted(values.items())
    }


def group_of(case: Case) -> str:
    """Return the group that a case is counted in, as in `answering/zh`."""
    tagged = next((tag for tag in ("false-premise", "true-premise") if tag in case.tags), None)
    wanted = case.expected.kind
    kind = tagged or (case.suite if wanted in (None, "answer", "refusal") else f"{case.suite}-{wanted}")
    return f"{kind}/{case.language}"
