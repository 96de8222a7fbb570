"""The parts of the assistant that a benchmark times, each beside the bare part that does the work in it."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from assistant.chunking import split_document
from assistant.datatypes import Document, Part
from assistant.embedding import (
    Embedder,
    SentenceTransformerEmbedder,
    Task,
    Vectors,
    encode_raw,
    load_engines,
    packaged_name,
)
from assistant.errors import UnreadableInputError
from assistant.ingestion import synchronise
from assistant.keyword_index import KeywordIndex
from assistant.language import split_sentences
from assistant.library import Library
from assistant.service import Assistant
from assistant.stopwatch import Clock, Times, time_side_by_side
from assistant.tokenizing import tokenize
from assistant.typology import FACT_VALUES
from assistant.vector_index import VectorIndex

Encode = Callable[[Sequence[str], Task], object]
_BATCH = 32
_NEIGHBOURS: dict[Part, int] = {"text": 150, "sentence": 150, "question": 150, "boundary": 30}
_VARIED = ("makes_own_goods", "sells_own_goods_online", "links_chain", "partners", "stage", "price_cutting")
# About 150 words, and as much in Chinese: what somebody tells of a business.
STORIES = (
    "My wife and I grow forty mu of kiwi in the hills above the county town and have sold it online for three years, "
    "all from our own trees. In the first year we were the only ones. Now twelve families around us sell the same "
    "fruit on the same platform, and every autumn somebody cuts the price and the others follow. We have no brand of "
    "our own; the boxes come without a name. Last season one parcel in six arrived soft, and the platform took its "
    "share all the same, so that little was left after the fees. A cousin who came back from the city helps us with "
    "the livestream twice a week. There is a cooperative in the next village, but nobody here has joined it. The "
    "courier picks up once a day. We would like to process the small fruit into dried slices and to find shops in the "
    "city that take the best of it, and we do not know where to begin.",
    "我和老伴在县城后山种了四十亩猕猴桃，在网上卖了三年，全是自家树上结的。头一年就我们一家卖，如今周围十二户都在同一个"
    "平台上卖一样的果子，一到秋天就有人先降价，别人跟着降。我们没有自己的牌子，箱子上连个名字都没有。去年每六个包裹就有"
    "一个到手是软的，平台的钱照样扣，扣完费用剩不下几个。从城里回来的表弟一周帮我们直播两回。邻村有个合作社，我们村没人"
    "加入。快递一天来收一次。小果子想切片烘干，好果子想找城里的水果店来收，可不知道从哪里下手。",
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is measured: passages to ingest, questions to ask, profiles to classify, descriptions to read."""

    passages: int = 250
    questions: int = 40
    profiles: int = 40
    descriptions: int = 8


USUAL_AMOUNTS = Amounts()


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured, in `unit`; `bare` is the same of the bare part, which `bare_part` names.

    `ratio` is the share of the bare part's speed that is left, or of the memory that it would do with alone.
    """

    name: str
    value: float
    unit: str
    p95: float | None = None
    bare: float | None = None
    bare_part: str | None = None

    @property
    def ratio(self) -> float | None:
        """1 where nothing is lost; higher is better."""
        if not self.bare or not self.value:
            return None
        return self.value / self.bare if self.unit.endswith("/s") else self.bare / self.value


def bare_encoder(embedder: SentenceTransformerEmbedder) -> Encode:
    """Return what runs the model of an embedder alone, its results neither centred nor joined."""
    if embedder.name == packaged_name():
        return lambda texts, task: [encode_raw(engine, texts, task) for engine in load_engines()]
    model = embedder.model
    encoders = {"query": model.encode_query, "document": model.encode_document}
    return lambda texts, task: encoders[task](list(texts), batch_size=_BATCH, show_progress_bar=False)


def measure_ingestion(library: Library, embedder: Embedder, encode: Encode, count: int, *, clock: Clock) -> Figure:
    """Return passages a second that are split, embedded and stored, of about `count`; bare, they are only embedded.

    The index is a new one that is thrown away. Typical questions are left out: added documents have none.
    """
    documents = _take_documents(library, count)
    # Longest first, as sentence-transformers batches them: it is the faster way, and the bare model is owed it.
    texts = [sorted((chunk.text for chunk in split_document(one)), key=len, reverse=True) for one in documents]

    def embed(place: int) -> None:
        for start in range(0, len(texts[place]), _BATCH):
            encode(texts[place][start : start + _BATCH], "document")

    with tempfile.TemporaryDirectory(prefix="assistant-benchmark-", ignore_cleanup_errors=True) as folder:
        index = VectorIndex.open(Path(folder), embedder.name)
        ingested: list[Document] = []

        def ingest(place: int) -> None:
            ingested.append(documents[place])
            synchronise(ingested, index, embedder)

        bare, whole = time_side_by_side((embed, ingest), range(len(documents)), clock=clock)
    passages = sum(map(len, texts))
    rates = passages / whole.total, passages / bare.total
    return Figure("ingestion", rates[0], "passages/s", bare=rates[1], bare_part="the model on the same passages")


def _take_documents(library: Library, count: int) -> list[Document]:
    """Return documents from all over the library, until they hold `count` passages."""
    searched = [document for document in library.documents if document.kind in ("law", "study")]
    plain = [
        replace(
            document,
            built_in=False,
            sections=tuple(replace(section, questions=(), beliefs=()) for section in document.sections),
        )
        for document in searched
    ]
    taken: list[Document] = []
    passages = 0
    for document in (plain[place] for place in _spread(len(plain))):
        if passages >= count:
            break
        taken.append(document)
        passages += len(split_document(document))
    return taken


def _spread(count: int) -> list[int]:
    """Return the numbers below `count`, far ones after one another, the same on every machine.

    >>> _spread(5)
    [0, 2, 4, 1, 3]
    """
    return sorted(range(count), key=lambda number: number * 0.618033988749895 % 1.0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what the bare parts of its search are given."""

    question: str
    vector: Vectors
    words: list[str]


def measure_questions(assistant: Assistant, encode: Encode, count: int, *, clock: Clock) -> Iterator[Figure]:
    """Yield the milliseconds of a question's embedding, search and answer; each is asked once."""
    index, embedder, library = assistant.index, assistant.embedder, assistant.library
    questions = _take_questions(library, count)
    if index is None or not questions:
        raise UnreadableInputError(
            "The library is empty, so that there is nothing to measure. Add documents first.",
            zh="知识库是空的，没有可测的。请先添加文件。",
        )
    keywords, retriever = KeywordIndex(library.sections), assistant.retriever
    matrices = {part: vectors for part in _NEIGHBOURS if (vectors := index.all_vectors(part)).size}
    asked = [_Asked(one, embedder.embed_questions([one])[0], tokenize(one)) for one in questions]

    def search_all(one: _Asked) -> None:
        for part, top_k in _NEIGHBOURS.items():
            index.search(part, one.vector, top_k)

    def compare_all(one: _Asked) -> None:
        for part, matrix in matrices.items():
            top_k = min(_NEIGHBOURS[part], len(matrix) - 1)
            np.argpartition(matrix @ one.vector, -top_k)

    ways: dict[str, Callable[[_Asked], object]] = {
        "bare_embedding": lambda one: encode([one.question], "query"),
        "embedding": lambda one: embedder.embed_questions([one.question]),
        "bare_vectors": compare_all,
        "vectors": search_all,
        "bare_words": lambda one: keywords.score(one.words),
        "words": lambda one: keywords.search(one.question),
        "retrieval": lambda one: retriever.search(one.question),
        "answer": lambda one: assistant.ask(one.question),
    }
    times = dict(zip(ways, time_side_by_side(tuple(ways.values()), asked, clock=clock), strict=True))
    parts = sum(times[name].median_ms for name in ("embedding", "vectors", "words"))
    yield _figure("question_embedding", times["embedding"], times["bare_embedding"].median_ms, "the model alone")
    yield _figure("vector_search", times["vectors"], times["bare_vectors"].median_ms, "an exact search in NumPy")
    yield _figure("keyword_search", times["words"], times["bare_words"].median_ms, "BM25 of words that are cut already")
    yield _figure("retrieval", times["retrieval"], parts, "the three above, one after the other")
    yield _figure("answer", times["answer"], times["retrieval"].median_ms, "retrieval alone")


def _take_questions(library: Library, count: int) -> list[str]:
    """Return typical questions, or headings where there are none, from all over the library in all its languages."""
    pairs = [section for languages in library.sections.values() for _, section in languages.values()]
    asked = [section.questions[0] if section.questions else section.heading for section in pairs]
    return [asked[place] for place in _spread(len(asked))[:count]]


def measure_advice(
    assistant: Assistant, encode: Encode, *, profiles: int, descriptions: int, clock: Clock
) -> Iterator[Figure]:
    """Yield the milliseconds of a classification, of reading a description of 150 words, and of its draft."""
    (classified,) = time_side_by_side(
        (lambda profile: assistant.classify(profile=profile),), _take_profiles(profiles), clock=clock
    )
    yield Figure("classification", classified.median_ms, "ms", p95=classified.p95_ms)
    stories = [STORIES[number % len(STORIES)] for number in range(descriptions)]
    bare, read, drafted = time_side_by_side(
        (
            lambda story: encode(split_sentences(story), "query"),
            lambda story: assistant.classify(text=story),
            lambda story: assistant.draft(story),
        ),
        stories,
        clock=clock,
    )
    yield _figure("reading", read, bare.median_ms, "the model on its sentences")
    yield _figure("draft", drafted, read.median_ms, "reading alone")


def _take_profiles(count: int) -> list[dict[str, str]]:
    every = [dict(zip(_VARIED, values, strict=True)) for values in product(*(FACT_VALUES[fact] for fact in _VARIED))]
    return [every[place] for place in _spread(len(every))[:count]]


def _figure(name: str, times: Times, bare_ms: float, bare_part: str) -> Figure:
    return Figure(name, times.median_ms, "ms", p95=times.p95_ms, bare=bare_ms, bare_part=bare_part)
