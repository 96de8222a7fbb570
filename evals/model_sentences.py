"""Scripted sentences of a chat model, lies and true paraphrases: what of them reaches the reader?

`python -m evals.model_sentences dev|test [--failures]`. A lie reaches the reader where it is shown in its own
words; a paraphrase keeps its content where it is shown, or the source's sentence that it renders.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.chunking import sentence_chunk_id
from assistant.datatypes import Language, Passage
from assistant.embedding import Embedder, load_embedder
from assistant.ingestion import load_documents
from assistant.language import fold, split_sentences
from assistant.library import Library
from assistant.sentence_stream import read_sentence
from assistant.settings import Settings
from assistant.vetting import Vetter

FOLDER = Path(__file__).with_name("model_sentences")
LIES_SHOWN_AT_MOST = 0.02
CONTENT_LOST_AT_MOST = 0.10


class ModelSentence(BaseModel):
    """A sentence as a model might write it of one section; `told` is the number of the sentence it is about, from 0."""

    model_config = ConfigDict(extra="forbid")

    id: str
    document: str
    section: str
    language: Language
    true: bool = Field(description="a paraphrase; else a lie")
    lie: str | None
    told: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Vetted:
    """A scripted sentence and what was shown in its place, empty where nothing was."""

    case: ModelSentence
    shown: tuple[str, ...]
    own_words: bool
    source: str

    @property
    def good(self) -> bool:
        """Tell whether a lie was kept from the reader, or a paraphrase kept its content."""
        if not self.case.true:
            return not self.own_words
        return self.own_words or fold(self.source) in {fold(text) for text in self.shown}


def read_sentences(half: str) -> list[ModelSentence]:
    """Return the scripted sentences of one half, `dev` or `test`, in order."""
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [ModelSentence.model_validate_json(line) for line in lines]


def vet_sentences(cases: Iterable[ModelSentence], library: Library, embedder: Embedder) -> Iterator[Vetted]:
    """Vet each sentence alone, with its section as the one passage."""
    vectors: dict[str, list[float]] = {}
    for case in cases:
        documents = [one for one in library.documents if (one.id, one.language) == (case.document, case.language)]
        section = next(one for one in documents[0].sections if one.id == case.section)
        passage = Passage(1, case.language, documents[0], section)
        told = split_sentences(section.text)

        def nearness(text: str, passage: Passage, told: list[str] = told) -> list[float]:
            ids = [sentence_chunk_id(passage.document, passage.section, number) for number in range(len(told))]
            if ids[0] not in vectors:
                rows = embedder.embed_passages(told)
                vectors.update(zip(ids, rows.tolist(), strict=True))
            vector = embedder.embed_passages([text])[0]
            return [float(sum(vector * vectors[id])) for id in ids]

        vetter = Vetter([passage], case.language, nearness=nearness)
        for written in read_sentence(case.sentence):
            vetter.take(written)
        shown = tuple(sentence.text for sentence in vetter.composed.sentences)
        own = any(fold(text) not in {fold(one) for one in told} for text in shown)
        yield Vetted(case, shown, own, told[case.told])


def measure(vetted: Iterable[Vetted]) -> dict[str, dict[str, float]]:
    """Return per language which shares of lies were shown, and of paraphrases lost or shown in own words."""
    found = list(vetted)
    figures: dict[str, dict[str, float]] = {}
    for language in ("en", "zh"):
        lies = [one for one in found if one.case.language == language and not one.case.true]
        fair = [one for one in found if one.case.language == language and one.case.true]
        figures[language] = {
            "lies": len(lies),
            "lies shown": sum(not one.good for one in lies) / len(lies),
            "paraphrases": len(fair),
            "content lost": sum(not one.good for one in fair) / len(fair),
            "in own words": sum(one.own_words for one in fair) / len(fair),
        }
    return figures


def main() -> int:
    """Print the figures of one half; return 1 where one is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m evals.model_sentences", description=__doc__)
    parser.add_argument("half", choices=("dev", "test"))
    parser.add_argument("--failures", action="store_true", help="print what went wrong; for the dev half")
    options = parser.parse_args()
    settings = Settings.from_env(os.environ)
    library = Library(load_documents(settings.knowledge, settings.data))
    vetted = list(vet_sentences(read_sentences(options.half), library, load_embedder(settings.embedding)))
    if options.failures:
        for one in vetted:
            if not one.good:
                print(f"{one.case.id} {one.case.lie or 'paraphrase'}: {one.case.sentence} -> {' '.join(one.shown)}")
    missed = 0
    for language, figures in measure(vetted).items():
        print(f"{language}: " + "  ".join(f"{name} {value:.3g}" for name, value in figures.items()))
        over = figures["lies shown"] > LIES_SHOWN_AT_MOST or figures["content lost"] > CONTENT_LOST_AT_MOST
        missed = max(missed, int(over))
    return missed


if __name__ == "__main__":
    sys.exit(main())
