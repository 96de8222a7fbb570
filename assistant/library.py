"""All documents that are searched, by section: the two languages of a document stand together."""

import re
from collections.abc import Iterable

from assistant.datatypes import Document, Language, Section, SectionKey
from assistant.language import fold

# How people call a study when they ask what it says.
_STUDY = re.compile(r"\b(?:paper|study|author|researcher)s?\b|论文|文章|作者|这篇")
# A shorter title is a word that says little.
_SHORTEST_TITLE = 3


class Library:
    """The documents of one moment; a changed library is a new one."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(sorted(documents, key=lambda document: document.key))
        self._titles = {document.key: _plain_title(document.title) for document in self.documents}
        self.sections = _by_section(document for document in self.documents if document.kind in ("law", "study"))
        self.boundaries = _by_section(
            document for document in self.documents if document.kind in ("boundary", "small_talk")
        )

    def named_in(self, question: str) -> frozenset[str]:
        """Return the ids of documents that a question names: by title, or a study as 'the paper'."""
        asked = fold(question)
        study = _STUDY.search(asked) is not None
        return frozenset(
            document.id
            for document in self.documents
            if (study and document.kind == "study") or (document.kind == "law" and self._titles[document.key] in asked)
        )

    def document(self, key: str) -> Document | None:
        """Return the document of a key such as `ecl-2018.zh`."""
        return next((document for document in self.documents if document.key == key), None)

    def boundary(self, key: SectionKey, language: Language) -> tuple[Document, Section]:
        """Return a boundary topic in `language`, or in the one that it exists in."""
        languages = self.boundaries[key]
        return languages.get(language) or next(iter(languages.values()))


def _plain_title(title: str) -> str:
    """Return a title as it is said, without the year in brackets; a very short one names nothing."""
    plain = re.sub(r"\([^)]*\)", "", fold(title)).strip()
    return plain if len(plain) >= _SHORTEST_TITLE else "\n"


def _by_section(documents: Iterable[Document]) -> dict[SectionKey, dict[Language, tuple[Document, Section]]]:
    sections: dict[SectionKey, dict[Language, tuple[Document, Section]]] = {}
    for document in documents:
        for section in document.sections:
            sections.setdefault(SectionKey(document.id, section.id), {})[document.language] = (document, section)
    return sections
