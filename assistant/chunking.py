"""A Document becomes the Chunks that are embedded for it."""

from assistant.datatypes import Chunk, Document, Part, Section, SectionKey
from assistant.language import split_sentences, tokens_of

# In tokens; the packaged model's window has 510.
_LARGEST_WINDOW = 500.0


def split_document(document: Document) -> list[Chunk]:
    """Return the chunks of every section, in order; ids are unique within the library.

    A section gives its whole text with its heading, each of its sentences, and each of its typical
    questions; of a boundary topic only the questions count, for they alone say what it is about. A text that
    is longer than the model's window gives several, for the model would blur them into one. The headings of an
    added document often say little, as in 第十条, so that its title goes with them.
    """
    return [chunk for section in document.sections for chunk in _split_section(document, section)]


def sentence_chunk_id(document: Document, section: Section, number: int) -> str:
    """Return the id of a section's sentence, numbered from 0."""
    return f"{_stem(document, section)}/sentence/{number}"


def question_chunk_id(document: Document, section: Section, number: int) -> str:
    """Return the id of a section's typical question, numbered from 0."""
    return f"{_stem(document, section)}/question/{number}"


def section_of_chunk(id: str) -> SectionKey:
    """Return the section that a chunk is of.

    >>> section_of_chunk("ecl-2018/art-10/en/question/3")
    SectionKey(document='ecl-2018', section='art-10')
    """
    document, _, rest = id.partition("/")
    return SectionKey(document, rest.rsplit("/", 3)[0])


def belief_chunk_ids(document: Document, section: Section) -> list[tuple[str, str]]:
    """Return, for each belief of a section, the ids of its wrong and its right wording."""
    stem = f"{_stem(document, section)}/belief"
    return [(f"{stem}/{2 * number}", f"{stem}/{2 * number + 1}") for number in range(len(section.beliefs))]


def _stem(document: Document, section: Section) -> str:
    return f"{document.id}/{section.id}/{document.language}"


def _split_section(document: Document, section: Section) -> list[Chunk]:
    if document.kind in ("boundary", "small_talk"):
        return _chunks(document, section, "boundary", section.questions)
    return [
        *_chunks(document, section, "text", _windows(document, section)),
        *_chunks(document, section, "sentence", split_sentences(section.text)),
        *_chunks(document, section, "question", section.questions),
        *_chunks(document, section, "belief", [text for one in section.beliefs for text in (one.wrong, one.right)]),
    ]


def _windows(document: Document, section: Section) -> list[str]:
    heading = section.heading if document.built_in else f"{document.title} {section.heading}"
    if tokens_of(section.text) <= _LARGEST_WINDOW:
        return [f"{heading}\n{section.text}"]
    windows = [heading]
    for sentence in split_sentences(section.text):
        if windows[-1] != heading and tokens_of(windows[-1]) + tokens_of(sentence) > _LARGEST_WINDOW:
            windows.append(heading)
        windows[-1] += f"\n{sentence}"
    return windows


def _chunks(document: Document, section: Section, part: Part, texts: tuple[str, ...] | list[str]) -> list[Chunk]:
    key = SectionKey(document.id, section.id)
    stem = _stem(document, section)
    return [Chunk(f"{stem}/{part}/{number}", key, document.language, part, text) for number, text in enumerate(texts)]
