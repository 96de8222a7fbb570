"""The cookie by which a visitor finds its conversations again."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.web.visitors import Visitors, visitor_of


def _client(**options: str) -> TestClient:
    app = Starlette(routes=[Route("/{path:path}", lambda request: PlainTextResponse(visitor_of(request)))])
    return TestClient(Visitors(app, ["/zh/chat/"], keep_days=30), **options)  # type: ignore[arg-type]


def test_a_page_gives_a_secret_that_no_script_reads() -> None:
    cookie = _client().get("/zh/chat/").headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/;", f"Max-Age={30 * 86_400}"))
    assert "Secure" not in cookie


def test_over_https_the_cookie_stays_on_https() -> None:
    assert "Secure" in _client(base_url="https://testserver").get("/zh/chat/").headers["set-cookie"]


def test_the_secret_is_kept_for_longer_at_each_visit() -> None:
    client = _client()
    first = client.get("/zh/chat/").cookies["visitor"]
    second = client.get("/zh/chat/")
    assert (second.cookies["visitor"], second.text) == (first, first)
    assert _client().get("/zh/chat/").cookies["visitor"] != first


def test_behind_a_prefix_the_cookie_is_for_that_prefix() -> None:
    assert "Path=/advice;" in _client(root_path="/advice").get("/advice/zh/chat/").headers["set-cookie"]


def test_what_is_no_page_sets_nothing() -> None:
    assert "set-cookie" not in _client().get("/zh/chat/config").headers


@pytest.mark.parametrize("value", ["", "short", "x" * 44, "../" * 20])
def test_a_secret_that_is_none_of_ours_is_nobodys(value: str) -> None:
    scope = {"type": "http", "headers": [(b"cookie", f"visitor={value}".encode())]}
    assert visitor_of(Request(scope)) == ""
