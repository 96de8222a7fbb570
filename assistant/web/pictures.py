"""Pictures of a diagnosis as SVG: the units around a business, today beside the target. Pure text in, text out.

A picture carries its words as `title`, and the same words stand beside it for readers who do not see it.
Colours are of middle lightness, so that they show on light and dark pages; text takes the page's own colour.
"""

from collections.abc import Mapping
from html import escape

from assistant.datatypes import Language
from assistant.typology_wording import VALUE_NAMES
from assistant.web.texts import text

UNITS = ("consumer_units", "service_units", "auxiliary_units", "support_units")
TARGET_RELATION = "reciprocal"
_COLOURS = {"none": "#8a8f98", "parasitic": "#d0453a", "favoured": "#c98a0b", "reciprocal": "#2c9a55", None: "#8a8f98"}
# Centres of the units around the middle of a map that is 180 wide.
_PLACES = {
    "consumer_units": (90, 34),
    "service_units": (154, 96),
    "auxiliary_units": (90, 158),
    "support_units": (26, 96),
}
_MIDDLE = (90, 96)


def draw_units(facts: Mapping[str, str], language: Language) -> str:
    """Return the map of the units: lines and dots in the colour of each relation, dashed where nobody fills it."""
    today = {unit: facts.get(unit) for unit in UNITS}
    target: dict[str, str | None] = dict.fromkeys(UNITS, TARGET_RELATION)
    words = escape(describe_units(facts, language))
    return (
        f'<svg viewBox="0 0 360 200" width="100%" role="img" class="units"><title>{words}</title>'
        f"{_map(today, 0, 'today', language)}{_map(target, 180, 'target', language)}</svg>"
    )


def describe_units(facts: Mapping[str, str], language: Language) -> str:
    """Return the map in words.

    >>> describe_units({"service_units": "none"}, "en")[:48]
    'Units around the business: Buyers not known; Ser'
    """
    told = [f"{_name(unit, language)}{_blank(language)}{_relation(facts.get(unit), language)}" for unit in UNITS]
    colon, join, end = ("：", "；", "。") if language == "zh" else (": ", "; ", ".")
    target = f"{_name('target', language)}{colon}{_relation(TARGET_RELATION, language)}"
    return f"{_name('map', language)}{colon}{join.join(told)}{end}{_blank(language)}{target}{end}"


def _map(relations: Mapping[str, str | None], left: int, caption: str, language: Language) -> str:
    parts = [_text(left + 90, 194, _name(caption, language), 13)]
    x0, y0 = left + _MIDDLE[0], _MIDDLE[1]
    for unit, relation in relations.items():
        x, y = left + _PLACES[unit][0], _PLACES[unit][1]
        colour = _COLOURS[relation]
        dashes = ' stroke-dasharray="4 4"' if relation in (None, "none") else ""
        fill = "none" if relation in (None, "none") else colour
        parts.append(f'<line x1="{x0}" y1="{y0}" x2="{x}" y2="{y}" stroke="{colour}" stroke-width="3"{dashes}></line>')
        parts.append(f'<circle cx="{x}" cy="{y}" r="9" fill="{fill}" stroke="{colour}" stroke-width="3"></circle>')
        parts.append(_text(x, y - 14 if unit != "auxiliary_units" else y + 22, _name(unit, language), 12))
    parts.append(f'<circle cx="{x0}" cy="{y0}" r="16" fill="#3a6ea5"></circle>')
    parts.append(f'<text x="{x0}" y="{y0 + 4}" font-size="12" text-anchor="middle" fill="#ffffff">'
                 f"{_name('you', language)}</text>")  # fmt: skip
    return "".join(parts)


def _text(x: int, y: int, words: str, size: int) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="middle" fill="currentColor">{escape(words)}</text>'


def _name(name: str, language: Language) -> str:
    return text(f"map_{name}", language)


def _relation(relation: str | None, language: Language) -> str:
    return _name("unknown", language) if relation is None else VALUE_NAMES[relation][language == "zh"]


def _blank(language: Language) -> str:
    return "" if language == "zh" else " "
