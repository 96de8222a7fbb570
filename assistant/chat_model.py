"""The LangChain chat model of the settings, with limits of time and length and a circuit breaker.

A call never outlasts its limits, whatever the provider's own client does: the model is read in a thread of
its own, and the caller waits for its words no longer than it is worth.
"""

import queue
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.circuit_breaker import CircuitBreaker
from assistant.errors import ChatModelError, ChatStreamBrokenError, ModelMissingError, SettingsError
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig

CONNECT_S = 1.0
# Between two tokens, and for a whole answer; a reader of a phone has given up by then.
SILENCE_S = 10.0
WHOLE_ANSWER_S = 120.0
_OPENAI, _OLLAMA = "openai", "ollama"
_END = object()


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to the first token, between two, and for the whole answer; tokens of answer and of context."""

    first_token_s: float = 20.0
    silence_s: float = SILENCE_S
    whole_s: float = WHOLE_ANSWER_S
    max_tokens: int = 600
    context_tokens: int = 8_192


class _TimeUp(Exception):  # noqa: N818 - it is no error: the caller has no more time
    """Raised where the time of the caller is over, and not that of the model."""

    def __init__(self, *, begun: bool) -> None:
        super().__init__()
        self.begun = begun


class ChatModel:
    """A chat model that streams within limits; `name` is how answers call it."""

    def __init__(
        self,
        model: "BaseChatModel",
        name: str,
        *,
        limits: Limits = Limits(),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.model = model
        self.name = name
        self.limits = limits
        self.breaker = CircuitBreaker(clock)
        self.sleep = sleep

    def stream(
        self,
        messages: "Sequence[BaseMessage]",
        *,
        config: "RunnableConfig | None" = None,
        within_s: float | None = None,
    ) -> Iterator[str]:
        """Yield the pieces of the model's text as they come; empty pieces are left out.

        Raises ChatModelError where no piece came, at once where the breaker is open, and
        ChatStreamBrokenError where the text broke off. It never tries again. After `within_s` seconds the caller
        has no more time: the text ends as it is, which is no failure of the model's.
        """
        if not self.breaker.admit():
            raise ChatModelError(f"The chat model {self.name} failed several times and is left alone for a while.")
        try:
            yield from self._pieces(messages, config, within_s or self.limits.whole_s + 1)
        except _TimeUp as error:
            self.breaker.release()
            if not error.begun:
                raise ChatModelError(f"The chat model {self.name} gave no answer within {within_s} s.") from None
            return
        except ChatModelError:
            self.breaker.fail()
            raise
        except GeneratorExit:
            self.breaker.release()
            raise
        self.breaker.succeed()

    def complete(
        self,
        messages: "Sequence[BaseMessage]",
        *,
        config: "RunnableConfig | None" = None,
        within_s: float | None = None,
    ) -> str:
        """Return the model's whole text, as `stream` gives it."""
        return "".join(self.stream(messages, config=config, within_s=within_s))

    def _pieces(
        self, messages: "Sequence[BaseMessage]", config: "RunnableConfig | None", within_s: float
    ) -> Iterator[str]:
        pieces: queue.SimpleQueue[Any] = queue.SimpleQueue()
        left = threading.Event()
        reader = threading.Thread(target=self._read, args=(messages, config, pieces, left), daemon=True)
        reader.start()
        started = time.monotonic()
        begun = False
        try:
            while True:
                passed = time.monotonic() - started
                patience = self.limits.silence_s if begun else self.limits.first_token_s
                patience, ours = min(patience, self.limits.whole_s - passed), within_s - passed
                piece = _next(pieces, min(patience, ours))
                if piece is _END and begun:
                    return
                if isinstance(piece, TimeoutError) and ours < patience:
                    raise _TimeUp(begun=begun)
                if not isinstance(piece, str):
                    raise _failure(self.name, piece, begun=begun)
                begun = True
                yield piece
        finally:
            left.set()

    def _read(
        self,
        messages: "Sequence[BaseMessage]",
        config: "RunnableConfig | None",
        pieces: "queue.SimpleQueue[Any]",
        left: threading.Event,
    ) -> None:
        try:
            for chunk in self.model.stream(list(messages), config=config):
                if left.is_set():
                    return
                if chunk.text:
                    pieces.put(str(chunk.text))
            pieces.put(_END)
        except Exception as error:  # whatever a provider's client raises, the caller gets one kind of error
            pieces.put(error)


def _next(pieces: "queue.SimpleQueue[Any]", seconds: float) -> Any:
    try:
        return pieces.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        return TimeoutError()


def _failure(name: str, cause: Any, *, begun: bool) -> ChatModelError:
    """Return the error to raise; the provider's own words are left out, for they may hold the key."""
    kind = "an empty text" if cause is _END else type(cause).__name__
    if begun:
        return ChatStreamBrokenError(f"The chat model {name} broke off in its answer ({kind}).")
    return ChatModelError(f"The chat model {name} gave no answer ({kind}).")


def load_chat_model(settings: Settings) -> ChatModel | None:
    """Return the chat model that the settings name, None where they name none. Nothing is called yet.

    Raises SettingsError for a name without a known provider, and ModelMissingError with the pip command
    where the provider's package is not installed.
    """
    if settings.chat_model is None:
        return None
    from langchain.chat_models import init_chat_model

    provider, _, name = settings.chat_model.partition(":")
    if not name:
        raise SettingsError(
            f"ASSISTANT_CHAT_MODEL is '{settings.chat_model}'. Write the provider before the name, "
            f"as in openai:{provider} or ollama:{provider}."
        )
    try:
        model = init_chat_model(name, model_provider=provider, **_options(settings, provider))
    except ImportError as error:
        named = re.search(r"pip install ([\w-]+)", str(error))
        package = named[1] if named else f"langchain-{provider}"
        raise ModelMissingError(
            f"ASSISTANT_CHAT_MODEL names the provider '{provider}', whose package is not installed. "
            f"Run: pip install {package}"
        ) from error
    except Exception as error:  # each provider has errors of its own for a missing key or an unknown name
        raise SettingsError(
            f"ASSISTANT_CHAT_MODEL is '{settings.chat_model}', which LangChain cannot make a model of: "
            f"{_first_line(error, settings)} Is the provider right, and ASSISTANT_CHAT_API_KEY set?"
        ) from None
    return ChatModel(model, name, limits=_limits(settings, model))


def _options(settings: Settings, provider: str) -> dict[str, Any]:
    import httpx

    timeout = httpx.Timeout(settings.chat_first_token_s, connect=CONNECT_S)
    options: dict[str, Any] = {"temperature": 0}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if provider == _OLLAMA:
        return options | {"num_predict": settings.chat_max_tokens, "client_kwargs": {"timeout": timeout}}
    options |= {"max_tokens": settings.chat_max_tokens, "max_retries": 0}
    if settings.chat_base_url and provider == _OPENAI:
        # Servers that speak OpenAI's language often know the limit by its older name only.
        options["extra_body"] = {"max_tokens": settings.chat_max_tokens}
    options["timeout"] = timeout if provider == _OPENAI else settings.chat_first_token_s
    # A server of one's own asks for no key, and its client for any.
    key = settings.chat_api_key or ("none" if settings.chat_base_url else None)
    return options | ({"api_key": key} if key else {})


def _limits(settings: Settings, model: "BaseChatModel") -> Limits:
    told = (model.profile or {}).get("max_input_tokens")
    context = min(settings.chat_context_tokens, told) if told else settings.chat_context_tokens
    return Limits(
        first_token_s=settings.chat_first_token_s,
        max_tokens=settings.chat_max_tokens,
        context_tokens=context,
    )


def _first_line(error: Exception, settings: Settings) -> str:
    line = str(error).split("\n", 1)[0]
    return line.replace(settings.chat_api_key, "***") if settings.chat_api_key else line


def try_chat_model(settings: Settings) -> str:
    """Make one short call and return what came of it, for the doctor; raises an AssistantError that says why not."""
    from langchain_core.messages import HumanMessage

    chat = load_chat_model(settings)
    if chat is None:
        return "none: extractive answers"
    started = time.monotonic()
    pieces = chat.stream([HumanMessage("Say yes.")])
    try:
        next(pieces)
    except StopIteration:
        raise ChatModelError(f"The chat model {chat.name} answered with nothing.") from None
    except ChatModelError as error:
        raise ChatModelError(f"{error} {explain(error)}") from error
    finally:
        pieces.close()  # type: ignore[attr-defined]
    return f"{settings.chat_model} answers, first token after {time.monotonic() - started:.1f} s"


# By the name of the provider's error or by its HTTP status, whichever is told.
_ADVICE = (
    (("Connection", "Connect"), "Is the server running, and is ASSISTANT_CHAT_BASE_URL right?"),
    (("Timeout",), "It was silent; is it loaded? ASSISTANT_CHAT_FIRST_TOKEN_S gives it more time."),
    (("Authentication", "Permission", "401", "403"), "Is ASSISTANT_CHAT_API_KEY right?"),
    (("NotFound", "404"), "Is the model's name right, and does ASSISTANT_CHAT_BASE_URL end in /v1?"),
    (("RateLimit", "429"), "It takes no more calls for now; is the account in credit?"),
    (("InvalidRequest", "BadRequest", "400"), "It refused the request; is the model's name right?"),
)


def explain(error: ChatModelError) -> str:
    """Return what to do about a failure, one sentence."""
    told = str(error)
    return next((advice for names, advice in _ADVICE if any(name in told for name in names)), "See its server's log.")
