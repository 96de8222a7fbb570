"""How often one visitor may ask."""

import threading
import time
from collections import deque
from collections.abc import Callable

_MOST_VISITORS = 10_000


class RateLimit:
    """At most `most` questions of one visitor within `within_s` seconds; kept in memory only."""

    def __init__(self, most: int = 20, within_s: float = 60.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.within_s = within_s
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def allows(self, visitor: str) -> bool:
        """Tell whether this visitor may ask now, and count the question where so."""
        now = self._clock()
        with self._lock:
            if len(self._asked) > _MOST_VISITORS:
                self._forget_idle(now)
            asked = self._asked.setdefault(visitor, deque())
            while asked and now - asked[0] >= self.within_s:
                asked.popleft()
            if len(asked) >= self.most:
                return False
            asked.append(now)
            return True

    def _forget_idle(self, now: float) -> None:
        self._asked = {
            visitor: asked for visitor, asked in self._asked.items() if asked and now - asked[-1] < self.within_s
        }
