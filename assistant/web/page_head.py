"""What Gradio's page lacks: its language, our style and script, and a policy that runs no other script.

Gradio writes `lang="en"` and speaks the browser's language whatever the page says. The page is rewritten on
its way out: before anything of Gradio's runs, the browser's language becomes the page's.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.datatypes import Language
from assistant.web.security import content_policy
from assistant.web.texts import LOCALES, text

STATIC = Path(__file__).with_name("static")
_FOREIGN_META = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_CHARSET = '<meta charset="utf-8" />'
_VIEWPORT = "width=device-width, initial-scale=1, shrink-to-fit=no"
# With `resizes-content` the keyboard of a phone makes the page smaller and does not hide the box.
_OUR_VIEWPORT = "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
_WORDS_OF_SCRIPT = ("close", "loading", "passage", "passage_missing", "passage_unreachable")


class PageHead:
    """ASGI middleware that dresses the HTML page of each path in `pages`, and leaves all else alone."""

    def __init__(self, app: ASGIApp, pages: Mapping[str, Language]) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; keep a page back until it is whole."""
        root = scope.get("root_path", "")
        language = self.pages.get(scope["path"].removeprefix(root)) if scope["type"] == "http" else None
        if language is None:
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
                await _send_dressed(start, body, send, language=language, root_path=root)

        await self.app(_without_encoding(scope), receive, hold)


def dress_page(html: str, language: Language, *, root_path: str, nonce: str) -> str:
    """Return Gradio's page in our dress; every script in it carries the nonce."""
    locale = LOCALES[language]
    html = _FOREIGN_META.sub("", html)
    html = html.replace('lang="en"', f'lang="{locale}"', 1).replace(_VIEWPORT, _OUR_VIEWPORT, 1)
    html = html.replace('href="/manifest.json"', f'href="{root_path}/manifest.json?language={language}"', 1)
    html = html.replace(_CHARSET, _CHARSET + _write_head(language, root_path), 1)
    html = html.replace("<gradio-app", f"{_write_first_paint(language)}<gradio-app", 1)
    return html.replace("<script", f'<script nonce="{nonce}"')


@cache
def static_version(name: str) -> str:
    """Return what changes in the address of a static file when its content does."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _write_head(language: Language, root_path: str) -> str:
    locale, static = LOCALES[language], f"{root_path}/static"
    words = {name: text(name, language) for name in _WORDS_OF_SCRIPT} | {"language": language}
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    pretend = f'for(const[k,v]of[["language","{locale}"],["languages",["{locale}"]]])'
    return (
        f"<script>{pretend}Object.defineProperty(navigator,k,{{get:()=>v}})</script>"
        f"<title>{escape(text('title', language))}</title>"
        f'<meta name="description" content="{escape(text("description", language))}">'
        '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf7f1">'
        '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#191815">'
        f'<link rel="icon" href="{static}/icon.svg" type="image/svg+xml">'
        f'<link rel="apple-touch-icon" href="{static}/icon-180.png">'
        f'<link rel="stylesheet" href="{static}/chat.css?v={static_version("chat.css")}">'
        f'<script type="application/json" id="words">{told}</script>'
        f'<script defer src="{static}/chat.js?v={static_version("chat.js")}"></script>'
    )


def _write_first_paint(language: Language) -> str:
    """Return what stands on the page until Gradio has built its own: the title and what can be asked."""
    return (
        f'<div id="first-paint"><p class="name">{escape(text("title", language))}</p>'
        f"<p>{escape(text('welcome', language))}</p>"
        f"<noscript><p>{escape(text('no_script', language))}</p></noscript></div>"
    )


def _without_encoding(scope: Scope) -> Scope:
    """Ask for the page uncompressed, for it is read on its way."""
    return dict(scope, headers=[header for header in scope["headers"] if header[0] != b"accept-encoding"])


async def _send_dressed(start: Message, body: bytes, send: Send, *, language: Language, root_path: str) -> None:
    headers = MutableHeaders(scope=start)
    if headers.get("content-type", "").startswith("text/html"):
        nonce = secrets.token_urlsafe(16)
        body = dress_page(body.decode(), language, root_path=root_path, nonce=nonce).encode()
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = content_policy(nonce)
        headers["cache-control"] = "no-cache"
    await send(start)
    await send({"type": "http.response.body", "body": body})
