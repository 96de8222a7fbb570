"""Run the project's own cases: `python -m evals dev|test [--json] [--calibrate]`."""

import argparse
import json
import os
import sys
from pathlib import Path

from tqdm import tqdm

from assistant.service import Assistant
from assistant.settings import Settings
from evals.calibration import fit_gate, gate_text, is_answerable
from evals.cases import Case, packaged_cases, read_cases
from evals.harness import run_case, sum_up

_THRESHOLDS = Path(__file__).with_name("thresholds.json")


def main() -> int:
    """Print the figures of one half of the cases; return 1 where one is under its limit."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("split", choices=("dev", "test"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--calibrate", action="store_true", help="fit the evidence gate on the dev cases first")
    options = parser.parse_args()
    cases, bad = read_cases(packaged_cases(options.split))
    cases = [case for case in cases if case.question]
    for line in bad:
        print(line.reason, file=sys.stderr)
    assistant = Assistant.open(Settings.from_env(os.environ))
    if options.calibrate:
        _calibrate(assistant, read_cases(packaged_cases("dev"))[0])
        assistant.update()
    figures = sum_up(run_case(case, assistant.ask) for case in tqdm(cases, unit=" cases", file=sys.stderr))
    if options.json:
        print(json.dumps(figures))
    else:
        for group, scores in figures.items():
            print(f"{group:28}" + "  ".join(f"{name} {mean:.3f} ({count})" for name, (count, mean) in scores.items()))
    return _judge(figures)


def _calibrate(assistant: Assistant, cases: list[Case]) -> None:
    samples = [(case, assistant.measure_evidence(case.question)) for case in cases if is_answerable(case) is not None]
    path = Path(sys.modules[Assistant.__module__].__file__ or "").with_name("evidence_gate.json")
    path.write_text(gate_text(fit_gate(samples)), encoding="utf-8")


def _judge(figures: dict[str, dict[str, tuple[int, float]]]) -> int:
    """Name every figure under its limit."""
    limits: dict[str, dict[str, float]] = json.loads(_THRESHOLDS.read_text(encoding="utf-8"))
    missed = 0
    for group, scores in limits.items():
        for name, limit in scores.items():
            found = figures.get(group, {}).get(name)
            if found and found[1] < limit:
                missed = 1
                print(f"{group} {name}: {found[1]:.3f} is under the limit of {limit}.", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(main())
