"""Errors: each kind has its own code, and the sentence that a user reads says what to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import errors
from assistant.adding import Given, load_added
from assistant.errors import AssistantError
from assistant.loading import load_built_in
from assistant.settings import Settings

GIVEN = Given(datetime(2026, 11, 23, tzinfo=UTC))
TAKES: dict[type, dict[str, object]] = {errors.ConflictError: {"theirs": "one text", "mine": "another"}}
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AssistantError)]


def test_every_kind_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(KINDS) > 5 and len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_door_catches_every_kind_and_shows_its_sentence(kind: type[AssistantError]) -> None:
    with pytest.raises(AssistantError, match=r"^Free some space\.$"):
        raise kind("Free some space.", **TAKES.get(kind, {}))


def _write(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


FAILURES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a day that is none": (lambda _: Settings.from_env({"ASSISTANT_TODAY": "soon"}), "Write it as 2026-11-22"),
    "no folder": (lambda f: Settings.from_env({"ASSISTANT_KNOWLEDGE": str(f / "x")}), "Name the folder"),
    "a suffix": (lambda f: load_added(_write(f, "a.exe", b"x"), GIVEN), r"are read: \.md"),
    "bytes": (lambda f: load_added(_write(f, "a.txt", b"\0\1"), GIVEN), "Save it as UTF-8"),
    "nothing": (lambda f: load_added(_write(f, "a.txt", b""), GIVEN), "Add a file with at least one sentence"),
    "a file name": (lambda f: load_built_in(_write(f, "a.md", b"---\nid: b\ntitle: B\n---\n")), "named b.en.md"),
    "a field": (lambda f: load_built_in(_write(f, "a.en.md", b"---\nid: a\nx: 1\n---\n")), "The fields are id"),
    "twice": (
        lambda f: load_built_in(_write(f, "a.en.md", b"---\nid: a\ntitle: A\n---\n## b B\nT.\n## b B\nT.\n")),
        "Rename one",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_message_says_what_to_do_in_whole_sentences(tmp_path: Path, failure: str) -> None:
    act, advice = FAILURES[failure]
    with pytest.raises(AssistantError, match=advice) as raised:
        act(tmp_path)
    assert str(raised.value).endswith(".") and "\n" not in str(raised.value)
