"""HTML: what a visitor of the page would read, and what was hidden from him."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.extraction.blocks import Block, Extract, tell_rows
from assistant.extraction.plain import decode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# What no visitor reads as the text of a page, and what saved pages are full of.
_NO_TEXT = (
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "nav",
    "footer",
    "select",
    "button",
)
_BLOCKS = {"p", "li", "dt", "dd", "blockquote", "pre", "div", "section", "article", "td", "figcaption", "main", "body"}
_HIDING = (
    (re.compile(r"display\s*:\s*none"), "not displayed"),
    (re.compile(r"visibility\s*:\s*(?:hidden|collapse)"), "not visible"),
    (re.compile(r"opacity\s*:\s*0?\.?0+\s*(?:[;!]|$)"), "transparent"),
    (re.compile(r"font-size\s*:\s*0*(?:[01](?:\.\d+)?)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$)"), "tiny letters"),
    (re.compile(r"(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}"), "moved off the page"),
    (
        re.compile(r"(?:^|[;\s])(?:width|height|max-height)\s*:\s*0(?:px)?\s*(?:[;!]|$).*overflow\s*:\s*hidden"),
        "no room",
    ),
    (re.compile(r"clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%"), "cut away"),
)
_COLOUR = re.compile(r"(?:^|[;\s{])color\s*:\s*([^;!]+)")
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")


def extract_html(path: Path, content: bytes) -> Extract:
    """Read a web page; text that its markup or styles hide comes marked as hidden."""
    from bs4 import BeautifulSoup, Comment

    page = BeautifulSoup(decode(path, content), "lxml")
    title = page.title.get_text(" ", strip=True) if page.title else None
    hidden = [
        Block(text, hidden="comment")
        for text in map(str.strip, page.find_all(string=lambda s: isinstance(s, Comment)))
        if text
    ]
    for comment in page.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    rules = _hiding_rules(page)
    for tag in page.find_all(_NO_TEXT):
        tag.decompose()
    for tag, reason in _hidden_tags(page, rules):
        text = tag.get_text(" ", strip=True)
        if text and not tag.decomposed:
            hidden.append(Block(text, hidden=reason))
        tag.decompose()
    blocks = _read(page.body or page)
    first = next((block.text for block in blocks if block.level), None)
    return Extract("html", (*blocks, *hidden), title or first)


def _hiding_rules(page: "BeautifulSoup") -> list[tuple[str, str]]:
    """Return the selectors of the page's own style sheets that hide what they select, with the reason."""
    found = []
    for style in page.find_all("style"):
        for selectors, declarations in _RULE.findall(style.get_text()):
            reason = _why_hidden(declarations)
            if reason:
                found.append((selectors.strip(), reason))
    return found


def _hidden_tags(page: "BeautifulSoup", rules: list[tuple[str, str]]) -> list[tuple["Tag", str]]:
    found: list[tuple[Tag, str]] = []
    for tag in page.find_all(True):
        reason = "not displayed" if tag.has_attr("hidden") else _why_hidden(str(tag.get("style", "")))
        if not reason and tag.name == "font" and _is_white(str(tag.get("color", ""))):
            reason = "white text"
        if reason:
            found.append((tag, reason))
    for selectors, reason in rules:
        try:
            found += [(tag, reason) for tag in page.select(selectors) if tag.name not in ("body", "html")]
        except (ValueError, NotImplementedError, SyntaxError):
            continue
        except Exception as error:  # soupsieve's own error for a selector that it does not know
            if type(error).__name__ != "SelectorSyntaxError":
                raise
    return found


def _why_hidden(declarations: str) -> str | None:
    plain = declarations.lower()
    for pattern, reason in _HIDING:
        if pattern.search(plain):
            return reason
    colour, background = _COLOUR.search(plain), _BACKGROUND.search(plain)
    if not colour:
        return None
    if colour[1].strip() == "transparent" or re.fullmatch(r"rgba\(.*,\s*0?\.?0+\s*\)", colour[1].strip()):
        return "transparent"
    if background and background[1].strip() == colour[1].strip():
        return "the colour of its background"
    return "white text" if _is_white(colour[1]) and not background else None


def _is_white(colour: str) -> bool:
    """Tell whether a colour is white, or as good as.

    >>> _is_white("#fff"), _is_white("rgb(254, 254, 255)"), _is_white("#0a0")
    (True, True, False)
    """
    plain = colour.strip().lower()
    if plain == "white":
        return True
    digits = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", plain)
    if digits:
        width = len(digits[1]) // 3
        values = [int((digits[1][place : place + width] * 2)[:2], 16) for place in range(0, len(digits[1]), width)]
    else:
        values = [int(value) for value in re.findall(r"\d+", plain)[:3]] if plain.startswith("rgb") else []
    return len(values) == 3 and min(values) >= 245


def _read(root: "Tag") -> list[Block]:
    """Return the blocks below a tag, in order; text between block tags is a paragraph."""
    from bs4.element import NavigableString, Tag

    blocks: list[Block] = []
    loose: list[str] = []

    def close() -> None:
        text = " ".join("".join(loose).split())
        loose.clear()
        if text:
            blocks.append(Block(text))

    def walk(tag: Tag) -> None:
        for child in tag.children:
            if type(child) is NavigableString:  # its subclasses are comments and declarations
                loose.append(str(child))
            elif isinstance(child, Tag):
                visit(child)

    def visit(tag: Tag) -> None:
        heading = re.fullmatch(r"h([1-6])", tag.name)
        if heading:
            close()
            text = tag.get_text(" ", strip=True)
            if text:
                blocks.append(Block(text, level=int(heading[1])))
        elif tag.name == "table" and not tag.find("table"):
            close()
            blocks.extend(Block(row) for row in _table(tag))
        elif tag.name == "br":
            close()
        elif tag.name in _BLOCKS:
            close()
            walk(tag)
            close()
        else:
            walk(tag)

    walk(root)
    close()
    return blocks


def _table(table: "Tag") -> list[str]:
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    texts = [[cell.get_text(" ", strip=True) for cell in cells] for cells in rows if cells]
    named = bool(rows and rows[0] and all(cell.name == "th" for cell in rows[0]))
    return tell_rows(texts, header=True if named else None)
