"""The blocks of a file become sections: statutes by article, web and office files by heading, PDF by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cn2an

from assistant.datatypes import Section
from assistant.extraction.blocks import Block
from assistant.language import is_chinese, split_sentences, tokens_of

_ARTICLE_ZH = re.compile(
    r"\**第([零〇一二三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十]+))?(?![款项规])\**[\s　:：]*"
)
_ARTICLE_EN = re.compile(r"\**(?:Article|Art\.?|ARTICLE)\s+(\d+)(?:[-‑](\d+))?\b\**[\s.:：—-]*")
_CHAPTER = re.compile(r"^第[零〇一二三四五六七八九十百\d]+[编章节]|^(?:Chapter|Part|CHAPTER|PART)\s+[\dIVXLC]+\b")
# With fewer articles a text only speaks of articles.
_FEWEST_ARTICLES = 3
# In tokens, well within the window of the packaged model.
LARGEST_TEXT = 360.0
_LONGEST_HEADING = 60
# A sentence ends so, and so does a line that leads to the next one; a heading does not.
_ENDS = re.compile(r"[。！？；：，、.!?;:,][\"'”’」』）)\]]*$")
_LONGEST_ID = 40


@dataclass(slots=True)
class _Draft:
    id: str
    heading: str
    lines: list[str] = field(default_factory=list)
    page: int | None = None


def split_blocks(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return the sections of a file, in order; ids are unique, texts are never empty.

    An article stays whole, however long; other sections end at a heading, a page or a size. A page's number
    stands in the heading of a section, and in its id where it has no number of its own: `page-3`.
    """
    seen = [block for block in blocks if block.text.strip() and not block.hidden]
    articles = sum(_article(block.text) is not None for block in seen)
    drafts = _by_article(seen) if articles >= _FEWEST_ARTICLES else _by_heading(_with_heading(seen))
    chinese = is_chinese("\n".join(block.text for block in seen))
    taken: dict[str, int] = {}
    sections = []
    for draft in drafts:
        text = "\n".join(draft.lines).strip()
        if not text or (draft.id == "preamble" and text == draft.heading):
            continue
        taken[draft.id] = taken.get(draft.id, 0) + 1
        id = draft.id if taken[draft.id] == 1 else f"{draft.id}-{taken[draft.id]}"
        sections.append(Section(id, _with_page(draft, chinese=chinese), text))
    return tuple(sections)


def _with_page(draft: _Draft, *, chinese: bool) -> str:
    if draft.page is None:
        return draft.heading
    where = f"第{draft.page}页" if chinese else f"page {draft.page}"
    return f"{draft.heading}（{where}）" if chinese else f"{draft.heading} ({where})"


def _article(text: str) -> tuple[str, str, str] | None:
    """Return an article's id, its name and the text behind it; None for other text."""
    line = text.strip()
    chinese = _ARTICLE_ZH.match(line)
    if chinese:
        number, added = (
            int(cn2an.cn2an(part.replace("〇", "零"), "smart")) if part else 0 for part in chinese.groups()
        )
        name = f"第{chinese[1]}条" + (f"之{chinese[2]}" if chinese[2] else "")
        return f"art-{number}" + (f"-{added}" if added else ""), name, line[chinese.end() :].strip()
    english = _ARTICLE_EN.match(line)
    if english:
        name = f"Article {english[1]}" + (f"-{english[2]}" if english[2] else "")
        return name.lower().replace("article ", "art-"), name, line[english.end() :].strip()
    return None


def _by_article(blocks: Sequence[Block]) -> list[_Draft]:
    drafts = [_Draft("preamble", "")]
    for block in blocks:
        article = _article(block.text)
        if article:
            # Only one article has a number; one that comes again is quoted in another.
            if any(draft.id == article[0] for draft in drafts):
                drafts[-1].lines.append(block.text.strip())
                continue
            drafts.append(_Draft(article[0], article[1], [article[2]] if article[2] else [], block.page))
        elif not block.level and not _CHAPTER.match(block.text):
            drafts[-1].lines.append(block.text.strip())
        elif len(drafts) == 1 and not drafts[0].heading:
            drafts[0].heading = block.text[:_LONGEST_HEADING]
    opening = drafts[0]
    opening.heading = opening.heading or (opening.lines[0][:_LONGEST_HEADING] if opening.lines else "")
    return drafts


def _with_heading(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks whose first one is a heading where it looks like one and the file marks none.

    The letters of plain text are all alike, and so are those of a picture, while an answer begins with the first
    sentence of its section. A line with a number may be an entry of a list, and is kept as text.

    >>> _with_heading([Block("Quince fair"), Block("It opens at nine.")])[0].level
    1
    """
    first, rest = blocks[:1], blocks[1:]
    told = any(_ENDS.search(block.text) for block in rest)
    if not told or any(block.level for block in blocks) or not _looks_like_heading(first[0].text):
        return blocks
    return [replace(first[0], level=1), *rest]


def _looks_like_heading(text: str) -> bool:
    short = len(text) <= _LONGEST_HEADING
    return short and not _ENDS.search(text) and not any(character.isdigit() for character in text)


def _by_heading(blocks: Sequence[Block]) -> list[_Draft]:
    drafts: list[_Draft] = []
    heading, page, size = "", None, 0.0
    for block in blocks:
        if block.level:
            heading, size = block.text[:_LONGEST_HEADING], LARGEST_TEXT
            continue
        for piece in _pieces(block.text):
            if not drafts or size + tokens_of(piece) > LARGEST_TEXT or block.page != page:
                drafts.append(_open(heading, piece, block.page, len(drafts) + 1))
                size = 0.0
            page = block.page
            drafts[-1].lines.append(piece)
            size += tokens_of(piece)
    return drafts


def _open(heading: str, first: str, page: int | None, number: int) -> _Draft:
    sentence = split_sentences(first)
    name = heading or (sentence[0] if sentence else first)[:_LONGEST_HEADING]
    if page is not None:
        return _Draft(f"page-{page}", name, page=page)
    plain = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") if heading.isascii() else ""
    return _Draft(plain[:_LONGEST_ID].strip("-") or f"part-{number}", name)


def _pieces(text: str) -> list[str]:
    """Cut a paragraph that is too long for one section at the ends of its sentences."""
    if tokens_of(text) <= LARGEST_TEXT:
        return [text.strip()]
    pieces: list[str] = []
    for sentence in split_sentences(text):
        if pieces and tokens_of(pieces[-1]) + tokens_of(sentence) <= LARGEST_TEXT:
            pieces[-1] += ("" if is_chinese(sentence) else " ") + sentence
        else:
            pieces.append(sentence)
    return pieces
