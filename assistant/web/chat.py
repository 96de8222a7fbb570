"""The chat page: a visitor asks, sentences come one after another, each with the passage behind it."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.conversations import Kept, KeptTurn
from assistant.datatypes import Answer, Language, Message
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.web.answer_actions import render_actions, render_later, render_related
from assistant.web.api import offer_answers
from assistant.web.rates import RateLimit
from assistant.web.rendering import render_answer, render_notice, render_question, render_waiting
from assistant.web.texts import text
from assistant.web.visitors import visitor_of
from assistant.web.welcome import render_welcome

_log = logging.getLogger(__name__)

_FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
# Streaming an answer takes no longer than this in all, however many sentences it has.
_LONGEST_STREAM_S = 0.8
_LONGEST_PAUSE_S = 0.15
_REMEMBERED_TURNS = 8
# As long as somebody may leave a page open and go on; a conversation is kept for longer.
_STATE_LIVES_S = 6 * 3600


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what was told (plain sentences, for the history) and what is shown for it (HTML)."""

    question: str
    told: str
    shown: str


Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as this page shows it; `kept_as` names it where it is kept."""

    turns: Turns = ()
    kept_as: str | None = None

    def with_turn(self, question: str, told: str, shown: str) -> "Talk":
        """Return the talk with one turn more."""
        return replace(self, turns=(*self.turns, Turn(question, told, shown)))


def converse(
    assistant: Assistant,
    question: str,
    talk: Talk,
    *,
    language: Language,
    visitor: str = "",
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Talk]:
    """Ask a question and yield the conversation as it grows, sentence by sentence; it is kept for the visitor.

    What fails is told in the conversation: an AssistantError in its own sentence, anything else in one of
    ours, with its trace in the log.
    """
    yield talk.with_turn(question, "", render_waiting(language))
    answer, shown = None, 0
    try:
        for answer in assistant.stream(question, history=recall(talk.turns), interface_language=language):
            for grown in _grow(answer, language, pause, start=shown):
                yield talk.with_turn(question, "", grown)
            shown = len(answer.sentences)
        assert answer is not None, "every question has an answer"
        related = assistant.related_questions(answer)
    except AssistantError as error:
        yield talk.with_turn(question, "", render_notice(error.in_language(language)))
        return
    except Exception:
        _log.exception("A question could not be answered.")
        yield talk.with_turn(question, "", render_notice(text("unexpected", language)))
        return
    kept = _keep(assistant, question, answer, visitor=visitor, conversation=talk.kept_as)
    talk = replace(talk, kept_as=kept.conversation if kept else talk.kept_as)
    actions = render_actions(kept, language, answer=answer, proposes=assistant.proposer is not None)
    below = actions + render_related(related, language)
    notice = render_notice(text("not_kept", language)) if visitor and not kept else ""
    yield talk.with_turn(question, _tell(answer), render_answer(answer, language) + below + notice)


def restore(assistant: Assistant, visitor: str, conversation: str, *, language: Language) -> Talk:
    """Return a kept conversation of this visitor as it was shown, and note that they look at it; else an empty one."""
    proposes = assistant.proposer is not None
    kept = assistant.conversations.turns(visitor, conversation)
    turns = tuple(_show_again(turn, language, proposes=proposes) for turn in kept)
    if turns:
        assistant.conversations.look_at(visitor, conversation)
    return Talk(turns, conversation if turns else None)


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
        talk = gr.State(Talk(), time_to_live=_STATE_LIVES_S)
        with gr.Column(elem_id="page"):
            chats, fresh = _build_top(language, root_path)
            log = _build_log(language, assistant.settings.keep_days)
            with gr.Row(elem_id="ask"):
                box = _build_box(language)
                send = gr.Button(text("send", language), variant="primary", elem_id="send")
                stop = gr.Button(text("stop", language), elem_id="stop", visible=False)
            gr.Markdown(text("fine_print", language), elem_id="fine-print")
        _connect(page, _Chat(assistant, language, limit), _Parts(talk, log, box, send, stop, fresh), chats)
        offer_answers(assistant, limit, language)
    page.queue(default_concurrency_limit=16, max_size=100, api_open=False)
    return page


def build_theme() -> gr.themes.Base:
    """Return a theme that loads no font; the colours stand in chat.css."""
    return gr.themes.Base(font=_FONTS, font_mono=["ui-monospace", "monospace"])


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that a turn changes."""

    talk: gr.State
    log: gr.Chatbot
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    fresh: gr.Button

    def all(self) -> list[Any]:
        return [self.talk, self.log, self.box, self.send, self.stop, self.fresh]


def _build_top(language: Language, root_path: str) -> tuple[gr.Button, gr.Button]:
    """Build the title line; return the button of the list of conversations and the one that begins a new one."""
    other: Language = "en" if language == "zh" else "zh"
    with gr.Row(elem_id="top"):
        gr.Markdown(f"# {text('short_title', language)}", elem_id="title")
        chats = gr.Button(text("chats", language), elem_id="chats")
        fresh = gr.Button(text("new_conversation", language), elem_id="fresh", visible=False)
        gr.Button(text("other_language", language), link=f"{root_path}/lang/{other}", elem_id="language")
    return chats, fresh


def _build_log(language: Language, keep_days: int) -> gr.Chatbot:
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
        placeholder=render_welcome(language, keep_days=keep_days),
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


@dataclass(frozen=True, slots=True)
class _Chat:
    """What the buttons do. Each handler can be called from outside, so each checks its visitor."""

    assistant: Assistant
    language: Language
    limit: RateLimit

    def talk(self, question: str, talk: Talk, request: gr.Request) -> Iterator[list[Any]]:
        if not self.limit.allows(_address(request)):
            yield _show(_once_more(talk, self.language), busy=False, question=question)
            return
        said, visitor = talk, _visitor(request)
        for said in converse(self.assistant, question or "", talk, language=self.language, visitor=visitor):
            yield _show(said, busy=True)
        yield _show(said, busy=False)

    def arrive(self, request: gr.Request) -> list[Any]:
        """Show the conversation that the address names, and mark the button where an answer came in elsewhere."""
        shown, visitor = self._restore(request), _visitor(request)
        answered = bool(visitor) and self.assistant.conversations.is_answered(visitor)
        return [gr.Button(elem_classes=["answered"]) if answered else gr.skip(), *shown]

    def _restore(self, request: gr.Request) -> list[Any]:
        wanted = request.query_params.get("conversation", "")
        if not wanted or not self.limit.allows(_address(request)):
            return [gr.skip()] * 6
        found = restore(self.assistant, _visitor(request), wanted, language=self.language)
        return _show(found, busy=False) if found.turns else [gr.skip()] * 6

    def halt(self, talk: Talk) -> list[Any]:
        return _show(_without_waiting(talk, self.language), busy=False)

    def begin(self) -> list[Any]:
        return _show(Talk(), busy=False)


def _connect(page: gr.Blocks, chat: _Chat, parts: _Parts, chats: gr.Button) -> None:
    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    quiet = {"outputs": parts.all(), **hidden}
    triggers = [parts.box.submit, parts.send.click]
    asking = gr.on(triggers, chat.talk, [parts.box, parts.talk], trigger_mode="once", **quiet)
    parts.stop.click(chat.halt, parts.talk, cancels=[asking], queue=False, **quiet)
    parts.fresh.click(chat.begin, None, cancels=[asking], queue=False, **quiet)
    page.load(chat.arrive, None, [chats, *parts.all()], queue=False, **hidden)


def _address(request: gr.Request) -> str:
    return request.client.host if request.client else ""


def _visitor(request: gr.Request) -> str:
    return visitor_of(request.request) if request.request else ""


def _show(talk: Talk, *, busy: bool, question: str = "") -> list[Any]:
    """Return the values of `_Parts.all`, in its order."""
    return [
        talk,
        show_messages(talk.turns),
        gr.Textbox(value=question, interactive=not busy),
        gr.Button(visible=not busy),
        gr.Button(visible=busy),
        gr.Button(visible=bool(talk.turns)),
    ]


def _once_more(talk: Talk, language: Language) -> Talk:
    """Return the conversation with one request to wait at its end, however often it was made."""
    notice = Turn("", "", render_notice(text("too_many", language)))
    return talk if talk.turns[-1:] == (notice,) else replace(talk, turns=(*talk.turns, notice))


def _without_waiting(talk: Talk, language: Language) -> Talk:
    if not talk.turns or talk.turns[-1].shown != render_waiting(language):
        return talk
    stopped = Turn(talk.turns[-1].question, "", render_notice(text("stopped", language)))
    return replace(talk, turns=(*talk.turns[:-1], stopped))


def _keep(
    assistant: Assistant, question: str, answer: Answer, *, visitor: str, conversation: str | None
) -> Kept | None:
    """Keep a turn; what cannot be kept is logged and costs nobody the answer."""
    if not visitor or not question.strip():
        return None
    try:
        return assistant.conversations.keep(visitor, question, answer, conversation=conversation)
    except AssistantError:
        _log.exception("An answer could not be kept.")
        return None


def _show_again(turn: KeptTurn, language: Language, *, proposes: bool) -> Turn:
    kept = Kept(turn.conversation, turn.message)
    actions = render_actions(kept, language, answer=turn.answer, verdict=turn.verdict, proposes=proposes)
    later = render_later(turn.later, language) if turn.later else ""
    return Turn(turn.question, _tell(turn.answer), render_answer(turn.answer, language) + later + actions)


def _grow(answer: Answer, language: Language, pause: Callable[[float], None], *, start: int) -> Iterator[str]:
    """Yield an answer sentence by sentence after the first `start`, with a pause between two of them."""
    count = len(answer.sentences)
    for shown in range(start + 1, count + 1):
        yield render_answer(answer, language, shown=shown)
        if shown < count:
            pause(min(_LONGEST_PAUSE_S, _LONGEST_STREAM_S / count))


def _tell(answer: Answer) -> str:
    blank = "" if answer.language == "zh" else " "
    return blank.join(sentence.text for sentence in answer.sentences)
