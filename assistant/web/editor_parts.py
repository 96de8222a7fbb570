"""The components of an open draft: what shows it, and what changes a line or the whole."""

from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from assistant.draft_wording import HORIZON_NAMES, PART_NAMES
from assistant.drafts import HORIZONS, PARTS
from assistant.reviewing import LONGEST_TEXT
from assistant.web.workplace import Workplace

LONGEST_QUERY = 300
LONGEST_NAME = 80


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
    undo: gr.Button

    def all(self) -> list[Any]:
        """Return them in order, as a handler's outputs."""
        return [getattr(self, field.name) for field in fields(self)]


def build_line_editor(workplace: Workplace, made: dict[str, Any]) -> None:
    """Build what changes one line: its text, its sources."""
    word = workplace.word
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
            made["query"] = gr.Textbox(label=word("find_source"), max_length=LONGEST_QUERY, elem_id="source-query")
            made["search"] = gr.Button(word("find"), elem_id="find-source")
            made["found_list"] = gr.Markdown()
            made["found"] = gr.Radio([], label=word("found_sources"), visible=False, elem_id="found")
            made["attach"] = gr.Button(word("attach"), elem_id="attach")
            made["cited"] = gr.Dropdown([], label=word("cited_now"), filterable=False, elem_id="cited")
            made["detach"] = gr.Button(word("detach"), elem_id="detach")


def build_whole(workplace: Workplace, made: dict[str, Any]) -> None:
    """Build what concerns the draft as a whole: a further line, simpler words, signature, versions, labels."""
    word, place = workplace.word, workplace.language
    with gr.Accordion(word("add_line"), open=False, elem_id="adding-line"):
        parts = [(PART_NAMES[part].in_language(place), part) for part in PARTS]
        times = [(HORIZON_NAMES[horizon].in_language(place), horizon) for horizon in HORIZONS]
        made["part"] = gr.Dropdown(parts, value="steps", label=word("part"), filterable=False, elem_id="new-part")
        made["horizon"] = gr.Dropdown(times, value=HORIZONS[0], label=word("horizon"), filterable=False)
        made["new"] = gr.Textbox(label=word("line_text"), lines=3, max_length=LONGEST_TEXT, elem_id="new-text")
        made["add"] = gr.Button(word("add_line"), elem_id="add-line")
    with gr.Accordion(
        word("word_simply"), open=False, elem_id="wording", visible=workplace.assistant.proposer is not None
    ):
        gr.Markdown(word("word_simply_info"), elem_classes="hint")
        made["simplify"] = gr.Button(word("word_simply"), elem_id="word-simply")
        made["undo"] = gr.Button(word("undo_wording"), visible=False, elem_id="undo-wording")
    with gr.Accordion(word("sign"), open=False, elem_id="signing"):
        gr.Markdown(word("sign_intro"), elem_classes="hint")
        made["signer"] = gr.Textbox(label=word("sign_name"), max_length=LONGEST_NAME, elem_id="signer")
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
