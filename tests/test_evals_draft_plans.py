"""The strict check finds lines that do not fit the client, what he has already, what is said twice, and no support."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.settings import Settings
from assistant.typology import read_profile
from evals.draft_plans import misfits

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))


def draft(text: str, **facts: str) -> Draft:
    return write_draft(Client("", read_profile(facts), text), LIBRARY, language="zh", day=date(2026, 11, 22))


def faults(made: Draft) -> str:
    return "; ".join(str(one.fault) for one in misfits(made, LIBRARY))


FARMER = draft("俺家种李子，没办执照，自己在网上卖。", makes_own_goods="yes", stage="running")


def with_line(made: Draft, part: str, text: str) -> Draft:
    """Return the draft in which the last line of a part says something else."""
    place = max(place for place, line in enumerate(made.lines) if line.part == part)
    lines = list(made.lines)
    lines[place] = replace(lines[place], text=text)
    return replace(made, lines=tuple(lines))


def test_a_good_plan_has_no_fault() -> None:
    assert faults(FARMER) == ""


def test_a_food_rule_for_somebody_who_sells_baskets_is_a_fault() -> None:
    baskets = ({"name": "竹篮", "form": "craft", "planned": False},)
    assert "rule on other goods" in faults(replace(FARMER, goods=baskets, profile={"product_kind": "craft"}))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("person", "合作社要向登记机关报送年度报告。"),
        ("household", "生产企业、合作社卖农产品，要开具承诺达标合格证。"),
        ("firm", "个人网上年交易额累计不超过10万元的，不用办市场主体登记。"),
    ],
)
def test_a_duty_of_another_legal_form_is_a_fault(form: str, text: str) -> None:
    made = replace(FARMER, seller={**(FARMER.seller or {}), "legal_form": form})
    assert f"for others than a {form}" in faults(with_line(made, "rules", text))


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("我们有注册商标，卖李子。", "查一查李子上用的名字有没有人注册，没有就赶紧申请商标。"),
        ("我一个月卖三千块李子。", "先在门槛低的平台开一家店。"),
    ],
)
def test_a_step_for_what_the_client_has_is_a_fault(description: str, text: str) -> None:
    assert "has that already" in faults(with_line(replace(FARMER, description=description), "steps", text))


def test_who_is_registered_is_not_sent_to_register() -> None:
    made = replace(FARMER, seller={**(FARMER.seller or {}), "legal_form": "household"})
    assert "(legal_form)" in faults(with_line(made, "steps", "到县市场监管局登记个体户。"))


def test_two_lines_that_say_the_same_are_a_fault() -> None:
    first = FARMER.lines_of("rules")[0].text
    assert "says what" in faults(with_line(FARMER, "rules", first[:-1] + "！"))


def test_a_draft_without_support_is_a_fault() -> None:
    cited = tuple(one for one in FARMER.citations if not one.document.startswith(("no1", "rural", "rrpl", "digital")))
    planning = {**(FARMER.profile or {}), "stage": "planning"}
    assert "no line of policy" in faults(replace(FARMER, citations=cited, profile=planning))
    assert "no line of policy" not in faults(replace(FARMER, citations=cited))


def test_a_library_without_policies_has_no_support_to_tell() -> None:
    laws = Library(document for document in LIBRARY.documents if document.id == "ecl-2018")
    assert not list(misfits(replace(FARMER, citations=()), laws))


def test_what_a_person_wrote_is_left_to_the_person() -> None:
    lines = tuple(replace(line, origin="human", text="合作社要向登记机关报送年度报告。") for line in FARMER.lines)
    assert faults(replace(FARMER, lines=lines)) == ""
