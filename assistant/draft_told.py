"""What a client told that rules speak of, as a part of a draft: his words, the rule, and what it costs."""

from collections.abc import Iterable, Iterator, Mapping

from assistant.conditions import UNKNOWN, values_of
from assistant.datatypes import SectionKey
from assistant.draft_asked import UNANSWERED, as_we, concerns
from assistant.draft_case import Case, Sourced, ToldMatter, is_short, shorten
from assistant.draft_own_answers import lets_off
from assistant.drafts import DraftLine
from assistant.rule_topics import topic_of_section

# Laws on what is eaten do not speak of other goods.
_ON_FOOD = frozenset({"fsl-2025", "food-permit-2023", "spc-food-2024", "edible-agri-2023", "apqsl-2022", "cert-2026"})
_NO_FOOD = frozenset({"craft", "manufactured", "service"})
# The fine for food without a licence is not that of small workshops: for these another article says who sets it.
_WITHOUT_LICENCE, _OF_WORKSHOPS = SectionKey("fsl-2025", "art-122"), SectionKey("fsl-2025", "art-127")
_MOST_LINES = 2
# What somebody may be let off.
_DUTIES = frozenset({"registration", "food", "tax", "labels"})
_MAY_BE_WORKSHOP = ("person", "household", UNKNOWN)


def told(case: Case, rules: Iterable[Sourced], answered: set[str]) -> Iterator[Sourced]:
    """Yield the rules on what the client told; what was `answered` to a question of his is not said again.

    What the draft's own `rules` permit him needs no word on what others must do.
    """
    topics = {topic_of_section(rule.source) for rule in rules if rule.source and lets_off(case, [rule.line])}
    permitted = _DUTIES & topics
    for number, matter in enumerate(case.told):
        words = matter.words if is_short(matter.words, case.language) else shorten(matter.words, case.language)
        if matter.reply:
            text = as_we(matter.reply)
            line = DraftLine("", f"told.{number}.0", "told", text, "rule", words, UNANSWERED, words=(words,))
            yield Sourced(line)
        fresh = [
            (text, section)
            for text, section in _lines(case, matter)
            if text not in answered and (topic_of_section(section) or "") not in permitted
        ]
        for place, (text, section) in enumerate(fresh[:_MOST_LINES]):
            answered.add(text)
            line = DraftLine(
                "", f"told.{number}.{place}", "told", text, "citation", words, ground=text, words=(words,)
            )
            yield Sourced(line, section)


def _lines(case: Case, matter: ToldMatter) -> Iterator[tuple[str, SectionKey]]:
    for text, section in matter.lines:
        if section == _WITHOUT_LICENCE and case.context["legal_form"] in _MAY_BE_WORKSHOP:
            text, section = next(iter(case.sentences(_OF_WORKSHOPS)), text), _OF_WORKSHOPS
        if is_short(text, case.language) and _may_be_told(case, text, section):
            yield text, section


def _may_be_told(case: Case, text: str, section: SectionKey) -> bool:
    if case.citation(section, 0).status in ("expired", "replaced", "not_yet_in_force"):
        return False
    return _eats(section, case.context) and concerns(text, section, case.context)


def _eats(section: SectionKey, context: Mapping[str, str]) -> bool:
    return section.document not in _ON_FOOD or not set(values_of(context, "goods")) <= _NO_FOOD
