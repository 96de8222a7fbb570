"""One open draft: its lines to choose and change, sources, versions, labels, signature."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import Any, cast

import gradio as gr

from assistant.datatypes import SectionKey
from assistant.draft_store import StoredDraft
from assistant.drafts import HORIZONS, PARTS, DraftLine
from assistant.errors import AssistantError, ConflictError, UnsupportedLinesError
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
from assistant.web.editor_parts import LONGEST_NAME, LONGEST_QUERY, EditorParts, build_line_editor, build_whole
from assistant.web.rendering import render_done, render_notice
from assistant.web.texts import refusal, write_time
from assistant.web.workplace import Workplace

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_MOST_LABELS = 12
Change = Callable[[StoredDraft, str], StoredDraft]


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
                build_line_editor(self.workplace, made)
                build_whole(self.workplace, made)
        parts = EditorParts(**{name: made[name] for name in (field.name for field in fields(EditorParts))})
        self._connect(parts, made, wanted)
        return parts

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
        made["simplify"].click(self.simplify, opened, seen, trigger_mode="once", **_QUIET)
        made["undo"].click(self.undo, opened, seen, **plain)
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
        found = self.workplace.assistant.desk.search(query[:LONGEST_QUERY], opened.draft)
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
            signer = (name or "")[:LONGEST_NAME]
            return self.workplace.assistant.desk.sign(seen, signer, despite_red=bool(despite))

        return self._change(request, opened, sign)

    def simplify(self, opened: StoredDraft | None, request: gr.Request) -> Iterator[list[Any]]:
        """Let the chat model word the draft, telling how far it is; what it made of it is a version."""
        account = self.workplace.worker(request)
        if opened is None:
            yield self.unchanged()
            return
        word, assistant = self.workplace.word, self.workplace.assistant
        try:
            for state in assistant.rephrase(opened.draft):
                yield self._values(told=render_done(word("wording_line", done=state.done, total=state.total)))
            stored = assistant.desk.reword(opened, state.draft, by=account.name)
        except ConflictError as error:
            yield self.show(cast(StoredDraft, error.theirs), told=render_notice(word("wording_overtaken")))
        except AssistantError as error:
            yield self._values(told=render_notice(error.in_language(self.workplace.language)))
        else:
            count = len(state.changed)
            told = word("worded_lines", count=count, total=state.total) if count else word("worded_nothing")
            yield self.show(stored, told=render_done(f"{told} {word('wording_failed')}" if state.failed else told))

    def undo(self, opened: StoredDraft | None, request: gr.Request) -> list[Any]:
        """Go back to the words before, as a new version."""
        desk = self.workplace.assistant.desk
        return self._change(request, opened, lambda seen, by: desk.restore(seen, seen.version - 1, by=by))

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
        return self.show(stored, line=line, told=render_done(self.workplace.word(done)))

    def _about(self, stored: StoredDraft) -> dict[str, Any]:
        """Return what the page shows of a draft beside its text: its versions and labels."""
        desk = self.workplace.assistant.desk
        kept = desk.versions(stored.id)
        versions = [(self._version(one), one.version) for one in kept]
        before = max(1, stored.version - 1)
        labels = next((entry.labels for entry in desk.find(client=stored.draft.client) if entry.id == stored.id), ())
        return {
            "before": gr.Dropdown(versions, value=before),
            "after": gr.Dropdown(versions, value=stored.version),
            "labels": ", ".join(labels),
            "undo": gr.Button(visible=_was_worded(stored, kept)),
        }

    def _version(self, stored: StoredDraft) -> str:
        time = write_time(stored.saved_at, self.workplace.language)
        return self.workplace.word("saved_by", version=stored.version, name=stored.saved_by, time=time)

    def _values(self, **changed: Any) -> list[Any]:
        return [changed[field.name] if field.name in changed else gr.skip() for field in fields(EditorParts)]

    def _home(self) -> str:
        return f"{self.workplace.door.root_path}/{self.workplace.language}/desk/advice"


def _was_worded(stored: StoredDraft, versions: Sequence[StoredDraft]) -> bool:
    """Tell whether a version is the one in which a chat model put lines in other words."""
    before = next((one.draft for one in versions if one.version == stored.version - 1), None)
    if before is None:
        return False
    worded = {line.id for line in before.lines if line.worded_by}
    return any(line.worded_by and line.id not in worded for line in stored.draft.lines)


def _line_of(stored: StoredDraft, line: str | None) -> DraftLine | None:
    return stored.draft.line(line) if line else None


def _preview(line: DraftLine) -> str:
    told = line.text if len(line.text) <= 60 else line.text[:59] + "…"
    return f"{line.id} · {told}"
