"""The command line with a chat model: good, lying, dead and slow ones change nothing but what they are asked for."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.fakes import WordEmbedder
from tests.scripted_server import Reply, ScriptedServer, scripted_server
from tests.test_proposing import TEXT, WORDS, good, told

BAD = (Reply(told(("own_brand", "yes", "a famous brand"))), Reply(status=500), Reply(first_after_s=3.0), Reply("no."))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, knowledge: Path) -> Iterator[ScriptedServer]:
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATA", tmp_path / "data"), ("KNOWLEDGE", knowledge), ("TODAY", "2026-11-22")):
        monkeypatch.setenv(f"ASSISTANT_{name}", str(value))
    monkeypatch.setenv("ASSISTANT_CHAT_FIRST_TOKEN_S", "0.5")
    for place in ("assistant.embedding", "assistant.diagnosing", "assistant.service"):
        monkeypatch.setattr(f"{place}.load_embedder", lambda _: WordEmbedder())
    with scripted_server() as server:
        yield server


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.fixture
def with_model(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Configure the model; what ran before has run without it."""

    def configure(*replies: Reply) -> None:
        server.will(*replies)
        monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "openai:m")
        monkeypatch.setenv("ASSISTANT_CHAT_BASE_URL", server.url)

    return configure


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reply", BAD)
def test_classify_prints_the_same_bytes_and_an_empty_list_of_proposals(
    with_model: Any, capsys: pytest.CaptureFixture[str], reply: Reply, language: Any
) -> None:
    plain = _run(capsys, "classify", "--json", "--text", TEXT[language])
    with_model(reply)
    assert _run(capsys, "classify", "--json", "--text", TEXT[language]) == f'{plain[:-2]}, "proposed": []}}\n'


@pytest.mark.parametrize("language", ["en", "zh"])
def test_classify_tells_what_is_proposed_apart(
    with_model: Any, capsys: pytest.CaptureFixture[str], language: Any
) -> None:
    plain = _run(capsys, "classify", "--json", "--text", TEXT[language])
    told_plainly = _run(capsys, "classify", "--text", TEXT[language])
    with_model(Reply(good(language)), Reply(good(language)))
    found = json.loads(_run(capsys, "classify", "--json", "--text", TEXT[language]))
    (proposal,) = found.pop("proposed")
    assert json.dumps(found, ensure_ascii=False) + "\n" == plain
    assert TEXT[language][proposal["start"] : proposal["end"]] == proposal["words"] == WORDS[language]
    shown = _run(capsys, "classify", "--text", TEXT[language])
    asked = {"en": "please confirm", "zh": "请你确认"}[language]
    assert asked in shown and WORDS[language] in shown and asked not in told_plainly


def test_a_batch_and_a_profile_are_classified_beside_a_model(
    with_model: Any, server: ScriptedServer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [{"id": 1, "text": TEXT["en"]}, {"id": 2, "profile": {"partners": "none"}}]
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with_model(Reply(good("en")))
    first, second = map(json.loads, _run(capsys, "classify", "--batch", "lines.jsonl").splitlines())
    assert [one["fact"] for one in first["proposed"]] == ["support_units"]
    assert "proposed" not in second and len(server.requests) == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_advise_asks_the_model_for_nothing_unless_it_is_told_to(
    with_model: Any, server: ScriptedServer, capsys: pytest.CaptureFixture[str], language: Any
) -> None:
    plain = _run(capsys, "advise", "--text", TEXT[language], "--format", "json")
    with_model()
    assert _run(capsys, "advise", "--text", TEXT[language], "--format", "json") == plain and server.requests == []


def _other_order(line: str) -> str:
    """Return a line that says the same: what stood behind its first comma comes first."""
    head, comma, tail = line[:-1].partition(", ")
    return f"{tail[0].upper()}{tail[1:]}, {head[0].lower()}{head[1:]}." if comma else line


def test_a_good_model_words_lines_and_says_so(
    with_model: Any, server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("advise", "--text", TEXT["en"], "--format", "json")
    plain = json.loads(_run(capsys, *arguments))
    told = [line for line in plain["lines"] if line["part"] not in ("questions", "summary")]
    wanted = [line for line in told if line["basis"] in ("rule", "citation")]
    wanted = [line for line in wanted if "“" not in line["text"]]
    with_model(*(Reply(_other_order(line["text"])) for line in wanted))
    assert main([*arguments, "--rephrase"]) == 0
    captured = capsys.readouterr()
    draft = json.loads(captured.out)
    worded = [line for line in draft["lines"] if line.get("worded_by")]
    assert worded and f"m worded {len(worded)} of {len(wanted)} lines." in captured.err
    before = {line["id"]: line for line in plain["lines"]}
    for line in worded:
        assert (line["origin"], line["worded_by"]) == ("machine", "llm:m")
        assert line["machine_text"] == before[line["id"]]["text"] != line["text"]
        assert line["citations"] == before[line["id"]]["citations"]
    assert draft["composer"] == "llm:m" and draft["citations"] == plain["citations"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reply", BAD)
def test_a_lying_dead_or_slow_model_leaves_every_line(
    with_model: Any, capsys: pytest.CaptureFixture[str], reply: Reply, language: Any
) -> None:
    arguments = ("advise", "--text", TEXT[language], "--format", "json")
    plain = _run(capsys, *arguments)
    with_model(*[reply] * 60)
    assert _run(capsys, *arguments, "--rephrase") == plain


def test_without_a_model_rephrasing_is_refused_in_a_sentence(
    server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["advise", "--text", TEXT["en"], "--rephrase"]) == 1
    captured = capsys.readouterr()
    assert "needs a chat model" in captured.err and captured.out == ""
