"""What the commands share: progress that follows reports in any order, and files that are read and written."""

from pathlib import Path

import pytest

from assistant.commands.printing import ProgressBar, print_batch, write_output
from assistant.commands.reading import read_json, read_lines, read_text
from assistant.errors import StorageError, UnreadableInputError


def test_progress_follows_reports_that_come_out_of_order(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar()
    for done in (1, 3, 2, 4):
        bar(done, 4, "apples.en")
    captured = capsys.readouterr()
    assert bar.bar.n == 4 and captured.out == "" and "apples.en" in captured.err


def test_another_step_begins_another_bar(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar()
    bar(2, 2, "", "Embedding")
    bar(1, 2, "", "Asking")
    assert bar.bar.n == 1 and "Asking" in capsys.readouterr().err


def test_a_batch_with_one_error_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_batch([{"id": 1}, {"id": 2, "error": {}}, {"id": 3}]) == 1
    assert print_batch([{"id": "苹果"}]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == '{"id": "苹果"}'


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    write_output(b"x", tmp_path / "new" / "a.md")
    with pytest.raises(StorageError, match="Name another --output"):
        write_output(b"x", tmp_path / "new" / "a.md" / "b.md")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff")
    with pytest.raises(UnreadableInputError, match=r"a.json cannot be read as UTF-8"):
        read_text(tmp_path / "a.json")
    (tmp_path / "a.json").write_text('{\n"a"')
    with pytest.raises(UnreadableInputError, match=r"a.json is no JSON .line 2"):
        read_json(tmp_path / "a.json")


def test_lines_end_at_line_breaks_only(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text("a\u2028b\nc", encoding="utf-8")
    assert list(read_lines(str(tmp_path / "lines"))) == ["a\u2028b", "c"]
