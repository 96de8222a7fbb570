"""Times and memory: how long calls take, side by side, and what the process holds."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Clock = Callable[[], float]
Item = TypeVar("Item")
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Times:
    """What one way of doing something took, in seconds a call, in the order of the calls."""

    seconds: tuple[float, ...]

    @property
    def total(self) -> float:
        """Seconds of all calls together."""
        return sum(self.seconds)

    @property
    def median_ms(self) -> float:
        """Milliseconds of the middle call."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        """Milliseconds that 95 in 100 calls keep to."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000


def time_side_by_side(
    ways: Sequence[Callable[[Item], object]], items: Sequence[Item], *, clock: Clock = time.perf_counter
) -> list[Times]:
    """Return the times of each way over the same items.

    For each item one way follows the other, and each in its turn comes first: a machine that others use too is
    then slow for all of them alike.
    """
    seconds: list[list[float]] = [[] for _ in ways]
    for number, item in enumerate(items):
        for place in range(len(ways)):
            chosen = (place + number) % len(ways)
            began = clock()
            ways[chosen](item)
            seconds[chosen].append(clock() - began)
    return [Times(tuple(one)) for one in seconds]


def resident_mb() -> float | None:
    """Return the memory that this process holds now, in millions of bytes; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return pages * resource.getpagesize() / _MB


def peak_mb() -> float | None:
    """Return the most memory that this process ever held, in millions of bytes; None where nobody tells."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most * 1024 / _MB
