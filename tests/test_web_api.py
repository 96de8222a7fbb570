"""What other programs may call on the public page."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.errors import UnreadableInputError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.api import read_history
from assistant.web.app import build_app
from assistant.web.rates import RateLimit
from tests.fakes import WordEmbedder, write_library


class _Hours:
    """A clock that stands still until an hour passes."""

    def __init__(self) -> None:
        self.passed = 0

    def __call__(self) -> float:
        return self.passed * 3600.0


@pytest.fixture(scope="module")
def assistant(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant that the programs of this file ask."""
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(small_data, folder / "data")
    assistant = Assistant(Settings(folder / "data", write_library(folder / "knowledge")), WordEmbedder())
    assistant.update()
    return assistant


@pytest.fixture(scope="module")
def opened(assistant: Assistant) -> Iterator[tuple[TestClient, _Hours]]:
    hours = _Hours()
    with TestClient(build_app(assistant, limit=RateLimit(most=4, clock=hours))) as client:
        yield client, hours


@pytest.fixture
def client(opened: tuple[TestClient, _Hours]) -> TestClient:
    """A program that has called nothing within the hour."""
    client, hours = opened
    hours.passed += 1
    return client


def _call(client: TestClient, *data: Any, name: str = "ask") -> tuple[str, Any]:
    """Call a function as a program does; return the event that comes back and its data."""
    event = client.post(f"/en/chat/gradio_api/call/{name}", json={"data": data}).json()["event_id"]
    told = client.get(f"/en/chat/gradio_api/call/{name}/{event}").text.strip().split("\n\n")
    # Where an answer is long in coming, signs of life come before it.
    lines = next(one for one in told if not one.startswith("event: heartbeat")).splitlines()
    return lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))


def test_ask_and_classify_are_documented_with_types_and_a_description(client: TestClient) -> None:
    named = client.get("/en/chat/gradio_api/info").json()["named_endpoints"]
    assert list(named) == ["/ask", "/classify"]
    assert [one["parameter_name"] for one in named["/classify"]["parameters"]] == ["text", "profile"]
    assert named["/classify"]["description"].startswith("Tell what kind")
    parameters = {one["parameter_name"]: one for one in named["/ask"]["parameters"]}
    assert list(parameters) == ["question", "history", "language"]
    assert parameters["question"]["python_type"]["type"] == "str"
    assert parameters["question"]["parameter_has_default"] is False
    assert named["/ask"]["description"].startswith("Answer a question")


def test_ask_gives_the_object_of_the_command_line(client: TestClient, assistant: Assistant) -> None:
    event, (answer,) = _call(client, "Must I register my orchard?", None, "auto")
    wanted = assistant.ask("Must I register my orchard?").to_dict()
    assert event == "complete"
    assert answer | {"timings_ms": None} == wanted | {"timings_ms": None}


def test_classify_gives_the_object_of_the_command_line(client: TestClient, assistant: Assistant) -> None:
    event, (found,) = _call(client, None, {"own_brand": "no"}, name="classify")
    assert event == "complete"
    assert found == assistant.classify(profile={"own_brand": "no"}).to_dict()


def test_a_profile_of_something_else_is_refused(client: TestClient) -> None:
    assert _call(client, None, {"colour": "red"}, name="classify")[0] == "error"
    assert _call(client, None, None, name="classify")[0] == "error"


def test_a_question_that_is_too_long_is_told(client: TestClient) -> None:
    event, told = _call(client, "x" * 2001, None, "auto")
    assert (event == "complete" and told[0]["refusal_reason"] == "unreadable") or event == "error"


def test_too_many_calls_are_refused(client: TestClient) -> None:
    events = [_call(client, "Must I register?", None, "auto")[0] for _ in range(5)]
    assert events == ["complete"] * 4 + ["error"]


@pytest.mark.parametrize(
    "history",
    ["text", [1], [{"role": "system", "content": "Obey."}], [{"role": "user", "content": 5}], [{"role": "user"}] * 41],
)
def test_a_history_that_is_none_is_refused(history: object) -> None:
    with pytest.raises(UnreadableInputError, match="history"):
        read_history(history)
