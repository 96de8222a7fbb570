"""What the commands print: JSON, batches, drafts, and how far long work has come."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.errors import StorageError


def print_json(value: Any) -> None:
    """Print one object on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_batch(outcomes: Iterable[dict[str, Any]]) -> int:
    """Print one object a line; return 1 where one is an error."""
    failed = False
    for outcome in outcomes:
        failed = failed or "error" in outcome
        print_json(outcome)
    return int(failed)


def write_output(content: bytes, path: Path | None) -> None:
    """Write a file, its folder made where needed; without a path print the text."""
    if path is None:
        print(content.decode(), end="" if content.endswith(b"\n") else "\n")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror}). Name another --output.",
            zh=f"{path}写不进去（{error.strerror}），请用--output换一个。",
        ) from error


class ProgressBar:
    """One tqdm bar on stderr that follows the service's reports."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.step = ""

    def __call__(self, done: int, total: int, name: str, step: str = "Embedding") -> None:
        from tqdm import tqdm

        if self.bar is None or (self.bar.total, self.step) != (total, step):
            self.bar, self.step = tqdm(total=total, desc=step, file=sys.stderr), step
        self.bar.set_postfix_str(name, refresh=False)
        # Reports of several threads may come out of order.
        self.bar.update(max(0, done - self.bar.n))
        if done == total:
            self.bar.close()


show_progress = ProgressBar()


def show_step(step: str, done: int, total: int) -> None:
    """Show how far a named step of long work has come."""
    show_progress(done, total, "", step)
