"""The page of upgrade advice: describe a client, put the facts right, draft, edit, check, sign, take along."""

from dataclasses import dataclass
from typing import Any, Literal

import gradio as gr
from gradio.events import api

from assistant.datatypes import Language
from assistant.drafts import Draft
from assistant.errors import AssistantError
from assistant.typology import FACT_VALUES
from assistant.typology_wording import FACT_NAMES, VALUE_NAMES
from assistant.web.draft_editing import Editing
from assistant.web.draft_rendering import render_entries, render_reading
from assistant.web.rendering import render_notice
from assistant.web.texts import refusal
from assistant.web.workplace import Workplace

_ARRIVE_AFTER_S = 0.1
_LONGEST_NAME = 80
_MOST_MISSING = 3
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Described:
    """A client as somebody described them; `read` holds the facts as the text tells them."""

    text: str
    client: str
    language: Language | None
    read: dict[str, str]
    draft: Draft


def build_advice(workplace: Workplace) -> None:
    """Build the page: kept drafts and a description to begin with, or one open draft."""
    word, page = workplace.word, _Advice(workplace)
    described = gr.State(None)
    notice = gr.Markdown(elem_id="told")
    with gr.Column(elem_id="start") as start:
        gr.Markdown(word("advice_intro"))
        client = gr.Textbox(label=word("client_name"), max_length=_LONGEST_NAME, elem_id="client")
        text = gr.Textbox(
            label=word("description_of_client"), placeholder=word("description_example"), lines=6, elem_id="description"
        )
        languages = [(word(f"draft_language_{name}"), name) for name in ("auto", "en", "zh")]
        language = gr.Radio(languages, value="auto", label=word("draft_language"), elem_id="draft-language")
        read = gr.Button(word("read_it"), variant="primary", elem_id="read")
    with gr.Row(visible=False, elem_id="reading", equal_height=False) as reading:
        with gr.Column(elem_id="facts"):
            gr.Markdown(word("facts_intro"))
            facts = {fact: _build_fact(workplace, fact) for fact in FACT_VALUES}
            more = gr.Dropdown([], label=word("add_fact"), filterable=False, elem_id="more-facts")
        with gr.Column(elem_id="diagnosis"):
            card = gr.Markdown(elem_id="card")
            write = gr.Button(word("write_draft"), variant="primary", elem_id="write")
    with gr.Column(elem_id="kept") as kept:
        gr.Markdown(f"## {word('kept_drafts')}")
        with gr.Row():
            name = gr.Textbox(label=word("find_client"), max_length=_LONGEST_NAME, elem_id="find-draft")
            label = gr.Textbox(label=word("find_label"), max_length=_LONGEST_NAME, elem_id="find-label")
            days = [gr.Textbox(label=word(day), placeholder=word("day_example"), max_length=10)
                    for day in ("drafted_since", "drafted_until")]  # fmt: skip
        entries = gr.Markdown(elem_id="drafts")
    editing = Editing(workplace, leaving=(start, reading, kept))
    parts = editing.build()
    api(_offer_drafts(workplace), api_name="advise")
    arrival = gr.Timer(_ARRIVE_AFTER_S)
    shown = [arrival, entries, *parts.all()]
    arrival.tick(page.arrive(editing), None, shown, **_QUIET)
    boxes = [*facts.values()]
    told = [described, notice, reading, card, more]
    read.click(page.read, [client, text, language], [*told, *boxes], api_visibility="private")
    gr.on([box.input for box in boxes], page.correct, {described, *boxes}, told[:4], **_QUIET)
    page.boxes.update(facts)
    page.state.append(described)
    more.input(page.add_fact, more, [more, *boxes], queue=False, **_QUIET)
    write.click(page.write(editing), [described], [notice, *parts.all()], api_visibility="private")
    finding = [name, label, *days]
    gr.on([box.change for box in finding], page.find, finding, entries, trigger_mode="always_last", **_QUIET)


def _build_fact(workplace: Workplace, fact: str) -> gr.Dropdown:
    place = workplace.language == "zh"
    choices = [(VALUE_NAMES[value][place], value) for value in FACT_VALUES[fact]]
    return gr.Dropdown(
        [(workplace.word("not_known"), "unknown"), *choices],
        value="unknown",
        label=FACT_NAMES[fact][place],
        visible=False,
        filterable=False,
        interactive=True,
        elem_id=f"fact-{fact}",
    )


def _offer_drafts(workplace: Workplace) -> Any:
    def advise(text: str, client: str, language: Literal["auto", "en", "zh"], request: gr.Request) -> dict[str, Any]:
        """Draft upgrade advice for a client who is described; `language` is that of the draft, auto the text's.

        Returns the object of `assistant advise --format json`. Nothing is kept.
        """
        workplace.worker(request)
        try:
            draft = workplace.assistant.draft(text, client=client[:_LONGEST_NAME], language=_chosen(language))
        except AssistantError as error:
            raise gr.Error(error.in_language(workplace.language)) from error
        return draft.to_dict()

    return advise


class _Advice:
    """What the first part of the page does; each handler begins with who calls."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.boxes: dict[str, gr.Dropdown] = {}
        self.state: list[gr.State] = []

    def arrive(self, editing: Editing) -> Any:
        def arrive(request: gr.Request) -> list[Any]:
            """Show the kept drafts, and the one that the address names."""
            self.workplace.worker(request)
            wanted = request.query_params.get("draft", "")
            return [gr.Timer(active=False), self._list("", "", None, None), *editing.arrive(wanted)]

        return arrive

    def read(self, client: str, text: str, language: str, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        try:
            draft = self._draft(text, client, _chosen(language), {})
        except AssistantError as error:
            return [
                None,
                render_notice(error.in_language(self.workplace.language)),
                *[gr.skip()] * (3 + len(FACT_VALUES)),
            ]
        told = Described(text, client, _chosen(language), dict(draft.profile or {}), draft)
        return [
            told,
            "",
            gr.Row(visible=True),
            render_reading(draft, self.workplace.language),
            *self._facts(draft),
        ]

    def correct(self, given: dict[Any, Any], request: gr.Request) -> list[Any]:
        """Draft again by the facts as the worker set them."""
        self.workplace.worker(request)
        told: Described | None = given.get(self.state[0])
        if told is None:
            return [gr.skip()] * 4
        chosen = {fact: given.get(box) or "unknown" for fact, box in self.boxes.items()}
        changed = {fact: value for fact, value in chosen.items() if value != told.read.get(fact, "unknown")}
        try:
            draft = self._draft(told.text, told.client, told.language, changed)
        except AssistantError as error:
            return [gr.skip(), render_notice(error.in_language(self.workplace.language)), gr.skip(), gr.skip()]
        now = Described(told.text, told.client, told.language, told.read, draft)
        return [now, "", gr.skip(), render_reading(draft, self.workplace.language)]

    def add_fact(self, fact: str | None, request: gr.Request) -> list[Any]:
        """Show the choice for one more fact."""
        self.workplace.worker(request)
        return [
            gr.Dropdown(value=None),
            *(gr.Dropdown(visible=True) if name == fact else gr.skip() for name in FACT_VALUES),
        ]

    def write(self, editing: Editing) -> Any:
        def write(told: Described | None, request: gr.Request) -> list[Any]:
            """Keep the draft and open it."""
            account = self.workplace.worker(request)
            try:
                if told is None:
                    raise refusal("describe_first")
                stored = self.workplace.assistant.desk.keep(told.draft, by=account.name)
            except AssistantError as error:
                return [render_notice(error.in_language(self.workplace.language)), *editing.unchanged()]
            return ["", *editing.show(stored)]

        return write

    def find(self, name: str, label: str, since: str, until: str, request: gr.Request) -> str:
        self.workplace.worker(request)
        return self._list(name, label, since, until)

    def _draft(self, text: str, client: str, language: Language | None, corrections: dict[str, str]) -> Draft:
        named = " ".join((client or "").split())[:_LONGEST_NAME]
        return self.workplace.assistant.draft(text or "", client=named, language=language, corrections=corrections)

    def _facts(self, draft: Draft) -> list[Any]:
        """Return the choice of further facts, and each fact: shown where it was read or is worth most to know."""
        known = draft.profile or {}
        words = {found["fact"]: " ".join(found["words"].split()) for found in draft.evidence}
        asked = {one["fact"]: one["question"][self.workplace.language] for one in draft.open_questions[:_MOST_MISSING]}
        names = {fact: FACT_NAMES[fact][self.workplace.language == "zh"] for fact in FACT_VALUES}
        left = [(names[fact], fact) for fact in FACT_VALUES if fact not in known and fact not in asked]
        boxes = [
            gr.update(
                value=known.get(fact, "unknown"),
                visible=fact in known or fact in asked,
                info=self._why(words.get(fact), asked.get(fact)),
            )
            for fact in FACT_VALUES
        ]
        return [gr.Dropdown(left, value=None), *boxes]

    def _why(self, words: str | None, question: str | None) -> str:
        return self.workplace.word("read_from", words=words) if words else question or ""

    def _list(self, name: str, label: str, since: str | None, until: str | None) -> str:
        try:
            found = self.workplace.assistant.desk.find(
                client=(name or "").strip(),
                since=self.workplace.read_day(since),
                until=self.workplace.read_day(until),
                labels=[label.strip()] if label and label.strip() else [],
            )
        except AssistantError as error:
            return render_notice(error.in_language(self.workplace.language))
        return render_entries(found, self.workplace.language, root_path=self.workplace.door.root_path)


def _chosen(language: str) -> Language | None:
    return "en" if language == "en" else "zh" if language == "zh" else None
