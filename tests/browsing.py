"""A real browser for the tests of the pages, and a proxy to put before them. Screenshots go to test-output/."""

import http.client
import http.server
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

OUTPUT = Path(__file__).parent.parent / "test-output"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}

# Frames are counted, not milliseconds: where the machine is slow they are slow too.
COME_TO_REST = """() => new Promise((rest, fail) => {
  let still = 0;
  const began = performance.now();
  const drawn = new MutationObserver(() => { still = 0; });
  drawn.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const busy = () => document.readyState !== "complete" || document.querySelector(".pending, .generating")
    || document.getAnimations().some(
      (one) => one.playState === "running" && one.effect.getTiming().iterations !== Infinity);
  const look = () => {
    still = busy() ? 0 : still + 1;
    if (still < 15 && performance.now() - began < 30_000) return requestAnimationFrame(look);
    drawn.disconnect();
    return still < 15 ? fail(new Error("The page does not come to rest.")) : rest();
  };
  requestAnimationFrame(look);
})"""


def skip_loudly(reason: str) -> None:
    """Skip a test and have the end of the run say so, where nobody misses it."""
    pytest.skip(f"NOT TESTED: {reason}")


@contextmanager
def launched() -> Iterator[Any]:
    """Lend a browser of this machine."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        skip_loudly(f"the pages in a browser. Install one of {', '.join(BROWSERS)}.")
    with sync_api.sync_playwright() as playwright:
        # A busy machine makes a page late, not wrong.
        sync_api.expect.set_options(timeout=30_000)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@contextmanager
def at_home() -> Iterator[None]:
    """Watch this process: the hosts that it looks up meanwhile are this machine's own."""
    hosts: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, *rest: Any, **options: Any) -> Any:
        hosts.append(str(host))
        return real(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        yield
    assert set(hosts) <= {"127.0.0.1", "localhost", "None"}


@contextmanager
def served(app: FastAPI, *, root_path: str = "") -> Iterator[str]:
    """Serve an app on a free port of this machine."""
    config = uvicorn.Config(app, port=0, root_path=root_path, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def stripping_proxy(upstream: str, prefix: str) -> Iterator[str]:
    """Stand before a server as a proxy does that shows it under a prefix: strip it, say for whom one asks."""
    host = upstream.removeprefix("http://")

    class Handler(http.server.BaseHTTPRequestHandler):
        def forward(self) -> None:
            if not self.path.startswith(f"{prefix}/"):
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            headers |= {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
            connection = http.client.HTTPConnection(host, timeout=60)
            connection.request(self.command, self.path.removeprefix(prefix), body, headers)
            answer = connection.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while piece := answer.read1(65_536):
                self.wfile.write(piece)
                self.wfile.flush()
            connection.close()

        do_GET = do_POST = do_PATCH = do_DELETE = forward  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    class Proxy(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Say nothing of browsers that go away in the middle."""

    server = Proxy(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{prefix}"
    server.shutdown()
    server.server_close()


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
        """Open a chat page and wait until one can ask."""
        expect = _expect()
        self.page.goto(address)
        expect(self.page.locator("#log .welcome")).to_be_visible()
        expect(self.box).to_be_enabled()
        self.settle()

    def ask(self, question: str) -> Any:
        """Ask and return the answer once it is whole."""
        expect = _expect()
        answers = self.page.locator("#log .answer")
        before = answers.count()
        self.send(question)
        expect(answers).to_have_count(before + 1)
        expect(self.box).to_be_enabled()
        self.settle()
        return answers.last

    def send(self, question: str) -> None:
        """Write a question into the box and press Enter, whatever comes of it."""
        self.box.fill(question)
        # Gradio takes the value over before its next frame; no hand is as fast as that.
        self.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        self.box.press("Enter")

    def settle(self) -> None:
        """Wait until the page has come to rest: loaded, nothing pending or moving, nothing drawn anew for a while."""
        self.page.evaluate(COME_TO_REST)

    def keep(self, name: str, *, whole: bool = False) -> None:
        """Keep a screenshot of what is seen, or of the whole page."""
        OUTPUT.mkdir(exist_ok=True)
        # A whole page in a phone's own resolution takes a browser seconds to draw.
        scale = "css" if whole else "device"
        self.page.screenshot(path=OUTPUT / f"web-{name}.png", full_page=whole, animations="disabled", scale=scale)

    def overflow(self) -> int:
        """Return how far the page scrolls sideways, in pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def _expect() -> Any:
    from playwright.sync_api import expect

    return expect
