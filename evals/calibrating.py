"""Fits the gates and the ranking of sentences on the dev cases and measures what confidence is worth.

The ranking is `assistant/sentence_ranking.json`, the gates are `assistant/evidence_gate.json` and
`assistant/premise_gate.json`; how both are weighed with what the passage model reads is
`assistant/second_reading.json`; the words of confidence rest on `assistant/confidence.json`, which names the evidence
gate that it was measured with.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import assistant.evidence
from assistant.confidence import CONFIDENCE_FILE
from assistant.logistic import log_odds
from assistant.premise_gate import GATE_FILE as PREMISE_FILE
from assistant.second_reading import FITTED_FILE as SECOND_FILE
from assistant.second_reading import load_second_reading
from assistant.sentence_ranking import RANKING_FILE, load_ranking
from assistant.service import Assistant
from evals.calibration import fit_gate, gate_text, is_answerable
from evals.cases import Case, packaged_cases, read_cases
from evals.harness import Dataset, run_suites
from evals.premise_fitting import PremiseSample, fit_premise_gate, may_rest_on_a_premise
from evals.reliability import measure_reliability, pool_bands
from evals.runs import record_case
from evals.second_fitting import Reading, evidence_out_of_fold, fit_second, premises_out_of_fold
from evals.sentence_fitting import fit_ranking, sample_sentences
from evals.subject import opened
from evals.suites import SUITES

GATE_FILE = Path(assistant.evidence.__file__).with_name("evidence_gate.json")
_HALF = "dev"


def calibrate(
    assistant: Assistant,
    *,
    gate_file: Path = GATE_FILE,
    premise_file: Path = PREMISE_FILE,
    confidence_file: Path = CONFIDENCE_FILE,
    ranking_file: Path = RANKING_FILE,
    second_file: Path = SECOND_FILE,
) -> None:
    """Write the files, and have the assistant use the new gates from now on."""
    cases, _ = read_cases(packaged_cases(_HALF))
    ranking = fit_ranking(list(sample_sentences(assistant, cases)))
    ranking_file.write_text(gate_text(ranking), encoding="utf-8")
    load_ranking.cache_clear()
    premises = [
        PremiseSample(case, tuple(assistant.judge.measure_premises(case.question)))
        for case in cases
        if may_rest_on_a_premise(case)
    ]
    premise_file.write_text(gate_text(fit_premise_gate(premises)), encoding="utf-8")
    samples = [(case, assistant.measure_evidence(case.question)) for case in cases if is_answerable(case) is not None]
    gate_file.write_text(gate_text(fit_gate(samples)), encoding="utf-8")
    assistant.update()
    readings = list(_read(assistant, samples, premises))
    if readings:
        second_file.write_text(gate_text(fit_second(readings)), encoding="utf-8")
        load_second_reading.cache_clear()
        assistant.update()
    confidence_file.write_text(confidence_text(assistant, cases, assistant.judge.version), encoding="utf-8")


def _read(
    assistant: Assistant, samples: Sequence[tuple[Case, dict[str, float]]], premises: Sequence[PremiseSample]
) -> Iterator[Reading]:
    """Yield what the second reading weighs of each case, where anything is read."""
    likely = dict(zip((case.id for case, _ in samples), evidence_out_of_fold(samples), strict=True))
    wrong = dict(zip((sample.case.id for sample in premises), premises_out_of_fold(premises), strict=True))
    for case in {case.id: case for case in (*(case for case, _ in samples), *(one.case for one in premises))}.values():
        measured = assistant.judge.measure_second(case.question)
        if measured is not None:
            answers, contradiction = measured
            inside, against = log_odds(likely.get(case.id, 0.5)), log_odds(wrong.get(case.id, 0.5))
            yield Reading(case, answers | {"gate": inside}, contradiction | {"gate": against})


def confidence_text(assistant: Assistant, cases: list[Case], gate_version: str) -> str:
    """Return the table of confidence as its file holds it: by language, bands and how often they are right."""
    suites = [SUITES["answering"], SUITES["refusal"]]
    with opened(assistant) as subject:
        outcomes = run_suites(suites, [Dataset(_HALF, tuple(cases))], subject)
    measured = measure_reliability([record_case(outcome) for outcome in outcomes])
    bands: dict[str, Any] = {key.partition("/")[2]: pool_bands(found["bins"]) for key, found in measured.items()}
    table = {"gate": gate_version, "embedding": assistant.embedder.name, "bands": bands}
    return json.dumps(table, indent=2, sort_keys=True) + "\n"
