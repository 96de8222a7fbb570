"""Settings come from the environment that is handed in."""

import os
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import PACKAGED_EMBEDDING, Settings, default_data_folder, read_environment


def test_defaults_need_no_environment() -> None:
    settings = Settings.from_env({"HOME": "/home/li"})
    assert settings.data == Path("/home/li/.local/share/rural-assistant") or settings.data.is_absolute()
    assert settings.embedding == PACKAGED_EMBEDDING and settings.day() == date.today()


@pytest.mark.parametrize(
    ("platform", "folder"),
    [("linux", "/h/.local/share/rural-assistant"), ("darwin", "/h/Library/Application Support/rural-assistant")],
)
def test_data_lie_where_the_system_wants_them(platform: str, folder: str) -> None:
    assert default_data_folder({"HOME": "/h"}, platform) == Path(folder)


def test_variables_are_read() -> None:
    settings = Settings.from_env({"ASSISTANT_DATA": "/d", "ASSISTANT_TODAY": "2027-01-01", "ASSISTANT_EMBEDDING": "m"})
    assert (settings.data, settings.day(), settings.embedding) == (Path("/d"), date(2027, 1, 1), "m")


@pytest.mark.parametrize(("name", "value"), [("ASSISTANT_TODAY", "soon"), ("ASSISTANT_KNOWLEDGE", "/nowhere")])
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=value):
        Settings.from_env({name: value})


def test_the_environment_goes_before_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("# note\nASSISTANT_DATA='/from-file'\nASSISTANT_EMBEDDING=file\n")
    monkeypatch.setenv("ASSISTANT_EMBEDDING", "environment")
    monkeypatch.delenv("ASSISTANT_DATA", raising=False)
    read = read_environment(tmp_path)
    assert (read["ASSISTANT_DATA"], read["ASSISTANT_EMBEDDING"]) == ("/from-file", "environment")


def test_an_empty_variable_counts_as_not_set() -> None:
    names = ("DATA", "KNOWLEDGE", "EMBEDDING", "CHROMA_URL", "DATABASE_URL", "ACCOUNTS", "KEEP_DAYS", "TODAY")
    empty = Settings.from_env({"HOME": "/h", **{f"ASSISTANT_{name}": "" for name in names}})
    assert empty == Settings.from_env({"HOME": "/h"})


def test_the_home_folder_may_be_written_as_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/li")
    assert Settings.from_env({"ASSISTANT_DATA": "~/kept"}).data == Path("/home/li/kept")


def test_a_custom_data_home_goes_before_the_usual_one() -> None:
    assert default_data_folder({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "linux") == Path("/x/rural-assistant")


def test_without_an_env_file_the_environment_is_all(tmp_path: Path) -> None:
    assert read_environment(tmp_path) == dict(os.environ)


def test_a_value_may_hold_an_equals_sign(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('UNIT_TEST_URL = "http://h/?a=b"\n\nno pair\n')
    assert read_environment(tmp_path)["UNIT_TEST_URL"] == "http://h/?a=b"


def test_naming_the_folders_makes_none(tmp_path: Path) -> None:
    Settings.from_env({"ASSISTANT_DATA": str(tmp_path / "data")})
    assert list(tmp_path.iterdir()) == []
