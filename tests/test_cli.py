"""The command line: exit status, one sentence on failure, nothing but JSON where JSON is asked for."""

import io
import json
import re
from pathlib import Path

import pytest

from assistant import service
from assistant.cli import main
from tests.fakes import WordEmbedder


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(knowledge))
    for module in ("service", "handover", "embedding"):
        monkeypatch.setattr(f"assistant.{module}.load_embedder", lambda _: WordEmbedder())


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["ask"],
        ["advise"],
        ["classify"],
        ["serve"],
        ["ingest"],
        ["library"],
        ["library", "remove"],
        ["account", "add"],
        ["doctor"],
    ],
)
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0 and "usage: assistant" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["ask", "--language", "fr", "x"], ["ingest", "--effective", "soon"]]
)
def test_wrong_use_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2 and capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask"], "There is no question"),
        (["ask", "--batch", "missing.jsonl"], "missing.jsonl cannot be read"),
        (["ingest", "missing.md"], "missing.md does not exist"),
        (["library", "remove", "apples"], "'apples' is built in"),
        (["library", "remove", "plums"], "There is no document 'plums'"),
        (["serve", "--host", "0.0.0.0"], "127.0.0.1"),
    ],
)
def test_a_failure_is_one_sentence(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    errors = capsys.readouterr().err
    assert told in errors and "Traceback" not in errors


def test_a_setting_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", "tomorrow")
    assert main(["doctor"]) == 1
    assert "ASSISTANT_TODAY is 'tomorrow'" in capsys.readouterr().err


def test_broken_front_matter_is_told_with_file_and_line(knowledge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (knowledge / "laws" / "apples.en.md").write_text("---\nid: [\n---\n## a A\n\nText.")
    assert main(["ask", "x"]) == 1
    assert "apples.en.md, line 2" in capsys.readouterr().err


def test_a_document_is_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notice.txt").write_text("Bring a form to the county office.")
    assert main(["ingest", "notice.txt", "--json", "--effective", "2026-05-01"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"added": 1}
    assert main(["library", "--json"]) == 0
    listed = {row["document"]: row for row in json.loads(capsys.readouterr().out)["documents"]}
    assert listed["notice"]["status"] == "in_force" and not listed["notice"]["built_in"] and "weather" not in listed
    assert main(["library", "remove", "notice"]) == 0
    assert capsys.readouterr().out == "Removed notice.en\n"


def test_a_former_version_is_shown_by_the_hash_of_its_citation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("one", "two"):
        (tmp_path / "notice.txt").write_text(f"Bring form {form} to the county office.")
        assert main(["ingest", "notice.txt", "--json"]) == 0
    capsys.readouterr()
    assert main(["library", "show", "notice.en"]) == 0
    told = capsys.readouterr().out
    former = re.search(r"^FORMER version ([0-9a-f]{16})$", told, re.MULTILINE)
    assert former and "form two" in told
    assert main(["library", "show", "notice.en", "--version", former[1]]) == 0
    assert "form one" in capsys.readouterr().out
    assert main(["library", "show", "notice.en", "--version", "0" * 64]) == 1
    assert "There is no document 'notice.en' of version '000" in capsys.readouterr().err


def test_a_bad_file_exits_with_1_and_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    assert main(["ingest", "bad.txt"]) == 1
    assert "bad.txt: it is no text file" in capsys.readouterr().err


def test_a_batch_keeps_its_order_and_a_bad_line_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ['{"id": 1, "question": "hello"}', '{"id": 2, "query": "x"}', "no json", '{"id": "4", "question": ""}']
    (tmp_path / "batch.jsonl").write_text("\n".join(lines))
    assert main(["ask", "--json", "--batch", "batch.jsonl"]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, None, "4"]
    assert ["error" in answer for answer in answers] == [False, True, True, False]
    assert answers[1]["error"]["code"] == "bad_line" and answers[3]["refusal_reason"] == "unreadable"


def test_a_history_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "h.json").write_text('[{"role": "user", "content": "Must I register my orchard?"}]')
    assert main(["ask", "--json", "--history", "h.json", "and for pears?"]) == 0
    assert json.loads(capsys.readouterr().out)["searched"] == "Must I register my orchard? and for pears?"


def test_a_history_of_another_shape_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "h.json").write_text('{"role": "user"}')
    assert main(["ask", "--history", "h.json", "x"]) == 1
    assert "The history is no list of messages" in capsys.readouterr().err


def test_doctor_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "LOOK  index: not built yet. Run 'make setup'" in capsys.readouterr().out
    assert main(["ingest"]) == 0
    capsys.readouterr()
    assert main(["doctor", "--json"]) == 0
    findings = {found["name"]: found for found in json.loads(capsys.readouterr().out)["findings"]}
    assert findings["index"]["in_order"] and findings["index"]["detail"] == "4 documents, 0 to be embedded"


def test_json_is_all_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["ingest", "--json"], ["ask", "--json", "apples?"], ["library", "--json"], ["doctor", "--json"]):
        assert main(arguments) == 0
        assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_an_answer_is_printed_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--language", "zh", "🙂"]) == 0
    assert capsys.readouterr().out.startswith("我没看到问题。")


def test_a_batch_line_may_hold_a_line_separator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = json.dumps({"id": 1, "question": "hello\u2028there"}, ensure_ascii=False)
    (tmp_path / "batch.jsonl").write_text(f"{line}\n", encoding="utf-8")
    assert main(["ask", "--json", "--batch", "batch.jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 1


def test_a_batch_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "question": "hello"}\n{"id": 2, "question": "hello"}\n'))
    assert main(["ask", "--json", "--batch", "-"]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [1, 2]


def test_a_damaged_index_is_one_sentence_and_a_rebuild_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "index").mkdir(parents=True)
    (tmp_path / "data" / "index" / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    assert main(["ask", "apples?"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "ingest --rebuild" in told.err and "Traceback" not in told.err
    assert main(["ingest", "--rebuild"]) == 0
    assert capsys.readouterr().out == "4 added\n"


def test_what_nobody_foresaw_is_one_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(service.Assistant, "ask", lambda *_, **__: 1 / 0)
    assert main(["ask", "apples?"]) == 1
    told = capsys.readouterr().err
    assert "Something went wrong that should not (ZeroDivisionError" in told and "Traceback" not in told


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_ACCOUNTS", str(tmp_path / "accounts"))
    return tmp_path / "accounts"


def test_an_account_is_added_listed_and_removed(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert main(["account", "add", "li.mei", "--role", "admin"]) == 0
    assert "correct" not in capsys.readouterr().out
    assert main(["account", "list"]) == 0 and "li.mei" in capsys.readouterr().out
    assert main(["account", "remove", "li.mei"]) == 0
    assert office.read_text(encoding="utf-8") == ""


def test_passwords_typed_differently_change_nothing(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["correct horse battery", "correct horse batterz"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    assert main(["account", "add", "li.mei"]) == 1
    assert "differ" in capsys.readouterr().err and not office.exists()


def test_without_the_setting_an_account_has_nowhere_to_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["account", "list"]) == 1
    assert "ASSISTANT_ACCOUNTS" in capsys.readouterr().err


def test_classify_prints_the_diagnosis_of_a_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "profile.json"
    path.write_text('{"partners": "none"}', encoding="utf-8")
    assert main(["classify", "--json", "--profile", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["classification"]["target_mode"]["label"] == "not_ready"
    path.write_text('{"partners": "lots"}', encoding="utf-8")
    assert main(["classify", "--json", "--profile", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "none, few, many" in said.err


def test_classify_tells_a_text_in_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", "--text", "我们自己种猕猴桃，自己开店卖，没有合伙的人。"]) == 0
    assert "自产自销" in capsys.readouterr().out


def test_a_batch_of_descriptions_runs_on_after_a_bad_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1}\n{"id": 2, "profile": {}}\n', encoding="utf-8")
    assert main(["classify", "--batch", str(path)]) == 1
    bad, good = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert bad["error"]["code"] == "unreadable" and good["profile"] == {}
