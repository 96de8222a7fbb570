"""Who may go to the workers' pages: whoever signed in, or where there are no accounts, this machine itself."""

import ipaddress
import re
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.accounts import Account
from assistant.datatypes import Language
from assistant.sessions import LIVES_S, Refusal, SignIn
from assistant.web.bundles import address
from assistant.web.languages import language_of
from assistant.web.texts import LOCALES, text

_COOKIE = "session"
_LOCAL = Account("local", "admin", "")
_DESK = re.compile(r"/(en|zh)/desk(?:/|$)")
_PAGE = re.compile(r"/(en|zh)/desk/[a-z-]*")
_FORWARDED = ("forwarded", "via", "x-real-ip", "cf-connecting-ip")


class Door:
    """Tells who makes a request. Without a `sign_in` there are no accounts."""

    def __init__(self, sign_in: SignIn | None, *, root_path: str = "") -> None:
        self.sign_in = sign_in
        self.root_path = root_path

    def worker(self, connection: HTTPConnection) -> Account | None:
        """Return the account of whoever is signed in; without accounts, `local` for a direct local request."""
        if self.sign_in is None:
            return _LOCAL if is_direct_and_local(connection) else None
        return self.sign_in.account_of(connection.cookies.get(_COOKIE, ""))

    def name_of_worker(self, request: Request) -> str | None:
        """Do as `worker` for Gradio, which refuses every request of nobody."""
        account = self.worker(request)
        return account.name if account else None

    def account(self, name: str | None) -> Account | None:
        """Return the account of a name that `name_of_worker` returned."""
        if self.sign_in is None:
            return _LOCAL if name == _LOCAL.name else None
        return self.sign_in.accounts.find(name or "")


def is_direct_and_local(connection: HTTPConnection) -> bool:
    """Tell whether a request comes from this machine, through no proxy, to a name of this machine.

    The name counts because a page from elsewhere can have its own name point to this machine.
    """
    headers = connection.headers
    if any(name in _FORWARDED or name.startswith("x-forwarded-") for name in headers):
        return False
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return is_loopback(connection.client.host if connection.client else "") and is_loopback(host)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine's own.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("192.168.1.5")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class DeskGate:
    """ASGI middleware: leads people without a session from a workers' page to the form; programs get a 401."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on whoever may enter, and all that is no workers' page."""
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        inner = self.app
        if (found := _DESK.match(path)) and self.door.worker(HTTPConnection(scope)) is None:
            inner = self._turn_away(found[1], path, Headers(scope=scope))
        await inner(scope, receive, send)

    def _turn_away(self, found: str, path: str, headers: Headers) -> Response:
        language: Language = "zh" if found == "zh" else "en"
        if "text/html" not in headers.get("accept", ""):
            return Response(text("sign_in_first", language), 401, media_type="text/plain")
        if self.door.sign_in is None:
            return HTMLResponse(_write_page(language, self.door.root_path, _notice("only_local", language)), 403)
        return RedirectResponse(f"{self.door.root_path}/login?next={quote(path)}", 303)


def add_sign_in(app: FastAPI, door: Door) -> None:
    """Add the form, what it does, and the way out. Without accounts there is nothing to sign in to."""
    sign_in, root_path = door.sign_in, door.root_path
    if sign_in is None:
        return

    @app.get("/login")
    def show(request: Request, next: str = "") -> Response:
        language = _language_for(request, next)
        return _no_store(HTMLResponse(_write_form(language, root_path, next)))

    @app.post("/login")
    def enter(request: Request, name: str = Form(""), password: str = Form(""), next: str = Form("")) -> Response:
        language = _language_for(request, next)
        outcome = sign_in.enter(name[:200], password[:1000], request.client.host if request.client else "")
        if isinstance(outcome, Refusal):
            told = _tell(outcome, language)
            status = 429 if outcome.wait_s else 401
            return _no_store(HTMLResponse(_write_form(language, root_path, next, told=told, name=name), status))
        response = RedirectResponse(f"{root_path}{_safe_page(next, language)}", 303)
        secure = request.url.scheme == "https"
        options: dict[str, Any] = {"httponly": True, "samesite": "lax", "max_age": LIVES_S, "path": root_path or "/"}
        response.set_cookie(_COOKIE, outcome, secure=secure, **options)
        return response

    @app.post("/logout")
    def leave(request: Request) -> Response:
        sign_in.leave(request.cookies.get(_COOKIE, ""))
        response = RedirectResponse(f"{root_path}/", 303)
        response.delete_cookie(_COOKIE, path=root_path or "/")
        return response


def _safe_page(wanted: str, language: Language) -> str:
    """Return a workers' page of ours; whatever else an address asks for leads to the first one."""
    return wanted if _PAGE.fullmatch(wanted) else f"/{language}/desk/"


def _language_for(request: Request, wanted: str) -> Language:
    found = _PAGE.fullmatch(wanted)
    return language_of(request, found[1] if found else None)


def _tell(refusal: Refusal, language: Language) -> str:
    if refusal.wait_s:
        return text("wait_to_sign_in", language, minutes=-(-refusal.wait_s // 60))
    return text("wrong_password", language)


def _no_store(response: Response) -> Response:
    response.headers["cache-control"] = "no-store"
    return response


def _notice(name: str, language: Language) -> str:
    return f'<h1>{escape(text("for_workers", language))}</h1><p class="notice">{escape(text(name, language))}</p>'


def _write_form(language: Language, root_path: str, next: str, *, told: str = "", name: str = "") -> str:
    def word(key: str) -> str:
        return escape(text(key, language))

    other: Language = "en" if language == "zh" else "zh"
    elsewhere = _safe_page(next, other).replace(f"/{language}/", f"/{other}/")
    notice = f'<p class="notice" role="alert">{escape(told)}</p>' if told else ""
    return _write_page(
        language,
        root_path,
        f"<h1>{word('sign_in_title')}</h1>{notice}"
        f'<form method="post" action="{root_path}/login"><input type="hidden" name="next" value="{escape(next)}">'
        f'<label for="name">{word("account_name")}</label><input id="name" name="name" required maxlength="40" '
        f'autocomplete="username" autocapitalize="none" spellcheck="false" value="{escape(name[:40])}">'
        f'<label for="password">{word("password")}</label><input id="password" name="password" type="password" '
        f'required maxlength="200" autocomplete="current-password">'
        f'<button type="submit">{word("sign_in")}</button></form>'
        f'<p class="links"><a href="{root_path}/{language}/chat/">{word("to_chat")}</a>'
        f'<a href="{root_path}/login?next={quote(elsewhere)}" lang="{LOCALES[other]}">{word("other_language")}</a></p>',
    )


def _write_page(language: Language, root_path: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{LOCALES[language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(text('sign_in_title', language))}</title>"
        f'<link rel="icon" href="{root_path}/static/icon.svg" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{address("desk.css", root_path)}"></head>'
        f'<body class="alone"><main>{body}</main></body></html>'
    )
