"""The command line: the doors of the assistant. It parses, calls the service and prints."""

import argparse
import getpass
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from assistant import __doc__ as summary
from assistant import __version__
from assistant.accounts import Accounts, Role
from assistant.errors import AccountError, AssistantError, SettingsError, UnreadableInputError
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

    account = commands.add_parser("account", help="the accounts of extension workers")
    actions = account.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="add an account; the password is asked for, or read from standard input")
    add.add_argument("name")
    add.add_argument("--role", choices=get_args(Role), default="worker")
    add.set_defaults(run=_add_account)
    remove = actions.add_parser("remove", help="remove an account")
    remove.add_argument("name")
    remove.set_defaults(run=_remove_account)
    listed = actions.add_parser("list", help="names and roles")
    listed.set_defaults(run=_list_accounts)

    doctor = commands.add_parser("doctor", help="what is installed, configured, out of date")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-02-01") from None


def _open(settings: Settings) -> "Assistant":
    from assistant.service import Assistant

    return Assistant.open(settings, progress=_show_progress)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.app import check_host, serve

    check_host(options.host, settings)
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


def _accounts(settings: Settings) -> Accounts:
    if settings.accounts is None:
        raise SettingsError("ASSISTANT_ACCOUNTS is not set. Name the file that holds the accounts, or will hold them.")
    return Accounts(settings.accounts)


def _add_account(options: argparse.Namespace, settings: Settings) -> int:
    accounts = _accounts(settings)
    account = accounts.add(options.name, _ask_password(), options.role)
    print(f"{account.name} ({account.role}) can sign in.")
    return 0


def _ask_password() -> str:
    """Return the password typed twice on the terminal, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise AccountError("The two passwords differ. Nothing was changed.")
    return first


def _remove_account(options: argparse.Namespace, settings: Settings) -> int:
    _accounts(settings).remove(options.name)
    print(f"{options.name} can no longer sign in.")
    return 0


def _list_accounts(_options: argparse.Namespace, settings: Settings) -> int:
    for account in _accounts(settings).listed():
        print(f"{account.name:40} {account.role}")
    return 0


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

    def __call__(self, done: int, total: int, name: str) -> None:
        from tqdm import tqdm

        if self.bar is None or self.bar.total != total:
            self.bar = tqdm(total=total, unit=" texts", desc="Embedding", file=sys.stderr)
        self.bar.set_postfix_str(name, refresh=False)
        self.bar.update(done - self.bar.n)
        if done == total:
            self.bar.close()


_show_progress = _ProgressBar()
