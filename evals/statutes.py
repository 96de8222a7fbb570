"""Ask about statutes that were added to the library: `python -m evals.statutes dev|test`.

Add their folder first with `assistant ingest FOLDER`. The figures stand beside those of each part alone, over
the same library: the vectors of whole texts, and BM25.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from statistics import fmean

from assistant.datatypes import SectionKey
from assistant.goods import embed_generalised
from assistant.retrieval import Retriever
from assistant.service import Assistant
from assistant.settings import Settings
from evals.cases import CASES_FOLDER, Case, read_cases

TOP_K = 5
_CHUNKS = 60
Search = Callable[[str], Sequence[SectionKey]]


def searches(retriever: Retriever) -> dict[str, Search]:
    """Return the ways to search that are compared, by name; each gives sections, best first."""

    def fused(question: str) -> Sequence[SectionKey]:
        return [hit.key for hit in retriever.search(question, top_k=TOP_K).sections]

    def vectors(question: str) -> Sequence[SectionKey]:
        vector = embed_generalised([question], retriever.embedder)[0]
        return list(dict.fromkeys(hit.key for hit in retriever.vectors.search("text", vector, _CHUNKS)))[:TOP_K]

    def words(question: str) -> Sequence[SectionKey]:
        found = retriever.keywords.search(question)
        return sorted(found, key=lambda key: (-found[key], key))[:TOP_K]

    return {"fused": fused, "vectors": vectors, "bm25": words}


def hit_rate(cases: Sequence[Case], search: Search) -> float:
    """Return the share of questions with a section that answers among the first five."""
    return fmean(
        float(bool({*search(case.question)} & {SectionKey(*s) for s in case.expected.sections})) for case in cases
    )


def main() -> int:
    """Print hit@5 by language; return 1 where the fused search is not the best."""
    parser = argparse.ArgumentParser(prog="python -m evals.statutes", description=__doc__)
    parser.add_argument("split", choices=("dev", "test"))
    split = parser.parse_args().split
    cases, _ = read_cases(sorted((CASES_FOLDER / "laws" / split).glob("*.jsonl")))
    retriever = Assistant.open(Settings.from_env(os.environ)).retriever
    worse = False
    for language in ("en", "zh"):
        asked = [case for case in cases if case.language == language]
        rates = {name: hit_rate(asked, search) for name, search in searches(retriever).items()}
        worse = worse or rates["fused"] <= max(rates["vectors"], rates["bm25"])
        told = "  ".join(f"{name} {rate:.3f}" for name, rate in rates.items())
        print(f"{language} ({len(asked)} questions), hit@{TOP_K}: {told}")
    return int(worse)


if __name__ == "__main__":
    sys.exit(main())
