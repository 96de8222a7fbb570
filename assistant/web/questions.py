"""The page of open questions: what had no good answer, answered by a worker, or made a test case."""

from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.open_questions import QuestionGroup
from assistant.signed_answers import LONGEST_SOURCE, LONGEST_TEXT, LONGEST_TITLE, ExpectedKind
from assistant.web.board_rendering import render_groups, render_questions
from assistant.web.rendering import render_done, render_notice
from assistant.web.texts import refusal
from assistant.web.workplace import Workplace

_ARRIVE_AFTER_S = 0.1
_MOST_CHOSEN = 200
_LONGEST_FACTS = 500
_KINDS: tuple[ExpectedKind, ...] = ("answer", "partial", "refusal")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class _Parts:
    """What every handler of the board shows anew."""

    listed: gr.Markdown
    told: gr.Markdown
    answering: gr.Column
    asked: gr.Markdown
    which: gr.CheckboxGroup
    title: gr.Textbox
    text: gr.Textbox
    source: gr.Textbox
    signer: gr.Textbox

    def all(self) -> list[Any]:
        return [getattr(self, field.name) for field in fields(self)]


def build_questions(workplace: Workplace) -> None:
    """Build the page: the list, and beside it what a worker does with one group."""
    word, page = workplace.word, _Board(workplace)
    gr.Markdown(word("board_intro"))
    wanted = gr.Textbox(label=word("choose_question"), elem_id="wanted")
    told = gr.Markdown(elem_id="told")
    with gr.Row(elem_id="board", equal_height=False):
        with gr.Column(elem_id="groups"):
            orders = [(word("most_asked"), "most"), (word("newest"), "newest")]
            order = gr.Radio(orders, value="most", label=word("order"), elem_id="order")
            listed = gr.Markdown(elem_id="open-list")
        with gr.Column(visible=False, elem_id="answering") as answering:
            asked = gr.Markdown(elem_id="asked")
            which = gr.CheckboxGroup([], label=word("settle_which"), elem_id="which")
            with gr.Accordion(word("write_answer"), open=True, elem_id="writing"):
                gr.Markdown(word("answer_intro"), elem_classes="hint")
                title = gr.Textbox(label=word("answer_title"), max_length=LONGEST_TITLE, elem_id="answer-title")
                text = gr.Textbox(label=word("answer_text"), lines=5, max_length=LONGEST_TEXT, elem_id="answer-text")
                source = gr.Textbox(label=word("answer_source"), max_length=LONGEST_SOURCE, elem_id="answer-source")
                signer = gr.Textbox(label=word("sign_name"), max_length=80, elem_id="answer-signer")
                answer = gr.Button(word("sign_answer"), variant="primary", elem_id="sign-answer")
            with gr.Accordion(word("make_case"), open=False, elem_id="case"):
                gr.Markdown(word("case_intro"), elem_classes="hint")
                kinds = [(word(f"expected_{kind}"), kind) for kind in _KINDS]
                kind = gr.Dropdown(kinds, value="answer", label=word("expected_kind"), filterable=False)
                facts = gr.Textbox(
                    label=word("expected_facts"), info=word("facts_info"), max_length=_LONGEST_FACTS, elem_id="facts"
                )
                case = gr.Button(word("make_case"), elem_id="make-case")
            aside = gr.Button(word("set_aside"), elem_id="set-aside")
    parts = _Parts(listed, told, answering, asked, which, title, text, source, signer)
    seen, arrival = parts.all(), gr.Timer(_ARRIVE_AFTER_S)
    plain: dict[str, Any] = {"api_visibility": "private"}
    arrival.tick(page.arrive, order, [arrival, *seen], **_QUIET)
    order.input(page.show, order, seen, **_QUIET)
    wanted.change(page.choose, [wanted, order], seen, **_QUIET)
    answer.click(page.answer, [which, title, text, source, signer, order], seen, **plain)
    case.click(page.make_case, [which, kind, facts, order], seen, **plain)
    aside.click(page.set_aside, [which, order], seen, **plain)


@dataclass(frozen=True, slots=True)
class _Board:
    """What the buttons do; each handler begins with who calls."""

    workplace: Workplace

    def arrive(self, order: str, request: gr.Request) -> list[Any]:
        account = self.workplace.worker(request)
        return [gr.Timer(active=False), *self._show(order, signer=account.name)]

    def show(self, order: str, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        return self._show(order)

    def choose(self, wanted: str | None, order: str, request: gr.Request) -> list[Any]:
        """Show one group with what to do about it."""
        self.workplace.worker(request)
        id = (wanted or "").split(" ")[0]
        group = next((one for one in self._groups(order) if one.id == id), None)
        if group is None:
            return self._show(order, told=render_notice(self.workplace.word("question_gone")))
        language = self.workplace.language
        choices = [(one.question, one.message) for one in group.questions[:_MOST_CHOSEN]]
        return self._show(
            order,
            chosen=id,
            answering=gr.Column(visible=True),
            asked=render_questions(group, language),
            which=gr.CheckboxGroup(choices, value=[message for _, message in choices]),
            title=group.questions[0].question[:LONGEST_TITLE],
        )

    def answer(
        self, which: Any, title: str, text: str, source: str, signer: str, order: str, request: gr.Request
    ) -> Any:
        account = self.workplace.worker(request)

        def settle() -> str:
            by = signer if signer.strip() == account.name else f"{signer.strip()} ({account.name})"
            if not signer.strip():
                raise refusal("sign_first")
            key = self.workplace.assistant.answer_questions(self._chosen(which), title, text, source=source, by=by)
            return self.workplace.word("answer_added", name=key)

        return self._settle(settle, order)

    def make_case(self, which: Any, kind: str, facts: str, order: str, request: gr.Request) -> Any:
        account = self.workplace.worker(request)

        def settle() -> str:
            from evals.case_table import parse_facts

            if kind not in _KINDS:
                raise refusal("choose_kind")
            expected = parse_facts((facts or "")[:_LONGEST_FACTS]) if kind != "refusal" else []
            messages = self._chosen(which)
            path = self.workplace.assistant.keep_cases(messages, kind, facts=expected, by=account.name)
            return self.workplace.word("case_added", name=path.name)

        return self._settle(settle, order)

    def set_aside(self, which: Any, order: str, request: gr.Request) -> Any:
        account = self.workplace.worker(request)

        def settle() -> str:
            board = self.workplace.assistant.open_questions
            messages = [one.message for one in board.open(self._chosen(which))]
            board.settle(messages, "set_aside", by=account.name)
            return self.workplace.word("was_set_aside")

        return self._settle(settle, order)

    def _settle(self, settle: Any, order: str) -> Any:
        try:
            told = settle()
        except AssistantError as error:
            return self._values(told=render_notice(error.in_language(self.workplace.language)))
        emptied = {"text": "", "source": "", "title": ""}
        return self._show(order, told=render_done(told), answering=gr.Column(visible=False), **emptied)

    def _chosen(self, which: Any) -> Any:
        if not isinstance(which, list) or not 0 < len(which) <= _MOST_CHOSEN:
            raise refusal("choose_question")
        return [str(one) for one in which]

    def _groups(self, order: str) -> tuple[QuestionGroup, ...]:
        return self.workplace.assistant.open_questions.find(newest_first=order == "newest")

    def _show(self, order: str, *, chosen: str | None = None, told: str = "", **others: Any) -> list[Any]:
        listed = render_groups(self._groups(order), self.workplace.language, chosen=chosen)
        return self._values(listed=listed, told=told, **others)

    def _values(self, **changed: Any) -> list[Any]:
        return [changed[field.name] if field.name in changed else gr.skip() for field in fields(_Parts)]
