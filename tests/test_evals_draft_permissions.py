"""The strict check finds permissions that nothing carries, duties left out, and goods cut short."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.settings import Settings
from assistant.typology import Profile
from evals.draft_permissions import misjudged

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
FARMER = "俺家种李子，没办执照，自己在网上卖。"


def draft(text: str, **facts: str) -> Draft:
    client = Client("", Profile(**facts), text)  # type: ignore[arg-type]
    return write_draft(client, LIBRARY, language="zh", day=date(2026, 11, 22))


def faults(found: Draft) -> str:
    return "; ".join(str(one.fault) for one in misjudged(found))


def test_a_farmer_is_permitted_what_the_law_permits_him() -> None:
    made = draft(FARMER, makes_own_goods="yes")
    assert faults(made) == "" and any("不用办市场主体登记" in line.text for line in made.lines)


@pytest.mark.parametrize(
    "seller",
    [{"legal_form": "household"}, {"legal_form": "cooperative"}, {"own": "no"}, {"legal_form": "?"}, {"own": "?"}],
)
def test_the_same_lines_are_faults_for_another_seller(seller: dict[str, str]) -> None:
    made = draft(FARMER, makes_own_goods="yes")
    assert "it permits" in faults(replace(made, seller={**(made.seller or {}), **seller}))


def test_the_same_lines_are_faults_for_worked_up_goods() -> None:
    made = draft(FARMER, makes_own_goods="yes")
    dried = replace(
        made, goods=({"name": "李子干", "form": "dried", "planned": False},), profile={"product_kind": "processed_food"}
    )
    assert "it permits what is not permitted" in faults(dried)


def test_a_condition_in_the_line_carries_it() -> None:
    made = draft("李子在网上卖。", product_kind="fresh")
    permitted = next(line for line in made.lines if "不用办市场主体登记" in line.text)
    assert "自家种" in permitted.head and "个人名义" in permitted.head and faults(made) == ""


def test_a_permission_that_no_table_knows_is_a_fault() -> None:
    made = draft("", product_kind="craft")
    line = next(line for line in made.lines if line.part == "rules")
    told = replace(line, text="你不用办执照。", key="rules.elsewhere")
    assert "rests on nothing" in faults(replace(made, lines=(told,)))


def test_duties_left_out_are_faults() -> None:
    made = draft("我们合作社种李子。")
    assert faults(made) == ""
    assert "a cooperative is not told apqsl-2022/art-39" in faults(replace(made, citations=()))


def test_goods_cut_out_of_what_is_made_of_them_are_a_fault() -> None:
    made = replace(draft("我卖李子干。"), goods=({"name": "李子", "form": "fresh", "planned": False},))
    assert "is what the goods are made of" in faults(made)
