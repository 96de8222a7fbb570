"""What goods are called, by the form that rules tell apart; a product, and a place of a text that names one.

The names stand in `goods_sold.<language>.txt` by form and in `goods.<language>.txt` by kind. The forms: storing are
bulbs and tubers, of which no rule says whether they are perishable; keeping are nuts and grain; between is what may be
primary or processed, as it was worked; dried is produce that is only dried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.conditions import join_values
from assistant.datatypes import Language
from assistant.goods import load_kinds

KIND_OF_FORM: Mapping[str, str] = {
    "fresh": "fresh", "storing": "fresh", "keeping": "fresh", "between": "processed_food", "dried": "processed_food",
    "processed": "processed_food", "craft": "craft", "manufactured": "manufactured", "service": "service",
}  # fmt: skip
_FORM_OF_KIND = {
    "农产品": "fresh", "加工食品": "processed", "手工艺品": "craft", "肉": "fresh", "活畜禽": "fresh",
    "produce": "fresh", "processed food": "processed", "handicraft": "craft", "meat": "fresh", "live animals": "fresh",
}  # fmt: skip
_NAMES = Path(__file__).parent


# How surely a place of a text says that something is sold.
SOLD, MADE, THEN, FORMER, NAMED, OTHERS = 3.0, 2.0, 1.5, 1.0, 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Good:
    """A product as the client calls it; `form` is None where nothing tells it. `start` and `end` are of its clearest
    mention. `planned`: only thought of. `guessed`: named, but not said to be sold, grown or made."""

    name: str
    form: str | None
    start: int
    end: int
    planned: bool = False
    guessed: bool = False

    @property
    def kind(self) -> str | None:
        """The value of the fact `product_kind`."""
        return KIND_OF_FORM[self.form] if self.form else None


def context_forms(good: Good) -> frozenset[str]:
    """Return by what a condition on `goods` finds a product: farm produce is fresh, whether it keeps or not."""
    if good.form is None:
        return frozenset({"?"})
    return {
        "storing": frozenset({"fresh"}),
        "keeping": frozenset({"fresh"}),
        "dried": frozenset({"processed", "dried"}),
    }.get(good.form, frozenset({good.form}))


def worked_up(good: Good) -> str:
    """Tell whether food is worked up: yes; ? where it may be primary or processed, by how it was worked; no.

    >>> worked_up(Good("jam", "processed", 0, 3)), worked_up(Good("dried figs", "dried", 0, 10))
    ('yes', '?')
    """
    return {"processed": "yes", "dried": "?", "between": "?", None: "?"}.get(good.form, "no")


KEEPS: Mapping[str, str] = {"fresh": "no", "keeping": "yes", "storing": "?"}


def keeps(goods: Sequence[Good]) -> str:
    """Tell whether the farm produce among goods keeps: yes, no, or ? where no rule says; joined by + where it differs.

    >>> keeps([Good("walnuts", "keeping", 0, 7), Good("pears", "fresh", 9, 14)]), keeps([])
    ('no+yes', '?')
    """
    return join_values({KEEPS[form] for good in goods if (form := good.form or "") in KEEPS})


def form_of_kind(kind: str) -> str:
    """Return the form that goods have of which only the kind is known.

    >>> form_of_kind("processed_food")
    'processed'
    """
    return next(form for form, known in KIND_OF_FORM.items() if known == kind and form not in ("between", "dried"))


def of_kind(goods: Sequence[Good], kind: str) -> tuple[Good, ...]:
    """Return goods as somebody who knows says that they are: of one kind, with the form that belongs to it."""
    return tuple(good if good.kind == kind else replace(good, form=form_of_kind(kind)) for good in goods)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a product: how surely it is sold (`weight`), and by which `key` other places name it too."""

    name: str
    form: str | None
    start: int
    end: int
    weight: float
    planned: bool = False
    key: str = ""


@cache
def load_forms(language: Language) -> dict[str, str]:
    """Return the form of every name of goods, in plain spelling; names that only tell a class are in `load_generic`."""
    forms = {name: _FORM_OF_KIND[kind] for name, kind in load_kinds(language).items()}
    forms |= {name: form for form, name in _listed(language) if form in KIND_OF_FORM}
    # What is only dried: 芒果干, but not 牛肉干, which is seasoned, nor 豆腐干.
    dried = [name for name in forms if name.endswith("干") and KIND_OF_FORM.get(forms.get(name[:-1], "")) == "fresh"]
    return forms | {name: "dried" for name in dried if "肉" not in name}


@cache
def load_alive(language: Language) -> frozenset[str]:
    """Return the names of live animals, which are kept for what they give as often as sold."""
    return frozenset(name for name, kind in load_kinds(language).items() if kind in ("活畜禽", "live animals"))


@cache
def load_words(kind: str, language: Language) -> frozenset[str]:
    """Return the words of the list that are no goods: `never` a product, or at the `edge` of a name."""
    return frozenset(name for form, name in _listed(language) if form == kind)


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of any of these names, the longest that fits, which shares what they begin with.

    Of thousands of names a plain alternation would be tried one by one at every place of a text.

    >>> any_of(["pear", "peach", "pea"])
    'pea(?:ch|r)?'
    """
    tails: dict[str, list[str]] = {}
    for name in names:
        if name:
            tails.setdefault(name[0], []).append(name[1:])
    branches = []
    for first, rest in sorted(tails.items()):
        head = re.escape(first)
        while len(rest) == 1 and rest[0]:
            head, rest = head + re.escape(rest[0][0]), [rest[0][1:]]
        shared = [one for one in rest if one]
        inner = any_of(shared)
        if not shared:
            branches.append(head)
        elif "" in rest:
            is_group = len({one[0] for one in shared}) > 1
            branches.append(f"{head}{inner}?" if is_group else f"{head}(?:{inner})?")
        else:
            branches.append(f"{head}{inner}")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@cache
def load_generic(language: Language) -> frozenset[str]:
    """Return the names that give way to any that says more: fruit, snacks."""
    return frozenset(name for form, name in _listed(language) if form == "generic")


def _listed(language: Language) -> Iterator[tuple[str, str]]:
    form = ""
    for line in (_NAMES / f"goods_sold.{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            form = line[1:].strip()
        else:
            yield from ((form, name.replace("-", " ")) for name in line.split())


def name_key(name: str) -> str:
    """Return an English name in the singular."""
    return " ".join(_singular(word) for word in name.lower().replace("-", " ").split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
