"""The assistant as its doors use it."""

from datetime import date
from pathlib import Path

import pytest

from assistant.catalogue import list_documents
from assistant.errors import AssistantError, IndexUnreadableError, UnreadableDocumentError
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder, write_document

NOTICE = "Bring form seven to the county office. The office opens at nine."


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    return path


def test_the_list_leaves_boundary_topics_out(small_settings: Settings) -> None:
    listed = list_documents(small_settings)
    assert [(found.document, found.language, found.sections) for found in listed] == [
        ("apples", "en", 2),
        ("apples", "zh", 2),
    ]
    assert all(found.built_in and found.status == "in_force" for found in listed)


def test_the_list_judges_dates_by_the_settings_day(small_settings: Settings, knowledge: Path) -> None:
    write_document(knowledge, "old.en", "## a A\n\nOld.\n", expires="2026-11-22")
    write_document(knowledge, "last-day.en", "## a A\n\nLast.\n", expires="2026-11-23")
    write_document(knowledge, "new.en", "## a A\n\nNew.\n", effective="2026-11-24")
    status = {found.document: found.status for found in list_documents(small_settings)}
    assert (status["old"], status["last-day"], status["new"]) == ("expired", "in_force", "not_yet_in_force")


def test_the_list_is_made_without_an_index(small_settings: Settings) -> None:
    assert list_documents(small_settings) and not small_settings.data.exists()


def test_what_was_added_is_found_in_the_same_process(small_assistant: Assistant, notice: Path) -> None:
    small_assistant.ingest([notice])
    answer = small_assistant.ask("form seven at the county office")
    assert answer.retrieved[0].key.document == "notice"


def test_dates_given_with_a_document_are_kept(small_assistant: Assistant, notice: Path) -> None:
    small_assistant.ingest([notice], effective=date(2020, 1, 1), expires=date(2025, 12, 31))
    listed = {found.document: found for found in list_documents(small_assistant.settings)}["notice"]
    assert (listed.effective, listed.expires, listed.status) == (date(2020, 1, 1), date(2025, 12, 31), "expired")


def test_a_removed_document_is_found_no_more(small_assistant: Assistant, notice: Path) -> None:
    small_assistant.ingest([notice])
    assert small_assistant.remove("notice") == ["notice.en"]
    answer = small_assistant.ask("form seven at the county office")
    assert all(hit.key.document != "notice" for hit in answer.retrieved)
    assert small_assistant.index is not None and "notice.en" not in small_assistant.index.document_hashes()


def test_a_built_in_document_stays(small_assistant: Assistant) -> None:
    with pytest.raises(AssistantError, match="'apples' is built in and stays"):
        small_assistant.remove("apples")


@pytest.mark.parametrize("id", ["plums", "../notes", "*"])
def test_what_is_no_added_document_is_not_removed(small_assistant: Assistant, notice: Path, id: str) -> None:
    small_assistant.ingest([notice])
    other = small_assistant.settings.data / "notes.en.json"
    other.write_text("{}")
    with pytest.raises(AssistantError, match="There is no document"):
        small_assistant.remove(id)
    assert other.exists() and "notice" in {found.document for found in list_documents(small_assistant.settings)}


def test_a_rebuild_embeds_everything_anew(small_assistant: Assistant) -> None:
    embedder = WordEmbedder()
    small_assistant.embedder = embedder
    assert {found.change for found in small_assistant.update(rebuild=True)} == {"added"}
    assert small_assistant.index is not None and small_assistant.index.count() == 20
    # Two of the typical questions name goods: they are embedded by the kind of goods too.
    assert len(embedder.embedded) == 22


def damage_at_its_start(database: Path) -> None:
    database.write_bytes(b"this is no database" * 100)


def damage_in_the_middle(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[:20_000] + b"\xff" * 40_000 + content[60_000:])


@pytest.mark.parametrize("damage", [damage_at_its_start, damage_in_the_middle])
def test_a_rebuild_mends_a_damaged_index(small_settings: Settings, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    Assistant(small_settings, WordEmbedder()).update()
    # A copy at another place is opened for the first time, as by the next start of the program.
    settings = Settings(data=tmp_path / "moved", knowledge=small_settings.knowledge)
    small_settings.data.rename(settings.data)
    damage(settings.data / "index" / "chroma.sqlite3")
    assistant = Assistant(settings, WordEmbedder())
    with pytest.raises(IndexUnreadableError, match="'assistant ingest --rebuild'"):
        assistant.update()
    assert {found.change for found in assistant.update(rebuild=True)} == {"added"}
    assert assistant.ask("Must I register my orchard?").retrieved[0].key == ("apples", "art-1")
    assert (settings.data / "index-damaged-0").is_dir()


def test_another_model_needs_a_rebuild_and_gets_it(small_assistant: Assistant) -> None:
    class Other(WordEmbedder):
        name = "other"

    other = Assistant(small_assistant.settings, Other())
    with pytest.raises(AssistantError, match="built with 'words'; the settings ask for 'other'"):
        other.update()
    assert {found.change for found in other.update(rebuild=True)} == {"added"}


def test_an_added_document_that_was_damaged_is_named(small_assistant: Assistant, notice: Path) -> None:
    small_assistant.ingest([notice])
    stored = small_assistant.settings.data / "documents" / "notice.en.json"
    stored.write_text("{")
    with pytest.raises(UnreadableDocumentError, match="notice.en.json is damaged.*Remove it"):
        Assistant(small_assistant.settings, WordEmbedder())


def test_a_library_without_typical_questions_is_answered_from(tmp_path: Path) -> None:
    write_document(tmp_path / "k", "plain.en", "## art-1 Colours\n\nRipe apples are red.\n")
    assistant = Assistant(Settings(data=tmp_path / "d", knowledge=tmp_path / "k"), WordEmbedder())
    assistant.update()
    assert assistant.ask("Are ripe apples red?").retrieved[0].key == ("plain", "art-1")


def test_an_empty_library_declines(tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    assistant = Assistant(Settings(data=tmp_path / "d", knowledge=tmp_path / "k"), WordEmbedder())
    assistant.update()
    answer = assistant.ask("Are apples red?")
    assert (answer.kind, answer.refusal_reason, answer.retrieved) == ("refusal", "not_covered", ())


def test_a_boundary_topic_without_questions_stops_nothing(small_settings: Settings, knowledge: Path) -> None:
    write_document(knowledge, "mute.en", "## x X\n\nMute.\n", topic="boundaries")
    assistant = Assistant(small_settings, WordEmbedder())
    assert "mute.en" in {found.document for found in assistant.update() if found.change == "added"}


def test_related_questions_come_from_other_sections_in_the_answers_language(small_assistant: Assistant) -> None:
    answer = small_assistant.ask("Must I register my orchard?")
    cited = {citation.section for citation in answer.citations}
    assert cited == {"art-1"}
    assert small_assistant.related_questions(answer) == ["What goes on the apple label?"]
    assert small_assistant.related_questions(small_assistant.ask("Will it rain tomorrow?")) == []


def test_the_documents_are_listed_as_they_are_searched(small_assistant: Assistant) -> None:
    assert small_assistant.list_documents() == list_documents(small_assistant.settings)
