"""A file that is given as a backup: refused, in a sentence, unless it is one and whole."""

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.backup import back_up
from assistant.backup_file import MANIFEST, BackupFile
from assistant.errors import BackupError
from assistant.settings import Settings
from tests.office import open_office


@pytest.fixture
def backup(small_settings: Settings, tmp_path: Path) -> Path:
    open_office(small_settings, tmp_path)
    back_up(small_settings, tmp_path / "b.zip")
    return tmp_path / "b.zip"


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the members of a zip file as somebody with an editor could."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def rewrite_manifest(file: Path, **fields: Any) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | fields).encode()

    rewrite(file, change)


def check(file: Path) -> None:
    with BackupFile.open(file) as backup:
        backup.check()


def test_one_that_was_packed_anew_is_still_one(backup: Path) -> None:
    rewrite(backup, lambda _: None)
    check(backup)


@pytest.mark.parametrize("format", [0, 2, "1", None])
def test_another_format_is_refused(backup: Path, format: Any) -> None:
    rewrite_manifest(backup, format=format)
    with pytest.raises(BackupError, match="has format .*reads 1. Restore it with the version that wrote it"):
        check(backup)


def test_a_manifest_with_unknown_fields_is_refused(backup: Path) -> None:
    rewrite_manifest(backup, colour="red")
    with pytest.raises(BackupError, match="manifest is not in order .colour"):
        check(backup)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(BackupError, match="no backup"):
        check(tmp_path / "b.zip")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="b.zip is no file"):
        check(tmp_path / "b.zip")


@pytest.mark.parametrize(
    "name", ["documents/../../evil.json", "/etc/passwd", "documents/a\\..\\b", "index/chroma.sqlite3", "C:/x", "x"]
)
def test_a_name_that_leads_elsewhere_is_refused(backup: Path, name: str) -> None:
    def change(members: dict[str, bytes]) -> None:
        fields = json.loads(members[MANIFEST])
        fields["members"][name] = fields["members"].pop("documents/notice.en.json")
        members[name] = members.pop("documents/notice.en.json")
        members[MANIFEST] = json.dumps(fields).encode()

    rewrite(backup, change)
    with pytest.raises(BackupError, match="cannot be trusted"):
        check(backup)


@pytest.mark.parametrize("missing", ["documents/notice.en.json", "database/messages.jsonl"])
def test_a_member_that_is_missing_is_noticed(backup: Path, missing: str) -> None:
    rewrite(backup, lambda members: members.pop(missing) and None)
    with pytest.raises(BackupError, match="does not hold what its manifest lists"):
        check(backup)


def test_a_member_that_was_changed_is_named(backup: Path) -> None:
    rewrite(backup, lambda members: members.update({"database/messages.jsonl": b"{}\n"}))
    with pytest.raises(BackupError, match=r"damaged: database/messages.jsonl is not what it was"):
        check(backup)


def test_a_member_that_unpacks_to_more_than_it_says_is_not_read_to_its_end(backup: Path) -> None:
    rewrite(backup, lambda members: members.update({"cases/asked.jsonl": bytes(20_000_000)}))
    with BackupFile.open(backup) as opened, pytest.raises(BackupError, match="cases/asked.jsonl is not what it was"):
        assert sum(len(block) for block in opened.read("cases/asked.jsonl")) == 0


@pytest.mark.parametrize("seed", range(40))
def test_no_damaged_bit_goes_unnoticed(backup: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(backup.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8)
    before = read(backup)
    backup.write_bytes(content)
    try:
        check(backup)
    except BackupError:
        return
    assert read(backup) == before  # a date of the zip file, say, which nothing reads


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_refused(backup: Path, share: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupError, match="damaged or no backup"):
        check(backup)


def read(file: Path) -> dict[str, bytes]:
    with BackupFile.open(file) as backup:
        return {name: b"".join(backup.read(name)) for name in backup.manifest.members}
