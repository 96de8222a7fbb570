"""One open draft: its lines to choose and change, sources, versions, labels, signature."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, cast

import gradio as gr

from assistant.datatypes import SectionKey
from assistant.draft_store import StoredDraft
from assistant.draft_wording import HORIZON_NAMES, PART_NAMES
from assistant.drafts import HORIZONS, PARTS, DraftLine
from assistant.errors import AssistantError, ConflictError, UnsupportedLinesError
from assistant.reviewing import LONGEST_TEXT
from assistant.web.draft_rendering import (
    name_source,
    render_conflict,
    render_differences,
    render_draft,
    render_found,
    render_head,
    render_line_head,
    render_reading,
)
from assistant.web.rendering import render_notice
from assistant.web.texts import refusal, write_time
from assistant.web.workplace import Workplace

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_LONGEST_QUERY = 300
_LONGEST_NAME = 80
_MOST_LABELS = 12
Change = Callable[[StoredDraft, str], StoredDraft]


@dataclass(frozen=True, slots=True)
class EditorParts:
    """The components that show an open draft."""

    opened: gr.State
    line: gr.State
    start: gr.Column
    reading: gr.Row
    kept: gr.Column
    room: gr.Row
    told: gr.Markdown
    head: gr.Markdown
    card: gr.Markdown
    body: gr.Markdown
    editor: gr.Column
    line_head: gr.Markdown
    text: gr.Textbox
    sure: gr.Row
    cited: gr.Dropdown
    found: gr.Radio
    found_list: gr.Markdown
    lines: gr.Dropdown
    before: gr.Dropdown
    after: gr.Dropdown
    differences: gr.Markdown
    signer: gr.Textbox
    despite: gr.Checkbox
    labels: gr.Textbox
    discarding: gr.Row

    def all(self) -> list[Any]:
        """Return them in order, as a handler's outputs."""
        return [getattr(self, field.name) for field in fields(self)]


class Editing:
    """The second part of the page; each handler begins with who calls and changes the version that was seen."""

    def __init__(self, workplace: Workplace, *, leaving: tuple[gr.Column, gr.Row, gr.Column]) -> None:
        self.workplace = workplace
        self.leaving = leaving

    def build(self) -> EditorParts:
        """Build the draft, its editor beside it, and below what concerns the draft as a whole."""
        word = self.workplace.word
        made: dict[str, Any] = dict(zip(("start", "reading", "kept"), self.leaving, strict=True))
        made |= {"opened": gr.State(None), "line": gr.State(None)}
        wanted = gr.Textbox(label=word("choose_line"), elem_id="wanted")
        with gr.Row(visible=False, elem_id="room", equal_height=False) as made["room"]:
            with gr.Column(elem_id="paper"):
                gr.Markdown(f'<p class="back"><a href="{self._home()}">{word("all_drafts")}</a></p>')
                made["head"] = gr.Markdown(elem_id="draft-head")
                made["told"] = gr.Markdown(elem_id="draft-told")
                with gr.Accordion(word("diagnosis"), open=False, elem_id="diagnosis-again"):
                    made["card"] = gr.Markdown()
                made["body"] = gr.Markdown(elem_id="draft-body")
            with gr.Column(elem_id="tools"):
                self._build_editor(made)
                self._build_whole(made)
        parts = EditorParts(**{name: made[name] for name in (field.name for field in fields(EditorParts))})
        self._connect(parts, made, wanted)
        return parts

    def _build_editor(self, made: dict[str, Any]) -> None:
        word = self.workplace.word
        made["lines"] = gr.Dropdown([], label=word("choose_line"), filterable=False, elem_id="lines")
        with gr.Column(visible=False, elem_id="editor") as made["editor"]:
            made["line_head"] = gr.Markdown(elem_id="line-head")
            made["text"] = gr.Textbox(label=word("line_text"), lines=3, max_length=LONGEST_TEXT, elem_id="line-text")
            with gr.Row():
                made["save"] = gr.Button(word("save"), variant="primary", elem_id="save-line")
                made["remove"] = gr.Button(word("remove_line"), elem_id="remove-line")
                made["close"] = gr.Button(word("close"), elem_id="close-line")
            with gr.Row(visible=False) as made["sure"]:
                made["really"] = gr.Button(word("remove_line_now"), variant="stop", elem_id="really-remove")
            with gr.Accordion(word("sources_of_line"), open=False, elem_id="line-sources"):
                made["query"] = gr.Textbox(label=word("find_source"), max_length=_LONGEST_QUERY, elem_id="source-query")
                made["search"] = gr.Button(word("find"), elem_id="find-source")
                made["found_list"] = gr.Markdown()
                made["found"] = gr.Radio([], label=word("found_sources"), visible=False, elem_id="found")
                made["attach"] = gr.Button(word("attach"), elem_id="attach")
                made["cited"] = gr.Dropdown([], label=word("cited_now"), filterable=False, elem_id="cited")
                made["detach"] = gr.Button(word("detach"), elem_id="detach")

    def _build_whole(self, made: dict[str, Any]) -> None:
        word, place = self.workplace.word, self.workplace.language
        with gr.Accordion(word("add_line"), open=False, elem_id="adding-line"):
            parts = [(PART_NAMES[part].in_language(place), part) for part in PARTS]
            times = [(HORIZON_NAMES[horizon].in_language(place), horizon) for horizon in HORIZONS]
            made["part"] = gr.Dropdown(parts, value="steps", label=word("part"), filterable=False, elem_id="new-part")
            made["horizon"] = gr.Dropdown(times, value=HORIZONS[0], label=word("horizon"), filterable=False)
            made["new"] = gr.Textbox(label=word("line_text"), lines=3, max_length=LONGEST_TEXT, elem_id="new-text")
            made["add"] = gr.Button(word("add_line"), elem_id="add-line")
        with gr.Accordion(word("sign"), open=False, elem_id="signing"):
            gr.Markdown(word("sign_intro"), elem_classes="hint")
            made["signer"] = gr.Textbox(label=word("sign_name"), max_length=_LONGEST_NAME, elem_id="signer")
            made["despite"] = gr.Checkbox(label=word("sign_despite"), visible=False, elem_id="despite")
            made["sign"] = gr.Button(word("sign"), variant="primary", elem_id="sign")
        with gr.Accordion(word("versions"), open=False, elem_id="versions"):
            made["before"] = gr.Dropdown([], label=word("version_before"), filterable=False)
            made["after"] = gr.Dropdown([], label=word("version_after"), filterable=False)
            made["compare"] = gr.Button(word("show_differences"), elem_id="compare")
            made["differences"] = gr.Markdown(elem_id="differences")
        with gr.Accordion(word("labels_and_end"), open=False, elem_id="labelling"):
            made["labels"] = gr.Textbox(label=word("labels"), info=word("labels_info"), elem_id="labels")
            made["label"] = gr.Button(word("save_labels"), elem_id="save-labels")
            made["discard"] = gr.Button(word("delete_draft"), elem_id="discard")
            with gr.Row(visible=False) as made["discarding"]:
                made["gone"] = gr.Button(word("delete_draft_now"), variant="stop", elem_id="really-discard")

    def _connect(self, parts: EditorParts, made: dict[str, Any], wanted: gr.Textbox) -> None:
        opened, line, seen = parts.opened, parts.line, parts.all()
        plain: dict[str, Any] = {"api_visibility": "private"}
        wanted.change(self.choose, [opened, wanted], seen, **_QUIET)
        parts.lines.input(self.choose, [opened, parts.lines], seen, **_QUIET)
        made["close"].click(self.close, opened, seen, **_QUIET)
        made["save"].click(self.save, [opened, line, parts.text], seen, **plain)
        made["remove"].click(self.ask_again, None, parts.sure, queue=False, **_QUIET)
        made["really"].click(self.remove, [opened, line], seen, **plain)
        found = [parts.found, parts.found_list]
        gr.on([made["search"].click, made["query"].submit], self.search, [opened, made["query"]], found, **plain)
        made["attach"].click(self.attach, [opened, line, parts.found], seen, **plain)
        made["detach"].click(self.detach, [opened, line, parts.cited], seen, **plain)
        adding = [opened, made["part"], made["horizon"], made["new"]]
        made["add"].click(self.add, adding, [made["new"], *seen], **plain)
        made["sign"].click(self.sign, [opened, parts.signer, parts.despite], seen, **plain)
        comparing = [opened, parts.before, parts.after]
        made["compare"].click(self.compare, comparing, parts.differences, **plain)
        made["label"].click(self.label, [opened, parts.labels], seen, **plain)
        made["discard"].click(self.ask_again, None, parts.discarding, queue=False, **_QUIET)
        made["gone"].click(self.discard, opened, seen, **plain)

    def unchanged(self) -> list[Any]:
        """Return what changes nothing of what is shown."""
        return [gr.skip()] * len(fields(EditorParts))

    def arrive(self, wanted: str) -> list[Any]:
        """Open the draft that the address names; nothing else where there is none."""
        if not wanted:
            return self.unchanged()
        try:
            return self.show(self.workplace.assistant.desk.open(wanted[:40]))
        except AssistantError as error:
            return self._values(
                told=render_notice(error.in_language(self.workplace.language)), room=gr.Row(visible=True)
            )

    def show(self, stored: StoredDraft, *, line: str | None = None, told: str = "", **others: Any) -> list[Any]:
        """Return what shows a draft, with the editor of one line where it is chosen and still there."""
        language, draft = self.workplace.language, stored.draft
        checks = self.workplace.assistant.desk.check(draft)
        chosen = draft.line(line) if line else None
        head = render_head(stored, checks, language, root_path=self.workplace.door.root_path)
        values: dict[str, Any] = {
            "opened": stored,
            "start": gr.Column(visible=False),
            "reading": gr.Row(visible=False),
            "kept": gr.Column(visible=False),
            "room": gr.Row(visible=True),
            "told": told,
            "head": head,
            "card": render_reading(draft, language),
            "body": render_draft(draft, checks, language),
            "line": chosen.id if chosen else None,
            "editor": gr.Column(visible=chosen is not None),
            "sure": gr.Row(visible=False),
            "discarding": gr.Row(visible=False),
            "found": gr.Radio([], value=None, visible=False),
            "found_list": "",
            "despite": gr.Checkbox(value=False, visible=any(check.red for check in checks)),
            "differences": "",
            **self._about(stored),
        }
        if chosen:
            check = next(check for check in checks if check.line == chosen.id)
            values["line_head"] = render_line_head(draft, chosen, check, language)
            values["text"] = chosen.text
            values["cited"] = gr.Dropdown(
                [(name_source(one, draft.language), one.number) for one in draft.cited(chosen)], value=None
            )
        lines = [(_preview(one), one.id) for one in draft.lines]
        values["lines"] = gr.Dropdown(lines, value=chosen.id if chosen else None)
        return self._values(**(values | others))

    def choose(self, opened: StoredDraft | None, wanted: str | None, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        line = (wanted or "").split(" ")[0]
        return self.show(opened, line=line) if opened else self.unchanged()

    def close(self, opened: StoredDraft | None, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        return self.show(opened) if opened else self.unchanged()

    def ask_again(self, request: gr.Request) -> Any:
        self.workplace.worker(request)
        return gr.Row(visible=True)

    def save(self, opened: StoredDraft | None, line: str | None, text: str, request: gr.Request) -> list[Any]:
        desk = self.workplace.assistant.desk
        return self._change(
            request, opened, lambda seen, by: desk.edit(seen, line or "", text, by=by), line=line, mine=text
        )

    def remove(self, opened: StoredDraft | None, line: str | None, request: gr.Request) -> list[Any]:
        desk = self.workplace.assistant.desk
        return self._change(request, opened, lambda seen, by: desk.remove(seen, line or "", by=by))

    def add(
        self, opened: StoredDraft | None, part: str, horizon: str | None, text: str, request: gr.Request
    ) -> list[Any]:
        def add(seen: StoredDraft, by: str) -> StoredDraft:
            if part not in PARTS or horizon not in (None, *HORIZONS):
                raise refusal("choose_part")
            when = horizon if part == "steps" else None
            return self.workplace.assistant.desk.add(seen, part, text, by=by, horizon=when)

        changed = self._change(request, opened, add, mine=text)
        saved = isinstance(changed[0], StoredDraft) and opened is not None and changed[0].version > opened.version
        return ["" if saved else gr.skip(), *changed]

    def search(self, opened: StoredDraft | None, query: str, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        if opened is None or not (query or "").strip():
            return [gr.Radio([], visible=False), render_notice(self.workplace.word("write_query"))]
        found = self.workplace.assistant.desk.search(query[:_LONGEST_QUERY], opened.draft)
        choices = [(name_source(one, opened.draft.language), f"{one.document}|{one.section}") for one in found]
        return [gr.Radio(choices, value=None, visible=bool(found)), render_found(found, self.workplace.language)]

    def attach(
        self, opened: StoredDraft | None, line: str | None, source: str | None, request: gr.Request
    ) -> list[Any]:
        def attach(seen: StoredDraft, by: str) -> StoredDraft:
            document, _, section = (source or "").partition("|")
            if not section:
                raise refusal("choose_source")
            return self.workplace.assistant.desk.cite(seen, line or "", SectionKey(document, section), by=by)

        return self._change(request, opened, attach, line=line)

    def detach(
        self, opened: StoredDraft | None, line: str | None, number: int | None, request: gr.Request
    ) -> list[Any]:
        def detach(seen: StoredDraft, by: str) -> StoredDraft:
            if not isinstance(number, int):
                raise refusal("choose_source")
            return self.workplace.assistant.desk.uncite(seen, line or "", number, by=by)

        return self._change(request, opened, detach, line=line)

    def sign(self, opened: StoredDraft | None, name: str, despite: bool, request: gr.Request) -> list[Any]:
        def sign(seen: StoredDraft, _by: str) -> StoredDraft:
            signer = (name or "")[:_LONGEST_NAME]
            return self.workplace.assistant.desk.sign(seen, signer, despite_red=bool(despite))

        return self._change(request, opened, sign)

    def compare(self, opened: StoredDraft | None, before: int | None, after: int | None, request: gr.Request) -> str:
        self.workplace.worker(request)
        if opened is None or before is None or after is None:
            return render_notice(self.workplace.word("choose_versions"))
        try:
            found = self.workplace.assistant.desk.differences(opened.id, int(before), int(after))
        except AssistantError as error:
            return render_notice(error.in_language(self.workplace.language))
        return render_differences(found, self.workplace.language)

    def label(self, opened: StoredDraft | None, labels: str, request: gr.Request) -> list[Any]:
        def label(seen: StoredDraft, _by: str) -> StoredDraft:
            given = (labels or "").replace("，", ",").replace("、", ",").split(",")
            self.workplace.assistant.desk.label(seen.id, given[:_MOST_LABELS])
            return seen

        return self._change(request, opened, label, done="labels_saved")

    def discard(self, opened: StoredDraft | None, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        try:
            if opened is None:
                raise refusal("no_drafts")
            self.workplace.assistant.desk.discard(opened.id)
        except AssistantError as error:
            return self._values(told=render_notice(error.in_language(self.workplace.language)))
        gone = self._values(opened=None, line=None, head="", card="", body="", editor=gr.Column(visible=False))
        told = render_notice(self.workplace.word("draft_deleted"))
        names = [field.name for field in fields(EditorParts)]
        return [told if name == "told" else value for name, value in zip(names, gone, strict=True)]

    def _change(
        self,
        request: gr.Request,
        opened: StoredDraft | None,
        change: Change,
        *,
        line: str | None = None,
        mine: str = "",
        done: str = "saved",
    ) -> list[Any]:
        """Return the draft as it is after a change, or the draft with what stood against it."""
        account = self.workplace.worker(request)
        if opened is None:
            return self.unchanged()
        try:
            stored = change(opened, account.name)
        except ConflictError as error:
            theirs = cast(StoredDraft, error.theirs)
            sentence = self.workplace.word("saved_meanwhile", name=theirs.saved_by, version=theirs.version)
            told = render_conflict(sentence, _line_of(theirs, line), mine, self.workplace.language)
            kept = {"text": mine} if line and mine else {}
            return self.show(theirs, line=line, told=told, **kept)
        except UnsupportedLinesError:
            red = [check.line for check in self.workplace.assistant.desk.check(opened.draft) if check.red]
            told = render_notice(self.workplace.word("sign_blocked", lines=" · ".join(red)))
            return self._values(told=told, despite=gr.Checkbox(visible=True))
        except AssistantError as error:
            return self._values(told=render_notice(error.in_language(self.workplace.language)))
        told = f'<p class="done" role="status">{self.workplace.word(done)}</p>'
        return self.show(stored, line=line, told=told)

    def _about(self, stored: StoredDraft) -> dict[str, Any]:
        """Return what the page shows of a draft beside its text: its versions and labels."""
        desk = self.workplace.assistant.desk
        versions = [(self._version(one), one.version) for one in desk.versions(stored.id)]
        before = max(1, stored.version - 1)
        labels = next((entry.labels for entry in desk.find(client=stored.draft.client) if entry.id == stored.id), ())
        return {
            "before": gr.Dropdown(versions, value=before),
            "after": gr.Dropdown(versions, value=stored.version),
            "labels": ", ".join(labels),
        }

    def _version(self, stored: StoredDraft) -> str:
        time = write_time(stored.saved_at, self.workplace.language)
        return self.workplace.word("saved_by", version=stored.version, name=stored.saved_by, time=time)

    def _values(self, **changed: Any) -> list[Any]:
        return [changed[field.name] if field.name in changed else gr.skip() for field in fields(EditorParts)]

    def _home(self) -> str:
        return f"{self.workplace.door.root_path}/{self.workplace.language}/desk/advice"


def _line_of(stored: StoredDraft, line: str | None) -> DraftLine | None:
    return stored.draft.line(line) if line else None


def _preview(line: DraftLine) -> str:
    told = line.text if len(line.text) <= 60 else line.text[:59] + "…"
    return f"{line.id} · {told}"
