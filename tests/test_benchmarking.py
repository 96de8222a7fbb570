"""The benchmark as a whole: its shape with stand-ins, and once with the real models."""

import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from assistant import benchmarking
from assistant.benchmarking import Report, describe_machine, measure
from assistant.cli import main
from assistant.embedding import Task
from assistant.service import Assistant
from assistant.timed_parts import Amounts, Figure

NAMES = ["ingestion", "question_embedding", "vector_search", "keyword_search", "retrieval", "answer"]
NAMES += ["classification", "reading", "draft"]


def encode(texts: Sequence[str], task: Task) -> None:
    assert texts and task in ("query", "document")


@pytest.fixture
def measured(small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    # The packaged reader of descriptions would be loaded, which the other tests of this file do without.
    monkeypatch.setattr(small_assistant, "classify", lambda **_: None)
    monkeypatch.setattr(small_assistant, "draft", lambda _: None)
    ticks = count()
    return list(measure(small_assistant, encode, amounts=Amounts(4, 2, 2, 2), clock=lambda: next(ticks)))


def test_everything_is_measured_in_the_order_of_the_work(measured: list[Figure]) -> None:
    assert [one.name for one in measured] == NAMES
    assert all(one.value > 0 for one in measured)
    assert [one.name for one in measured if one.ratio is None] == ["classification"]


def test_json_says_what_a_ratio_is_a_share_of(measured: list[Figure], small_assistant: Assistant) -> None:
    told = json.loads(json.dumps(Report(describe_machine(small_assistant), tuple(measured)).to_dict()))
    assert {"name", "value", "unit", "p95", "bare", "bare_part", "ratio"} == set(told["figures"][0])
    assert all(bool(one["bare_part"]) == (one["ratio"] is not None) for one in told["figures"])
    assert told["machine"]["embedding"] == "words" and told["machine"]["chunks"] == 20


def test_each_step_is_told_before_it_begins(small_assistant: Assistant) -> None:
    steps: list[str] = []
    next(iter(measure(small_assistant, encode, amounts=Amounts(4, 2, 2, 2), step=steps.append)))
    assert steps == ["ingestion"]


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_the_program_prints_a_table_or_nothing_but_json(
    arguments: list[str], measured: list[Figure], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmarking, "benchmark", lambda *_, **__: Report({"cores": 2}, tuple(measured)))
    assert main(["benchmark", *arguments]) == 0
    told = capsys.readouterr().out
    if arguments:
        assert [one["name"] for one in json.loads(told)["figures"]] == NAMES
    else:
        assert told.startswith("cores 2\ningestion") and "of retrieval alone" in told


@pytest.mark.slow
@pytest.mark.alone
def test_ingestion_keeps_nearly_all_of_the_models_speed(assistant: Assistant) -> None:
    assert assistant.index is not None  # the index is up to date before a second process reads it
    run = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "benchmark", "--json"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = {one["name"]: one for one in json.loads(run.stdout)["figures"]}
    assert {"start", *NAMES} <= {*figures}
    assert figures["ingestion"]["ratio"] >= 0.9
    assert figures["question_embedding"]["ratio"] >= 0.8 and figures["answer"]["value"] < 5_000
