"""Exports: nothing is lost on the way, Chinese stays intact, and an unsigned draft says what it is."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from assistant.citations import cite, version_of
from assistant.datatypes import Answer, Language, Passage, SectionKey, Sentence
from assistant.draft_case import AnsweredQuestion
from assistant.drafting import Client, write_draft
from assistant.drafts import PARTS, Draft, Signature
from assistant.exporting import FORMATS, export
from assistant.exporting.outline import Outline
from assistant.ingestion import load_documents
from assistant.language import split_sentences
from assistant.library import Library
from assistant.profile_reading import Evidence
from assistant.settings import Settings
from assistant.typology import Profile

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = {"zh": "我家种猕猴桃，村里十几家都卖猕猴桃。", "en": "I grow kiwi; twelve neighbours sell the same kiwi."}
PROFILE = Profile(
    product_kind="fresh", makes_own_goods="yes", started_by="farmer", neighbours_sell_same="yes", price_cutting="yes",
    partners="few", partner_weight="like", rural_organisation="no", service_units="none",
)  # fmt: skip

SETTLED = Profile(
    product_kind="fresh", makes_own_goods="yes", sells_own_goods_online="yes", started_by="farmer",
    prior_industry="no", partners="few", partner_weight="like", stage="running",
)  # fmt: skip


def make_draft(language: Language) -> Draft:
    text = TEXTS[language]
    clause = {"zh": "村里十几家都卖猕猴桃", "en": "twelve neighbours sell the same kiwi"}[language]
    found = Evidence("neighbours_sell_same", "yes", clause, text.find(clause), text.find(clause) + len(clause))
    client = Client("王二 <Wang> & 张三", PROFILE, text, (found,))
    return write_draft(client, LIBRARY, language=language, day=date(2026, 11, 22))


@pytest.fixture(params=["en", "zh"])
def draft(request: pytest.FixtureRequest) -> Draft:
    return make_draft(request.param)


def signed(draft: Draft) -> Draft:
    return replace(draft, state="signed", signatures=(Signature("李芳", date(2026, 11, 23), 2),))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def read_html(content: bytes) -> str:
    parser = _Text()
    parser.feed(content.decode())
    return "".join(parser.found)


def read_word(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_json_gives_the_draft_back(draft: Draft) -> None:
    assert Draft.from_dict(json.loads(export(draft, "json"))) == draft


def test_every_line_stands_in_every_long_form(draft: Draft) -> None:
    markdown = re.sub(r" ?\[\d+\]", "", export(draft, "md").decode())
    texts = {"md": markdown, "html": read_html(export(draft, "html")), "docx": read_word(export(draft, "docx"))}
    for line in draft.lines:
        for form, text in texts.items():
            assert line.text in text, (form, line.text)
            assert all(words in text for words in line.words if line.part == "situation"), form


def test_every_source_stands_in_every_long_form(draft: Draft) -> None:
    for text in (export(draft, "md").decode(), read_html(export(draft, "html")), read_word(export(draft, "docx"))):
        assert all(citation.title in text and citation.heading in text for citation in draft.citations)


def test_the_word_draft_stands_until_somebody_signs(draft: Draft) -> None:
    word = "DRAFT" if draft.language == "en" else "草稿"
    for form in FORMATS:
        if form == "json":
            assert json.loads(export(draft, form))["state"] == "draft"
            continue
        before, after = export(draft, form), export(signed(draft), form)
        if form == "docx":
            before, after = _read_parts(before), _read_parts(after)
        assert word in before.decode() and word not in after.decode(), form
        assert "李芳" in after.decode() and "2026-11-23" in after.decode(), form


def _read_parts(content: bytes) -> bytes:
    """Return the body, the headers and the footnotes of a Word file, as they are written."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.startswith("word/") and name.endswith("xml")]
        return b"".join(file.read(name) for name in names)


def test_word_has_headings_tables_and_a_footnote_for_each_citation(draft: Draft) -> None:
    content = export(draft, "docx")
    document = docx.Document(io.BytesIO(content))
    headings = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings.count("Heading 1") >= 7 and "Heading 2" in headings
    assert len(document.tables) >= 2 and document.tables[0].style.name == "Table Grid"
    notes = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml"))
    cited = [(line, citation) for line in draft.lines for citation in draft.cited(line)]
    told = ["".join(text.text or "" for text in note.iter(f"{WORD}t")) for note in notes][2:]
    assert len(told) == len(cited)
    for (line, citation), note in zip(cited, told, strict=True):
        assert citation.heading in note
        assert line.ground is None or line.ground == line.text or line.ground in note
        version = version_of(citation)
        since = version[0] if version else citation.effective
        assert since is None or since.isoformat() in note


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice and poppler are not installed"
)
def test_an_office_program_opens_the_word_file_and_loses_no_character(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(export(draft, "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "draft.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    told = subprocess.run(
        ["pdftotext", "draft.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    printed = re.sub(r"\s", "", told)
    assert ("草稿" if draft.language == "zh" else "DRAFT") in printed
    titles = {citation.title for citation in draft.citations}
    assert titles and all(re.sub(r"\s", "", title) in printed for title in titles)


def test_every_footnote_of_word_is_referred_to_once(draft: Draft) -> None:
    with zipfile.ZipFile(io.BytesIO(export(draft, "docx"))) as file:
        body, notes = file.read("word/document.xml").decode(), file.read("word/footnotes.xml").decode()
        assert "/word/footnotes.xml" in file.read("[Content_Types].xml").decode()
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert referred == re.findall(r'<w:footnote w:id="(\d+)"', notes) and len(set(referred)) == len(referred)


def test_html_needs_nothing_else_and_escapes_what_people_write(draft: Draft) -> None:
    page = export(draft, "html").decode()
    assert "<Wang>" not in page and "&lt;Wang&gt; &amp; 张三" in page
    assert not re.search(r'(?:src|href)="(?!#)', page) and "@page" in page and "url(" not in page
    assert f'<html lang="{"zh-CN" if draft.language == "zh" else "en"}"' in page


def test_a_message_fits_on_one_page_and_has_no_markup(draft: Draft) -> None:
    told = export(draft, "txt").decode()
    assert len(told.splitlines()) <= 45 and "**" not in told and "[1]" not in told
    assert any(line.text in told for line in draft.lines_of("rules"))
    assert ("article 10" if draft.language == "en" else "第10条") in told


def test_text_that_xml_cannot_hold_does_not_break_word() -> None:
    draft = make_draft("zh")
    odd = replace(draft, client="王\x00二\x0b", lines=(replace(draft.lines[0], text="行\x07一"), *draft.lines[1:]))
    assert "行一" in read_word(export(odd, "docx"))


def test_a_suggestion_and_a_persons_line_are_marked() -> None:
    draft = make_draft("en")
    lines = (replace(draft.lines[0], basis="suggestion", origin="human"), *draft.lines[1:])
    for form in ("md", "html", "docx"):
        content = export(replace(draft, lines=lines), form)  # type: ignore[arg-type]
        told = read_word(content) if form == "docx" else content.decode()
        assert "suggestion without a source" in told and "written by a person" in told


@pytest.mark.parametrize("profile", [Profile(stage="running"), SETTLED])
def test_the_parts_stand_in_one_order_whatever_is_open(profile: Profile) -> None:
    made = write_draft(Client("", profile), LIBRARY, language="en", day=date(2026, 11, 22))
    parts = [part for part, _, _ in Outline(made).parts()]
    assert parts == [part for part in PARTS if part in parts]
    assert parts[0] == "summary" and parts.index("questions") < parts.index("diagnosis")


def asking_draft(language: Language) -> Draft:
    """Return a draft with one question answered and one left to others."""
    key = SectionKey("ecl-2018", "art-20")
    cited = cite(Passage(1, language, *LIBRARY.sections[key][language]), date(2026, 11, 22))
    texts = split_sentences(cited.quote)[:2]
    told = tuple(Sentence(text, (1,), "verbatim") for text in texts)
    answers = [
        Answer("", "", language, "answer", "", told, (cited,)),
        Answer("", "", language, "refusal", "", (), ()),
    ]
    questions = {"en": ["Who <pays>?", "Will it rain?"], "zh": ["谁<赔>？", "会下雨吗？"]}[language]
    asked = tuple(AnsweredQuestion(words, answer) for words, answer in zip(questions, answers, strict=True))
    client = Client("", PROFILE, " ".join(questions), asked=asked)
    return write_draft(client, LIBRARY, language=language, day=date(2026, 11, 22))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_form_tells_each_question_once_with_its_answer(language: Language) -> None:
    draft = asking_draft(language)
    markdown = re.sub(r" ?\[\d+\]", "", export(draft, "md").decode())
    forms = [
        markdown,
        read_html(export(draft, "html")),
        read_word(export(draft, "docx")),
        export(draft, "txt").decode(),
    ]
    for told in forms:
        places = [told.index(f"“{line.head}”") for line in draft.lines_of("asked")]
        assert places == sorted(places) and told.count(f"“{draft.lines_of('asked')[0].head}”") == 1
        assert draft.lines_of("asked")[0].text in told and draft.lines_of("asked")[-1].text in told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_map_of_units_names_what_nothing_is_told_of(language: Language) -> None:
    told = export(make_draft(language), "md").decode()
    assert ("| nobody | - |" if language == "en" else "| 没有人 | - |") in told
    assert ("Not told yet: regular buyers; " if language == "en" else "还没说到：老客户") in told
    empty = write_draft(Client("", Profile()), LIBRARY, language=language, day=date(2026, 11, 22))
    assert ("Not told yet" if language == "en" else "还没说到") in export(empty, "md").decode()


def test_a_note_on_our_reading_stands_once_beside_its_line() -> None:
    profile = Profile(makes_own_goods="yes", sells_own_goods_online="yes")
    made = write_draft(Client("", profile), LIBRARY, language="en", day=date(2026, 11, 22))
    told = export(made, "md").decode()
    assert told.count("(our interpretation)") == 1 and "our reading" not in told


def test_a_message_keeps_the_steps_that_have_no_source() -> None:
    client = Client("", Profile(product_kind="service"), "I run a guesthouse.")
    made = write_draft(client, LIBRARY, language="en", day=date(2026, 11, 22))
    assert "Ask the county culture and tourism bureau which papers the rooms need" in export(made, "txt").decode()
