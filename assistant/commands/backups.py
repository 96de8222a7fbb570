"""`backup` and `restore`: everything the users made, in one file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands import Commands
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.backup_file import Manifest

# What is counted under another name than people's own.
_CALLED = {
    "settled": "settled questions",
    "draft_versions": "versions of drafts",
    "draft_labels": "labels of drafts",
    "cases": "files of test cases",
    "runs": "evaluation runs",
    "accounts": "accounts with hashed passwords",
}


def declare(commands: Commands) -> None:
    """Declare `backup` and `restore`."""
    backup = commands.add_parser("backup", help="everything the users made, in one new file")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="put a backup back")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="even where data is; that is kept in a backup beside")
    restore.set_defaults(run=_restore)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.backup import back_up

    manifest = back_up(settings, options.file)
    print(f"{options.file} holds {_tell(manifest)}.")
    return 0


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.restoring import restore

    done = restore(settings, options.file, replace=options.replace)
    print(f"Put back, as of {done.manifest.created:%Y-%m-%d %H:%M} UTC: {_tell(done.manifest)}.")
    if done.kept:
        print(f"What was there before is kept in {done.kept}.")
    if done.accounts_left_out:
        print("The backup holds accounts, but ASSISTANT_ACCOUNTS names no file; they were left out.", file=sys.stderr)
    if done.manifest.counts.get("documents"):
        print("Added documents are embedded at the next start, or now by 'assistant ingest'.")
    return 0


def _tell(manifest: "Manifest") -> str:
    held = [f"{_CALLED.get(name, name)}: {count}" for name, count in manifest.counts.items() if count]
    return ", ".join(held) or "nothing yet"
