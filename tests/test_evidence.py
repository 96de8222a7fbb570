"""The gate and what it looks at."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.confidence import load_confidence
from assistant.datatypes import SectionKey
from assistant.embedding import SentenceTransformerEmbedder
from assistant.evidence import Gate, fit_topic, load_gate, nearest_boundary
from assistant.service import Assistant
from assistant.settings import Settings


def test_the_gate_is_a_logistic_sum() -> None:
    gate = Gate("1", {"score": 2.0, "boundary": -2.0}, {"en": 0.0, "zh": 1.0}, 0.5)
    assert gate.probability({"score": 0.5, "boundary": 0.5}, "en") == 0.5
    assert gate.probability({"score": 0.9, "boundary": 0.1}, "en") > 0.8
    assert gate.probability({"score": 0.5, "boundary": 0.5}, "zh") > 0.7


def test_the_packaged_gate_weighs_each_measure_in_its_direction() -> None:
    gate = load_gate()
    assert gate.coefficients["boundary"] < 0 < gate.coefficients["score"]
    assert gate.coefficients["boundary_agreement"] < 0 < gate.coefficients["agreement"]
    assert gate.coefficients["years"] < 0 < gate.coefficients["votes"] and 0.3 < gate.threshold < 0.9


def test_the_topic_line_parts_two_sides() -> None:
    inside, outside = np.eye(4, dtype=np.float32)[:2], np.eye(4, dtype=np.float32)[2:]
    line = fit_topic(inside, outside)
    assert (inside @ line[:-1] + line[-1]).min() > 0 > (outside @ line[:-1] + line[-1]).max()


@pytest.mark.parametrize("sides", [(2, 0), (0, 2), (0, 0)])
def test_with_one_side_only_there_is_nothing_to_part(sides: tuple[int, int]) -> None:
    inside, outside = (np.ones((count, 4), dtype=np.float32) for count in sides)
    assert not fit_topic(inside, outside).any()


def test_what_is_measured_has_its_range(small_assistant: Assistant) -> None:
    measured = small_assistant.measure_evidence("Must I register my orchard?")
    assert set(measured) == set(load_gate().coefficients)
    assert measured["score"] > 0.5 and 0 <= measured["votes"] <= 1
    assert measured["years"] == 0.0 and small_assistant.measure_evidence("orchards in 1999")["years"] == 1.0


def test_the_nearest_boundary_is_that_of_most_neighbours(small_assistant: Assistant) -> None:
    found = small_assistant._ready().retriever.search("the weather for the weekend")
    assert nearest_boundary(found) == ("weather", "forecast")
    assert nearest_boundary(replace(found, outside=())) is None


@pytest.mark.parametrize(
    ("question", "names_a_year"),
    [
        ("the rules of 1999", True),
        ("1999年的规定", True),
        ("a fine of 2000 yuan", False),
        ("罚款2000元", False),
        ("罚20000元", False),
        ("2000斤苹果", False),
        ("call 13920015678", False),
    ],
)
def test_an_amount_is_no_year(small_assistant: Assistant, question: str, names_a_year: bool) -> None:
    assert small_assistant.measure_evidence(question)["years"] == float(names_a_year)


def test_what_is_near_the_library_gets_its_votes(small_assistant: Assistant) -> None:
    inside, outside = (
        small_assistant.measure_evidence(question)
        for question in ("Must I register my orchard?", "Will it rain tomorrow?")
    )
    assert inside["votes"] > 0.5 > outside["votes"] and inside["topic"] > outside["topic"]
    assert outside["boundary"] == pytest.approx(1.0, abs=1e-5)


def test_without_anything_found_the_measures_are_at_their_lowest(small_assistant: Assistant) -> None:
    found = small_assistant._ready().retriever.search("apples")
    measured = small_assistant._ready().evidence.measure(replace(found, sections=(), asked=(), outside=()))
    assert (measured["boundary"], measured["score"]) == (-1.0, -1.0)
    assert (measured["votes"], measured["lead"], measured["coverage"], measured["years"]) == (0.0, 0.0, 0.0, 0.0)
    assert (measured["agreement"], measured["boundary_agreement"]) == (0.0, 0.0)


def test_neighbours_that_speak_for_one_place_agree(small_assistant: Assistant) -> None:
    measured = small_assistant.measure_evidence("Must I register my orchard?")
    # Four of the six typical questions of the small library are about registering: two in each language.
    assert measured["agreement"] == pytest.approx(4 / 6)
    found = small_assistant._ready().retriever.search("Will it rain tomorrow?")
    assert small_assistant._ready().evidence.measure(found)["boundary_agreement"] == pytest.approx(2 / 4)
    scattered = tuple(hit._replace(key=SectionKey("weather", str(n))) for n, hit in enumerate(found.outside))
    apart = small_assistant._ready().evidence.measure(replace(found, outside=scattered))
    assert apart["boundary_agreement"] == pytest.approx(1 / 4)


_NOTICE = {
    "en": """# Prices at the Zhouzhi market

## Kiwi prices this week
Green kiwi of 90 grams and more fetched 3.2 yuan per jin at the Zhouzhi market this week. Small green kiwi
fetched 1.8 yuan per jin. Yellow kiwi fetched 5.5 yuan per jin.

## Freight of the village station
A parcel of up to 3 kg to another province costs 7 yuan at the village station.
""",
    "zh": """# 周至市场行情

## 本周猕猴桃价格
本周周至市场90克以上的绿心猕猴桃每斤3.2元。小果绿心猕猴桃每斤1.8元。黄心猕猴桃每斤5.5元。

## 村快递点价目
3公斤以内的包裹寄外省7元。
""",
}


@pytest.fixture(scope="module")
def with_notice(
    embedder: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Assistant, Assistant]]:
    """The real assistant without and with a notice of local prices that somebody added in both languages."""
    settings = Settings.from_env(os.environ)
    pair = []
    for name in ("without", "with"):
        data = tmp_path_factory.mktemp(name)
        shutil.copytree(settings.data / "index", data / "index")
        pair.append(Assistant(replace(settings, data=data), embedder))
        pair[-1].update()
    folder: Path = tmp_path_factory.mktemp("notice")
    for language, text in _NOTICE.items():
        (folder / f"prices-{language}.md").write_text(text, encoding="utf-8")
    pair[1].ingest([folder])
    yield pair[0], pair[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how much is green kiwi per jin in Zhouzhi this week", "3.2"),
        ("周至绿心猕猴桃这周多少钱一斤", "3.2"),
        ("黄心猕猴桃周至市场上啥价", "5.5"),
    ],
)
def test_what_an_added_document_says_outweighs_the_boundary(
    with_notice: tuple[Assistant, Assistant], question: str, fact: str
) -> None:
    before, after = (one.ask(question) for one in with_notice)
    assert before.kind == "refusal"
    assert after.kind == "answer" and fact in after.text


@pytest.mark.slow
@pytest.mark.parametrize("question", ["what does garlic cost in Jinxiang today", "明年花椒能不能涨回来"])
def test_what_an_added_document_does_not_say_stays_declined(
    with_notice: tuple[Assistant, Assistant], question: str
) -> None:
    assert [one.ask(question).kind for one in with_notice] == ["refusal", "refusal"]


def test_the_packaged_gate_is_as_it_was_fitted_and_confidence_was_measured_with_it() -> None:
    gate = load_gate()
    assert gate.sealed and load_confidence().gate.startswith(gate.version)
    assert not replace(gate, threshold=gate.threshold - 0.01).sealed
