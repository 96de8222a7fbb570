"""The command line: the doors of the assistant. It parses, calls the service and prints."""

import argparse
import getpass
import json
import logging
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from assistant import __doc__ as summary
from assistant import __version__
from assistant.accounts import Accounts, Role
from assistant.errors import AccountError, AssistantError, SettingsError, StorageError, UnreadableInputError
from assistant.settings import Settings, read_environment

if TYPE_CHECKING:
    from assistant.datatypes import Language
    from assistant.drafts import Draft
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

    advise = commands.add_parser("advise", help="a draft of upgrade advice, or a batch of them")
    described = advise.add_mutually_exclusive_group(required=True)
    described.add_argument("--text", metavar="TEXT", help="a description of the client; - is standard input")
    described.add_argument("--profile", type=Path, metavar="FILE.json", help="the facts of the client")
    described.add_argument("--batch", metavar="FILE.jsonl", help="one client a line; - is standard input")
    advise.add_argument("--client", default="", metavar="NAME", help="whom the draft is for")
    advise.add_argument("--language", choices=("auto", "en", "zh"), default="auto")
    advise.add_argument("--format", choices=("md", "txt", "docx", "html", "json"), default="md")
    advise.add_argument("--output", type=Path, metavar="FILE", help="a file, or the folder of a batch")
    advise.set_defaults(run=_advise)

    classify = commands.add_parser("classify", help="what kind of business this is, by the paper's typology")
    given = classify.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", help="a description in English or Chinese")
    given.add_argument("--profile", type=Path, metavar="FILE.json", help="a JSON object of facts")
    given.add_argument("--batch", metavar="FILE.jsonl", help="one text or profile a line; - is standard input")
    classify.add_argument("--json", action="store_true", help="print nothing but JSON")
    classify.set_defaults(run=_classify)

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
    show = actions.add_parser("show", help="the sections of a document as they are indexed, and its flags")
    show.add_argument("key", help="an id with its language, as in ecl-2018.zh")
    show.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    show.set_defaults(run=_show)

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

    check_host(options.host, settings)
    assistant = _open(settings)
    assistant.warm()
    stopped = threading.Event()
    assistant.keep_up(stopped)
    try:
        serve(assistant, host=options.host, port=options.port, root_path=options.root_path)
    finally:
        stopped.set()
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.batch import answer_lines, read_history

    if options.batch:
        return _print_batch(answer_lines(_lines(options.batch), _open(settings)))
    if options.question is None:
        raise UnreadableInputError(
            "There is no question. Put one in quotes behind 'ask', or give --batch FILE.jsonl.",
            zh="没有问题。请把问题用引号括起来放在ask后面，或者用--batch给出文件。",
        )
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


def _advise(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.advising import choose_language
    from assistant.exporting import export

    if options.batch:
        return _advise_batch(options, settings)
    if options.format == "docx" and options.output is None:
        raise UnreadableInputError(
            "A Word document needs a file. Name it with --output FILE.docx.",
            zh="Word文档要存成文件，请用--output写上文件名.docx。",
        )
    if options.profile:
        facts = _read_json(options.profile)
        draft = _draft_maker(settings)(
            None, facts, options.client, choose_language(options.language, None, options.client)
        )
    else:
        text = sys.stdin.read() if options.text == "-" else options.text
        draft = _draft_maker(settings)(text, None, options.client, choose_language(options.language, text, ""))
    _write(export(draft, options.format), options.output)
    return 0


def _advise_batch(options: argparse.Namespace, settings: Settings) -> int:
    from tqdm import tqdm

    from assistant.advising import ClientLine, advise_lines, choose_language, write_batch

    if options.output is None:
        raise UnreadableInputError(
            "A batch needs a folder for its drafts. Name it with --output FOLDER.",
            zh="批量草稿要有文件夹来放，请用--output写上文件夹。",
        )
    lines = list(_lines(options.batch))
    make = _draft_maker(settings)

    def advise(read: ClientLine) -> "Draft":
        asked = options.language if read.language == "auto" else read.language
        return make(read.text, read.profile, read.client, choose_language(asked, read.text, read.client))

    total = sum(bool(line.strip()) for line in lines)
    outcomes = tqdm(advise_lines(lines, advise), total=total, unit=" drafts", file=sys.stderr)
    done = write_batch(outcomes, options.output, options.format)
    for outcome in done:
        _print_json(outcome.to_dict())
    return int(any(outcome.error for outcome in done))


def _draft_maker(settings: Settings) -> "Callable[[str | None, Any, str, Language | None], Draft]":
    """Return what makes a draft of a text or of facts; the models are loaded with the first text."""
    from functools import cache

    from assistant.catalogue import open_library
    from assistant.drafting import draft_for_profile
    from assistant.embedding import load_embedder
    from assistant.service import Assistant

    library = open_library(settings)
    assistant = cache(lambda: Assistant(settings, load_embedder(settings.embedding)))

    def make(text: str | None, facts: Any, client: str, language: "Language | None") -> "Draft":
        if text is None:
            return draft_for_profile(facts, library, day=settings.day(), client=client, language=language or "en")
        return assistant().draft(text, client=client, language=language)

    return make


def _classify(options: argparse.Namespace, _: Settings) -> int:
    from assistant.batch import classify_lines
    from assistant.diagnosing import Classifier, language_of, parse_profile
    from assistant.diagnosis_wording import describe_diagnosis

    classifier = Classifier()
    if options.batch:
        return _print_batch(classify_lines(_lines(options.batch), classifier))
    profile = parse_profile(_read(options.profile)) if options.profile else None
    diagnosis = classifier.classify(text=options.text, profile=profile)
    if options.json:
        _print_json(diagnosis.to_dict())
    else:
        print(describe_diagnosis(diagnosis, language_of(options.text or "")))
    return 0


def _lines(source: str) -> Iterable[str]:
    return sys.stdin if source == "-" else _read(Path(source)).split("\n")


def _print_batch(outcomes: Iterable[dict[str, Any]]) -> int:
    """Print one object a line; return 1 where one is an error."""
    failed = False
    for outcome in outcomes:
        failed = failed or "error" in outcome
        _print_json(outcome)
    return int(failed)


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.service import ingest_files

    missing = next((path for path in options.paths if not path.exists()), None)
    if missing:
        raise UnreadableInputError(
            f"{missing} does not exist. Name a file or a folder.", zh=f"{missing}不存在，请写一个文件或文件夹。"
        )
    outcomes = ingest_files(
        settings,
        options.paths,
        effective=options.effective,
        expires=options.expires,
        added_by=_user(),
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
        for found in outcomes:
            if found.flags:
                print(f"{found.document}: {found.flags} flagged; 'assistant library show {found.document}' tells.")
    for found in failures:
        print(found.reason, file=sys.stderr)
    return int(bool(failures))


def _user() -> str:
    """Return the name under which this user works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run without a name
        return "local"


def _library(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.catalogue import list_documents

    listed = list_documents(settings)
    if options.json:
        from assistant.datatypes import plain

        _print_json({"documents": plain(listed)})
        return 0
    for found in listed:
        status = found.status or "-"
        line = f"{found.document:28} {found.language}  {found.sections:4} sections  {status:16} {found.title}"
        if not found.built_in:
            day = f" {found.added_at:%Y-%m-%d}" if found.added_at else ""
            line += f"  added{day}" + (f" by {found.added_by}" if found.added_by else "")
            line += f", {found.file_kind}" if found.file_kind else ""
            line += f", {found.versions} versions" if found.versions > 1 else ""
            line += f", {len(found.flags)} FLAGGED" if found.flags else ""
        print(line)
    return 0


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.catalogue import find_document
    from assistant.datatypes import plain

    document = find_document(settings, options.key)
    if options.json:
        _print_json(plain(document))
        return 0
    print(f"{document.title} ({document.key}), {document.content_hash[:12]}")
    for flag in document.flags:
        print(f"FLAGGED {flag.kind} in {flag.place}: {flag.excerpt}")
    for section in document.sections:
        print(f"\n[{section.id}] {section.heading}\n{section.text}")
    return 0


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.service import remove_document

    print("Removed " + ", ".join(remove_document(settings, options.id)))
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
        raise UnreadableInputError(
            f"{path} cannot be read as UTF-8 text ({error}).", zh=f"{path}不是UTF-8文本，读不了（{error}）。"
        ) from error


def _read_json(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except json.JSONDecodeError as error:
        raise UnreadableInputError(
            f"{path} is no JSON (line {error.lineno}: {error.msg}).",
            zh=f"{path}不是JSON（第{error.lineno}行：{error.msg}）。",
        ) from None


def _write(content: bytes, path: Path | None) -> None:
    if path is None:
        print(content.decode(), end="" if content.endswith(b"\n") else "\n")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror}). Name another --output.",
            zh=f"{path}写不进去（{error.strerror}），请用--output换一个。",
        ) from error


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


if __name__ == "__main__":
    sys.exit(main())
