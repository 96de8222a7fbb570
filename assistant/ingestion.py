"""Keeps the index in step with the documents: what is new or changed is embedded, what is gone is removed."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
from filelock import FileLock, Timeout

from assistant.chunking import split_document
from assistant.datatypes import Chunk, Document, Section, Validity, plain
from assistant.embedding import Embedder, Vectors
from assistant.errors import AssistantError, IndexBusyError, StorageError, UnreadableDocumentError
from assistant.library import Library
from assistant.loading import ACCEPTED_SUFFIXES, load_added, load_library
from assistant.vector_index import VectorIndex

Progress = Callable[[int, int, str], None]
Change = Literal["added", "changed", "unchanged", "removed", "failed"]
_ADDED_FOLDER = "documents"
# Small enough for a progress bar that moves, large enough for the engines to work in batches.
_EMBED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document or file; `reason` is a sentence where it failed."""

    document: str
    change: Change
    reason: str | None = None


@contextmanager
def writing(data: Path, *, wait_seconds: float = 5.0) -> Iterator[None]:
    """Hold the right to write to the library of a data folder; one process has it at a time."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / "writer.lock")
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise IndexBusyError(
            "Another process is writing to the library. Wait until it is done, or stop it, and try again."
        ) from None
    except OSError as error:
        raise StorageError(f"The data folder {data} cannot be written to: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()


def load_documents(knowledge: Path, data: Path) -> list[Document]:
    """Return the built-in documents and those that were added."""
    added = [_read_added(path) for path in sorted((data / _ADDED_FOLDER).glob("*.json"))]
    return [*load_library(knowledge), *added]


def synchronise(
    documents: Iterable[Document], index: VectorIndex, embedder: Embedder, *, progress: Progress | None = None
) -> list[Ingested]:
    """Bring the index in step with `documents`, embedding only what is new, changed or was cut short.

    `progress` is called with chunks done, chunks in all, and the document at work.
    """
    wanted = {document.key: document for document in documents}
    present = index.document_hashes()
    gone = [key for key in present if key not in wanted]
    stale = [key for key, document in wanted.items() if present.get(key) != document.content_hash]
    for key in gone:
        index.remove(key)
    work = [(wanted[key], split_document(wanted[key])) for key in stale]
    total, done = sum(len(chunks) for _, chunks in work), 0
    for document, chunks in work:
        if document.key in present:
            index.remove(document.key)

        def report(count: int, name: str = document.key, before: int = done) -> None:
            if progress:
                progress(before + count, total, name)

        index.add(document, chunks, embed_chunks(chunks, embedder, report))
        done += len(chunks)
    changes = {key: "changed" if key in present else "added" for key in stale}
    kept = [Ingested(key, changes.get(key, "unchanged")) for key in wanted]  # type: ignore[arg-type]
    return [*kept, *(Ingested(key, "removed") for key in gone)]


def embed_chunks(chunks: Sequence[Chunk], embedder: Embedder, report: Callable[[int], None]) -> Vectors:
    """Return one vector per chunk, no rows for none: typical questions as questions, the rest as passages."""
    rows: list[Vectors] = []
    for start in range(0, len(chunks), _EMBED_AT_ONCE):
        batch = chunks[start : start + _EMBED_AT_ONCE]
        asked = [number for number, chunk in enumerate(batch) if chunk.part in ("question", "boundary")]
        told = [number for number, chunk in enumerate(batch) if number not in set(asked)]
        parts = [embedder.embed_questions([batch[number].text for number in asked])] if asked else []
        parts += [embedder.embed_passages([batch[number].text for number in told])] if told else []
        rows.append(np.vstack(parts)[np.argsort([*asked, *told])])
        report(start + len(batch))
    return np.vstack(rows) if rows else np.zeros((0, 0), dtype=np.float32)


def add_files(
    paths: Iterable[Path],
    data: Path,
    library: Library,
    *,
    effective: date | None = None,
    expires: date | None = None,
) -> list[Ingested]:
    """Read files, or all readable files of folders, into the data folder; one bad file stops no other.

    Only their text is kept here: `synchronise` embeds it. An id that a built-in document has gets a suffix.
    """
    taken = {document.id for document in library.documents if document.built_in}
    outcomes: list[Ingested] = []
    for path in _files_of(paths):
        try:
            document = load_added(path, effective=effective, expires=expires)
            if document.id in taken:
                document = replace(document, id=f"{document.id}-added")
            outcomes.append(Ingested(document.key, _write_added(document, data)))
        except (AssistantError, OSError) as error:
            outcomes.append(Ingested(str(path), "failed", str(error)))
    return outcomes


def remove_added(id: str, data: Path) -> list[str]:
    """Remove an added document in all its languages; return the keys that were removed."""
    names = {f"{id}.{language}.json" for language in ("en", "zh")}
    paths = [path for path in sorted((data / _ADDED_FOLDER).glob("*.json")) if path.name in names]
    for path in paths:
        path.unlink()
    return [path.stem for path in paths]


def _files_of(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in ACCEPTED_SUFFIXES)
        else:
            yield path


def _write_added(document: Document, data: Path) -> Change:
    folder = data / _ADDED_FOLDER
    target = folder / f"{document.key}.json"
    if target.is_file() and _read_added(target).content_hash == document.content_hash:
        return "unchanged"
    change: Change = "changed" if target.exists() else "added"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".part")
        draft.write_text(json.dumps(plain(document), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        raise StorageError(f"{target.name} cannot be written: {error.strerror}. Nothing was changed.") from error
    return change


def _read_added(path: Path) -> Document:
    try:
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        fields["sections"] = tuple(_read_section(section) for section in fields["sections"])
        for name in ("issued", "checked"):
            fields[name] = fields[name] and date.fromisoformat(fields[name])
        fields["validity"] = _read_validity(fields["validity"])
        fields["audience"] = tuple(fields["audience"])
        return Document(**fields)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableDocumentError(f"{path} is damaged ({error}). Remove it and add the document again.") from error


def _read_section(fields: dict[str, Any]) -> Section:
    validity = fields["validity"] and _read_validity(fields["validity"])
    return Section(**fields | {"questions": tuple(fields["questions"]), "validity": validity})


def _read_validity(fields: dict[str, Any]) -> Validity:
    days = {name: fields[name] and date.fromisoformat(fields[name]) for name in ("effective", "expires")}
    return Validity(**days, replaced_by=fields["replaced_by"])
