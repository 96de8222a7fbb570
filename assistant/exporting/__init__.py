"""A draft as people hand it over: Word, a page to print, Markdown, a message, or JSON.

Every form of an unsigned draft bears the word DRAFT (草稿), in the language of the draft.
"""

import json
from typing import Literal, get_args

from assistant.drafts import Draft
from assistant.exporting.markdown import to_markdown
from assistant.exporting.message import to_message
from assistant.exporting.printing import to_html
from assistant.exporting.word import to_docx

Format = Literal["md", "txt", "docx", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def export(draft: Draft, format: Format) -> bytes:
    """Return a draft in a format; all but Word's are UTF-8 text."""
    if format == "docx":
        return to_docx(draft)
    if format == "json":
        return json.dumps(draft.to_dict(), ensure_ascii=False, indent=1).encode()
    write = {"md": to_markdown, "txt": to_message, "html": to_html}[format]
    return write(draft).encode()
