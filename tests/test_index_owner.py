"""One process holds the index; another hands its work over and waits for it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.errors import AssistantError, IndexBusyError
from assistant.index_owner import IndexOwner

HOLD = """
import sys
from pathlib import Path
from assistant.index_owner import IndexOwner
owner = IndexOwner(Path(sys.argv[1]))
print(owner.claim(), flush=True)
sys.stdin.read()
"""


def test_only_one_process_can_claim_the_index(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None and other.stdin is not None and other.stdout.readline() == "True\n"
    owner = IndexOwner(tmp_path)
    assert owner.claim() is False
    with pytest.raises(IndexBusyError, match="Stop it"):
        owner.demand()
    other.kill()
    other.wait()
    other.stdout.close()
    other.stdin.close()
    assert owner.claim() and owner.claim()


def test_a_waiting_process_sees_progress_and_the_end(tmp_path: Path) -> None:
    owner, waiting = IndexOwner(tmp_path), IndexOwner(tmp_path)
    owner.claim()
    owner.report("old", "ready")
    told: list[tuple[int, int, str]] = []
    seen = threading.Event()

    def progress(*report: object) -> None:
        told.append(report)  # type: ignore[arg-type]
        owner.report("new", "ready")
        seen.set()

    threading.Timer(0.3, owner.report, ("new", "indexing"), {"done": 1, "total": 9, "name": "a.en"}).start()
    assert waiting.wait_for("new", progress) and seen.is_set() and told[0] == (1, 9, "a.en")


def test_a_failure_of_the_owner_is_told(tmp_path: Path) -> None:
    owner = IndexOwner(tmp_path)
    owner.claim()
    owner.report("new", "failed", reason="The disk is full.")
    with pytest.raises(AssistantError, match="The disk is full"):
        IndexOwner(tmp_path).wait_for("new", None)


def test_an_owner_that_ends_leaves_the_work_to_who_waits(tmp_path: Path) -> None:
    owner, waiting = IndexOwner(tmp_path), IndexOwner(tmp_path)
    owner.claim()
    owner.report("new", "indexing", done=0, total=0, name="")
    threading.Timer(0.3, owner.release).start()
    assert waiting.wait_for("new", None) is False and waiting.claimed
