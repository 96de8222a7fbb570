"""The day a question asks about, and the law of that day."""

from datetime import date

import pytest

from assistant.asked_day import day_asked, prefer_in_force
from assistant.datatypes import Document, PartScores, RetrievedSection, Section, SectionKey, Validity

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("In 2027, who may oppose my trademark?", date(2027, 7, 1)),
        ("What will the fine be from 1 March 2027?", date(2027, 3, 1)),
        ("does it change on January 1, 2027", date(2027, 1, 1)),
        ("next year, do I still pay VAT on 80,000 a month?", date(2027, 7, 1)),
        ("2027年1月1日以后注册商标用哪部法", date(2027, 1, 1)),
        ("明年小店的增值税起征点变不变", date(2027, 7, 1)),
        ("到2028年还免税吗？", date(2028, 7, 1)),
        ("What was the limit in 2024?", date(2024, 7, 1)),
        ("2024年那时候合作社要几个人？", date(2024, 7, 1)),
    ],
)
def test_a_question_that_names_another_day_is_judged_by_it(question: str, day: date) -> None:
    assert day_asked(question, TODAY) == day


@pytest.mark.parametrize(
    "question",
    [
        "Do I need a licence for apples?",
        "What do the 2021 measures say about shops?",
        "I opened my shop in 2019. Must I register?",
        "When I registered in 2019, did I do it right?",
        "2025年一号文件怎么说农村电商",
        "我2020年开的店，要补办执照吗",
        "2022—2025年的行动计划说了什么",
        "What does it cost in 2026?",
        "现在是几个月，明年又是几个月？",
        "2000元要交税吗",
    ],
)
def test_other_questions_are_about_today(question: str) -> None:
    assert day_asked(question, TODAY) == TODAY


def hit(id: str, score: float, validity: Validity) -> RetrievedSection:
    section = Section("art-1", "One", "Text.")
    document = Document(id, "en", id, (section,), "h", validity=validity)
    return RetrievedSection(SectionKey(id, "art-1"), score, PartScores(0, 0, 0, 0), {"en": (document, section)})


def test_the_law_of_the_day_comes_first() -> None:
    old = hit("old", 0.6, Validity(date(2019, 1, 1), date(2026, 12, 31), "new"))
    new = hit("new", 0.55, Validity(date(2027, 1, 1)))
    assert [found.key.document for found in prefer_in_force([old, new], date(2027, 7, 1))] == ["new", "old"]
    assert [found.key.document for found in prefer_in_force([old, new], TODAY)] == ["old", "new"]


def test_a_text_without_dates_keeps_its_place() -> None:
    found = [hit("b", 0.6, Validity()), hit("a", 0.5, Validity(date(2019, 1, 1)))]
    assert prefer_in_force(found, TODAY) == tuple(found)
