"""Real statutes are read whole; their folder is named by ASSISTANT_TEST_LAWS."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.adding import Given, load_added
from assistant.datatypes import Document

FOLDER = os.environ.get("ASSISTANT_TEST_LAWS")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="ASSISTANT_TEST_LAWS names no folder of statutes: nothing here was tested"
)


@pytest.fixture(scope="module")
def statutes() -> dict[str, Document]:
    given = Given(datetime(2026, 11, 23, tzinfo=UTC))
    return {path.stem: load_added(path, given) for path in sorted(Path(FOLDER or "").glob("*.md"))}


def test_every_article_is_there_once(statutes: dict[str, Document]) -> None:
    for name, document in statutes.items():
        numbers = [int(s.id.split("-")[1]) for s in document.sections if s.id.startswith("art-")]
        assert numbers == list(range(1, len(numbers) + 1)), name
    assert sum(len(document.sections) for document in statutes.values()) > 1200


def test_honest_statutes_raise_no_alarm(statutes: dict[str, Document]) -> None:
    assert {name: document.flags for name, document in statutes.items() if document.flags} == {}


def test_a_statute_tells_itself_from_when_it_is_in_force(statutes: dict[str, Document]) -> None:
    assert statutes["trademark-2026-eff-2027"].validity.effective == date(2027, 1, 1)
    assert statutes["ecl-2018"].validity.effective == date(2019, 1, 1)


def test_what_a_statute_does_not_tell_stays_unknown(statutes: dict[str, Document]) -> None:
    assert statutes["platform-tax-2025"].validity.effective is None


def test_titles_are_those_of_the_statutes(statutes: dict[str, Document]) -> None:
    assert statutes["fsl-2025"].title == "中华人民共和国食品安全法"
    assert all(document.language == "zh" for document in statutes.values())
