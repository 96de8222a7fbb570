"""From a text or a profile to the object of `classify --json`."""

import json

import pytest

from assistant.batch import classify_lines
from assistant.diagnosing import Classifier, diagnose_profile, diagnose_text, parse_profile
from assistant.diagnosis_wording import describe_diagnosis
from assistant.errors import UnreadableInputError
from tests.fakes import WordEmbedder

FIELDS = {"id", "profile", "evidence", "classification", "missing", "reader", "rules_version"}


def test_a_text_and_a_profile_give_the_same_fields() -> None:
    text = diagnose_text("I grow pears and sell them in my own online shop.", None).to_dict("a")
    profile = diagnose_profile({"makes_own_goods": "yes", "own_brand": None}).to_dict()
    assert text.keys() >= FIELDS and profile.keys() >= FIELDS
    assert text["reader"] == "words" and profile["reader"] is None
    assert profile["profile"] == {"makes_own_goods": "yes"}
    axes = ["origin", "base", "role", "target_mode", "risks", "measures"]
    assert list(text["classification"]) == axes
    assert len(text["classification"]["risks"]) == 3


@pytest.mark.parametrize("text", ["Eggs, bread, milk, two bulbs", "", " \n"])
def test_what_tells_nothing_is_unclear_with_questions_to_ask(text: str) -> None:
    found = diagnose_text(text, None).to_dict()
    assert found["profile"] == {}
    assert {found["classification"][axis]["label"] for axis in ("origin", "base", "role", "target_mode")} == {"unclear"}
    assert found["missing"][0]["question"].keys() == {"en", "zh"}


def test_an_overlong_text_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableInputError, match="at most 20,000"):
        diagnose_text("x" * 20_001, None)


def test_bad_facts_are_named_with_what_is_accepted() -> None:
    with pytest.raises(UnreadableInputError, match="'own_brand' cannot be 'maybe'; it is one of yes, no") as error:
        diagnose_profile({"own_brand": "maybe", "own_brnd": "yes"})
    assert "did you mean 'own_brand'" in str(error.value)
    with pytest.raises(UnreadableInputError, match="no JSON"):
        parse_profile("{")
    with pytest.raises(UnreadableInputError, match="no JSON object"):
        parse_profile("[1]")


def test_the_same_profile_gives_the_same_bytes() -> None:
    one = diagnose_profile({"partners": "few", "gain_sharing": "equal"}).to_dict()
    other = diagnose_profile({"gain_sharing": "equal", "partners": "few"}).to_dict()
    assert json.dumps(one) == json.dumps(other)


def test_a_batch_puts_errors_in_their_place() -> None:
    lines = [
        '{"id": 1, "text": "I grow pears and sell them in my own online shop."}',
        '{"id": 2}',
        '{"id": 3, "profile": {"own_brand": "maybe"}}',
        "nonsense",
        '{"id": 5, "profile": {"own_brand": "no"}}',
    ]
    found = list(classify_lines(lines, Classifier(WordEmbedder())))
    assert [line["id"] for line in found] == [1, 2, 3, None, 5]
    assert ["error" in line for line in found] == [False, True, True, True, False]
    assert "Line 3" in found[2]["error"]["message"]


def test_a_profile_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr("assistant.service.load_embedder", fail)
    assert Classifier().classify(profile={"partners": "none"}).classification.target_mode.label == "not_ready"


def test_the_description_is_in_the_language_asked_for() -> None:
    found = diagnose_profile({"partners": "none", "stage": "planning"})
    assert "too early" in describe_diagnosis(found, "en")
    assert "眼下还不到联合的时候" in describe_diagnosis(found, "zh")
