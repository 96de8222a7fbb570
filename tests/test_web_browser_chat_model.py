"""A chat model beside the pages, in a real browser: proposals after the card, simpler words for a draft."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.chat_model import load_chat_model
from assistant.datatypes import Language
from assistant.language import is_chinese
from assistant.profile_answers import write_answer
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.app import build_app
from tests.browsing import DESK, PHONE, served
from tests.scripted_server import Reply, ScriptedServer, scripted_server
from tests.test_proposing import TEXT, WORDS, told
from tests.test_situations import KIWI, KIWI_ZH

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
expect = sync_api.expect

pytestmark = pytest.mark.slow

_WAIT = {"timeout": 30_000}
_STORY: dict[Language, str] = {"en": f"{WORDS['en']}. {KIWI}", "zh": f"{WORDS['zh']}。{KIWI_ZH}"}
_SAME: dict[Language, str] = {"en": "Twelve neighbours sell the same", "zh": "周围十二家卖的一模一样"}


def _reply(language: Language, words: str) -> str:
    return told(("support_units", "reciprocal", WORDS[language]), ("partners", "few", words))


def _other_words(prompt: str) -> str:
    """Return the line of a prompt in words that say the same."""
    line = re.search(r"(?:Line of an advice: |建议里的一条：)(.+)", prompt)
    assert line is not None
    return f"其实{line[1]}" if is_chinese(line[1]) else f"Actually, {line[1][0].lower()}{line[1][1:]}"


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as server:
        yield server


@pytest.fixture
def modelled(server: ScriptedServer, small_settings: Settings, open_small: Callable[..., Assistant]) -> Iterator[str]:
    """Where an assistant with the scripted model is served to this machine."""
    settings = replace(small_settings, chat_model="openai:m", chat_base_url=server.url, chat_first_token_s=5.0)
    assistant = open_small(settings, chat_model=load_chat_model(settings))
    with served(build_app(assistant)) as found:
        yield found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_visitor_sees_the_card_first_and_confirms_or_rejects_proposals(  # type: ignore[no-untyped-def]
    visit, modelled, server, language
) -> None:
    server.will(Reply(_reply(language, _SAME[language])))
    visitor = visit(PHONE, to=modelled, locale="zh-CN" if language == "zh" else "en")
    page = visitor.page
    visitor.enter(f"{modelled}/{language}/chat/")
    # The proposals are held back until the card has been seen without them, however long that takes.
    held: list[Any] = []
    page.route("**/proposals/**", lambda route: held.append(route))
    visitor.ask(_STORY[language])
    expect(page.locator("#log .diagnosis-card")).to_be_visible()
    expect(page.locator("#log .proposals [role=status]")).to_be_visible()
    held[0].continue_()
    page.unroute("**/proposals/**")
    rows = page.locator("#log .proposals li")
    expect(rows).to_have_count(2, **_WAIT)
    rows.last.scroll_into_view_if_needed()
    visitor.keep(f"{language}-phone-proposals")
    rows.last.locator("button.plain").tap()
    expect(rows).to_have_count(1)
    rows.first.locator("button.chip").tap()
    expect(page.locator("#log .diagnosis-card")).to_have_count(2, **_WAIT)
    expect(page.locator("#log .question").last).to_have_text(write_answer("support_units", "reciprocal", language))
    visitor.settle()
    expect(page.locator("#log .proposals [role=status]")).to_have_count(0)
    expect(rows).to_have_count(0)
    page.reload()
    expect(page.locator("#log .diagnosis-card")).to_have_count(2, **_WAIT)
    visitor.settle()
    expect(page.locator("#log .proposals [role=status]")).to_have_count(0)
    expect(rows).to_have_count(0)
    assert len(server.requests) == 1 and visitor.overflow() <= 0


@pytest.mark.parametrize(("language", "device"), [("zh", PHONE), ("en", DESK)])
def test_a_worker_confirms_a_proposal_and_has_the_draft_worded_and_takes_it_back(  # type: ignore[no-untyped-def]
    visit, modelled, server, language, device
) -> None:
    text, words = TEXT[language], {"en": "sell it in our own shop", "zh": "自己开店卖"}[language]
    server.will(Reply(_reply(language, words), first_after_s=1.0))
    worker = visit(device, to=modelled)
    page, name = worker.page, f"{language}-{'phone' if device is PHONE else 'desk'}"
    page.goto(f"{modelled}/{language}/desk/")
    expect(page.locator("#read")).to_be_visible(**_WAIT)
    worker.settle()
    page.fill("#description textarea", text)
    page.click("#read")
    expect(page.locator("#card .verdicts")).to_be_visible(**_WAIT)
    rows = page.locator("#proposals li")
    expect(rows).to_have_count(2, **_WAIT)
    rows.last.scroll_into_view_if_needed()
    worker.keep(f"{name}-advice-proposals")
    rows.last.locator("a.choice").last.click()
    expect(rows).to_have_count(1)
    expect(page.locator("#fact-support_units")).to_have_count(0)
    rows.first.locator("a.choice").first.click()
    expect(page.locator("#fact-support_units")).to_be_visible(**_WAIT)
    expect(rows).to_have_count(0)
    worker.settle()
    page.click("#write")
    expect(page.locator("#draft-body .draft")).to_be_visible(**_WAIT)

    server.answer = _other_words
    before = page.locator("#draft-body .told").all_inner_texts()
    page.locator("#wording button").first.click()
    page.click("#word-simply")
    expect(page.locator("#undo-wording")).to_be_visible(**_WAIT)
    worker.keep(f"{name}-draft-worded")
    assert page.locator("#draft-body .told").all_inner_texts() != before
    page.click("#undo-wording")
    expect(page.locator("#undo-wording")).to_be_hidden(**_WAIT)
    worker.settle()
    assert page.locator("#draft-body .told").all_inner_texts() == before
    assert worker.overflow() <= 0
