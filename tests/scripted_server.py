"""An OpenAI-compatible server on 127.0.0.1 that gives scripted replies, one per request, over real sockets."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server does with one request; the text comes in pieces of a few characters."""

    text: str = ""
    status: int = 200
    first_after_s: float = 0.0
    every_s: float = 0.0
    cut_after: int | None = None  # pieces, after which the connection is closed without an end
    body: str | None = None  # sent as it is in the stream's place
    piece: int = 4


@dataclass(slots=True)
class ScriptedServer:
    """Replies still to be given, and the requests that came; once they are given, `answer` makes one of a prompt."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answer: Callable[[str], str] | None = None

    def will(self, *replies: Reply) -> "ScriptedServer":
        self.replies = list(replies)
        return self


class _Handler(BaseHTTPRequestHandler):
    script: ScriptedServer
    protocol_version = "HTTP/1.1"  # chunked, so that a stream that is cut can be told from one that ended

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.script.requests.append(json.loads(self.rfile.read(length)))
        self.script.keys.append(self.headers.get("Authorization", ""))
        reply = self.script.replies.pop(0) if self.script.replies else self._made()
        try:
            self._give(reply)
        except OSError:
            self.close_connection = True  # the reader has left, which some tests are about

    def _made(self) -> Reply:
        if self.script.answer is None:
            return Reply(status=500)
        return Reply(self.script.answer(self.script.requests[-1]["messages"][-1]["content"]))

    def _give(self, reply: Reply) -> None:
        if reply.status != 200:
            return self._plain(reply.status, '{"error": {"message": "scripted failure", "type": "server_error"}}')
        if reply.body is not None:
            return self._plain(200, reply.body)
        time.sleep(reply.first_after_s)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pieces = [reply.text[at : at + reply.piece] for at in range(0, len(reply.text), reply.piece)]
        for number, piece in enumerate(pieces):
            if number == reply.cut_after:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return None
            self._event({"role": "assistant", "content": piece})
            time.sleep(reply.every_s)
        self._event({}, finish="stop")
        self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")
        return None

    def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self._chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _plain(self, status: int, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of readers that leave in the middle, which some tests are about."""


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """Run a server on a free port until the block ends."""
    script = ScriptedServer()
    handler = type("Handler", (_Handler,), {"script": script})
    server = _Server(("127.0.0.1", 0), handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
