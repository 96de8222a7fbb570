"""The added documents in the data folder: one JSON file each, and every former version by its content hash.

Each file is written aside and then moved into place, and an old version is kept before a new one takes its
place, so that a program that is killed at any moment leaves whole documents only.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from assistant.datatypes import Document, Flag, Origin, Section, Validity, plain
from assistant.errors import StorageError, UnreadableDocumentError
from assistant.settings import DOCUMENTS_FOLDER

_VERSIONS = "versions"
# So many letters of a content hash name a version; nobody comes upon them by guessing.
HASH_SHOWN = 16
_HASH = re.compile(r"[0-9a-f]{16,64}")
_KEY = re.compile(r"[a-z0-9][a-z0-9.-]*\.(?:en|zh)")
Stored = Literal["added", "changed", "unchanged"]


class DocumentStore:
    """The added documents below one data folder; only the holder of the writer's lock may change them."""

    def __init__(self, data: Path) -> None:
        self.folder = data / DOCUMENTS_FOLDER

    def read_all(self) -> list[Document]:
        """Return the documents as they are now, ordered by key."""
        return [read_document(path) for path in self._paths()]

    def write(self, document: Document) -> Stored:
        """Keep a document; one that is there with the same content and dates is left alone."""
        target = self._path(document.key)
        before = read_document(target) if target.is_file() else None
        if before is not None and before.content_hash == document.content_hash:
            return "unchanged"
        if before is not None:
            self._keep_version(before)
        _write(target, document)
        return "changed" if before is not None else "added"

    def remove(self, id: str) -> list[str]:
        """Take a document out in all its languages; its last version stays readable. Return the removed keys."""
        removed = []
        for path in self._paths():
            if path.name in (f"{id}.en.json", f"{id}.zh.json"):
                self._keep_version(read_document(path))
                path.unlink()
                removed.append(path.stem)
        return removed

    def remove_key(self, key: str) -> None:
        """Take a document out in one language; its last version stays readable."""
        path = self._path(key)
        if path.is_file():
            self._keep_version(read_document(path))
            path.unlink()

    def versions(self, key: str) -> list[Document]:
        """Return the former versions of a document, the latest first; none for a key that never was."""
        if not _KEY.fullmatch(key):
            return []
        now = self._path(key)
        current = read_document(now).content_hash if now.is_file() else None
        found = [read_document(path) for path in (self.folder / _VERSIONS / key).glob("*.json")]
        # A program killed between the two steps of a change leaves the present version here as well.
        found = [one for one in found if one.content_hash != current]
        return sorted(found, key=lambda one: one.origin.added_at.isoformat() if one.origin else "", reverse=True)

    def version(self, key: str, content_hash: str) -> Document | None:
        """Return the former version with this content hash, or its first 16 letters; None where none is kept."""
        if not _KEY.fullmatch(key) or not _HASH.fullmatch(content_hash):
            return None
        path = self.folder / _VERSIONS / key / f"{content_hash[:HASH_SHOWN]}.json"
        return read_document(path) if path.is_file() else None

    def fingerprint(self) -> str:
        """Return what changes with every change of the documents; it costs one look into the folder."""
        marks = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in self._paths()]
        return hashlib.sha256(json.dumps(marks).encode()).hexdigest()

    def _paths(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("*.json"))

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise UnreadableDocumentError(
                f"'{key}' is no name for a document. Ids have the letters a-z, digits, . and -.",
                zh=f"“{key}”不能当资料的编号。编号只用小写字母、数字、点和短横。",
            )
        return self.folder / f"{key}.json"

    def _keep_version(self, document: Document) -> None:
        _write(self.folder / _VERSIONS / document.key / f"{document.content_hash[:HASH_SHOWN]}.json", document)


def read_document(path: Path) -> Document:
    """Read one stored document; raise UnreadableDocumentError, naming the file, where it is damaged."""
    try:
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        fields["sections"] = tuple(_read_section(section) for section in fields["sections"])
        for name in ("issued", "checked"):
            fields[name] = fields[name] and date.fromisoformat(fields[name])
        fields["validity"] = _read_validity(fields["validity"])
        fields["audience"] = tuple(fields["audience"])
        fields["flags"] = tuple(Flag(**flag) for flag in fields.get("flags", ()))
        fields["origin"] = _read_origin(fields.get("origin"))
        return Document(**fields)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableDocumentError(
            f"{path} is damaged ({error}). Remove it and add the document again.",
            zh=f"{path}已损坏（{error}），请移除后重新添加。",
        ) from error


def _write(target: Path, document: Document) -> None:
    draft = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as file:
            json.dump(plain(document), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise StorageError(
            f"{target.name} cannot be written: {error.strerror}. Nothing was changed.",
            zh=f"{target.name}写不进去：{error.strerror}。什么都没有变。",
        ) from error


def _read_section(fields: dict[str, Any]) -> Section:
    validity = fields["validity"] and _read_validity(fields["validity"])
    return Section(**fields | {"questions": tuple(fields["questions"]), "validity": validity, "beliefs": ()})


def _read_validity(fields: dict[str, Any]) -> Validity:
    days = {name: fields[name] and date.fromisoformat(fields[name]) for name in ("effective", "expires")}
    return Validity(**days, replaced_by=fields["replaced_by"])


def _read_origin(fields: dict[str, Any] | None) -> Origin | None:
    return Origin(**fields | {"added_at": datetime.fromisoformat(fields["added_at"])}) if fields else None
