"""A worker's answer as a document, and what cannot be one."""

from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.adding import Given, load_added
from assistant.errors import UnreadableInputError
from assistant.signed_answers import SignedAnswer, read_signed_answer, write_cases, write_document

_DAY = date(2026, 11, 23)


def _answer(title: str = "Rain", text: str = "Ring 12121.", source: str = "Office", by: str = "li") -> SignedAnswer:
    return read_signed_answer(title, text, source, by=by, day=_DAY)


@pytest.mark.parametrize("missing", ["title", "text", "source", "by"])
def test_an_answer_needs_all_its_parts(missing: str) -> None:
    with pytest.raises(UnreadableInputError, match="has no"):
        _answer(**{missing: "  "})


def test_too_long_an_answer_is_named() -> None:
    with pytest.raises(UnreadableInputError, match="4001 characters"):
        _answer(text="x" * 4001)


@pytest.mark.parametrize(("text", "language"), [("Ring 12121 for rain.", "en"), ("下不下雨打12121问。", "zh")])
def test_the_document_reads_back_with_its_questions(tmp_path: Path, text: str, language: str) -> None:
    answer = read_signed_answer("Rain: today", text, "https://weather.example", by="li", day=_DAY)
    path = tmp_path / f"{answer.id}.md"
    path.write_text(write_document(answer, ["Will it\nrain?", "Will it rain?"]), encoding="utf-8")
    document = load_added(path, Given(added_at=datetime(2026, 11, 23)))
    assert (document.id, document.language, document.title) == (answer.id, language, "Rain: today")
    assert document.url == "https://weather.example" and document.checked == _DAY
    (section,) = document.sections
    assert (section.id, section.text, section.questions) == ("answer", text, ("Will it rain?",))


def test_lines_of_an_answer_cannot_pass_for_headings_or_fields(tmp_path: Path) -> None:
    answer = read_signed_answer("Rain\nid: ecl-2018", "# One.\n## art-9 Two.\n> Three.", "Office", by="li", day=_DAY)
    assert (answer.title, answer.text) == ("Rain id: ecl-2018", "One.\nart-9 Two.\nThree.")


def test_a_case_that_any_answer_would_pass_is_none() -> None:
    with pytest.raises(UnreadableInputError, match="what a good answer holds"):
        write_cases([], kind="answer", by="li")
