"""Shared fixtures: a small library with a fast embedder, and the real assistant, opened once."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.datatypes import Document, Passage, Section
from assistant.embedding import SentenceTransformerEmbedder, load_embedder
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fakes import WordEmbedder, write_library


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """The folder of a small library."""
    return write_library(tmp_path / "knowledge")


@pytest.fixture
def small_settings(tmp_path: Path, knowledge: Path) -> Settings:
    """Settings with the small library, a data folder of their own and a fixed day."""
    return Settings(data=tmp_path / "data", knowledge=knowledge, today=date(2026, 11, 23))


@pytest.fixture
def small_assistant(small_settings: Settings) -> Assistant:
    """An assistant over the small library."""
    assistant = Assistant(small_settings, WordEmbedder())
    assistant.update()
    return assistant


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """The packaged model."""
    return load_embedder()


@pytest.fixture(scope="session")
def assistant(embedder: SentenceTransformerEmbedder) -> Iterator[Assistant]:
    """The real assistant over the built-in library, with the index that `make setup` built."""
    settings = Settings.from_env(os.environ)
    real = Assistant(settings, embedder)
    real.update()
    yield real


@pytest.fixture
def make_passage() -> Callable[[str], Passage]:
    """Make a passage number 1 from a text."""

    def make(text: str) -> Passage:
        section = Section("art-1", "One", text)
        return Passage(1, "en", Document("apples", "en", "Apple Law", (section,), "hash"), section)

    return make
