"""Questions of a description: found in the client's words, told apart from the story."""

import pytest

from assistant.client_questions import ClientQuestion, find_questions, weigh_questions
from assistant.datatypes import Language
from assistant.embedding import SentenceTransformerEmbedder


def words_of(text: str, language: Language) -> list[str]:
    return [question.words for question in weigh_questions(find_questions(text, language), language, None)]


def test_what_is_told_is_no_question() -> None:
    assert words_of("We dry plums. Nobody knows how old the kiln is.", "en") == []
    assert words_of("我家晒柿饼。没花什么钱，雇了几个人。", "zh") == []


def test_each_question_of_a_sentence_stands_alone() -> None:
    assert words_of("Must we label the jars, and how long does the shop keep the records?", "en") == [
        "Must we label the jars",
        "how long does the shop keep the records?",
    ]
    assert words_of("我想问问，罐子要不要贴标签，进货记录留多久？", "zh") == ["罐子要不要贴标签", "进货记录留多久？"]


def test_a_clause_that_tells_of_somebody_or_of_a_time_goes_on_with_its_question() -> None:
    for told in (
        "Shall I sign with her, who has never sold a fish?",
        "May I sell dried ones, when I may sell raw ones?",
    ):
        assert words_of(told, "en") == [told]
    assert words_of("Do I owe tax, when does it fall due, and who files it?", "en") == [
        "Do I owe tax",
        "when does it fall due",
        "who files it?",
    ]


def test_what_a_sentence_tells_before_its_question_stays_with_it() -> None:
    assert words_of("灯笼寄到都瘪了，客人要退，运费谁出？", "zh") == ["灯笼寄到都瘪了，客人要退，运费谁出？"]
    told = "A shop in Hefei has copied our lamp, what can we do about that?"
    assert words_of(told, "en") == [told]


def test_a_short_clause_goes_on_with_the_question_before_it() -> None:
    assert words_of("我们没执照，这算不算手工业，要不要办？", "zh") == ["我们没执照，这算不算手工业，要不要办？"]


def test_two_things_that_were_heard_are_two_questions() -> None:
    told = "听说腌菜要抽检，还听说抽检要自己交钱，是不是真的？"
    assert words_of(told, "zh") == ["听说腌菜要抽检", "还听说抽检要自己交钱，是不是真的？"]


def test_a_question_that_points_back_brings_the_sentence_before_it() -> None:
    assert words_of("My aunt smokes ham in her shed. Is that allowed?", "en") == [
        "My aunt smokes ham in her shed. Is that allowed?"
    ]
    # A question is no story to lean on.
    assert words_of("Must we register? Is that new?", "en") == ["Must we register?", "Is that new?"]


def test_the_second_question_of_a_sentence_does_not_lean_on_the_sentence_before() -> None:
    told = "All of us sell stools. What does the law call it, and what does it say about it?"
    joined = " ".join(told.split())
    assert len(words_of(told, "en")) == 2 and all(words in joined for words in words_of(told, "en"))


def test_nothing_at_all_is_no_question_in_chinese() -> None:
    assert words_of("我们还什么都没卖过，啥也不懂。", "zh") == []


def test_the_sentence_before_is_kept_beside_a_question_that_stands_alone() -> None:
    (question,) = find_questions("We have no licence. How high is the fine for a small workshop like ours?", "en")
    expected = ClientQuestion("How high is the fine for a small workshop like ours?", "We have no licence.", sentence=1)
    assert question == expected


def test_who_says_that_he_asks_needs_no_question_mark() -> None:
    assert words_of("The chairman wants to know how many members a cooperative needs.", "en")
    assert words_of("想知道合作社最少要几户。", "zh") == ["合作社最少要几户。"]


def test_words_are_the_clients_own_with_blanks_as_one() -> None:
    (question,) = find_questions("We sell tea.\nMust  we\nregister?", "en")
    assert question.words in " ".join(["We", "sell", "tea.", "Must", "we", "register?"])


def test_a_question_is_listed_once() -> None:
    assert words_of("要不要办执照？再问一遍。要不要办执照？", "zh").count("要不要办执照？") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("Where do we go from here?", "en", True),
        ("What should my village do next?", "en", True),
        ("Must the label name the maker?", "en", False),
        ("我们往后该往哪个方向走？", "zh", True),
        ("标签上要不要写厂名？", "zh", False),
    ],
)
def test_which_way_to_go_is_told_from_what_holds(
    text: str, language: Language, way: bool, embedder: SentenceTransformerEmbedder
) -> None:
    (question,) = weigh_questions(find_questions(text, language), language, embedder)
    assert (question.aim in ("way", "first")) is way and question.is_clear


@pytest.mark.slow
def test_words_that_ask_without_a_question_mark_must_be_heard_as_a_question(
    embedder: SentenceTransformerEmbedder,
) -> None:
    text = "We paint fans. I don't know who buys these."
    assert not any(one.is_clear for one in weigh_questions(find_questions(text, "en"), "en", embedder))


def test_without_questions_there_is_nothing_to_weigh() -> None:
    assert weigh_questions((), "en", None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "My nephew, who works in Harbin, can help with a computer on weekends.",
        "The bank lent us 200,000 yuan for a shed, which must be repaid next year.",
    ],
)
def test_a_clause_that_only_tells_of_somebody_asks_nothing(text: str) -> None:
    assert find_questions(text, "en") == ()


def test_a_question_behind_a_clause_is_found() -> None:
    (question,) = find_questions(
        "My nephew, who works in Harbin, helps, and must I register the shop with the county?", "en"
    )
    assert question.words == "must I register the shop with the county?"
