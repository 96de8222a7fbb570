"""Through the real program, in a process of its own, over the built-in library."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.language import detect_language
from assistant.service import Assistant

PROGRAM = Path(sys.executable).with_name("assistant")
LINES = [
    {"id": "a", "question": "俺自己种的苹果网上卖要办执照不"},
    {"id": "b", "question": "What is the fine for selling farm produce with banned pesticides?"},
    {"id": "c", "question": "What will walnuts fetch next spring?"},
    {"id": "d", "question": "那联合社呢？", "history": [{"role": "user", "content": "合作社最少要几个成员？"}]},
    {"id": "e"},
    {"id": "f", "question": "谢谢"},
]


@pytest.mark.slow
def test_a_batch_goes_through_the_program(assistant: Assistant, tmp_path: Path) -> None:
    assert assistant.index is not None  # the index is up to date before a second process reads it
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    run = subprocess.run([PROGRAM, "ask", "--json", "--batch", batch], capture_output=True, text=True, check=False)
    answers = {answer["id"]: answer for answer in map(json.loads, run.stdout.splitlines())}
    assert run.returncode == 1 and "Traceback" not in run.stderr
    assert [answers[id].get("kind") for id in "abcdef"] == ["answer", "answer", "refusal", "answer", None, "small_talk"]
    assert {detect_language(answers[id]["text"]) for id in "adf"} == {"zh"}
    assert ("ecl-2018", "art-10") in {(c["document"], c["section"]) for c in answers["a"]["citations"]}
    assert answers["e"]["error"]["code"] == "bad_line"
    fields = {"id", "question", "searched", "language", "kind", "text", "sentences", "citations", "premise_corrected"}
    assert fields <= set(answers["a"]) and answers["a"]["composer"] == "extractive"


def test_help_is_instant_and_loads_nothing() -> None:
    code = (
        "import sys, assistant.cli as cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: print('torch' in sys.modules, 'gradio' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False False"
