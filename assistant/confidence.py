"""What a confidence means in words, as it was measured: right so many times in ten.

The table is made by `assistant evaluate --calibrate` on the project's own questions, by language.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.datatypes import Language
from assistant.phrases import phrase

# Nobody is told that an answer is always right.
_MOST_SAID = 9
CONFIDENCE_FILE = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True, slots=True)
class Band:
    """Answers from one confidence on: how many were judged and which share of them was right."""

    start: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class ConfidenceTable:
    """Bands by language, the lowest confidence first, with the gates' versions and the embedding they rest on."""

    gate: str
    bands: Mapping[Language, Sequence[Band]]
    embedding: str | None = None

    def band(self, confidence: float, language: Language) -> Band | None:
        """Return the band of a confidence, the lowest band for what is under it; None without bands."""
        bands = self.bands.get(language, ())
        return max((band for band in bands if band.start <= confidence), key=lambda band: band.start, default=None) or (
            bands[0] if bands else None
        )


@cache
def load_confidence(path: Path = CONFIDENCE_FILE) -> ConfidenceTable:
    """Read the table that was measured last."""
    read = json.loads(path.read_text(encoding="utf-8"))
    bands: dict[Language, tuple[Band, ...]] = {
        language: tuple(Band(band["from"], band["right"], band["count"]) for band in found)
        for language, found in read["bands"].items()
    }
    return ConfidenceTable(read["gate"], bands, read.get("embedding"))


def confidence_words(
    confidence: float | None, language: Language, *, table: ConfidenceTable | None = None
) -> str | None:
    """Return what a confidence is worth, rounded down; None where the answer has none or nothing was measured.

    >>> table = ConfidenceTable("v1", {"en": (Band(0.6, 0.78, 60), Band(0.9, 0.96, 60))})
    >>> confidence_words(0.7, "en", table=table)
    'In our tests, answers as sure as this one were right 7 times in 10.'
    """
    band = (table or load_confidence()).band(confidence, language) if confidence is not None else None
    return phrase("confidence", language, times=min(_MOST_SAID, int(band.right * 10))) if band else None
