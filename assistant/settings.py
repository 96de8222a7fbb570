"""The settings, read once from an environment that is handed in."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import SettingsError

PACKAGED_EMBEDDING = "packaged"
_KEEP_DAYS = 30
_BUILT_IN_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"


def default_data_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder in which a program of this user keeps its data, by the custom of the system."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or ".")
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "rural-assistant"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "rural-assistant"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "rural-assistant"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside; the variables are named in each field's comment."""

    data: Path  # ASSISTANT_DATA
    knowledge: Path = _BUILT_IN_KNOWLEDGE  # ASSISTANT_KNOWLEDGE
    embedding: str = PACKAGED_EMBEDDING  # ASSISTANT_EMBEDDING
    chroma_url: str | None = None  # ASSISTANT_CHROMA_URL
    accounts: Path | None = None  # ASSISTANT_ACCOUNTS
    keep_days: int = _KEEP_DAYS  # ASSISTANT_KEEP_DAYS
    database_url: str | None = None  # ASSISTANT_DATABASE_URL; None is SQLite in `data`
    today: date | None = None  # ASSISTANT_TODAY; None is the day on which the question is asked

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings; a variable that is empty counts as not set.

        Raises SettingsError for a folder that does not exist or a date that is none.
        """
        knowledge = Path(environ.get("ASSISTANT_KNOWLEDGE") or _BUILT_IN_KNOWLEDGE).expanduser()
        if not knowledge.is_dir():
            raise SettingsError(
                f"ASSISTANT_KNOWLEDGE names {knowledge}, which is no folder. Name the folder of the built-in documents."
            )
        return cls(
            data=Path(environ.get("ASSISTANT_DATA") or default_data_folder(environ)).expanduser(),
            knowledge=knowledge,
            embedding=environ.get("ASSISTANT_EMBEDDING") or PACKAGED_EMBEDDING,
            chroma_url=environ.get("ASSISTANT_CHROMA_URL") or None,
            accounts=Path(environ["ASSISTANT_ACCOUNTS"]).expanduser() if environ.get("ASSISTANT_ACCOUNTS") else None,
            keep_days=_read_days(environ.get("ASSISTANT_KEEP_DAYS")),
            database_url=environ.get("ASSISTANT_DATABASE_URL") or None,
            today=_read_day(environ.get("ASSISTANT_TODAY")),
        )

    def day(self) -> date:
        """Return the day by which validity is judged."""
        return self.today or date.today()


def _read_day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"ASSISTANT_TODAY is '{value}', which is no date. Write it as 2026-11-22.") from None


def _read_days(value: str | None) -> int:
    if not value:
        return _KEEP_DAYS
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 3650:
        raise SettingsError(f"ASSISTANT_KEEP_DAYS is '{value}'. Write a number of days from 1 to 3650.")
    return int(value)


def read_environment(folder: Path = Path()) -> dict[str, str]:
    """Return the process's environment over the `.env` file of `folder`, where there is one."""
    lines: list[str] = []
    if (folder / ".env").is_file():
        lines = (folder / ".env").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.lstrip().startswith("#")]
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs} | dict(os.environ)
