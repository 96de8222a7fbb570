"""The desk, end to end over a small library: keep, edit, re-check, cite by search, sign, compare, export."""

from datetime import date

import pytest

from assistant.datatypes import SectionKey
from assistant.draft_store import StoredDraft
from assistant.drafting import Client, write_draft
from assistant.errors import ConflictError, NotFoundError, UnsupportedLinesError
from assistant.service import Assistant
from assistant.typology import Profile


@pytest.fixture
def kept(small_assistant: Assistant) -> StoredDraft:
    client = Client("Wang", Profile(stage="planning", partners="none"))
    draft = write_draft(client, small_assistant.library, language="en", day=date(2026, 11, 23))
    return small_assistant.desk.keep(draft, by="li")


def test_a_draft_is_found_and_opened_again(small_assistant: Assistant, kept: StoredDraft) -> None:
    desk = small_assistant.desk
    assert [entry.id for entry in desk.find(client="wang")] == [kept.id]
    assert desk.open(kept.id) == kept


def test_an_edit_is_saved_as_a_version_and_its_difference_shown(small_assistant: Assistant, kept: StoredDraft) -> None:
    desk = small_assistant.desk
    line = kept.draft.lines_of("steps")[0]
    edited = desk.edit(kept, line.id, "Open a shop and sell 500 boxes.", by="li")
    assert (edited.version, edited.saved_by) == (2, "li")
    assert [check.line for check in desk.check(edited.draft) if check.red] == [line.id]
    difference = desk.differences(kept.id, 1, 2)[0]
    assert (difference.before, difference.after) == (line.text, "Open a shop and sell 500 boxes.")


def test_an_edit_that_changes_nothing_saves_nothing(small_assistant: Assistant, kept: StoredDraft) -> None:
    line = kept.draft.lines[0]
    assert small_assistant.desk.edit(kept, line.id, line.text, by="li") is kept


def test_two_workers_do_not_overwrite_each_other(small_assistant: Assistant, kept: StoredDraft) -> None:
    desk = small_assistant.desk
    line = kept.draft.lines[0].id
    desk.edit(kept, line, "By Li.", by="li")
    with pytest.raises(ConflictError, match="li saved version 2"):
        desk.edit(kept, line, "By Zhang.", by="zhang")


def test_a_source_found_by_search_supports_a_persons_line(small_assistant: Assistant, kept: StoredDraft) -> None:
    desk = small_assistant.desk
    added = desk.add(kept, "rules", "A grower of apples must register the orchard within 30 days.", by="li")
    line = added.draft.lines_of("rules")[-1]
    found = desk.search("register the orchard", added.draft)
    assert (found[0].document, found[0].section) == ("apples", "art-1")
    cited = desk.cite(added, line.id, SectionKey("apples", "art-1"), by="li")
    checks = {check.line: check for check in desk.check(cited.draft)}
    assert checks[line.id].support == "verbatim"
    assert cited.draft.citations[-1].status == "in_force"
    bare = desk.uncite(cited, line.id, cited.draft.citations[-1].number, by="li")
    assert bare.draft.citations == added.draft.citations


def test_a_section_that_is_not_there_cannot_be_cited(small_assistant: Assistant, kept: StoredDraft) -> None:
    with pytest.raises(NotFoundError, match="no section pears, art-9"):
        small_assistant.desk.cite(kept, kept.draft.lines[0].id, SectionKey("pears", "art-9"), by="li")


def test_signing_waits_for_red_lines_and_takes_the_word_draft_away(
    small_assistant: Assistant, kept: StoredDraft
) -> None:
    desk = small_assistant.desk
    line = kept.draft.lines_of("steps")[0]
    edited = desk.edit(kept, line.id, "Sell 500 boxes.", by="li")
    with pytest.raises(UnsupportedLinesError):
        desk.sign(edited, "Li Fang")
    signed = desk.sign(desk.remove(edited, line.id, by="li"), "Li Fang")
    told = desk.export(signed.draft, "md").decode()
    assert "DRAFT" not in told and "Signed by Li Fang, 2026-11-23 (version 4)" in told and signed.version == 4


def test_drafting_needs_a_description_in_one_of_the_languages(small_assistant: Assistant) -> None:
    draft = small_assistant.draft("I grow apples and sell apples online.", client="Wang")
    assert (draft.client, draft.language, draft.product) == ("Wang", "en", "apples")
    assert draft.description == "I grow apples and sell apples online."
