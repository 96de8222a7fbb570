"""Chat models by settings: what is missing is named, the key is shown to nobody, limits hold."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage

from assistant.chat_model import ChatModel, Limits, load_chat_model, try_chat_model
from assistant.circuit_breaker import FAILURES_TO_OPEN, FIRST_PAUSE_S, CircuitBreaker
from assistant.doctor import examine
from assistant.errors import AssistantError, ChatModelError, ChatStreamBrokenError, ModelMissingError, SettingsError
from assistant.settings import Settings
from tests.scripted_server import Reply, scripted_server

ASKED = [HumanMessage("Must I register?")]


def settings(**changes: Any) -> Settings:
    return Settings(data=Path("/nowhere"), **changes)


def test_without_a_name_there_is_no_chat_model() -> None:
    assert load_chat_model(settings()) is None


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("qwen", SettingsError, "openai:qwen"),
        ("nobody:qwen", SettingsError, "nobody"),
        ("ollama:qwen", ModelMissingError, "pip install langchain-ollama"),
    ],
)
def test_a_name_that_cannot_be_used_says_what_to_do(name: str, error: type[AssistantError], says: str) -> None:
    if name.startswith("ollama") and __import__("importlib.util").util.find_spec("langchain_ollama"):
        pytest.skip("the provider's package is installed here")
    with pytest.raises(error, match=says):
        load_chat_model(settings(chat_model=name))


def test_a_provider_without_a_key_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="ASSISTANT_CHAT_API_KEY"):
        load_chat_model(settings(chat_model="openai:x"))


def test_the_key_is_in_no_representation() -> None:
    shown = settings(chat_model="openai:x", chat_api_key="sk-secret")
    chat = load_chat_model(shown)
    assert "sk-secret" not in repr(shown) + repr(chat) + repr(chat.model if chat else None)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_CHAT_FIRST_TOKEN_S", "soon"),
        ("ASSISTANT_CHAT_FIRST_TOKEN_S", "0"),
        ("ASSISTANT_CHAT_MAX_TOKENS", "nan"),
        ("ASSISTANT_CHAT_REWRITE", "maybe"),
        ("ASSISTANT_PROMPTS", "/nowhere/prompts"),
    ],
)
def test_a_setting_out_of_range_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        Settings.from_env({"HOME": "/h", variable: value})


def test_pieces_come_as_the_model_writes_them() -> None:
    chat = ChatModel(GenericFakeChatModel(messages=iter([AIMessage("You must register.")])), "fake")
    assert list(chat.stream(ASKED)) == ["You", " ", "must", " ", "register."]


def test_a_text_that_breaks_off_is_told_from_none_at_all() -> None:
    broken = ChatModel(FakeListChatModel(responses=["register"], error_on_chunk_number=3), "fake")
    with pytest.raises(ChatStreamBrokenError):
        broken.complete(ASKED)
    silent = ChatModel(FakeListChatModel(responses=["register"], error_on_chunk_number=0), "fake")
    with pytest.raises(ChatModelError) as caught:
        silent.complete(ASKED)
    assert not isinstance(caught.value, ChatStreamBrokenError)


@pytest.mark.alone
def test_silence_in_the_middle_ends_the_wait() -> None:
    class Slow(FakeListChatModel):
        def _stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
            for number, chunk in enumerate(super()._stream(*args, **kwargs)):
                time.sleep(1.0 if number == 2 else 0.0)
                yield chunk

    chat = ChatModel(Slow(responses=["register"]), "slow", limits=Limits(silence_s=0.1))
    started = time.monotonic()
    with pytest.raises(ChatStreamBrokenError):
        chat.complete(ASKED)
    assert time.monotonic() - started < 0.8


def test_the_breaker_opens_pauses_tries_and_closes() -> None:
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0])
    for _ in range(3):
        assert breaker.admit()
        breaker.fail()
    assert not breaker.admit()
    now[0] = FIRST_PAUSE_S
    assert breaker.admit() and not breaker.admit(), "one call on trial"
    breaker.fail()
    now[0] += FIRST_PAUSE_S
    assert not breaker.admit(), "the pause has doubled"
    now[0] += FIRST_PAUSE_S
    assert breaker.admit()
    breaker.succeed()
    assert breaker.admit() and breaker.admit()


def test_two_failures_and_a_success_are_forgotten() -> None:
    breaker = CircuitBreaker(lambda: 0.0)
    for report in (breaker.fail, breaker.fail, breaker.succeed, breaker.fail, breaker.fail):
        report()
    assert breaker.admit()


def test_a_caller_without_time_takes_what_came_and_blames_nobody() -> None:
    with scripted_server() as server:
        chat = load_chat_model(settings(chat_model="openai:m", chat_base_url=server.url))
        assert chat is not None
        for _ in range(FAILURES_TO_OPEN + 1):
            server.will(Reply("word " * 40, every_s=0.1, piece=5))
            cut = chat.complete(ASKED, within_s=0.5)
            assert cut.startswith("word word") and len(cut) < 100
        for _ in range(FAILURES_TO_OPEN + 1):
            server.will(Reply("word", first_after_s=3.0))
            with pytest.raises(ChatModelError, match="within 0.2 s"):
                chat.complete(ASKED, within_s=0.2)
        server.will(Reply("Yes."))
        assert chat.complete(ASKED) == "Yes."


def test_a_reader_who_leaves_a_trial_frees_it() -> None:
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0], failures_to_open=1)
    breaker.fail()
    now[0] = FIRST_PAUSE_S
    assert breaker.admit()
    breaker.release()
    assert breaker.admit()


@pytest.mark.parametrize(
    ("reply", "advice"),
    [
        (Reply(status=401), "ASSISTANT_CHAT_API_KEY"),
        (Reply(status=404), "/v1"),
        (Reply("x", first_after_s=2.0), "FIRST_TOKEN"),
    ],
)
def test_the_doctor_tries_the_model_and_says_what_is_wrong(reply: Reply, advice: str) -> None:
    with scripted_server() as server:
        server.will(reply)
        with pytest.raises(ChatModelError, match=advice):
            try_chat_model(settings(chat_model="openai:m", chat_base_url=server.url, chat_first_token_s=1.0))


def test_the_doctor_shows_that_a_key_is_set_and_not_which(tmp_path: Path) -> None:
    with scripted_server() as server:
        server.will(Reply("Yes."))
        chosen = Settings(
            data=tmp_path,
            chat_model="openai:m",
            chat_base_url=server.url.replace("//", "//li:pw@"),
            chat_api_key="sk-9",
        )
        found = {finding.name: finding for finding in examine(chosen)}
    assert found["ASSISTANT_CHAT_API_KEY"].detail == "set"
    assert found["chat model"].in_order and "answers" in found["chat model"].detail
    assert "sk-9" not in str(found) and "pw@" not in str(found)
