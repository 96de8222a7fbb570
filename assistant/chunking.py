"""A Document becomes the Chunks that are embedded for it."""

from assistant.datatypes import Chunk, Document, Part, Section, SectionKey
from assistant.language import split_sentences


def split_document(document: Document) -> list[Chunk]:
    """Return the chunks of every section, in order; ids are unique within the library.

    A section gives its whole text with its heading, each of its sentences, and each of its typical
    questions; of a boundary topic only the questions count, for they alone say what it is about.
    """
    return [chunk for section in document.sections for chunk in _split_section(document, section)]


def _split_section(document: Document, section: Section) -> list[Chunk]:
    if document.kind == "boundary":
        return _chunks(document, section, "boundary", section.questions)
    return [
        *_chunks(document, section, "text", (f"{section.heading}\n{section.text}",)),
        *_chunks(document, section, "sentence", split_sentences(section.text)),
        *_chunks(document, section, "question", section.questions),
    ]


def _chunks(document: Document, section: Section, part: Part, texts: tuple[str, ...] | list[str]) -> list[Chunk]:
    key = SectionKey(document.id, section.id)
    stem = f"{document.id}/{section.id}/{document.language}/{part}"
    return [Chunk(f"{stem}/{number}", key, document.language, part, text) for number, text in enumerate(texts)]
