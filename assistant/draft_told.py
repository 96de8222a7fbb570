"""What a client told that rules speak of, as a part of a draft: his words, the rule, and what it costs."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from assistant.conditions import UNKNOWN, values_of
from assistant.datatypes import SectionKey
from assistant.draft_asked import concerns
from assistant.draft_case import UNANSWERED, Case, Sourced, ToldMatter, is_short, reply_lines, shorten
from assistant.draft_own_answers import lets_off, of_workshops
from assistant.drafts import DraftLine
from assistant.rule_topics import topic_of_section
from assistant.stances import states_price

# Laws on what is eaten do not speak of other goods.
_ON_FOOD = frozenset({"fsl-2025", "food-permit-2023", "spc-food-2024", "edible-agri-2023", "apqsl-2022", "cert-2026"})
# Laws on individual households do not speak of cooperatives and firms, nor that on cooperatives of others.
_OF_FORMS: Mapping[str, tuple[str, ...]] = {
    "individual-2022": ("person", "household", UNKNOWN),
    "individual-reg-2025": ("person", "household", UNKNOWN),
    "fpcl-2017": ("cooperative", "village", UNKNOWN),
}
_NO_FOOD = frozenset({"craft", "manufactured", "service"})
# What somebody may be let off.
_DUTIES = frozenset({"registration", "food", "tax", "labels"})


def told(case: Case, rules: Iterable[Sourced], answered: set[str]) -> Iterator[Sourced]:
    """Yield the rules on what the client told; what was `answered` to a question of his is not said again.

    What the draft's own `rules` permit him needs no word on what others must do. A sentence whose rules the library
    lacks is not answered by others.
    """
    topics = {topic_of_section(rule.source) for rule in rules if rule.source and lets_off(case, [rule.line])}
    lacking = [matter for matter in case.told if matter.reply]
    for number, matter in enumerate(case.told):
        words = matter.words if is_short(matter.words, case.language) else shorten(matter.words, case.language)
        if matter.reply:
            for place, text in enumerate(reply_lines(matter.reply, case.language)):
                key = f"told.{number}.{place}"
                yield Sourced(DraftLine("", key, "told", text, "rule", words, UNANSWERED, words=(words,)))
        elif not any(matter.words in other.words for other in lacking):
            for place, (text, section) in enumerate(_chosen(case, matter, _DUTIES & topics, answered)):
                answered.add(text)
                key = f"told.{number}.{place}"
                yield Sourced(DraftLine("", key, "told", text, "citation", words, ground=text, words=(words,)), section)


def _chosen(
    case: Case, matter: ToldMatter, permitted: Collection[str | None], answered: Collection[str]
) -> Iterator[tuple[str, SectionKey]]:
    """Yield the first sentence on a matter that may be told to this client, then what that law says it costs."""
    lines = [
        (text, section)
        for text, section in _instead(case, matter)
        if is_short(text, case.language) and topic_of_section(section) not in permitted
        if text not in answered and _may_be_told(case, text, section)
    ]
    if not lines:
        return
    document = lines[0][1].document
    costs = [pair for pair in lines[1:] if states_price(pair[0]) and pair[1].document == document]
    yield from (lines[0], *costs[:1])


def _instead(case: Case, matter: ToldMatter) -> Iterator[tuple[str, SectionKey]]:
    """Yield the sentences of a matter; for what may be a workshop, who sets its fines in the place of other fines."""
    for text, section in matter.lines:
        own = of_workshops(case, section)
        yield (text if own == section else next(iter(case.sentences(own)), text)), own


def _may_be_told(case: Case, text: str, section: SectionKey) -> bool:
    if case.citation(section, 0).status in ("expired", "replaced", "not_yet_in_force"):
        return False
    if case.context["legal_form"] not in _OF_FORMS.get(section.document, (case.context["legal_form"],)):
        return False
    return _eats(section, case.context) and concerns(text, section, case.context)


def _eats(section: SectionKey, context: Mapping[str, str]) -> bool:
    return section.document not in _ON_FOOD or not set(values_of(context, "goods")) <= _NO_FOOD
