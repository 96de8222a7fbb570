"""The way to the workers' pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from assistant import accounts as module
from assistant.accounts import Accounts
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.app import build_app
from assistant.web.door import Door, is_direct_and_local
from tests.fakes import WordEmbedder, write_library

HTML = {"accept": "text/html"}
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True, scope="module")
def cheap() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_COST", {"n": 2**4, "r": 8, "p": 1})
        yield


def _open(folder: Path) -> Assistant:
    """Return an assistant with an account, its data in a folder."""
    Accounts(folder / "accounts").add("li.mei", PASSWORD)
    settings = Settings(
        data=folder / "data", knowledge=write_library(folder / "knowledge"), accounts=folder / "accounts"
    )
    assistant = Assistant(settings, WordEmbedder())
    assistant.update()
    return assistant


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant of all tests but those that lock or remove its account."""
    return _open(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def opened(office: Assistant) -> Iterator[TestClient]:
    with TestClient(build_app(office), follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(opened: TestClient) -> TestClient:
    """A browser without a session."""
    opened.cookies.clear()
    return opened


@pytest.fixture
def other_office(tmp_path: Path) -> Assistant:
    return _open(tmp_path)


@pytest.fixture
def other_client(other_office: Assistant) -> Iterator[TestClient]:
    with TestClient(build_app(other_office), follow_redirects=False) as client:
        yield client


def _sign_in(client: TestClient, **fields: str) -> Any:
    return client.post("/login", data={"name": "li.mei", "password": PASSWORD} | fields)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_people_are_led_to_the_form_in_the_language_of_the_page(client: TestClient, language: str) -> None:
    led = client.get(f"/{language}/desk/library", headers=HTML)
    assert (led.status_code, led.headers["location"]) == (303, f"/login?next=/{language}/desk/library")
    form = client.get(led.headers["location"])
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in form.text
    assert "no-store" in form.headers["cache-control"]
    assert form.text.count("<label for=") == form.text.count("<input id=") == 2


_DOORS = [
    ("get", "/en/desk/"), ("get", "/en/desk/library"), ("get", "/en/desk/config"), ("get", "/zh/desk/gradio_api/info"),
    ("post", "/en/desk/gradio_api/queue/join"), ("post", "/en/desk/gradio_api/call/find"),
    ("post", "/en/desk/gradio_api/run/find"), ("post", "/en/desk/gradio_api/upload"),
    ("get", "/en/desk/gradio_api/file=/etc/passwd"), ("get", "/en/desk/gradio_api/app_id"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), _DOORS)
def test_programs_without_a_session_get_a_401(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_the_right_password_opens_the_page_that_was_asked_for(client: TestClient) -> None:
    entered = _sign_in(client, next="/zh/desk/library")
    assert (entered.status_code, entered.headers["location"]) == (303, "/zh/desk/library")
    cookie = entered.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/"))
    page = client.get("/zh/desk/library", headers=HTML)
    assert page.status_code == 200
    assert "li.mei" in page.text
    assert client.get("/en/desk/config").status_code == 200


@pytest.mark.parametrize(
    "next", ["//evil.example", "https://evil.example/en/desk/", "/en/desk/../../x", "\\\\evil", ""]
)
def test_the_form_leads_nowhere_else(client: TestClient, next: str) -> None:
    assert _sign_in(client, next=next).headers["location"] == "/en/desk/"


def test_a_session_over_https_stays_on_https(office: Assistant) -> None:
    with TestClient(build_app(office), base_url="https://testserver", follow_redirects=False) as client:
        assert "Secure" in _sign_in(client).headers["set-cookie"]


def test_wrong_tries_are_told_the_same_whatever_is_wrong_and_then_wait(other_client: TestClient) -> None:
    told = {_sign_in(other_client, password="wrong").text, _sign_in(other_client, password="").text}
    unknown = _sign_in(other_client, name="wang", password="wrong").text.replace("wang", "li.mei")
    assert told == {unknown}
    for _ in range(3):
        assert _sign_in(other_client, password="wrong").status_code == 401
    waiting = _sign_in(other_client)
    assert waiting.status_code == 429
    assert "1 min" in waiting.text
    assert "set-cookie" not in waiting.headers


def test_no_password_comes_back_and_markup_stays_text(client: TestClient) -> None:
    page = _sign_in(client, name='"><b>', password="my-secret-typo", next='"><script>').text
    assert "my-secret-typo" not in page
    assert "<b>" not in page
    assert "<script" not in page


def test_signing_out_ends_the_session_here_and_on_the_server(client: TestClient) -> None:
    token = _sign_in(client).cookies["session"]
    assert client.post("/logout").headers["location"] == "/"
    assert client.get("/en/desk/config", headers={"cookie": f"session={token}"}).status_code == 401


def test_a_page_from_elsewhere_cannot_act_for_a_worker(client: TestClient) -> None:
    _sign_in(client)
    for path in ("/logout", "/login", "/en/desk/gradio_api/queue/join"):
        assert client.post(path, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_an_account_that_is_removed_is_out_at_once(other_client: TestClient, other_office: Assistant) -> None:
    _sign_in(other_client)
    Accounts(other_office.settings.accounts).remove("li.mei")  # type: ignore[arg-type]
    assert other_client.get("/en/desk/config").status_code == 401


def test_what_a_worker_uploads_is_served_to_no_visitor(client: TestClient) -> None:
    _sign_in(client)
    sent = client.post("/en/desk/gradio_api/upload", files={"files": ("client.txt", b"a farmer's secret")})
    (path,) = sent.json()
    assert Path(path).read_bytes() == b"a farmer's secret"
    assert client.get(f"/en/desk/gradio_api/file={path}").text == "a farmer's secret"
    client.cookies.clear()
    for page in ("/en/chat", "/zh/chat", "/en/desk", "/zh/desk"):
        for door in ("gradio_api/file=", "gradio_api/file/", "file="):
            answer = client.get(f"{page}/{door}{path}")
            assert answer.status_code in (401, 404), (page, door)
            assert b"secret" not in answer.content


def test_a_file_that_is_too_large_is_refused(client: TestClient) -> None:
    _sign_in(client)
    headers = {"content-length": "30000001", "content-type": "multipart/form-data; boundary=x"}
    assert client.post("/en/desk/gradio_api/upload", content=b"", headers=headers).status_code == 413


def _request(client_host: str = "127.0.0.1", **headers: str) -> Request:
    raw = [
        (name.replace("_", "-").encode(), value.encode())
        for name, value in ({"host": "127.0.0.1:7860"} | headers).items()
    ]
    return Request({"type": "http", "client": (client_host, 1), "headers": raw})


def test_without_accounts_a_direct_local_request_is_the_worker_local() -> None:
    account = Door(None).worker(_request())
    assert account is not None
    assert (account.name, account.role) == ("local", "admin")


@pytest.mark.parametrize(
    "request_",
    [
        _request("192.168.1.7"),
        _request(x_forwarded_for="1.2.3.4"),
        _request(x_forwarded_host="example.org"),
        _request(forwarded="for=1.2.3.4"),
        _request(via="1.1 proxy"),
        _request(x_real_ip="1.2.3.4"),
        _request(host="rebound.example"),
        _request(host="127.0.0.1.evil.example:7860"),
    ],
)
def test_without_accounts_nobody_else_is(request_: Request) -> None:
    assert not is_direct_and_local(request_)
    assert Door(None).worker(request_) is None


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860"])
def test_all_names_of_this_machine_are_local(host: str) -> None:
    assert is_direct_and_local(_request(host=host))


def test_without_accounts_the_page_says_so_and_others_are_told_why(small_assistant: Assistant) -> None:
    app = build_app(small_assistant)
    with TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 1)) as here:
        assert "No accounts" in here.get("/en/desk/library", headers=HTML).text
        assert here.get("/login").status_code == 404
        forwarded = here.get("/en/desk/library", headers=HTML | {"x-forwarded-for": "1.2.3.4"})
    assert forwarded.status_code == 403
    assert "assistant account add" in forwarded.text


def test_no_secret_stands_in_a_page(client: TestClient, office: Assistant) -> None:
    token = _sign_in(client).cookies["session"]
    pages = "".join(
        client.get(path, headers=HTML).text for path in ("/en/chat/", "/en/desk/library", "/en/desk/config")
    )
    assert token not in pages
    assert not re.search(r"scrypt\$", pages)
    assert str(office.settings.data) not in pages
