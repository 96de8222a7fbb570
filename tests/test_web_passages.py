"""The passage behind a citation."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Citation, SectionKey
from assistant.language import split_sentences
from assistant.service import Assistant
from assistant.web.passages import describe_validity, read_passage, split_paragraphs, web_address

_CITATION = Citation(1, "law-1", "Law", "art-1", "Heading", "Text.", "en", "text", "in_force", date(2019, 1, 1))


def test_a_passage_has_its_name_and_its_validity_in_words(assistant) -> None:  # type: ignore[no-untyped-def]
    shown = read_passage(assistant, SectionKey("ecl-2018", "art-10"), "zh", interface="zh")
    assert shown is not None
    assert (shown["title"], shown["section"]) == ("电子商务法", "第10条")
    assert shown["validity"] == "2019年1月1日起施行，现行有效"
    assert shown["checked"].endswith("核对")


def test_the_words_about_a_passage_follow_the_interface(assistant) -> None:  # type: ignore[no-untyped-def]
    shown = read_passage(assistant, SectionKey("ecl-2018", "art-10"), "zh", interface="en")
    assert shown is not None
    assert shown["language"] == "zh"
    assert shown["validity"] == "In force since 1 January 2019"
    assert shown["section"] == "article 10"


def test_the_paper_is_neither_in_force_nor_expired(assistant) -> None:  # type: ignore[no-untyped-def]
    shown = read_passage(assistant, SectionKey("paper", "4.3"), "en", interface="en")
    assert shown is not None
    assert (shown["validity"], shown["section"]) == ("", "§4.3")


_NOTICE = "## art-1 Stalls\n\nA stall costs {fee} yuan a day.\n\n## art-2 Hours\n\nIt opens at {hour}.\n"
_STALLS = SectionKey("notice", "art-1")


def _add_notice(assistant: Assistant, folder: Path, *, fee: int, hour: str) -> str:
    (folder / "notice.md").write_text(_NOTICE.format(fee=fee, hour=hour))
    assistant.ingest([folder / "notice.md"], effective=date(2026, 5, 1))
    return assistant.versions("notice.en")[0].content_hash


def test_an_old_citation_opens_what_it_cited(small_assistant: Assistant, tmp_path: Path) -> None:
    first = _add_notice(small_assistant, tmp_path, fee=12, hour="six")
    last = _add_notice(small_assistant, tmp_path, fee=15, hour="six")
    shown = [
        read_passage(small_assistant, _STALLS, "en", interface="zh", version=version)
        for version in (last[:16], first[:16], None)
    ]
    assert [(one["text"][14:16], one["validity"] != "", one["notice"]) for one in shown if one] == [
        ("15", True, ""),
        ("12", False, "这个回答之后，资料有改动。下面是当时引用的原文。"),
        ("15", True, ""),
    ]


def test_a_citation_of_a_document_that_was_removed_opens_what_it_cited(
    small_assistant: Assistant, tmp_path: Path
) -> None:
    first = _add_notice(small_assistant, tmp_path, fee=12, hour="six")
    small_assistant.remove("notice")
    shown = read_passage(small_assistant, _STALLS, "en", interface="en", version=first[:16])
    assert shown is not None and "12 yuan" in shown["text"] and "This is what it cited" in shown["notice"]
    for version in (None, "", first[:15], "0" * 16):
        assert read_passage(small_assistant, _STALLS, "en", interface="en", version=version) is None


def test_a_change_elsewhere_in_a_document_changes_nothing_of_a_passage(
    small_assistant: Assistant, tmp_path: Path
) -> None:
    first = _add_notice(small_assistant, tmp_path, fee=12, hour="six")
    _add_notice(small_assistant, tmp_path, fee=12, hour="seven")
    shown = read_passage(small_assistant, _STALLS, "en", interface="en", version=first[:16])
    assert shown is not None and (shown["notice"], shown["as_cited"]) == ("", True)
    assert shown["validity"] == "In force since 1 May 2026"


def test_a_built_in_document_that_has_changed_says_so(small_assistant: Assistant) -> None:
    shown = read_passage(small_assistant, SectionKey("apples", "art-1"), "en", interface="en", version="0" * 16)
    assert shown is not None and (shown["as_cited"], "reads now" in shown["notice"]) == (False, True)


@pytest.mark.parametrize("key", [("nothing", "art-1"), ("ecl-2018", "art-9999"), ("live-prices", "prices-now")])
def test_what_is_no_section_of_the_library_has_no_passage(assistant, key) -> None:  # type: ignore[no-untyped-def]
    assert read_passage(assistant, SectionKey(*key), "en", interface="en") is None


def test_paragraphs_hold_the_sentences_of_every_passage_in_order(assistant) -> None:  # type: ignore[no-untyped-def]
    for languages in assistant.library.sections.values():
        for _, section in languages.values():
            told = [sentence for paragraph in split_paragraphs(section.text) for sentence in paragraph]
            assert told == split_sentences(section.text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "In force since 1 January 2019"),
        ({"expires": date(2027, 12, 31)}, "In force from 1 January 2019 until 31 December 2027"),
        ({"status": "not_yet_in_force"}, "Not yet in force: takes effect on 1 January 2019"),
        ({"status": "expired", "expires": date(2020, 5, 6)}, "Expired on 6 May 2020"),
        ({"status": "replaced", "expires": date(2020, 5, 6)}, "Expired on 6 May 2020"),
        ({"status": "unknown", "effective": None}, ""),
        ({"status": None}, ""),
    ],
)
def test_validity_is_told_in_words(changes, words) -> None:  # type: ignore[no-untyped-def]
    assert describe_validity(replace(_CITATION, **changes), "en") == words


def test_a_replaced_law_names_its_successor() -> None:
    replaced = replace(_CITATION, status="replaced", expires=date(2026, 12, 31))
    assert describe_validity(replaced, "zh", replacement="新法") == "2026年12月31日失效，已由《新法》代替"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc"])
def test_only_addresses_of_web_pages_are_shown(url) -> None:  # type: ignore[no-untyped-def]
    assert web_address(url) is None


def test_the_address_of_a_web_page_is_kept() -> None:
    assert web_address("https://www.gov.cn/a") == "https://www.gov.cn/a"
