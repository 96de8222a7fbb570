"""The part of a draft that answers what was asked: quoted, sourced, short, and for this client."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.asked_labels import NOTHING
from assistant.citations import cite
from assistant.datatypes import Answer, Passage, SectionKey, Sentence
from assistant.draft_asked import MOST_SENTENCES, concerns
from assistant.draft_case import AnsweredQuestion
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.ingestion import load_documents
from assistant.language import split_sentences
from assistant.library import Library
from assistant.offices import STEP_TO_OFFICE
from assistant.settings import Settings
from assistant.typology import Profile
from evals.drafts import score_draft

DAY = date(2026, 11, 22)
LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
QUESTION = "Must we pay when the parcel breaks?"
DELIVERY = SectionKey("ecl-2018", "art-20")


def answer_from(*sections: SectionKey) -> Answer:
    """Return the answer that quotes sections whole."""
    cited = [cite(Passage(number, "en", *LIBRARY.sections[key]["en"]), DAY) for number, key in enumerate(sections, 1)]
    sentences = [Sentence(text, (one.number,), "verbatim") for one in cited for text in split_sentences(one.quote)]
    return Answer(QUESTION, QUESTION, "en", "answer", "", tuple(sentences), tuple(cited))


def refusal(*texts: str, boundary: str | None) -> Answer:
    reason = "boundary" if boundary else "not_covered"
    told = tuple(Sentence(text, (), "connective") for text in texts)
    return replace(Answer(QUESTION, QUESTION, "en", "refusal", "", told, ()), refusal_reason=reason, boundary=boundary)  # type: ignore[arg-type]


def draft(*answers: Answer, kind: str | None = None) -> Draft:
    asked = tuple(AnsweredQuestion(QUESTION, answer) for answer in answers)
    client = Client("", Profile(product_kind=kind), f"We sell lamps. {QUESTION}", asked=asked)
    return write_draft(client, LIBRARY, language="en", day=DAY)


def test_an_answer_is_the_sources_own_sentences_under_the_clients_question() -> None:
    made = draft(answer_from(DELIVERY))
    lines = made.lines_of("asked")
    assert 0 < len(lines) <= MOST_SENTENCES
    assert {(line.head, line.words, line.basis) for line in lines} == {(QUESTION, (QUESTION,), "citation")}
    assert all(line.text in made.cited(line)[0].quote for line in lines)
    score = score_draft(made, LIBRARY)
    assert score.supported == 1 and score.faults == ()


def test_sources_are_numbered_with_those_of_the_rest() -> None:
    made = draft(answer_from(DELIVERY))
    again = [line for line in made.lines_of("rules") if line.citations == made.lines_of("asked")[0].citations]
    assert again and [one.number for one in made.citations] == list(range(1, len(made.citations) + 1))


def test_the_part_stands_between_the_summary_and_the_situation() -> None:
    parts = list(dict.fromkeys(line.part for line in draft(answer_from(DELIVERY)).lines))
    assert parts[:2] == ["summary", "asked"]


def test_what_is_not_answered_says_so_and_whom_to_ask() -> None:
    reply = split_sentences(LIBRARY.boundary(SectionKey("live-prices", "forecasts"), "en")[1].text)
    made = draft(refusal(*reply, boundary="live-prices"))
    told = " ".join(line.text for line in made.lines_of("asked"))
    assert told.startswith("Our sources") and "Ask" in told and "My sources" not in told
    assert score_draft(made, LIBRARY).faults == ()


@pytest.mark.parametrize(
    ("question", "office", "whom"),
    [
        ("Shall the two of us go on?", NOTHING, "12345"),
        (QUESTION, NOTHING, "courier firm"),  # by the topic that it names
        (QUESTION, "law", "12348"),  # by the office that is heard in it
        ("Shall the two of us go on?", "farm", "agriculture bureau"),
        ("Shall the two of us go on?", "business", "the adviser who signs"),
    ],
)
def test_where_no_topic_is_near_a_question_is_sent_to_an_office(question: str, office: str, whom: str) -> None:
    declined = refusal("My sources do not cover this.", boundary=None)
    asked = (AnsweredQuestion(question, declined, office=office),)
    client = Client("", Profile(), f"We sell lamps. {question}", asked=asked)
    made = write_draft(client, LIBRARY, language="en", day=DAY)
    (line,) = made.lines_of("asked")
    assert "no sure answer" in line.text and whom in line.text and line.rule == "unanswered"
    led = [step.text for step in made.lines_of("steps") if step.rule == "S102"]
    assert [whom in text for text in led] == ([True] if office in STEP_TO_OFFICE else [])
    assert score_draft(made, LIBRARY).faults == ()


@pytest.mark.parametrize(
    ("offices", "led_to"),
    [
        ([("business", True), ("law", True)], "12348"),
        ([("law", False), ("tax", True)], "12366"),
        ([("tax", True), ("police", True)], "110"),
        ([("tax", False)], None),
    ],
)
def test_one_open_question_leads_to_the_office_that_it_surely_belongs_to(
    offices: list[tuple[str, bool]], led_to: str | None
) -> None:
    declined = refusal("My sources do not cover this.", boundary=None)
    asked = tuple(
        AnsweredQuestion(f"What of {office}?", declined, office=office, is_office_sure=sure) for office, sure in offices
    )
    client = Client("", Profile(), " ".join(["We sell lamps.", *(one.words for one in asked)]), asked=asked)
    steps = [line.text for line in write_draft(client, LIBRARY, language="en", day=DAY).lines_of("steps")]
    led = [text for text in steps if "open question" in text or "Pay nothing more" in text]
    assert [led_to in text for text in led] == [True] if led_to else led == []


def test_a_question_that_the_draft_itself_answers_leads_to_no_office() -> None:
    question = "How do we share what we gain?"
    asked = (AnsweredQuestion(question, refusal("No.", boundary=None), office="law", about=frozenset({"copied"})),)
    client = Client("", Profile(product_kind="craft"), f"We make lamps. {question}", asked=asked)
    made = write_draft(client, LIBRARY, language="en", day=DAY)
    assert "unanswered" not in {line.rule for line in made.lines_of("asked")}
    assert "S102" not in {line.rule for line in made.lines_of("steps")}


def test_the_suite_notices_a_reply_that_no_topic_gives() -> None:
    made = draft(refusal("My sources do not cover this.", boundary=None))
    lines = tuple(replace(line, text="All is well.") if line.part == "asked" else line for line in made.lines)
    assert [str(one.fault.en) for one in score_draft(replace(made, lines=lines), LIBRARY).faults] == [
        "no boundary topic says so"
    ]


def test_the_suite_notices_a_question_that_nobody_asked() -> None:
    made = draft(answer_from(DELIVERY))
    lines = tuple(replace(line, words=("Who pays?",)) if line.part == "asked" else line for line in made.lines)
    assert score_draft(replace(made, lines=lines), LIBRARY).supported < 1


def test_a_second_question_is_not_answered_with_the_same_sentences() -> None:
    made = draft(answer_from(DELIVERY), answer_from(DELIVERY, SectionKey("express-2025", "art-28")))
    texts = [line.text for line in made.lines_of("asked")]
    assert len(set(texts)) == len(texts) > MOST_SENTENCES


CERTIFICATE = SectionKey("apqsl-2022", "art-39")
HOUSEHOLD = "An individual who sells farm and sideline products of their own production online need not register."


@pytest.mark.parametrize(
    ("section", "context", "may"),
    [
        (CERTIFICATE, {"goods": "fresh"}, True),
        (CERTIFICATE, {"goods": "manufactured"}, False),
        (CERTIFICATE, {"goods": "?"}, True),
        (SectionKey("fpcl-2017", "art-44"), {"legal_form": "person"}, True),
        (SectionKey("nowhere", "art-1"), {"goods": "craft"}, True),
    ],
)
def test_a_rule_for_others_answers_nobody(section: SectionKey, context: dict[str, str], may: bool) -> None:
    assert concerns("Whatever it says.", section, context) is may


def test_what_lets_an_individual_off_answers_no_firm() -> None:
    section = SectionKey("ecl-2018", "art-10")
    assert concerns(HOUSEHOLD, section, {"goods": "fresh", "own": "yes", "legal_form": "person"})
    assert not concerns(HOUSEHOLD, section, {"goods": "fresh", "own": "yes", "legal_form": "firm"})


def test_a_maker_of_toys_is_not_answered_with_the_certificate_for_produce() -> None:
    (line,) = draft(answer_from(CERTIFICATE), kind="manufactured").lines_of("asked")
    assert "no sure answer" in line.text


def test_who_asks_something_else_is_asked_back_and_told_less_than_who_asks_the_way() -> None:
    facts = Profile(product_kind="processed_food", makes_own_goods="yes", stage="running")
    text = "I make plum jam and sell it on Taobao."

    def lines(aim: str) -> tuple[int, int]:
        question = AnsweredQuestion("And now?", None, aim)
        made = write_draft(Client("", facts, text, asked=(question,)), LIBRARY, language="en", day=DAY)
        return len(made.lines_of("questions")), len(made.lines_of("rules"))

    beside, way = lines("rule"), lines("way")
    assert beside[0] < way[0] and beside[1] < way[1]
