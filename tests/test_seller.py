"""Who sells is taken from the client's words, and stays open where they do not tell it."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.client_words import find_marks
from assistant.seller import read_seller

SELLERS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "sellers.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("seller", SELLERS, ids=lambda seller: seller["text"][:24])
def test_what_a_seller_is_and_whose_goods_they_are_is_read(seller: dict[str, Any]) -> None:
    found = read_seller(seller["text"], {}, find_marks(seller["text"]))
    assert found.legal_form == seller.get("form", found.legal_form) and found.own == seller.get("own", found.own)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("我有个体户营业执照，卖自家种的苹果。", "household"),
        ("我没办营业执照，卖自家种的苹果。", "person"),
        ("听说没有执照要罚款，要不要办执照？我家种梨。", "person"),
        ("我们公司卖辣椒。", "firm"),
        ("The company is registered as a limited company.", "firm"),
        ("I am the bookkeeper of a pear cooperative.", "cooperative"),
        ("We hold an individual business licence.", "household"),
        ("I have no licence and sell my own plums.", "person"),
        ("My wife and I sell plums; we issue invoices.", "?"),
        ("I work for the county commerce bureau.", "village"),
        ("我是镇上的农技推广员，帮一个组写材料。", "village"),
        ("I keep the books of our village's stock cooperative.", "village"),
        ("我是村股份合作社的会计。", "village"),
        ("我们是林下经济专业合作社。", "cooperative"),
        ("We sell plums.", "?"),
        ("", "?"),
    ],
)
def test_the_legal_form_is_read_or_left_open(text: str, form: str) -> None:
    assert read_seller(text, {}, find_marks(text)).legal_form == form


def test_facts_tell_the_legal_form_and_the_maker_where_words_do_not() -> None:
    assert read_seller("", {"started_by": "cooperative"}, {}).legal_form == "cooperative"
    assert read_seller("", {"makes_own_goods": "yes"}, {}).own == "yes"
    assert read_seller("", {"makes_own_goods": "yes", "sells_to_order_for_others": "yes"}, {}).own == "no"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("货是六户婶婶做的，按斤给她们结钱。", "no"),
        ("都是一件代发。", "no"),
        ("We buy the plums from our neighbours.", "no"),
        ("I weave them at home.", "yes"),
        ("自家地里种的。", "yes"),
        ("We sell plums.", "?"),
    ],
)
def test_whose_goods_they_are_is_read_or_left_open(text: str, own: str) -> None:
    assert read_seller(text, {}, find_marks(text)).own == own


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("一年卖七八万块。", "yes"),
        ("一个月流水十来万。", "no"),
        ("一个月卖五六千。", "yes"),
        ("一年三十多万。", "no"),
        ("We take in 40,000 yuan a month.", "no"),
        ("We take in 40,000 yuan a year.", "yes"),
        ("We sell a lot.", "?"),
    ],
)
def test_a_year_is_measured_by_the_largest_amount_that_is_named(text: str, small: str) -> None:
    assert read_seller(text, {}, {}).small == small
