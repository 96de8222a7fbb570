"""The web app: one FastAPI process, every page once per language, and what surrounds all requests."""

import os
import socket
import threading
import warnings
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.middleware.gzip import GZipMiddleware

from assistant.accounts import Accounts
from assistant.datatypes import Language, SectionKey
from assistant.errors import SettingsError
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.sessions import SignIn
from assistant.settings import Settings
from assistant.web.desk_files import add_desk_files
from assistant.web.door import DeskGate, Door, add_sign_in, is_loopback
from assistant.web.drafts import add_drafts
from assistant.web.entrance import add_entrance, add_files
from assistant.web.gradio_files import add_gradio_files
from assistant.web.keeping import add_keeping
from assistant.web.page_head import PageHead
from assistant.web.pages import dress_pages
from assistant.web.passages import read_passage
from assistant.web.proposals import add_proposals
from assistant.web.rates import RateLimit
from assistant.web.security import LARGEST_UPLOAD, Guard
from assistant.web.texts import LOCALES, text
from assistant.web.visitors import Visitors

_FORGET_EVERY_S = 6 * 3600.0
# A visitor's clicks on what is kept cost little; questions have a limit of their own.
_MOST_CLICKS = 120
_MOST_DRAFTS = 6
# One for each card, and a tap draws a new card.
_MOST_PROPOSALS = 30


def build_app(assistant: Assistant, *, root_path: str = "", limit: RateLimit | None = None) -> FastAPI:
    """Return the web app over one assistant; `root_path` is the prefix under which a proxy shows it.

    Without a `limit` of their own, visitors may ask as often as RateLimit's defaults say.
    """
    _prepare_gradio(assistant.settings.data)
    app = FastAPI(title="assistant", docs_url=None, redoc_url=None, openapi_url=None)
    door = Door(_open_sign_in(assistant.settings), root_path=root_path)
    add_entrance(app, root_path)
    add_files(app, root_path)
    add_sign_in(app, door)
    add_keeping(app, assistant, RateLimit(most=_MOST_CLICKS))
    add_drafts(app, assistant, RateLimit(most=_MOST_DRAFTS))
    add_proposals(app, assistant, RateLimit(most=_MOST_PROPOSALS))
    _add_passages(app, assistant)
    add_gradio_files(app)
    chat_kinds = _mount_pages(app, assistant, door, limit or RateLimit())
    _add_middleware(app, assistant.settings, door, chat_kinds)
    return app


def serve(assistant: Assistant, *, host: str = "127.0.0.1", port: int = 7860, root_path: str = "") -> None:
    """Serve the web app until it is stopped; print its address before it answers. Warm the assistant first.

    `root_path` is the prefix that a proxy strips, as in /advice. Raises SettingsError for a host that
    others can reach while there are no accounts, and for a port that is taken.
    """
    check_host(host, assistant.settings)
    prefix = "/" + root_path.strip("/") if root_path.strip("/") else ""
    listening = _listen(host, port)
    app = build_app(assistant, root_path=prefix)
    _forget_now_and_then(assistant)
    config = uvicorn.Config(app, root_path=prefix, log_level="warning", timeout_graceful_shutdown=2)
    named = f"[{host}]" if ":" in host else host
    print(f"http://{named}:{listening.getsockname()[1]}/", flush=True)
    uvicorn.Server(config).run(sockets=[listening])


def check_host(host: str, settings: Settings) -> None:
    """Raise SettingsError for a host that others can reach, while there are no accounts.

    >>> check_host("127.0.0.1", Settings(data=Path("data")))
    """
    if is_loopback(host) or (settings.accounts and Accounts(settings.accounts).listed()):
        return
    raise SettingsError(
        f"The host is '{host}', which others can reach, and there are no accounts to keep them apart. "
        "Use 127.0.0.1, which only this machine reaches, or set ASSISTANT_ACCOUNTS to a file and add an account "
        "with 'assistant account add NAME'."
    )


def _mount_pages(app: FastAPI, assistant: Assistant, door: Door, limit: RateLimit) -> frozenset[str]:
    """Mount every page, and return the kinds of components of the chat."""
    import gradio as gr

    from assistant.web.chat import build_chat, build_theme
    from assistant.web.desk import PAGES, build_desk

    options: dict[str, Any] = {"footer_links": [], "run_history": False, "ssr_mode": False, "show_error": False}
    jobs = Jobs()
    add_desk_files(app, assistant)
    kinds: set[str] = set()
    for language in LOCALES:
        chat = build_chat(assistant, language, limit, root_path=door.root_path)
        gr.mount_gradio_app(app, chat, f"/{language}/chat", theme=build_theme(), **options)
        kinds |= {block.get_block_name() for block in chat.blocks.values()}
        arrival = f"{door.root_path}/{language}/desk/{PAGES[0].path}"
        app.get(f"/{language}/desk/")(_lead_to(arrival))
        desk = build_desk(assistant, language, door, jobs)
        private: dict[str, Any] = {"auth_dependency": door.name_of_worker, "max_file_size": LARGEST_UPLOAD}
        with warnings.catch_warnings():
            # Gradio says that it leaves off what we switched off.
            warnings.filterwarnings("ignore", message="SSR mode is not supported")
            gr.mount_gradio_app(app, desk, f"/{language}/desk", theme=build_theme(), **private, **options)
    return frozenset(kinds)


def _lead_to(address: str) -> Any:
    def lead() -> Response:
        return RedirectResponse(address, 303)

    return lead


def _open_sign_in(settings: Settings) -> SignIn | None:
    """Return the door for accounts; None while there are none, also where the file is still empty."""
    accounts = Accounts(settings.accounts) if settings.accounts else None
    return SignIn(accounts) if accounts and accounts.listed() else None


def _forget_now_and_then(assistant: Assistant) -> None:
    """Forget old conversations now and every few hours, for as long as the process lives."""
    assistant.conversations.forget_old()
    again = threading.Timer(_FORGET_EVERY_S, _forget_now_and_then, [assistant])
    again.daemon = True
    again.start()


def _add_passages(app: FastAPI, assistant: Assistant) -> None:
    @app.get("/passages/{document}/{section}")
    def passage(
        document: str,
        section: str,
        language: Language = "en",
        interface: Language | None = None,
        version: str | None = None,
    ) -> Response:
        worded = interface or language
        shown = read_passage(
            assistant, SectionKey(document, section), language, interface=worded, version=version or None
        )
        if shown is None:
            raise HTTPException(404, text("passage_missing", worded))
        return JSONResponse(shown, headers={"cache-control": "no-cache"})


def _add_middleware(app: FastAPI, settings: Settings, door: Door, chat_kinds: frozenset[str]) -> None:
    """Add what surrounds every request; the last one added is the outermost."""
    chats = [f"/{language}/chat/" for language in LOCALES]
    closed = tuple(f"{chat}gradio_api/{name}" for chat in chats for name in ("file", "upload"))
    uploads = tuple(f"/{language}/desk/gradio_api/upload" for language in LOCALES)
    app.add_middleware(PageHead, pages=dress_pages(door, keep_days=settings.keep_days, chat_kinds=chat_kinds))
    app.add_middleware(Visitors, pages=chats, keep_days=settings.keep_days)
    app.add_middleware(DeskGate, door=door)
    app.add_middleware(Guard, closed=closed, uploads=uploads)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)


def _prepare_gradio(data: Path) -> None:
    """Set what Gradio reads from the environment: no look-up leaves the machine, files stay private."""
    files = data / "gradio"
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    switches = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    os.environ.update(switches, GRADIO_TEMP_DIR=str(files))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsError(
            f"Port {port} of {host} cannot be used ({error.strerror}). "
            "Stop what listens there, or choose another with --port."
        ) from error
