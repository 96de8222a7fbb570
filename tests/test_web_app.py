"""The routes of the web app."""

import re
import socket

import pytest
from starlette.testclient import TestClient

from assistant.accounts import Accounts
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import build_app, check_host, serve
from assistant.web.entrance import write_manifest
from assistant.web.languages import choose_language


@pytest.fixture(scope="module")
def client(assistant):  # type: ignore[no-untyped-def]
    with TestClient(build_app(assistant), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    ("accepted", "cookie", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", None, "zh"),
        ("zh-HK", None, "zh"),
        ("fr-FR,en-GB;q=0.5,zh;q=0.3", None, "en"),
        ("fr", None, "en"),
        ("", None, "en"),
        ("en", "zh", "zh"),
        ("zh", "en", "en"),
        ("zh", "nonsense", "zh"),
    ],
)
def test_a_visitor_is_led_to_the_page_in_their_language(client, accepted, cookie, language) -> None:  # type: ignore[no-untyped-def]
    headers = {"accept-language": accepted} | ({"cookie": f"lang={cookie}"} if cookie else {})
    response = client.get("/", headers=headers)
    assert (response.status_code, response.headers["location"]) == (302, f"/{language}/chat/")
    assert response.headers["vary"] == "Accept-Language, Cookie"


def test_the_switch_remembers_the_language(client) -> None:  # type: ignore[no-untyped-def]
    response = client.get("/lang/zh")
    assert response.headers["location"] == "/zh/chat/"
    assert "lang=zh" in response.headers["set-cookie"]
    assert "HttpOnly" in response.headers["set-cookie"]


def test_an_unknown_language_leads_home_and_is_not_remembered(client) -> None:  # type: ignore[no-untyped-def]
    response = client.get("/lang/%2F%2Fevil.example")
    assert response.headers.get("location", "/") == "/"
    response = client.get("/lang/fr")
    assert response.headers["location"] == "/"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(("language", "locale"), [("en", "en"), ("zh", "zh-CN")])
def test_a_page_is_in_its_language_and_names_no_other_host(client, language, locale) -> None:  # type: ignore[no-untyped-def]
    response = client.get(f"/{language}/chat/", headers={"accept": "text/html"})
    hosts = set(re.findall(r"https?://([\w.-]+)", response.text))
    assert response.status_code == 200
    assert f'lang="{locale}"' in response.text
    assert hosts <= {"testserver"}
    assert "<noscript>" in response.text


@pytest.mark.parametrize("path", ["/", "/zh/chat/", "/health", "/lang/zh", "/nowhere", "/static/chat.js"])
def test_every_response_is_secured(client, path) -> None:  # type: ignore[no-untyped-def]
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/zh/chat/docs", "/zh/chat/redoc"])
def test_there_are_no_pages_of_api_documents(client, path) -> None:  # type: ignore[no-untyped-def]
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_file_doors_of_gradio_are_closed(client, assistant, language) -> None:  # type: ignore[no-untyped-def]
    private = assistant.settings.data / "gradio" / "upload.txt"
    private.write_text("private", encoding="utf-8")
    assert client.get(f"/{language}/chat/gradio_api/file={private}").status_code == 404
    assert client.post(f"/{language}/chat/gradio_api/upload", files={"files": b"x"}).status_code == 404
    assert private.parent.stat().st_mode & 0o077 == 0
    private.unlink()


def test_a_passage_is_read_as_json(client) -> None:  # type: ignore[no-untyped-def]
    passage = client.get("/passages/ecl-2018/art-10?language=zh").json()
    assert passage["title"] == "电子商务法"
    assert passage["text"].startswith("".join(passage["paragraphs"][0]))
    assert passage["validity"] == "2019年1月1日起施行，现行有效"
    assert (passage["section"], passage["heading"], passage["status"]) == ("第10条", "谁要登记，谁不用登记", "in_force")


@pytest.mark.parametrize(
    "path", ["/passages/x/y", "/passages/live-prices/prices-now", "/passages/..%2f..%2fetc/passwd"]
)
def test_what_is_no_source_is_not_found(client, path) -> None:  # type: ignore[no-untyped-def]
    assert client.get(path).status_code == 404


def test_a_passage_is_asked_for_in_a_language_that_there_is(client) -> None:  # type: ignore[no-untyped-def]
    assert client.get("/passages/ecl-2018/art-10?language=fr").status_code == 422


def test_health_and_icons_are_there(client) -> None:  # type: ignore[no-untyped-def]
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/favicon.ico").status_code == 200
    manifest = client.get("/manifest.json?language=zh").json()
    assert (manifest["lang"], manifest["start_url"]) == ("zh-CN", "/")
    assert {client.get(icon["src"]).headers["content-type"] for icon in manifest["icons"]} == {"image/png"}


def test_the_manifest_carries_the_prefix_of_the_proxy() -> None:
    manifest = write_manifest("en", "/advice")
    assert manifest["scope"] == manifest["start_url"] == "/advice/"
    assert all(icon["src"].startswith("/advice/static/") for icon in manifest["icons"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_a_host_that_others_reach_is_refused_without_accounts(host, tmp_path) -> None:  # type: ignore[no-untyped-def]
    for accounts in (None, tmp_path / "accounts"):
        with pytest.raises(SettingsError, match=r"127\.0\.0\.1"):
            check_host(host, Settings(data=tmp_path, accounts=accounts))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machines_own_hosts_are_taken(host, tmp_path) -> None:  # type: ignore[no-untyped-def]
    check_host(host, Settings(data=tmp_path))


def test_with_accounts_any_host_is_taken(tmp_path) -> None:  # type: ignore[no-untyped-def]
    Accounts(tmp_path / "accounts").add("li.mei", "correct horse battery")
    check_host("0.0.0.0", Settings(data=tmp_path, accounts=tmp_path / "accounts"))


def test_a_taken_port_is_told_in_a_sentence(assistant) -> None:  # type: ignore[no-untyped-def]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} .* --port"):
            serve(assistant, port=port)


def test_the_cookie_wins_over_the_browser() -> None:
    assert choose_language("en", "zh-CN,zh") == "en"
