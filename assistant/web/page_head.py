"""What Gradio's page lacks: its language, our style and script, and a policy that runs no other script.

Gradio writes `lang="en"` and speaks the browser's language whatever the page says. The page is rewritten on
its way out: before anything of Gradio's runs, the browser's language becomes the page's.
"""

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.datatypes import Language
from assistant.extraction.kinds import SUFFIXES
from assistant.web.bundles import address
from assistant.web.gradio_files import lead_to_files
from assistant.web.security import LARGEST_UPLOAD, content_policy
from assistant.web.texts import LOCALES, text

_FOREIGN_META = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
# Loads a script for pages inside a frame of another page, which ours never is.
_FRAME_SCRIPT = re.compile(r"script\.async = true;\s*document\.head\.appendChild\(script\);")
_CHARSET = '<meta charset="utf-8" />'
_VIEWPORT = "width=device-width, initial-scale=1, shrink-to-fit=no"
# With `resizes-content` the keyboard of a phone makes the page smaller and does not hide the box.
_OUR_VIEWPORT = "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
_WORDS_OF_EVERY_PAGE = (
    "close", "loading", "passage", "passage_missing", "passage_unreachable",
    "error", "did_not_work", "connection_lost", "queue_full", "file_too_large", "file_kind_refused",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dress:
    """What one page wears: its title, its bundle of script and style, the words that its script says.

    `top` gives the HTML that stands before what Gradio builds, for the request at hand; `kinds` are the kinds of
    components of which Gradio builds the page, where all their files are to be loaded at once.
    """

    language: Language
    title: str
    bundle: str
    words: Mapping[str, object]
    top: Callable[[HTTPConnection], str]
    kinds: frozenset[str] = frozenset()


class PageHead:
    """ASGI middleware that dresses the HTML page of each path in `pages`, and leaves all else alone."""

    def __init__(self, app: ASGIApp, pages: Mapping[str, Dress]) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; keep a page back until it is whole."""
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        dress = self.pages.get(path)
        if dress is None:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            if message["type"] != "http.response.body":
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                await _send_dressed(start, body, send, dress=dress, scope=scope)

        await self.app(_without_encoding(scope), receive, hold)


def dress_page(html: str, dress: Dress, *, root_path: str, nonce: str, top: str = "") -> str:
    """Return Gradio's page in our dress; every script in it carries the nonce."""
    locale = LOCALES[dress.language]
    html = _FRAME_SCRIPT.sub("", _FOREIGN_META.sub("", html))
    html = html.replace('lang="en"', f'lang="{locale}"', 1).replace(_VIEWPORT, _OUR_VIEWPORT, 1)
    html = html.replace('href="/manifest.json"', f'href="{root_path}/manifest.json?language={dress.language}"', 1)
    html = html.replace(_CHARSET, _CHARSET + _write_head(dress, root_path), 1)
    html = lead_to_files(html, root_path, dress.kinds)
    html = html.replace("<gradio-app", f"{top}<gradio-app", 1)
    return html.replace("<script", f'<script nonce="{nonce}"')


def words_of(names: tuple[str, ...], language: Language) -> dict[str, str]:
    """Return the words that a page's script says, those of every page among them."""
    files = {"size": LARGEST_UPLOAD // 1_000_000, "kinds": ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)}
    return {name: text(name, language, **files) for name in _WORDS_OF_EVERY_PAGE + names}


def _write_head(dress: Dress, root_path: str) -> str:
    locale, static = LOCALES[dress.language], f"{root_path}/static"
    words = {**dress.words, "language": dress.language}
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    pretend = f'for(const[k,v]of[["language","{locale}"],["languages",["{locale}"]]])'
    return (
        f"<script>{pretend}Object.defineProperty(navigator,k,{{get:()=>v}})</script>"
        f"<title>{escape(dress.title)}</title>"
        f'<meta name="description" content="{escape(text("description", dress.language))}">'
        '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf7f1">'
        '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#191815">'
        f'<link rel="icon" href="{static}/icon.svg" type="image/svg+xml">'
        f'<link rel="apple-touch-icon" href="{static}/icon-180.png">'
        f'<link rel="stylesheet" href="{address(f"{dress.bundle}.css", root_path)}">'
        f'<script type="application/json" id="words">{told}</script>'
        f'<script defer src="{address(f"{dress.bundle}.js", root_path)}"></script>'
    )


def _without_encoding(scope: Scope) -> Scope:
    """Ask for the page uncompressed, for it is read on its way."""
    return dict(scope, headers=[header for header in scope["headers"] if header[0] != b"accept-encoding"])


async def _send_dressed(start: Message, body: bytes, send: Send, *, dress: Dress, scope: Scope) -> None:
    headers = MutableHeaders(scope=start)
    if headers.get("content-type", "").startswith("text/html"):
        nonce = secrets.token_urlsafe(16)
        root_path = scope.get("root_path", "")
        top = dress.top(HTTPConnection(scope))
        body = dress_page(body.decode(), dress, root_path=root_path, nonce=nonce, top=top).encode()
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = content_policy(nonce)
        headers["cache-control"] = "no-cache"
    await send(start)
    await send({"type": "http.response.body", "body": body})
