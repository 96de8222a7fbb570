"""What stands below an answer: what can be done with it, and questions that lead on."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from assistant.conversations import Kept, LaterAnswer, Verdict
from assistant.datatypes import Answer, Language
from assistant.signed_answers import SECTION
from assistant.web.texts import text


def render_actions(
    kept: Kept | None, language: Language, *, answer: Answer, verdict: Verdict | None = None, proposes: bool = False
) -> str:
    """Return the buttons below an answer; the thumbs and the draft that it offers only where it is kept.

    The page's script shows those that this browser can do, and fetches what a model proposes where it `proposes`.
    """
    names = ["copy", "share", f"listen {answer.language}", *(("up", "down") if kept else ())]
    buttons = "".join(_button(name, language, pressed=name == verdict) for name in names)
    place = f' id="kept-{kept.conversation}-{kept.message}"' if kept else ""
    offer = _offer(kept, language) if kept and "draft" in answer.offers else ""
    proposals = _proposals(kept) if kept and proposes and answer.kind == "diagnosis" else ""
    return f'{proposals}{offer}<div class="actions"{place}>{buttons}</div>'


def _proposals(kept: Kept) -> str:
    """Return where the page's script puts what a chat model proposes beside the card."""
    return f'<div class="proposals" id="proposals-{kept.message}"></div>'


def _offer(kept: Kept, language: Language) -> str:
    word = escape(text("act_draft", language))
    return f'<p class="offer"><button type="button" class="draft" id="draft-{kept.message}">{word}</button></p>'


def render_related(questions: Sequence[str], language: Language) -> str:
    """Return questions to tap; nothing where there are none."""
    chips = "".join(f'<button type="button" class="chip">{escape(question)}</button>' for question in questions)
    return f'<div class="topics"><h3>{escape(text("related", language))}</h3>{chips}</div>' if chips else ""


def render_later(later: LaterAnswer, language: Language) -> str:
    """Return where a question was answered since, as a link that opens the answer."""
    document, _, written_in = later.document.rpartition(".")
    address = "#passage/" + "/".join(quote(part, safe="") for part in (document, SECTION, written_in)) + "/"
    link = f'<a class="later" href="{address}">{escape(later.title)}</a>'
    return f'<div class="answered"><p>{escape(text("answered_since", language))} {link}</p></div>'


def _button(name: str, language: Language, *, pressed: bool) -> str:
    word = escape(text(f"act_{name.split()[0]}", language))
    state = " pressed" if pressed else ""
    return f'<button type="button" class="act {name}{state}" title="{word}"><span class="unseen">{word}</span></button>'
