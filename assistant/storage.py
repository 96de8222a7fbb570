"""The database: where it lies, how it is opened, brought up to date, read and written.

SQLite in the data folder by default, any SQLAlchemy URL by setting. This is the one place that builds an
engine. What is kept in it stands in the stores above (`draft_store`); the service is their only caller.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
)  # fmt: skip
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assistant.errors import SettingsError, StorageError
from assistant.migrations import Migration, list_migrations
from assistant.settings import Settings

logger = logging.getLogger(__name__)

VERSIONS_TABLE = "schema_version"
_VERSIONS = Table(
    VERSIONS_TABLE,
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(64), nullable=False),
    Column("applied_at", String(32), nullable=False),
)
# FULL: what was saved is on the disk before the call returns, so that not even a power cut takes it back.
_SQLITE_PRAGMAS = ("busy_timeout=10000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL")
# Any number will do, as long as it is ours alone: PostgreSQL lets one process at a time past it.
_POSTGRESQL_LOCK = 7_262_026


def database_url(settings: Settings) -> str:
    """Return the URL that the settings name, or that of `assistant.sqlite3` in the data folder."""
    return settings.database_url or f"sqlite:///{settings.data / 'assistant.sqlite3'}"


class Storage:
    """An open database. `read` and `write` each lend a connection inside one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, settings: Settings) -> "Storage":
        """Open the database of the settings, its folder made where needed, and bring it up to date.

        Raises SettingsError for a URL that cannot be used, StorageError for a database that cannot be.
        """
        if settings.database_url is None:
            try:
                settings.data.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageError(
                    f"{settings.data} cannot be written to ({error.strerror}).",
                    zh=f"{settings.data}写不进去（{error.strerror}）。",
                ) from error
        storage = cls(build_engine(database_url(settings)))
        storage.migrate()
        return storage

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Lend a connection that sees one moment of the database."""
        with _told_in_a_sentence(self.engine), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Lend a connection that sees one and the same moment, however many tables it reads and others write."""
        with _told_in_a_sentence(self.engine), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # an SQLite transaction is one already
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Lend a connection whose changes are kept together at the end, or not at all where it fails.

        SQLite lets one writer at a time in; the next one waits for up to ten seconds.
        """
        with _told_in_a_sentence(self.engine), self.engine.connect() as connection:
            connection = connection.execution_options(write=True)
            with connection.begin():
                yield connection

    def migrate(
        self,
        migrations: Sequence[Migration] | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> list[str]:
        """Take the steps that the database has not seen, all or none; return their names.

        Raises StorageError for a database that a newer version of the assistant has written.
        """
        steps = list_migrations() if migrations is None else migrations
        with self.write() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})"))
            _VERSIONS.create(connection, checkfirst=True)
            reached = connection.scalar(select(func.max(_VERSIONS.c.number))) or 0
            newest = max((step.number for step in steps), default=0)
            if reached > newest:
                raise StorageError(
                    f"The database has schema {reached}, and this version of the assistant knows up to {newest}. "
                    "Install the newer version that wrote it, or restore a backup of this one.",
                    zh=f"数据库的结构是第{reached}版，本程序只认到第{newest}版。请安装写下它的较新版本，或者恢复本版本的备份。",
                )
            missing = [step for step in steps if step.number > reached]
            for step in missing:
                step.upgrade(connection)
                row = {"number": step.number, "name": step.name, "applied_at": clock().isoformat()}
                connection.execute(insert(_VERSIONS).values(row))
        return [step.name for step in missing]

    def version(self) -> int:
        """Return the number of the last step that the database has seen."""
        with self.read() as connection:
            return connection.scalar(select(func.max(_VERSIONS.c.number))) or 0

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def build_engine(url: str) -> Engine:
    """Return an engine for an SQLAlchemy URL; no connection is made yet."""
    try:
        engine = create_engine(make_url(url), pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise SettingsError(
            f"ASSISTANT_DATABASE_URL cannot be used ({error}). Write it as postgresql+psycopg://user@host/name, "
            "with its driver installed, or leave it empty for SQLite."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # Python's own way of opening transactions lets a reader turn writer halfway, and fail: _begin_sqlite decides.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def _told_in_a_sentence(engine: Engine) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        logger.debug("database", exc_info=True)
        where = engine.url.render_as_string(hide_password=True)
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StorageError(
            f"The database {where} cannot be used ({cause}). Look at the disk and the server.",
            zh=f"数据库{where}用不了（{cause}），请检查磁盘和服务器。",
        ) from error
