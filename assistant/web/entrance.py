"""The way in: the language, the files of the pages, and what a phone needs to install them."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from assistant.datatypes import Language
from assistant.web.bundles import BUNDLES, STATIC, read_bundle
from assistant.web.languages import language_of
from assistant.web.texts import LOCALES, text

_A_YEAR_S = 31_536_000


def add_entrance(app: FastAPI, root_path: str) -> None:
    """Lead a visitor to the chat in their language, and let them switch."""

    @app.get("/")
    def enter(request: Request) -> Response:
        headers = {"vary": "Accept-Language, Cookie", "cache-control": "no-store"}
        return RedirectResponse(f"{root_path}/{language_of(request)}/chat/", 302, headers=headers)

    @app.get("/lang/{language}")
    def switch(language: str, request: Request) -> Response:
        if language not in LOCALES:
            return RedirectResponse(f"{root_path}/", 303)
        response = RedirectResponse(f"{root_path}/{language}/chat/", 303)
        options: dict[str, Any] = {"max_age": _A_YEAR_S, "samesite": "lax", "httponly": True}
        response.set_cookie("lang", language, path=root_path or "/", secure=request.url.scheme == "https", **options)
        return response


def add_files(app: FastAPI, root_path: str) -> None:
    """Add our scripts, styles and icons, the manifest, and what a proxy asks to know that we live."""

    for name in BUNDLES:
        app.get(f"/static/{name}")(_serve_bundle(name))
    app.mount("/static", StaticFiles(directory=STATIC))

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/favicon.ico")
    def favicon() -> Response:
        return FileResponse(STATIC / "favicon.ico")

    @app.get("/manifest.json")
    def manifest(request: Request, language: str = "") -> Response:
        chosen = language_of(request, language)
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


def _serve_bundle(name: str) -> Callable[[], Response]:
    kind = "text/javascript" if name.endswith(".js") else "text/css"

    def serve() -> Response:
        return Response(read_bundle(name), media_type=kind)

    return serve
