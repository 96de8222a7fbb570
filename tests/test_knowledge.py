"""The documents themselves: both languages of each agree."""

import os
import re
from collections import defaultdict

import pytest

from assistant.citations import status_on
from assistant.datatypes import Document, Section
from assistant.loading import load_library
from assistant.quantities import find_quantities
from assistant.settings import Settings

DOCUMENTS = load_library(Settings.from_env(os.environ).knowledge)
BY_ID: dict[str, dict[str, Document]] = defaultdict(dict)
for document in DOCUMENTS:
    BY_ID[document.id][document.language] = document
SECTIONS = [(id, section.id) for id, pair in BY_ID.items() for section in pair["en"].sections]


def twins(id: str, section: str) -> tuple[Section, Section]:
    en, zh = (next(s for s in BY_ID[id][language].sections if s.id == section) for language in ("en", "zh"))
    return en, zh


# Names and ordinals hold numbers that are no quantities, and each language names in its own way.
NO_QUANTITY = re.compile(
    r"三年行动计划|三农|十五五|千村|万村|五年规划|(?:Ten )?Thousand Villages|Three-Year|Five-Year"
    r"|第[一二三四五六七八九十]+(?=[项个季步])|第3季度|第15个|\b\d+(?:st|nd|rd|th)\b"
)


def numbers(text: str) -> set[float]:
    """Return the numbers of a text that both languages must share; a bare year is one, however written.

    One and two are left out: English says 'a', 'one' or 'both' where Chinese counts.
    """
    values = set()
    for found in find_quantities(NO_QUANTITY.sub("", text)):
        year_only = found.unit == "date" and found.value % 10_000 == 0
        values.add(found.value / 10_000 if year_only else found.value)
    return {round(value, 2) for value in values if value > 2}


@pytest.mark.parametrize("id", BY_ID)
def test_both_languages_have_the_same_sections_and_dates(id: str) -> None:
    en, zh = BY_ID[id]["en"], BY_ID[id]["zh"]
    assert [section.id for section in en.sections] == [section.id for section in zh.sections]
    assert (en.validity, en.issued, en.kind, en.audience) == (zh.validity, zh.issued, zh.kind, zh.audience)


def test_both_languages_agree_in_every_number() -> None:
    differing = {}
    for id, section in SECTIONS:
        values = [numbers(twin.text) for twin in twins(id, section)]
        if values[0] != values[1]:
            differing[id, section] = values[0] ^ values[1]
    assert differing == {}


def test_both_languages_agree_in_grade() -> None:
    assert [key for key in SECTIONS if len({twin.grade for twin in twins(*key)}) > 1] == []


def test_every_section_has_typical_questions_in_each_language() -> None:
    few = [key for key in SECTIONS if min(len(twin.questions) for twin in twins(*key)) < 6]
    assert few == []


def test_no_question_stands_for_two_sections() -> None:
    places = defaultdict(set)
    for document in DOCUMENTS:
        for section in document.sections:
            for question in section.questions:
                places[document.language, question.strip("?？ ").casefold()].add((document.id, section.id))
    assert {question: where for question, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("claimed", ["according to the document", "**", "https:", "TODO"])
def test_texts_are_plain(claimed: str) -> None:
    assert [(d.key, s.id) for d in DOCUMENTS for s in d.sections if claimed in s.text] == []


def test_the_trademark_law_changes_at_new_year() -> None:
    from datetime import date

    old, new = BY_ID["trademark-2019"]["en"].validity, BY_ID["trademark-2026"]["en"].validity
    assert [status_on(v, date(2026, 12, 31)) for v in (old, new)] == ["in_force", "not_yet_in_force"]
    assert [status_on(v, date(2027, 1, 1)) for v in (old, new)] == ["replaced", "in_force"]
