"""A sentence of a law or policy that belongs into some clients' drafts, and for whom: what the tables of rules hold.

A draft takes the sentence itself from the library, so that it verifies and follows every correction there;
the table holds where it stands and how it begins. A sentence with an `Act` is a step of the plan.
"""

from dataclasses import dataclass

from assistant.conditions import Condition, when
from assistant.datatypes import SectionKey
from assistant.steps import Wording

# The topic of what the state promises, which only some clients want to know.
SUPPORTS = "programmes"


@dataclass(frozen=True, slots=True)
class Act:
    """What makes a sentence of a policy a step: when, by whom, with whom, at what cost, and how it is seen."""

    horizon: str
    actor: Wording
    partners: Wording
    cost: str
    indicator: Wording


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A sentence of the library, named by section and first words, and the clients whom it concerns.

    It is told while its section is in force, an `early` one before that too. What permits something rests on grounds
    of `permissions`; `lead` says for whom or when it holds, behind the topic, and may name {month_sales}.
    """

    topic: str
    section: SectionKey
    weight: int
    condition: Condition
    begins: Wording
    act: Act | None = None
    early: bool = False
    rests_on: tuple[str, ...] = ()
    lead: Wording | None = None

    @property
    def name(self) -> str:
        """What its line is called, the same from draft to draft."""
        lead = f".{self.lead.en}" if self.lead else ""
        return f"{'.'.join(self.section)}.{self.begins.en}{lead}"


def fact_row(
    place: str, condition: str, en: str, zh: str, act: Act | None = None, *,
    rests: str = "", lead: Wording | None = None, early: bool = False,
) -> RuleFact:  # fmt: skip
    """Return a fact from its row: `place` is "topic / document section / weight"."""
    topic, section, weight = place.split(" / ")
    key = SectionKey(*section.split())
    return RuleFact(topic, key, int(weight), when(condition), Wording(en, zh), act, early, tuple(rests.split()), lead)
