"""What every response carries and what no request reaches."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LARGEST_BODY = 1_000_000
_A_YEAR = "public, max-age=31536000, immutable"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def content_policy(nonce: str | None = None) -> str:
    """Return a content security policy under which a page loads from this machine only.

    Scripts run from our own files and where they carry the nonce, nowhere else.
    """
    trusted = f" 'nonce-{nonce}'" if nonce else ""
    return (
        f"default-src 'self'; script-src 'self'{trusted}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


class Guard:
    """ASGI middleware: sets the headers, closes Gradio's file doors, and refuses bodies that are too large.

    All Gradio pages of a process share one folder of files, so an open file door of a public page would
    hand out what workers upload.
    """

    def __init__(self, app: ASGIApp, closed: tuple[str, ...] = ()) -> None:
        self.app = app
        self.closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 for a closed path and 413 for a large body; pass on all else."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        length = Headers(scope=scope).get("content-length", "0")

        async def add_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), scope, path)
            await send(message)

        inner = self.app
        if path.startswith(self.closed):
            inner = PlainTextResponse("Not found", 404)
        elif not length.isdigit() or int(length) > _LARGEST_BODY:
            inner = PlainTextResponse("Too large", 413)
        await inner(scope, receive, add_headers)


def _add_headers(headers: MutableHeaders, scope: Scope, path: str) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value
    headers.setdefault("content-security-policy", content_policy())
    # Their addresses change with their content.
    if "/assets/" in path or (path.startswith("/static/") and b"v=" in scope.get("query_string", b"")):
        headers["cache-control"] = _A_YEAR
