"""The assistant as its doors use it: built once from Settings, one method per use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.answering import Answering
from assistant.citations import status_on
from assistant.client_words import find_product
from assistant.conversations import Conversations
from assistant.datatypes import Answer, Document, Language, Message
from assistant.desk import Desk
from assistant.diagnosing import Diagnosis, check_description, diagnose_profile, diagnose_text
from assistant.draft_store import DraftStore
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.embedding import Embedder, load_embedder
from assistant.errors import AssistantError, IndexUnreadableError, UnreadableInputError
from assistant.evidence import Evidence, fit_topic, load_gate
from assistant.ingestion import (
    Ingested,
    Progress,
    add_files,
    load_documents,
    remove_added,
    synchronise,
    writing,
)
from assistant.keyword_index import KeywordIndex
from assistant.language import clean, detect_language, fold
from assistant.library import Library
from assistant.profile_reading import read_text
from assistant.profile_similarity import is_fitted
from assistant.retrieval import Retriever
from assistant.settings import PACKAGED_EMBEDDING, Settings
from assistant.storage import Storage
from assistant.typology import ProfileError, read_profile
from assistant.vector_index import VectorIndex


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the library lists it."""

    document: str
    language: Language
    title: str
    kind: str
    sections: int
    status: str | None
    effective: date | None
    expires: date | None
    built_in: bool


class Assistant:
    """Everything that the command line and the web page can ask for."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self.settings = settings
        self.embedder = embedder
        self.reader = reader_for(embedder)
        self.library = Library(load_documents(settings.knowledge, settings.data))
        self.index: VectorIndex | None = None
        self._answering: Answering | None = None
        self._desk: Desk | None = None

    @classmethod
    def open(cls, settings: Settings, *, progress: Progress | None = None) -> "Assistant":
        """Load the models and bring the index up to date; what is up to date already costs nothing."""
        assistant = cls(settings, load_embedder(settings.embedding))
        assistant.update(progress=progress)
        return assistant

    def update(self, *, rebuild: bool = False, progress: Progress | None = None) -> list[Ingested]:
        """Bring the index in step with the documents, and search them from now on."""
        with writing(self.settings.data):
            if rebuild:
                _erase(self._index_folder, self.settings.chroma_url)
            self.library = Library(load_documents(self.settings.knowledge, self.settings.data))
            index = VectorIndex.open(self._index_folder, self.embedder.name, url=self.settings.chroma_url)
            outcomes = synchronise(self.library.documents, index, self.embedder, progress=progress)
        self.index = index
        keywords = KeywordIndex(self.library.sections)
        topic = fit_topic(index.all_vectors("question"), index.all_vectors("boundary"))
        retriever = Retriever(self.library, index, keywords, self.embedder)
        self._answering = Answering(retriever, Evidence(keywords, topic, load_gate()), reader=self.reader)
        return outcomes

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

    def draft(self, text: str, *, client: str = "", language: Language | None = None) -> Draft:
        """Return the draft of upgrade advice for a client who is described, in the description's language."""
        text = clean(text)
        if not text:
            raise UnreadableInputError("There is no description. Tell what is sold, who makes it and who sells it.")
        check_description(text)
        told = detect_language(text)
        chosen = language or told
        if chosen is None or told is None:
            raise UnreadableInputError("The description is neither English nor Chinese. Write it in one of them.")
        described = Client.from_reading(client, text, read_text(text, self.reader))
        return write_draft(described, self.library, language=chosen, day=self.settings.day())

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

    @property
    def retriever(self) -> Retriever:
        """The search over the library as it is now."""
        return self._ready().retriever

    def measure_evidence(self, question: str) -> dict[str, float]:
        """Return what the evidence gate looks at for a question; calibration asks for it."""
        return self._ready().evidence.measure(self.retriever.search(question))

    def _ready(self) -> Answering:
        assert self._answering is not None, "Assistant.update comes before the first question"
        return self._answering

    def ingest(
        self,
        paths: Iterable[Path],
        *,
        effective: date | None = None,
        expires: date | None = None,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> list[Ingested]:
        """Add files to the library and index them; without files, only bring the index up to date."""
        with writing(self.settings.data):
            read = add_files(paths, self.settings.data, self.library, effective=effective, expires=expires)
        indexed = {outcome.document: outcome for outcome in self.update(rebuild=rebuild, progress=progress)}
        return [
            indexed.get(outcome.document, outcome) if outcome.change == "added" else outcome for outcome in read
        ] or [*indexed.values()]

    def remove(self, id: str) -> list[str]:
        """Remove an added document; return what was removed. Built-in documents cannot be."""
        if any(document.id == id and document.built_in for document in self.library.documents):
            raise AssistantError(f"'{id}' is built in and stays. Only documents that were added can be removed.")
        with writing(self.settings.data):
            removed = remove_added(id, self.settings.data)
        if not removed:
            raise AssistantError(f"There is no document '{id}'. 'assistant library' lists them.")
        self.update()
        return removed

    def list_documents(self, *, words: str = "") -> list[Listed]:
        """Return what is searched now, ordered by id and language; boundary topics are left out.

        With `words`, only documents that hold them in id, title or a heading, in either language.
        """
        listed, wanted = _list(self.library, self.settings.day()), fold(words)
        holding = {document.id for document in self.library.documents if wanted in _named(document)}
        return [found for found in listed if found.document in holding]

    @property
    def _index_folder(self) -> Path:
        return self.settings.data / "index"


def draft_for_profile(
    facts: Mapping[str, Any], library: Library, *, day: date, client: str = "", language: Language = "en"
) -> Draft:
    """Return the draft for a profile of facts. No model is loaded. Raises UnreadableInputError for unknown facts."""
    try:
        profile = read_profile(facts)
    except ProfileError as error:
        raise UnreadableInputError(str(error)) from None
    return write_draft(Client(client, profile), library, language=language, day=day)


def open_library(settings: Settings) -> Library:
    """Return the documents of the settings as they are now; nothing is indexed and no model is loaded."""
    return Library(load_documents(settings.knowledge, settings.data))


class Classifier:
    """Classifies without the library: the model is loaded for the first description, for profiles never."""

    def __init__(self, reader: Embedder | None = None) -> None:
        self._reader = reader

    def classify(self, *, text: str | None = None, profile: Mapping[str, Any] | None = None) -> Diagnosis:
        """Return the diagnosis of a description or of a profile, whichever is given."""
        if (text is None) == (profile is None):
            raise UnreadableInputError("Give a text or a profile to classify, and not both.")
        if profile is not None:
            return diagnose_profile(profile)
        check_description(text or "")
        self._reader = self._reader or load_embedder(PACKAGED_EMBEDDING)
        return diagnose_text(text or "", self._reader)


def reader_for(embedder: Embedder) -> Embedder:
    """Return the embedder that descriptions are read with: the same, or the packaged one where none is fitted to it."""
    return embedder if is_fitted(embedder.name) else load_embedder(PACKAGED_EMBEDDING)


def list_documents(settings: Settings) -> list[Listed]:
    """Return what is searched, ordered by id and language; boundary topics are left out. No model is loaded."""
    return _list(open_library(settings), settings.day())


def _list(library: Library, day: date) -> list[Listed]:
    return [_listed(document, day) for document in library.documents if document.kind in ("law", "study")]


def _named(document: Document) -> str:
    return fold("\n".join((document.id, document.title, *(section.heading for section in document.sections))))


def _listed(document: Document, day: date) -> Listed:
    return Listed(
        document.id,
        document.language,
        document.title,
        document.kind,
        len(document.sections),
        None if document.kind == "study" else status_on(document.validity, day),
        document.validity.effective,
        document.validity.expires,
        document.built_in,
    )


def _erase(folder: Path, url: str | None) -> None:
    """Erase the index; one that cannot even be opened is moved aside."""
    try:
        VectorIndex.erase(folder, url=url)
    except IndexUnreadableError:
        if url is not None:
            raise
        VectorIndex.set_aside(folder)
