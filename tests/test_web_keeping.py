"""The routes of a visitor's own conversations and of feedback."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.service import Assistant
from assistant.web.keeping import add_keeping
from assistant.web.rates import RateLimit

LI, WANG = "l" * 43, "w" * 43


@pytest.fixture
def client(small_assistant: Assistant) -> Iterator[TestClient]:
    app = FastAPI()
    add_keeping(app, small_assistant, RateLimit(most=1000))
    with TestClient(app, cookies={"visitor": LI}) as client:
        yield client


@pytest.fixture
def kept(small_assistant: Assistant) -> tuple[str, str]:
    where = small_assistant.conversations.keep(
        LI, "Must I register?", small_assistant.ask("Must I register my orchard?")
    )
    return where.conversation, where.message


def test_conversations_are_listed_searched_named_and_deleted(client: TestClient, kept: tuple[str, str]) -> None:
    assert [one["name"] for one in client.get("/conversations").json()] == ["Must I register?"]
    assert client.get("/conversations?words=quince").json() == []
    assert client.patch(f"/conversations/{kept[0]}", json={"name": "Orchard"}).json() == {"done": True}
    assert client.get("/conversations?words=orch&language=zh").json()[0]["name"] == "Orchard"
    assert client.delete(f"/conversations/{kept[0]}").json() == {"done": True}
    assert client.get("/conversations").json() == []


def test_all_are_deleted_at_once(client: TestClient, kept: tuple[str, str]) -> None:
    assert client.delete("/conversations").json() == {"done": True}
    assert client.get("/conversations").json() == []


def test_feedback_is_kept(client: TestClient, kept: tuple[str, str], small_assistant: Assistant) -> None:
    given = {"message": kept[1], "verdict": "down", "reasons": ["wrong", "outdated"], "comment": "Since May."}
    assert client.post("/feedback", json=given).json() == {"done": True}
    assert small_assistant.conversations.turns(LI, kept[0])[0].verdict == "down"


@pytest.mark.parametrize("cookie", [WANG, "", "short"])
def test_nobody_reaches_what_is_anothers(client: TestClient, kept: tuple[str, str], cookie: str) -> None:
    client.cookies.set("visitor", cookie)
    assert client.get("/conversations").json() == []
    assert client.patch(f"/conversations/{kept[0]}", json={"name": "Mine"}).status_code == 404
    assert client.delete(f"/conversations/{kept[0]}").status_code == 404
    assert client.post("/feedback", json={"message": kept[1], "verdict": "up"}).status_code == 404
    client.delete("/conversations")
    client.cookies.set("visitor", LI)
    assert len(client.get("/conversations").json()) == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/conversations/{}", {"name": ""}),
        ("PATCH", "/conversations/{}", {"name": "  "}),
        ("PATCH", "/conversations/{}", {"name": "x" * 61}),
        ("PATCH", "/conversations/{}", {"name": "x", "visitor": WANG}),
        ("PATCH", "/conversations/..", {"name": "x"}),
        ("POST", "/feedback", {"message": "x", "verdict": "up"}),
        ("POST", "/feedback", {"message": "0" * 32, "verdict": "great"}),
        ("POST", "/feedback", {"message": "0" * 32, "verdict": "down", "reasons": ["wrong"] * 6}),
        ("POST", "/feedback", {"message": "0" * 32, "verdict": "down", "comment": "x" * 501}),
        ("GET", "/conversations?words=" + "x" * 101, None),
    ],
)
def test_what_cannot_be_taken_is_refused(
    client: TestClient, kept: tuple[str, str], method: str, path: str, body: object
) -> None:
    assert client.request(method, path.format(kept[0]), json=body).status_code in (404, 422)


def test_too_many_calls_are_refused(small_assistant: Assistant) -> None:
    app = FastAPI()
    add_keeping(app, small_assistant, RateLimit(most=2))
    with TestClient(app) as client:
        assert [client.get("/conversations").status_code for _ in range(3)] == [200, 200, 429]
