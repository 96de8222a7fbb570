"""What a permission rests on: who may leave something undone, and under which facts.

"You need not register" said to the wrong person costs money; "you must" costs a telephone call. So a sentence that
permits is told plainly only where all that it rests on was read, under its conditions where some of that is unknown,
and not at all where it does not hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.conditions import UNKNOWN, values_of
from assistant.datatypes import Language
from assistant.steps import Wording


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that a permission rests on. `name` is looked up in the context of a client; the permission holds for
    `values`, and may hold under the words of `proviso` for `open`; for all others it does not. Without words the
    sentence states the condition itself."""

    name: str
    values: tuple[str, ...]
    open: tuple[str, ...] = (UNKNOWN,)
    proviso: Wording | None = None


PERMISSION_GROUNDS: Mapping[str, Ground] = {
    "person": Ground(
        "legal_form", ("person",), (UNKNOWN, "village"),
        Wording("if you sell as a private person without a licence", "没办执照、以个人名义卖的"),
    ),
    "small_scale": Ground(
        "legal_form", ("person",), (UNKNOWN, "village", "household", "cooperative"),
        Wording("if the tax office has you as a small-scale taxpayer", "税务局把你定为小规模纳税人的"),
    ),
    "own": Ground("own", ("yes",), proviso=Wording("if you grow or make it yourself", "货是自家种、自家做的")),
    # What somebody grows beside the goods that he takes in; the line says that it is about that part.
    "own_part": Ground("also_own", ("yes",), ()),
    "no_permit": Ground(
        "needs_permit", ("no",), proviso=Wording("if what you sell needs no permit", "卖的东西不用办许可的")
    ),
    "small": Ground("small", ("yes", UNKNOWN), ()),
    "primary": Ground("goods", ("fresh",), ()),
    "home_craft": Ground("goods", ("craft",), ()),
    "perishable": Ground(
        "keeps", ("no",), proviso=Wording("if it counts as perishable (the law has no list)", "算不算鲜活易腐，法条没列明；算的话")
    ),
    "packed_by_maker": Ground(
        "packed_by_maker", ("yes",),
        proviso=Wording("if a licensed maker packed and labelled all that you sell", "卖的都是有证厂家包装好、贴好标签的"),
    ),
}  # fmt: skip


def weigh(rests_on: Sequence[str], context: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the grounds of a permission that are not known, none where all hold; None where one does not hold.

    >>> weigh(("person", "own"), {"legal_form": "person", "own": "?"})
    ('own',)
    >>> weigh(("person",), {"legal_form": "firm"}) is None
    True
    """
    unknown = []
    for name in rests_on:
        ground = PERMISSION_GROUNDS[name]
        told = values_of(context, ground.name)
        if any(value in ground.values for value in told):
            continue
        if not any(value in ground.open for value in told):
            return None
        unknown.append(name)
    return tuple(unknown)


def proviso(unknown: Sequence[str], language: Language) -> str:
    """Return the conditions under which a permission holds, as they stand behind what it is about; may be empty."""
    told = [words.in_language(language) for name in unknown if (words := PERMISSION_GROUNDS[name].proviso)]
    return (" and " if language == "en" else "，").join(told)
