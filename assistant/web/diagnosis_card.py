"""A diagnosis as a card of one message: verdicts, risks, units, what was read with its words, what would change it.

A fact is corrected, and a question answered, by a tap: the chip asks what stands in its title, in words that
the reader of answers takes for that fact and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from assistant.datatypes import Language
from assistant.diagnosis_wording import name_fact, name_label
from assistant.profile_answers import asked_facts, name_answer, write_answer
from assistant.typology import FACT_VALUES
from assistant.typology_wording import FACT_NAMES
from assistant.web.pictures import describe_units, draw_units
from assistant.web.texts import text

_AXES = ("origin", "base", "role", "target_mode")
_PAUSES = " ,;，；。"
_UNITS_KNOWN = ("consumer_units", "service_units", "auxiliary_units", "support_units")


def render_diagnosis(diagnosis: Mapping[str, Any], language: Language) -> str:
    """Return the card of a diagnosis, the object that `classify --json` prints."""
    found = diagnosis["classification"]
    parts = [_verdicts(found, language), _risks(found, language), _units(diagnosis["profile"], language)]
    parts += [_read(diagnosis, language), _changes(found, language)]
    return (
        f'<div class="diagnosis-card">{"".join(parts)}<p class="quiet">{escape(text("card_note", language))}</p></div>'
    )


def render_questions(questions: Sequence[str], language: Language) -> str:
    """Return the questions of a diagnosis, each with its answers to tap; nothing where there are none."""
    asked = "".join(f"<li>{_line(question)}{_answers(question, language)}</li>" for question in questions)
    heading = escape(text("card_questions", language))
    return f'<div class="asked"><h3>{heading}</h3><ol>{asked}</ol></div>' if asked else ""


def _answers(question: str, language: Language) -> str:
    return "".join(_choices(fact, (*FACT_VALUES[fact], None), language) for fact in asked_facts(question))


def _choices(fact: str, values: Sequence[str | None], language: Language) -> str:
    chips = "".join(
        f'<button type="button" class="chip small" title="{escape(write_answer(fact, value, language))}">'
        f"{escape(name_answer(fact, value, language))}</button>"
        for value in values
    )
    return f'<div class="choices">{chips}</div>'


def _verdicts(found: Mapping[str, Any], language: Language) -> str:
    rows = "".join(
        f"<tr><th>{escape(name_label(axis, language))}</th>"
        f'<td class="{found[axis]["label"]}">{escape(name_label(found[axis]["label"], language))}</td></tr>'
        for axis in _AXES
    )
    return f'<table class="verdicts"><tbody>{rows}</tbody></table>'


def _risks(found: Mapping[str, Any], language: Language) -> str:
    rows = "".join(
        f'<li><span class="risk">{escape(name_label(risk["label"], language))}</span>'
        f'<span class="bar {risk["level"]}"><span></span></span>'
        f'<span class="level">{escape(name_label(risk["level"], language))}</span></li>'
        for risk in found["risks"]
    )
    return f'<h3>{escape(text("card_risks", language))}</h3><ul class="risks">{rows}</ul>'


def _units(facts: Mapping[str, str], language: Language) -> str:
    if not any(unit in facts for unit in _UNITS_KNOWN):
        return ""
    words = f'<p class="quiet">{escape(describe_units(facts, language))}</p>'
    return f"<h3>{escape(text('card_units', language))}</h3>{draw_units(facts, language)}{words}"


def _read(diagnosis: Mapping[str, Any], language: Language) -> str:
    words = {found["fact"]: found["words"] for found in diagnosis["evidence"]}
    rows = "".join(_fact(fact, value, words.get(fact), language) for fact, value in diagnosis["profile"].items())
    hint = escape(text("card_correct", language))
    return (
        f'<details class="more"><summary>{escape(text("card_read", language))}</summary>'
        f'<ul class="facts">{rows}</ul><p class="quiet">{hint}</p></details>'
    )


def _fact(fact: str, value: str, words: str | None, language: Language) -> str:
    named = escape(FACT_NAMES[fact][language == "zh"])
    others = [other for other in (*FACT_VALUES[fact], None) if other != value]
    correct = (
        f'<details class="correct"><summary>{escape(text("correct", language))}'
        f'<span class="unseen"> {named}</span></summary>{_choices(fact, others, language)}</details>'
    )
    told = f'<span class="fact">{named}<b>{escape(name_answer(fact, value, language))}</b>{_quoted(words)}</span>'
    return f"<li>{told}{correct}</li>"


def _quoted(words: str | None) -> str:
    return f"<q>{_line(words.strip().rstrip(_PAUSES))}</q>" if words else ""


def _line(words: str) -> str:
    return escape(" ".join(words.split()))


def _changes(found: Mapping[str, Any], language: Language) -> str:
    rows = "".join(_change_rows(found, language))
    if not rows:
        return ""
    heading = escape(text("card_changes", language))
    return f'<details class="more"><summary>{heading}</summary><ul>{rows}</ul></details>'


def _change_rows(found: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield the nearest change of each axis."""
    joined = "；" if language == "zh" else "; "
    for axis in _AXES:
        for change in sorted(found[axis]["would_change"], key=lambda one: len(one["changes"]))[:1]:
            facts = joined.join(name_fact(one["fact"], one["to"], language) for one in change["changes"])
            colon = "：" if language == "zh" else ": "
            label = f"{name_label(axis, language)}{colon}{name_label(change['label'], language)}"
            yield f"<li>{escape(facts)} → {escape(label)}</li>"
