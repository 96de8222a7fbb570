"""Every page as it looks: on a phone and a desk, by day and by night, in both languages; nothing is cut off.

The pictures go to test-output/web-looks-*.png, to be looked at: no test sees what is ugly.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.service import Assistant
from tests.browsing import DESK, PHONE

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")

pytestmark = pytest.mark.slow

_WAIT = {"timeout": 30_000}
_ASKED = {
    "en": ("How much may I sell per month before VAT starts?", "What will walnuts fetch next spring?"),
    "zh": ("网上卖自家种的苹果要不要办执照？", "明年核桃能卖多少钱一斤？"),
}
_TOLD = {
    "en": "We grow 20 mu of kiwi and a dozen families in the village sell the same, prices go lower and lower. "
    "We have no courier we can rely on and nobody from the county helps us. What should we do?",
    "zh": "我们种了20亩猕猴桃,村里十几家都在卖一样的,价格越压越低,怎么办?",
}
# Parts that are to scroll downwards and scroll sideways, tools that are squeezed, text that its own box cuts off.
_CUT = """() => [...document.querySelectorAll('#tools, #log .bubble-wrap, dialog .body')].filter(
  (one) => one.checkVisibility() && getComputedStyle(one).overflowX !== 'hidden'
    && one.scrollWidth > one.clientWidth + 1
).concat([...document.querySelectorAll('#tools > *')].filter(
  (one) => one.checkVisibility() && one.scrollHeight > one.clientHeight + 2
), [...document.querySelectorAll('h1, h2, h3, button, a, label, summary, [role=tab]')].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
  return one.checkVisibility() && !one.closest('.unseen') && hides && one.scrollWidth > one.clientWidth + 1;
})).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def draft(assistant: Assistant) -> dict[str, str]:
    """A kept draft in each language, one of its lines red, and an open question on the board."""
    found = {}
    for language, told in _TOLD.items():
        kept = assistant.desk.keep(assistant.draft(told, client="王二 Wang Er"), by="li.mei")
        line = next(one for one in kept.draft.lines if one.basis == "citation")
        found[language] = assistant.desk.edit(kept, line.id, "99 tonnes for 12345 yuan.", by="li.mei").id
        refused = assistant.ask(_ASKED[language][1])
        assistant.conversations.keep("v" * 43, _ASKED[language][1], refused)
    return found


def _looks(visitor: Any, name: str) -> None:
    """Show a page by day and by night; the styles follow the scheme at once."""
    for scheme in ("dark", "light"):
        visitor.page.emulate_media(color_scheme=scheme)
        visitor.keep(f"looks-{scheme}-{name}", whole=True)
    assert (visitor.page.evaluate(_CUT), visitor.overflow() <= 0) == ([], True), name


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def dress(request: pytest.FixtureRequest, visit: Any) -> Iterator[tuple[Any, str]]:
    """A visitor with one device, and its name."""
    yield visit(request.param), "phone" if request.param is PHONE else "desk"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_chat_is_whole_in_every_dress(dress, address, language) -> None:  # type: ignore[no-untyped-def]
    visitor, name = dress
    page, name = visitor.page, f"{language}-{name}"
    visitor.enter(f"{address}/{language}/chat/")
    _looks(visitor, f"{name}-chat-welcome")
    for number, question in enumerate(_ASKED[language]):
        visitor.ask(question)
        _looks(visitor, f"{name}-chat-{('answer', 'refusal')[number]}")
    page.locator("#log a.cite").first.click()
    page.locator("#passage mark").wait_for(**_WAIT)
    _looks(visitor, f"{name}-chat-passage")
    page.keyboard.press("Escape")
    # The sheet gives the focus back to the number that opened it, which must not take it from the box.
    page.locator("#passage").wait_for(state="hidden")
    visitor.settle()
    visitor.ask(_TOLD[language])
    _looks(visitor, f"{name}-chat-card")
    page.locator("#log .bubble-wrap").evaluate("element => element.scrollTop = element.scrollHeight")
    visitor.settle()
    _looks(visitor, f"{name}-chat-card-end")
    page.click("#chats")
    page.locator("#conversations li").first.wait_for(**_WAIT)
    _looks(visitor, f"{name}-chat-list")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_desk_is_whole_in_every_dress(dress, address, draft, language) -> None:  # type: ignore[no-untyped-def]
    worker, name = dress
    page, name = worker.page, f"{language}-{name}"
    desk = f"{address}/{language}/desk"
    page.goto(f"{desk}/advice")
    page.locator("#drafts li").first.wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-advice")
    page.fill("#description textarea", _TOLD[language])
    page.click("#read")
    page.locator("#card .verdicts").wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-advice-facts")
    page.goto(f"{desk}/advice?draft={draft[language]}")
    page.locator("#draft-body li.red a.edit").wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-draft")
    page.locator("#draft-body li.red a.edit").click()
    page.locator("#editor").wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-draft-editor")
    page.goto(f"{desk}/questions")
    page.locator("#open-list .groups a").first.wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-questions")
    page.locator("#open-list .groups a").first.click()
    page.locator("#asked .asked-once").first.wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-questions-answering")
    page.goto(f"{desk}/library")
    page.locator("#documents details").first.wait_for(**_WAIT)
    worker.settle()
    page.locator("#documents summary").first.click()
    page.click("#adding button.label-wrap")
    worker.settle()
    _looks(worker, f"{name}-library")
    page.goto(f"{desk}/evaluation")
    page.locator("#run").wait_for(**_WAIT)
    worker.settle()
    _looks(worker, f"{name}-evaluation")
