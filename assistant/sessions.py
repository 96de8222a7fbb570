"""Who is signed in: sessions that expire, and a wait for those who guess passwords.

Both live in memory, for the app is one process: whoever is signed in signs in again after a restart.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from assistant.accounts import Account, Accounts, fold_name

Clock = Callable[[], float]

LIVES_S = 12 * 3600
_IDLE_S = 2 * 3600
_MOST_REMEMBERED = 10_000
_LONGEST_WAIT_S = 900.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why someone was not let in: for so many seconds no try counts, or the name or password is wrong (0)."""

    wait_s: int


class Sessions:
    """Opaque tokens of signed-in people, known here by their hash alone."""

    def __init__(self, *, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[str, tuple[str, float, float]] = {}

    def begin(self, name: str) -> str:
        """Return a new token, which holds for 12 hours, or until it was not used for two."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._open = {key: kept for key, kept in self._open.items() if _lives(kept, now)}
            self._open[_key(token)] = (name, now, now)
        return token

    def name_of(self, token: str) -> str | None:
        """Return whose token this is; None once it expired."""
        key, now = _key(token), self._clock()
        with self._lock:
            kept = self._open.get(key)
            if kept is None or not _lives(kept, now):
                self._open.pop(key, None)
                return None
            name, begun, _ = kept
            self._open[key] = (name, begun, now)
            return name

    def end(self, token: str) -> None:
        """Forget a token; one that is unknown does nothing."""
        with self._lock:
            self._open.pop(_key(token), None)


class Tries:
    """Counts wrong tries: after `most` in a row each further one waits, first a minute, then twice as long."""

    def __init__(self, most: int, *, clock: Clock = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: dict[Hashable, tuple[int, float]] = {}

    def wait_s(self, who: Hashable) -> int:
        """Return for how many seconds no try counts, rounded up; 0 where one may try."""
        with self._lock:
            count, last = self._wrong.get(who, (0, 0.0))
        if count < self.most:
            return 0
        wait = min(60.0 * 2 ** (count - self.most), _LONGEST_WAIT_S)
        return max(0, -int(-(last + wait - self._clock()) // 1))

    def fail(self, who: Hashable) -> None:
        """Count a wrong try."""
        with self._lock:
            if len(self._wrong) >= _MOST_REMEMBERED:
                oldest = min(self._wrong, key=lambda key: self._wrong[key][1])
                del self._wrong[oldest]
            self._wrong[who] = (self._wrong.get(who, (0, 0.0))[0] + 1, self._clock())

    def succeed(self, who: Hashable) -> None:
        """Forget the wrong tries."""
        with self._lock:
            self._wrong.pop(who, None)


class SignIn:
    """The door: a name and a password against a token."""

    def __init__(self, accounts: Accounts, *, clock: Clock = time.monotonic) -> None:
        self.accounts = accounts
        self._sessions = Sessions(clock=clock)
        # One address may stand for an office; someone who tries many names there is stopped later.
        self._tries = Tries(5, clock=clock)
        self._tries_of_address = Tries(20, clock=clock)

    def enter(self, name: str, password: str, address: str) -> str | Refusal:
        """Return a token where the password is right, else why not. Five wrong tries in a row wait."""
        who = (fold_name(name)[:40], address)
        wait = max(self._tries.wait_s(who), self._tries_of_address.wait_s(address))
        if wait:
            return Refusal(wait)
        account = self.accounts.check(name, password)
        if account is None:
            self._tries.fail(who)
            self._tries_of_address.fail(address)
            return Refusal(0)
        self._tries.succeed(who)
        self._tries_of_address.succeed(address)
        return self._sessions.begin(account.name)

    def account_of(self, token: str) -> Account | None:
        """Return who is signed in with a token; None once it expired or the account is gone."""
        name = self._sessions.name_of(token)
        return self.accounts.find(name) if name else None

    def leave(self, token: str) -> None:
        """End a session."""
        self._sessions.end(token)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _lives(kept: tuple[str, float, float], now: float) -> bool:
    _, begun, used = kept
    return now - begun < LIVES_S and now - used < _IDLE_S
