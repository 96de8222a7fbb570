"""What a client told that rules speak of: which sentences, for whom, and not twice."""

from datetime import date
from pathlib import Path

from assistant.datatypes import Language, SectionKey
from assistant.draft_case import ToldMatter
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft, DraftLine
from assistant.exporting import export
from assistant.ingestion import load_documents
from assistant.language import split_sentences
from assistant.library import Library
from assistant.settings import Settings
from assistant.stances import states_price
from assistant.typology import Profile
from evals.drafts import score_draft

DAY = date(2026, 11, 22)
LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
TOLD = "有的肉没有检疫票"


def matter(*places: str, words: str = TOLD, language: Language = "zh") -> ToldMatter:
    keys = [SectionKey(*place.split("/")) for place in places]
    lines = [(text, key) for key in keys for text in split_sentences(LIBRARY.sections[key][language][1].text)]
    return ToldMatter(words, tuple(lines), 0.9)


def draft(*told: ToldMatter, story: str = "我在网上卖腊肉。", **facts: str) -> Draft:
    text = story + "。".join(one.words for one in told)
    client = Client("", Profile(**facts), text, told=told)  # type: ignore[arg-type]
    return write_draft(client, LIBRARY, language="zh", day=DAY)


def lines(made: Draft) -> list[DraftLine]:
    return list(made.lines_of("told"))


def test_the_rule_comes_first_and_what_it_costs_after_it() -> None:
    made = draft(matter("fsl-2025/art-123"))
    first, second = lines(made)
    assert not states_price(first.text) and states_price(second.text)
    assert {line.head for line in (first, second)} == {TOLD} and first.basis == "citation"
    assert score_draft(made, LIBRARY).faults == ()


def test_the_part_stands_under_its_heading_with_the_clients_words() -> None:
    page = export(draft(matter("fsl-2025/art-123")), "md").decode()
    assert "## 你说到的、有规定管的事" in page and f"**“{TOLD}”**" in page


def test_rules_on_food_are_not_told_to_who_sells_none() -> None:
    assert lines(draft(matter("fsl-2025/art-125"), story="我编竹篮在网上卖。", product_kind="craft")) == []


def test_the_law_on_individual_households_is_not_told_to_a_cooperative() -> None:
    story = "我们是果品合作社，社里有六十户。我是合作社的会计。"
    assert lines(draft(matter("individual-2022/art-25"), story=story, product_kind="fresh")) == []


def test_whom_the_rules_let_off_is_not_told_of_the_fine_for_others() -> None:
    story = "我自己在家种苹果，在网上卖自家的苹果，没办执照。"
    own = draft(matter("mer-2021/art-43", words="没办执照"), story=story, makes_own_goods="yes", product_kind="fresh")
    assert lines(own) == []


def test_what_may_be_a_workshop_is_told_who_sets_its_fines() -> None:
    story = "我自己在家做辣酱，在网上卖自家的辣酱。"
    made = draft(matter("fsl-2025/art-122"), story=story, makes_own_goods="yes", product_kind="processed_food")
    assert {one.section for line in lines(made) for one in made.cited(line)} == {"art-127"}


def test_what_the_library_lacks_is_said_and_nothing_else_of_that_sentence() -> None:
    reply = (
        "我的资料里没有烟、药、化妆品、玩具、纺织品这类商品的专门规定。请问县市场监管局，让他们告诉你这样东西归谁管。"
    )
    told = (matter("ntm-2021/art-32", words="玩具下架了"), ToldMatter("玩具下架了，说没有3C", (), 1.0, reply))
    made = draft(*told, story="我卖木头玩具。", product_kind="manufactured")
    (line,) = lines(made)
    assert line.text.startswith("我们的资料里没有") and line.rule == "unanswered"
    assert score_draft(made, LIBRARY).faults == ()
