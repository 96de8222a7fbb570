"""`evaluate`: suites of test questions."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from assistant.commands import Commands
from assistant.commands.printing import print_json, show_progress, show_step
from assistant.settings import Settings


def declare(commands: Commands) -> None:
    """Declare `evaluate`."""
    evaluate = commands.add_parser("evaluate", help="test questions: figures, limits, comparison of runs")
    evaluate.add_argument("what", nargs="*", type=_suite_or_file, metavar="SUITE|FILE", help="all suites without one")
    evaluate.add_argument("--json", action="store_true")
    evaluate.add_argument("--split", action="append", help="dev or test; both, reported apart, without it")
    evaluate.add_argument("--report", type=Path, metavar="FOLDER", help="where the run and its report are written")
    evaluate.add_argument("--compare", metavar="RUN", help="a past run, by name or folder; 'last' is the newest")
    evaluate.add_argument("--baselines", action="store_true", help="other ways to search, on the same questions")
    evaluate.add_argument("--judges", action="store_true", help="rag-redteam and raginject, where installed")
    evaluate.add_argument("--calibrate", action="store_true", help="fit the evidence gate on the dev cases first")
    evaluate.set_defaults(run=_evaluate)


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
