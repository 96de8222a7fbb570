"""Gradio's own scripts and styles: at one address for all pages, packed well, and asked for before they are missed.

Each of Gradio's mounts serves the same files under an address of its own, so that whoever changes the language
or goes from the chat to the desk loads all of them again; and each wave of files is named only in the one before
it. Here they lie at one address, and a page names from the start all that it is going to need.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import brotli
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import Response

# Whatever lies under `assets` is named after its content and kept by browsers for good.
_ADDRESS = "gradio/assets"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_PACKED = (".js", ".css", ".svg")

_ENTRY = re.compile(r"\./assets/(index-[\w-]+\.js)")
_STYLE = re.compile(r'<link rel="stylesheet" crossorigin href="(\./assets/[^"]+)">')
# Gradio adds its style once more unless a link by its own address stands there; a disabled one loads nothing.
_STANDS = ('<link rel="stylesheet" disabled href="', '">')
_TABLE = re.compile(r"m\.f=\[([^\]]*)\]")
# A script that is loaded later, with the places in the table of what it needs.
_LATER = r"import\(`\./({name}-[\w-]+\.js)`\).{{0,60}}?__vite__mapDeps\(\[([\d,]*)\]"
_COMPONENT = r"\b{kind}:\{{(?:(?!\}},\w+:\{{).)*?component:\(\)=>\w+\(\(\)=>"


def add_gradio_files(app: FastAPI) -> None:
    """Serve Gradio's scripts and styles to every page, packed as small as they get."""
    known = {path.name: path for path in _folder().iterdir() if path.suffix in _KINDS}

    @app.get(f"/{_ADDRESS}/{{name}}")
    def file(name: str, request: Request) -> Response:
        path = known.get(name)
        if path is None:
            raise HTTPException(404)
        headers = {"vary": "accept-encoding"}
        if path.suffix in _PACKED and "br" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "br"
            return Response(pack(path), media_type=_KINDS[path.suffix], headers=headers)
        return Response(path.read_bytes(), media_type=_KINDS[path.suffix], headers=headers)


@cache
def pack(path: Path) -> bytes:
    """Return the content of a file in Brotli's smallest form, which takes a third of a second for the largest."""
    return bytes(brotli.compress(path.read_bytes(), quality=11))


def lead_to_files(html: str, root_path: str, kinds: Iterable[str]) -> str:
    """Return Gradio's page with its files at our address, all that components of these kinds need named at once."""
    base = f"{root_path}/{_ADDRESS}/"
    links = "".join(_link(base + name) for name in needed_files(frozenset(kinds)) if kinds)
    led = _STYLE.sub(lambda found: found[0].replace("./assets/", base) + _STANDS[0] + found[1] + _STANDS[1], html)
    return led.replace('src="./assets/', f'src="{base}').replace("</head>", f"{links}</head>", 1)


@cache
def needed_files(kinds: frozenset[str]) -> tuple[str, ...]:
    """Return the names of the scripts and styles of a page with these kinds of components, in the order of need.

    They are read from Gradio's own tables of what belongs together; where another version of Gradio writes these
    otherwise, nothing is named, and the page loads as Gradio does it.
    """
    folder = _folder()
    page = (folder.parent / "index.html").read_text(encoding="utf-8")
    entry = _ENTRY.search(page)
    found: dict[str, None] = {}
    for start in [entry[1]] if entry else []:
        later = [*_later(folder / start, "Index"), *_later(folder / start, "core")]
        scripts = [name for name in later if name.startswith(("Index-", "core-"))]
        found |= dict.fromkeys(later)
        for script in scripts:
            found |= dict.fromkeys(_later(folder / script, "Blocks"))
        for core in (name for name in scripts if name.startswith("core-")):
            for kind in sorted(kinds):
                found |= dict.fromkeys(_later(folder / core, "Index", before=_COMPONENT.format(kind=kind)))
    return tuple(name for name in found if name not in page)


def _later(path: Path, name: str, *, before: str = "") -> Iterator[str]:
    """Yield the first script of this name that a script loads later, and all that comes with it."""
    script = path.read_text(encoding="utf-8")
    table = _TABLE.search(script)
    found = re.search(before + _LATER.format(name=name), script)
    if table and found:
        files = [file.strip('"').removeprefix("./") for file in table[1].split(",")]
        yield found[1]
        yield from (files[int(place)] for place in found[2].split(",") if place)


def _link(address: str) -> str:
    if address.endswith(".css"):
        return f'<link rel="preload" as="style" fetchpriority="low" crossorigin href="{address}">'
    return f'<link rel="modulepreload" fetchpriority="low" crossorigin href="{address}">'


def _folder() -> Path:
    import gradio

    return Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
