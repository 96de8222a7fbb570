"""The suite's checker finds what is wrong, and finds nothing wrong in drafts of real descriptions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Language
from assistant.drafting import Client, write_draft
from assistant.drafts import Draft
from assistant.embedding import Embedder
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.profile_reading import read_text
from assistant.settings import Settings
from assistant.typology import Profile
from evals.drafts import overlap, score_draft

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
DESCRIPTIONS: dict[Language, list[str]] = {
    language: (Path(__file__).parent / "data" / f"clients.{language}.txt").read_text(encoding="utf-8").splitlines()
    for language in ("en", "zh")
}  # type: ignore[misc]
DRAFT = write_draft(
    Client("", Profile(product_kind="fresh", makes_own_goods="yes", stage="planning")),
    LIBRARY,
    language="en",
    day=date(2026, 11, 22),
)


def faults_with(**changes: object) -> str:
    """Return the faults of the draft in which the first cited line is changed."""
    place = next(place for place, line in enumerate(DRAFT.lines) if line.basis == "citation")
    lines = list(DRAFT.lines)
    lines[place] = replace(lines[place], **changes)  # type: ignore[arg-type]
    score = score_draft(replace(DRAFT, lines=tuple(lines)), LIBRARY)
    return "; ".join(str(fault.fault) for fault in score.faults)


def test_a_good_draft_has_no_fault() -> None:
    score = score_draft(DRAFT, LIBRARY)
    assert (score.faults, score.supported) == ((), 1.0) and score.cited > 5
    assert sum(score.shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": "Everybody must pay 900 yuan."}, "does not support it"),
        ({"citations": ()}, "cites nothing"),
        ({"citations": (99,)}, "not among the sources"),
        ({"text": "word " * 31}, "it is 31 long"),
        ({"basis": "rule", "rule": "S999"}, "there is no rule 'S999'"),
        ({"basis": "client", "words": ("never said",)}, "the client did not say 'never said'"),
    ],
)
def test_each_fault_is_found(changes: dict[str, object], fault: str) -> None:
    assert fault in faults_with(**changes)


def test_a_quote_that_is_not_the_sections_and_a_section_that_is_gone_are_found() -> None:
    citations = (replace(DRAFT.citations[0], quote="Other words."), replace(DRAFT.citations[1], section="art-999"))
    score = score_draft(replace(DRAFT, citations=(*citations, *DRAFT.citations[2:])), LIBRARY)
    told = "; ".join(str(fault.fault) for fault in score.faults)
    assert "is not the section's text" in told and "the library has no" in told and score.supported < 1


def test_too_many_suggestions_are_a_fault() -> None:
    lines = tuple(replace(line, basis="suggestion", citations=()) for line in DRAFT.lines)
    told = score_draft(replace(DRAFT, lines=lines), LIBRARY).faults
    assert any(fault.line == "" and "no source" in str(fault.fault) for fault in told)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_drafts_of_real_descriptions_are_sourced_short_and_unlike(language: Language, embedder: Embedder) -> None:
    drafts: list[Draft] = []
    for text in DESCRIPTIONS[language]:
        client = Client.from_reading("", text, read_text(text, embedder))
        drafts.append(write_draft(client, LIBRARY, language=language, day=date(2026, 11, 22)))
        score = score_draft(drafts[-1], LIBRARY)
        assert score.faults == () and score.supported == 1, text
        assert drafts[-1].lines_of("steps"), text
    shared = [overlap(one, other) for place, one in enumerate(drafts) for other in drafts[:place]]
    assert len(drafts) >= 10 and sum(shared) / len(shared) <= 0.25
