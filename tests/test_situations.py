"""Situations in a talk: told apart from questions, read over all turns, corrected, cited."""

from dataclasses import replace
from datetime import date

from assistant.datatypes import Document, Message, Section
from assistant.diagnosis_wording import ask_next, tell_diagnosis
from assistant.library import Library
from assistant.profile_answers import write_answer
from assistant.replying import Turn
from assistant.situations import find_situation, reply_with_diagnosis
from assistant.typology_wording import QUESTIONS
from tests.fakes import WordEmbedder

KIWI = (
    "We grow kiwi on our own trees and sell them in our own shop. Twelve neighbours sell the same and undercut "
    "each other. What should we do, where do we go from here?"
)
KIWI_ZH = "我们自己种猕猴桃，自己开店卖。周围十二家卖的一模一样，你压我我压你。往后该怎么走？我该怎么办？"
READER = WordEmbedder()


def _told(diagnosis_questions: tuple[str, ...]) -> Message:
    return Message("assistant", " ".join(diagnosis_questions))


def test_a_situation_gets_a_diagnosis_in_both_languages() -> None:
    for text in (KIWI, KIWI_ZH):
        found = find_situation(text, (), READER)
        assert found is not None
        assert found.profile.price_cutting == "yes"
        assert found.classification.role.label == "self_produced_self_sold"


def test_a_question_about_a_rule_gets_none_whatever_story_it_tells() -> None:
    story = KIWI.split(" What should")[0]
    assert find_situation(f"{story} Do we need a business licence for that?", (), READER) is None
    assert find_situation("我们自己种猕猴桃，自己开店卖，要不要办营业执照？需要登记吗？", (), READER) is None
    assert find_situation("What is symbiosis?", (), READER) is None
    assert find_situation("hello", (), READER) is None


def test_answers_are_read_in_the_light_of_the_questions() -> None:
    history = (Message("user", KIWI), _told((QUESTIONS["partners"][0], QUESTIONS["gain_sharing"][0])))
    found = find_situation("yes, two of them; equally", history, READER)
    assert found is not None
    assert (found.profile.partners, found.profile.gain_sharing) == ("few", "equal")
    assert found.profile.price_cutting == "yes"
    history_zh = (Message("user", KIWI_ZH), _told((QUESTIONS["partners"][1], QUESTIONS["gain_sharing"][1])))
    found = find_situation("有，分红按交货量，交得多分得多", history_zh, READER)
    assert found is not None
    assert (found.profile.partners, found.profile.gain_sharing) == ("few", "by_contribution")


def test_a_correction_replaces_the_fact_and_what_hung_on_it() -> None:
    history = (Message("user", KIWI), _told((QUESTIONS["partners"][0],)))
    correction = "No, we make none of it ourselves, we only take the orders, and the growers pack and send."
    found = find_situation(correction, history, READER)
    assert found is not None
    assert found.classification.role.label == "merchants_plus_orders"


def test_a_rule_question_after_the_diagnosis_is_a_question() -> None:
    history = (Message("user", KIWI), _told((QUESTIONS["own_brand"][0],)))
    assert find_situation("Must I register? Do I need a business licence for that?", history, READER) is None


def test_the_answer_cites_the_paper_and_asks_at_most_three_questions() -> None:
    sections = tuple(Section(id, id, f"Section {id}.") for id in ("3.1.1", "3.1.2", "3.2.2", "4.3"))
    library = Library([Document("paper", "en", "The paper", sections, "hash", kind="study")])
    found = find_situation(KIWI, (), READER)
    assert found is not None
    turn = Turn(KIWI, (), "en", date(2026, 11, 23))
    answer = reply_with_diagnosis(turn, found, library)
    assert (answer.kind, answer.offers) == ("diagnosis", ("draft",))
    assert 1 <= len(answer.questions) <= 3
    assert all(question in answer.text for question in answer.questions)
    assert {citation.document for citation in answer.citations} == {"paper"}
    assert {one.number for one in answer.citations} == {n for s in answer.sentences for n in s.citations}
    assert "homogeneity" in answer.sentences[0].text
    assert answer.diagnosis is not None and answer.diagnosis["profile"]["price_cutting"] == "yes"


def test_what_was_told_in_two_ways_is_said_and_asked_first() -> None:
    found = find_situation(KIWI, (), READER)
    assert found is not None
    asked = next(one for one in reversed(found.classification.missing))
    torn = replace(found, contradictions=(asked.fact,))
    assert ask_next(torn, "en")[0] == asked.en
    assert any("two ways" in one.text for one in tell_diagnosis(torn, "en"))


def test_an_answer_that_was_tapped_says_its_fact_whatever_was_asked_before() -> None:
    history = (Message("user", KIWI), Message("assistant", "Yes."), Message("user", "hello"))
    found = find_situation(write_answer("price_cutting", "no", "en"), history, READER)
    assert found is not None
    assert (found.profile.price_cutting, found.profile.makes_own_goods) == ("no", "yes")
    later = (*history, Message("user", write_answer("price_cutting", "no", "en")), Message("assistant", "So."))
    found = find_situation(write_answer("own_brand", "yes", "en"), later, READER)
    assert found is not None
    assert (found.profile.price_cutting, found.profile.own_brand) == ("no", "yes")


def test_a_fact_can_be_taken_back_and_told_again() -> None:
    back = write_answer("price_cutting", None, "zh")
    found = find_situation(back, (Message("user", KIWI_ZH),), READER)
    assert found is not None and found.profile.price_cutting is None
    assert found.contradictions == () and found.profile.makes_own_goods == "yes"
    history = (Message("user", KIWI_ZH), Message("user", back))
    found = find_situation(write_answer("price_cutting", "yes", "zh"), history, READER)
    assert found is not None and found.profile.price_cutting == "yes"


def test_who_tells_what_presses_and_asks_what_to_do_gets_a_diagnosis(embedder) -> None:  # type: ignore[no-untyped-def]
    told = "我们种了20亩猕猴桃,村里十几家都在卖一样的,价格越压越低,怎么办?"
    assert find_situation(told, (), embedder) is not None
    assert find_situation("We grow kiwi, twelve neighbours do the same, what should I do?", (), embedder) is not None


def test_who_tells_much_gets_a_diagnosis_without_asking_the_way(embedder) -> None:  # type: ignore[no-untyped-def]
    told = "我们自己种黄桃，自己在平台上卖，邻居都卖一样的，互相压价，没有牌子。"
    assert find_situation(told, (), embedder) is not None
    for other in (
        "我家种猕猴桃，你说明年一斤能卖多少钱呢，给算算？",
        "我自己种四亩桃，自己打包在平台上卖，邻居也一样，这要不要办营业执照？",
    ):
        assert find_situation(other, (), embedder) is None
