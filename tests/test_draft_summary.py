"""The first lines of a draft: who sells what, which way, what first, and who is meant by you."""

from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Language
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
    assert told[0].startswith("You sell lanterns of your own; ") and "strongest lead" in told[0]


def test_what_is_open_is_said_to_be_open() -> None:
    assert "once the questions below are answered" in summary({})[0]


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
