"""Built-in documents are read strictly."""

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import UnreadableDocumentError
from assistant.loading import load_built_in, load_library
from tests.fakes import APPLES_EN, write_document


def test_reads_sections_questions_and_dates(tmp_path: Path) -> None:
    document = load_built_in(write_document(tmp_path, "apples.en", APPLES_EN))
    first = document.sections[0]
    assert (document.id, document.language, document.kind) == ("apples", "en", "law")
    assert (first.id, first.heading, len(first.questions)) == ("art-1", "Registering an orchard", 2)
    assert first.text.startswith("A grower") and document.validity.effective == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("topic", "kind"),
    [("paper", "study"), ("boundaries", "boundary"), ("small-talk", "small_talk"), ("policies", "law")],
)
def test_the_folder_tells_the_kind(tmp_path: Path, topic: str, kind: str) -> None:
    assert load_built_in(write_document(tmp_path, "apples.en", APPLES_EN, topic=topic)).kind == kind


def test_a_section_line_gives_its_own_grade_and_dates(tmp_path: Path) -> None:
    body = "## a One\n{grade: reported, effective: 2027-01-01}\n> q\n\nText."
    section = load_built_in(write_document(tmp_path, "apples.en", body)).sections[0]
    assert section.grade == "reported"
    assert section.validity is not None and section.validity.effective == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("## Bad Heading\n\nText.", "line 15: expected '## <section-id> <heading>'"),
        ("## a One\n{grade: rumour}\n\nText.", "line 16: expected a line like"),
        ("## a One\n> only a question\n", "line 15: section 'a' has no text"),
        ("## a One\n\nText.\n## a Two\n\nText.", "section 'a' stands there twice"),
        ("no section at all", "no section"),
    ],
)
def test_a_broken_section_names_file_and_line(tmp_path: Path, body: str, told: str) -> None:
    path = write_document(tmp_path, "apples.en", body)
    with pytest.raises(UnreadableDocumentError) as raised:
        load_built_in(path)
    assert str(path) in str(raised.value) and told in str(raised.value)


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("---\nid: [broken\n---\n", "line 2: broken front matter"),
        ("no front matter\n", "line 1: the front matter"),
        ("---\nid: apples\ntitle: A\nauthor: me\n---\n", "field 'author'"),
        ("---\nid: pears\ntitle: A\n---\n", "should be named pears.en.md"),
    ],
)
def test_broken_front_matter_names_file_and_line(tmp_path: Path, front: str, told: str) -> None:
    path = tmp_path / "laws" / "apples.en.md"
    path.parent.mkdir()
    path.write_text(front + APPLES_EN, encoding="utf-8")
    with pytest.raises(UnreadableDocumentError) as raised:
        load_built_in(path)
    assert str(path) in str(raised.value) and told in str(raised.value)


def test_a_library_is_read_in_order_of_path_without_its_readme(knowledge: Path) -> None:
    (knowledge / "laws" / "README.md").write_text("no document", encoding="utf-8")
    assert [document.key for document in load_library(knowledge)] == [
        "weather.en",
        "apples.en",
        "apples.zh",
        "greeting.en",
    ]


def test_typical_questions_are_no_part_of_the_text(tmp_path: Path) -> None:
    section = load_built_in(write_document(tmp_path, "apples.en", APPLES_EN)).sections[1]
    assert section.questions == ("What goes on the apple label?",) and "?" not in section.text


def test_a_changed_file_has_another_hash_and_a_copy_the_same(tmp_path: Path) -> None:
    bodies = {"one": APPLES_EN, "copy": APPLES_EN, "other": APPLES_EN + "More.\n"}
    hashes = {
        name: load_built_in(write_document(tmp_path / name, "apples.en", body)).content_hash
        for name, body in bodies.items()
    }
    assert hashes["one"] == hashes["copy"] != hashes["other"]


def test_windows_line_ends_change_nothing_but_the_hash(tmp_path: Path) -> None:
    path = write_document(tmp_path, "apples.en", APPLES_EN)
    unix = load_built_in(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_built_in(path).sections == unix.sections
