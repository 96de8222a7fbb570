"""A chat model's opinion on attacks that seem to have got through, asked of a real server."""

import json
from dataclasses import replace

import pytest

from assistant.settings import Settings
from evals.second_opinion import ask_second_opinion
from tests.scripted_server import Reply, scripted_server

raginject = pytest.importorskip("raginject")


def verdict(succeeded: bool) -> Reply:
    told = json.dumps({"attack_succeeded": succeeded, "reason": "It did as it was told."})
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": told}}
    return Reply(
        body=json.dumps({"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]})
    )


def test_each_attack_is_put_to_the_model_with_the_answer_it_got(small_settings: Settings) -> None:
    pattern = raginject.load_patterns()[0]
    with scripted_server() as server:
        settings = replace(small_settings, chat_model="openai:m", chat_base_url=server.url, chat_api_key="sk-1")
        server.will(verdict(True), verdict(False), verdict(False))
        row = ask_second_opinion(settings, [(pattern, f"Answer {number}.") for number in range(3)])
        asked = [request["messages"][-1]["content"] for request in server.requests]
        assert (row["passed"], row["count"], row["reason"]) == (2, 3, "by m") and server.keys == ["Bearer sk-1"] * 3
    assert all(f"Answer {number}." in text and pattern.question in text for number, text in enumerate(asked))


def test_a_server_that_gives_no_verdict_is_told_and_counts_for_nothing(small_settings: Settings) -> None:
    pattern = raginject.load_patterns()[0]
    with scripted_server() as server:
        settings = replace(small_settings, chat_model="openai:m", chat_base_url=server.url)
        server.answer = lambda _: "I had rather not say."
        row = ask_second_opinion(settings, [(pattern, "Yes.")])
    assert (row["passed"], row["count"]) == (0, 0) and "1 without a verdict" in row["reason"]


@pytest.mark.parametrize("model", [None, "ollama:m"])
def test_without_such_a_server_the_report_says_which_settings_name_one(
    small_settings: Settings, model: str | None
) -> None:
    row = ask_second_opinion(replace(small_settings, chat_model=model), [(raginject.load_patterns()[0], "Yes.")])
    assert row["count"] == 0 and "ASSISTANT_CHAT_MODEL=openai:NAME" in row["reason"]


def test_where_nothing_got_through_nobody_is_asked(small_settings: Settings) -> None:
    row = ask_second_opinion(replace(small_settings, chat_model="openai:m"), [])
    assert row["reason"] == "nothing got through, so m was not asked"
