"""The library page: what is searched, section by section, and what workers add to it or take out again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.extraction.kinds import SUFFIXES
from assistant.ingestion import Ingested
from assistant.jobs import Job, Report
from assistant.web.library_rendering import EMBEDDING, READING, render_job, render_library
from assistant.web.rendering import render_done, render_notice
from assistant.web.security import LARGEST_UPLOAD
from assistant.web.texts import refusal
from assistant.web.workplace import Workplace

_KIND = "upload"
_MOST_WORDS = 100
_MOST_FILES = 20
_LOOK_EVERY_S = 1.0
_ARRIVE_AFTER_S = 0.1


def build_library(workplace: Workplace) -> None:
    """Build the page: what is for adding and removing, folded away, then the list."""
    word, page = workplace.word, _Library(workplace)
    gr.Markdown(word("library_intro"))
    with gr.Accordion(word("add_documents"), open=False, elem_id="adding"):
        files = gr.File(label=word("files"), file_count="multiple", file_types=list(SUFFIXES), elem_id="files")
        kinds = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
        gr.Markdown(word("files_info", kinds=kinds, size=LARGEST_UPLOAD // 1_000_000), elem_classes="hint")
        with gr.Row():
            days = [_build_day(workplace, name) for name in ("effective_from", "effective_until")]
        add = gr.Button(word("add"), variant="primary", elem_id="add")
    progress = gr.Markdown(elem_id="progress")
    stop = gr.Button(word("stop"), visible=False, elem_id="stop")
    with gr.Accordion(word("remove_document"), open=False, visible=bool(page.added()), elem_id="removing") as removing:
        chosen = gr.Dropdown(page.added(), label=word("document"), elem_id="added")
        remove = gr.Button(word("remove"), elem_id="remove")
        with gr.Row(visible=False) as sure:
            really = gr.Button(word("remove_now"), variant="stop", elem_id="really")
            keep = gr.Button(word("keep_it"), elem_id="keep")
    removed = gr.Markdown(elem_id="removed")
    search = gr.Textbox(label=word("find_document"), type="text", max_length=_MOST_WORDS, elem_id="find")
    listed = gr.Markdown(render_library(workplace.assistant, workplace.language), elem_id="documents")
    watch, arrival = gr.Timer(_LOOK_EVERY_S, active=False), gr.Timer(_ARRIVE_AFTER_S)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    library = [listed, chosen, removing]
    seen = [progress, watch, stop, *library]
    arrival.tick(page.arrive, None, [arrival, watch, stop, *library], **quiet)
    search.change(page.find, search, listed, trigger_mode="always_last", **quiet)
    add.click(page.add, [files, *days], [files, *seen], **quiet)
    stop.click(page.stop, None, progress, queue=False, **quiet)
    watch.tick(page.look, search, seen, **quiet)
    remove.click(page.ask_again, chosen, [sure, removed], queue=False, **quiet)
    keep.click(page.keep, None, sure, queue=False, **quiet)
    really.click(page.remove, [chosen, search], [sure, removed, *library], **quiet)


def _build_day(workplace: Workplace, name: str) -> gr.Textbox:
    return gr.Textbox(label=workplace.word(name), placeholder=workplace.word("day_example"), max_length=10)


@dataclass(frozen=True, slots=True)
class _Library:
    """What the buttons do. Each handler can be called from outside, so each begins with who calls."""

    workplace: Workplace

    def arrive(self, request: gr.Request) -> list[Any]:
        """Show the library as it is now, and the upload that went on while the page was closed."""
        job = self.workplace.jobs.latest(self.workplace.worker(request).name, _KIND)
        running = job is not None and job.state == "running"
        return [gr.Timer(active=False), gr.Timer(active=running), gr.Button(visible=running), *self._library("")]

    def find(self, words: str, request: gr.Request) -> str:
        self.workplace.worker(request)
        return self._list(words)

    def add(self, files: list[str] | None, effective: str, expires: str, request: gr.Request) -> list[Any]:
        worker = self.workplace.worker(request)
        try:
            paths = [Path(file) for file in files or []]
            if not 0 < len(paths) <= _MOST_FILES:
                raise refusal("no_files")
            begin, end = self.workplace.read_day(effective), self.workplace.read_day(expires)

            def work(report: Report) -> list[Ingested]:
                given: dict[str, Any] = {"effective": begin, "expires": end, "added_by": worker.name}
                return self.workplace.assistant.ingest(
                    paths,
                    reading=lambda done, total, _: report(done, total, READING),
                    progress=lambda done, total, _: report(done, total, EMBEDDING),
                    **given,
                )

            job = self.workplace.jobs.start(worker.name, _KIND, work)
        except AssistantError as error:
            return [gr.skip(), render_notice(error.in_language(self.workplace.language)), *[gr.skip()] * 5]
        return [None, *self._show(job, "")]

    def look(self, words: str, request: gr.Request) -> list[Any]:
        job = self.workplace.jobs.latest(self.workplace.worker(request).name, _KIND)
        return self._show(job, words)

    def stop(self, request: gr.Request) -> str:
        name = self.workplace.worker(request).name
        self.workplace.jobs.stop(name, _KIND)
        return render_job(self.workplace.jobs.latest(name, _KIND), self.workplace.language)

    def ask_again(self, document: str | None, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        if not document:
            return [gr.Row(visible=False), render_notice(self.workplace.word("choose_document"))]
        return [gr.Row(visible=True), ""]

    def keep(self, request: gr.Request) -> Any:
        self.workplace.worker(request)
        return gr.Row(visible=False)

    def remove(self, document: str | None, words: str, request: gr.Request) -> list[Any]:
        self.workplace.worker(request)
        try:
            titles = {id: title for title, id in self.added()}
            self.workplace.assistant.remove(document or "")
            told = render_done(self.workplace.word("removed", name=titles.get(document or "", document)))
        except AssistantError as error:
            told = render_notice(error.in_language(self.workplace.language))
        return [gr.Row(visible=False), told, *self._library(words)]

    def added(self) -> list[tuple[str, str]]:
        """Return the documents that can be removed, by title, each once."""
        listed = self.workplace.assistant.list_documents()
        return list({found.document: (found.title, found.document) for found in listed if not found.built_in}.values())

    def _show(self, job: Job | None, words: str) -> list[Any]:
        """Return what the page shows of a job: how far it is, and once it ended the library as it is now."""
        running = job is not None and job.state == "running"
        ended = [gr.skip()] * 3 if running else self._library(words)
        watching = [gr.Timer(active=running), gr.Button(visible=running)]
        return [render_job(job, self.workplace.language), *watching, *ended]

    def _library(self, words: str) -> list[Any]:
        """Return the list, and what can be removed of it."""
        added = self.added()
        return [self._list(words), gr.Dropdown(added, value=None), gr.Accordion(visible=bool(added))]

    def _list(self, words: str) -> str:
        return render_library(self.workplace.assistant, self.workplace.language, words=(words or "")[:_MOST_WORDS])
