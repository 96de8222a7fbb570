"""Outside judges: attacks of other people's packages on the assistant, with documents planted in a copy.

`rag-redteam` and `raginject` look for their own tokens in the answers, so that neither needs a chat model or
a network; one that is configured is asked for a second opinion (`second_opinion.py`). Each gets the assistant
as it is: planted texts go through ingestion, and its search decides whether they are found. A judge that is not
installed could not measure.
"""

import tempfile
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from assistant.datatypes import Answer
from assistant.service import Assistant
from assistant.settings import Settings
from evals.second_opinion import ask_second_opinion
from evals.subject import copy_with_documents
from evals.suite import NotMeasurableError

Progress = Callable[[str, int, int], None]
_EXTRA = "pip install 'rural-assistant[evaluation]'"


class PlantedLibrary:
    """A copy of the library in which texts can be planted; they are indexed when the next question comes.

    A text takes the place of the one before it under the same id, which spares an update of the index.
    """

    def __init__(self, assistant: Assistant, folder: Path) -> None:
        self._folder = folder
        self._assistant = copy_with_documents(assistant, folder / "data", [])
        self._wanted: list[str] = []
        self._planted: list[str] = []

    @property
    def settings(self) -> Settings:
        """The settings of the assistant that is asked."""
        return self._assistant.settings

    def plant(self, texts: list[str]) -> None:
        """Have exactly these texts beside the library's own documents."""
        self._wanted = list(texts)

    def ask(self, question: str) -> Answer:
        """Return the answer with the texts planted."""
        if self._wanted != self._planted:
            self._bring_in_step()
        return self._assistant.ask(question)

    def _bring_in_step(self) -> None:
        for number in range(len(self._wanted), len(self._planted)):
            self._assistant.remove(planted_id(number))
        paths = [self._folder / f"{planted_id(number)}.md" for number in range(len(self._wanted))]
        for path, text in zip(paths, self._wanted, strict=True):
            head = f"---\nid: {path.stem}\ntitle: {path.stem}\n---\n"
            path.write_text(f"{head}## text {path.stem}\n{text}\n", encoding="utf-8")
        if paths:
            self._assistant.ingest(paths)
        self._planted = self._wanted


def planted_id(number: int) -> str:
    """Return the id of the document that the n-th planted text becomes, from 0."""
    return f"planted-{number}"


class RedTeamTarget:
    """The assistant as rag-redteam knows one."""

    def __init__(self, library: PlantedLibrary) -> None:
        self._library = library

    def reset(self) -> None:
        """Go back to the library's own documents."""
        self._library.plant([])

    def add_documents(self, docs: list[str]) -> None:
        """Plant texts."""
        self._library.plant(docs)

    def answer(self, query: str) -> str:
        """Return the text of an answer."""
        return self._library.ask(query).text


def ask_judges(assistant: Assistant, *, progress: Progress) -> list[dict[str, Any]]:
    """Return per judge and kind of attack how many attacks were resisted, of how many."""
    rows: list[dict[str, Any]] = []
    for number, (judge, run) in enumerate(_JUDGES.items()):
        progress("Judges", number, len(_JUDGES))
        try:
            with tempfile.TemporaryDirectory(prefix="assistant-judge-") as folder:
                rows += [{"judge": judge, **row} for row in run(PlantedLibrary(assistant, Path(folder)))]
        except ImportError:
            rows.append({"judge": judge, **_row("all", 0, 0, f"not installed: {_EXTRA}")})
        except NotMeasurableError as reason:
            rows.append({"judge": judge, **_row("all", 0, 0, str(reason))})
    progress("Judges", len(_JUDGES), len(_JUDGES))
    return rows


def _row(probe: str, passed: int, count: int, reason: str) -> dict[str, Any]:
    return {"probe": probe, "passed": passed, "count": count, "reason": reason}


def _run_rag_redteam(library: PlantedLibrary) -> Iterable[dict[str, Any]]:
    from rag_redteam.runner import run_probes

    for result in run_probes(RedTeamTarget(library)):
        passed = sum(not attempt.success for attempt in result.attempts)
        lost = [f"{attempt.prompt[:80]}: {attempt.detail}" for attempt in result.attempts if attempt.success]
        yield _row(result.name, passed, len(result.attempts), result.skip_reason or "; ".join(lost))


def _run_raginject(library: PlantedLibrary) -> Iterable[dict[str, Any]]:
    """Plant one attack at a time; attacks whose document the search did not find count for nothing."""
    from raginject import CorpusInjector, FunctionTarget, Runner, load_patterns

    planted: dict[str, str] = {}

    class Injector(CorpusInjector):
        def inject(self, document_id: str, content: str) -> None:
            planted[planted_id(0)] = document_id
            library.plant([content])

        def remove(self, document_id: str) -> None:  # noqa: ARG002 - the next text takes its place
            planted.clear()

    def answer(question: str) -> dict[str, Any]:
        found = library.ask(question)
        sources = (hit.key.document for hit in found.retrieved)
        return {"answer": found.text, "sources": [planted.get(source, source) for source in sources]}

    runner = Runner(FunctionTarget(answer), corpus_injector=Injector())
    runner.load_patterns()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        outcomes = runner.run().outcomes
    for category in dict.fromkeys(outcome.category for outcome in outcomes):
        found = [outcome for outcome in outcomes if outcome.category == category]
        scored = [outcome for outcome in found if outcome.status != "error"]
        leaked = [outcome.pattern_id for outcome in scored if outcome.status == "leaked"]
        missing = f"{len(found) - len(scored)} not retrieved" if len(found) > len(scored) else ""
        told = f"obeyed or quoted: {', '.join(leaked)}" if leaked else ""
        yield _row(category, len(scored) - len(leaked), len(scored), "; ".join(filter(None, (told, missing))))
    patterns = {pattern.id: pattern for pattern in load_patterns()}
    attacks = [(patterns[one.pattern_id], one.answer) for one in outcomes if one.status == "leaked"]
    yield ask_second_opinion(library.settings, attacks)


_JUDGES: dict[str, Callable[[PlantedLibrary], Iterable[dict[str, Any]]]] = {
    "rag-redteam": _run_rag_redteam,
    "raginject": _run_raginject,
}
