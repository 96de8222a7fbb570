"""The page in a real browser: ask, read, open the passage, on a phone and on a desk.

Screenshots are kept under test-output/.
"""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from assistant.web.app import build_app
from assistant.web.rates import RateLimit

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
expect = sync_api.expect

pytestmark = pytest.mark.slow

_OUTPUT = Path(__file__).parent.parent / "test-output"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
_DESK = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="module", autouse=True)
def looked_up() -> Iterator[None]:
    """Collect the hosts that the server looks up; one of another machine fails the module."""
    hosts: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, *rest: Any, **options: Any) -> Any:
        hosts.append(str(host))
        return real(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        yield
    assert set(hosts) <= {"127.0.0.1", "localhost", "None"}


@pytest.fixture(scope="module")
def address(assistant: Any) -> Iterator[str]:
    app = build_app(assistant, limit=RateLimit(most=1_000))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        reason = f"NOT TESTED: the page in a browser. Install one of {', '.join(_BROWSERS)}."
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            request.config.pluginmanager.getplugin("terminalreporter").write_line(f"\n{reason}", red=True)
        pytest.skip(reason)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Visit:
    """A visitor's page; keeps what it loads from elsewhere and what it complains of."""

    def __init__(self, browser: Any, address: str, **device: Any) -> None:
        self.context = browser.new_context(**device)
        self.page = self.context.new_page()
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self._note(request.url, address))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.box = self.page.locator("#question textarea")

    def _note(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.foreign.append(url)

    def enter(self, address: str) -> None:
        self.page.goto(address)
        expect(self.page.locator("#log .welcome")).to_be_visible(timeout=30_000)
        expect(self.box).to_be_enabled()
        self.page.wait_for_timeout(500)

    def ask(self, question: str) -> Any:
        answers = self.page.locator("#log .answer")
        before = answers.count()
        self.box.fill(question)
        self.page.keyboard.press("Enter")
        expect(answers).to_have_count(before + 1, timeout=30_000)
        expect(self.box).to_be_enabled(timeout=30_000)
        self.page.wait_for_timeout(300)
        return answers.last

    def keep(self, name: str) -> None:
        _OUTPUT.mkdir(exist_ok=True)
        self.page.screenshot(path=_OUTPUT / f"web-{name}.png")

    def overflow(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    visits: list[Visit] = []

    def begin(device: dict[str, Any], **options: Any) -> Visit:
        visits.append(Visit(browser, address, **device, **options))
        return visits[-1]

    yield begin
    for one in visits:
        one.context.close()
    assert [url for one in visits for url in one.foreign] == []
    assert [complaint for one in visits for complaint in one.complaints] == []


_ASKED = [
    ("zh", "自家种的苹果网上卖，要办执照吗？", "电子商务法 第10条", "2019年1月1日起施行"),
    (
        "en",
        "Do I have to register to sell my own apples online?",
        "E-Commerce Law article 10",
        "In force since 1 January",
    ),
]


@pytest.mark.parametrize(("language", "question", "title", "validity"), _ASKED)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_farmer_asks_on_a_phone_and_opens_the_passage(visit, address, scheme, language, question, title, validity):  # type: ignore[no-untyped-def]
    farmer = visit(_PHONE, color_scheme=scheme, locale="zh-HK" if language == "zh" else "en-AU")
    farmer.enter(f"{address}/")
    assert farmer.page.url.endswith(f"/{language}/chat/")
    farmer.keep(f"{language}-phone-{scheme}-welcome")
    answer = farmer.ask(question)
    farmer.keep(f"{language}-phone-{scheme}-answer")
    answer.locator("a.cite").first.tap()
    sheet = farmer.page.locator("#passage")
    expect(sheet.locator("mark")).to_have_count(1)
    expect(sheet.locator("h2")).to_have_text(title)
    expect(sheet.locator(".validity")).to_contain_text(validity)
    farmer.keep(f"{language}-phone-{scheme}-passage")
    assert farmer.overflow() <= 0


@pytest.mark.parametrize(("language", "question", "title", "validity"), _ASKED)
def test_the_desk_shows_the_same(visit, address, language, question, title, validity) -> None:  # type: ignore[no-untyped-def]
    worker = visit(_DESK, locale="zh-CN" if language == "zh" else "en")
    worker.enter(f"{address}/{language}/chat/")
    worker.ask(question)
    worker.keep(f"{language}-desk-answer")
    worker.page.locator("a.cite").first.click()
    expect(worker.page.locator("#passage h2")).to_have_text(title)
    expect(worker.page.locator("#passage .validity")).to_contain_text(validity)
    worker.keep(f"{language}-desk-passage")
    assert worker.overflow() <= 0


def test_the_passage_works_by_keyboard_alone(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(_DESK)
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("What makes a Taobao Village?")
    visitor.page.locator("a.cite").nth(1).focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#passage mark")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("#passage")).to_be_hidden()
    expect(visitor.page.locator("a.cite").nth(1)).to_be_focused()


def test_a_starter_asks_and_a_new_conversation_brings_it_back(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(_PHONE)
    visitor.enter(f"{address}/zh/chat/")
    starter = visitor.page.locator(".chip").first
    question = starter.inner_text()
    starter.tap()
    expect(visitor.page.locator("#log .question")).to_have_text(question)
    expect(visitor.page.locator("#log .sources summary")).to_be_visible(timeout=30_000)
    expect(visitor.box).to_be_enabled()
    visitor.page.locator("#fresh").tap()
    expect(visitor.page.locator("#log .welcome")).to_be_visible()
    expect(visitor.page.locator("#log .answer")).to_have_count(0)


def test_a_refusal_offers_topics_that_can_be_tapped(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(_PHONE)
    visitor.enter(f"{address}/zh/chat/")
    refusal = visitor.ask("明年核桃能卖多少钱一斤？")
    expect(refusal).to_have_class(re.compile("refusal"))
    visitor.keep("zh-phone-refusal")
    topic = refusal.locator(".chip").first.inner_text()
    refusal.locator(".chip").first.tap()
    expect(visitor.page.locator("#log .question").last).to_have_text(topic)
    expect(visitor.page.locator("#log .answer")).to_have_count(2, timeout=30_000)


def test_a_question_full_of_markup_stays_text(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(_PHONE)
    visitor.enter(f"{address}/en/chat/")
    poison = (
        '<img src="http://evil.example/x.png" onerror=alert(1)> <form><input></form> ![x](http://evil.example/) $$x$$'
    )
    visitor.ask(poison)
    assert visitor.page.locator("#log :is(img, form, input, script, .katex)").count() == 0
    expect(visitor.page.locator("#log .question")).to_have_text(poison)
    assert visitor.overflow() <= 0


def test_the_language_can_be_switched_and_is_remembered(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(_PHONE, locale="en-GB")
    visitor.enter(f"{address}/")
    visitor.page.locator("#language").tap()
    expect(visitor.page.locator("#title")).to_have_text("农村电商问答")
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-CN"
    visitor.enter(f"{address}/")
    assert visitor.page.url.endswith("/zh/chat/")
    expect(visitor.page).to_have_title("农村电商问答")


@pytest.mark.parametrize("width", [320, 360, 390])
def test_targets_are_large_and_nothing_scrolls_sideways(visit, address, width) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(_PHONE | {"viewport": {"width": width, "height": 640}})
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("What makes a Taobao Village?")
    small = visitor.page.evaluate(
        """[...document.querySelectorAll('button, summary, textarea, a:not(.cite)')].filter(element => {
             const box = element.getBoundingClientRect();
             return element.checkVisibility() && (box.height < 44 || box.width < 44) }).map(one => one.outerHTML)"""
    )
    reach = visitor.page.evaluate("getComputedStyle(document.querySelector('a.cite'), '::after').height")
    assert (small, visitor.overflow()) == ([], 0)
    assert float(reach.removesuffix("px")) >= 44
    assert visitor.page.evaluate("getComputedStyle(document.querySelector('.said p')).fontSize") == "18px"
