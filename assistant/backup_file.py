"""The form of a backup: one zip file, in it what the users made, and a manifest with the hash of every member.

`database/<table>.jsonl` holds the rows of a table, `documents/`, `cases/` and `runs/` what lies in these folders,
`accounts` the names and hashed passwords. Nothing in it is believed before it was checked: names lead nowhere but
into these folders, and every member has the size and the SHA-256 that the manifest gives it.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from assistant.errors import BackupError
from assistant.settings import CASES_FOLDER, DOCUMENTS_FOLDER, RUNS_FOLDER

FORMAT = 1
PROGRAM = "rural-assistant"
MANIFEST = "manifest.json"
DATABASE = "database"
ACCOUNTS = "accounts"
FOLDERS = (DOCUMENTS_FOLDER, CASES_FOLDER, RUNS_FOLDER)

_BLOCK = 1 << 20
_LARGEST_MANIFEST = 50_000_000
_DEEPEST = 6


class Member(BaseModel):
    """The size in bytes and the SHA-256 of a member."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: NonNegativeInt
    sha256: str


class Manifest(BaseModel):
    """What a backup holds, when it was made and by which version; `counts` tells it in people's words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    program: str
    version: str
    created: datetime
    database_schema: int
    counts: dict[str, int]
    members: dict[str, Member]

    @property
    def size(self) -> int:
        """The bytes of all members, unpacked."""
        return sum(member.size for member in self.members.values())


class BackupFile:
    """A backup that is read; every method raises BackupError for what is not as the manifest says."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path
        self.manifest = self._read_manifest()
        self._check_names()

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["BackupFile"]:
        """Lend a backup whose manifest and names are in order; its members are checked as they are read."""
        if not path.is_file():
            raise BackupError(f"{path} is no file. Name a backup that 'assistant backup' made.")
        with _told_as_damage(path):
            archive = zipfile.ZipFile(path)
        with archive:
            yield cls(archive, path)

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the blocks of a member; the error of a wrong size or hash comes behind the last of them."""
        wanted, size, digest = self.manifest.members[name], 0, hashlib.sha256()
        with _told_as_damage(self._path), self._archive.open(name) as member:
            while block := member.read(_BLOCK):
                size += len(block)
                if size > wanted.size:
                    break
                digest.update(block)
                yield block
        if size != wanted.size or digest.hexdigest() != wanted.sha256:
            raise BackupError(f"{self._path} is damaged: {name} is not what it was. Take another backup.")

    def check(self) -> None:
        """Read every member once."""
        for name in self.manifest.members:
            for _ in self.read(name):
                pass

    def _read_manifest(self) -> Manifest:
        try:
            if self._archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise BackupError(f"{self._path} is no backup: its manifest is too large.")
            with _told_as_damage(self._path):
                fields: Any = json.loads(self._archive.read(MANIFEST))
        except (KeyError, ValueError):
            raise BackupError(f"{self._path} is no backup: it has no manifest that can be read.") from None
        format = fields.get("format") if isinstance(fields, dict) else None
        if format != FORMAT:
            raise BackupError(
                f"{self._path} has format {format!r}, and this version of the assistant reads {FORMAT}. "
                "Restore it with the version that wrote it."
            )
        try:
            return Manifest.model_validate(fields)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise BackupError(f"{self._path} is damaged: its manifest is not in order ({where}).") from None

    def _check_names(self) -> None:
        names = self._archive.namelist()
        odd = next((name for name in names if name != MANIFEST and not is_member_name(name)), None)
        if odd is not None:
            raise BackupError(f"{self._path} cannot be trusted: it holds '{odd}', which no backup does.")
        if sorted(names) != sorted([*self.manifest.members, MANIFEST]):
            raise BackupError(f"{self._path} is damaged: it does not hold what its manifest lists.")


def is_member_name(name: str) -> bool:
    r"""Tell whether a name is one that a backup may hold, wherever it is unpacked.

    >>> is_member_name("documents/versions/notice.en/1a2b.json"), is_member_name("accounts")
    (True, True)
    >>> any(map(is_member_name, ("documents/../../x", "/etc/passwd", "documents\\..\\x", "index/x", "C:x", "runs/")))
    False
    """
    parts = name.split("/")
    if name == ACCOUNTS:
        return True
    if any(part in ("", ".", "..") or not part.isprintable() or {*part} & {*'\\:<>"|?*'} for part in parts):
        return False
    return 2 <= len(parts) <= _DEEPEST and parts[0] in (DATABASE, *FOLDERS)


@contextmanager
def _told_as_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{path} is damaged or no backup ({error}). Take another one.") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read ({error.strerror or error}).") from error
