"""What every response carries and what no request reaches."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_UPLOAD = 30_000_000
_LARGEST_BODY = 1_000_000
_SAFE = ("GET", "HEAD", "OPTIONS")
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
    """ASGI middleware: sets the headers, closes Gradio's file doors, refuses what is too large or from elsewhere.

    All Gradio pages of a process share one folder of files, so an open file door of a public page would
    hand out what workers upload. `uploads` are the doors of the workers' pages, where files may be large.
    """

    def __init__(self, app: ASGIApp, closed: tuple[str, ...] = (), uploads: tuple[str, ...] = ()) -> None:
        self.app = app
        self.closed = closed
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 for a closed path, 403, 411 or 413 for a body that is refused; pass on all else."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))

        async def add_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), scope, path)
            await send(message)

        inner = self.app
        if path.startswith(self.closed):
            inner = PlainTextResponse("Not found", 404)
        else:
            largest = LARGEST_UPLOAD if path.startswith(self.uploads) else _LARGEST_BODY
            inner = _refuse(scope["method"], Headers(scope=scope), largest) or inner
        await inner(scope, receive, add_headers)


def _refuse(method: str, headers: Headers, largest: int) -> PlainTextResponse | None:
    """Return why a request goes no further: a page from elsewhere sends it, or its body is of no known size."""
    if method in _SAFE:
        return None
    # Browsers say where a request comes from; programs do not, and carry no cookie of anybody else.
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("Not from here", 403)
    length = headers.get("content-length")
    if length is None and "transfer-encoding" in headers:
        return PlainTextResponse("Length required", 411)
    if length is not None and (not length.isdigit() or int(length) > largest):
        return PlainTextResponse("Too large", 413)
    return None


def _add_headers(headers: MutableHeaders, scope: Scope, path: str) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value
    headers.setdefault("content-security-policy", content_policy())
    # The addresses of these change with their content.
    if "/assets/" in path or (path.startswith("/static/") and b"v=" in scope.get("query_string", b"")):
        headers["cache-control"] = _A_YEAR
