"""Whole paths in a real browser: a visitor's, a worker's, behind a proxy, in a browser that can do little."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import accounts as accounts_module
from assistant.accounts import Accounts
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.app import build_app
from tests.browsing import DESK, PHONE, served, stripping_proxy

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
expect = sync_api.expect

pytestmark = pytest.mark.slow

_PREFIX = "/advice"
_PASSWORD = "correct horse battery"
_ASKED = {
    "zh": ("网上卖自家种的苹果要不要办执照？", "那要交税吗？", "苹果"),
    "en": ("Do I need a business licence to sell my own apples online?", "And what about tax?", "apples"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_visitor_asks_reads_follows_up_rates_comes_back_and_deletes(visit, address, language) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE, locale="zh-CN" if language == "zh" else "en")
    page, (question, further, words) = visitor.page, _ASKED[language]
    visitor.enter(f"{address}/{language}/chat/")
    first = visitor.ask(question)
    first.locator("a.cite").first.tap()
    expect(page.locator("#passage mark")).to_be_visible()
    page.locator("#passage .close").tap()
    visitor.ask(further)
    expect(page.locator("#log .actions[id]")).to_have_count(2)

    page.locator("#log .act.up").first.tap()
    expect(page.locator("#log .act.up").first).to_have_attribute("aria-pressed", "true")
    page.locator("#log .act.down").last.tap()
    page.locator("#reasons .choice").nth(1).tap()
    page.locator("#reasons textarea").fill("2026")
    visitor.keep(f"{language}-phone-reasons")
    page.locator("#reasons button.primary").tap()
    expect(page.locator("#notice")).not_to_be_empty()

    cited = page.locator("#log a.cite").count()
    told = page.locator("#log .said").all_inner_texts()
    page.reload()
    expect(page.locator("#log .answer")).to_have_count(2, timeout=30_000)
    assert page.locator("#log .said").all_inner_texts() == told
    assert page.locator("#log a.cite").count() == cited
    expect(page.locator("#log .act.up").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#log .act.down").last).to_have_attribute("aria-pressed", "true")
    page.locator("#log a.cite").first.tap()
    expect(page.locator("#passage mark")).to_be_visible()
    page.keyboard.press("Escape")

    visitor.enter(f"{address}/{language}/chat/")
    page.locator("#chats").tap()
    page.locator("#conversations .search").fill(words)
    expect(page.locator("#conversations li")).to_have_count(1)
    visitor.keep(f"{language}-phone-conversations")
    page.locator("#conversations a.open").tap()
    expect(page.locator("#log .answer")).to_have_count(2, timeout=30_000)
    page.locator("#chats").tap()
    page.locator("#conversations li button").last.tap()
    page.locator("#conversations li button.warn").tap()
    expect(page.locator("#log .welcome")).to_be_visible(timeout=30_000)
    page.locator("#chats").tap()
    expect(page.locator("#conversations li")).to_have_count(0)
    assert visitor.overflow() <= 0


def test_a_conversation_gets_another_name(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(DESK)
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("When does a village count as a Taobao Village?")
    visitor.page.click("#chats")
    visitor.page.locator("#conversations li button").first.click()
    visitor.page.locator("#conversations .naming input").fill("Our village")
    visitor.page.locator("#conversations .naming input").press("Enter")
    expect(visitor.page.locator("#conversations a.open")).to_contain_text("Our village")


def test_another_visitor_sees_nothing_of_it(visit, address) -> None:  # type: ignore[no-untyped-def]
    first, second = visit(DESK), visit(DESK)
    first.enter(f"{address}/en/chat/")
    first.ask("When does a village count as a Taobao Village?")
    expect(first.page).to_have_url(re.compile(r"conversation=[0-9a-f]{32}"))
    second.enter(first.page.url)
    expect(second.page.locator("#log .answer")).to_have_count(0)
    second.page.click("#chats")
    expect(second.page.locator("#conversations li")).to_have_count(0)


def test_an_answer_is_copied_with_its_sources_and_shared_as_text(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE, permissions=["clipboard-read", "clipboard-write"])
    visitor.context.add_init_script("navigator.share = async (what) => { window.shared = what.text };")
    visitor.enter(f"{address}/zh/chat/")
    visitor.ask(_ASKED["zh"][0])
    visitor.page.locator("#log .act.copy").tap()
    expect(visitor.page.locator("#notice")).to_have_text("已复制。")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert all(
        part in copied for part in (_ASKED["zh"][0], "不用办营业执照", "[1]", "电子商务法 第10条", "不是法律意见")
    )
    visitor.page.locator("#log .act.share").tap()
    visitor.page.wait_for_function("window.shared")
    assert visitor.page.evaluate("window.shared") == copied


_VOICES = """
  const spoken = window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const voice = (name, localService) => ({ lang: "zh-CN", name, localService });
  const voices = [voice("far", false), voice("near", true)];
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices, cancel() {}, speak: (one) => spoken.push([one.voice.name, one.text]) } });
"""


def test_an_answer_is_read_aloud_by_a_voice_of_the_device_only(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE)
    visitor.context.add_init_script(_VOICES)
    visitor.enter(f"{address}/zh/chat/")
    visitor.ask(_ASKED["zh"][0])
    visitor.page.locator("#log .act.listen").tap()
    expect(visitor.page.locator("#log .act.listen")).to_have_attribute("aria-pressed", "true")
    ((voice, text),) = visitor.page.evaluate("window.spoken")
    assert voice == "near"
    assert "不用办营业执照" in text and "出处" not in text
    visitor.ask("Do I need a business licence to sell my own apples online?")
    expect(visitor.page.locator("#log .act.listen.en")).to_be_hidden()


_WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 "
    "Mobile Safari/537.36 MicroMessenger/8.0.44 NetType/4G Language/zh_CN"
)
_POOR = """
  for (const name of ["speechSynthesis", "SpeechSynthesisUtterance"]) delete window[name];
  Object.defineProperty(window, "speechSynthesis", { value: undefined });
  Object.defineProperty(navigator, "share", { value: undefined });
  Object.defineProperty(navigator, "clipboard", { value: undefined });
"""


def test_nothing_breaks_in_the_browser_inside_wechat(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE, user_agent=_WECHAT, locale="zh-CN")
    visitor.context.add_init_script(_POOR + "Object.defineProperty(navigator, 'standalone', { value: false });")
    visitor.enter(f"{address}/")
    expect(visitor.page.locator("#log .install-by-menu")).to_be_hidden()
    visitor.ask(_ASKED["zh"][0])
    for missing in ("share", "listen"):
        expect(visitor.page.locator(f"#log .act.{missing}")).to_be_hidden()
    visitor.page.locator("#log .act.copy").tap()
    expect(visitor.page.locator("#notice")).to_have_text("已复制。")


def test_the_conversation_works_by_keyboard_alone(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(DESK)
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("When does a village count as a Taobao Village?")
    page = visitor.page
    page.locator("#log .act.down").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reasons input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("#log .act.down")).to_be_focused()
    page.locator("#chats").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#conversations .search")).to_be_focused()
    expect(page.locator("#conversations a.open").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#conversations a.open").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#log .answer")).to_have_count(1, timeout=30_000)


@pytest.fixture
def office(
    tmp_path: Path, small_settings: Settings, open_small: Callable[..., Assistant], monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A small assistant with an account, behind a proxy under a prefix."""
    monkeypatch.setattr(accounts_module, "_COST", {"n": 2**4, "r": 8, "p": 1})
    Accounts(tmp_path / "accounts").add("li.mei", _PASSWORD)
    assistant = open_small(replace(small_settings, accounts=tmp_path / "accounts"))
    with (
        served(build_app(assistant, root_path=_PREFIX), root_path=_PREFIX) as upstream,
        stripping_proxy(upstream, _PREFIX) as address,
    ):
        yield address


def test_a_visitor_behind_a_proxy_asks_and_comes_back(visit, office) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE, to=office, locale="en")
    visitor.enter(f"{office}/")
    assert visitor.page.url == f"{office}/en/chat/"
    visitor.ask("Must I register my orchard?").locator("a.cite").first.tap()
    expect(visitor.page.locator("#passage mark")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    visitor.page.reload()
    expect(visitor.page.locator("#log .answer")).to_have_count(1, timeout=30_000)
    assert visitor.page.request.get(f"{office}/manifest.json").json()["scope"] == f"{_PREFIX}/"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_worker_signs_in_adds_a_document_asks_about_it_removes_it_and_leaves(  # type: ignore[no-untyped-def]
    visit, office, tmp_path, language
) -> None:
    (tmp_path / "fair.md").write_text(
        "# Fair\n\n## art-1 Stalls\n\nA stall for quinces costs 12 yuan a day.\n", "utf-8"
    )
    worker = visit(DESK, to=office, locale="en")
    page = worker.page
    page.goto(f"{office}/{language}/desk/library")
    page.fill("#name", "li.mei")
    page.fill("#password", "wrong password")
    worker.keep(f"{language}-desk-sign-in")
    worker.complaints.clear()
    page.locator("#password").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    worker.complaints.clear()  # The browser itself reports the 401.
    page.fill("#password", _PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator("#documents details")).to_have_count(1, timeout=30_000)
    expect(page.locator("#desk-top")).to_contain_text("li.mei")

    worker.settle()
    page.click("#adding button.label-wrap")
    page.set_input_files("#files input[type=file]", tmp_path / "fair.md")
    expect(page.locator("#files")).to_contain_text(re.compile(r"fair\s*\.md"))
    page.click("#add")
    expect(page.locator("#progress")).to_contain_text("Fair", timeout=30_000)
    expect(page.locator("#documents details")).to_have_count(2)
    page.locator("#documents summary").first.click()
    page.locator("#documents li a").first.click()
    expect(page.locator("#passage")).to_contain_text("12 yuan")
    worker.keep(f"{language}-desk-library")
    page.keyboard.press("Escape")

    worker.enter(f"{office}/en/chat/")
    assert "12 yuan" in worker.ask("What does a stall for quinces cost a day?").inner_text()
    page.goto(f"{office}/{language}/desk/library")
    expect(page.locator("#removing")).to_be_visible(timeout=30_000)
    worker.settle()
    page.click("#removing button.label-wrap")
    page.click("#added input")
    page.get_by_role("option").first.click()
    page.click("#remove")
    page.click("#really")
    expect(page.locator("#removed")).to_contain_text("Fair", timeout=30_000)
    expect(page.locator("#documents details")).to_have_count(1)
    page.locator("#desk-top form button").click()
    page.goto(f"{office}/{language}/desk/library")
    expect(page.locator("#password")).to_be_visible()
