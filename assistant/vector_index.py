"""The vectors, in Chroma: one collection per part of a section, and one of the documents they belong to.

Distances become similarities here and nowhere else. A document is written in three steps, its row as
'adding', its chunks, its row as 'ready', so that a document that was cut short is known at the next start.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, get_args
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from assistant.chunking import section_of_chunk
from assistant.datatypes import Chunk, Document, Part, SectionKey
from assistant.embedding import Vectors
from assistant.errors import IndexMismatchError, IndexOutdatedError, IndexUnreadableError

_FORMAT = 2
# Below about a thousand, the approximate search finds other neighbours from one opening of an index to the next.
_SEARCHED_WIDELY = {"ef_search": 2000}
_COSINE = {"hnsw": {"space": "cosine", "ef_construction": 100, "max_neighbors": 16, **_SEARCHED_WIDELY}}
_DOCUMENTS = "documents"
_ADD_AT_MOST = 1000
_NO_VECTOR = np.ones((1, 1), dtype=np.float32)


class Hit(NamedTuple):
    """A chunk that was found: its id, its section, its cosine similarity (-1 to 1)."""

    chunk: str
    key: SectionKey
    similarity: float


class VectorIndex:
    """The chunks of the library, searched by vector."""

    def __init__(self, client: ClientAPI, embedding: str) -> None:
        """Open the index of a client, or make it.

        Raises IndexMismatchError where it was built with another embedding model or in another format.
        """
        self._client = client
        self.embedding = embedding
        with _translated_errors():
            self._documents = self._collection(_DOCUMENTS)
            self._parts = {part: self._collection(part) for part in get_args(Part)}

    @classmethod
    def open(cls, folder: Path, embedding: str, *, url: str | None = None) -> "VectorIndex":
        """Open the index in a folder, or on the Chroma server at `url`."""
        return cls(_connect(folder, url), embedding)

    @classmethod
    def stored_hashes(cls, folder: Path, *, url: str | None = None) -> dict[str, str | None]:
        """Return the content hashes of an index, by document, without knowing its embedding model."""
        client = _connect(folder, url)
        with _translated_errors():
            return _read_hashes(client.get_collection(_collection_name(_DOCUMENTS), embedding_function=None))

    @classmethod
    def erase(cls, folder: Path, *, url: str | None = None) -> None:
        """Remove every collection of the index, so that it can be built anew."""
        client = _connect(folder, url)
        with _translated_errors():
            for name in (_DOCUMENTS, *get_args(Part)):
                try:
                    client.delete_collection(_collection_name(name))
                except (NotFoundError, ValueError):
                    continue

    @classmethod
    def set_aside(cls, folder: Path) -> Path:
        """Move an index that cannot be opened to a folder beside it; return that folder."""
        taken = len(list(folder.parent.glob(f"{folder.name}-damaged-*")))
        _forget_clients()
        return folder.rename(folder.with_name(f"{folder.name}-damaged-{taken}"))

    def document_hashes(self) -> dict[str, str | None]:
        """Return the content hash of every document by key; None for one that was cut short."""
        with _translated_errors():
            return _read_hashes(self._documents)

    def add(self, document: Document, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Write a document that is not in the index; `vectors` has one row per chunk."""
        self._mark(document, "adding")
        with _translated_errors():
            for part, collection in self._parts.items():
                rows = [number for number, chunk in enumerate(chunks) if chunk.part == part]
                for start in range(0, len(rows), _ADD_AT_MOST):
                    batch = rows[start : start + _ADD_AT_MOST]
                    collection.upsert(
                        ids=[chunks[row].id for row in batch],
                        embeddings=vectors[batch],
                        metadatas=[{"document_key": document.key} for _ in batch],
                    )
        self._mark(document, "ready")

    def remove(self, key: str) -> None:
        """Remove a document and its chunks; a key that is not there does nothing."""
        with _translated_errors():
            for collection in self._parts.values():
                collection.delete(where={"document_key": key})
            self._documents.delete(ids=[key])

    def search(self, part: Part, vector: Vectors, top_k: int) -> list[Hit]:
        """Return up to `top_k` chunks of one part, the most similar first."""
        with _translated_errors():
            found = self._parts[part].query(query_embeddings=vector[None, :], n_results=top_k, include=["distances"])
        # The id tells the section; to ask for the metadata as well takes as long again as the search.
        return [
            Hit(chunk, section_of_chunk(chunk), 1.0 - max(float(distance), 0.0))
            for chunk, distance in zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)
        ]

    def search_parts(self, vector: Vectors, top_k: Mapping[Part, int]) -> dict[Part, list[Hit]]:
        """Return up to so many chunks of each part, as `search` does; the parts are searched beside each other."""
        with ThreadPoolExecutor(len(top_k)) as pool:
            found = pool.map(lambda part: self.search(part, vector, top_k[part]), top_k)
            return dict(zip(top_k, found, strict=True))

    def vectors(self, part: Part, chunks: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of chunks by id; ids that are not there are left out."""
        with _translated_errors():
            found = self._parts[part].get(ids=list(chunks), include=["embeddings"])
        embeddings = found["embeddings"] if found["embeddings"] is not None else []
        return {
            chunk: np.asarray(vector, dtype=np.float32) for chunk, vector in zip(found["ids"], embeddings, strict=True)
        }

    def all_vectors(self, part: Part) -> Vectors:
        """Return the vectors of every chunk of one part, a row each, by the chunks' ids: sums over them are the same
        whichever way the index came about.
        """
        with _translated_errors():
            found = self._parts[part].get(include=["embeddings"])
        vectors = np.asarray(found["embeddings"], dtype=np.float32)
        return vectors[np.argsort(found["ids"])] if len(vectors) else vectors

    def count(self) -> int:
        """Return how many chunks the index holds."""
        with _translated_errors():
            return sum(collection.count() for collection in self._parts.values())

    def _mark(self, document: Document, state: str) -> None:
        row: dict[str, Any] = {"hash": document.content_hash, "state": state}
        with _translated_errors():
            self._documents.upsert(ids=[document.key], embeddings=_NO_VECTOR, metadatas=[row])

    def _collection(self, name: str) -> chromadb.Collection:
        # Without embedding_function=None Chroma would try to download a model of its own.
        collection = self._client.get_or_create_collection(
            _collection_name(name),
            embedding_function=None,
            configuration=_COSINE,  # type: ignore[arg-type]
            metadata={"embedding": self.embedding, "format": _FORMAT},
        )
        built_with = (collection.metadata or {}).get("embedding")
        if built_with != self.embedding:
            raise IndexMismatchError(
                f"The index was built with '{built_with}'; the settings ask for '{self.embedding}'. "
                "Run 'assistant ingest --rebuild', or set ASSISTANT_EMBEDDING back."
            )
        if (collection.metadata or {}).get("format") != _FORMAT:
            raise IndexOutdatedError("The index was built by another version. Run 'assistant ingest --rebuild'.")
        if (collection.configuration.get("hnsw") or {}).get("ef_search") != _SEARCHED_WIDELY["ef_search"]:
            collection.modify(configuration={"hnsw": _SEARCHED_WIDELY})  # type: ignore[arg-type]
        return collection


def _read_hashes(documents: chromadb.Collection) -> dict[str, str | None]:
    rows = documents.get(include=["metadatas"])
    pairs = zip(rows["ids"], rows["metadatas"] or [], strict=True)
    return {key: str(row["hash"]) if row["state"] == "ready" else None for key, row in pairs}


def _collection_name(name: str) -> str:
    return f"assistant-{name}"


def _connect(folder: Path, url: str | None) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    with _translated_errors():
        if url is None:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                return chromadb.PersistentClient(path=str(folder), settings=settings)
            except BaseException:
                _forget_clients()
                raise
        address = urlsplit(url)
        secure = address.scheme == "https"
        return chromadb.HttpClient(
            host=address.hostname or url,
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )


def _forget_clients() -> None:
    """Let the next client of a folder open its files; Chroma would hand out a broken or moved one again."""
    SharedSystemClient.clear_system_cache()


@contextmanager
def _translated_errors() -> Iterator[None]:
    """Turn what Chroma, its server connection and the disk raise into one sentence."""
    try:
        yield
    except IndexMismatchError:
        raise
    except (ChromaError, httpx.HTTPError, ValueError, OSError) as error:
        raise IndexUnreadableError(
            f"The index cannot be used ({type(error).__name__}: {str(error)[:160]}). "
            "Check disk space and rights; 'assistant ingest --rebuild' builds it anew from the documents.",
            zh=f"索引用不了（{type(error).__name__}：{str(error)[:160]}）。"
            "请检查磁盘空间和权限；运行assistant ingest --rebuild可以重建。",
        ) from error
    except BaseException as error:
        # A damaged page makes Chroma's Rust part panic, which is no Exception and has no importable type.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnreadableError(
            f"The index is damaged ({str(error)[:160]}). "
            "'assistant ingest --rebuild' builds it anew from the documents.",
            zh=f"索引已损坏（{str(error)[:160]}）。运行assistant ingest --rebuild可以按资料重建。",
        ) from error
