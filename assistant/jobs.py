"""Long work that goes on when its page is closed: one piece at a time, with progress, and an end on request."""

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.errors import AssistantError, JobBusyError

logger = logging.getLogger(__name__)

Report = Callable[[int, int, str], None]
State = Literal["running", "done", "failed", "stopped"]
_REMEMBERED = 50


class JobStopped(BaseException):
    """Raised inside the work, at its next report, once it was asked to stop; no handler of errors catches it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work as it stands: `at` is what it is busy with, `error` what it failed with, if that can be told."""

    id: str
    owner: str
    kind: str
    state: State = "running"
    done: int = 0
    total: int = 0
    at: str = ""
    result: Any = None
    error: AssistantError | None = None
    stopping: bool = False


class Jobs:
    """The work of one process; what is remembered of it is lost with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._stopping: set[str] = set()

    def start(self, owner: str, kind: str, work: Callable[[Report], Any]) -> Job:
        """Begin a piece of work in a thread of its own; its value becomes the job's result.

        `work` is given what it reports to: done, total, at what. Raises JobBusyError while another runs.
        """
        job = Job(secrets.token_hex(8), owner, kind)
        with self._lock:
            if any(other.state == "running" for other in self._jobs.values()):
                raise JobBusyError(
                    "Other work is going on. Wait until it is done, then try again.",
                    zh="还有别的任务在进行，请等它做完再试。",
                )
            for old in list(self._jobs)[: len(self._jobs) - _REMEMBERED + 1]:
                del self._jobs[old]
            self._jobs[job.id] = job
        threading.Thread(target=self._run, args=(job.id, work), name=f"{kind}-{job.id}", daemon=True).start()
        return job

    def latest(self, owner: str, kind: str) -> Job | None:
        """Return the last piece of work of its kind that this person began."""
        with self._lock:
            mine = [job for job in self._jobs.values() if (job.owner, job.kind) == (owner, kind)]
        return mine[-1] if mine else None

    def stop(self, owner: str, kind: str) -> None:
        """Ask the person's running work of this kind to end; it does at its next report."""
        job = self.latest(owner, kind)
        if job and job.state == "running":
            with self._lock:
                self._stopping.add(job.id)
            self._change(job.id, stopping=True)

    def _run(self, id: str, work: Callable[[Report], Any]) -> None:
        def report(done: int, total: int, at: str) -> None:
            if id in self._stopping:
                raise JobStopped
            self._change(id, done=done, total=total, at=at)

        try:
            self._change(id, result=work(report), state="done")
        except JobStopped:
            self._change(id, state="stopped")
        except AssistantError as error:
            self._change(id, state="failed", error=error)
        except Exception:
            logger.exception("A job failed.")
            self._change(id, state="failed")
        finally:
            self._stopping.discard(id)

    def _change(self, id: str, **fields: Any) -> None:
        with self._lock:
            self._jobs[id] = replace(self._jobs[id], **fields)
