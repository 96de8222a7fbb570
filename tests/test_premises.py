"""What a question takes for granted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.datatypes import PartScores, RetrievedSection
from assistant.premises import Suspicion, suspect_premises
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder, write_document

RULES = """## art-1 Registering an orchard
A grower of apples must register the orchard within 30 days. A grower of pears need not register the orchard.

## art-2 Shipping
Boxed apples of this village are shipped by Taobao. The law caps the fee for boxed apples at 5 percent.
"""
Check = Callable[[str], list[Suspicion]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return what suspects the premises of a question, over a law on orchards."""
    write_document(tmp_path / "rules", "apples.en", RULES)
    assistant = Assistant(Settings(data=tmp_path / "data", knowledge=tmp_path / "rules"), WordEmbedder())
    assistant.update()
    index, scores = assistant.index, PartScores(0, 0, 0, 0)
    assert index is not None
    hits = [RetrievedSection(key, 1.0, scores, found) for key, found in assistant.library.sections.items()]
    return lambda asked: suspect_premises(asked, hits, "en", index, assistant.embedder)


@pytest.mark.parametrize(
    ("question", "told", "by"),
    [
        (
            "Since a grower of apples must register the orchard within 60 days, how do I?",
            "within 30 days",
            "sentence_amount",
        ),
        ("As a grower of pears must register the orchard, what is the fee?", "need not register", "opposite"),
        ("Since boxed apples of this village are shipped by JD, who pays?", "shipped by Taobao", "platform"),
        ("Since the law caps the fee for boxed apples at 8 percent, who pays?", "at 5 percent", "sentence_amount"),
    ],
)
def test_a_contradiction_is_found_with_the_sentence_that_puts_it_right(
    check: Check, question: str, told: str, by: str
) -> None:
    found = max(check(question), key=lambda one: one.correction.sureness)
    assert told in found.correction.sentence
    assert found.features[by] > 0 and found.features["told"] == 1


@pytest.mark.parametrize(
    "question",
    [
        "Since a grower of apples must register the orchard within 30 days, how do I?",
        "Since the law caps the fee for boxed apples at 5%, who pays?",
        "Must a grower of pears register the orchard?",
        "My boxed apples cost a fee of 8 percent, who pays?",
        "Because livestreams last 60 minutes, what now?",
        "",
    ],
)
def test_what_the_sources_do_not_contradict_is_left_alone(check: Check, question: str) -> None:
    assert check(question) == []


def test_nothing_found_contradicts_nothing(small_assistant: Assistant) -> None:
    assert small_assistant.index is not None
    asked = "Since apples need 60 days, how do I?"
    assert suspect_premises(asked, [], "en", small_assistant.index, small_assistant.embedder) == []
