"""Keeps the index in step with the documents: what is new or changed is embedded, what is gone is removed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from filelock import FileLock, Timeout

from assistant.adding import Given, load_added, names_itself
from assistant.chunking import split_document
from assistant.datatypes import Chunk, Document
from assistant.document_store import DocumentStore
from assistant.embedding import Embedder, Vectors
from assistant.errors import AssistantError, IndexBusyError, StorageError, UnreadableDocumentError
from assistant.extraction.kinds import SUFFIXES
from assistant.goods import embed_generalised
from assistant.library import Library
from assistant.loading import load_library
from assistant.vector_index import VectorIndex

Progress = Callable[[int, int, str], None]
Change = Literal["added", "changed", "unchanged", "removed", "failed"]
# Small enough for a progress bar that moves, large enough for the engines to work in batches.
_EMBED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document or file; `reason` is a sentence where it failed.

    `title` is that of a document read from a file. `reason_zh` is the same sentence in Chinese. `flags` counts
    what was set aside or looked odd when the file was read; `assistant library` shows it.
    """

    document: str
    change: Change
    reason: str | None = None
    sections: int = 0
    flags: int = 0
    reason_zh: str | None = None
    title: str | None = None


@contextmanager
def writing(data: Path, *, wait_seconds: float = 5.0) -> Iterator[None]:
    """Hold the right to write to the library of a data folder; one process has it at a time."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / "writer.lock")
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise IndexBusyError(
            "Another process is writing to the library. Wait until it is done, or stop it, and try again.",
            zh="别的程序正在写资料库，请等它做完或停下它，再试一次。",
        ) from None
    except OSError as error:
        raise StorageError(
            f"The data folder {data} cannot be written to: {error.strerror}.",
            zh=f"数据文件夹{data}写不进去：{error.strerror}。",
        ) from error
    try:
        yield
    finally:
        lock.release()


def load_documents(knowledge: Path, data: Path) -> list[Document]:
    """Return the built-in documents and those that were added."""
    return [*load_library(knowledge), *DocumentStore(data).read_all()]


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
    """Return one vector per chunk, no rows for none: typical questions as questions, the rest as passages.

    Beliefs are held against clauses of a question, which are embedded as they stand.
    """
    rows: list[Vectors] = []
    for start in range(0, len(chunks), _EMBED_AT_ONCE):
        batch = chunks[start : start + _EMBED_AT_ONCE]
        asked = [number for number, chunk in enumerate(batch) if chunk.part in ("question", "boundary")]
        believed = [number for number, chunk in enumerate(batch) if chunk.part == "belief"]
        told = [number for number in range(len(batch)) if number not in {*asked, *believed}]
        parts = [embed_generalised([batch[number].text for number in asked], embedder)] if asked else []
        parts += [embedder.embed_questions([batch[number].text for number in believed])] if believed else []
        parts += [embedder.embed_passages([batch[number].text for number in told])] if told else []
        rows.append(np.vstack(parts)[np.argsort([*asked, *believed, *told])])
        report(start + len(batch))
    return np.vstack(rows) if rows else np.zeros((0, 0), dtype=np.float32)


def add_files(
    paths: Iterable[Path], data: Path, library: Library, given: Given, *, reading: Progress | None = None
) -> list[Ingested]:
    """Read files, or all readable files of folders, into the data folder; one bad file stops no other.

    Only their text is kept here: `synchronise` embeds it. An id that a built-in document has gets a suffix,
    and so has one that another file has already. `reading` is called with files done, files in all, and the file's
    name, again and again while a long one is read. The caller holds the writer's lock.
    """
    shelf = _Shelf(DocumentStore(data), {document.id for document in library.documents if document.built_in})
    outcomes: list[Ingested] = []
    files = list(_files_of(paths))
    for number, (path, folder) in enumerate(files):

        def meanwhile(done: int = number, name: str = path.name) -> None:
            if reading:
                reading(done, len(files), name)

        meanwhile()
        try:
            _check_place(path, folder)
            document = shelf.place(load_added(path, given, meanwhile=meanwhile), path)
            change = shelf.store.write(document)
            outcomes.append(_ingested(document, change))
        except AssistantError as error:
            outcomes.append(Ingested(str(path), "failed", str(error), reason_zh=error.zh))
        except OSError as error:
            outcomes.append(
                Ingested(str(path), "failed", str(error), reason_zh=f"{path}：读不了（{error.strerror}）。")
            )
        except Exception as error:  # whatever a strange file makes a library raise, the others are still read
            told = f"{path}: it could not be read ({type(error).__name__}). Open it and save it anew."
            zh = f"{path}：没能读出来（{type(error).__name__}），请打开后重新保存。"
            outcomes.append(Ingested(str(path), "failed", told, reason_zh=zh))
    return outcomes


def _ingested(document: Document, change: Change) -> Ingested:
    sections, flags = len(document.sections), len(document.flags)
    return Ingested(document.key, change, sections=sections, flags=flags, title=document.title)


class _Shelf:
    """Finds each file's document an id of its own, so that two files never overwrite each other."""

    def __init__(self, store: DocumentStore, built_in: set[str]) -> None:
        self.store = store
        self._built_in = built_in
        self._stored = {document.key: document for document in store.read_all()}
        self._placed: dict[str, Path] = {}

    def place(self, document: Document, path: Path) -> Document:
        """Return the document under the id that this file has, or gets now."""
        base = f"{document.id}-added" if document.id in self._built_in else document.id
        named = names_itself(path) if path.suffix.lower() in (".md", ".markdown", ".txt") else False
        number = 1
        while self._is_anothers(id := base if number == 1 else f"{base}-{number}", document, path, named=named):
            number += 1
        placed = replace(document, id=id)
        twin = f"{id}.{'zh' if document.language == 'en' else 'en'}"
        if not named and twin in self._stored:  # the same file, now written in the other language
            self.store.remove_key(twin)
        self._placed[placed.key] = path
        return placed

    def _is_anothers(self, id: str, document: Document, path: Path, *, named: bool) -> bool:
        for language in ("en", "zh"):
            if named and language != document.language:
                continue  # a twin that says by its own id that it is one
            placed, stored = self._placed.get(f"{id}.{language}"), self._stored.get(f"{id}.{language}")
            if placed is not None and placed.resolve() != path.resolve():
                return True
            if stored is not None and stored.origin is not None and stored.origin.file != path.name:
                return True
        return False


def _files_of(paths: Iterable[Path]) -> Iterator[tuple[Path, Path | None]]:
    """Give every file with the folder in which it was looked for, None where it was named itself."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$")) and not file.is_dir():
                    yield file, path
        else:
            yield path, None


def _check_place(path: Path, folder: Path | None) -> None:
    if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableDocumentError(
            f"{path}: it is a link that leads out of {folder}. Add the file itself.",
            zh=f"{path}：这个链接指到{folder}外面去了，请直接添加那个文件。",
        )
    if not path.is_file():
        raise UnreadableDocumentError(
            f"{path}: it is no regular file. Name a file or a folder.",
            zh=f"{path}：这不是普通文件，请写一个文件或文件夹。",
        )
