"""Errors: each kind has its own code, and the sentence that a user reads says what to do."""

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import errors
from assistant.adding import Given, load_added
from assistant.errors import AssistantError, OperatorError
from assistant.loading import load_built_in
from assistant.settings import Settings

HAN = r"[\u4e00-\u9fff]"
GIVEN = Given(datetime(2026, 11, 23, tzinfo=UTC))
TAKES: dict[type, dict[str, str]] = {errors.ConflictError: {"theirs": "one text", "mine": "another"}}
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AssistantError)]
CODE = Path(errors.__file__).parent


def test_every_kind_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(KINDS) > 5 and len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_door_catches_every_kind_and_shows_its_sentence(kind: type[AssistantError]) -> None:
    chinese = {} if issubclass(kind, OperatorError) else {"zh": "请腾出空间。"}
    with pytest.raises(AssistantError, match=r"^Free some space\.$") as raised:
        raise kind("Free some space.", **chinese, **TAKES.get(kind, {}))
    assert raised.value.in_language("en") == "Free some space."
    assert "腾出" in raised.value.in_language("zh") or "Free some space." in raised.value.in_language("zh")


def test_an_error_without_chinese_cannot_be_raised() -> None:
    for kind in KINDS:
        if not issubclass(kind, OperatorError):
            with pytest.raises(TypeError, match="zh"):
                kind("Free some space.", **TAKES.get(kind, {}))


def _said(argument: ast.expr) -> str:
    """Return what an argument says itself, in whatever order its parts stand, without what it fills in."""
    return "".join(
        part.value for part in ast.walk(argument) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def _raised() -> list[tuple[str, ast.Call]]:
    """Return every place in the code that makes an error for users, with where it stands."""
    names = {kind.__name__ for kind in KINDS if not issubclass(kind, OperatorError)} | {"ProfileError"}
    return [
        (f"{path.relative_to(CODE.parent)}:{node.lineno}", node)
        for folder in (CODE, CODE.parent / "evals")
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def test_every_sentence_of_an_error_stands_in_its_own_language() -> None:
    wrong, written = [], 0
    for place, call in _raised():
        chinese = next((one.value for one in call.keywords if one.arg == "zh"), None)
        if not isinstance(chinese, ast.Constant | ast.JoinedStr | ast.BinOp):
            continue  # handed on from an error that says it in both, or made of texts that their own tests look at
        english, chinese = _said(call.args[0]), _said(chinese)
        written += 1
        # What consists of its values alone, as 'file: reason', is said by them.
        if re.search(HAN, english) or (re.search(r"[a-z]", english) and not re.search(HAN, chinese)):
            wrong.append(place)
    assert (wrong, written > 80) == ([], True)


def test_no_door_of_the_web_shows_the_english_of_an_error_alone() -> None:
    shown = {path.name: path.read_text(encoding="utf-8") for path in (CODE / "web").glob("*.py")}
    assert [name for name, code in shown.items() if re.search(r"\bstr\(error\)|\{error\}", code)] == []


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
    assert re.search(HAN, raised.value.in_language("zh"))
