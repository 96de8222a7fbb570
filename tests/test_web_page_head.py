"""Gradio's page in our dress."""

from pathlib import Path

import gradio
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.web.bundles import address
from assistant.web.page_head import Dress, PageHead, dress_page, words_of

_DRESS = Dress("zh", "农村电商问答", "chat", words_of((), "zh"), lambda _: "<p>top</p>")
_TEMPLATE = Path(gradio.__file__).parent / "templates" / "frontend" / "index.html"


@pytest.fixture(scope="module")
def dressed() -> str:
    return dress_page(_TEMPLATE.read_text(encoding="utf-8"), _DRESS, root_path="/advice", nonce="n0", top="<p>top</p>")


def test_the_page_has_its_language_and_title(dressed: str) -> None:
    assert 'lang="zh-CN"' in dressed
    assert "<title>农村电商问答</title>" in dressed


def test_gradio_hears_the_pages_language_before_its_scripts_run(dressed: str) -> None:
    assert dressed.index("Object.defineProperty(navigator") < dressed.index("gradio_config")


def test_every_script_carries_the_nonce(dressed: str) -> None:
    assert dressed.count("<script") == dressed.count('<script nonce="n0"') > 3


def test_the_page_names_no_other_host(dressed: str) -> None:
    assert "http://" not in dressed
    assert "https://" not in dressed


def test_addresses_carry_the_prefix_of_the_proxy(dressed: str) -> None:
    assert 'href="/advice/manifest.json?language=zh"' in dressed
    assert f'src="{address("chat.js", "/advice")}"' in dressed
    assert address("chat.js", "/advice").startswith("/advice/static/chat.js?v=")


def test_what_stands_above_comes_before_gradio(dressed: str) -> None:
    assert dressed.index("<p>top</p>") < dressed.index("<gradio-app")


def test_the_script_for_foreign_frames_is_not_loaded(dressed: str) -> None:
    assert "appendChild(script)" in _TEMPLATE.read_text(encoding="utf-8")
    assert "document.head.appendChild(script);" not in dressed


def test_the_viewport_gives_way_to_the_keyboard(dressed: str) -> None:
    assert "interactive-widget=resizes-content" in dressed
    assert "shrink-to-fit" not in dressed


def _client() -> TestClient:
    page = '<!doctype html><html lang="en"><head><meta charset="utf-8" /></head><body><script>1</script></body></html>'
    routes = [
        Route("/zh/chat/", lambda _: HTMLResponse(page)),
        Route("/zh/chat/data", lambda _: Response(page)),
        Route("/en/chat/", lambda _: JSONResponse({"page": page})),
    ]
    app = PageHead(Starlette(routes=routes), {"/zh/chat/": _DRESS, "/en/chat/": _DRESS})
    return TestClient(app)


def test_a_page_is_dressed_under_a_policy_of_its_own() -> None:
    first, second = (_client().get("/zh/chat/") for _ in range(2))
    nonce = first.text.split('nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in first.headers["content-security-policy"]
    assert nonce not in second.text
    assert int(first.headers["content-length"]) == len(first.content)


@pytest.mark.parametrize("path", ["/zh/chat/data", "/en/chat/"])
def test_what_is_no_page_passes_unchanged(path: str) -> None:
    response = _client().get(path)
    assert "navigator" not in response.text
    assert "content-security-policy" not in response.headers
