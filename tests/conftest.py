"""Shared fixtures: a small library with a fast embedder, and the real assistant, opened once."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData

from assistant.datatypes import Document, Passage, Section
from assistant.embedding import SentenceTransformerEmbedder, load_embedder
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import build_engine
from tests.browsing import Visit, at_home, launched, served
from tests.fakes import WordEmbedder, write_library
from tests.turns import Turns

# What says with how many threads our models and the libraries below them compute.
THREADS = ("ASSISTANT_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def pytest_configure(config: pytest.Config) -> None:
    """Let test processes take turns; beside each other each of them computes with one thread."""
    config.pluginmanager.register(Turns(config), "turns")
    if config.getoption("numprocesses", None):
        for name in THREADS:
            os.environ.setdefault(name, "1")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that none of them is left for one process at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Take what was imported out of every further search for garbage, which costs seconds in all."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say where nobody misses it what this machine could not test."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(reason for reason in reasons if "NOT TESTED" in reason):
        terminalreporter.write_line(reason, red=True)


@pytest.fixture(scope="session")
def turns(pytestconfig: pytest.Config) -> Turns:
    """What keeps test processes from getting into each other's way."""
    found = pytestconfig.pluginmanager.getplugin("turns")
    assert isinstance(found, Turns)
    return found


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """The folder of a small library."""
    return write_library(tmp_path / "knowledge")


@pytest.fixture
def small_settings(tmp_path: Path, knowledge: Path) -> Settings:
    """Settings with the small library, a data folder of their own and a fixed day."""
    return Settings(data=tmp_path / "data", knowledge=knowledge, today=date(2026, 11, 23))


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the small library and nothing else, to be copied and not written to."""
    folder = tmp_path_factory.mktemp("small")
    settings = Settings(data=folder / "data", knowledge=write_library(folder / "knowledge"))
    Assistant(settings, WordEmbedder()).update()
    return settings.data


@pytest.fixture
def open_small(small_settings: Settings, small_data: Path) -> Callable[..., Assistant]:
    """Open an assistant over the small library; what it finds in its data folder at first is a copy of the index."""

    def open(settings: Settings = small_settings, **parts: Any) -> Assistant:
        if not settings.data.exists():
            shutil.copytree(small_data, settings.data)
        assistant = Assistant(settings, WordEmbedder(), **parts)
        assistant.update()
        return assistant

    return open


@pytest.fixture
def small_assistant(open_small: Callable[..., Assistant]) -> Assistant:
    """An assistant over the small library."""
    return open_small()


@pytest.fixture(params=["sqlite", "server"])
def database_url(request: pytest.FixtureRequest, turns: Turns) -> Iterator[str | None]:
    """An empty database: None for SQLite, and the server of ASSISTANT_TEST_DATABASE_URL, its tables dropped."""
    if request.param == "sqlite":
        yield None
        return
    url = os.environ.get("ASSISTANT_TEST_DATABASE_URL")
    if not url:
        pytest.skip("no ASSISTANT_TEST_DATABASE_URL names a server to test against")
    with turns.only("database"):
        everything = MetaData()
        everything.reflect(build_engine(url))
        everything.drop_all(build_engine(url))
        yield url


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """The packaged model."""
    return load_embedder()


@pytest.fixture(scope="session")
def assistant(
    embedder: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory, turns: Turns
) -> Assistant:
    """The real assistant over the built-in library, with the index that `make setup` built."""
    # What the tests keep does not belong into anybody's own database.
    kept = tmp_path_factory.mktemp("kept") / "assistant.sqlite3"
    settings = replace(Settings.from_env(os.environ), database_url=f"sqlite:///{kept}")
    real = Assistant(settings, embedder)
    # Where the index is not built yet, one process builds it and the others find it.
    with turns.only("index"):
        real.update()
    return real


@pytest.fixture
def make_passage() -> Callable[[str], Passage]:
    """Make a passage number 1 from a text."""

    def make(text: str) -> Passage:
        section = Section("art-1", "One", text)
        return Passage(1, "en", Document("apples", "en", "Apple Law", (section,), "hash"), section)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser of this machine; without one the test is skipped loudly."""
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def address(assistant: Assistant) -> Iterator[str]:
    """Where the real assistant is served."""
    from assistant.web.app import build_app
    from assistant.web.rates import RateLimit

    # As `serve` does it: what loads on first use is not the first visitor's to wait for.
    assistant.warm()
    with served(build_app(assistant, limit=RateLimit(most=1_000))) as found:
        yield found


@pytest.fixture
def visit(browser: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Begin a visit to `address`, or to another one; nothing may be loaded from elsewhere or complained of.

    Neither may the server, which runs in this process, look for anybody elsewhere.
    """
    visits: list[Visit] = []

    def begin(device: dict[str, Any], *, to: str | None = None, **options: Any) -> Visit:
        visits.append(Visit(browser, to or request.getfixturevalue("address"), **device, **options))
        return visits[-1]

    with at_home():
        yield begin
        for one in visits:
            one.context.close()
    assert [url for one in visits for url in one.foreign] == []
    assert [complaint for one in visits for complaint in one.complaints] == []
