"""Who fills a kind of unit is read off the clause that names somebody, not off one that denies or remembers."""

import pytest

from assistant.datatypes import Language
from assistant.unit_cues import find_units


def units(text: str, language: Language) -> dict[str, str]:
    return {unit: text[start:end] for unit, (start, end) in find_units(text, language).items()}


def test_each_kind_is_found_where_somebody_is_named() -> None:
    found = units("回头客三成，快递天天来收，冷库租镇上的，县商务局给我们办过培训。", "zh")
    assert found == {
        "consumer": "回头客三成",
        "service": "快递天天来收",
        "auxiliary": "冷库租镇上的",
        "support": "县商务局给我们办过培训",
    }
    found = units("A noodle shop takes 40 jars. The courier collects daily. The wool I buy from a wholesaler.", "en")
    assert set(found) == {"consumer", "service", "auxiliary"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("以前全卖给贩子，老客户走了大半，县里没人来过。", "zh"),
        ("A trader always bought the lot. There is no association, and no courier comes.", "en"),
    ],
)
def test_what_is_gone_or_lacking_fills_nothing(text: str, language: Language) -> None:
    assert units(text, language) == {}


def test_the_surer_words_go_before_the_earlier_ones() -> None:
    assert units("儿子开店卖虾，快递是镇上一家。", "zh")["service"] == "快递是镇上一家"


def test_nothing_is_found_in_nothing() -> None:
    assert find_units("", "en") == {}
