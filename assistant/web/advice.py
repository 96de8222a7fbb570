"""The page of upgrade advice: describe a client, put the facts right, draft, edit, check, sign, take along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import gradio as gr
from gradio.events import api

from assistant.datatypes import Language
from assistant.drafts import Draft
from assistant.errors import AssistantError
from assistant.proposing import Proposals
from assistant.typology import FACT_VALUES
from assistant.typology_wording import FACT_NAMES, VALUE_NAMES
from assistant.web.draft_editing import Editing
from assistant.web.draft_rendering import render_entries, render_proposals, render_reading
from assistant.web.rendering import render_notice
from assistant.web.texts import refusal
from assistant.web.workplace import Workplace

_ARRIVE_AFTER_S = 0.1
_LONGEST_NAME = 80
_MOST_MISSING = 3
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Described:
    """A client as somebody described them; `read` holds the facts as the text tells them, or proposals told them.

    `confirmed` are the proposals of a chat model that the worker confirmed.
    """

    text: str
    client: str
    language: Language | None
    read: dict[str, str]
    draft: Draft
    confirmed: Proposals = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a chat model proposes for a text and is open still."""

    text: str = ""
    proposals: Proposals = ()


def build_advice(workplace: Workplace) -> None:
    """Build the page: kept drafts and a description to begin with, or one open draft."""
    word, page = workplace.word, _Advice(workplace)
    described, proposed = gr.State(None), gr.State(Proposed())
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
            offered = gr.Markdown(elem_id="proposals")
            decided = gr.Textbox(label=word("card_proposed"), elem_id="decided")
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
    reading_on = read.click(page.read, [client, text, language], [*told, *boxes], api_visibility="private")
    # The facts are there to be worked on while a chat model is still reading.
    reading_on.then(page.propose, described, [proposed, offered], **_QUIET)
    deciding: set[Any] = {described, proposed, decided, *boxes}
    decided.change(page.decide(proposed, decided), deciding, [proposed, offered, *told, *boxes], **_QUIET)
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
        now, notice, card = self._again(told, self._chosen(given))
        return [now, notice, gr.skip(), card]

    def _chosen(self, given: dict[Any, Any]) -> dict[str, str]:
        return {fact: given.get(box) or "unknown" for fact, box in self.boxes.items()}

    def _again(self, told: Described, chosen: dict[str, str]) -> list[Any]:
        """Return the client, a notice and the card, drafted again by the facts as they are chosen."""
        changed = {fact: value for fact, value in chosen.items() if value != told.read.get(fact, "unknown")}
        try:
            draft = self._draft(told.text, told.client, told.language, changed, confirmed=told.confirmed)
        except AssistantError as error:
            return [gr.skip(), render_notice(error.in_language(self.workplace.language)), gr.skip()]
        return [replace(told, draft=draft), "", render_reading(draft, self.workplace.language)]

    def propose(self, told: Described | None, request: gr.Request) -> Iterator[list[Any]]:
        """Show what a chat model reads beside, once it has; nothing without a model."""
        self.workplace.worker(request)
        assistant = self.workplace.assistant
        if told is None or assistant.proposer is None:
            yield [Proposed(), ""]
            return
        yield [Proposed(), f'<p class="count" role="status">{self.workplace.word("proposals_coming")}</p>']
        found = assistant.propose(told.text, besides=tuple(told.read))
        yield [Proposed(told.text, found), render_proposals(found, self.workplace.language)]

    def decide(self, proposed: gr.State, decided: gr.Textbox) -> Any:
        def decide(given: dict[Any, Any], request: gr.Request) -> list[Any]:
            """Take a proposal over with its words, or leave it out; either way it is not open any more."""
            self.workplace.worker(request)
            told: Described | None = given.get(self.state[0])
            open_still: Proposed = given.get(proposed) or Proposed()
            choice, _, fact = (given.get(decided) or "").split(" ")[0].partition("=")
            chosen = next((one for one in open_still.proposals if one.fact == fact), None)
            if told is None or chosen is None or open_still.text != told.text:
                return [gr.skip()] * (7 + len(FACT_VALUES))
            left = Proposed(told.text, tuple(one for one in open_still.proposals if one is not chosen))
            shown = [left, render_proposals(left.proposals, self.workplace.language)]
            if choice != "yes":
                return [*shown, *[gr.skip()] * (5 + len(FACT_VALUES))]
            confirmed = (*(one for one in told.confirmed if one.fact != fact), chosen)
            known = replace(told, read={**told.read, fact: chosen.value}, confirmed=confirmed)
            now, notice, card = self._again(known, {**self._chosen(given), fact: chosen.value})
            words = " ".join(chosen.words.split())
            box = gr.update(value=chosen.value, visible=True, info=self._why(words, None))
            boxes = [box if name == fact else gr.skip() for name in FACT_VALUES]
            return [*shown, now, notice, gr.skip(), card, gr.skip(), *boxes]

        return decide

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

    def _draft(
        self,
        text: str,
        client: str,
        language: Language | None,
        corrections: Mapping[str, str | None],
        *,
        confirmed: Proposals = (),
    ) -> Draft:
        named = " ".join((client or "").split())[:_LONGEST_NAME]
        return self.workplace.assistant.draft(
            text or "", client=named, language=language, corrections=corrections, confirmed=confirmed
        )

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
