"""The accounts of extension workers: a file with a line for each, its name, role and hashed password.

Passwords are hashed with scrypt, never kept. The file is read again when it changed, so that an account
that is added or removed counts at once in a server that runs.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import threading
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from assistant.errors import AccountError, StorageError

Role = Literal["worker", "admin"]

SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 200
_NAME = re.compile(r"[\w.-]{1,40}")
# 32 MB and about a third of a second for a guess (OWASP's password storage cheat sheet, 2024).
_COST = {"n": 2**15, "r": 8, "p": 3}
_MEMORY = 64_000_000
# So many passwords are checked at once; the others wait, since each takes its memory.
_CHECKED_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Account:
    """One person who may sign in; the hash is kept out of what is printed."""

    name: str
    role: Role
    password_hash: str = field(repr=False)


class Accounts:
    """The accounts of one file; a file that does not exist holds none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._read_at: tuple[int, int] | None = None
        self._known: dict[str, Account] = {}

    def find(self, name: str) -> Account | None:
        """Return the account of a name, whatever its case and width."""
        return self._current().get(fold_name(name))

    def listed(self) -> list[Account]:
        """Return all accounts by name."""
        return sorted(self._current().values(), key=lambda account: account.name)

    def check(self, name: str, password: str) -> Account | None:
        """Return the account whose password this is; a name that is unknown takes as long as one that is."""
        account = self.find(name)
        with _CHECKED_AT_ONCE:
            fits = fits_hash(password, account.password_hash if account else _DUMMY_HASH)
        return account if account and fits else None

    def add(self, name: str, password: str, role: Role = "worker") -> Account:
        """Write a new account; raises AccountError for a name or password that cannot be taken."""
        name = fold_name(name)
        if not _NAME.fullmatch(name):
            raise AccountError(f"'{name}' is no name. Use up to 40 letters, digits, dots and hyphens, no blanks.")
        if self.find(name):
            raise AccountError(f"There is an account '{name}' already. To change its password, remove it first.")
        check_password(password, name)
        account = Account(name, role, hash_password(password))
        self._write([*self.listed(), account])
        return account

    def remove(self, name: str) -> None:
        """Remove an account; whoever is signed in with it is not any more."""
        if not self.find(name):
            raise AccountError(f"There is no account '{fold_name(name)}'. 'assistant account list' names them.")
        self._write([account for account in self.listed() if account.name != fold_name(name)])

    def _current(self) -> dict[str, Account]:
        with self._lock:
            try:
                status = self.path.stat()
                stamp = (status.st_mtime_ns, status.st_size)
                if stamp != self._read_at:
                    self._known = _read_accounts(self.path)
                    self._read_at = stamp
            except FileNotFoundError:
                self._known, self._read_at = {}, None
            return self._known

    def _write(self, accounts: list[Account]) -> None:
        draft = self.path.with_name(self.path.name + ".part")
        lines = (f"{account.name} {account.role} {account.password_hash}\n" for account in accounts)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.writelines(lines)
            draft.replace(self.path)
        except OSError as error:
            raise StorageError(
                f"{self.path} cannot be written: {error.strerror}. No account was changed.",
                zh=f"{self.path}写不进去：{error.strerror}。账号没有变动。",
            ) from error


def fold_name(name: str) -> str:
    """Return the one form of a name.

    >>> fold_name(" Ｌi.Mei ")
    'li.mei'
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def check_password(password: str, name: str) -> None:
    """Raise AccountError for a password that is too short, too long or too easy to guess."""
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise AccountError(
            f"The password has {len(password)} characters. Use {SHORTEST_PASSWORD} to {_LONGEST_PASSWORD}; "
            "a sentence is easy to remember."
        )
    if len(set(password)) < SHORTEST_PASSWORD // 2 or name in password.casefold():
        raise AccountError("The password repeats itself or holds the name, which is easy to guess. Use another one.")


def hash_password(password: str) -> str:
    """Return what is kept of a password: the method, its cost, a new salt and the hash."""
    salt = secrets.token_bytes(16)
    return "$".join(("scrypt", *map(str, _COST.values()), _encode(salt), _encode(_derive(password, salt, **_COST))))


def fits_hash(password: str, kept: str) -> bool:
    """Tell whether a password is the one of which `kept` was made, in a time that does not depend on it."""
    _, n, r, p, salt, wanted = kept.split("$")
    found = _derive(password[: _LONGEST_PASSWORD + 1], _decode(salt), n=int(n), r=int(r), p=int(p))
    return hmac.compare_digest(found, _decode(wanted))


def _derive(password: str, salt: bytes, *, n: int, r: int, p: int) -> bytes:
    said = unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
    return hashlib.scrypt(said, salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode()


def _decode(value: str) -> bytes:
    return base64.urlsafe_b64decode(value)


# No password fits it, and trying one costs what any other does.
_DUMMY_HASH = "$".join(("scrypt", *map(str, _COST.values()), _encode(bytes(16)), _encode(bytes(32))))


def _read_accounts(path: Path) -> dict[str, Account]:
    known: dict[str, Account] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AccountError(f"The file of accounts {path} cannot be read ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) != 3 or parts[1] not in get_args(Role) or not re.fullmatch(_HASH, parts[2]):
            raise AccountError(f"Line {number} of {path} is no account. Remove it and add the account again.")
        known[fold_name(parts[0])] = Account(fold_name(parts[0]), parts[1], parts[2])  # type: ignore[arg-type]
    return known


_HASH = r"scrypt(\$\d+){3}(\$[\w=-]+){2}"
