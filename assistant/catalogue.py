"""The catalogue: what is in the library, where each document came from, and how one is taken out again.

No model is loaded and nothing is indexed here.
"""

from dataclasses import dataclass
from datetime import date, datetime

from assistant.citations import status_on
from assistant.datatypes import Document, Flag, Language
from assistant.document_store import DocumentStore
from assistant.errors import AssistantError
from assistant.ingestion import load_documents, writing
from assistant.language import fold
from assistant.library import Library
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the library lists it.

    `versions` counts the contents that an added document has had, this one included; `flags` tell what was set
    aside or looked odd when it was read.
    """

    document: str
    language: Language
    title: str
    kind: str
    sections: int
    status: str | None
    effective: date | None
    expires: date | None
    built_in: bool
    content_hash: str = ""
    versions: int = 1
    file: str | None = None
    file_kind: str | None = None
    added_at: datetime | None = None
    added_by: str | None = None
    flags: tuple[Flag, ...] = ()


def open_library(settings: Settings) -> Library:
    """Return the documents of the settings as they are now; nothing is indexed and no model is loaded."""
    return Library(load_documents(settings.knowledge, settings.data))


def list_documents(settings: Settings) -> list[Listed]:
    """Return what is searched, ordered by id and language; boundary topics are left out. No model is loaded."""
    return list_library(open_library(settings), DocumentStore(settings.data), settings.day())


def list_library(library: Library, store: DocumentStore, day: date, *, words: str = "") -> list[Listed]:
    """Return the documents of a library, ordered by id and language; boundary topics are left out.

    With `words`, only documents that hold them in id, title or a heading, in either language.
    """
    wanted = fold(words)
    holding = {document.id for document in library.documents if wanted in _named(document)}
    searched = [document for document in library.documents if document.kind in ("law", "study")]
    return [_listed(document, day, store) for document in searched if document.id in holding]


def _named(document: Document) -> str:
    return fold("\n".join((document.id, document.title, *(section.heading for section in document.sections))))


def _listed(document: Document, day: date, store: DocumentStore) -> Listed:
    origin = document.origin
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
        content_hash=document.content_hash,
        versions=1 if document.built_in else 1 + len(store.versions(document.key)),
        file=origin.file if origin else None,
        file_kind=origin.kind if origin else None,
        added_at=origin.added_at if origin else None,
        added_by=origin.added_by if origin else None,
        flags=document.flags,
    )


def find_document(settings: Settings, key: str, *, version: str | None = None) -> Document:
    """Return a document with its sections as they are indexed, or the version that a citation names.

    `version` is a content hash, or its first 16 letters at least.
    """
    now = open_library(settings).document(key)
    if now is not None and now.content_hash.startswith(version or ""):
        return now
    found = DocumentStore(settings.data).version(key, version) if version else None
    if found is None:
        told = f" of version '{version}'" if version else ""
        raise AssistantError(
            f"There is no document '{key}'{told} in the library. 'assistant library' lists the documents, "
            "'assistant library show' the versions of one.",
            zh=f"资料库里没有{f'版本为“{version}”的' if version else ''}“{key}”这份资料。",
        )
    return found


def withdraw(settings: Settings, id: str, library: Library) -> list[str]:
    """Take an added document out of the data folder; return what was removed. The index follows later."""
    if any(document.id == id and document.built_in for document in library.documents):
        raise AssistantError(
            f"'{id}' is built in and stays. Only documents that were added can be removed.",
            zh=f"“{id}”是自带的资料，不能移除；只能移除自己添加的资料。",
        )
    with writing(settings.data):
        removed = DocumentStore(settings.data).remove(id)
    if not removed:
        raise AssistantError(
            f"There is no document '{id}'. 'assistant library' lists them.", zh=f"资料库里没有“{id}”这份资料。"
        )
    return removed
