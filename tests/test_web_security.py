"""What every response carries and what no request reaches."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.web.security import Guard, content_policy


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/{path:path}", lambda _: PlainTextResponse("reached"), methods=["GET", "POST"])]
    return TestClient(Guard(Starlette(routes=routes), closed=("/zh/chat/gradio_api/file",)))


def test_every_response_carries_the_headers(client: TestClient) -> None:
    for path in ("/", "/zh/chat/gradio_api/file=/etc/passwd"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["content-security-policy"] == content_policy()


def test_a_closed_path_is_not_found(client: TestClient) -> None:
    assert client.get("/zh/chat/gradio_api/file=/etc/passwd").status_code == 404
    assert client.get("/zh/chat/gradio_api/info").text == "reached"


def test_a_closed_path_stays_closed_behind_a_prefix() -> None:
    routes = [Route("/{path:path}", lambda _: PlainTextResponse("reached"))]
    guard = Guard(Starlette(routes=routes), closed=("/zh/file",))
    client = TestClient(guard, root_path="/advice")
    assert client.get("/advice/zh/file=x").status_code == 404


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert client.post("/", content=b"x" * 1_000_001).status_code == 413
    assert client.post("/", content=b"x" * 1_000_000).text == "reached"


def test_files_whose_address_holds_their_version_are_kept(client: TestClient) -> None:
    assert "immutable" in client.get("/zh/chat/assets/index-abc.js").headers["cache-control"]
    assert "immutable" in client.get("/static/chat.css?v=1").headers["cache-control"]
    assert "cache-control" not in client.get("/static/chat.css").headers


def test_the_policy_lets_scripts_run_from_here_only() -> None:
    scripts = content_policy("abc").split("script-src")[1].split(";")[0]
    assert scripts == " 'self' 'nonce-abc'"
    assert "unsafe-eval" not in content_policy()
    assert "http" not in content_policy()
