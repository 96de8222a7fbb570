"""Whole paths of extension workers in a real browser, over the small library: advise, answer, evaluate."""

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator

import pytest

from assistant.service import Assistant
from assistant.web.app import build_app
from assistant.web.texts import text
from tests.browsing import DESK, PHONE, served

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
expect = sync_api.expect

pytestmark = pytest.mark.slow

_WAIT = {"timeout": 30_000}
_TOLD = {
    "en": "We grow kiwi in our own orchard and sell it online ourselves. Twelve neighbours sell the same, prices fall.",
    "zh": "自家果园种苹果，自己在网上卖。邻居十几家都卖一样的，互相压价，平台扣点高。",
}


@pytest.fixture
def desk(small_assistant: Assistant) -> Iterator[str]:
    """Where the small assistant is served to this machine."""
    with served(build_app(small_assistant)) as found:
        yield found


@pytest.mark.parametrize(("language", "device"), [("zh", PHONE), ("en", DESK)])
def test_a_worker_describes_corrects_drafts_edits_signs_and_takes_it_along(visit, desk, language, device) -> None:  # type: ignore[no-untyped-def]
    worker = visit(device, to=desk, color_scheme="light" if device is PHONE else "dark")
    page, name = worker.page, f"{language}-{'phone' if device is PHONE else 'desk'}"
    page.goto(f"{desk}/{language}/desk/")
    expect(page.locator("#read")).to_be_visible(**_WAIT)
    worker.settle()
    page.locator("#client :is(input, textarea)").fill("Wang Er")
    page.fill("#description textarea", _TOLD[language])
    page.click("#read")
    expect(page.locator("#card .verdicts")).to_be_visible(**_WAIT)
    worker.keep(f"{name}-advice-facts")
    before = page.locator("#card").inner_html()
    page.click("#fact-neighbours_sell_same input")
    page.get_by_role("option").last.click()
    page.wait_for_function("(old) => document.querySelector('#card').innerHTML !== old", arg=before)
    page.click("#write")
    expect(page.locator("#draft-body .draft")).to_be_visible(**_WAIT)
    worker.keep(f"{name}-advice-draft")

    line = page.locator("#draft-body li[id^=line-]").first
    wanted = line.get_attribute("id")
    line.locator("a.edit").click()
    expect(page.locator("#line-text textarea")).to_be_focused(**_WAIT)
    machine = page.locator("#line-text textarea").input_value()
    page.fill("#line-text textarea", "99 tonnes for 12345 yuan.")
    page.click("#save-line")
    expect(page.locator(f"#draft-body #{wanted}.red")).to_have_count(1, **_WAIT)
    expect(page.locator("#line-head .fault")).to_be_visible()
    worker.keep(f"{name}-advice-red")
    page.fill("#line-text textarea", machine)
    page.click("#save-line")
    expect(page.locator("#draft-body li.red")).to_have_count(0, **_WAIT)
    page.click("#close-line")
    expect(page.locator("#editor")).to_be_hidden(**_WAIT)

    page.click("#signing button.label-wrap")
    page.locator("#signer :is(input, textarea)").fill("Li Mei")
    page.click("#sign")
    expect(page.locator(".state.signed")).to_be_visible(**_WAIT)
    for format in ("docx", "md", "txt", "html", "json"):
        with page.expect_download() as download:
            page.locator(f"a.file[href$='.{format}']").click()
        content = download.value.path().read_bytes()
        if format == "docx":
            assert "Li Mei" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        elif format == "json":
            assert json.loads(content)["signatures"][0]["name"] == "Li Mei"
        else:
            assert content.decode().strip()
    page.reload()
    expect(page.locator(".state.signed")).to_be_visible(**_WAIT)
    assert worker.overflow() <= 0


def test_a_worker_answers_an_open_question_and_whoever_asked_sees_it(visit, desk) -> None:  # type: ignore[no-untyped-def]
    visitor, worker = visit(PHONE, to=desk), visit(DESK, to=desk)
    visitor.enter(f"{desk}/en/chat/")
    visitor.ask("Will it rain tomorrow?")
    page = worker.page
    page.goto(f"{desk}/en/desk/questions")
    expect(page.locator("#open-list .groups a")).to_have_count(1, **_WAIT)
    worker.settle()
    page.click("#open-list .groups a")
    expect(page.locator("#asked .asked-once")).to_be_visible(**_WAIT)
    page.locator("#answer-title :is(input, textarea)").fill("Rain line")
    page.fill("#answer-text textarea", "The county's rain line tells whether it will rain tomorrow under 12121.")
    page.locator("#answer-source :is(input, textarea)").fill("County weather office")
    page.locator("#answer-signer :is(input, textarea)").fill("Li Mei")
    worker.keep("en-desk-questions")
    page.click("#sign-answer")
    expect(page.locator("#told .done")).to_be_visible(**_WAIT)
    expect(page.locator("#open-list .groups a")).to_have_count(0)

    visitor.enter(f"{desk}/en/chat/")
    chats = visitor.page.get_by_role("button", name="Chats, with a new answer")
    expect(chats).to_be_visible(**_WAIT)
    chats.tap()
    expect(visitor.page.get_by_role("link", name="New answer")).to_have_count(1)
    visitor.keep("en-phone-new-answer")
    visitor.page.locator("#conversations a.open").tap()
    expect(visitor.page.locator("#log .answered a")).to_have_text("Rain line", **_WAIT)
    expect(visitor.page.locator("#chats.answered")).to_have_count(0)
    visitor.page.locator("#chats").tap()
    expect(visitor.page.locator("#conversations a.open")).to_have_count(1)
    expect(visitor.page.locator("#conversations .new")).to_have_count(0)
    visitor.page.keyboard.press("Escape")
    visitor.keep("en-phone-answered")
    visitor.page.locator("#log .answered a").tap()
    expect(visitor.page.locator("#passage")).to_contain_text("12121")
    visitor.page.keyboard.press("Escape")
    assert "12121" in visitor.ask("What tells the rain of tomorrow, the county's rain line?").inner_text()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_no_document_is_refused_in_the_language_of_the_page(visit, desk, tmp_path, language) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "program.exe").write_bytes(b"MZ")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (tmp_path / "large.txt").write_bytes(b"word " * 6_100_000)
    worker = visit(DESK, to=desk, locale="en")
    page = worker.page
    for name, told in (
        ("program.exe", "file_kind_refused"),
        ("large.txt", "file_too_large"),
    ):
        page.goto(f"{desk}/{language}/desk/library")
        expect(page.locator("#documents details")).to_have_count(1, **_WAIT)
        worker.settle()
        page.click("#adding button.label-wrap")
        page.set_input_files("#files input[type=file]", tmp_path / name)
        sentence = text(told, language, size=30, kinds="").split(":" if language == "en" else "：")[0]
        expect(page.locator(".toast-message-text")).to_contain_text(sentence, **_WAIT)
        expect(page.locator(".toast-title")).to_contain_text(text("error", language))
    page.set_input_files("#files input[type=file]", tmp_path / "broken.pdf")
    expect(page.get_by_role("cell", name="broken.pdf")).to_be_visible(**_WAIT)
    page.click("#add")
    reason = {"en": "broken.pdf: the file is damaged", "zh": "broken.pdf：文件已损坏"}[language]
    expect(page.locator("#progress")).to_contain_text(reason, **_WAIT)
    page.close()
    worker.complaints.clear()  # Gradio keeps asking how far a refused upload is.


def test_an_upload_tells_how_far_it_is_and_is_stopped(visit, desk, small_assistant, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    lines = "".join(f"## art-{number} Stall {number}\n\nStall {number} costs 12 yuan.\n\n" for number in range(300))
    (tmp_path / "fair.md").write_text(f"# Fair\n\n{lines}", encoding="utf-8")
    embed = small_assistant.embedder.embed_passages
    monkeypatch.setattr(small_assistant.embedder, "embed_passages", lambda texts: (time.sleep(1), embed(texts))[1])
    worker = visit(DESK, to=desk)
    page = worker.page
    page.goto(f"{desk}/zh/desk/library")
    expect(page.locator("#documents details")).to_have_count(1, **_WAIT)
    worker.settle()
    page.click("#adding button.label-wrap")
    page.set_input_files("#files input[type=file]", tmp_path / "fair.md")
    expect(page.locator("#files")).to_contain_text(re.compile(r"fair\s*\.md"))
    page.click("#add")
    expect(page.locator("#progress progress")).to_be_visible(**_WAIT)
    expect(page.locator("#progress")).to_contain_text("正在处理")
    worker.keep("zh-desk-upload")
    page.click("#stop")
    expect(page.locator("#progress")).to_contain_text("已停止", **_WAIT)
    expect(page.locator("#stop")).to_be_hidden()


def test_a_worker_runs_a_small_suite_twice_and_compares(visit, desk, small_assistant) -> None:  # type: ignore[no-untyped-def]
    asked = small_assistant.conversations.keep("v" * 43, "Will it rain?", small_assistant.ask("Will it rain?")).message
    small_assistant.keep_cases([asked], "refusal", by="li")
    worker = visit(DESK, to=desk)
    page = worker.page
    page.goto(f"{desk}/en/desk/evaluation")
    expect(page.locator("#run")).to_be_visible(**_WAIT)
    worker.settle()
    page.locator("#halves input").nth(0).uncheck()
    page.locator("#halves input").nth(2).check()
    for count in (1, 2):
        page.click("#run")
        expect(page.locator("#runs li")).to_have_count(count, **_WAIT)
        expect(page.locator("#progress .done")).to_be_visible(**_WAIT)
    page.click("#compare-runs")
    expect(page.locator("#shown .counts")).to_be_visible(**_WAIT)
    page.click("#show-run")
    expect(page.locator("#shown table.figures").first).to_be_visible(**_WAIT)
    worker.keep("en-desk-evaluation")
    address = page.locator("#runs a.file").first.get_attribute("href")
    assert page.request.get(f"{desk}{address}").ok
