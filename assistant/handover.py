"""Documents added or removed by a program beside the server: indexed here, or handed over to it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.adding import Given
from assistant.catalogue import open_library, withdraw
from assistant.document_store import DocumentStore
from assistant.embedding import load_embedder
from assistant.index_owner import IndexOwner
from assistant.ingestion import Ingested, Progress, add_files, writing
from assistant.service import Assistant
from assistant.settings import Settings


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
