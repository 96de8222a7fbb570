"""Other ways to search the same library, on the same questions, by the same scorers.

`BM25` is the keyword index alone. `E5`, `USE` and `both, whole texts` are the packaged embeddings over whole
sections, without sentences, typical questions and words. `LangChain` is its plain recipe, see
`langchain_baseline.py`. A way that cannot be measured here says why.
"""

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

import numpy as np

from assistant.chunking import split_document
from assistant.datatypes import SectionKey
from assistant.embedding import Vectors, normalise
from assistant.service import Assistant
from evals.cases import Case
from evals.harness import Dataset
from evals.intervals import interval_of
from evals.langchain_baseline import build_langchain_search
from evals.ranking_scorers import Found, Section
from evals.suite import NotMeasurableError
from evals.suites.retrieval import RETRIEVAL

Search = Callable[[str], list[Section]]
Progress = Callable[[str, int, int], None]
_SCORES = ("hit@1", "hit@3", "hit@5", "mrr", "ndcg@10")
_TOP_K = 10
# The packaged vectors hold E5 first, then USE; see assistant/embedding.py.
_E5_DIMENSIONS = 384
_PACKAGED = "e5+use"


def measure_baselines(assistant: Assistant, datasets: Sequence[Dataset], *, progress: Progress) -> list[dict[str, Any]]:
    """Return per split, language and way of searching the retrieval scores with their intervals."""
    rows = []
    ways = {"the assistant": lambda: _own(assistant), **_ways(assistant)}
    for number, (name, build) in enumerate(ways.items()):
        progress("Baselines", number + 1, len(ways))
        try:
            search = build()
        except NotMeasurableError as reason:
            rows += [_row(data.name, language, name, {}, str(reason)) for data, language in _parts(datasets)]
            continue
        for data, language in _parts(datasets):
            cases = [case for case in data.cases if RETRIEVAL.takes(case) and case.language == language]
            if cases:
                rows.append(_row(data.name, language, name, _score(cases, search), ""))
    order = [(data.name, language) for data, language in _parts(datasets)]
    return sorted(rows, key=lambda row: order.index((row["split"], row["language"])))


def _parts(datasets: Sequence[Dataset]) -> list[tuple[Dataset, str]]:
    return [(data, language) for data in datasets for language in ("en", "zh")]


def _row(split: str, language: str, name: str, scores: dict[str, Any], reason: str) -> dict[str, Any]:
    return {"split": split, "language": language, "name": name, "scores": scores, "reason": reason}


def _score(cases: Sequence[Case], search: Search) -> dict[str, dict[str, float]]:
    found = [(case, Found(tuple(dict.fromkeys(search(case.question)))[:_TOP_K])) for case in cases]
    scores = {}
    for name in _SCORES:
        scored = [RETRIEVAL.scorers[name](case, ranking) for case, ranking in found]
        values = [score.value for score in scored if score]
        low, high = interval_of(values)
        scores[name] = {"value": fmean(values), "low": low, "high": high, "count": len(values)}
    return scores


def _own(assistant: Assistant) -> Search:
    return lambda question: [_plain(hit.key) for hit in assistant.retriever.search(question, top_k=_TOP_K).sections]


def _ways(assistant: Assistant) -> dict[str, Callable[[], Search]]:
    return {
        "BM25": lambda: _by_words(assistant),
        "E5, whole texts": lambda: _by_vectors(assistant, slice(None, _E5_DIMENSIONS), packaged=True),
        "USE, whole texts": lambda: _by_vectors(assistant, slice(_E5_DIMENSIONS, None), packaged=True),
        "both, whole texts": lambda: _by_vectors(assistant, slice(None)),
        "LangChain": lambda: build_langchain_search(assistant.library.documents),
    }


def _by_words(assistant: Assistant) -> Search:
    def search(question: str) -> list[Section]:
        scores = assistant.retriever.keywords.search(question)
        return [_plain(key) for key in sorted(scores, key=lambda key: (-scores[key], key))]

    return search


def _by_vectors(assistant: Assistant, columns: slice, *, packaged: bool = False) -> Search:
    if packaged and assistant.embedder.name != _PACKAGED:
        raise NotMeasurableError(f"The embedding is '{assistant.embedder.name}', not the packaged pair.")
    keys, rows = _text_vectors(assistant)
    rows = normalise(rows[:, columns])

    def search(question: str) -> list[Section]:
        vector = normalise(assistant.embedder.embed_questions([question])[:, columns])[0]
        return [_plain(keys[row]) for row in np.argsort(-(rows @ vector), kind="stable")[: 3 * _TOP_K]]

    return search


def _text_vectors(assistant: Assistant) -> tuple[list[SectionKey], Vectors]:
    documents = [one for one in assistant.library.documents if one.kind in ("law", "study")]
    chunks = [chunk for document in documents for chunk in split_document(document) if chunk.part == "text"]
    known = assistant.retriever.vectors.vectors("text", [chunk.id for chunk in chunks])
    return [chunk.key for chunk in chunks], np.stack([known[chunk.id] for chunk in chunks])


def _plain(key: SectionKey) -> Section:
    return key.document.removesuffix("-added"), key.section
