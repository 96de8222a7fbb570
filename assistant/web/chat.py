"""The chat page: a visitor asks, sentences come one after another, each with the passage behind it."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.datatypes import Answer, Language, Message
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.web.rates import RateLimit
from assistant.web.rendering import render_answer, render_notice, render_question, render_waiting, render_welcome
from assistant.web.texts import text

_log = logging.getLogger(__name__)

_FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
# Streaming an answer takes no longer than this in all, however many sentences it has.
_LONGEST_STREAM_S = 0.8
_LONGEST_PAUSE_S = 0.15
_REMEMBERED_TURNS = 8
_STATE_LIVES_S = 3600


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what was told (plain sentences, for the history) and what is shown for it (HTML)."""

    question: str
    told: str
    shown: str


Turns = tuple[Turn, ...]


def converse(
    assistant: Assistant,
    question: str,
    turns: Turns,
    *,
    language: Language,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Turns]:
    """Ask a question and yield the conversation as it grows, sentence by sentence.

    What fails is told in the conversation: an AssistantError in its own sentence, anything else in one of
    ours, with its trace in the log.
    """
    yield (*turns, Turn(question, "", render_waiting(language)))
    try:
        answer = assistant.ask(question, history=recall(turns), interface_language=language)
    except AssistantError as error:
        yield (*turns, Turn(question, "", render_notice(str(error))))
        return
    except Exception:
        _log.exception("A question could not be answered.")
        yield (*turns, Turn(question, "", render_notice(text("unexpected", language))))
        return
    for shown in _stream(answer, language, pause):
        yield (*turns, Turn(question, _tell(answer), shown))


def recall(turns: Turns) -> list[Message]:
    """Return the last turns as the history of the next question, oldest first, without markers."""
    history = []
    for turn in turns[-_REMEMBERED_TURNS:]:
        if turn.told:
            history += [Message("user", turn.question), Message("assistant", turn.told)]
    return history


def show_messages(turns: Turns) -> list[dict[str, str]]:
    """Return the conversation as the chat component takes it; an empty question has no message."""
    messages = []
    for turn in turns:
        if turn.question.strip():
            messages.append({"role": "user", "content": render_question(turn.question)})
        messages.append({"role": "assistant", "content": turn.shown})
    return messages


def build_chat(assistant: Assistant, language: Language, limit: RateLimit, *, root_path: str = "") -> gr.Blocks:
    """Return the page in one language; `root_path` is the proxy's prefix of all addresses."""
    page = gr.Blocks(title=text("title", language), analytics_enabled=False)
    with page:
        turns = gr.State((), time_to_live=_STATE_LIVES_S)
        with gr.Column(elem_id="page"):
            fresh = _build_top(language, root_path)
            log = _build_log(language)
            with gr.Row(elem_id="ask"):
                box = _build_box(language)
                send = gr.Button(text("send", language), variant="primary", elem_id="send")
                stop = gr.Button(text("stop", language), elem_id="stop", visible=False)
            gr.Markdown(text("fine_print", language), elem_id="fine-print")
        _connect(assistant, language, limit, _Parts(turns, log, box, send, stop, fresh))
    page.queue(default_concurrency_limit=16, max_size=100, api_open=False)
    return page


def build_theme() -> gr.themes.Base:
    """Return a theme that loads no font; the colours stand in chat.css."""
    return gr.themes.Base(font=_FONTS, font_mono=["ui-monospace", "monospace"])


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that a turn changes."""

    turns: gr.State
    log: gr.Chatbot
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    fresh: gr.Button

    def all(self) -> list[Any]:
        return [self.turns, self.log, self.box, self.send, self.stop, self.fresh]


def _build_top(language: Language, root_path: str) -> gr.Button:
    """Build the title line; return the button that begins a new conversation."""
    other: Language = "en" if language == "zh" else "zh"
    with gr.Row(elem_id="top"):
        gr.Markdown(f"# {text('short_title', language)}", elem_id="title")
        fresh = gr.Button(text("new_conversation", language), elem_id="fresh", visible=False)
        gr.Button(text("other_language", language), link=f"{root_path}/lang/{other}", elem_id="language")
    return fresh


def _build_log(language: Language) -> gr.Chatbot:
    return gr.Chatbot(
        label=text("conversation", language),
        show_label=False,
        container=False,
        height=None,
        buttons=[],
        autoscroll=False,
        latex_delimiters=[],
        line_breaks=False,
        feedback_options=None,
        placeholder=render_welcome(language),
        elem_id="log",
    )


def _build_box(language: Language) -> gr.Textbox:
    return gr.Textbox(
        label=text("question", language),
        show_label=False,
        container=False,
        placeholder=text("placeholder", language),
        max_lines=5,
        html_attributes=gr.InputHTMLAttributes(enterkeyhint="send", autocorrect="off", spellcheck=False),
        elem_id="question",
    )


def _connect(assistant: Assistant, language: Language, limit: RateLimit, parts: _Parts) -> None:
    """Tie the buttons to what they do. Each handler can be called from outside, so each checks its visitor."""

    def talk(question: str, turns: Turns, request: gr.Request) -> Iterator[list[Any]]:
        if not limit.allows(request.client.host if request.client else ""):
            yield _show(_once_more(turns, language), busy=False, question=question)
            return
        said = turns
        for said in converse(assistant, question or "", turns, language=language):
            yield _show(said, busy=True)
        yield _show(said, busy=False)

    def halt(turns: Turns) -> list[Any]:
        return _show(_without_waiting(turns, language), busy=False)

    def begin() -> list[Any]:
        return _show((), busy=False)

    quiet: dict[str, Any] = {"outputs": parts.all(), "show_progress": "hidden", "api_visibility": "private"}
    triggers = [parts.box.submit, parts.send.click]
    asking = gr.on(triggers, talk, [parts.box, parts.turns], trigger_mode="once", **quiet)
    parts.stop.click(halt, parts.turns, cancels=[asking], queue=False, **quiet)
    parts.fresh.click(begin, None, cancels=[asking], queue=False, **quiet)


def _show(turns: Turns, *, busy: bool, question: str = "") -> list[Any]:
    """Return the values of `_Parts.all`, in its order."""
    return [
        turns,
        show_messages(turns),
        gr.Textbox(value=question, interactive=not busy),
        gr.Button(visible=not busy),
        gr.Button(visible=busy),
        gr.Button(visible=bool(turns)),
    ]


def _once_more(turns: Turns, language: Language) -> Turns:
    """Return the conversation with one request to wait at its end, however often it was made."""
    notice = Turn("", "", render_notice(text("too_many", language)))
    return turns if turns[-1:] == (notice,) else (*turns, notice)


def _without_waiting(turns: Turns, language: Language) -> Turns:
    if not turns or turns[-1].shown != render_waiting(language):
        return turns
    return (*turns[:-1], Turn(turns[-1].question, "", render_notice(text("stopped", language))))


def _stream(answer: Answer, language: Language, pause: Callable[[float], None]) -> Iterator[str]:
    count = len(answer.sentences)
    for shown in range(1, count):
        yield render_answer(answer, language, shown=shown)
        pause(min(_LONGEST_PAUSE_S, _LONGEST_STREAM_S / count))
    yield render_answer(answer, language)


def _tell(answer: Answer) -> str:
    blank = "" if answer.language == "zh" else " "
    return blank.join(sentence.text for sentence in answer.sentences)
