"""What a message asks, apart from what it tells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asking import asking_sentences, last_asking_clause, split_question, without_greeting


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("We grow tea. Must we register?", ("Must we register?",)),
        ("我家种茶。要不要办证", ("要不要办证",)),
        ("We grow tea on six mu.", ()),
    ],
)
def test_finds_the_sentences_that_ask(message: str, asked: tuple[str, ...]) -> None:
    assert asking_sentences(message) == asked


@pytest.mark.parametrize(
    "message",
    ["Must I register?", "做合作社要几个人", "apples", "", "?", "We grow tea, walnuts and honey, must we register?"],
)
def test_one_question_stays_whole(message: str) -> None:
    assert split_question(message) == (message,)


@pytest.mark.parametrize(
    "message",
    [
        "Must I register to sell tea online, and what will tea fetch next spring?",
        "自家种的茶叶网上卖要不要登记？明年春茶能卖多少钱一斤？",
        "成立合作社最少要几个人，还有哪家银行的贷款最便宜？",
    ],
)
def test_two_questions_are_told_apart(message: str) -> None:
    assert len(split_question(message)) == 2


def test_the_last_asking_clause_leaves_the_story_out() -> None:
    assert last_asking_clause("老师好，麻烦问一下，做的布老虎网上卖，要不要办执照") == "要不要办执照"
    assert last_asking_clause("Must I register?") is None


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ("你好，请问合作社最少要几个成员？", "合作社最少要几个成员？"),
        ("Good morning! Must I register?", "Must I register?"),
        ("谢谢你昨天帮忙。非对称模式怎么分钱", "非对称模式怎么分钱"),
        ("你好", "你好"),
        ("thanks, bye", "thanks, bye"),
        ("好苹果怎么卖", "好苹果怎么卖"),
    ],
)
def test_a_greeting_before_a_question_is_left_out(message: str, rest: str) -> None:
    assert without_greeting(message) == rest


def test_an_order_asks_without_a_question_mark() -> None:
    assert asking_sentences("I grow tea. Explain the registration of orchards.") == (
        "Explain the registration of orchards.",
    )


def test_asking_sentences_keep_their_order() -> None:
    assert asking_sentences("要登记吗？我种茶。多少钱？") == ("要登记吗？", "多少钱？")


@pytest.mark.parametrize("message", ["", "🙂", "。。。", "We grow tea."])
def test_a_message_that_asks_nothing_has_no_asking_clause(message: str) -> None:
    assert last_asking_clause(message) is None and asking_sentences(message) == ()


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="what do I? 要吗，；。tea and,\n", max_size=60))
def test_a_message_puts_at_least_one_question(message: str) -> None:
    parts = split_question(message)
    assert parts and all(part in message for part in parts)


def test_a_question_after_a_story_and_a_colon_is_a_part_of_its_own() -> None:
    message = "I want to close my shop: how many days before must I say so, and do I get my deposit back?"
    assert split_question(message)[1] == "do I get my deposit back?"


def test_a_count_of_percentage_points_asks() -> None:
    assert len(split_question("平台为什么越来越贵，抖音的水果现在抽几个点")) == 2
