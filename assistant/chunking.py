"""A Document becomes the Chunks that are embedded for it."""

from assistant.datatypes import Chunk, Document, Part, Section, SectionKey
from assistant.language import split_sentences


def split_document(document: Document) -> list[Chunk]:
    """Return the chunks of every section, in order; ids are unique within the library.

    A section gives its whole text with its heading, each of its sentences, and each of its typical
    questions; of a boundary topic only the questions count, for they alone say what it is about.
    """
    return [chunk for section in document.sections for chunk in _split_section(document, section)]


def sentence_chunk_id(document: Document, section: Section, number: int) -> str:
    """Return the id of a section's sentence, numbered from 0."""
    return f"{_stem(document, section)}/sentence/{number}"


def question_chunk_id(document: Document, section: Section, number: int) -> str:
    """Return the id of a section's typical question, numbered from 0."""
    return f"{_stem(document, section)}/question/{number}"


def _stem(document: Document, section: Section) -> str:
    return f"{document.id}/{section.id}/{document.language}"


def _split_section(document: Document, section: Section) -> list[Chunk]:
    if document.kind in ("boundary", "small_talk"):
        return _chunks(document, section, "boundary", section.questions)
    return [
        *_chunks(document, section, "text", (f"{section.heading}\n{section.text}",)),
        *_chunks(document, section, "sentence", split_sentences(section.text)),
        *_chunks(document, section, "question", section.questions),
    ]


def _chunks(document: Document, section: Section, part: Part, texts: tuple[str, ...] | list[str]) -> list[Chunk]:
    key = SectionKey(document.id, section.id)
    stem = _stem(document, section)
    return [Chunk(f"{stem}/{part}/{number}", key, document.language, part, text) for number, text in enumerate(texts)]
