"""Cases as JSON Lines and as tables."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableInputError
from evals.case_table import read_rows
from evals.cases import packaged_splits, read_cases

HEADER = "id,suite,language,question,sections,facts,kind,must_not,tags\n"


def write(folder: Path, name: str, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_a_table_saved_by_a_spreadsheet_gives_cases(tmp_path: Path) -> None:
    row = (
        'a1,answering,en,"Must I register, and when?",apples/art-1; pears/art-2,'
        "30 days|a month ; register & orchard,answer,ORDER,mine; short\n"
    )
    cases, bad = read_cases([write(tmp_path, "mine.csv", HEADER + row, encoding="utf-8-sig")])
    assert bad == [] and cases[0].question == "Must I register, and when?"
    assert cases[0].expected.sections == [("apples", "art-1"), ("pears", "art-2")]
    assert cases[0].expected.facts == [[["30 days", "a month"]], [["register"], ["orchard"]]]
    assert (cases[0].expected.must_not, cases[0].tags) == (["ORDER"], ["mine", "short"])


def test_a_row_needs_no_more_than_its_question(tmp_path: Path) -> None:
    cases, bad = read_cases([write(tmp_path, "mine.csv", "question,facts\n果园要登记吗？,30日\n\nDo I?,\n")])
    assert bad == [] and [(one.id, one.suite, one.language) for one in cases] == [
        ("mine.csv:2", "answering", "zh"),
        ("mine.csv:4", "answering", "en"),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,poetry,en,Q?,,,,,\n", "suite"),
        ("x,answering,fr,Q?,,,,,\n", "language"),
        ("x,answering,en,Q?,apples,,,,\n", "sections"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_still_runs(tmp_path: Path, row: str, words: str) -> None:
    path = write(tmp_path, "mine.csv", HEADER + row + "y,answering,en,Q?,,,,,\n")
    cases, bad = read_cases([path])
    assert [one.id for one in cases] == ["y"]
    assert (bad[0].number, words in bad[0].reason, "mine.csv, line 2" in bad[0].reason) == (2, True, True)


def test_unknown_columns_are_named_with_the_known_ones() -> None:
    with pytest.raises(UnreadableInputError, match="'quetsion'.*question"):
        list(read_rows("quetsion\nx\n", "mine.csv"))


def test_an_id_that_was_used_before_makes_a_line_bad(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.csv", "id,question\na,Q?\na,R?\n")
    cases, bad = read_cases([path])
    assert len(cases) == 1 and "'a' was used before" in bad[0].reason


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInputError, match=r"mine\.jsonl cannot be read"):
        read_cases([path])


def test_both_halves_are_packaged() -> None:
    assert {"dev", "test"} <= set(packaged_splits())
