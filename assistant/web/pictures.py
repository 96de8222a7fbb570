"""Pictures of a diagnosis as SVG: the units around a business, today beside the target. Pure text in, text out.

The same is said in words below it, which are the legend and what a screen reader reads.
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
# Centres of the units in a map of this size in pixels. The chat's sanitizer takes `viewBox` away, so that a
# picture is as large as it is drawn; two of them stand side by side on a phone.
_WIDTH, _HEIGHT = 164, 196
_PLACES = {
    "consumer_units": (82, 34),
    "service_units": (130, 92),
    "auxiliary_units": (82, 150),
    "support_units": (34, 92),
}
_MIDDLE = (82, 92)


def draw_units(facts: Mapping[str, str], language: Language) -> str:
    """Return two maps of the units, today and the target: each line and dot in the colour of its relation.

    Where nobody fills a unit, or it is not known who does, it is dashed.
    """
    today = {unit: facts.get(unit) for unit in UNITS}
    target: dict[str, str | None] = dict.fromkeys(UNITS, TARGET_RELATION)
    drawn = f"{_map(today, 'today', language)}{_map(target, 'target', language)}"
    return f'<div class="units">{drawn}</div>'


def describe_units(facts: Mapping[str, str], language: Language) -> str:
    """Return the map in words.

    >>> describe_units({"service_units": "none"}, "en")[:36]
    'Buyers: not known; Services: none; S'
    """
    colon, join, end = ("：", "；", "。") if language == "zh" else (": ", "; ", ". ")
    told = [f"{_name(unit, language)}{colon}{_relation(facts.get(unit), language)}" for unit in UNITS]
    target = f"{_name('target', language)}{colon}{_relation(TARGET_RELATION, language)}"
    return f"{join.join(told)}{end}{target}{end}".strip()


def _map(relations: Mapping[str, str | None], caption: str, language: Language) -> str:
    name = _name(caption, language)
    parts = [f"<title>{escape(name)}</title>", *(_unit(*pair, language) for pair in relations.items())]
    x, y = _MIDDLE
    parts.append(f'<circle cx="{x}" cy="{y}" r="17" fill="#3a6ea5"></circle>')
    parts.append(f'<text x="{x}" y="{y + 5}" text-anchor="middle" fill="#ffffff">{_name("you", language)}</text>')
    parts.append(_text(x, _HEIGHT - 4, name))
    return f'<svg width="{_WIDTH}" height="{_HEIGHT}" role="img">{"".join(parts)}</svg>'


def _unit(unit: str, relation: str | None, language: Language) -> str:
    (x0, y0), (x, y) = _MIDDLE, _PLACES[unit]
    colour, empty = _COLOURS[relation], relation in (None, "none")
    dashes = ' stroke-dasharray="4 4"' if empty else ""
    kind = ' class="empty" fill="none"' if empty else f' fill="{colour}"'
    below = unit == "auxiliary_units"
    return (
        f'<line x1="{x0}" y1="{y0}" x2="{x}" y2="{y}" stroke="{colour}" stroke-width="3"{dashes}></line>'
        f'<circle cx="{x}" cy="{y}" r="9"{kind} stroke="{colour}" stroke-width="3"></circle>'
        f"{_text(x, y + 25 if below else y - 15, _name(unit, language))}"
    )


def _text(x: int, y: int, words: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="middle" fill="currentColor">{escape(words)}</text>'


def _name(name: str, language: Language) -> str:
    return text(f"map_{name}", language)


def _relation(relation: str | None, language: Language) -> str:
    return _name("unknown", language) if relation is None else VALUE_NAMES[relation][language == "zh"]
