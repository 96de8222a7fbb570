"""The assistant as the suites ask it: each target gives one kind of output for a case."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.asking import without_greeting
from assistant.datatypes import Answer, Language, Message, SectionKey
from assistant.drafts import Draft
from assistant.following_up import make_whole
from assistant.language import clean
from assistant.service import Assistant
from evals.cases import Case
from evals.drafts import score_draft
from evals.ranking_scorers import Found, found_by
from evals.suite import NotMeasurableError, Target

PLANTED_FOLDER = Path(__file__).with_name("planted")


class Subject:
    """An assistant under test; its methods may be called from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._opening = threading.Lock()
        self._planted: Assistant | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Remove the copy of the library that planted documents were added to."""
        if self._scratch:
            self._scratch.cleanup()

    def outputs(self, case: Case, targets: set[Target]) -> dict[Target, Any]:
        """Return what each target gives for a case; a target that cannot be run gives its NotMeasurableError."""
        found: dict[Target, Any] = {}
        if targets & {"answer", "retrieved"}:
            answer = ask(self.assistant, case)
            found |= {"answer": answer, "retrieved": self._found(case, answer)}
        if "planted_answer" in targets:
            found["planted_answer"] = ask(self._planted_assistant(), case)
        if "classification" in targets:
            found["classification"] = self._describe("classify", case)
        if "draft" in targets:
            found["draft"] = self._draft(case)
        return found

    def _found(self, case: Case, answer: Answer) -> Found:
        absent = [key for key in case.expected.sections if not self._holds(SectionKey(*key), case.language)]
        return found_by(answer, absent)

    def _holds(self, key: SectionKey, language: Language) -> bool:
        """Tell whether the library has a section; a built-in one must be there in the question's own language."""
        languages = self.assistant.library.sections.get(key, {})
        return language in languages or any(not document.built_in for document, _ in languages.values())

    def _draft(self, case: Case) -> Any:
        """Return the draft of a case as JSON, with what the strict check finds wrong in it as `faults`."""
        drafted = self._describe("draft", case)
        if not isinstance(drafted, dict):
            return drafted
        score = score_draft(Draft.from_dict(drafted), self.assistant.library)
        return drafted | {"faults": [{"line": found.line, "fault": found.fault.to_dict()} for found in score.faults]}

    def _describe(self, method: str, case: Case) -> Any:
        run = getattr(self.assistant, method, None)
        if run is None:
            return NotMeasurableError(f"The assistant cannot {method} yet.")
        output = run(text=case.text)
        return output.to_dict() if hasattr(output, "to_dict") else output

    def _planted_assistant(self) -> Assistant:
        with self._opening:
            if self._planted is None:
                self._scratch = tempfile.TemporaryDirectory(prefix="assistant-planted-")
                self._planted = copy_with_documents(self.assistant, Path(self._scratch.name), [PLANTED_FOLDER])
            return self._planted


def ask(assistant: Assistant, case: Case) -> Answer:
    """Return the answer to a case's question after the talk before it."""
    return assistant.ask(case.question, history=[Message(turn.role, turn.content) for turn in case.history])


def searched_texts(case: Case) -> list[str]:
    """Return the texts that the assistant will surely embed for a case, to be embedded beforehand."""
    if not case.question:
        return []
    asked = without_greeting(clean(case.question))
    history = [Message(turn.role, turn.content) for turn in case.history]
    return [asked, make_whole(asked, history)]


def copy_with_documents(assistant: Assistant, folder: Path, paths: list[Path]) -> Assistant:
    """Return an assistant over a copy of the library in `folder`, with the documents of `paths` added."""
    settings = assistant.settings
    if settings.chroma_url:
        raise NotMeasurableError("The index is on a Chroma server; only an embedded one can be copied.")
    shutil.copytree(settings.data / "index", folder / "index")
    if (settings.data / "documents").is_dir():
        shutil.copytree(settings.data / "documents", folder / "documents")
    copied = Assistant(
        replace(settings, data=folder),
        assistant.embedder,
        chat_model=assistant.chat_model,
        entails=assistant.entails,
    )
    failed = [outcome.reason for outcome in copied.ingest(paths) if outcome.change == "failed"]
    if failed:
        raise NotMeasurableError(f"Documents could not be added: {failed[0]}")
    return copied


@contextmanager
def opened(assistant: Assistant) -> Iterator[Subject]:
    """Give a subject and clear up behind it."""
    subject = Subject(assistant)
    try:
        yield subject
    finally:
        subject.close()
