"""A benchmark: how fast the assistant is and what it holds in memory, beside its bare parts in the same run."""

import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from assistant import __version__
from assistant.embedding import count_threads, load_embedder
from assistant.ingestion import Progress
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.stopwatch import Clock, peak_mb, resident_mb
from assistant.timed_parts import (
    USUAL_AMOUNTS,
    Amounts,
    Encode,
    Figure,
    bare_encoder,
    measure_advice,
    measure_ingestion,
    measure_questions,
)

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one run, and the machine and the model that they hold for."""

    machine: dict[str, Any]
    figures: tuple[Figure, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `benchmark --json` prints."""
        return {"machine": self.machine, "figures": [asdict(one) | {"ratio": one.ratio} for one in self.figures]}


def benchmark(
    settings: Settings, *, began: float, progress: Progress | None = None, step: Step = lambda _: None
) -> Report:
    """Start the assistant, measure it and return all figures; `began` is when, by `time.perf_counter`.

    A chat model or an entailment model of the settings is left out: their speed is not the assistant's. `step` is
    told what is measured next.
    """
    step("start")
    embedder = load_embedder(settings.embedding)
    embedder.embed_questions(["?"])
    loaded, held = time.perf_counter() - began, resident_mb()
    assistant = Assistant(settings, embedder)
    assistant.update(progress=progress)
    assistant.warm()
    start = Figure("start", time.perf_counter() - began, "s", bare=loaded, bare_part="loading the embedding model")
    # What the measuring itself takes, such as a second copy of all vectors, is not the assistant's.
    memory = tuple(_measure_memory(held))
    timed = tuple(measure(assistant, bare_encoder(embedder), step=step))
    return Report(describe_machine(assistant), (start, *memory, *timed))


def measure(
    assistant: Assistant,
    encode: Encode,
    *,
    amounts: Amounts = USUAL_AMOUNTS,
    clock: Clock = time.perf_counter,
    step: Step = lambda _: None,
) -> Iterator[Figure]:
    """Yield the figures of an assistant that is warm; `encode` runs its embedding model alone."""
    step("ingestion")
    yield measure_ingestion(assistant.library, assistant.embedder, encode, amounts.passages, clock=clock)
    step("questions")
    yield from measure_questions(assistant, encode, amounts.questions, clock=clock)
    step("advice")
    yield from measure_advice(
        assistant, encode, profiles=amounts.profiles, descriptions=amounts.descriptions, clock=clock
    )


def _measure_memory(held: float | None) -> Iterator[Figure]:
    """Yield what a warm assistant holds and ever held, where the system tells; `held` is the bare part's."""
    now, most = resident_mb(), peak_mb()
    if now is not None:
        yield Figure("memory", now, "MB", bare=held, bare_part="the program and the embedding model")
    if most is not None:
        yield Figure("memory_peak", most, "MB")


def describe_machine(assistant: Assistant) -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "version": __version__,
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "threads": count_threads(),
        "embedding": assistant.embedder.name,
        "documents": len(assistant.library.documents),
        "chunks": assistant.index.count() if assistant.index else 0,
    }
