"""The index as it is searched now: kept in step with the documents by whichever process owns it."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.catalogue import open_library
from assistant.document_store import DocumentStore
from assistant.embedding import Embedder
from assistant.errors import AssistantError, IndexBusyError, IndexOutdatedError, IndexUnreadableError
from assistant.index_owner import IndexOwner
from assistant.ingestion import Ingested, Progress, load_documents, synchronise, writing
from assistant.library import Library
from assistant.settings import Settings
from assistant.vector_index import VectorIndex

logger = logging.getLogger(__name__)


class LiveIndex:
    """The library and its vectors of one moment; what changes them is told to `changed` before it counts."""

    def __init__(
        self, settings: Settings, embedder: Callable[[], Embedder], changed: Callable[[Library, VectorIndex], None]
    ) -> None:
        self.settings = settings
        self.library = open_library(settings)
        self.index: VectorIndex | None = None
        self.store = DocumentStore(settings.data)
        self.owner = IndexOwner(settings.data)
        self._embedder = embedder
        self._changed = changed
        self._updating = threading.RLock()
        self._searched = ""
        self._keeps_index = False

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
            outcomes = synchronise(library.documents, index, self._embedder(), progress=progress)
        self._take(library, index, fingerprint)
        return outcomes

    def _open_index(self) -> VectorIndex:
        """Open the index; one of another version is only a cache, and is begun anew."""
        try:
            return VectorIndex.open(self._index_folder, self._embedder().name, url=self.settings.chroma_url)
        except IndexOutdatedError:
            _erase(self._index_folder, self.settings.chroma_url)
            return VectorIndex.open(self._index_folder, self._embedder().name, url=self.settings.chroma_url)

    def _follow(self) -> list[Ingested]:
        """Search what another process has indexed; what it has not come to yet is left out."""
        fingerprint = self.store.fingerprint()
        documents = load_documents(self.settings.knowledge, self.settings.data)
        index = VectorIndex.open(self._index_folder, self._embedder().name)
        present = index.document_hashes()
        indexed = [document for document in documents if present.get(document.key) == document.content_hash]
        self._take(Library(indexed), index, fingerprint)
        return [Ingested(document.key, "unchanged") for document in indexed]

    def keep_up(self, stopped: threading.Event, *, every_seconds: float = 1.0) -> threading.Thread | None:
        """Hold the index until `stopped`, and take in at once what other programs add or remove.

        Returns the thread that looks after it; None where another server holds the index already.
        """
        if self.settings.chroma_url is None and not self.owner.claim():
            logger.warning(
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

    def report_ready(self) -> None:
        """Tell programs that wait that the documents are searched; only the keeper of the index has to."""
        if self.owner.claimed and self._keeps_index:
            self.owner.report(self._searched, "ready")

    def _take(self, library: Library, index: VectorIndex, fingerprint: str) -> None:
        self._changed(library, index)
        self.library, self.index, self._searched = library, index, fingerprint

    @property
    def _index_folder(self) -> Path:
        return self.settings.data / "index"


def _erase(folder: Path, url: str | None) -> None:
    """Erase the index; one that cannot even be opened is moved aside."""
    try:
        VectorIndex.erase(folder, url=url)
    except IndexUnreadableError:
        if url is not None:
            raise
        VectorIndex.set_aside(folder)
