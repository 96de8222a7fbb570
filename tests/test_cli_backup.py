"""`assistant backup` and `assistant restore` as a program, and what a killed restore leaves to the next command."""

from pathlib import Path

import pytest

from assistant import restoring
from assistant.cli import main
from assistant.settings import RESTORE_FOLDER, Settings
from tests.office import open_office


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, small_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(small_settings.data))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(small_settings.knowledge))
    open_office(small_settings, tmp_path)


def test_a_backup_says_what_it_holds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["backup", "b.zip"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("b.zip holds conversations: 2, ") and "messages: 2" in told and "password" not in told
    assert (tmp_path / "b.zip").is_file()
    assert main(["backup", "b.zip"]) == 1
    assert "exists already" in capsys.readouterr().err


def test_hashed_passwords_in_it_are_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_ACCOUNTS", str(tmp_path / "accounts"))
    (tmp_path / "accounts").write_text("wang worker scrypt$1$1$1$aa==$aa==\n")
    assert main(["backup", "b.zip"]) == 0
    assert "accounts with hashed passwords: 1" in capsys.readouterr().out


def test_a_restore_says_what_came_back_and_what_is_left_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    main(["backup", "b.zip"])
    assert main(["restore", "b.zip"]) == 1
    assert "There is data already" in capsys.readouterr().err
    assert main(["restore", "b.zip", "--replace"]) == 0
    assert "What was there before is kept in" in capsys.readouterr().out
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "new"))
    assert main(["restore", "b.zip"]) == 0
    told = capsys.readouterr().out
    assert "UTC: conversations: 2" in told and "embedded at the next start" in told


def test_the_next_command_finishes_what_a_killed_restore_began(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    main(["backup", "b.zip"])
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "new"))
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_swap", lambda *_: 1 / 0)
        assert main(["restore", "b.zip"]) == 1
    assert (tmp_path / "new" / RESTORE_FOLDER).is_dir()
    capsys.readouterr()
    assert main(["library"]) == 0
    assert "notice" in capsys.readouterr().out and not (tmp_path / "new" / RESTORE_FOLDER).exists()
