"""Our scripts and styles: each page loads one file of each, put together from what it needs."""

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).with_name("static")
BUNDLES: dict[str, tuple[str, ...]] = {
    "chat.js": (
        "page.js",
        "toasts.js",
        "passages.js",
        "answers.js",
        "conversations.js",
        "drafts.js",
        "proposals.js",
        "asking.js",
        "installing.js",
    ),
    "chat.css": ("base.css", "passages.css", "chat.css", "diagnosis.css"),
    "desk.js": ("page.js", "toasts.js", "passages.js", "desk.js"),
    "desk.css": ("base.css", "passages.css", "diagnosis.css", "desk.css", "advice.css", "board.css"),
}


@cache
def read_bundle(name: str) -> str:
    """Return the text of a bundle, its parts in order."""
    folder = STATIC / ("scripts" if name.endswith(".js") else "styles")
    return "\n".join((folder / part).read_text(encoding="utf-8") for part in BUNDLES[name])


def address(name: str, root_path: str) -> str:
    """Return the address of a bundle, which changes with its content."""
    version = hashlib.sha256(read_bundle(name).encode()).hexdigest()[:12]
    return f"{root_path}/static/{name}?v={version}"
