"""Visitors: a secret in the browser by which it finds its own conversations again, and nothing else."""

import re
import secrets
from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COOKIE = "visitor"
_SECRET = re.compile(r"[\w-]{43}")
_A_DAY_S = 86_400


def visitor_of(connection: HTTPConnection) -> str:
    """Return the visitor's secret, or nothing where the browser sent none of ours."""
    found = connection.cookies.get(_COOKIE, "")
    return found if _SECRET.fullmatch(found) else ""


class Visitors:
    """ASGI middleware: whoever loads one of `pages` gets a secret, or keeps the one they have for longer."""

    def __init__(self, app: ASGIApp, pages: Collection[str], keep_days: int) -> None:
        self.app = app
        self.pages = pages
        self.keep_days = keep_days

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the cookie on pages, pass on all else."""
        root = scope.get("root_path", "")
        if scope["type"] != "http" or scope["path"].removeprefix(root) not in self.pages:
            await self.app(scope, receive, send)
            return
        secret = visitor_of(HTTPConnection(scope)) or secrets.token_urlsafe(32)
        secure = "; Secure" if scope["scheme"] == "https" else ""
        age = self.keep_days * _A_DAY_S
        cookie = f"{_COOKIE}={secret}; Path={root or '/'}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"

        async def add_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self.app(scope, receive, add_cookie)
