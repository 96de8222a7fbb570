"""Two test processes beside each other: a test that measures time runs alone, and what is shared is used in turn."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from filelock import FileLock


class Turns:
    """Holds every test back while one that is marked `alone` runs in another process, and that one until all rest.

    Each process locks a file of its own for as long as it runs a test. A test that is to be alone locks the files
    of all of them; it keeps the door shut while it waits, so that no other test begins before it.
    """

    def __init__(self, config: pytest.Config) -> None:
        cache = getattr(config, "cache", None)
        self._folder = cache.mkdir("turns") if cache else config.rootpath
        self._mine = os.environ.get("PYTEST_XDIST_WORKER", "")
        self._processes = [f"gw{number}" for number in range(int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")))]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with ExitStack() as held:
            with self.only("door"):
                for process in self._processes if item.get_closest_marker("alone") else [self._mine]:
                    held.enter_context(self.only(process))
            return (yield)

    @contextmanager
    def only(self, name: str) -> Iterator[None]:
        """Wait until no other test process is at what has this name, and keep them from it."""
        if not self._processes:
            yield
            return
        with FileLock(self._folder / f"{name}.lock", poll_interval=0.01):
            yield
