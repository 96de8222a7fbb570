"""A worker adds a file of every kind on the library page, asks what stands in it alone, and takes it out again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.datatypes import Language
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.app import build_app
from assistant.web.rates import RateLimit
from assistant.web.texts import text
from tests import files
from tests.browsing import DESK, Visit, served
from tests.fakes import WordEmbedder, write_library

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
expect = sync_api.expect

pytestmark = pytest.mark.slow

# The words of a picture are read in a process that first loads its models.
_WAIT = {"timeout": 120_000}


def _write_word(path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Medlar market", 1)
    document.add_paragraph("A stall at the medlar market costs 14 yuan a day.")
    document.save(str(path))


def _write_workbook(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["路线", "运费", "发车"], ["青石镇", "每件6元", "早上七点"], ["柳河镇", "每件8元", "早上八点"]):
        book.active.append(row)
    book.save(path)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A file of one kind, what is asked of it in the language of the page, and what only this file says."""

    name: str
    language: Language
    write: Callable[[Path], Any]
    question: str
    told: str


# Sorted by language below, so that the page is loaded once for each.
_KINDS = [
    _Kind(
        "柿子集市.pdf",
        "zh",
        lambda path: files.write_pdf(path, [["# 柿子集市收费通知", "柿子集市的摊位费每天18元。", "雨天不收。"]]),
        "柿子集市的摊位费每天多少元？",
        "18元",
    ),
    _Kind(
        "scan.pdf",
        "en",
        lambda path: files.write_scan(path, ["Quince fair", "A stall at the quince fair costs 12 yuan a day."]),
        "What does a stall at the quince fair cost a day?",
        "12 yuan",
    ),
    _Kind("market.docx", "en", _write_word, "What does a stall at the medlar market cost a day?", "14 yuan"),
    _Kind("运费.xlsx", "zh", _write_workbook, "青石镇的运费每件多少元？", "6元"),
    _Kind(
        "费用.csv",
        "zh",
        lambda path: path.write_bytes("品名,包装费\n荔枝,每箱16元\n杨梅,每箱17元\n".encode("gb18030")),
        "荔枝的包装费每箱多少元？",
        "16元",
    ),
    _Kind(
        "fair.html",
        "en",
        lambda path: path.write_text(
            "<!doctype html><title>Fig fair</title><nav>Home</nav><p>A stall at the fig fair costs <b>11 yuan</b>.</p>"
        ),
        "What does a stall at the fig fair cost?",
        "11 yuan",
    ),
    _Kind(
        "notice.png",
        "en",
        lambda path: files.draw_notice(["Cherry hall", "A stall in the cherry hall costs 13 yuan a day."]).save(path),
        "What does a stall in the cherry hall cost a day?",
        "13 yuan",
    ),
    _Kind(
        "核桃.jpg",
        "zh",
        lambda path: files.draw_notice(["核桃收购点通知", "核桃收购点的手续费每袋3元。"]).save(path),
        "核桃收购点的手续费每袋多少元？",
        "3元",
    ),
    _Kind(
        "note.txt",
        "en",
        lambda path: path.write_text("A stall at the peach fair costs 19 yuan a day. It opens at ten."),
        "What does a stall at the peach fair cost a day?",
        "19 yuan",
    ),
    _Kind(
        "板栗.md",
        "zh",
        lambda path: path.write_text("# 板栗市场\n\n## 收费\n\n板栗市场的摊位费每天15元。\n", encoding="utf-8"),
        "板栗市场的摊位费每天多少元？",
        "15元",
    ),
]


@pytest.fixture(scope="module")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the small library, the same for all files."""
    folder = tmp_path_factory.mktemp("office")
    settings = Settings(folder / "data", write_library(folder / "knowledge"), today=date(2026, 11, 23))
    assistant = Assistant(settings, WordEmbedder())
    assistant.update()
    return assistant


@pytest.fixture(autouse=True)
def tidy(searching: Assistant) -> Iterator[None]:
    """What a test leaves behind is no business of the next one."""
    yield
    for listed in searching.list_documents():
        if not listed.built_in:
            searching.remove(listed.document)


@pytest.fixture(scope="module")
def office(searching: Assistant) -> Iterator[str]:
    """Where the assistant is served."""
    with served(build_app(searching, limit=RateLimit(most=1_000))) as found:
        yield found


@pytest.fixture(scope="module")
def worker(browser: Any, office: str) -> Iterator[Visit]:
    """The browser of a worker, who stays on the library page."""
    yield from _visit(browser, office)


@pytest.fixture(scope="module")
def visitor(browser: Any, office: str) -> Iterator[Visit]:
    """The browser of whoever asks."""
    yield from _visit(browser, office)


def _visit(browser: Any, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address, **DESK, locale="en")
    yield visit
    visit.context.close()
    assert (visit.foreign, visit.complaints) == ([], [])


@pytest.mark.parametrize("kind", sorted(_KINDS, key=lambda kind: kind.language), ids=lambda kind: kind.name)
def test_a_file_is_added_asked_about_opened_and_removed(
    worker: Visit, visitor: Visit, office: str, tmp_path: Path, kind: _Kind
) -> None:
    page = worker.page
    kind.write(tmp_path / kind.name)
    _open_library(worker, f"{office}/{kind.language}/desk/library")
    told = _add(worker, tmp_path / kind.name)
    expect(page.locator("#documents details")).to_have_count(2, **_WAIT)
    title = page.locator("#documents details b").first.inner_text()
    expect(told).to_have_text(text("change_added", kind.language, name=title))
    expect(page.locator("#documents details").first).to_contain_text(kind.name)

    visitor.enter(f"{office}/{kind.language}/chat/")
    answer = visitor.ask(kind.question)
    expect(answer.locator(".said p").first).to_contain_text(kind.told)
    answer.locator("a.cite").first.click()
    expect(visitor.page.locator("#passage mark")).to_contain_text(kind.told)
    expect(visitor.page.locator("#passage h2")).to_contain_text(title)
    visitor.keep(f"passage-{kind.name}")

    if not page.locator("#added input").is_visible():
        page.click("#removing button.label-wrap")
    page.click("#added input")
    page.get_by_role("option").first.click()
    page.click("#remove")
    page.click("#really")
    expect(page.locator("#removed .done")).to_contain_text(title, **_WAIT)
    expect(page.locator("#documents details")).to_have_count(1)


def test_an_old_answer_opens_what_it_cited_after_the_file_was_replaced(
    worker: Visit, visitor: Visit, office: str, tmp_path: Path
) -> None:
    page, path = visitor.page, tmp_path / "stalls.txt"
    path.write_text("A stall at the damson fair costs 21 yuan a day.")
    _open_library(worker, f"{office}/en/desk/library")
    expect(_add(worker, path)).to_contain_text("Added: stalls", **_WAIT)
    visitor.enter(f"{office}/en/chat/")
    expect(visitor.ask("What does a stall at the damson fair cost a day?")).to_contain_text("21 yuan")
    page.wait_for_url("**conversation=*")
    talk = page.url
    path.write_text("A stall at the damson fair costs 26 yuan a day.")
    expect(_add(worker, path)).to_contain_text("Renewed: stalls", **_WAIT)
    page.goto(talk)
    page.locator("#log a.cite").first.click()
    expect(page.locator("#passage .changed")).to_have_text(text("passage_former", "en"), **_WAIT)
    expect(page.locator("#passage mark")).to_contain_text("21 yuan")
    visitor.keep("passage-former")


_REFUSED: list[tuple[str, Callable[[Path], Any], dict[Language, str]]] = [
    ("空.txt", lambda path: path.write_text(" \n"), {"en": "there is no text in it", "zh": "里面没有文字"}),
    (
        "锁.pdf",
        lambda path: files.write_pdf(path, [["A stall costs 12 yuan."]], password="p"),
        {"en": "it is locked with a password", "zh": "文件有密码"},
    ),
    ("locked.docx", files.write_locked_office, {"en": "it is locked with a password", "zh": "文件有密码"}),
    ("blank.pdf", lambda path: files.write_scan(path, [""] * 6), {"en": "no words were found in its pictures"}),
    ("wall.jpg", lambda path: files.draw_notice([""] * 6).save(path), {"zh": "图片里没有认出文字"}),
    (
        "game.txt",
        lambda path: path.write_bytes(b"MZ\x90\x00"),
        {"en": "it is a Windows program", "zh": "这是Windows程序"},
    ),
    ("cut.xlsx", lambda path: path.write_bytes(b"PK\x03\x04"), {"en": "the file is damaged", "zh": "文件已损坏"}),
]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_why_files_are_not_added_is_read_on_the_page_and_a_good_one_is(
    worker: Visit, office: str, tmp_path: Path, language: Language
) -> None:
    refused = [(name, write, reasons[language]) for name, write, reasons in _REFUSED if language in reasons]
    for name, write, _ in refused:
        write(tmp_path / name)
    (tmp_path / "good.txt").write_text("A stall at the plum fair costs 12 yuan.")
    _open_library(worker, f"{office}/{language}/desk/library")
    told = _add(worker, *(tmp_path / name for name, *_ in refused), tmp_path / "good.txt")
    expect(told).to_have_count(len(refused) + 1, **_WAIT)
    worker.keep(f"{language}-refused")
    lead, colon = ("Not added. ", ": ") if language == "en" else ("没有添加：", "：")
    for (name, _, reason), sentence in zip(refused, told.all_inner_texts(), strict=False):
        assert sentence.startswith(f"{lead}{name}{colon}{reason}")
    expect(told.last).to_have_text(text("change_added", language, name="good"))


def _open_library(worker: Visit, address: str) -> None:
    """Go to the library page with its form unfolded, unless the worker is there already."""
    if worker.page.url == address:
        return
    worker.page.goto(address)
    expect(worker.page.locator("#documents details").first).to_be_visible(**_WAIT)
    worker.page.wait_for_timeout(500)  # until the page takes clicks
    worker.page.click("#adding button.label-wrap")


def _add(worker: Visit, *paths: Path) -> Any:
    """Add files; return where the page says what became of each, and what of those before until then."""
    page = worker.page
    page.set_input_files("#files input[type=file]", paths)
    expect(page.locator("#files .file-preview tr.file")).to_have_count(len(paths), **_WAIT)
    page.click("#add")
    return page.locator("#progress .prose :is(p.done, .notice:not([role]))")
