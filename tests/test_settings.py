"""Settings come from the environment that is handed in."""

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
