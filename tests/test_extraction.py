"""Files of every kind are read by their content; a broken one is refused in a sentence."""

import time
from pathlib import Path

import pytest

from assistant.errors import UnreadableDocumentError
from assistant.extraction import reading
from assistant.extraction.blocks import Extract, join_lines, tell_rows
from assistant.extraction.kinds import detect_kind
from assistant.extraction.office import extract_docx, extract_xlsx
from assistant.extraction.pdf import extract_pdf
from assistant.extraction.reading import extract
from tests import files


def texts(found: Extract) -> list[str]:
    return [block.text for block in found.blocks if not block.hidden]


def hidden(found: Extract) -> dict[str, str]:
    return {block.text: block.hidden for block in found.blocks if block.hidden}


def test_a_pdf_gives_headings_paragraphs_and_pages(tmp_path: Path) -> None:
    lines = ["# Fees of the county", "The registration of a stall costs 30 yuan and is paid at the", "office."]
    found = extract_pdf(files.write_pdf(tmp_path / "a.pdf", [lines, ["# Hours", "It opens at nine."]]))
    assert [(block.text, block.level, block.page) for block in found.blocks] == [
        ("Fees of the county", 2, 1),
        ("The registration of a stall costs 30 yuan and is paid at the office.", 0, 1),
        ("Hours", 2, 2),
        ("It opens at nine.", 0, 2),
    ]


def test_the_rows_of_a_pdf_table_name_their_columns(tmp_path: Path) -> None:
    table = [["Product", "Price"], ["Apples", "3 yuan"], ["Pears", "4 yuan"]]
    found = extract_pdf(files.write_pdf(tmp_path / "a.pdf", [["Prices of the week."]], table=table))
    assert texts(found)[1:] == ["Product: Apples; Price: 3 yuan.", "Product: Pears; Price: 4 yuan."]


def test_what_nobody_sees_on_a_pdf_page_is_hidden(tmp_path: Path) -> None:
    path = files.write_pdf(tmp_path / "a.pdf", [["Seen by everybody here."]], hidden="Obey", white="Pay 500")
    found = extract_pdf(path)
    assert texts(found) == ["Seen by everybody here."]
    assert hidden(found) == {"Obey": "invisible text", "Pay 500": "the colour of its background"}


@pytest.mark.slow
def test_a_scan_and_a_photograph_are_read(tmp_path: Path) -> None:
    lines = ["县商务局通知", "摊位费每天十元，雨天不收。", "The office opens at nine."]
    scan = extract(files.write_scan(tmp_path / "scan.pdf", lines))
    assert texts(scan) == lines and {block.page for block in scan.blocks} == {1}
    (tmp_path / "photo.png").write_bytes(files.as_bytes(files.draw_notice(lines)))
    photo = extract(tmp_path / "photo.png")
    assert (photo.kind, texts(photo)) == ("image", lines)


@pytest.mark.slow
def test_a_scan_without_words_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="no words were found in its pictures"):
        extract(files.write_scan(tmp_path / "blank.pdf", []))


def test_a_word_file_gives_headings_tables_and_what_it_hides(tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    document.add_heading("Market rules", 1)
    paragraph = document.add_paragraph("Stalls open at six. ")
    for name in ("hidden", "white", "tiny"):
        run = paragraph.add_run(f"{name} words")
        run.font.hidden = True if name == "hidden" else None
        run.font.color.rgb = RGBColor(255, 255, 255) if name == "white" else None
        run.font.size = Pt(1) if name == "tiny" else None
    table = document.add_table(2, 3)
    for place, text in enumerate(["品名", "单价", "产地", "苹果", "3元", "烟台"]):
        table.cell(place // 3, place % 3).text = text
    document.save(str(tmp_path / "a.docx"))
    found = extract_docx(tmp_path / "a.docx")
    assert texts(found) == ["Market rules", "Stalls open at six.", "品名：苹果；单价：3元；产地：烟台。"]
    assert hidden(found) == {"hidden words": "hidden text", "white words": "white text", "tiny words": "tiny letters"}


def test_a_workbook_gives_its_rows_and_what_it_hides(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Prices"
    for row in (["Price list"], ["Product", "Price"], ["Apples", 3.5], ["Pears", 4]):
        sheet.append(row)
    secret = book.create_sheet("Secret")
    secret.sheet_state = "hidden"
    secret.append(["Obey me"])
    book.save(tmp_path / "a.xlsx")
    found = extract_xlsx(tmp_path / "a.xlsx")
    assert texts(found) == [
        "Prices",
        "Price list",
        "Product: Apples; Price: 3.5.",
        "Product: Pears; Price: 4.",
        "Secret",
    ]
    assert hidden(found) == {"Obey me": "hidden cells"}


def test_a_web_page_gives_what_a_visitor_reads(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<!doctype html><title>Stalls</title><style>.x,.y{display:none}</style><nav>Home</nav><h1>Rules</h1>"
        "<p>A stall costs <b>ten</b> yuan.</p><div class='y'>Obey 1</div><p style='color:#FFF'>Obey 2</p>"
        "<p style='color:white;background:navy'>A dark heading.</p><span hidden>Obey 3</span>"
        "<p style='font-size:0'>Obey 4</p><table><tr><th>Day<th>Fee<tr><td>Monday<td>10 yuan</table><!-- Obey 5 -->"
    )
    found = extract(tmp_path / "a.html")
    assert (found.kind, found.title) == ("html", "Stalls")
    assert texts(found) == ["Rules", "A stall costs ten yuan.", "A dark heading.", "Day: Monday; Fee: 10 yuan."]
    assert set(hidden(found)) == {f"Obey {number}" for number in range(1, 6)}


def test_a_table_of_values_is_told_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("品名;单价\n苹果;3.5\n梨;4\n", encoding="gb18030")
    assert texts(extract(tmp_path / "a.csv")) == ["品名：苹果；单价：3.5。", "品名：梨；单价：4。"]


def test_a_markdown_table_is_told_and_a_comment_is_not_seen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Fees\n| Day | Fee |\n|---|---|\n| Monday | 10 |\n<!-- end -->\nAsk.")
    found = extract(tmp_path / "a.md")
    assert texts(found) == ["Fees", "Day: Monday; Fee: 10.", "Ask."] and hidden(found) == {"end": "comment"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Fee", "20 yuan"], ["Office", "Room 3"]], ["Fee: 20 yuan.", "Office: Room 3."]),
        ([["A", "B", "C"], ["1", "", "3"]], ["A: 1; C: 3."]),
        ([["only"]], ["only."]),
        ([[], ["", ""]], []),
    ],
)
def test_rows_are_told_with_the_names_that_they_have(rows: list[list[str]], told: list[str]) -> None:
    assert tell_rows(rows) == told


def test_lines_that_end_on_purpose_are_not_joined() -> None:
    lines = ["A title", "The first line goes on and on until its", "end. And more of", "", "- one", "- two"]
    assert join_lines(lines) == [
        "A title",
        "The first line goes on and on until its end. And more of",
        "- one",
        "- two",
    ]


class _Enough(BaseException):
    pass


def test_the_reading_of_a_long_file_is_ended_by_whoever_waits_for_it(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    path = files.write_pdf(tmp_path / "a.pdf", [["A page."]])
    monkeypatch.setattr(reading, "_LOOK_EVERY_S", 0.01)
    looks = []

    def enough() -> None:
        looks.append(True)
        if len(looks) > 2:
            raise _Enough

    before = time.monotonic()
    with pytest.raises(_Enough):
        extract(path, meanwhile=enough)
    assert time.monotonic() - before < 5
    assert texts(extract(path, meanwhile=lambda: None)) == ["A page."]


def test_a_file_is_what_it_holds_and_a_wrong_name_is_told(tmp_path: Path) -> None:
    path = files.write_pdf(tmp_path / "a.docx", [["A page that is named wrongly."]])
    found = extract(path)
    assert (found.kind, found.remark) == ("pdf", "named '.docx', read as what it is: pdf")


def broken(folder: Path, name: str) -> Path:
    path = folder / name
    if name.startswith("locked"):
        return files.write_pdf(path, [["x"]], password="p") if name.endswith("pdf") else files.write_locked_office(path)
    if name == "bomb.docx":
        return files.write_bomb(path)
    if name == "other.docx":
        return files.write_zip(path, {"a.txt": b"a"})
    if name == "xml.docx":
        return files.write_zip(path, {"word/document.xml": b"<bad", "[Content_Types].xml": b"<x/>"})
    whole = {
        "empty.pdf": b"",
        "blank.txt": b" \n\t ",
        "damaged.pdf": b"%PDF-1.4 nonsense",
        "cut.docx": b"PK\x03\x04 cut short",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "cut.png": b"\x89PNG\r\n\x1a\n cut",
        "a.rar": b"Rar!",
        "text.pdf": b"only words",
        "program.txt": b"MZ\x90\x00",
        "binary.txt": b"\x00\x01\xff\xfe",
    }
    path.write_bytes(whole[name])
    return path


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("empty.pdf", "no text in it"),
        ("blank.txt", "no text in it"),
        ("damaged.pdf", "damaged"),
        ("cut.docx", "damaged"),
        ("xml.docx", "damaged"),
        ("cut.png", "damaged"),
        ("locked.pdf", "locked with a password"),
        ("locked.docx", "locked with a password"),
        ("old.doc", "old Office file"),
        ("bomb.docx", "unpacked it would have 400 MB"),
        ("other.docx", "ZIP archive of another kind"),
        ("a.rar", "RAR archive"),
        ("text.pdf", "its content is none"),
        ("program.txt", "Windows program"),
        ("binary.txt", "no text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, name: str, told: str) -> None:
    path = broken(tmp_path, name)
    with pytest.raises(UnreadableDocumentError, match=told) as raised:
        extract(path)
    assert str(path) in str(raised.value) and str(raised.value).endswith(".")


def test_limits_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("word " * 100)
    monkeypatch.setattr(reading, "LARGEST_FILE", 100)
    with pytest.raises(UnreadableDocumentError, match="at most 0 MB are read. Split it"):
        extract(tmp_path / "a.txt")
    monkeypatch.undo()
    monkeypatch.setattr(reading, "_MOST_CHARACTERS", 100)
    with pytest.raises(UnreadableDocumentError, match="more than 100 characters of text"):
        extract(tmp_path / "a.txt")
    monkeypatch.setattr("assistant.extraction.pdf._MOST_PAGES", 1)
    with pytest.raises(UnreadableDocumentError, match="it has 2 pages; at most 1 are read"):
        extract_pdf(files.write_pdf(tmp_path / "a.pdf", [["x"], ["y"]]))


def test_a_parser_that_dies_is_told_and_harms_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.write_pdf(tmp_path / "a.pdf", [["x"]])
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(UnreadableDocumentError, match="its reader stopped"):
        extract(path)


def test_the_content_decides_before_the_name(tmp_path: Path) -> None:
    assert detect_kind(tmp_path / "a.txt", b"<!DOCTYPE html><p>x") == "html"
    assert detect_kind(tmp_path / "a.txt", b"%PDF-1.7") == "pdf"
    assert detect_kind(tmp_path / "a.csv", b"a,b") == "csv"
