"""The desk's frame: pages, the way between them, and that every handler asks who calls."""

import inspect
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from starlette.requests import HTTPConnection

from assistant.accounts import Accounts
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.sessions import SignIn
from assistant.web.chat import build_chat
from assistant.web.desk import PAGES, build_desk, write_top
from assistant.web.door import Door
from assistant.web.rates import RateLimit
from assistant.web.texts import TEXTS
from assistant.web.workplace import Workplace

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
# What is written alike in both languages: kinds of files, and the switch to the other language.
_ALIKE = re.compile(
    r"(?<![a-z])(?:md|markdown|txt|csv|pdf|docx|xlsx|html?|png|jpe?g|MB|JavaScript)(?![a-z])", re.IGNORECASE
)
_SHOWN = ("label", "value", "placeholder", "info", "choices", "title")


def _desk(assistant: Assistant, language: Any) -> gr.Blocks:
    return build_desk(assistant, language, Door(None), Jobs())


def test_every_handler_of_the_desk_refuses_nobody(small_assistant: Assistant) -> None:
    nobody = SimpleNamespace(username=None, client=None, request=None)
    for block in _desk(small_assistant, "en").fns.values():
        names = [name for name in inspect.signature(block.fn).parameters if name != "request"]  # type: ignore[arg-type]
        assert "request" in inspect.signature(block.fn).parameters, block.name  # type: ignore[arg-type]
        with pytest.raises(gr.Error, match="Sign in"):
            given = block.fn(*[None] * len(names), nobody)  # type: ignore[misc]
            if inspect.isgenerator(given):  # it begins with its first value
                next(given)


def test_handlers_are_limited_per_worker(small_assistant: Assistant) -> None:
    workplace = Workplace(small_assistant, "en", Door(None), Jobs(), RateLimit(most=2))
    request: Any = SimpleNamespace(username="local")
    assert workplace.worker(request).name == workplace.worker(request).name == "local"
    with pytest.raises(gr.Error, match="a lot"):
        workplace.worker(request)


def test_the_desk_lets_many_work_at_once_and_runs_no_script_text(small_assistant: Assistant) -> None:
    config = _desk(small_assistant, "en").get_config_file()
    assert not any(dependency["js"] for dependency in config["dependencies"])
    assert "html" not in {component["type"] for component in config["components"]}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_top_names_all_pages_and_marks_this_one(language: Any) -> None:
    connection = HTTPConnection({"type": "http", "headers": [], "client": ("127.0.0.1", 1)})
    for page in PAGES:
        top = write_top(connection, page, language, Door(None, root_path="/advice"))
        assert top.count("aria-current") == 1
        assert f'href="/advice/{language}/desk/{page.path}" aria-current="page"' in top
        assert f'href="/advice/{"en" if language == "zh" else "zh"}/desk/{page.path}"' in top


def test_a_workers_name_is_shown_as_text(tmp_path: Any) -> None:
    door = Door(SignIn(Accounts(tmp_path / "accounts")))
    top = write_top(HTTPConnection({"type": "http", "headers": []}), PAGES[0], "en", door)
    assert 'method="post" action="/logout"' in top
    assert "Signed in as" in top


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield re.sub(r"<[^>]*>", " ", value)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _shown(page: gr.Blocks, language: Any) -> Iterator[str]:
    """Every text of a built page that a reader can see, the names of documents and questions apart."""
    other = {TEXTS["other_language"][language]}
    for component in page.get_config_file()["components"]:
        if component["props"].get("elem_id") == "documents" or component["type"] == "api":
            continue
        shown = {name: component["props"].get(name) for name in _SHOWN}
        if shown["choices"] is not None:  # a choice's value is the same in both languages, its label is shown
            shown |= {"choices": [label for label, _ in shown["choices"]], "value": None}
        yield from (told for told in _strings([*shown.values()]) if told not in other)


@pytest.mark.parametrize("build", [_desk, lambda assistant, language: build_chat(assistant, language, RateLimit())])
def test_no_text_of_a_page_is_left_in_the_other_language(small_assistant: Assistant, build: Any) -> None:
    english = [told for told in _shown(build(small_assistant, "en"), "en") if _HAN.search(told)]
    chinese = [told for told in _shown(build(small_assistant, "zh"), "zh") if _LATIN.search(_ALIKE.sub("", told))]
    assert (english, chinese) == ([], [])
