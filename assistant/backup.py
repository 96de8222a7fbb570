"""A backup of everything that the users made, in one file, while the assistant runs or not.

In it are conversations with their feedback, drafts with every version and signature, what became of open questions,
added documents with their former versions, test cases, evaluation runs, and the accounts where the settings name
their file. Vectors are left out: the index is made anew from the documents.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Table

from assistant import __version__
from assistant.backup_file import (
    ACCOUNTS,
    DATABASE,
    FOLDERS,
    FORMAT,
    MANIFEST,
    PROGRAM,
    BackupFile,
    Manifest,
    Member,
    is_member_name,
)
from assistant.errors import BackupError
from assistant.ingestion import writing
from assistant.settings import DOCUMENTS_FOLDER, Settings
from assistant.storage import Storage
from assistant.table_rows import list_tables, read_rows


def back_up(settings: Settings, file: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Manifest:
    """Write a backup to a new file, read it once to be sure of it, and return what it holds.

    The database is read as it is at one moment, and the documents after it, so that none is missing that it names.
    Only the user may read the file. Raises BackupError where it exists or cannot be written; then there is none.
    """
    if file.exists():
        raise BackupError(f"{file} exists already. Name a new file for the backup.")
    draft = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as target:
            _write(settings, target, clock())
            target.flush()
            os.fsync(target.fileno())
        with BackupFile.open(draft) as written:
            written.check()
            manifest = written.manifest
        draft.rename(file)
    except OSError as error:
        raise BackupError(f"The backup {file} cannot be written ({error.strerror or error}).") from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(settings: Settings, target: IO[bytes], created: datetime) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = _Writer(archive, created)
        storage = Storage.open(settings)
        try:
            schema = storage.version()
            with storage.snapshot() as connection:
                for table in list_tables(schema):
                    writer.add(f"{DATABASE}/{table.name}.jsonl", _blocks(connection, table), counted=table.name)
        finally:
            storage.close()
        # A document is written and moved in two steps; nobody does while they are read.
        with writing(settings.data):
            writer.add_folder(settings.data / DOCUMENTS_FOLDER)
        for name in FOLDERS:
            if name != DOCUMENTS_FOLDER:
                writer.add_folder(settings.data / name)
        if settings.accounts is not None and settings.accounts.is_file():
            writer.add(ACCOUNTS, [settings.accounts.read_bytes()], counted=ACCOUNTS)
        writer.finish(schema)


def _blocks(connection: Connection, table: Table) -> Iterator[bytes]:
    return (line.encode() for line in read_rows(connection, table))


class _Writer:
    """Adds members to an archive and keeps account of them."""

    def __init__(self, archive: zipfile.ZipFile, created: datetime) -> None:
        self.archive = archive
        self.created = created
        self.members: dict[str, Member] = {}
        self.counts: dict[str, int] = {}

    def add(self, name: str, blocks: Iterable[bytes], *, counted: str | None = None) -> None:
        """Add a member; `counted` is the name under which its lines are counted."""
        size, lines, digest = 0, 0, hashlib.sha256()
        info = zipfile.ZipInfo(name, self.created.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        with self.archive.open(info, "w", force_zip64=True) as member:
            for block in blocks:
                member.write(block)
                digest.update(block)
                size += len(block)
                lines += block.count(b"\n")
        self.members[name] = Member(size=size, sha256=digest.hexdigest())
        if counted:
            self.counts[counted] = lines

    def add_folder(self, folder: Path) -> None:
        """Add the files of a folder; links and files that are still being written are left out."""
        names = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
        whole = [path for path in names if path.suffix != ".part"]
        for path in whole:
            name = path.relative_to(folder.parent).as_posix()
            if not is_member_name(name):
                raise BackupError(f"{path} has a name that not every machine can take. Rename it, and try again.")
            self.add(name, [path.read_bytes()])
        self.counts[folder.name] = len({path.relative_to(folder).parts[0] for path in whole} - {"versions"})

    def finish(self, schema: int) -> None:
        """Write the manifest, the last member."""
        manifest = Manifest(
            format=FORMAT,
            program=PROGRAM,
            version=__version__,
            created=self.created,
            database_schema=schema,
            counts=self.counts,
            members=self.members,
        )
        self.archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
