"""Documents: built-in ones strictly, added ones as far as they are understood."""

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import UnreadableDocumentError
from assistant.loading import load_added, load_built_in, load_library
from tests.fakes import APPLES_EN, FRONT_MATTER, write_document


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


def test_an_added_document_keeps_what_is_understood_of_a_foreign_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_text(
        "---\nid: County Notice\nsidebar: auto\neffective: 2026-05-01\n---\n# Notice\n\nBring a form.", "utf-8"
    )
    document = load_added(path)
    assert (document.id, document.title, document.built_in) == ("county-notice", "Notice", False)
    assert document.validity.effective == date(2026, 5, 1)


def test_dates_can_be_given_when_a_document_is_added(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Bring a form.", encoding="utf-8")
    assert load_added(path, expires=date(2027, 1, 1)).validity.expires == date(2027, 1, 1)


def test_a_chinese_statute_is_split_by_article(tmp_path: Path) -> None:
    path = tmp_path / "法.md"
    path.write_text(
        "# 某法\n## 第一章 总则\n**第一条**　为了卖苹果。\n\n第二款。\n**第十二条之一**　梨。\n**第一百零三条**　桃。",
        "utf-8",
    )
    document = load_added(path)
    assert [section.id for section in document.sections] == ["art-1", "art-12-1", "art-103"]
    assert document.sections[0].text == "为了卖苹果。\n第二款。" and document.language == "zh"


def test_ids_of_our_own_format_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text(FRONT_MATTER.format(id="own", title="Own", effective="null", expires="null") + APPLES_EN, "utf-8")
    assert [section.id for section in load_added(path).sections] == ["art-1", "art-2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("县里的通知：带上表格。", encoding=encoding)
    assert load_added(path).sections[0].text == "县里的通知：带上表格。"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"x", "'.exe' files are not read"),
        ("a.txt", b"", "no text"),
        ("a.txt", b"\x00\x01\xff\xfe", "no text file"),
        ("a.md", b"---\nid: x\n---\n", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableDocumentError, match=told):
        load_added(tmp_path / name)


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


def test_a_text_with_headings_is_split_by_them(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("# Guide\nRead it.\n## Fees\nNone.\n### Refunds\n## Contact\nAsk.", encoding="utf-8")
    sections = [(section.id, section.heading, section.text) for section in load_added(path).sections]
    assert sections == [("part-1", "Guide", "Read it."), ("part-2", "Fees", "None."), ("part-3", "Contact", "Ask.")]


def test_a_text_without_headings_is_called_by_its_first_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Bring a form. Come early.", encoding="utf-8")
    assert load_added(path).sections[0].heading == "Bring a form."


def test_a_long_text_without_headings_becomes_several_sections(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n".join(f"Line {number} tells of apples and pears." for number in range(200)), encoding="utf-8")
    sections = load_added(path).sections
    assert len(sections) > 3 and max(len(section.text) for section in sections) < 1500


def test_an_id_of_another_script_is_made_from_its_hash(tmp_path: Path) -> None:
    names = []
    for stem in ("通知", "公告"):
        (tmp_path / f"{stem}.txt").write_text("带上表格。", encoding="utf-8")
        names.append(load_added(tmp_path / f"{stem}.txt").id)
    assert all(re.fullmatch(r"doc-[0-9a-f]{8}", name) for name in names) and len(set(names)) == 2


def test_a_known_field_of_another_type_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_text("---\ntitle: [a]\neffective: soon\nurl: https://x.cn\n---\nBring a form.", encoding="utf-8")
    document = load_added(path)
    assert (document.title, document.validity.effective, document.url) == ("notice", None, "https://x.cn")


def test_markup_and_code_stay_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "strange.txt"
    path.write_text("<b>Sell</b> 🍎'; DROP TABLE x;--\u200b", encoding="utf-8")
    assert load_added(path).sections[0].text == "<b>Sell</b> 🍎'; DROP TABLE x;--"
