"""The first lines of a draft: who sells what, which way, what first, and who is meant by you."""

from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Language
from assistant.draft_case import AnsweredQuestion
from assistant.drafting import Client, write_draft
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.settings import Settings
from assistant.typology import read_profile

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))


def summary(facts: dict[str, str], description: str = "", language: Language = "en") -> list[str]:
    client = Client("", read_profile(facts), description)
    made = write_draft(client, LIBRARY, language=language, day=date(2026, 11, 22))
    return [line.text for line in made.lines_of("summary")]


def test_it_says_who_sells_what_and_which_way_to_go() -> None:
    told = summary({"partners": "few", "partner_weight": "unlike", "makes_own_goods": "yes"}, "I make lanterns.")
    assert told[0].startswith("You sell lanterns of your own.") and told[1].startswith("First: ")
    assert told[2].startswith("The way to go is") and "strongest lead" in told[2]


def test_where_the_way_is_open_the_next_step_takes_its_place() -> None:
    told = summary({"easily_copied": "yes", "stage": "running"}, "I make lanterns.")
    assert told[1].startswith("First: ") and told[2].startswith("Then: ")


def test_what_weighs_most_is_said_in_the_clients_own_terms() -> None:
    text = (
        "A noodle shop in Nanning takes half of the tofu that I make. I sell it on Taobao, and many break on the way."
    )
    told = summary({"stage": "running", "makes_own_goods": "yes", "fees_eat_margin": "yes"}, text)
    assert "on Taobao" in told[0] and "the noodle shop in Nanning" in told[0] and "lost on the way" in told[0]
    assert "fees" not in told[0]  # two matters are enough


def test_what_is_not_surely_told_leads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "I make lanterns and sell them on Taobao, and many break on the way."
    surely = summary({"stage": "running"}, text)
    monkeypatch.setattr("assistant.drafting.unsure_marks", lambda _: frozenset({"loss_on_way"}))
    told = summary({"stage": "running"}, text)
    assert "lost on the way" in surely[0] and "lost on the way" not in told[0]
    assert "arrives damaged" in surely[1] and not any("arrives damaged" in line for line in told)


@pytest.mark.parametrize(("aim", "led"), [("rule", False), ("way", True)])
def test_who_asks_something_else_than_the_way_is_not_told_first_what_he_neither_told_nor_asked(
    aim: str, led: bool
) -> None:
    text = "I make lanterns. Is the old kiln safe?"
    asked = (AnsweredQuestion("Is the old kiln safe?", None, aim, office="business"),)
    client = Client("", read_profile({"makes_own_goods": "yes", "product_kind": "craft"}), text, asked=asked)
    made = write_draft(client, LIBRARY, language="en", day=date(2026, 11, 22))
    assert made.lines_of("steps")
    assert any(line.text.startswith("First: ") for line in made.lines_of("summary")) is led


def test_to_the_office_of_an_open_question_one_goes_first() -> None:
    asked = (AnsweredQuestion("Who owes the tax?", None, office="tax"),)
    client = Client("", read_profile({"stage": "running"}), "I make lanterns. Who owes the tax?", asked=asked)
    made = write_draft(client, LIBRARY, language="en", day=date(2026, 11, 22))
    assert made.lines_of("summary")[1].text.startswith("First: Take your open question to the tax service hall")


def test_without_a_concern_nothing_weighs() -> None:
    assert summary({"stage": "running"}, "我卖灯笼。", "zh")[0] == "你卖灯笼。"


def test_the_first_thing_to_do_is_the_first_of_the_steps() -> None:
    client = Client("", read_profile({"stage": "planning", "product_kind": "craft", "makes_own_goods": "no"}))
    made = write_draft(client, LIBRARY, language="en", day=date(2026, 11, 22))
    first = next(line for line in made.lines_of("summary") if line.text.startswith("First: "))
    steps = {line.text: line for line in made.lines_of("steps")}
    step = steps[first.text.removeprefix("First: ")]
    assert first.citations == step.citations and first.ground == step.ground


@pytest.mark.parametrize(
    ("facts", "start"),
    [
        ({"stage": "planning"}, "你想在网上卖"),
        ({"started_by": "cooperative"}, "你们合作社卖"),
        ({"started_by": "firm"}, "你们企业卖"),
        ({"sells_to_order_for_others": "yes"}, "你接单卖"),
        ({"makes_own_goods": "no"}, "你卖别人产的"),
    ],
)
def test_each_kind_of_client_is_told_as_what_it_is(facts: dict[str, str], start: str) -> None:
    assert summary(facts, language="zh")[0].startswith(start)


def test_who_writes_for_a_relative_reads_who_is_meant() -> None:
    told = summary({}, "放假回来帮姑姑开网店，卖豆腐乳。", "zh")
    assert told[-1] == "下面说的“你”是你姑姑：生意是你姑姑的。"
    assert "your aunt" in summary({}, "I am helping my aunt to sell bean curd.")[-1]


def test_who_writes_for_himself_does_not() -> None:
    assert not any("“You”" in line for line in summary({}, "My aunt sells bean curd, and so do I."))
