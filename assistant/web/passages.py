"""The passage behind a citation, as the page shows it: one section with its validity in words."""

from dataclasses import replace
from datetime import date
from typing import Protocol, TypedDict
from urllib.parse import urlsplit

from assistant.citations import cite, section_name
from assistant.datatypes import Citation, Language, Passage, SectionKey
from assistant.language import is_chinese, split_sentences
from assistant.service import Assistant
from assistant.web.texts import text, write_day


class ShownPassage(TypedDict):
    """What `/passages/{document}/{section}` returns; `paragraphs` hold the sentences of `text` in order.

    `as_cited` is false where the document has changed and the cited version is not kept; `notice` says so.
    """

    title: str
    section: str
    heading: str
    text: str
    paragraphs: list[list[str]]
    joint: str
    language: Language
    validity: str
    status: str | None
    grade: str
    publisher: str
    url: str | None
    original: str
    checked: str
    as_cited: bool
    notice: str


def read_passage(
    assistant: Assistant, key: SectionKey, language: Language, *, interface: Language, version: str | None = None
) -> ShownPassage | None:
    """Return a section in `language`, or in the one language that it exists in; None where there is none.

    With the `version` of a citation it is the section as it was cited, where that can still be read. The words
    about it are in the language of the interface.
    """
    found = assistant.read_section(key, language, version=version)
    if found is None:
        return None
    now = assistant.read_section(key, language)
    as_cited = version is None or found[0].content_hash.startswith(version)
    # A change elsewhere in a document does not concern whoever reads this section.
    former = now is None or now[1].text != found[1].text
    document, section = found if now is None or former else now
    citation = cite(Passage(1, document.language, document, section), assistant.settings.day())
    if former:  # nobody knows whether it still holds
        citation = replace(citation, status=None)
    notice = "" if as_cited and not former else text("passage_former" if as_cited else "passage_changed", interface)
    return ShownPassage(
        title=citation.title,
        section=section_name(citation.section, interface),
        heading=citation.heading,
        text=citation.quote,
        paragraphs=split_paragraphs(citation.quote),
        joint="" if is_chinese(citation.quote) else " ",
        language=document.language,
        validity=describe_validity(citation, interface, replacement=_title_of(assistant, citation, interface)),
        status=citation.status,
        grade="" if citation.grade == "text" else text(citation.grade, interface),
        publisher=" · ".join(part for part in (citation.publisher, citation.document_number) if part),
        url=web_address(citation.url),
        original=text("original", interface, host=urlsplit(citation.url or "").hostname or ""),
        checked=text("checked", interface, day=write_day(citation.checked, interface)) if citation.checked else "",
        as_cited=as_cited,
        notice=notice,
    )


class Dated(Protocol):
    """What has a status and dates: a citation, or a document of the library."""

    @property
    def status(self) -> str | None: ...
    @property
    def effective(self) -> date | None: ...
    @property
    def expires(self) -> date | None: ...


def describe_validity(citation: Dated, language: Language, *, replacement: str | None = None) -> str:
    """Return from when to when a source is in force, in words.

    Nothing for a study, which has no status, and for a source whose dates are not known.
    """
    since = write_day(citation.effective, language) if citation.effective else ""
    end = write_day(citation.expires, language) if citation.expires else ""
    if citation.status in (None, "unknown"):
        return ""
    if citation.status == "replaced" and replacement:
        return text("replaced", language, end=end, title=replacement)
    if citation.status in ("expired", "replaced"):
        return text("expired", language, end=end)
    name = "in_force" if citation.status == "in_force" else "not_yet_in_force"
    return text("in_force_until" if name == "in_force" and end else name, language, day=since, end=end)


def split_paragraphs(passage: str) -> list[list[str]]:
    """Return the sentences of a passage, line by line; counted through, they are those of `split_sentences`.

    >>> split_paragraphs("One. Two.\\n\\n- Three.")
    [['One.', 'Two.'], ['Three.']]
    """
    waiting = split_sentences(passage)
    paragraphs: list[list[str]] = []
    for line in filter(None, (line.strip() for line in passage.splitlines())):
        told: list[str] = []
        while waiting and waiting[0] in line:
            told.append(waiting.pop(0))
            line = line.split(told[-1], 1)[1]
        paragraphs.append(told)
    return [told for told in paragraphs if told]


def web_address(url: str | None) -> str | None:
    """Return `url` where it leads to a web page, else None: a document may carry any text as its address.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _title_of(assistant: Assistant, citation: Citation, language: Language) -> str | None:
    document = assistant.library.document(f"{citation.replaced_by}.{language}")
    return document.title if document else None
