"""The settings, read once from an environment that is handed in."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.errors import SettingsError

PACKAGED_EMBEDDING = "packaged"
# What the users make lies in these folders below the data folder, beside the database.
DOCUMENTS_FOLDER = "documents"
CASES_FOLDER = "cases"
RUNS_FOLDER = "runs"
# A backup that is being put back lies here once it counts; see `restoring`.
RESTORE_FOLDER = "restore-ready"
_FIRST_TOKEN_S = 20.0
_MAX_TOKENS = 600
_CONTEXT_TOKENS = 8_192
_KEEP_DAYS = 30
_YES, _NO = ("1", "yes", "true", "on"), ("", "0", "no", "false", "off")


def built_in(name: str) -> Path:
    """Return a folder that comes with the program: beside the package, or within it where it was installed."""
    package = Path(__file__).resolve().parent
    shipped = package / "shipped" / name
    return shipped if shipped.is_dir() else package.parent / name


_KNOWLEDGE, _PROMPTS = built_in("knowledge"), built_in("prompts")


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
    knowledge: Path = _KNOWLEDGE  # ASSISTANT_KNOWLEDGE
    prompts: Path = _PROMPTS  # ASSISTANT_PROMPTS
    embedding: str = PACKAGED_EMBEDDING  # ASSISTANT_EMBEDDING
    chroma_url: str | None = None  # ASSISTANT_CHROMA_URL
    accounts: Path | None = None  # ASSISTANT_ACCOUNTS
    keep_days: int = _KEEP_DAYS  # ASSISTANT_KEEP_DAYS
    database_url: str | None = None  # ASSISTANT_DATABASE_URL; None is SQLite in `data`
    today: date | None = None  # ASSISTANT_TODAY; None is the day on which the question is asked
    verifier: str | None = None  # ASSISTANT_VERIFIER
    chat_model: str | None = None  # ASSISTANT_CHAT_MODEL
    chat_base_url: str | None = None  # ASSISTANT_CHAT_BASE_URL
    chat_api_key: str | None = field(default=None, repr=False)  # ASSISTANT_CHAT_API_KEY; shown to nobody
    chat_first_token_s: float = _FIRST_TOKEN_S  # ASSISTANT_CHAT_FIRST_TOKEN_S
    chat_max_tokens: int = _MAX_TOKENS  # ASSISTANT_CHAT_MAX_TOKENS
    chat_context_tokens: int = _CONTEXT_TOKENS  # ASSISTANT_CHAT_CONTEXT_TOKENS
    chat_rewrite: bool = False  # ASSISTANT_CHAT_REWRITE; a second call makes follow-up questions whole

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings; a variable that is empty counts as not set.

        Raises SettingsError for a folder that does not exist, a date that is none or a number out of range.
        """
        return cls(
            data=Path(environ.get("ASSISTANT_DATA") or default_data_folder(environ)).expanduser(),
            knowledge=_read_folder(environ, "ASSISTANT_KNOWLEDGE", "knowledge", "the built-in documents"),
            prompts=_read_folder(environ, "ASSISTANT_PROMPTS", "prompts", "the prompts"),
            embedding=environ.get("ASSISTANT_EMBEDDING") or PACKAGED_EMBEDDING,
            chroma_url=environ.get("ASSISTANT_CHROMA_URL") or None,
            accounts=Path(environ["ASSISTANT_ACCOUNTS"]).expanduser() if environ.get("ASSISTANT_ACCOUNTS") else None,
            keep_days=_read_days(environ.get("ASSISTANT_KEEP_DAYS")),
            database_url=environ.get("ASSISTANT_DATABASE_URL") or None,
            today=_read_day(environ.get("ASSISTANT_TODAY")),
            verifier=environ.get("ASSISTANT_VERIFIER") or None,
            chat_model=environ.get("ASSISTANT_CHAT_MODEL") or None,
            chat_base_url=environ.get("ASSISTANT_CHAT_BASE_URL") or None,
            chat_api_key=environ.get("ASSISTANT_CHAT_API_KEY") or None,
            chat_first_token_s=_read_number(environ, "ASSISTANT_CHAT_FIRST_TOKEN_S", _FIRST_TOKEN_S, least=0.1),
            chat_max_tokens=int(_read_number(environ, "ASSISTANT_CHAT_MAX_TOKENS", _MAX_TOKENS, least=16)),
            chat_context_tokens=int(_read_number(environ, "ASSISTANT_CHAT_CONTEXT_TOKENS", _CONTEXT_TOKENS, least=512)),
            chat_rewrite=_read_switch(environ, "ASSISTANT_CHAT_REWRITE"),
        )

    def day(self) -> date:
        """Return the day by which validity is judged."""
        return self.today or date.today()


def _read_folder(environ: Mapping[str, str], variable: str, name: str, holds: str) -> Path:
    folder = Path(environ.get(variable) or built_in(name)).expanduser()
    if not folder.is_dir():
        raise SettingsError(f"{variable} names {folder}, which is no folder. Name the folder of {holds}.")
    return folder


def _read_number(environ: Mapping[str, str], variable: str, default: float, *, least: float) -> float:
    value = environ.get(variable)
    if not value:
        return default
    try:
        number = float(value)
    except ValueError:
        raise SettingsError(f"{variable} is '{value}', which is no number. Write it as {default:g}.") from None
    if not least <= number < 1e9:
        raise SettingsError(f"{variable} is {value}; the least that works is {least:g}.")
    return number


def _read_switch(environ: Mapping[str, str], variable: str) -> bool:
    value = environ.get(variable, "").strip().lower()
    if value not in (*_YES, *_NO):
        raise SettingsError(f"{variable} is '{value}'. Write 1 to switch it on, 0 to switch it off.")
    return value in _YES


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
