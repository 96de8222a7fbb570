"""When a step, a rule or a warning applies to a client: conditions over facts, verdicts and what a text mentions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assistant.typology import FACT_VALUES, Classification, Profile
from assistant.typology_rules import AXES
from assistant.typology_scoring import compile_axes

UNKNOWN = "?"
_JOINER = "+"
_FACTS_OF = {name: tuple(compiled.facts) for name, compiled in compile_axes().items()} | {
    "legal_form": ("started_by",),
    "own": ("makes_own_goods", "sells_to_order_for_others"),
    "goods": ("product_kind",),
    "worked": ("product_kind",),
    "selling": ("stage", "sells_own_goods_online", "platforms", "fees_eat_margin", "online_scale"),
    "keeps": ("product_kind",),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """Ways in which something applies: one of them holds when all its names have one of their values."""

    ways: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]

    def holds(self, context: Mapping[str, str]) -> bool:
        """Tell whether it applies in a context; a name that the context lacks is unknown.

        Of several values any one will do.
        """
        return any(
            all(any(value in values for value in values_of(context, name)) for name, values in way) for way in self.ways
        )

    def concerns(self, context: Mapping[str, str], forms: Collection[str], keeps: str | None) -> bool:
        """Tell whether a way that holds is about goods of these forms, which keep, do not, or of which no rule says it.

        A condition that names no goods is about none in particular.
        """
        return any(
            set(forms) & set(told["goods"]) and (keeps is None or keeps in told.get("keeps", (keeps,)))
            for way in self.ways
            if "goods" in (told := dict(way)) and Condition((way,)).holds(context)
        )

    def marks_told(self, context: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of which a way that holds asks a yes, each once.

        >>> when("lost=yes, selling=yes; copied=yes").marks_told({"lost": "yes", "selling": "yes"})
        ('lost', 'selling')
        """
        held = [way for way in self.ways if Condition((way,)).holds(context)]
        return tuple(dict.fromkeys(name for way in held for name, values in way if values == ("yes",)))

    def names(self) -> tuple[str, ...]:
        """Return the names that it looks at, each once."""
        return tuple(dict.fromkeys(name for way in self.ways for name, _ in way))

    def rests_on(self, marks: Collection[str]) -> bool:
        """Tell whether a way of it asks for one of these marks.

        >>> when("copied=yes, own=yes|?").rests_on({"copied"}), when("copied=no|?").rests_on({"copied"})
        (True, False)
        """
        return any(name in marks and values == ("yes",) for way in self.ways for name, values in way)

    def facts(self) -> tuple[str, ...]:
        """Return the facts of the profile that decide it, those behind its verdicts among them."""
        found = [fact for name in self.names() for fact in _FACTS_OF.get(name, (name,))]
        return tuple(fact for fact in FACT_VALUES if fact in found)


def join_values(values: Iterable[str]) -> str:
    """Return the values of one name of a context as it holds them; unknown where there are none.

    >>> join_values({"yes", "no"}), join_values(())
    ('no+yes', '?')
    """
    return _JOINER.join(sorted(values)) or UNKNOWN


def values_of(context: Mapping[str, str], name: str) -> list[str]:
    """Return the values that a name has in a context; a name that it lacks is unknown."""
    return context.get(name, UNKNOWN).split(_JOINER)


def when(text: str) -> Condition:
    """Read a condition: `fact=value|value, fact=value`, other ways after a semicolon; ? is unknown.

    >>> when("partners=few|many, role=symbiosis; stage=planning").holds({"stage": "planning"})
    True
    >>> when("").holds({})
    True
    """
    ways = []
    for way in text.split(";"):
        pairs = [pair.strip().split("=") for pair in way.split(",") if pair.strip()]
        ways.append(tuple((name, tuple(values.split("|"))) for name, values in pairs))
    return Condition(tuple(ways))


def build_context(profile: Profile, verdicts: Classification, marks: Mapping[str, str]) -> dict[str, str]:
    """Return what conditions look at: every fact (unknown ones as ?), the label of every verdict, the marks.

    Among the marks are who sells (`legal_form`, `own`, `small`), the forms of the `goods`, and whether farm produce
    `keeps` for months.
    """
    known = profile.known()
    context = {fact: known.get(fact, UNKNOWN) for fact in FACT_VALUES}
    context |= {axis.name: getattr(verdicts, axis.name).label for axis in AXES}
    context |= {risk.label: risk.level for risk in verdicts.risks}
    return context | dict(marks)
