"""`assistant advise`: one draft or many, in every format, and one sentence where it cannot."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.drafts import Draft
from tests.fakes import WordEmbedder


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(knowledge))
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-22")
    monkeypatch.setattr("assistant.embedding.load_embedder", lambda _: WordEmbedder())
    (tmp_path / "p.json").write_text('{"stage": "planning", "partners": "none"}', encoding="utf-8")


def test_a_profile_gives_a_draft_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["advise", "--profile", "p.json", "--client", "Wang", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["client"], told["language"], told["date"], told["state"]) == ("Wang", "en", "2026-11-22", "draft")
    assert told["classification"]["target_mode"]["label"] == "not_ready"
    wanted = {"id", "part", "horizon", "text", "basis", "rule", "citations", "actor", "partners", "cost_class",
              "indicator", "origin"}  # fmt: skip
    assert wanted <= set(told["lines"][0])
    assert {"units", "open_questions", "rules_version", "knowledge_version", "signatures"} <= set(told)
    assert Draft.from_dict(told).to_dict() == told


def test_a_description_is_answered_in_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["advise", "--text", "我家种苹果，在网上卖苹果。"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("# 升级建议书") and "草稿" in told


def test_the_language_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["advise", "--profile", "p.json", "--language", "zh", "--format", "txt"]) == 0
    assert "草稿" in capsys.readouterr().out


@pytest.mark.parametrize("format", ["md", "txt", "docx", "html", "json"])
def test_every_format_goes_to_a_file(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / f"draft.{format}"
    assert main(["advise", "--profile", "p.json", "--format", format, "--output", str(target)]) == 0
    assert target.stat().st_size > 500 and capsys.readouterr().out == ""


def test_a_batch_writes_a_folder_and_reports_each_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ['{"id": 1, "profile": {"stage": "running"}}', "oops", '{"id": 3, "text": "We sell apples online."}']
    (tmp_path / "clients.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["advise", "--batch", "clients.jsonl", "--output", "out"]) == 1
    captured = capsys.readouterr()
    told = [json.loads(line) for line in captured.out.splitlines()]
    assert [place["id"] for place in told] == [1, None, 3] and "error" in told[1]
    assert "drafts" in captured.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "001-1.md",
        "003-3.md",
        "summary.csv",
        "summary.md",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--text", "  "], "There is no description"),
        (["--text", "x" * 20_001], "at most 20,000 can be read"),
        (["--text", "Мы продаём яблоки через интернет и хотим расти дальше."], "neither English nor Chinese"),
        (["--profile", "missing.json"], "missing.json cannot be read"),
        (["--profile", "bad.json"], "bad.json is no JSON"),
        (["--profile", "odd.json"], "colour"),
        (["--profile", "p.json", "--format", "docx"], "Name it with --output"),
        (["--batch", "p.json"], "Name it with --output FOLDER"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "odd.json").write_text('{"colour": "red"}', encoding="utf-8")
    assert main(["advise", *arguments]) == 1
    captured = capsys.readouterr()
    assert told in captured.err and captured.out == ""


@pytest.mark.parametrize("arguments", [[], ["--text", "x", "--profile", "p.json"], ["--text", "x", "--format", "pdf"]])
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["advise", *arguments])
    assert stopped.value.code == 2
