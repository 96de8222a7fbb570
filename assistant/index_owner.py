"""Which process may write to an embedded index, and how another one hands its work over.

Chroma's folder belongs to one process at a time: rows that another one adds are not found by a search. A
server holds the folder as long as it runs, and looks every second whether documents came or went; a program
beside it only changes the documents, and waits until the server reports what it made of them.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.errors import AssistantError, IndexBusyError

_LOCK = "index.lock"
_REPORT = "indexing.json"
_LOOK_EVERY_S = 0.2

Progress = Callable[[int, int, str], None]


class IndexOwner:
    """One process's claim on the index of a data folder; the system frees it when the process ends."""

    def __init__(self, data: Path) -> None:
        # Any thread of the process may release what another one took.
        self._lock = FileLock(data / _LOCK, thread_local=False)
        self._report = data / _REPORT

    def claim(self) -> bool:
        """Take the index; False where another process has it. Claiming again what one has is fine."""
        if self._lock.is_locked:
            return True
        self._report.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    @property
    def claimed(self) -> bool:
        """Tell whether this object holds the index."""
        return bool(self._lock.is_locked)

    def release(self) -> None:
        """Let others have the index."""
        self._lock.release()

    def report(self, fingerprint: str, state: str, **more: Any) -> None:
        """Tell waiting processes what became of the documents with this fingerprint."""
        draft = self._report.with_suffix(".part")
        with suppress(OSError):  # a full disk must not stop the indexing itself
            draft.write_text(json.dumps({"fingerprint": fingerprint, "state": state, **more}), encoding="utf-8")
            draft.replace(self._report)

    def wait_for(self, fingerprint: str, progress: Progress | None) -> bool:
        """Wait until the owner has indexed these documents; False where it has ended meanwhile.

        Raises the owner's own error, as one sentence, where indexing failed.
        """
        while True:
            told = self._read_report()
            if told.get("fingerprint") == fingerprint:
                if told["state"] == "ready":
                    return True
                if told["state"] == "failed":
                    raise AssistantError(
                        f"The running server could not index it: {told.get('reason')}",
                        zh=f"正在运行的服务没能建好索引：{told.get('reason_zh')}",
                    )
                if progress and told.get("total"):
                    progress(told["done"], told["total"], told["name"])
            if self.claim():
                return False
            time.sleep(_LOOK_EVERY_S)

    def demand(self) -> None:
        """Take the index or raise IndexBusyError."""
        if not self.claim():
            raise IndexBusyError(
                "A running server holds the index. Stop it, and try again.",
                zh="正在运行的服务占着索引，请先停下它再试。",
            )

    def _read_report(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self._report.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}
