"""The workers' desk: its pages, the way between them, and what each page is built with."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import gradio as gr
from starlette.requests import HTTPConnection

from assistant.accounts import Account
from assistant.datatypes import Language
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.advice import build_advice
from assistant.web.door import Door
from assistant.web.evaluation import build_evaluation
from assistant.web.library import build_library
from assistant.web.questions import build_questions
from assistant.web.texts import LOCALES, text
from assistant.web.workplace import Workplace


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page: its path below the desk, the name of its title in the texts, and what builds it."""

    path: str
    title: str
    build: Callable[[Workplace], None]


# In the order in which the desk shows them; the first one is where a worker arrives.
PAGES: tuple[DeskPage, ...] = (
    DeskPage("advice", "advice", build_advice),
    DeskPage("questions", "open_questions", build_questions),
    DeskPage("library", "library", build_library),
    DeskPage("evaluation", "evaluation", build_evaluation),
)


def build_desk(assistant: Assistant, language: Language, door: Door, jobs: Jobs) -> gr.Blocks:
    """Return the desk in one language, every page under its own path."""
    desk = gr.Blocks(title=text("desk", language), analytics_enabled=False, delete_cache=(3600, 86_400))
    workplace = Workplace(assistant, language, door, jobs)
    with desk:
        gr.Markdown(text("desk", language))
    for page in PAGES:
        with desk.route(text(page.title, language), f"/{page.path}", show_in_navbar=False), gr.Column(elem_id="desk"):
            gr.Markdown(f"# {text(page.title, language)}", elem_id="title")
            page.build(workplace)
    desk.queue(default_concurrency_limit=8, max_size=50, api_open=False)
    return desk


def write_top(connection: HTTPConnection, page: DeskPage, language: Language, door: Door) -> str:
    """Return what stands above a page: the way to the others, who is signed in, the way out."""
    root = door.root_path
    links = "".join(_link(one, page, language, root) for one in PAGES)
    account = door.worker(connection) or Account("", "worker", "")
    other: Language = "en" if language == "zh" else "zh"
    return (
        f'<header id="desk-top"><nav aria-label="{_word("pages", language)}">{links}</nav>'
        f'<div class="who">{_who(account, language, door)}'
        f'<a href="{root}/{language}/chat/">{_word("to_chat", language)}</a>'
        f'<a href="{root}/{other}/desk/{page.path}" lang="{LOCALES[other]}">{_word("other_language", language)}</a>'
        f'</div></header><p id="first-paint">{_word("loading", language)}</p>'
        f"<noscript><p>{_word('no_script', language)}</p></noscript>"
    )


def _link(one: DeskPage, current: DeskPage, language: Language, root: str) -> str:
    here = ' aria-current="page"' if one is current else ""
    return f'<a href="{root}/{language}/desk/{one.path}"{here}>{_word(one.title, language)}</a>'


def _who(account: Account, language: Language, door: Door) -> str:
    if door.sign_in is None:
        return f"<span>{_word('open_to_this_machine', language)}</span>"
    name = escape(text("signed_in_as", language, name=account.name))
    leave = f'<button type="submit">{_word("sign_out", language)}</button>'
    return f'<span>{name}</span><form method="post" action="{door.root_path}/logout">{leave}</form>'


def _word(name: str, language: Language) -> str:
    return escape(text(name, language))
