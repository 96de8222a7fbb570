"""The command line: the doors of the assistant. It parses, calls the service and prints."""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import __doc__ as summary
from assistant import __version__
from assistant.errors import AssistantError, UnreadableInputError
from assistant.settings import Settings, read_environment

if TYPE_CHECKING:
    from assistant.service import Assistant

logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 on success, 1 on failure with one sentence on stderr, 2 on wrong use."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_env(read_environment())
        return int(options.run(options, settings))
    except AssistantError as error:
        print(error, file=sys.stderr)
    except (BrokenPipeError, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
    except Exception as error:
        logger.debug("unexpected", exc_info=True)
        print(f"Something went wrong that should not ({type(error).__name__}: {error}).", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assistant", description=summary)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="the web app")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=7860)
    serve.add_argument("--root-path", default="", help="the prefix that a proxy strips, as in /advice")
    serve.set_defaults(run=_serve)

    ask = commands.add_parser("ask", help="one answer, or a batch of them")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--json", action="store_true", help="print nothing but JSON")
    ask.add_argument("--language", choices=("auto", "en", "zh"), default="auto")
    ask.add_argument("--history", type=Path, metavar="FILE.json", help="the messages before the question")
    ask.add_argument("--batch", metavar="FILE.jsonl", help="one question a line; - is standard input")
    ask.set_defaults(run=_ask)

    ingest = commands.add_parser("ingest", help="add documents, or bring the index up to date")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    ingest.add_argument("--json", action="store_true")
    ingest.add_argument("--rebuild", action="store_true", help="embed everything anew")
    ingest.add_argument("--effective", type=_day, metavar="DATE", help="in force from, as 2026-02-01")
    ingest.add_argument("--expires", type=_day, metavar="DATE", help="in force until")
    ingest.set_defaults(run=_ingest)

    library = commands.add_parser("library", help="what is searched")
    library.add_argument("--json", action="store_true")
    library.set_defaults(run=_library)
    actions = library.add_subparsers(metavar="ACTION")
    remove = actions.add_parser("remove", help="remove a document that was added")
    remove.add_argument("id")
    remove.set_defaults(run=_remove)

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

    doctor = commands.add_parser("doctor", help="what is installed, configured, out of date")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-02-01") from None


def _suite_or_file(name: str) -> str:
    from evals.suites import SUITE_NAMES

    if name not in SUITE_NAMES and not Path(name).is_file():
        raise argparse.ArgumentTypeError(
            f"'{name}' is neither a suite nor a file; the suites are {', '.join(SUITE_NAMES)}"
        )
    return name


def _open(settings: Settings) -> "Assistant":
    from assistant.service import Assistant

    return Assistant.open(settings, progress=_show_progress)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.app import check_host, serve

    check_host(options.host)
    assistant = _open(settings)
    assistant.warm()
    serve(assistant, host=options.host, port=options.port, root_path=options.root_path)
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.batch import answer_lines, read_history

    if options.batch:
        lines = sys.stdin if options.batch == "-" else _read(Path(options.batch)).split("\n")
        failed = False
        for outcome in answer_lines(lines, _open(settings)):
            failed = failed or "error" in outcome
            _print_json(outcome)
        return int(failed)
    if options.question is None:
        raise UnreadableInputError("There is no question. Put one in quotes behind 'ask', or give --batch FILE.jsonl.")
    history = read_history(_read(options.history)) if options.history else []
    language = None if options.language == "auto" else options.language
    answer = _open(settings).ask(options.question, history=history, language=language)
    if options.json:
        _print_json(answer.to_dict())
        return 0
    print(answer.text)
    for citation in answer.citations:
        print(f"[{citation.number}] {citation.title}, {citation.section}: {citation.heading}")
    return 0


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.embedding import load_embedder
    from assistant.service import Assistant

    missing = next((path for path in options.paths if not path.exists()), None)
    if missing:
        raise UnreadableInputError(f"{missing} does not exist. Name a file or a folder.")
    assistant = Assistant(settings, load_embedder(settings.embedding))
    outcomes = assistant.ingest(
        options.paths,
        effective=options.effective,
        expires=options.expires,
        rebuild=options.rebuild,
        progress=_show_progress,
    )
    counts = {
        change: sum(found.change == change for found in outcomes) for change in sorted({f.change for f in outcomes})
    }
    failures = [found for found in outcomes if found.change == "failed"]
    if options.json:
        _print_json({"counts": counts, "documents": [asdict(found) for found in outcomes]})
    else:
        print(", ".join(f"{count} {change}" for change, count in counts.items()) or "There is nothing to do.")
    for found in failures:
        print(found.reason, file=sys.stderr)
    return int(bool(failures))


def _library(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.service import list_documents

    listed = list_documents(settings)
    if options.json:
        from assistant.datatypes import plain

        _print_json({"documents": plain(listed)})
        return 0
    for found in listed:
        origin = "" if found.built_in else "  added"
        status = found.status or "-"
        print(f"{found.document:28} {found.language}  {found.sections:4} sections  {status:16} {found.title}{origin}")
    return 0


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    print("Removed " + ", ".join(_open(settings).remove(options.id)))
    return 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from evals.evaluating import evaluate, open_assistant
    from evals.request import read_request
    from evals.summary import tell

    request = read_request(vars(options))
    assistant = open_assistant(settings, progress=_show_progress)
    result = evaluate(request, settings, assistant, started=datetime.now(), progress=_show_step)
    if options.json:
        _print_json(result.to_dict())
    else:
        print(tell(result.run, result.comparison))
        print(f"\nThe run and its report are in {result.folder}.")
    for sentence in (*result.bad_lines, *result.missed):
        print(sentence, file=sys.stderr)
    return int(bool(result.missed or result.bad_lines))


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.doctor import examine

    findings = examine(settings)
    if options.json:
        _print_json({"findings": [asdict(found) for found in findings]})
    else:
        for found in findings:
            advice = f" {found.advice}" if found.advice and not found.in_order else ""
            print(f"{'ok  ' if found.in_order else 'LOOK'}  {found.name}: {found.detail}.{advice}")
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInputError(f"{path} cannot be read as UTF-8 text ({error}).") from error


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


class _ProgressBar:
    """One tqdm bar on stderr that follows the service's reports."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.step = ""

    def __call__(self, done: int, total: int, name: str, step: str = "Embedding") -> None:
        from tqdm import tqdm

        if self.bar is None or (self.bar.total, self.step) != (total, step):
            self.bar, self.step = tqdm(total=total, desc=step, file=sys.stderr), step
        self.bar.set_postfix_str(name, refresh=False)
        # Reports of several threads may come out of order.
        self.bar.update(max(0, done - self.bar.n))
        if done == total:
            self.bar.close()


_show_progress = _ProgressBar()


def _show_step(step: str, done: int, total: int) -> None:
    _show_progress(done, total, "", step)
