"""Citations: status on a day, markers, names of sections."""

from datetime import date

import pytest

from assistant.citations import cite, mark, section_name, status_on, validity_of, version_of
from assistant.datatypes import Document, Passage, Section, Validity

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("validity", "status"),
    [
        (Validity(date(2020, 1, 1)), "in_force"),
        (Validity(date(2026, 11, 23)), "in_force"),
        (Validity(date(2026, 11, 24)), "not_yet_in_force"),
        (Validity(date(2020, 1, 1), date(2026, 11, 22)), "expired"),
        (Validity(date(2020, 1, 1), date(2026, 11, 23)), "in_force"),
        (Validity(date(2020, 1, 1), date(2026, 1, 1), "new-law"), "replaced"),
        (Validity(None, date(2025, 12, 31)), "expired"),
        (Validity(), "unknown"),
    ],
)
def test_the_status_is_computed_for_the_day(validity: Validity, status: str) -> None:
    assert status_on(validity, DAY) == status


def document(kind: str = "law") -> Document:
    section = Section("art-1", "One", "Text.", validity=Validity(date(2027, 1, 1)))
    return Document("d", "en", "D", (section,), "hash", kind=kind, validity=Validity(date(2020, 1, 1)))  # type: ignore[arg-type]


def test_a_sections_own_date_goes_before_its_documents() -> None:
    found = document()
    assert validity_of(found, found.sections[0]).effective == date(2027, 1, 1)


def test_a_citation_quotes_the_section_and_tells_its_status() -> None:
    found = document()
    citation = cite(Passage(1, "en", found, found.sections[0]), DAY)
    assert (citation.quote, citation.status, citation.number) == ("Text.", "not_yet_in_force", 1)


def test_a_study_has_no_status() -> None:
    found = document("study")
    assert cite(Passage(1, "en", found, found.sections[0]), DAY).status is None


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("要登记。", "要登记[1]。"),
        ("It must.", "It must [1]."),
        ("要“登记。”", "要“登记[1]。”"),
        ("no end", "no end [1]"),
    ],
)
def test_the_marker_stands_before_the_closing_mark(sentence: str, marked: str) -> None:
    assert mark(sentence, (1,)) == marked


@pytest.mark.parametrize(
    ("id", "en", "zh"),
    [
        ("art-10", "article 10", "第10条"),
        ("art-12-1", "article 12-1", "第12条之1"),
        ("3.2.1", "§3.2.1", "§3.2.1"),
        ("x", "", ""),
    ],
)
def test_a_section_is_called_as_its_readers_call_it(id: str, en: str, zh: str) -> None:
    assert (section_name(id, "en"), section_name(id, "zh")) == (en, zh)


def test_what_a_section_does_not_date_is_dated_by_its_document() -> None:
    section = Section("art-1", "One", "Text.", validity=Validity(expires=date(2028, 1, 1)))
    whole = Document("d", "en", "D", (section,), "h", validity=Validity(date(2020, 1, 1), date(2030, 1, 1), "e"))
    assert validity_of(whole, section) == Validity(date(2020, 1, 1), date(2028, 1, 1), "e")


def test_a_citation_names_where_it_comes_from() -> None:
    section = Section("art-1", "一", "文。", grade="reported")
    found = Document("d", "zh", "法", (section,), "h", publisher="县", url="https://x.cn", checked=DAY, note="草案")
    citation = cite(Passage(3, "zh", found, section), DAY)
    assert (citation.publisher, citation.url, citation.checked, citation.note) == ("县", "https://x.cn", DAY, "草案")
    assert (citation.grade, citation.language, citation.status) == ("reported", "zh", "unknown")


def test_a_sentence_without_citations_gets_no_marker() -> None:
    assert mark("It must.", ()) == "It must."


def test_several_markers_stand_in_the_order_given() -> None:
    assert mark("要登记吗？！", (2, 1)) == "要登记吗[2][1]？！"


@pytest.mark.parametrize(("sentence", "marked"), [("", "[1]"), ("。", "[1]。"), ("适用VAT。", "适用VAT[1]。")])
def test_a_short_or_mixed_sentence_is_marked_without_a_blank(sentence: str, marked: str) -> None:
    assert mark(sentence, (1,)) == marked


@pytest.mark.parametrize(
    ("note", "version"),
    [
        ("The text is the version amended on 2013-10-25; start recalled.", (date(2013, 10, 25), None)),
        (
            "The text is the one amended last on 2025-09-12, in force from 2025-12-01.",
            (date(2025, 9, 12), date(2025, 12, 1)),
        ),
        ("内容为2025-09-12最近一次修正、2025-12-01起施行的文本。", (date(2025, 9, 12), date(2025, 12, 1))),
        ("内容为2020-10-23修订后的版本。", (date(2020, 10, 23), None)),
        ("First adopted on 2009-02-28.", None),
        (None, None),
    ],
)
def test_the_version_that_is_cited_is_told_from_the_note(note: str | None, version: object) -> None:
    section = Section("art-1", "One", "Text.")
    whole = Document("d", "en", "D", (section,), "hash", kind="law", validity=Validity(date(2010, 1, 1)), note=note)
    assert version_of(cite(Passage(1, "en", whole, section), DAY)) == version


def test_a_section_younger_than_the_amendment_keeps_its_own_date() -> None:
    section = Section("art-1", "One", "Text.", validity=Validity(date(2027, 1, 1)))
    whole = Document(
        "d", "en", "D", (section,), "hash", kind="law", note="The text is the version amended on 2013-10-25."
    )
    assert version_of(cite(Passage(1, "en", whole, section), DAY)) is None
