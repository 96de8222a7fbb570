"""A diagnosis as a card of one message: what was read with its words, verdicts, risks, units, what would change it."""

from collections.abc import Mapping
from html import escape
from typing import Any

from assistant.datatypes import Language
from assistant.diagnosis_wording import name_fact, name_label
from assistant.web.pictures import describe_units, draw_units
from assistant.web.texts import text

_AXES = ("origin", "base", "role", "target_mode")
_UNITS_KNOWN = ("consumer_units", "service_units", "auxiliary_units", "support_units")


def render_diagnosis(diagnosis: Mapping[str, Any], language: Language) -> str:
    """Return the card of a diagnosis, the object that `classify --json` prints."""
    found = diagnosis["classification"]
    parts = [_verdicts(found, language), _risks(found, language), _units(diagnosis["profile"], language)]
    parts += [_read(diagnosis, language), _changes(found, language)]
    return f'<div class="diagnosis-card">{"".join(parts)}</div>'


def _verdicts(found: Mapping[str, Any], language: Language) -> str:
    rows = "".join(
        f"<tr><th>{escape(name_label(axis, language))}</th>"
        f'<td class="{found[axis]["label"]}">{escape(name_label(found[axis]["label"], language))}</td></tr>'
        for axis in _AXES
    )
    return f'<table class="verdicts">{rows}</table>'


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
    words = f'<p class="unseen">{escape(describe_units(facts, language))}</p>'
    return f"<h3>{escape(text('card_units', language))}</h3>{draw_units(facts, language)}{words}"


def _read(diagnosis: Mapping[str, Any], language: Language) -> str:
    words = {found["fact"]: found["words"] for found in diagnosis["evidence"]}
    rows = "".join(
        f"<li>{escape(name_fact(fact, value, language))}{_quoted(words.get(fact))}</li>"
        for fact, value in diagnosis["profile"].items()
    )
    hint = escape(text("card_correct", language))
    return f"<details><summary>{escape(text('card_read', language))}</summary><ul>{rows}</ul><p>{hint}</p></details>"


def _quoted(words: str | None) -> str:
    return f" <q>{escape(' '.join(words.split()))}</q>" if words else ""


def _changes(found: Mapping[str, Any], language: Language) -> str:
    joined = "；" if language == "zh" else "; "
    rows = "".join(
        f"<li>{escape(joined.join(name_fact(one['fact'], one['to'], language) for one in change['changes']))}"
        f" → {escape(name_label(change['label'], language))}</li>"
        for axis in _AXES
        for change in sorted(found[axis]["would_change"], key=lambda one: len(one["changes"]))[:1]
    )
    return (
        f"<details><summary>{escape(text('card_changes', language))}</summary><ul>{rows}</ul></details>" if rows else ""
    )
