"""The web app: one FastAPI process, the chat page once per language, and the few routes around it."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from assistant.datatypes import Language, SectionKey
from assistant.errors import SettingsError
from assistant.service import Assistant
from assistant.web.page_head import STATIC, PageHead
from assistant.web.passages import read_passage
from assistant.web.rates import RateLimit
from assistant.web.security import Guard
from assistant.web.texts import LOCALES, text

_A_YEAR_S = 31_536_000


def build_app(assistant: Assistant, *, root_path: str = "", limit: RateLimit | None = None) -> FastAPI:
    """Return the web app over one assistant; `root_path` is the prefix under which a proxy shows it.

    Without a `limit` of their own, visitors may ask as often as RateLimit's defaults say.
    """
    _prepare_gradio(assistant.settings.data)
    import gradio as gr

    from assistant.web.chat import build_chat, build_theme

    app = FastAPI(title="assistant", docs_url=None, redoc_url=None, openapi_url=None)
    _add_entrance(app, root_path)
    _add_files(app, root_path)
    _add_passages(app, assistant)
    options: dict[str, Any] = {"footer_links": [], "run_history": False, "ssr_mode": False, "show_error": False}
    limit = limit or RateLimit()
    for language in LOCALES:
        page = build_chat(assistant, language, limit, root_path=root_path)
        gr.mount_gradio_app(app, page, f"/{language}/chat", theme=build_theme(), **options)
    _add_middleware(app)
    return app


def serve(assistant: Assistant, *, host: str = "127.0.0.1", port: int = 7860, root_path: str = "") -> None:
    """Serve the web app until it is stopped; print its address before it answers. Warm the assistant first.

    `root_path` is the prefix that a proxy strips, as in /advice. Raises SettingsError for a host that
    others can reach, since there are no accounts, and for a port that is taken.
    """
    check_host(host)
    prefix = "/" + root_path.strip("/") if root_path.strip("/") else ""
    listening = _listen(host, port)
    app = build_app(assistant, root_path=prefix)
    config = uvicorn.Config(app, root_path=prefix, log_level="warning", timeout_graceful_shutdown=2)
    named = f"[{host}]" if ":" in host else host
    print(f"http://{named}:{listening.getsockname()[1]}/", flush=True)
    uvicorn.Server(config).run(sockets=[listening])


def check_host(host: str) -> None:
    """Raise SettingsError for a host that is not this machine's own.

    >>> check_host("127.0.0.1")
    """
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise SettingsError(
            f"The host is '{host}', which others can reach, and there are no accounts to keep them apart. "
            "Use 127.0.0.1, which only this machine reaches."
        )


def choose_language(cookie: str | None, accepted: str) -> Language:
    """Return the language that a visitor chose, else the first that the browser asks for, else English.

    >>> choose_language(None, "fr-FR,zh-HK;q=0.8,en;q=0.5"), choose_language("en", "zh-CN")
    ('zh', 'en')
    """
    wanted = [cookie or "", *(part.strip()[:2].lower() for part in accepted.split(","))]
    return next((language for name in wanted for language in LOCALES if language == name), "en")


def _language_of(request: Request) -> Language:
    return choose_language(request.cookies.get("lang"), request.headers.get("accept-language", ""))


def _add_entrance(app: FastAPI, root_path: str) -> None:
    @app.get("/")
    def enter(request: Request) -> Response:
        headers = {"vary": "Accept-Language, Cookie", "cache-control": "no-store"}
        return RedirectResponse(f"{root_path}/{_language_of(request)}/chat/", 302, headers=headers)

    @app.get("/lang/{language}")
    def switch(language: str, request: Request) -> Response:
        if language not in LOCALES:
            return RedirectResponse(f"{root_path}/", 303)
        response = RedirectResponse(f"{root_path}/{language}/chat/", 303)
        options: dict[str, Any] = {"max_age": _A_YEAR_S, "samesite": "lax", "httponly": True}
        response.set_cookie("lang", language, path=root_path or "/", secure=request.url.scheme == "https", **options)
        return response


def _add_files(app: FastAPI, root_path: str) -> None:
    app.mount("/static", StaticFiles(directory=STATIC))

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/favicon.ico")
    def favicon() -> Response:
        return FileResponse(STATIC / "favicon.ico")

    @app.get("/manifest.json")
    def manifest(request: Request, language: str = "") -> Response:
        chosen = choose_language(language or request.cookies.get("lang"), request.headers.get("accept-language", ""))
        return JSONResponse(write_manifest(chosen, root_path), media_type="application/manifest+json")


def write_manifest(language: Language, root_path: str) -> dict[str, object]:
    """Return what a phone needs to put the page on its home screen."""
    icons = [_write_icon(size, purpose, root_path) for size in (192, 512) for purpose in ("any", "maskable")]
    return {
        "id": f"{root_path}/",
        "name": text("title", language),
        "short_name": text("short_title", language),
        "description": text("description", language),
        "lang": LOCALES[language],
        "start_url": f"{root_path}/",
        "scope": f"{root_path}/",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#faf7f1",
        "icons": icons,
    }


def _write_icon(size: int, purpose: str, root_path: str) -> dict[str, str]:
    source = f"{root_path}/static/icon-{size}.png"
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _add_passages(app: FastAPI, assistant: Assistant) -> None:
    @app.get("/passages/{document}/{section}")
    def passage(document: str, section: str, language: Language = "en", interface: Language | None = None) -> Response:
        shown = read_passage(assistant, SectionKey(document, section), language, interface=interface or language)
        if shown is None:
            raise HTTPException(404, text("passage_missing", interface or language))
        return JSONResponse(shown, headers={"cache-control": "no-cache"})


def _add_middleware(app: FastAPI) -> None:
    """Add what surrounds every request; the last one added is the outermost."""
    closed = tuple(f"/{language}/chat/gradio_api/{door}" for language in LOCALES for door in ("file", "upload"))
    app.add_middleware(PageHead, pages={f"/{language}/chat/": language for language in LOCALES})
    app.add_middleware(Guard, closed=closed)
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
