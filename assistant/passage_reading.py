"""The sections that were found for a question, read beside it."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.composing import sentences_of
from assistant.datatypes import Language, RetrievedSection, SectionKey
from assistant.embedding import Vectors
from assistant.language import detect_language, split_sentences
from assistant.passage_model import (
    LONGEST_PASSAGE,
    PassageModel,
    PassageReading,
    choose_sentences,
    load_passage_model,
)
from assistant.premise_checks import Correction
from assistant.retrieval import Retrieved
from assistant.vector_index import VectorIndex

# Two sections tell best what a question rests on; whether the sources answer, one tells as well: over ten folds of our
# own questions the area under the curve is 0.987 with one and 0.988 with two.
_MOST_READ = 2
# A section that answers, and that contradicts so little (log-odds), needs none beside it: of 176 questions with a wrong
# premise, one is missed for it, and of the others four in ten are answered sooner.
_SETTLED = -2.5
# From these log-odds on a sentence is clearly the one that contradicts.
_CLEARLY = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ReadSection:
    """A section with those of its sentences that were read, in order, and what they are to the question."""

    section: RetrievedSection
    sentences: tuple[str, ...]
    reading: PassageReading


def read_sections(
    question: str, retrieved: Retrieved, index: VectorIndex, *, besides: Collection[SectionKey] = ()
) -> Iterator[ReadSection]:
    """Yield the best sections that were found, without those `besides`, as they read beside a question, best first.

    Each is read when it is asked for; of a long one, the sentences that are nearest to the question. There are none
    where the packaged model is not on this machine, and where the question is in a language that the first section does
    not exist in, for the model learned from pairs in one language.
    """
    model, language = load_passage_model(), detect_language(question)
    hits = [hit for hit in retrieved.sections if hit.key not in besides][:_MOST_READ]
    if model is None or language is None or not hits or language not in hits[0].languages:
        return
    for hit in hits:
        if language in hit.languages:
            sentences = _nearest(hit, retrieved.vector, language, index, model)
            yield ReadSection(hit, sentences, model.read(question, sentences))


def settles(read: ReadSection) -> bool:
    """Tell whether a section answers a question and contradicts so little that no other is read for a premise."""
    return read.reading.answers > 0 and read.reading.contradicts < _SETTLED


def most_contradicting(read: Sequence[ReadSection]) -> ReadSection:
    """Return the section that contradicts most; the first of equal ones."""
    return max(read, key=lambda one: one.reading.contradicts)


def correct_by(question: str, read: Sequence[ReadSection], other: Correction | None) -> Correction | None:
    """Return the correction by the sentence that contradicts most where one clearly does, else the `other` one."""
    most = most_contradicting(read)
    odds = [sentence.contradicts for sentence in most.reading.sentences]
    place = max(range(len(odds)), key=odds.__getitem__)
    if odds[place] < _CLEARLY:
        return other
    return Correction(question, most.section, most.sentences[place], 1 / (1 + math.exp(-odds[place])))


def _nearest(
    hit: RetrievedSection, asked: Vectors, language: Language, index: VectorIndex, model: PassageModel
) -> tuple[str, ...]:
    """Return the sentences of a section that fit, those nearest to the question, in their order."""
    _, document, section = hit.in_language(language)
    texts = split_sentences(section.text)
    sizes = [model.count_pieces(text) for text in texts]
    if sum(sizes) <= LONGEST_PASSAGE:
        return tuple(texts)
    _, vectors = sentences_of(document, section, index)
    near = [float(own @ asked) if own is not None else 0.0 for own in vectors]
    return tuple(texts[place] for place in choose_sentences(sizes, near))
