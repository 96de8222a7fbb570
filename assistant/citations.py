"""Citations: what a passage is called, whether it is in force on a day, and its marker in the text."""

import re
from datetime import date

from assistant.datatypes import Citation, Document, Language, Passage, Section, Status, Validity

_CLOSING = re.compile(r"([。！？；.!?;:：]+[”\"」』）)]*)$")


def status_on(validity: Validity, day: date) -> Status:
    """Return whether a text is in force on `day`; what neither date decides is 'unknown'.

    >>> status_on(Validity(date(2027, 1, 1)), date(2026, 11, 23))
    'not_yet_in_force'
    >>> status_on(Validity(date(2019, 1, 1), date(2026, 12, 31), "trademark-2026"), date(2027, 1, 1))
    'replaced'
    """
    if validity.effective and day < validity.effective:
        return "not_yet_in_force"
    if validity.expires and day > validity.expires:
        return "replaced" if validity.replaced_by else "expired"
    return "in_force" if validity.effective else "unknown"


def validity_of(document: Document, section: Section) -> Validity:
    """Return a section's dates, each its own where it has one, else the document's."""
    own, whole = section.validity or Validity(), document.validity
    return Validity(
        own.effective or whole.effective, own.expires or whole.expires, own.replaced_by or whole.replaced_by
    )


def cite(passage: Passage, day: date) -> Citation:
    """Return the citation of a passage, with its whole section as the quote. A study has no status."""
    document, section = passage.document, passage.section
    validity = validity_of(document, section)
    return Citation(
        number=passage.number,
        document=document.id,
        title=document.title,
        section=section.id,
        heading=section.heading,
        quote=section.text,
        language=passage.language,
        grade=section.grade,
        status=None if document.kind == "study" else status_on(validity, day),
        effective=validity.effective,
        expires=validity.expires,
        replaced_by=validity.replaced_by,
        url=document.url,
        publisher=document.publisher,
        document_number=document.document_number,
        checked=document.checked,
        note=document.note,
        version=document.content_hash,
        added=not document.built_in,
    )


_DAY = r"\d{4}-\d\d-\d\d"
# How the front matter's note says which version of a text is held, in either language, and from when that holds.
_VERSION = re.compile(
    rf"text is the (?:version|one) (?:amended|revised)(?: last)? on (?P<en>{_DAY})"
    rf"(?:, in force from (?P<since>{_DAY}))?"
    rf"|内容为(?P<zh>{_DAY})(?:最近一次)?(?:修正|修订)(?:、(?P<from>{_DAY})起施行)?"
)


def version_of(citation: Citation) -> tuple[date, date | None] | None:
    """Return on which day the text that is cited was last amended, and from when that version holds, where known.

    None where the text stands as it was first enacted, or a section has dates of its own.
    """
    found = _VERSION.search(citation.note or "")
    if found is None:
        return None
    amended, since = found["en"] or found["zh"], found["since"] or found["from"]
    day = date.fromisoformat(amended)
    if citation.effective and citation.effective > day:
        return None
    return day, date.fromisoformat(since) if since else None


def mark(sentence: str, numbers: tuple[int, ...]) -> str:
    """Return a sentence with its citation markers before the closing mark.

    >>> mark("要登记。", (1,)), mark("It must.", (1, 2))
    ('要登记[1]。', 'It must [1][2].')
    """
    if not numbers:
        return sentence
    markers = "".join(f"[{number}]" for number in numbers)
    closing = _CLOSING.search(sentence)
    body, end = (sentence[: closing.start()], closing[1]) if closing else (sentence, "")
    blank = " " if body and body[-1].isascii() and not end.startswith(("。", "；", "！", "？")) else ""
    return f"{body}{blank}{markers}{end}"


def without_marks(text: str) -> str:
    """Return a text without its citation markers.

    >>> without_marks("要登记[1]。It must [1][2].")
    '要登记。It must.'
    """
    return re.sub(r" ?(?:\[\d+\])+", "", text)


def section_name(section_id: str, language: Language) -> str:
    """Return how a section is called in a reference: articles by number, sections of a study by §.

    >>> section_name("art-10", "en"), section_name("art-10", "zh"), section_name("3.2.1", "zh")
    ('article 10', '第10条', '§3.2.1')
    """
    article = re.fullmatch(r"art-(\d+)(?:-(\d+))?", section_id)
    if article:
        added = article[2]
        if language == "zh":
            return f"第{article[1]}条" + (f"之{added}" if added else "")
        return f"article {article[1]}" + (f"-{added}" if added else "")
    return f"§{section_id}" if re.fullmatch(r"\d+(\.\d+)*", section_id) else ""
