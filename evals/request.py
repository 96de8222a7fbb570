"""What to evaluate: suites, cases, and what is wanted beside the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableInputError
from evals.cases import HALVES, packaged_cases, packaged_splits, read_cases
from evals.harness import Dataset
from evals.suites import SUITE_NAMES, SUITES


@dataclass(frozen=True, slots=True)
class Request:
    """What to evaluate; nothing named is everything. Files take the place of the project's own cases."""

    suites: tuple[str, ...] = SUITE_NAMES
    files: tuple[Path, ...] = ()
    splits: tuple[str, ...] = ()
    folder: Path | None = None
    compare: str | None = None
    baselines: bool = False
    judges: bool = False
    calibrate: bool = False


def read_request(options: Mapping[str, Any]) -> Request:
    """Return the request that the options of the command line make: `what` names suites and files."""
    named = [name for name in options["what"] if name in SUITE_NAMES]
    return Request(
        suites=tuple(name for name in SUITE_NAMES if name in named) or SUITE_NAMES,
        files=tuple(Path(name) for name in options["what"] if name not in SUITE_NAMES),
        splits=tuple(options["split"] or ()),
        folder=options["report"],
        compare=options["compare"],
        **{name: options[name] for name in ("baselines", "judges", "calibrate")},
    )


def read_datasets(request: Request) -> tuple[list[Dataset], list[str]]:
    """Return the cases that a request asks for, and a sentence for each bad line."""
    unknown = [split for split in request.splits if split not in packaged_splits()]
    if unknown:
        raise UnreadableInputError(
            f"There are no cases '{unknown[0]}'. There are {', '.join(packaged_splits())}.",
            zh=f"没有“{unknown[0]}”这一组题，只有{'、'.join(packaged_splits())}。",
        )
    default = not request.files and not request.splits
    sources = _named(request.files) or {split: packaged_cases(split) for split in request.splits or HALVES}
    read = {name: read_cases(paths) for name, paths in sources.items()}
    datasets = [Dataset(name, tuple(cases)) for name, (cases, _) in read.items()]
    bad = [line.reason for _, lines in read.values() for line in lines]
    return (_untouched(request, datasets) if default else datasets), bad


def _untouched(request: Request, halves: Sequence[Dataset]) -> list[Dataset]:
    """Return the half that nothing was tuned on, and of the other what a suite has there alone."""
    tuned, untouched = ({half.name: half for half in halves}[name] for name in ("dev", "test"))
    alone = [
        suite
        for suite in (SUITES[name] for name in request.suites if name in SUITES)
        if not any(suite.takes(case) for case in untouched.cases)
    ]
    added = tuple(case for case in tuned.cases if any(suite.takes(case) for suite in alone))
    return [untouched, *([Dataset(tuned.name, added)] if added else [])]


def _named(files: Sequence[Path]) -> dict[str, list[Path]]:
    """Return files by their names without suffix, or whole where two are called alike."""
    stems = [path.stem for path in files]
    return {path.stem if stems.count(path.stem) == 1 else str(path): [path] for path in files}
