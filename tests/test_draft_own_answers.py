"""What a draft itself answers: its first steps in order, its way, its rules before those of the library."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.citations import cite
from assistant.datatypes import Answer, Language, PartScores, Passage, RetrievedSection, SectionKey, Sentence
from assistant.draft_case import AnsweredQuestion
from assistant.draft_own_answers import contradicts
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.ingestion import load_documents
from assistant.language import split_sentences
from assistant.library import Library
from assistant.settings import Settings
from assistant.typology import Profile
from evals.drafts import score_draft

DAY = date(2026, 11, 22)
LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
STORY: dict[Language, str] = {
    "zh": "我自己在家种苹果，在网上卖自家的苹果，没办执照。",
    "en": "I grow apples and sell my own apples online, and I have no licence.",
}


def hit(place: str, score: float) -> RetrievedSection:
    key = SectionKey(*place.split("/"))
    return RetrievedSection(key, score, PartScores(0, 0, 0, 0), LIBRARY.sections[key])


def answer_from(place: str, question: str, language: Language, *others: RetrievedSection) -> Answer:
    key = SectionKey(*place.split("/"))
    citation = cite(Passage(1, language, *LIBRARY.sections[key][language]), DAY)
    sentences = tuple(Sentence(text, (1,), "verbatim") for text in split_sentences(citation.quote))
    answer = Answer(question, question, language, "answer", "", sentences, (citation,), confidence=0.95)
    return replace(answer, retrieved=(hit(place, 0.6), *others))


def draft(*asked: AnsweredQuestion, language: Language = "zh", **facts: str) -> Draft:
    told = " ".join((STORY[language], *(one.words for one in asked)))
    profile = Profile(makes_own_goods="yes", **facts)  # type: ignore[arg-type]
    return write_draft(Client("", profile, told, asked=asked), LIBRARY, language=language, day=DAY)


def texts(made: Draft) -> list[str]:
    return [line.text for line in made.lines_of("asked")]


def test_the_rule_for_this_client_leads_and_none_that_binds_others_follows() -> None:
    question = "执照要不要办？"
    answer = answer_from("ntm-2021/art-24", question, "zh", hit("ecl-2018/art-10", 0.45))
    made = draft(AnsweredQuestion(question, answer))
    assert "不用办市场主体登记" in texts(made)[0]
    assert not any("就要去办登记" in text for text in texts(made))
    assert score_draft(made, LIBRARY).faults == ()


def test_a_rule_whose_section_is_far_answers_nothing() -> None:
    question = "执照要不要办？"
    answer = answer_from("ntm-2021/art-24", question, "zh", hit("ecl-2018/art-10", 0.3))
    assert not any("不用办市场主体登记" in text for text in texts(draft(AnsweredQuestion(question, answer))))


def test_what_first_is_the_first_steps_of_the_plan_in_their_order() -> None:
    made = draft(AnsweredQuestion("先做什么？", None, "first"), stage="planning")
    steps = [line.text for line in made.lines_of("steps")]
    places = [next(place for place, step in enumerate(steps) if step in text) for text in texts(made)]
    assert places and places == sorted(places)
    assert texts(made)[0].startswith("先：") and all(text.startswith("然后：") for text in texts(made)[1:])
    assert score_draft(made, LIBRARY).faults == ()


def test_a_second_question_for_the_first_step_is_answered_above() -> None:
    asked = (AnsweredQuestion("先做什么？", None, "first"), AnsweredQuestion("头一步呢？", None, "first"))
    made = draft(*asked, stage="planning")
    assert [line.text for line in made.lines_of("asked") if line.head == "头一步呢？"] == [
        "这一条，上面的问题里已经答了。"
    ]


def test_which_way_is_the_target_with_its_reason() -> None:
    refused = Answer("要不要做大？", "要不要做大？", "zh", "refusal", "")
    made = draft(AnsweredQuestion("要不要做大？", refused, "way"), stage="planning", partners="none")
    assert texts(made)[0].startswith("我们的建议：")
    (open_still, *_) = texts(draft(AnsweredQuestion("要不要做大？", refused, "way"), partner_weight="like"))
    assert "我们的建议" in open_still or "说得准" in open_still


def test_the_papers_are_the_rules_of_food_and_registration() -> None:
    question = AnsweredQuestion("What papers do I need?", answer_from("crpl-2013/art-28", "?", "en"), "papers")
    told = "I make plum jam at home and sell it online. What papers do I need?"
    client = Client("", Profile(product_kind="processed_food", makes_own_goods="yes"), told, asked=(question,))
    made = write_draft(client, LIBRARY, language="en", day=DAY)
    sections = {(one.document, one.section) for line in made.lines_of("asked") for one in made.cited(line)}
    assert ("fsl-2025", "art-36") in sections and ("crpl-2013", "art-28") not in sections
    # What it costs a workshop is for its province to say.
    assert ("fsl-2025", "art-122") not in sections and ("fsl-2025", "art-127") in sections


def test_opposite_duties_contradict_and_a_fine_beside_them_does_not() -> None:
    assert contradicts("必须先办营业执照。", ["个人卖自产的，不用办营业执照。"])
    assert not contradicts("拒不改正的罚1万元。", ["个人卖自产的，不用办营业执照。"])


def test_a_question_about_a_matter_is_answered_with_the_step_to_it_and_puts_it_into_the_plan() -> None:
    question = AnsweredQuestion("外头的账怎么收回来？", None, about=frozenset({"late_pay"}))
    made = draft(question)
    assert "谁欠多少" in texts(made)[0]
    assert "S81" in {line.rule for line in made.lines_of("steps")}
    assert "S81" not in {line.rule for line in draft(replace(question, about=frozenset())).lines_of("steps")}


def test_what_is_told_around_a_question_calls_for_a_step_only_where_the_plan_has_it() -> None:
    around = AnsweredQuestion("这事咋弄？", None, matters=frozenset({"late_pay"}))
    assert not any("谁欠多少" in text for text in texts(draft(around)))


def test_an_open_question_right_behind_a_matter_is_answered_by_the_draft_s_own_rules_on_it() -> None:
    text = "我在直播里说我的黑茶能降血压、治糖尿病，有人录了像。要罚多少？"
    around = AnsweredQuestion("要罚多少？", None, matters=frozenset({"health_claim"}))

    def lines(question: AnsweredQuestion) -> list[str]:
        client = Client("", Profile(product_kind="processed_food", makes_own_goods="yes"), text, asked=(question,))
        return texts(write_draft(client, LIBRARY, language="zh", day=DAY))

    assert "罚" in lines(around)[0]
    assert "资料里没有把握答" in lines(replace(around, matters=frozenset()))[0]
    # What the library knows that it does not cover is said so, whatever is told beside it.
    reply = (Sentence("茶价我们没有。", (), "verbatim"),)
    outside = Answer("今年什么价？", "今年什么价？", "zh", "refusal", "", reply, refusal_reason="boundary")
    assert not any("罚" in line for line in lines(replace(around, answer=outside)))


def test_a_second_question_beside_the_same_matter_names_whom_to_ask() -> None:
    text = "我在直播里说我的黑茶能降血压、治糖尿病，有人录了像。要罚多少？他要告我咋办？"
    asked = tuple(
        AnsweredQuestion(words, None, matters=frozenset({"health_claim"})) for words in ("要罚多少？", "他要告我咋办？")
    )
    client = Client("", Profile(product_kind="processed_food", makes_own_goods="yes"), text, asked=asked)
    first, *_, last = texts(write_draft(client, LIBRARY, language="zh", day=DAY))
    assert "罚" in first and "资料里没有把握答" in last
