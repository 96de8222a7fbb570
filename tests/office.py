"""An office that has worked for a while: something of everything that users make."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from assistant.accounts import Accounts
from assistant.backup_file import FOLDERS
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import Storage
from assistant.table_rows import list_tables
from tests.fakes import WordEmbedder

VISITOR = "secret-of-li"
QUESTION = "Will it rain tomorrow?"


def open_office(settings: Settings, folder: Path) -> Assistant:
    """Let visitors ask, a worker answer, draft and add a document twice; return the assistant at work."""
    assistant = Assistant(settings, WordEmbedder())
    assistant.update()
    kept = [assistant.conversations.keep(VISITOR, asked, assistant.ask(asked)) for asked in ("apples?", QUESTION)]
    assistant.conversations.rate(VISITOR, kept[0].message, "down", reasons=["unclear"], comment="短一点\u2028吧")
    assistant.keep_cases([kept[1].message], "refusal", by="wang")
    stored = assistant.desk.keep(assistant.draft("We sell apples online.", client="王二"), by="wang")
    assistant.desk.label(stored.id, ["apples"])
    for text in ("Bring form seven to the county office.", "Bring form eight to the village hall."):
        (folder / "notice.txt").write_text(text)
        assistant.ingest([folder / "notice.txt"])
    run = settings.data / "runs" / "2026-11-23"
    run.mkdir(parents=True)
    (run / "run.json").write_text("{}")
    if settings.accounts is not None:
        Accounts(settings.accounts).add("wang", "correct horse battery")
    return assistant


def read_everything(settings: Settings) -> dict[str, Any]:
    """Return all rows by table and all files by name, accounts included."""
    storage = Storage.open(settings)
    with storage.snapshot() as connection:
        tables = list_tables(storage.version())
        rows = {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}
    storage.close()
    paths = [path for name in FOLDERS for path in (settings.data / name).rglob("*") if path.is_file()]
    files = {path.relative_to(settings.data).as_posix(): path.read_bytes() for path in paths}
    accounts = settings.accounts
    return {**rows, **files, "accounts": accounts.read_bytes() if accounts and accounts.is_file() else None}


def elsewhere(settings: Settings, folder: Path) -> Settings:
    """Return the same settings for a machine on which nobody worked yet."""
    accounts = folder / "accounts" if settings.accounts else None
    return replace(settings, data=folder / "data", accounts=accounts)
