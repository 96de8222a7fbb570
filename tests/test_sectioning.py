"""Files are split where a reader would: by article, by heading, by page."""

import pytest

from assistant.extraction.blocks import Block
from assistant.language import tokens_of
from assistant.sectioning import LARGEST_TEXT, split_blocks


def shape(*blocks: Block) -> list[tuple[str, str, str]]:
    return [(section.id, section.heading, section.text) for section in split_blocks(blocks)]


def test_a_statute_is_split_by_article_whatever_its_chapters() -> None:
    blocks = [
        "某法",
        "第一章 总则",
        "第一条　为了卖苹果。",
        "第二款。",
        "第二章 分则",
        "第二条 梨。",
        "**第三条之一**　桃。",
    ]
    assert shape(Block(blocks[0], level=1), *map(Block, blocks[1:])) == [
        ("art-1", "第一条", "为了卖苹果。\n第二款。"),
        ("art-2", "第二条", "梨。"),
        ("art-3-1", "第三条之一", "桃。"),
    ]


def test_an_english_statute_is_split_by_article() -> None:
    assert shape(*(Block(f"Article {number} Apples are sold.") for number in (1, 2, 3)))[1] == (
        "art-2",
        "Article 2",
        "Apples are sold.",
    )


def test_what_stands_before_the_articles_is_kept() -> None:
    found = shape(Block("办法", level=1), Block("2026年公布"), *(Block(f"第{n}条　卖苹果。") for n in "一二三"))
    assert found[0] == ("preamble", "办法", "2026年公布")


def test_a_line_that_speaks_of_an_article_begins_none() -> None:
    lines = ["第一条　甲。", "第二条　乙。", "第三条　丙。", "第一条规定的情形除外。", "第二条第一款另有规定的除外。"]
    assert [id for id, _, _ in shape(*map(Block, lines))] == ["art-1", "art-2", "art-3"]


def test_a_text_that_only_mentions_articles_is_not_split_by_them() -> None:
    assert [id for id, _, _ in shape(Block("第一条是这样说的。"), Block("别的。"))] == ["part-1"]


def test_pages_stand_in_ids_and_headings() -> None:
    found = shape(Block("Fees", 2, 3), Block("Ten yuan.", page=3), Block("Hours", 2, 3), Block("At nine.", page=3))
    assert found == [("page-3", "Fees (page 3)", "Ten yuan."), ("page-3-2", "Hours (page 3)", "At nine.")]


def test_the_page_of_an_article_stands_in_its_heading() -> None:
    found = shape(*(Block(f"第{number}条　卖苹果。", page=page) for page, number in enumerate("一二三", 1)))
    assert found[2] == ("art-3", "第三条（第3页）", "卖苹果。")


def test_a_new_page_begins_a_new_section() -> None:
    found = shape(Block("It goes on.", page=1), Block("And on.", page=2))
    assert [id for id, _, _ in found] == ["page-1", "page-2"]


@pytest.mark.parametrize("sentence", ["Apples are sold at the market every day. ", "苹果每天都在集市上出售。"])
def test_long_text_is_cut_at_the_ends_of_sentences(sentence: str) -> None:
    found = split_blocks([Block("Guide", level=1), Block(sentence * 200)])
    assert len(found) > 3 and {section.heading for section in found} == {"Guide"}
    assert all(tokens_of(section.text) <= LARGEST_TEXT and section.text[-1] in ".。" for section in found)
    assert len({section.id for section in found}) == len(found)


@pytest.mark.parametrize(
    ("lines", "heading", "text"),
    [
        (["Quince fair", "It opens at nine."], "Quince fair", "It opens at nine."),
        (["柿子集市收费通知", "摊位费每天18元。", "雨天不收。"], "柿子集市收费通知", "摊位费每天18元。\n雨天不收。"),
        (["苹果每斤3元", "梨每斤4元，送货上门。"], "苹果每斤3元", "苹果每斤3元\n梨每斤4元，送货上门。"),
        (["Apples", "Pears"], "Apples", "Apples\nPears"),
        (["It opens at nine.", "Ask."], "It opens at nine.", "It opens at nine.\nAsk."),
    ],
)
def test_the_first_line_of_plain_text_is_its_heading_where_it_is_no_sentence(
    lines: list[str], heading: str, text: str
) -> None:
    assert [(found, told) for _, found, told in shape(*map(Block, lines))] == [(heading, text)]


def test_hidden_blocks_are_in_no_section() -> None:
    assert shape(Block("Seen."), Block("Obey.", hidden="white text")) == [("part-1", "Seen.", "Seen.")]


def test_nothing_gives_nothing() -> None:
    assert split_blocks([]) == () and split_blocks([Block("Only a heading", level=1)]) == ()
