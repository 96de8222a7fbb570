"""axe-core on every page, in both languages, by day and by night.

axe-core comes from npm: `npm install --prefix test-output axe-core`. Without it the tests are skipped, loudly.
"""

from typing import Any

import pytest

from assistant.web.app import build_app
from tests.browsing import COME_TO_REST, DESK, OUTPUT, PHONE, served, skip_loudly

pytestmark = pytest.mark.slow

_RUN = """async () => {
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  return found.violations.map((one) => [one.impact, one.id, one.nodes.map((node) => node.html.slice(0, 200))]);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    script = OUTPUT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        skip_loudly("accessibility. Run 'npm install --prefix test-output axe-core'.")
    return script.read_text(encoding="utf-8")


def _serious(page: Any, axe: str) -> list[Any]:
    # A part that is being renewed is faded for some milliseconds; its contrast is judged when it has come to rest.
    page.evaluate(COME_TO_REST)
    page.evaluate(axe)
    return [found for found in page.evaluate(_RUN) if found[0] in ("serious", "critical")]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("device", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_the_chat_has_no_serious_violation(visit, address, axe, language, device, scheme) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(device, color_scheme=scheme, bypass_csp=True)
    visitor.enter(f"{address}/{language}/chat/")
    assert _serious(visitor.page, axe) == []
    question = (
        "网上卖自家种的苹果要不要办执照？" if language == "zh" else "How much may I sell per month before VAT starts?"
    )
    visitor.ask(question)
    visitor.page.locator("#log .sources summary").click()
    assert _serious(visitor.page, axe) == []
    for opener, sheet in (("#chats", "#conversations li"), (".act.down", "#reasons form"), ("a.cite", "#passage mark")):
        visitor.page.locator(opener).first.click()
        visitor.page.locator(sheet).first.wait_for()
        assert _serious(visitor.page, axe) == [], sheet
        visitor.page.keyboard.press("Escape")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("device", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_the_library_has_no_serious_violation(visit, address, axe, language, device, scheme) -> None:  # type: ignore[no-untyped-def]
    worker = visit(device, color_scheme=scheme, bypass_csp=True)
    worker.page.goto(f"{address}/{language}/desk/library")
    worker.page.locator("#documents details").first.wait_for(timeout=30_000)
    worker.settle()
    worker.page.locator("#documents summary").first.click()
    worker.page.click("#adding button.label-wrap")
    worker.settle()
    worker.keep(f"{language}-{'phone' if device is PHONE else 'desk'}-{scheme}-library")
    assert _serious(worker.page, axe) == []
    assert worker.overflow() <= 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("device", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_the_workers_pages_have_no_serious_violation(  # type: ignore[no-untyped-def]
    visit, small_assistant, axe, language, device, scheme
) -> None:
    asked = small_assistant.conversations.keep("v" * 43, "Will it rain?", small_assistant.ask("Will it rain?")).message
    draft = small_assistant.desk.keep(small_assistant.draft("We grow kiwi and sell it online.", client="Ann"), by="li")
    red = small_assistant.desk.edit(draft, draft.draft.lines[0].id, "Sell 12345 boxes.", by="li")
    with served(build_app(small_assistant)) as address:
        worker = visit(device, to=address, color_scheme=scheme, bypass_csp=True)
        page, name = worker.page, f"{language}-{'phone' if device is PHONE else 'desk'}-{scheme}"
        page.goto(f"{address}/{language}/desk/advice")
        page.locator("#drafts li").first.wait_for(timeout=30_000)
        worker.settle()
        page.fill("#description textarea", "We grow kiwi and sell it online.")
        page.click("#read")
        page.locator("#card .verdicts").wait_for(timeout=30_000)
        assert (_serious(page, axe), worker.overflow() <= 0) == ([], True)
        page.goto(f"{address}/{language}/desk/advice?draft={red.id}")
        page.locator("#draft-body li.red a.edit").click(timeout=30_000)
        page.locator("#editor").wait_for(timeout=30_000)
        worker.settle()
        worker.keep(f"{name}-advice")
        assert (_serious(page, axe), worker.overflow() <= 0) == ([], True)
        page.goto(f"{address}/{language}/desk/questions")
        page.locator(f"#open-list a[href$='{asked}']").click(timeout=30_000)
        page.locator("#answering").wait_for(timeout=30_000)
        worker.keep(f"{name}-questions")
        assert (_serious(page, axe), worker.overflow() <= 0) == ([], True)
        page.goto(f"{address}/{language}/desk/evaluation")
        page.locator("#run").wait_for(timeout=30_000)
        worker.settle()
        worker.keep(f"{name}-evaluation")
        assert (_serious(page, axe), worker.overflow() <= 0) == ([], True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_has_no_serious_violation(browser, axe, language) -> None:  # type: ignore[no-untyped-def]
    from assistant.web.door import _write_form
    from assistant.web.security import content_policy

    assert "unsafe-eval" not in content_policy()
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.set_content(_write_form(language, "", "", told="x"))
    assert _serious(page, axe) == []
    context.close()
