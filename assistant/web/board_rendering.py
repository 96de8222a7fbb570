"""The board of open questions as HTML: near-equal questions together, how often and when, what was told."""

from collections.abc import Sequence
from html import escape

from assistant.datatypes import Language
from assistant.open_questions import OpenQuestion, QuestionGroup
from assistant.web.texts import LOCALES, text, write_time

_MOST_SHOWN = 60
_LONGEST_TOLD = 400


def render_groups(groups: Sequence[QuestionGroup], language: Language, *, chosen: str | None = None) -> str:
    """Return the groups as a list to pick from; a sentence that says so where nothing is open."""
    if not groups:
        return f'<p class="count">{escape(text("no_open_questions", language))}</p>'
    count = sum(len(group.questions) for group in groups)
    rows = "".join(_group(group, language, group.id == chosen) for group in groups[:_MOST_SHOWN])
    told = escape(text("count_open", language, count=count, groups=len(groups)))
    return f'<p class="count">{told}</p><ul class="groups">{rows}</ul>'


def render_questions(group: QuestionGroup, language: Language) -> str:
    """Return each question of a group with what was told and what its visitor found wrong."""
    return "".join(_question(one, language) for one in group.questions)


def describe_fault(question: OpenQuestion, language: Language) -> str:
    """Return in words why a question is open."""
    told = [text(f"kind_{question.kind}", language)] if question.kind in ("refusal", "partial") else []
    told += [text("told_wrong", language)] if question.disliked else []
    told += [text(f"reason_{reason}", language) for reason in question.reasons]
    return " · ".join(told)


def _group(group: QuestionGroup, language: Language, chosen: bool) -> str:
    first = group.questions[0]
    times = escape(text("asked_times", language, count=len(group.questions)))
    facts = escape(f"{describe_fault(first, language)} · {write_time(group.newest, language)}")
    here = ' class="chosen"' if chosen else ""
    return (
        f'<li{here}><a href="#group/{group.id}"><span class="times">{times}</span> '
        f'<span lang="{LOCALES[first.language]}">{escape(first.question)}</span></a>'
        f'<span class="validity">{facts}</span></li>'
    )


def _question(one: OpenQuestion, language: Language) -> str:
    told = one.told if len(one.told) <= _LONGEST_TOLD else one.told[:_LONGEST_TOLD] + "…"
    locale = LOCALES[one.language]
    comment = f'<p class="comment">{escape(text("visitor_says", language))} <q>{escape(one.comment)}</q></p>'
    facts = escape(f"{write_time(one.asked_at, language)} · {describe_fault(one, language)}")
    return (
        f'<div class="asked-once"><p lang="{locale}"><b>{escape(one.question)}</b></p>'
        f'<p class="validity">{facts}</p>{comment if one.comment else ""}'
        f"<details><summary>{escape(text('what_was_told', language))}</summary>"
        f'<p lang="{locale}">{escape(" ".join(told.split()))}</p></details></div>'
    )
