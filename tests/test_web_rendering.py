"""Answers as HTML: what is shown for each kind, and that nothing foreign becomes markup."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from assistant.confidence import confidence_words
from assistant.datatypes import Answer, Citation, Sentence
from assistant.web.rendering import (
    cited_place,
    render_answer,
    render_notice,
    render_question,
)

_POISON = '<img src=x onerror=alert(1)>\n\n</div><form action="//evil.example">**b** [a](//evil) "\'&'
_CITATION = Citation(
    1, "ecl-2018", "E-Commerce Law", "art-10", "Who must register", "You need not. You must.", "en", "text", "in_force",
    date(2019, 1, 1), version="0a1b2c3d4e5f6071" * 4,
)  # fmt: skip
_ANSWER = Answer(
    question="Must I?", searched="Must I?", language="en", kind="answer", text="",
    sentences=(Sentence("You need not.", (1,), "verbatim"), Sentence("You must.", (1, 2), "verbatim")),
    citations=(_CITATION, replace(_CITATION, number=2, section="art-12", quote="All of you must.")),
    confidence=0.95,
)  # fmt: skip


class Elements(HTMLParser):
    """Collects the elements of a message and checks that each is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def texts(self, tag: str, name: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == tag and attributes.get("class") == name]


def _read(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def test_every_sentence_carries_a_link_to_its_passage() -> None:
    links = Elements(render_answer(_ANSWER, "en")).texts("a", "cite")
    assert [link["href"] for link in links] == [
        "#passage/ecl-2018/art-10/en/0/0a1b2c3d4e5f6071",
        "#passage/ecl-2018/art-10/en/1/0a1b2c3d4e5f6071",
        "#passage/ecl-2018/art-12/en/0/0a1b2c3d4e5f6071",
    ]
    assert links[0]["title"] == "E-Commerce Law article 10"


def test_a_source_is_listed_with_all_that_was_cited_of_it() -> None:
    html = render_answer(_ANSWER, "en")
    assert [link["href"] for link in Elements(html).texts("a", "source")] == [
        "#passage/ecl-2018/art-10/en/0,1/0a1b2c3d4e5f6071",
        "#passage/ecl-2018/art-12/en/0/0a1b2c3d4e5f6071",
    ]
    assert "Sources (2)" in html
    assert "In force since 1 January 2019" in html


def test_sources_come_when_the_answer_is_whole() -> None:
    assert "You must" not in _read(render_answer(_ANSWER, "en", shown=1))
    assert "You must" in _read(render_answer(_ANSWER, "en", shown=2))
    assert "<details" not in render_answer(_ANSWER, "en", shown=2)
    assert "<details" in render_answer(_ANSWER, "en")


def _poisoned() -> Answer:
    citation = replace(
        _CITATION, document=_POISON, section=_POISON, title=_POISON, heading=_POISON, quote=_POISON, url=_POISON
    )
    return replace(
        _ANSWER, sentences=(Sentence(_POISON, (1,), "paraphrase"), Sentence(_POISON, (), "connective")),
        citations=(citation,), nearest_topics=(_POISON,), questions=(_POISON,), warnings=("reported_source", _POISON),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["answer", "partial", "refusal", "clarification", "diagnosis", "small_talk"])
def test_a_poisoned_text_stays_text(kind: str) -> None:
    html = render_answer(replace(_poisoned(), kind=kind), "en")
    tags = {tag for tag, _ in Elements(html).found}
    assert tags <= {"div", "p", "a", "span", "h3", "button", "details", "summary", "ol", "li", "b", "br"}
    assert "\n" not in html
    assert "&lt;img" in html


def test_a_poisoned_text_adds_no_attribute() -> None:
    allowed = {"class", "href", "title", "lang", "type"}
    assert all(set(attributes) <= allowed for _, attributes in Elements(render_answer(_poisoned(), "zh")).found)
    links = Elements(render_answer(_poisoned(), "zh")).texts("a", "cite")
    assert all(re.fullmatch(r"#passage/[\w%.-]+/[\w%.-]+/en/\d*/[0-9a-f]*", link["href"] or "") for link in links)


@pytest.mark.parametrize("render", [render_question, render_notice])
def test_a_message_of_a_visitor_stays_text(render) -> None:  # type: ignore[no-untyped-def]
    html = render(_POISON)
    assert {tag for tag, _ in Elements(html).found} <= {"div", "p", "br"}
    assert "\n" not in html


def test_the_lines_of_a_question_are_kept() -> None:
    assert render_question("one\n\ntwo") == '<div class="question">one<br><br>two</div>'


def test_a_partial_answer_sets_apart_what_is_not_covered() -> None:
    sentences = (*_ANSWER.sentences, Sentence("No prices here.", (), "connective"))
    html = render_answer(replace(_ANSWER, kind="partial", sentences=sentences), "en")
    covered, uncovered = html.split('<div class="uncovered">')
    assert "You must" in _read(covered)
    assert "Not covered by my sources" in uncovered
    assert "No prices here" in _read(uncovered)


def test_a_lead_without_a_source_is_not_set_apart() -> None:
    sentences = (Sentence("I answer in English only.", (), "connective"), *_ANSWER.sentences)
    assert "uncovered" not in render_answer(replace(_ANSWER, kind="partial", sentences=sentences), "en")


def _refusal() -> Answer:
    sentences = (Sentence("Not covered.", (), "connective"), Sentence("Nearby: Tax; Returns.", (), "connective"))
    return replace(
        _ANSWER, kind="refusal", sentences=sentences, citations=(), nearest_topics=("Tax", "Returns"), confidence=None
    )


def test_a_refusal_offers_the_nearest_topics_once() -> None:
    html = render_answer(_refusal(), "en")
    assert len(Elements(html).texts("button", "chip")) == 2
    assert "Nearby" not in html
    assert "Sources" not in html


def test_the_questions_of_a_clarification_can_be_tapped() -> None:
    html = render_answer(replace(_ANSWER, kind="clarification", questions=("Leaves?", "Tea?")), "en")
    assert len(Elements(html).texts("button", "chip")) == 2


def test_a_warning_becomes_a_note() -> None:
    html = render_answer(replace(_ANSWER, warnings=("reported_source", "expired_source")), "zh")
    assert html.count('class="note"') == 2


def test_a_reminder_of_a_date_makes_the_note_of_it_needless() -> None:
    reminded = (*_ANSWER.sentences, Sentence("Mind the date: it ran until 2020.", (1,), "connective"))
    html = render_answer(replace(_ANSWER, sentences=reminded, warnings=("expired_source",)), "en")
    assert html.count('class="note"') == 1
    assert "Mind the date" in _read(html)


def test_what_confidence_was_worth_is_told_where_it_was_measured() -> None:
    measured = confidence_words(0.95, "en")
    assert measured and measured in _read(render_answer(_ANSWER, "en"))
    assert "confidence" not in render_answer(replace(_ANSWER, confidence=None), "en")
    assert "confidence" not in render_answer(replace(_ANSWER, kind="small_talk"), "en")


def test_the_answers_language_is_marked_whatever_the_interface() -> None:
    assert '<div class="said" lang="zh-CN">' in render_answer(replace(_ANSWER, language="zh"), "en")


def test_a_paraphrase_is_placed_at_the_sentence_that_says_most_of_it() -> None:
    passage = "Own produce is free. A shop must show its address. The fine is 500 yuan."
    assert cited_place("Show the shop's own address.", passage) == 1
    assert cited_place("Anything", "") is None


def test_every_real_answer_renders_closed_and_on_one_line(assistant) -> None:  # type: ignore[no-untyped-def]
    asked = [
        "Do I have to register to sell my own apples online?",
        "明年核桃能卖多少钱一斤？",
        "你好",
        "",
        "什么样的村算淘宝村？",
    ]
    for question in asked:
        html = render_answer(assistant.ask(question), "zh")
        assert Elements(html).found
        assert "\n" not in html
