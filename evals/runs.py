"""A run as a folder: what was measured, case by case, and what it was measured with.

`run.json` and `cases.jsonl` are the same bytes for two runs of the same state; times and the clock stand in
`timings.json` alone. The reports and `summary.md` are made from the three.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.datatypes import Language
from assistant.errors import StorageError, UnreadableInputError
from assistant.settings import RUNS_FOLDER
from evals.harness import Outcome
from evals.suite import Score

LAST = "last"
# Whoever opens a run from a page reads the report in the page's language.
REPORTS: dict[Language, str] = {"en": "report.html", "zh": "report.zh.html"}


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its folder holds it: the three files, read as JSON."""

    name: str
    description: dict[str, Any]
    cases: list[dict[str, Any]]
    timings: dict[str, Any]


def record_case(outcome: Outcome) -> dict[str, Any]:
    """Return a case as a line of `cases.jsonl`."""
    return {
        "id": outcome.case.id,
        "split": outcome.split,
        "suite": outcome.case.suite,
        "language": outcome.case.language,
        "question": outcome.case.question,
        "text": outcome.case.text,
        "history": [turn.model_dump() for turn in outcome.case.history],
        "expected": outcome.case.expected.model_dump(exclude_defaults=True),
        "tags": outcome.case.tags,
        "groups": outcome.groups,
        **outcome.outputs,
        "scores": {suite: _record_scores(scores) for suite, scores in outcome.scores.items()},
        "unmeasured": outcome.unmeasured,
        "error": outcome.error,
    }


def _record_scores(scores: dict[str, Score]) -> dict[str, Any]:
    return {name: {"value": round(score.value, 6), "reason": score.reason.to_dict()} for name, score in scores.items()}


def record_run(name: str, description: dict[str, Any], outcomes: Sequence[Outcome], timings: dict[str, Any]) -> Run:
    """Return a run as its folder will hold it; values pass through JSON, so that it reads back the same."""
    cases = [record_case(outcome) for outcome in outcomes]
    times = {
        f"{outcome.split}/{outcome.case.id}": outcome.milliseconds
        for outcome in outcomes
        if outcome.milliseconds is not None
    }
    return Run(name, *json.loads(json.dumps([description, cases, {**timings, "cases_ms": times}])))


def write_run(run: Run, folder: Path) -> None:
    """Write the three files of a run; an older run in the same folder gives way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "run.json", json.dumps(run.description, ensure_ascii=False, indent=1) + "\n")
        lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in run.cases)
        _write(folder / "cases.jsonl", "".join(lines))
        _write(folder / "timings.json", json.dumps(run.timings, indent=1) + "\n")
    except OSError as error:
        raise StorageError(
            f"The run cannot be written to {folder}: {error.strerror}.", zh=f"评测写不进{folder}：{error.strerror}。"
        ) from error


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def read_run(folder: Path) -> Run:
    """Return the run of a folder. Raises UnreadableInputError for a folder that holds none."""
    try:
        description = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        lines = (folder / "cases.jsonl").read_text(encoding="utf-8").split("\n")
        cases = [json.loads(line) for line in lines if line]
        timings = json.loads((folder / "timings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInputError(
            f"{folder} holds no run ({type(error).__name__}). Name a folder that 'assistant evaluate' has written.",
            zh=f"{folder}里没有评测（{type(error).__name__}）。请写assistant evaluate写出的文件夹。",
        ) from error
    return Run(folder.name, description, cases, timings)


def list_runs(data: Path) -> list[Path]:
    """Return the folders of past runs, the newest first."""
    return sorted((path.parent for path in (data / RUNS_FOLDER).glob("*/run.json")), reverse=True)


def find_run(name: str, data: Path) -> Path:
    """Return the folder of a run: a path, a name among past runs, or `last` for the newest."""
    past = list_runs(data)
    if name == LAST and past:
        return past[0]
    for folder in (Path(name), data / RUNS_FOLDER / name):
        if (folder / "run.json").is_file():
            return folder
    known = f" Past runs: {', '.join(path.name for path in past[:5])}." if past else " There are no past runs."
    zh = f"以往的评测有{'、'.join(path.name for path in past[:5])}。" if past else "还没有评测。"
    raise UnreadableInputError(f"There is no run '{name}'.{known}", zh=f"没有“{name}”这次评测。{zh}")


def new_folder(data: Path, started: datetime) -> Path:
    """Return the folder of a run that starts now; its name sorts by time, and no other run has it."""
    name = f"{started:%Y-%m-%dT%H-%M-%S}"
    taken = sum(1 for _ in (data / RUNS_FOLDER).glob(f"{name}*"))
    return data / RUNS_FOLDER / (f"{name}-{taken + 1}" if taken else name)
