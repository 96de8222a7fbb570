"""Long work in the background."""

import threading
import time
from contextlib import suppress
from typing import Any

import pytest

from assistant.errors import JobBusyError, StorageError
from assistant.jobs import Job, Jobs, Report


def _wait(jobs: Jobs, owner: str = "li", kind: str = "upload") -> Job:
    until = time.monotonic() + 5
    while (job := jobs.latest(owner, kind)) and job.state == "running" and time.monotonic() < until:
        time.sleep(0.005)
    assert job
    return job


def test_a_job_reports_and_ends_with_its_result() -> None:
    jobs = Jobs()

    def work(report: Report) -> str:
        report(3, 4, "apples")
        return "added"

    jobs.start("li", "upload", work)
    job = _wait(jobs)
    assert (job.state, job.done, job.total, job.at, job.result) == ("done", 3, 4, "apples", "added")


def test_one_job_runs_at_a_time() -> None:
    jobs, go = Jobs(), threading.Event()
    jobs.start("li", "upload", lambda _: go.wait(5))
    with pytest.raises(JobBusyError, match="Wait"):
        jobs.start("wang", "evaluation", lambda _: None)
    go.set()
    _wait(jobs)
    jobs.start("wang", "evaluation", lambda _: None)
    assert _wait(jobs, "wang", "evaluation").state == "done"


def test_a_job_that_is_stopped_ends_at_its_next_report() -> None:
    jobs, begun, go = Jobs(), threading.Event(), threading.Event()
    went_on = []

    def work(report: Report) -> None:
        begun.set()
        go.wait(5)
        with suppress(Exception):  # whoever carries on after an error does not carry on after this
            report(1, 2, "apples")
        went_on.append(True)

    jobs.start("li", "upload", work)
    begun.wait(5)
    jobs.stop("li", "upload")
    job = jobs.latest("li", "upload")
    assert job is not None and (job.state, job.stopping) == ("running", True)
    go.set()
    assert (_wait(jobs).state, went_on) == ("stopped", [])


def test_nobody_sees_or_stops_the_job_of_another() -> None:
    jobs, go = Jobs(), threading.Event()

    def work(report: Report) -> None:
        go.wait(5)
        report(1, 1, "apples")

    jobs.start("li", "upload", work)
    jobs.stop("wang", "upload")
    assert jobs.latest("wang", "upload") is None
    go.set()
    assert _wait(jobs).state == "done"


_FULL = StorageError("The disk is full.", zh="磁盘满了。")


@pytest.mark.parametrize(("error", "told"), [(_FULL, _FULL), (ValueError("/secret"), None)])
def test_a_failure_is_told_where_its_sentence_is_meant_for_people(error: Exception, told: Any, caplog: Any) -> None:
    jobs = Jobs()

    def work(_: Report) -> None:
        raise error

    jobs.start("li", "upload", work)
    job = _wait(jobs)
    assert (job.state, job.error) == ("failed", told)
    assert ("A job failed." in caplog.text) == (told is None)


def test_old_jobs_are_forgotten() -> None:
    jobs = Jobs()
    for number in range(60):
        jobs.start(f"person-{number}", "upload", lambda _: None)
        _wait(jobs, f"person-{number}")
    assert jobs.latest("person-0", "upload") is None
    assert jobs.latest("person-59", "upload") is not None
