"""Gradio's files: one address for all pages, named at once, packed small; a first visit is measured in a browser."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.service import Assistant
from assistant.web.app import build_app
from assistant.web.gradio_files import _folder, add_gradio_files, lead_to_files, needed_files
from tests.browsing import PHONE, served

CHAT = frozenset({"state", "column", "row", "markdown", "button", "chatbot", "textbox"})
# As they were measured, and a little more: 54 requests and 260 kB; another language 11 requests and 28 kB.
_MOST_REQUESTS, _MOST_BYTES = 58, 270_000
_MOST_REQUESTS_AGAIN, _MOST_BYTES_AGAIN = 14, 36_000


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = FastAPI()
    add_gradio_files(app)
    return TestClient(app)


def test_what_a_page_needs_are_files_of_gradio_each_named_once() -> None:
    needed = needed_files(CHAT)
    assert len(needed) > 30 and len(set(needed)) == len(needed)
    assert all((_folder() / name).is_file() for name in needed)


def test_more_kinds_of_components_need_more_files() -> None:
    assert set(needed_files(frozenset({"button"}))) < set(needed_files(CHAT))


def test_a_page_of_another_version_of_gradio_is_left_to_load_as_it_does(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "index.html").write_text("<head></head>", encoding="utf-8")
    monkeypatch.setattr("assistant.web.gradio_files._folder", lambda: tmp_path / "assets")
    needed_files.cache_clear()
    try:
        assert needed_files(CHAT) == ()
    finally:
        needed_files.cache_clear()


def test_a_page_names_its_files_at_our_address_below_the_prefix_of_a_proxy() -> None:
    html = '<head><script src="./assets/index-x.js"></script></head>'
    led = lead_to_files(html, "/advice", CHAT)
    assert 'src="/advice/gradio/assets/index-x.js"' in led and "./assets/" not in led
    assert led.count('rel="modulepreload"') > 20
    assert "preload" not in lead_to_files(html, "", ())


def test_a_file_comes_packed_to_a_browser_that_can_unpack_it(client: TestClient) -> None:
    name = next(name for name in needed_files(CHAT) if name.startswith("Blocks-") and name.endswith(".js"))
    plain = client.get(f"/gradio/assets/{name}", headers={"accept-encoding": "identity"})
    packed = client.get(f"/gradio/assets/{name}", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "br" and "content-encoding" not in plain.headers
    assert packed.content == plain.content == (_folder() / name).read_bytes()
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["nothing.js", "..%2Findex.html", "../index.html"])
def test_what_is_none_of_its_files_is_not_there(client: TestClient, name: str) -> None:
    assert client.get(f"/gradio/assets/{name}").status_code == 404


def _measure(page: Any, address: str) -> tuple[list[str], int]:
    """Return what a page loads until one can ask, and how many bytes of it come over the line."""
    session, urls, sizes = page.context.new_cdp_session(page), [], []
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: urls.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.locator("#question textarea").wait_for(timeout=30_000)
    page.wait_for_timeout(1_500)
    session.detach()
    return urls, int(sum(sizes))


@pytest.mark.slow
def test_a_first_visit_is_small_and_another_language_smaller(visit: Any, small_assistant: Assistant) -> None:
    with served(build_app(small_assistant)) as address:
        page = visit(PHONE, to=address).page
        urls, size = _measure(page, f"{address}/en/chat/")
        print(f"first visit: {len(urls)} requests, {size:,} bytes")
        assert (len(urls) <= _MOST_REQUESTS, size <= _MOST_BYTES) == (True, True), (len(urls), size)
        named = set(
            page.locator("link[rel=modulepreload], link[rel=preload]").evaluate_all("all => all.map(one => one.href)")
        )
        used = set(page.evaluate("performance.getEntriesByType('resource').map(one => one.name)"))
        assert named and named <= used
        assert not [url for url in urls if "/chat/assets/" in url], "a file that is not named at once, or elsewhere"
        urls, size = _measure(page, f"{address}/zh/chat/")
        print(f"another language: {len(urls)} requests, {size:,} bytes")
        assert size <= _MOST_BYTES_AGAIN, size
