"""Drafts in the database: every version kept, found by client, day and label, never overwritten unseen."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NoReturn

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)  # fmt: skip

from assistant.drafts import Draft
from assistant.errors import ConflictError, NotFoundError
from assistant.storage import Storage

_METADATA = MetaData()
_DRAFTS = Table(
    "drafts", _METADATA,
    Column("id", String(32), primary_key=True), Column("client", Text), Column("language", String(2)),
    Column("day", String(10)), Column("state", String(16)), Column("version", Integer), Column("saved_at", String(32)),
)  # fmt: skip
_VERSIONS = Table(
    "draft_versions", _METADATA,
    Column("draft", String(32), ForeignKey("drafts.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("saved_by", Text), Column("saved_at", String(32)), Column("content", Text),
)  # fmt: skip
_LABELS = Table(
    "draft_labels", _METADATA,
    Column("draft", String(32), ForeignKey("drafts.id"), primary_key=True),
    Column("label", String(64), primary_key=True),
)  # fmt: skip
TABLES = (_DRAFTS, _VERSIONS, _LABELS)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it was kept: its id, its version counted from 1, and who saved it when (UTC)."""

    id: str
    version: int
    saved_by: str
    saved_at: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft in a list: what one needs to pick it."""

    id: str
    client: str
    language: str
    day: date
    state: str
    version: int
    saved_at: str
    labels: tuple[str, ...]


class DraftStore:
    """The drafts of one database."""

    def __init__(self, storage: Storage, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._storage = storage
        self._clock = clock

    def add(self, draft: Draft, *, by: str) -> StoredDraft:
        """Keep a new draft as its version 1."""
        id = uuid.uuid4().hex
        with self._storage.write() as connection:
            connection.execute(insert(_DRAFTS).values(id=id, **self._row(draft, 1)))
            return self._add_version(connection, id, 1, draft, by)

    def save(self, id: str, draft: Draft, *, seen: int, by: str) -> StoredDraft:
        """Keep a changed draft as the version after `seen`, the version that the change was made from.

        Raises ConflictError, with both texts, where somebody else saved in the meantime.
        """
        with self._storage.write() as connection:
            # The condition decides, not the look before it: some databases let two writers look at once.
            change = update(_DRAFTS).where(_DRAFTS.c.id == id, _DRAFTS.c.version == seen)
            if connection.execute(change.values(**self._row(draft, seen + 1))).rowcount:
                return self._add_version(connection, id, seen + 1, draft, by)
            current = self._load(connection, id)
        raise ConflictError(
            f"{current.saved_by} saved version {current.version} of this draft at {current.saved_at[:16]}, "
            f"after you opened version {seen}. Look at both and save your changes again.",
            theirs=current,
            mine=draft,
            zh=f"你打开第{seen}版之后，{current.saved_by}在{current.saved_at[:16]}存了第{current.version}版。请看过两边的文字，再保存一次。",
        )

    def load(self, id: str, version: int | None = None) -> StoredDraft:
        """Return a draft, in its last version or in an earlier one. Raises NotFoundError."""
        with self._storage.read() as connection:
            return self._load(connection, id, version)

    def versions(self, id: str) -> tuple[StoredDraft, ...]:
        """Return all versions of a draft, the oldest first."""
        chosen = select(_VERSIONS).where(_VERSIONS.c.draft == id).order_by(_VERSIONS.c.version)
        with self._storage.read() as connection:
            found = tuple(_stored(row) for row in connection.execute(chosen).mappings())
        return found or _raise_missing(id)

    def find(
        self, *, client: str = "", since: date | None = None, until: date | None = None, labels: Sequence[str] = ()
    ) -> tuple[DraftEntry, ...]:
        """Return the drafts whose client has these letters, of these days and with all of these labels.

        Letters of either case count alike. The draft that was saved last comes first.
        """
        chosen = select(_DRAFTS).order_by(_DRAFTS.c.saved_at.desc(), _DRAFTS.c.id)
        if client:
            chosen = chosen.where(func.lower(_DRAFTS.c.client).contains(client.lower(), autoescape=True))
        if since:
            chosen = chosen.where(_DRAFTS.c.day >= since.isoformat())
        if until:
            chosen = chosen.where(_DRAFTS.c.day <= until.isoformat())
        for label in labels:
            chosen = chosen.where(_DRAFTS.c.id.in_(select(_LABELS.c.draft).where(_LABELS.c.label == label)))
        with self._storage.read() as connection:
            rows = connection.execute(chosen).mappings().all()
            told = connection.execute(select(_LABELS).order_by(_LABELS.c.label)).mappings().all()
        by_draft: dict[str, list[str]] = {}
        for row in told:
            by_draft.setdefault(row["draft"], []).append(row["label"])
        return tuple(
            DraftEntry(
                row["id"], row["client"], row["language"], date.fromisoformat(row["day"]), row["state"], row["version"],
                row["saved_at"], tuple(by_draft.get(row["id"], ())),
            )
            for row in rows
        )  # fmt: skip

    def label(self, id: str, labels: Sequence[str]) -> None:
        """Give a draft exactly these labels; blank ones are passed over."""
        kept = list(dict.fromkeys(label.strip()[:64] for label in labels if label.strip()))
        with self._storage.write() as connection:
            self._load(connection, id)
            connection.execute(delete(_LABELS).where(_LABELS.c.draft == id))
            if kept:
                connection.execute(insert(_LABELS), [{"draft": id, "label": label} for label in kept])

    def remove(self, id: str) -> None:
        """Delete a draft with all its versions, as its client may ask."""
        with self._storage.write() as connection:
            self._load(connection, id)
            for table in (_LABELS, _VERSIONS):
                connection.execute(delete(table).where(table.c.draft == id))
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.id == id))

    def _row(self, draft: Draft, version: int) -> dict[str, str | int]:
        return {
            "client": draft.client,
            "language": draft.language,
            "day": draft.day.isoformat(),
            "state": draft.state,
            "version": version,
            "saved_at": self._clock().isoformat(),
        }

    def _add_version(self, connection: Connection, id: str, version: int, draft: Draft, by: str) -> StoredDraft:
        now = self._clock().isoformat()
        content = json.dumps(draft.to_dict(), ensure_ascii=False)
        connection.execute(
            insert(_VERSIONS).values(draft=id, version=version, saved_by=by, saved_at=now, content=content)
        )
        return StoredDraft(id, version, by, now, draft)

    def _load(self, connection: Connection, id: str, version: int | None = None) -> StoredDraft:
        chosen = select(_VERSIONS).where(_VERSIONS.c.draft == id).order_by(_VERSIONS.c.version.desc()).limit(1)
        if version is not None:
            chosen = chosen.where(_VERSIONS.c.version == version)
        row = connection.execute(chosen).mappings().first()
        return _stored(row) if row is not None else _raise_missing(id)


def _stored(row: RowMapping) -> StoredDraft:
    draft = Draft.from_dict(json.loads(row["content"]))
    return StoredDraft(row["draft"], row["version"], row["saved_by"], row["saved_at"], draft)


def _raise_missing(id: str) -> NoReturn:
    raise NotFoundError(
        f"There is no draft '{id}' in this version. Look for it by the client's name.",
        zh=f"这一版里没有草稿“{id}”，请按客户名字查找。",
    )
