"""Runs suites over cases: every case is asked once, and each suite that takes it scores the output."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from assistant.datatypes import Answer, plain
from evals.cases import Case
from evals.subject import Subject
from evals.suite import NotMeasurableError, Score, Suite, Target


@dataclass(frozen=True, slots=True)
class Dataset:
    """Cases under one name: a half of the project's own, or a file of the user's."""

    name: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what the assistant made of it, and what the suites made of that.

    `unmeasured` gives by suite why it could not be run; `error` is what the assistant raised, which is a
    failure of its own kind.
    """

    split: str
    case: Case
    groups: dict[str, str | None]
    outputs: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, dict[str, Score]] = field(default_factory=dict)
    unmeasured: dict[str, str] = field(default_factory=dict)
    error: str | None = None
    milliseconds: float | None = None


def run_suites(
    suites: Sequence[Suite],
    datasets: Sequence[Dataset],
    subject: Subject,
    *,
    workers: int = 1,
    progress: Callable[[], None] = lambda: None,
) -> list[Outcome]:
    """Return one outcome per case that a suite takes, in the order of the datasets, whatever the workers."""
    work = list(_work(suites, datasets))

    def run(item: tuple[str, Case, list[Suite]]) -> Outcome:
        outcome = run_case(*item, subject)
        progress()
        return outcome

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, work))


def count_cases(suites: Sequence[Suite], datasets: Sequence[Dataset]) -> int:
    """Return how many cases the suites take."""
    return sum(1 for _ in _work(suites, datasets))


def _work(suites: Sequence[Suite], datasets: Sequence[Dataset]) -> Iterator[tuple[str, Case, list[Suite]]]:
    for dataset in datasets:
        for case in dataset.cases:
            taking = [suite for suite in suites if suite.takes(case)]
            if taking:
                yield dataset.name, case, taking


def run_case(split: str, case: Case, suites: Sequence[Suite], subject: Subject) -> Outcome:
    """Ask one case and score it by the suites that take it."""
    groups = {suite.name: suite.group(case) for suite in suites}
    try:
        outputs = subject.outputs(case, {suite.target for suite in suites})
    except NotMeasurableError as reason:
        return Outcome(split, case, groups, unmeasured={suite.name: str(reason) for suite in suites})
    # A question that breaks the assistant must not break the run; it is reported, and fails it at the end.
    except Exception as error:
        return Outcome(split, case, groups, error=f"{type(error).__name__}: {error}")
    answer = outputs.get("answer") or outputs.get("planted_answer")
    measured = [suite for suite in suites if not isinstance(outputs[suite.target], NotMeasurableError)]
    return Outcome(
        split,
        case,
        groups,
        outputs=_recorded(outputs),
        scores={suite.name: _score(suite, case, outputs[suite.target]) for suite in measured},
        unmeasured={suite.name: str(outputs[suite.target]) for suite in suites if suite not in measured},
        milliseconds=answer.timings_ms.get("total") if isinstance(answer, Answer) else None,
    )


def _score(suite: Suite, case: Case, output: Any) -> dict[str, Score]:
    found = ((name, scorer(case, output)) for name, scorer in suite.scorers.items())
    return {name: score for name, score in found if score is not None}


def _recorded(outputs: dict[Target, Any]) -> dict[str, Any]:
    """Return outputs as a run records them: JSON, without timings."""
    recorded: dict[str, Any] = {}
    for target, output in outputs.items():
        if isinstance(output, Answer):
            recorded["answer"] = {name: value for name, value in output.to_dict().items() if name != "timings_ms"}
        elif target in ("classification", "draft") and not isinstance(output, NotMeasurableError):
            recorded[target] = plain(output)
    return recorded
