"""All documents that are searched, by section: the two languages of a document stand together."""

from collections.abc import Iterable

from assistant.datatypes import Document, Language, Section, SectionKey


class Library:
    """The documents of one moment; a changed library is a new one."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(sorted(documents, key=lambda document: document.key))
        self.sections = _by_section(document for document in self.documents if document.kind in ("law", "study"))
        self.boundaries = _by_section(document for document in self.documents if document.kind in ("boundary", "small_talk"))

    def document(self, key: str) -> Document | None:
        """Return the document of a key such as `ecl-2018.zh`."""
        return next((document for document in self.documents if document.key == key), None)

    def boundary(self, key: SectionKey, language: Language) -> tuple[Document, Section]:
        """Return a boundary topic in `language`, or in the one that it exists in."""
        languages = self.boundaries[key]
        return languages.get(language) or next(iter(languages.values()))


def _by_section(documents: Iterable[Document]) -> dict[SectionKey, dict[Language, tuple[Document, Section]]]:
    sections: dict[SectionKey, dict[Language, tuple[Document, Section]]] = {}
    for document in documents:
        for section in document.sections:
            sections.setdefault(SectionKey(document.id, section.id), {})[document.language] = (document, section)
    return sections
