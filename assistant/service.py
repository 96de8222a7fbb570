"""The assistant as its doors use it: built once from Settings, one method per use."""

import logging
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.adding import Given
from assistant.answering import Answering
from assistant.catalogue import Listed, find_document, list_library, open_library, withdraw
from assistant.chat_composing import ChatComposer
from assistant.chat_model import ChatModel, load_chat_model
from assistant.client_words import find_product
from assistant.conversations import Conversations
from assistant.datatypes import Answer, Document, Language, Message
from assistant.desk import Desk
from assistant.diagnosing import Classifier, Diagnosis, check_description, reader_for
from assistant.document_store import DocumentStore
from assistant.draft_store import DraftStore
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.embedding import Embedder, load_embedder
from assistant.entailment import load_entailment
from assistant.errors import (
    AssistantError,
    IndexBusyError,
    IndexOutdatedError,
    IndexUnreadableError,
    StorageError,
    UnreadableInputError,
)
from assistant.evidence import Evidence, fit_topic, load_gate
from assistant.index_owner import IndexOwner
from assistant.ingestion import (
    Ingested,
    Progress,
    add_files,
    load_documents,
    synchronise,
    writing,
)
from assistant.keyword_index import KeywordIndex
from assistant.language import clean, detect_language
from assistant.library import Library
from assistant.open_questions import OpenQuestions
from assistant.profile_answers import read_written
from assistant.profile_reading import read_text
from assistant.prompts import load_prompts
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.signed_answers import ExpectedKind, read_signed_answer, write_cases, write_document
from assistant.storage import Storage
from assistant.typology import ProfileError
from assistant.vector_index import VectorIndex
from assistant.verification import Entails

# Where an office keeps its own test cases, below the data folder.
CASES_FOLDER = "cases"


class Assistant:
    """Everything that the command line and the web page can ask for."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder,
        *,
        chat_model: ChatModel | None = None,
        entails: Entails | None = None,
    ) -> None:
        self.settings = settings
        self.embedder = embedder
        self.reader = reader_for(embedder)
        self.chat_model = chat_model
        self.entails = entails
        self.library = open_library(settings)
        self.index: VectorIndex | None = None
        self.store = DocumentStore(settings.data)
        self.owner = IndexOwner(settings.data)
        self._answering: Answering | None = None
        self._desk: Desk | None = None
        self._updating = threading.RLock()
        self._searched = ""
        self._keeps_index = False

    @classmethod
    def open(cls, settings: Settings, *, progress: Progress | None = None) -> "Assistant":
        """Load the models and bring the index up to date; what is up to date already costs nothing."""
        assistant = cls(
            settings,
            load_embedder(settings.embedding),
            chat_model=load_chat_model(settings),
            entails=load_entailment(settings.verifier),
        )
        assistant.update(progress=progress)
        return assistant

    def update(self, *, rebuild: bool = False, progress: Progress | None = None) -> list[Ingested]:
        """Bring the index in step with the documents, and search them from now on.

        Questions are answered from the library as it was until all is done. Beside a running server the index
        is left to it, and only what it has indexed already is searched.
        """
        with self._updating:
            shared = self.settings.chroma_url is not None
            mine = shared or self.owner.claim()
            if rebuild and not mine:
                self.owner.demand()
            try:
                return self._update(rebuild=rebuild, progress=progress) if mine else self._follow()
            finally:
                if not self._keeps_index:
                    self.owner.release()

    def _update(self, *, rebuild: bool, progress: Progress | None) -> list[Ingested]:
        with writing(self.settings.data):
            if rebuild:
                _erase(self._index_folder, self.settings.chroma_url)
            fingerprint = self.store.fingerprint()
            library = Library(load_documents(self.settings.knowledge, self.settings.data))
            index = self._open_index()
            outcomes = synchronise(library.documents, index, self.embedder, progress=progress)
        self._search(library, index, fingerprint)
        return outcomes

    def _open_index(self) -> VectorIndex:
        """Open the index; one of another version is only a cache, and is begun anew."""
        try:
            return VectorIndex.open(self._index_folder, self.embedder.name, url=self.settings.chroma_url)
        except IndexOutdatedError:
            _erase(self._index_folder, self.settings.chroma_url)
            return VectorIndex.open(self._index_folder, self.embedder.name, url=self.settings.chroma_url)

    def _follow(self) -> list[Ingested]:
        """Search what another process has indexed; what it has not come to yet is left out."""
        fingerprint = self.store.fingerprint()
        documents = load_documents(self.settings.knowledge, self.settings.data)
        index = VectorIndex.open(self._index_folder, self.embedder.name)
        present = index.document_hashes()
        indexed = [document for document in documents if present.get(document.key) == document.content_hash]
        self._search(Library(indexed), index, fingerprint)
        return [Ingested(document.key, "unchanged") for document in indexed]

    def _search(self, library: Library, index: VectorIndex, fingerprint: str) -> None:
        keywords = KeywordIndex(library.sections)
        topic = fit_topic(index.all_vectors("question"), index.all_vectors("boundary"))
        retriever = Retriever(library, index, keywords, self.embedder)
        # One assignment: a question that is under way keeps the library that it began with.
        evidence = Evidence(keywords, topic, load_gate())
        self._answering = Answering(retriever, evidence, self._chat_composer(retriever), reader=self.reader)
        self.library, self.index, self._searched = library, index, fingerprint

    def keep_up(self, stopped: threading.Event, *, every_seconds: float = 1.0) -> threading.Thread | None:
        """Hold the index until `stopped`, and take in at once what other programs add or remove.

        Returns the thread that looks after it; None where another server holds the index already.
        """
        if self.settings.chroma_url is None and not self.owner.claim():
            logging.getLogger(__name__).warning(
                "Another server holds the index; documents that are added now are searched here at the next start."
            )
            return None
        self._keeps_index = True
        self.owner.report(self._searched, "ready")

        def look() -> None:
            while not stopped.wait(every_seconds):
                with suppress(IndexBusyError):  # somebody is still writing; the next look finds it
                    self._take_in()
            self._keeps_index = False
            self.owner.release()

        thread = threading.Thread(target=look, name="library", daemon=True)
        thread.start()
        return thread

    def _take_in(self) -> None:
        fingerprint = self.store.fingerprint()
        if fingerprint == self._searched:
            return
        try:
            self.update(
                progress=lambda done, total, name: self.owner.report(
                    fingerprint, "indexing", done=done, total=total, name=name
                )
            )
        except IndexBusyError:
            raise
        except AssistantError as error:
            self._searched = fingerprint
            self.owner.report(fingerprint, "failed", reason=str(error), reason_zh=error.zh)
        else:
            self.owner.report(self._searched, "ready")

    def _chat_composer(self, retriever: Retriever) -> ChatComposer | None:
        if self.chat_model is None:
            return None
        prompts = load_prompts(self.settings.prompts)
        rewrites = self.settings.chat_rewrite
        return ChatComposer(self.chat_model, prompts, retriever, entails=self.entails, rewrites=rewrites)

    def warm(self) -> None:
        """Answer one question, so that the first visitor does not wait for what loads on first use."""
        self.ask("你好")
        self.ask("Do I have to register to sell my own apples online?")
        find_product("我家种苹果。", "zh")

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        language: Language | None = None,
        interface_language: Language = "en",
    ) -> Answer:
        """Return the answer to a question, judged by the settings' day."""
        return self._ready().answer(
            question,
            history=history,
            language=language,
            interface_language=interface_language,
            day=self.settings.day(),
        )

    def related_questions(self, answer: Answer, *, top_k: int = 3) -> list[str]:
        """Return typical questions in the answer's language that other sections answer, nearest first."""
        if not answer.citations:
            return []
        cited = {(citation.document, citation.section) for citation in answer.citations}
        return self.retriever.nearest_questions(answer.searched, answer.language, besides=cited, top_k=top_k)

    @cached_property
    def storage(self) -> Storage:
        """The database of what the users make, opened on first use."""
        return Storage.open(self.settings)

    @cached_property
    def conversations(self) -> Conversations:
        """What visitors asked and were told."""
        return Conversations(self.storage, keep_days=self.settings.keep_days)

    @cached_property
    def open_questions(self) -> OpenQuestions:
        """The questions that had no good answer yet."""
        return OpenQuestions(self.storage)

    def answer_questions(
        self, messages: Sequence[str], title: str, text: str, *, source: str, by: str, progress: Progress | None = None
    ) -> str:
        """Add a worker's answer to open questions to the library, and mark these as answered.

        Returns the key of the document. Raises AssistantError where the answer cannot be taken or a question is
        not open any more; then nothing is marked.
        """
        asked = self.open_questions.open(messages)
        answer = read_signed_answer(title, text, source, by=by, day=self.settings.day())
        with tempfile.TemporaryDirectory(prefix="assistant-answer-") as folder:
            path = Path(folder) / f"{answer.id}.md"
            path.write_text(write_document(answer, [one.question for one in asked]), encoding="utf-8")
            (added,) = self.ingest([path], added_by=by, progress=progress)
        if added.change == "failed":
            raise UnreadableInputError(
                f"The answer cannot be added: {added.reason}", zh=f"答案加不进资料库：{added.reason_zh}"
            )
        key = added.document
        self.open_questions.settle(messages, "answered", by=by, document=key, title=answer.title)
        return key

    def keep_cases(
        self, messages: Sequence[str], kind: ExpectedKind, *, facts: Sequence[Sequence[Sequence[str]]] = (), by: str
    ) -> Path:
        """Add open questions to the test cases of this office, and mark them as settled; return the file."""
        lines = write_cases(self.open_questions.open(messages), kind=kind, facts=facts, by=by)
        path = self.settings.data / CASES_FOLDER / "asked.jsonl"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(lines)
        except OSError as error:
            raise StorageError(
                f"The cases cannot be written to {path} ({error.strerror}).",
                zh=f"测试题写不进{path}（{error.strerror}）。",
            ) from error
        self.open_questions.settle(messages, "case", by=by)
        return path

    def draft(
        self,
        text: str,
        *,
        client: str = "",
        language: Language | None = None,
        corrections: Mapping[str, str | None] | None = None,
    ) -> Draft:
        """Return the draft of upgrade advice for a client who is described, in the description's language.

        `corrections` are facts that a reader of the description puts right; None says that one is not known.
        """
        text = clean(text)
        if not text:
            raise UnreadableInputError(
                "There is no description. Tell what is sold, who makes it and who sells it.",
                zh="还没有描述。请写上卖什么、谁做的、谁来卖。",
            )
        check_description(text)
        told = detect_language(text)
        chosen = language or told
        if chosen is None or told is None:
            raise UnreadableInputError(
                "The description is neither English nor Chinese. Write it in one of them.",
                zh="描述既不是中文也不是英文，请用其中一种来写。",
            )
        try:
            reading = read_text(text, self.reader).corrected(corrections or {})
        except ProfileError as error:
            raise UnreadableInputError(str(error), zh=error.zh) from None
        described = Client.from_reading(client, text, reading)
        return write_draft(described, self.library, language=chosen, day=self.settings.day())

    def draft_talk(self, visitor: str, conversation: str, *, client: str = "") -> Draft | None:
        """Return the draft for the situation that a visitor told in a kept conversation; None where there is none."""
        turns = self.conversations.turns(visitor, conversation)
        diagnosed = next((turn.answer for turn in reversed(turns) if turn.answer.diagnosis), None)
        if diagnosed is None or diagnosed.diagnosis is None:
            return None
        told = [turn.question for turn in turns if turn.answer.kind == "diagnosis" and not read_written(turn.question)]
        described = Client.from_diagnosis(client, clean("\n".join(told)), diagnosed.diagnosis)
        return write_draft(described, self.library, language=diagnosed.language, day=self.settings.day())

    @property
    def desk(self) -> Desk:
        """The desk at which drafts are kept, changed and signed; the database is opened with its first use."""
        if self._desk is None:
            store = DraftStore(self.storage)
            self._desk = Desk(store, lambda: self.library, lambda: self.retriever, self.settings.day)
        return self._desk

    def classify(self, *, text: str | None = None, profile: Mapping[str, Any] | None = None) -> Diagnosis:
        """Return the diagnosis of a description or of a profile, whichever is given."""
        return Classifier(self.reader).classify(text=text, profile=profile)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        language: Language | None = None,
        interface_language: Language = "en",
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, each time whole and checked; the last one is the answer.

        Without a chat model there is one.
        """
        yield from self._ready().stream(
            question,
            history=history,
            language=language,
            interface_language=interface_language,
            day=self.settings.day(),
        )

    @property
    def retriever(self) -> Retriever:
        """The search over the library as it is now."""
        return self._ready().retriever

    def measure_evidence(self, question: str) -> dict[str, float]:
        """Return what the evidence gate looks at for a question; calibration asks for it."""
        return self._ready().evidence.measure(self.retriever.search(question))

    def measure_premises(self, question: str) -> list[dict[str, float]]:
        """Return what the premise gate looks at for each suspicious clause of a question; calibration asks for it."""
        answering, language = self._ready(), detect_language(question) or "en"
        found = answering.suspect(question, answering.retriever.search(question), language)
        return [dict(suspicion.features) for suspicion in found]

    def _ready(self) -> Answering:
        assert self._answering is not None, "Assistant.update comes before the first question"
        return self._answering

    def ingest(
        self,
        paths: Iterable[Path],
        *,
        effective: date | None = None,
        expires: date | None = None,
        added_by: str | None = None,
        rebuild: bool = False,
        reading: Progress | None = None,
        progress: Progress | None = None,
    ) -> list[Ingested]:
        """Add files to the library and index them; without files, only bring the index up to date.

        `reading` is told of the files as they are read, `progress` of their texts as they are embedded.
        """
        given = Given(datetime.now(UTC), added_by, effective, expires)
        with writing(self.settings.data):
            read = add_files(paths, self.settings.data, self.library, given, reading=reading)
        indexed = {outcome.document: outcome for outcome in self.update(rebuild=rebuild, progress=progress)}
        if self.owner.claimed and self._keeps_index:
            self.owner.report(self._searched, "ready")
        return read or [*indexed.values()]

    def remove(self, id: str) -> list[str]:
        """Remove an added document; return what was removed. Built-in documents cannot be."""
        removed = withdraw(self.settings, id, self.library)
        self.update()
        return removed

    def preview(self, key: str, *, version: str | None = None) -> Document:
        """Return a document with its sections as they are indexed, or a former version by its content hash.

        `key` is an id with its language, as in `ecl-2018.zh`. Raises AssistantError for what is not there.
        """
        return find_document(self.settings, key, version=version)

    def versions(self, key: str) -> list[Document]:
        """Return all versions of an added document, the one that is searched first, then the latest before it."""
        now = next((one for one in self.store.read_all() if one.key == key), None)
        return [*([now] if now else []), *self.store.versions(key)]

    def list_documents(self, *, words: str = "") -> list[Listed]:
        """Return what is searched now, as `catalogue.list_library` does."""
        return list_library(self.library, self.store, self.settings.day(), words=words)

    @property
    def _index_folder(self) -> Path:
        return self.settings.data / "index"


def ingest_files(
    settings: Settings,
    paths: Iterable[Path],
    *,
    effective: date | None = None,
    expires: date | None = None,
    added_by: str | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> list[Ingested]:
    """Add files as `Assistant.ingest` does; beside a running server hand the indexing to it and wait for it.

    The embedding model is loaded only where this process has to index.
    """
    given = Given(datetime.now(UTC), added_by, effective, expires)
    library = open_library(settings)
    with writing(settings.data):
        read = add_files(paths, settings.data, library, given)
    indexed = _index(settings, rebuild=rebuild, progress=progress)
    return read or indexed


def remove_document(settings: Settings, id: str) -> list[str]:
    """Remove an added document as `Assistant.remove` does; a running server forgets it at once."""
    removed = withdraw(settings, id, open_library(settings))
    _index(settings)
    return removed


def _index(settings: Settings, *, rebuild: bool = False, progress: Progress | None = None) -> list[Ingested]:
    """Bring the index in step here, or let the running server do it."""
    owner = IndexOwner(settings.data)
    if settings.chroma_url is None and not owner.claim():
        if rebuild:
            owner.demand()
        if owner.wait_for(DocumentStore(settings.data).fingerprint(), progress):
            return []
    owner.release()
    return Assistant(settings, load_embedder(settings.embedding)).update(rebuild=rebuild, progress=progress)


def _erase(folder: Path, url: str | None) -> None:
    """Erase the index; one that cannot even be opened is moved aside."""
    try:
        VectorIndex.erase(folder, url=url)
    except IndexUnreadableError:
        if url is not None:
            raise
        VectorIndex.set_aside(folder)
