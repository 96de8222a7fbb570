"""The assistant's own words, in both languages."""

import string
from typing import get_args

import pytest

from assistant.datatypes import Language
from assistant.language import detect_language
from assistant.phrases import _PHRASES, phrase

NAMES = sorted(_PHRASES)
WORDED = [name for name in NAMES if name != "topic_join"]


def places(text: str) -> set[str]:
    """Return the names of the values that a phrase takes."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", NAMES)
def test_a_phrase_exists_in_both_languages(name: str) -> None:
    assert set(_PHRASES[name]) == set(get_args(Language))
    assert all(text.strip() for text in _PHRASES[name].values())


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_take_the_same_values(name: str) -> None:
    assert places(_PHRASES[name]["en"]) == places(_PHRASES[name]["zh"])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", WORDED)
def test_a_phrase_is_written_in_its_language(name: str, language: Language) -> None:
    assert detect_language(phrase(name, language, **dict.fromkeys(places(_PHRASES[name][language]), ""))) == language


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_every_value_that_is_put_in_is_shown(name: str, language: Language) -> None:
    values = {place: f"<{place}>" for place in places(_PHRASES[name][language])}
    shown = phrase(name, language, **values)
    assert all(value in shown for value in values.values()) and "{" not in shown


def test_braces_in_a_value_are_shown_as_they_are() -> None:
    assert "{title} {0}" in phrase("nearest", "en", topics="{title} {0}")
