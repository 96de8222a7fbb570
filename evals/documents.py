"""The search broken down by document: does each of them have its questions answered, in each language?"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

SCORE = "hit@3"
# What each document should reach. One with a few questions falls under it by a single miss, so this is no limit.
WANTED = 0.95


@dataclass(frozen=True, slots=True)
class DocumentFigure:
    """How many questions about a document had an expected section among the first three retrieved."""

    split: str
    language: str
    document: str
    count: int
    found: int


def count_by_document(cases: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a row for each split, language and document, in this order, from the cases of a run.

    A question that several documents answer is counted for each of them, and found where any answers it.
    """
    counts: dict[tuple[str, str, str], list[float]] = {}
    for case in cases:
        score = case["scores"].get("retrieval", {}).get(SCORE)
        if score is not None:
            for document in {document for document, _ in case["expected"]["sections"]}:
                counts.setdefault((case["split"], case["language"], document), []).append(score["value"])
    return [asdict(DocumentFigure(*key, len(values), int(sum(values)))) for key, values in sorted(counts.items())]


def document_lines(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Return a sentence for each split and language: how many documents reach what is wanted, and which do not.

    >>> document_lines([{"split": "dev", "language": "en", "document": "ecl-2018", "count": 4, "found": 3}])
    ['dev/en: hit@3 is 0.95 or better for 0 of 1 documents; under it: ecl-2018 3 of 4.']
    """
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        parts.setdefault(f"{row['split']}/{row['language']}", []).append(row)
    return [_line(part, found) for part, found in parts.items()]


def is_under(row: dict[str, Any]) -> bool:
    """Tell whether a document does not reach what is wanted."""
    return bool(row["found"] < WANTED * row["count"])


def _line(part: str, rows: list[dict[str, Any]]) -> str:
    under = [f"{row['document']} {row['found']} of {row['count']}" for row in rows if is_under(row)]
    told = f"{part}: {SCORE} is {WANTED} or better for {len(rows) - len(under)} of {len(rows)} documents"
    return f"{told}; under it: {', '.join(under)}." if under else f"{told}."
