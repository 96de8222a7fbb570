"""`ingest` and `library`: documents come, are looked at, and go."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands import Commands
from assistant.commands.printing import print_json, show_progress
from assistant.errors import UnreadableInputError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.catalogue import Listed
    from assistant.ingestion import Ingested


def declare(commands: Commands) -> None:
    """Declare `ingest` and `library`."""
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
    show.add_argument(
        "--version", metavar="HASH", help="as it was when an answer cited it; the citation tells the hash"
    )
    show.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    show.set_defaults(run=_show)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-02-01") from None


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.handover import ingest_files

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
        progress=show_progress,
    )
    _print_ingested(outcomes, json=options.json)
    failures = [found for found in outcomes if found.change == "failed"]
    for found in failures:
        print(found.reason, file=sys.stderr)
    return int(bool(failures))


def _print_ingested(outcomes: Sequence["Ingested"], *, json: bool) -> None:
    counts = {
        change: sum(found.change == change for found in outcomes) for change in sorted({f.change for f in outcomes})
    }
    if json:
        print_json({"counts": counts, "documents": [asdict(found) for found in outcomes]})
    else:
        print(", ".join(f"{count} {change}" for change, count in counts.items()) or "There is nothing to do.")
        for found in outcomes:
            if found.flags:
                print(f"{found.document}: {found.flags} flagged; 'assistant library show {found.document}' tells.")


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

        print_json({"documents": plain(listed)})
        return 0
    for found in listed:
        print(_line(found))
    return 0


def _line(found: "Listed") -> str:
    status = found.status or "-"
    line = f"{found.document:28} {found.language}  {found.sections:4} sections  {status:16} {found.title}"
    if found.built_in:
        return line
    day = f" {found.added_at:%Y-%m-%d}" if found.added_at else ""
    line += f"  added{day}" + (f" by {found.added_by}" if found.added_by else "")
    line += f", {found.file_kind}" if found.file_kind else ""
    line += f", {found.versions} versions" if found.versions > 1 else ""
    return line + (f", {len(found.flags)} FLAGGED" if found.flags else "")


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.catalogue import find_document
    from assistant.datatypes import plain
    from assistant.document_store import HASH_SHOWN, DocumentStore

    document = find_document(settings, options.key, version=options.version)
    if options.json:
        print_json(plain(document))
        return 0
    print(f"{document.title} ({document.key}), version {document.content_hash[:HASH_SHOWN]}")
    for former in DocumentStore(settings.data).versions(document.key):
        print(f"FORMER version {former.content_hash[:HASH_SHOWN]}")
    for flag in document.flags:
        print(f"FLAGGED {flag.kind} in {flag.place}: {flag.excerpt}")
    for section in document.sections:
        print(f"\n[{section.id}] {section.heading}\n{section.text}")
    return 0


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.handover import remove_document

    print("Removed " + ", ".join(remove_document(settings, options.id)))
    return 0
