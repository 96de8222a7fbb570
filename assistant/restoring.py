"""Puts a backup back: whole, or not at all, whatever kills the program meanwhile.

Everything is unpacked and checked in a folder beside. Its renaming to `RESTORE_FOLDER` is the moment from which on
the backup counts: what is left to do then can be done again, and the next command of the program does it first.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from assistant.accounts import Accounts
from assistant.backup import back_up
from assistant.backup_file import ACCOUNTS, DATABASE, FOLDERS, BackupFile, Manifest
from assistant.document_store import read_document
from assistant.errors import AccountError, AssistantError, BackupError, StorageError, UnreadableDocumentError
from assistant.index_owner import IndexOwner
from assistant.ingestion import writing
from assistant.migrations import list_migrations
from assistant.settings import DOCUMENTS_FOLDER, RESTORE_FOLDER, Settings
from assistant.storage import Storage, build_engine
from assistant.table_rows import add_rows, count_rows, list_tables, replace_rows

_UNPACKED = "restore-unpacked"
_KEPT = "replaced"
_DATABASE_FILE = "database.sqlite3"
_OLD = "old"
# Of the free disk; the database is written twice.
_NEEDED = 3


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, the backup of what was there before, and whether accounts had nowhere to go."""

    manifest: Manifest
    kept: Path | None = None
    accounts_left_out: bool = False


def restore(
    settings: Settings,
    file: Path,
    *,
    replace: bool = False,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Restored:
    """Put a backup in the place of what the users made; added documents are embedded at the next start.

    Raises BackupError for a file that is not in order, and where something is there already unless `replace`: then
    that is first kept in a backup of its own, below `replaced` in the data folder. Raises IndexBusyError while a
    server runs on the data folder.
    """
    finish_restore(settings)
    owner = IndexOwner(settings.data)
    owner.demand()
    try:
        with BackupFile.open(file) as backup:
            found = _list_present(settings, backup)
            if found and not replace:
                raise BackupError(
                    f"There is data already ({', '.join(found)}). With --replace it is kept in {settings.data / _KEPT} "
                    "and the backup takes its place."
                )
            kept = _keep(settings, clock()) if found else None
            with writing(settings.data):
                _unpack(backup, settings)
                _begin(settings)
                _finish(settings)
            without = ACCOUNTS in backup.manifest.members and settings.accounts is None
            return Restored(backup.manifest, kept, without)
    finally:
        owner.release()


def finish_restore(settings: Settings) -> bool:
    """Finish what a killed `restore` left to be done; False where there is nothing."""
    if not (settings.data / RESTORE_FOLDER).is_dir():
        return False
    with writing(settings.data):
        _finish(settings)
    return True


def _list_present(settings: Settings, backup: BackupFile) -> list[str]:
    """Return what of the users is there that the backup would take the place of."""
    storage = Storage.open(settings)
    try:
        rows = count_rows(storage, list_tables(storage.version()))
    finally:
        storage.close()
    found = [f"{rows} rows in the database"] if rows else []
    found += [name for name in FOLDERS if any(path.is_file() for path in (settings.data / name).rglob("*"))]
    accounts = settings.accounts
    if accounts is not None and accounts.is_file() and ACCOUNTS in backup.manifest.members:
        here = accounts.read_bytes()
        if here.strip() and here != b"".join(backup.read(ACCOUNTS)):
            found.append(f"accounts in {accounts}")
    return found


def _keep(settings: Settings, moment: datetime) -> Path:
    file = settings.data / _KEPT / f"{moment:%Y-%m-%dT%H%M%S}.zip"
    back_up(settings, file, clock=lambda: moment)
    return file


def _unpack(backup: BackupFile, settings: Settings) -> None:
    """Unpack and check everything in a folder beside."""
    folder = settings.data / _UNPACKED
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if shutil.disk_usage(folder).free < _NEEDED * backup.manifest.size:
            raise BackupError(f"The disk of {settings.data} has too little room for this backup. Free some space.")
        for name in FOLDERS:
            (folder / name).mkdir()
        for name in backup.manifest.members:
            if not name.startswith(f"{DATABASE}/"):
                _write(folder / name, backup.read(name))
        for path in (folder / DOCUMENTS_FOLDER).rglob("*.json"):
            read_document(path)
        if (folder / ACCOUNTS).is_file():
            Accounts(folder / ACCOUNTS).listed()
        _build_database(backup, folder / _DATABASE_FILE)
    except OSError as error:
        raise BackupError(f"{settings.data} cannot be written to ({error.strerror}). Nothing was changed.") from error
    except (UnreadableDocumentError, AccountError) as error:
        raise BackupError(f"The backup is damaged ({error}) Nothing was changed.") from error


def _write(path: Path, blocks: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _build_database(backup: BackupFile, path: Path) -> None:
    """Make the database as it was when the backup was made, and take the steps that came later."""
    steps, schema = list_migrations(), backup.manifest.database_schema
    if not 0 < schema <= len(steps):
        raise BackupError(
            f"The backup's database has schema {schema}, and this version of the assistant knows 1 to {len(steps)}. "
            "Restore it with the version that wrote it."
        )
    tables = {f"{DATABASE}/{table.name}.jsonl": table for table in list_tables(schema)}
    held = {name for name in backup.manifest.members if name.startswith(f"{DATABASE}/")}
    if held != {*tables}:
        raise BackupError("The backup is damaged: its tables are not those of its schema.")
    storage = Storage(build_engine(f"sqlite:///{path}"))
    try:
        storage.migrate(steps[:schema])
        with storage.write() as connection:
            for name, table in tables.items():
                add_rows(connection, table, _lines(backup.read(name)))
        storage.migrate(steps)
    except StorageError as error:
        if isinstance(error.__cause__, IntegrityError):
            raise BackupError("The backup is damaged: its rows do not belong together.") from error
        raise
    finally:
        storage.close()


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a member; each ends with a line break."""
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in whole)
    if rest:
        yield rest.decode("utf-8", "replace")


def _begin(settings: Settings) -> None:
    """Let the backup count from now on, unless the database, which goes first, does not take it."""
    ready = settings.data / RESTORE_FOLDER
    (settings.data / _UNPACKED).rename(ready)
    try:
        _place_database(settings, ready / _DATABASE_FILE)
    except AssistantError:
        shutil.rmtree(ready)
        raise


def _finish(settings: Settings) -> None:
    """Move what is unpacked into its place; each step can be done again, and those that were are passed over."""
    ready = settings.data / RESTORE_FOLDER
    try:
        _place_database(settings, ready / _DATABASE_FILE)
        for name in FOLDERS:
            if (ready / name).is_dir():
                _swap(ready / name, settings.data / name, ready / _OLD)
        if (ready / ACCOUNTS).is_file() and settings.accounts is not None:
            _place_accounts(ready / ACCOUNTS, settings.accounts)
        shutil.rmtree(ready)
    except OSError as error:
        raise BackupError(
            f"The backup could not be put back whole ({error.strerror}). Mend that; the next command goes on with it."
        ) from error


def _place_database(settings: Settings, path: Path) -> None:
    if not path.is_file():
        return
    source, target = Storage(build_engine(f"sqlite:///{path}")), Storage.open(settings)
    try:
        replace_rows(source, target, list_tables(target.version()))
    finally:
        source.close()
        target.close()
    path.unlink()


def _swap(new: Path, place: Path, old: Path) -> None:
    if place.exists():
        old.mkdir(exist_ok=True)
        place.rename(old / f"{place.name}-{len(list(old.iterdir()))}")
    new.rename(place)


def _place_accounts(source: Path, target: Path) -> None:
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    _write(draft, [source.read_bytes()])
    draft.replace(target)
    source.unlink()
