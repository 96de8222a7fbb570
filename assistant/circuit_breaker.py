"""A circuit breaker: after failures in a row nobody waits for what will fail again."""

import threading
from collections.abc import Callable

FAILURES_TO_OPEN = 3
FIRST_PAUSE_S = 30.0
LONGEST_PAUSE_S = 600.0


class CircuitBreaker:
    """Closed lets every call through, open none; after a pause one call goes through on trial.

    The pause doubles with every trial that fails. `clock` returns seconds and never goes back. Several
    threads may share one breaker.
    """

    def __init__(self, clock: Callable[[], float], *, failures_to_open: int = FAILURES_TO_OPEN) -> None:
        self._clock = clock
        self._failures_to_open = failures_to_open
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = FIRST_PAUSE_S
        self._open_until: float | None = None
        self._on_trial = False

    def admit(self) -> bool:
        """Tell whether a call may be made; one that may is reported by `succeed`, `fail` or `release`."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._on_trial or self._clock() < self._open_until:
                return False
            self._on_trial = True
            return True

    def succeed(self) -> None:
        """Close, whatever failed before."""
        with self._lock:
            self._failures, self._pause, self._open_until, self._on_trial = 0, FIRST_PAUSE_S, None, False

    def fail(self) -> None:
        """Count a failure; the third in a row opens, and one on trial opens again for twice as long."""
        with self._lock:
            self._failures += 1
            if self._on_trial:
                self._pause = min(2 * self._pause, LONGEST_PAUSE_S)
            if self._on_trial or self._failures >= self._failures_to_open:
                self._open_until = self._clock() + self._pause
            self._on_trial = False

    def release(self) -> None:
        """Take back an admitted call that says nothing about the model, as when the reader left."""
        with self._lock:
            self._on_trial = False
