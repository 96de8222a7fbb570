"""The chat in a real browser: ask, read, open the passage, on a phone and on a desk."""

import re

import pytest

from tests.browsing import DESK, PHONE

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install playwright")
expect = sync_api.expect

pytestmark = pytest.mark.slow


_ASKED = [
    ("zh", "自家种的苹果网上卖，要办执照吗？", "电子商务法 第10条", "2019年1月1日起施行"),
    (
        "en",
        "Do I have to register to sell my own apples online?",
        "E-Commerce Law article 10",
        "In force since 1 January",
    ),
]


@pytest.mark.parametrize(("language", "question", "title", "validity"), _ASKED)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_farmer_asks_on_a_phone_and_opens_the_passage(visit, address, scheme, language, question, title, validity):  # type: ignore[no-untyped-def]
    farmer = visit(PHONE, color_scheme=scheme, locale="zh-HK" if language == "zh" else "en-AU")
    farmer.enter(f"{address}/")
    assert farmer.page.url.endswith(f"/{language}/chat/")
    farmer.keep(f"{language}-phone-{scheme}-welcome")
    answer = farmer.ask(question)
    farmer.keep(f"{language}-phone-{scheme}-answer")
    answer.locator("a.cite").first.tap()
    sheet = farmer.page.locator("#passage")
    expect(sheet.locator("mark")).to_have_count(1)
    expect(sheet.locator("h2")).to_have_text(title)
    expect(sheet.locator(".validity")).to_contain_text(validity)
    farmer.keep(f"{language}-phone-{scheme}-passage")
    assert farmer.overflow() <= 0


@pytest.mark.parametrize(("language", "question", "title", "validity"), _ASKED)
def test_the_desk_shows_the_same(visit, address, language, question, title, validity) -> None:  # type: ignore[no-untyped-def]
    worker = visit(DESK, locale="zh-CN" if language == "zh" else "en")
    worker.enter(f"{address}/{language}/chat/")
    worker.ask(question)
    worker.keep(f"{language}-desk-answer")
    worker.page.locator("a.cite").first.click()
    expect(worker.page.locator("#passage h2")).to_have_text(title)
    expect(worker.page.locator("#passage .validity")).to_contain_text(validity)
    worker.keep(f"{language}-desk-passage")
    assert worker.overflow() <= 0


def test_the_passage_works_by_keyboard_alone(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(DESK)
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("What makes a Taobao Village?")
    visitor.page.locator("a.cite").nth(1).focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#passage mark")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("#passage")).to_be_hidden()
    expect(visitor.page.locator("a.cite").nth(1)).to_be_focused()


def test_a_passage_that_was_long_in_coming_does_not_take_the_place_of_a_later_one(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor, held = visit(DESK), []
    page = visitor.page
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("What makes a Taobao Village?")
    page.route("**/passages/**", lambda route: route.continue_() if held else held.append(route))
    page.locator("a.cite").first.click()
    expect(page.locator("#passage")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#passage")).to_be_hidden()
    page.locator("a.cite").nth(1).click()
    expect(page.locator("#passage mark")).to_be_visible()
    late = {"language": "en", "title": "Late", "section": "", "heading": "Late", "paragraphs": [["Late."]]}
    with page.expect_response("**/passages/**"):
        held[0].fulfill(json=late)
    visitor.settle()
    expect(page.locator("#passage h2")).not_to_have_text("Late")
    expect(page.locator("#passage mark")).to_be_visible()


def test_a_question_asked_without_a_network_stays_in_the_box_and_is_told_of(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE)
    visitor.enter(f"{address}/zh/chat/")
    visitor.context.set_offline(True)
    visitor.send("要不要办执照？")
    expect(visitor.page.locator(".toast-message-text")).to_have_text("网络断了，请检查网络后再试一次。")
    expect(visitor.page.locator(".toast-title")).to_have_text("出错了")
    expect(visitor.box).to_have_value("要不要办执照？")
    visitor.keep("zh-phone-offline")
    with visitor.page.expect_navigation(timeout=30_000):
        visitor.context.set_offline(False)
    expect(visitor.page.locator("#log .welcome")).to_be_visible(timeout=30_000)
    expect(visitor.box).to_have_value("要不要办执照？")
    visitor.page.locator("#send").tap()
    expect(visitor.page.locator("#log .question")).to_have_text("要不要办执照？")
    expect(visitor.page.locator("#log .answer")).to_have_count(1, timeout=30_000)
    expect(visitor.box).to_be_enabled(timeout=30_000)
    visitor.page.reload()
    expect(visitor.page.locator("#log .answer")).to_have_count(1, timeout=30_000)
    expect(visitor.box).to_have_value("")
    visitor.complaints.clear()  # The browser itself reports what it did not reach.


_OFFER = """() => {
  const offer = new Event("beforeinstallprompt");
  offer.prompt = () => { window.prompted = true; };
  window.dispatchEvent(offer);
}"""


def test_a_phone_is_offered_to_keep_the_page_on_its_home_screen(visit, address) -> None:  # type: ignore[no-untyped-def]
    android, iphone = visit(PHONE), visit(PHONE)
    android.enter(f"{address}/zh/chat/")
    button = android.page.get_by_role("button", name="放到手机桌面")
    expect(button).to_be_hidden()
    android.page.evaluate(_OFFER)
    button.tap()
    android.keep("zh-phone-install")
    android.page.wait_for_function("window.prompted === true")
    iphone.context.add_init_script("Object.defineProperty(navigator, 'standalone', { value: false });")
    iphone.enter(f"{address}/en/chat/")
    expect(iphone.page.locator("#log .install-by-menu")).to_contain_text("Add to Home Screen")
    expect(iphone.page.locator("#log .install button")).to_be_hidden()


def test_a_starter_asks_and_a_new_conversation_brings_it_back(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE)
    visitor.enter(f"{address}/zh/chat/")
    starter = visitor.page.locator(".chip").first
    question = starter.inner_text()
    starter.tap()
    expect(visitor.page.locator("#log .question")).to_have_text(question)
    expect(visitor.page.locator("#log .sources summary")).to_be_visible(timeout=30_000)
    expect(visitor.box).to_be_enabled()
    visitor.page.locator("#fresh").tap()
    expect(visitor.page.locator("#log .welcome")).to_be_visible()
    expect(visitor.page.locator("#log .answer")).to_have_count(0)


def test_a_refusal_offers_topics_that_can_be_tapped(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE)
    visitor.enter(f"{address}/zh/chat/")
    refusal = visitor.ask("明年核桃能卖多少钱一斤？")
    expect(refusal).to_have_class(re.compile("refusal"))
    visitor.keep("zh-phone-refusal")
    topic = refusal.locator(".chip").first.inner_text()
    refusal.locator(".chip").first.tap()
    expect(visitor.page.locator("#log .question").last).to_have_text(topic)
    expect(visitor.page.locator("#log .answer")).to_have_count(2, timeout=30_000)


_TOLD = {
    "zh": ("我们种了20亩猕猴桃,村里十几家都在卖一样的,价格越压越低,怎么办?", "草稿", "猕猴桃"),
    "en": (
        "We grow 20 mu of kiwi and a dozen families in the village sell the same, prices go lower and lower. We have "
        "no courier we can rely on and nobody from the county helps us. What should we do?",
        "DRAFT",
        "kiwi",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_situation_becomes_a_card_that_is_corrected_comes_back_and_offers_a_draft(visit, address, language) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE, color_scheme="dark")
    page, (told, draft, product) = visitor.page, _TOLD[language]
    visitor.enter(f"{address}/{language}/chat/")
    card = visitor.ask(told)
    expect(card).to_have_class(re.compile("diagnosis"))
    visitor.keep(f"{language}-phone-diagnosis")
    card.locator("details.more > summary").first.tap()
    fact = card.locator("ul.facts > li", has_text=product).first
    name = fact.locator(".fact").evaluate("element => element.firstChild.textContent")
    fact.locator("summary").tap()
    fact.locator(".chip").first.tap()
    expect(page.locator("#log .answer")).to_have_count(2, timeout=30_000)
    expect(page.locator("#log .answer").last).to_have_class(re.compile("diagnosis"))
    expect(visitor.box).to_be_enabled(timeout=30_000)
    visitor.settle()
    page.reload()
    expect(page.locator("#log .diagnosis-card")).to_have_count(2, timeout=30_000)
    changed = page.locator("#log .diagnosis-card").last.locator("ul.facts > li", has_text=name).first
    assert changed.locator("b").text_content() != fact.locator("b").text_content()
    page.locator("#log button.draft").last.tap()
    expect(page.locator("#draft .draft-text")).to_contain_text(draft)
    expect(page.locator("#draft .draft-text")).to_contain_text(product)
    visitor.keep(f"{language}-phone-draft")
    assert visitor.overflow() <= 0


def test_a_question_full_of_markup_stays_text(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE)
    visitor.enter(f"{address}/en/chat/")
    poison = (
        '<img src="http://evil.example/x.png" onerror=alert(1)> <form><input></form> ![x](http://evil.example/) $$x$$'
    )
    visitor.ask(poison)
    assert visitor.page.locator("#log :is(img, form, input, script, .katex)").count() == 0
    expect(visitor.page.locator("#log .question")).to_have_text(poison)
    assert visitor.overflow() <= 0


def test_the_language_can_be_switched_and_is_remembered(visit, address) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE, locale="en-GB")
    visitor.enter(f"{address}/")
    visitor.page.locator("#language").tap()
    expect(visitor.page.locator("#title")).to_have_text("农村电商问答")
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-CN"
    visitor.enter(f"{address}/")
    assert visitor.page.url.endswith("/zh/chat/")
    expect(visitor.page).to_have_title("农村电商问答")


@pytest.mark.parametrize("width", [320, 360, 390])
def test_targets_are_large_and_nothing_scrolls_sideways(visit, address, width) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(PHONE | {"viewport": {"width": width, "height": 640}})
    visitor.enter(f"{address}/en/chat/")
    visitor.ask("What makes a Taobao Village?")
    small = visitor.page.evaluate(
        """[...document.querySelectorAll('button, summary, textarea, a:not(.cite)')].filter(element => {
             const box = element.getBoundingClientRect();
             return element.checkVisibility() && (box.height < 44 || box.width < 44) }).map(one => one.outerHTML)"""
    )
    reach = visitor.page.evaluate("getComputedStyle(document.querySelector('a.cite'), '::after').height")
    assert (small, visitor.overflow()) == ([], 0)
    assert (
        visitor.page.evaluate(
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('#title'))"
        )
        <= 0
    )
    assert float(reach.removesuffix("px")) >= 44
    assert visitor.page.evaluate("getComputedStyle(document.querySelector('.said p')).fontSize") == "18px"
