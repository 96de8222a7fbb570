"""`evaluate` and `benchmark`: how right the assistant is, and how fast."""

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands import Commands
from assistant.commands.printing import print_json, show_progress, show_step
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.benchmarking import Report


def declare(commands: Commands) -> None:
    """Declare `evaluate` and `benchmark`."""
    evaluate = commands.add_parser("evaluate", help="test questions: figures, limits, comparison of runs")
    evaluate.add_argument("what", nargs="*", type=_suite_or_file, metavar="SUITE|FILE", help="all suites without one")
    evaluate.add_argument("--json", action="store_true")
    evaluate.add_argument(
        "--split",
        action="append",
        help="dev, test or validation; may be given more than once. Without it: the untouched half",
    )
    evaluate.add_argument("--report", type=Path, metavar="FOLDER", help="where the run and its report are written")
    evaluate.add_argument("--compare", metavar="RUN", help="a past run, by name or folder; 'last' is the newest")
    evaluate.add_argument("--baselines", action="store_true", help="other ways to search, on the same questions")
    evaluate.add_argument("--judges", action="store_true", help="rag-redteam and raginject, where installed")
    evaluate.add_argument(
        "--calibrate", action="store_true", help="fit the gates and the words of confidence on the dev cases first"
    )
    evaluate.set_defaults(run=_evaluate)

    benchmark = commands.add_parser("benchmark", help="speed and memory, beside the bare parts in the same run")
    benchmark.add_argument("--json", action="store_true", help="print nothing but JSON")
    benchmark.set_defaults(run=_benchmark)


def _suite_or_file(name: str) -> str:
    from evals.suites import SUITE_NAMES

    if name not in SUITE_NAMES and not Path(name).is_file():
        raise argparse.ArgumentTypeError(
            f"'{name}' is neither a suite nor a file; the suites are {', '.join(SUITE_NAMES)}"
        )
    return name


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from evals.evaluating import evaluate, open_assistant
    from evals.request import read_request
    from evals.summary import tell

    request = read_request(vars(options))
    assistant = open_assistant(settings, progress=show_progress)
    result = evaluate(request, settings, assistant, started=datetime.now(), progress=show_step)
    if options.json:
        print_json(result.to_dict())
    else:
        print(tell(result.run, result.comparison))
        print(f"\nThe run and its report are in {result.folder}.")
    for sentence in (*result.bad_lines, *result.missed):
        print(sentence, file=sys.stderr)
    return int(bool(result.missed or result.bad_lines))


def _benchmark(options: argparse.Namespace, settings: Settings) -> int:
    began = time.perf_counter()
    from assistant.benchmarking import benchmark

    report = benchmark(
        settings,
        began=began,
        progress=show_progress,
        step=lambda name: print(f"Measuring {name} ...", file=sys.stderr),
    )
    if options.json:
        print_json(report.to_dict())
    else:
        _print_report(report)
    return 0


def _print_report(report: "Report") -> None:
    print(", ".join(f"{name} {value}" for name, value in report.machine.items()))
    for figure in report.figures:
        p95 = f"95 % in {figure.p95:.1f}" if figure.p95 is not None else ""
        beside = f"{figure.ratio:.2f} of {figure.bare_part} ({figure.bare:.1f})" if figure.ratio is not None else ""
        print(f"{figure.name:20}{figure.value:10.1f} {figure.unit:11}{p95:16}{beside}".rstrip())
