"""What a draft asks the client: few questions, those whose answers could change most."""

from collections.abc import Collection, Iterator, Mapping

from assistant.address_wording import QUESTIONS_OF_VILLAGES
from assistant.conditions import UNKNOWN, when
from assistant.draft_case import Case, Sourced, is_short
from assistant.draft_wording import QUESTIONS_OF_RULES, WORDS
from assistant.drafts import DraftLine
from assistant.goods_names import Good
from assistant.language import join_texts
from assistant.outright import TOLD
from assistant.typology import FACT_VALUES, UNCLEAR, Verdict, WouldChange
from assistant.typology_scoring import compile_axes
from assistant.typology_wording import QUESTIONS, VALUE_NAMES

# Who asks about something else than the way to go is asked back little about it: of questions on partners and
# neighbours in such letters advisers struck seven in ten. What was told in two ways, and what the rules hang on, is
# asked beside.
MOST_QUESTIONS, MOST_BESIDE_OTHERS = 3, 1
MOST_WAYS = 3
# Facts that are told together, in the order in which one would tell them.
THEMES: tuple[tuple[str, ...], ...] = (
    ("product_kind", "makes_own_goods", "resource_dependence"),
    ("started_by", "prior_industry", "traditional_market_lost", "others_followed"),
    ("stage", "sells_own_goods_online", "platforms", "fees_eat_margin"),
    ("sells_to_order_for_others", "platform_organises_producers", "links_chain"),
    ("neighbours_sell_same", "price_cutting"),
    ("easily_copied", "own_brand", "momentum_and_good_brand", "farmer_image", "city_reach"),
    ("partners", "partner_weight", "gain_sharing", "rural_organisation", "enterprise_level"),
    ("online_scale", "profit", "can_expand_both_ways", "can_widen_range", "can_enlarge_production"),
)  # fmt: skip
# What somebody who begins can tell, and what the first steps and the rules hang on.
_ASKED_OF_BEGINNERS = ("makes_own_goods", "service_units", "support_units", "rural_organisation")
# Who makes and sells his own need not be asked whether he does not.
_OF_OTHERS_WORK = frozenset({"sells_to_order_for_others", "platform_organises_producers"})
# Nobody is asked how big partners are, or whether they form a chain, of whom it is not known that he has any.
_OF_PARTNERS = frozenset({"partner_weight", "links_chain", "gain_sharing"})
# What only makers and carriers of goods can tell.
_OF_GOODS = frozenset({*_OF_OTHERS_WORK, "links_chain", "resource_dependence"})
_HOW_IT_BEGAN = frozenset({"started_by", "prior_industry", "traditional_market_lost", "others_followed"})
# What lives, or heals, is none of the kinds of goods.
_OF_NO_KIND = when("plants=yes; live_animals=yes; medicine=yes")
SHOWS_SELLING = ("online_scale", "profit", "platforms", "fees_eat_margin", "others_followed")
_COMES_WITH_SELLING = frozenset(
    {*_HOW_IT_BEGAN, *SHOWS_SELLING, "sells_to_order_for_others", "platform_organises_producers", "links_chain",
     "enterprise_level", "easily_copied", "own_brand", "momentum_and_good_brand", "partner_weight", "gain_sharing"}
) - {"prior_industry"}  # fmt: skip


def questions(case: Case) -> Iterator[Sourced]:
    """Yield the questions whose answers could change most, those of one subject together, the weightiest one first.

    What an answer would mean for the way to go stands behind its question.
    """
    for fact in asked_facts(case):
        asked = _asked(case, fact)
        meaning = _meaning(case, fact)
        longer = join_texts([asked, meaning], case.language) if meaning else asked
        text = longer if is_short(longer, case.language) else asked
        facts = tuple(compile_axes()["target_mode"].facts)
        yield Sourced(DraftLine("", f"questions.{fact}", "questions", text, "rule", rule=f"ask.{fact}", facts=facts))


def _asked(case: Case, fact: str) -> str:
    if fact == "product_kind" and case.goods:
        return case.say(WORDS["kind_of_goods"])
    if fact in QUESTIONS_OF_RULES:
        return QUESTIONS_OF_RULES[fact].in_language(case.language, product=case.names(_between(case)))
    return case.say(QUESTIONS_OF_VILLAGES[fact]) if _is_asked_of_village(case, fact) else case.pick(QUESTIONS[fact])


def _is_asked_of_village(case: Case, fact: str) -> bool:
    return case.speaks_for == "village" and fact in QUESTIONS_OF_VILLAGES


def _meaning(case: Case, fact: str) -> str:
    """Return which way each answer to a question would lead, where it alone settles the target."""
    verdict = case.verdicts.target_mode
    ways = _ways_by_label(verdict) if verdict.label == UNCLEAR else []
    labels = {way.changes[0][1]: way.label for way in ways if len(way.changes) == 1 and way.changes[0][0] == fact}
    told = [
        case.say(WORDS["means"], value=case.pick(VALUE_NAMES[value]), label=case.label(labels[value]))
        for value in FACT_VALUES.get(fact, ())
        if value in labels
    ]
    if len(told) < 2:
        return ""
    return f"({'; '.join(told)})" if case.language == "en" else f"（{'；'.join(told)}）"


def asked_facts(case: Case) -> tuple[str, ...]:
    """Return the facts that are asked, few of them, those of one subject together.

    What was told in two ways, and what is open, come first; how it all began is asked last: nothing that is to be
    done hangs on it. What the client cannot know yet, or may have told, is not asked.
    """
    known = case.profile.known()
    # Which rules concern a client hangs on what is sold, though no verdict does.
    first = [fact for fact in ("product_kind", *case.contradictions) if fact not in known]
    first += [fact for axis in ("target_mode", "base") for fact in _settling(getattr(case.verdicts, axis), known)]
    if known.get("stage") == "planning":
        first += [fact for fact in _ASKED_OF_BEGINNERS if fact not in known]
    missing = sorted((entry.fact for entry in case.verdicts.missing), key=lambda fact: fact in _HOW_IT_BEGAN)
    asked = [fact for fact in dict.fromkeys([*first, *missing]) if fact in first or not is_settled(fact, known)]
    asked = [fact for fact in asked if not _is_told_otherwise(case, fact)]
    told_first = {"product_kind", *case.contradictions}
    spared = case.hinted if known.get("partners") in ("few", "many") else case.hinted | _OF_PARTNERS
    spared -= told_first
    if known.get("product_kind") == "service":
        spared |= _OF_GOODS
    if known.get("makes_own_goods") == known.get("sells_own_goods_online") == "yes":
        spared |= _OF_OTHERS_WORK
    if case.goods and _OF_NO_KIND.holds(case.context):
        spared |= {"product_kind"}
    asked = [fact for fact in asked if fact not in spared]
    most = MOST_QUESTIONS if case.wants_the_way else MOST_BESIDE_OTHERS
    leading = [fact for fact in asked if fact in told_first][:MOST_QUESTIONS]
    others = [fact for fact in asked if fact not in told_first][: max(0, most - len(leading))]
    kept = [*leading, *_asked_by_rules(case, [*leading, *others]), *others]
    subjects = list(dict.fromkeys(_subject(fact) for fact in kept))
    return tuple(sorted(kept, key=lambda fact: subjects.index(_subject(fact))))


def _subject(fact: str) -> int:
    """Return the place of the theme that a fact belongs to; units are one, what the rules hang on is of the goods'."""
    if fact in QUESTIONS_OF_RULES:
        return 0
    return next((place for place, theme in enumerate(THEMES) if fact in theme), len(THEMES))


def _asked_by_rules(case: Case, asked: Collection[str]) -> Iterator[str]:
    """Yield what the rules for this client hang on and nobody told: the form of goods, who sells, whose goods."""
    if _between(case):
        yield "form"
    if case.context["legal_form"] == UNKNOWN and "legal_form" not in case.hinted:
        yield "legal_form"
    is_told = "makes_own_goods" in {*asked, *case.hinted}
    if case.context["own"] == UNKNOWN and not is_told and case.speaks_for != "village":
        yield "own"


def _between(case: Case) -> list[Good]:
    return [good for good in case.goods if good.form == "between"]


def _settling(verdict: Verdict, known: Mapping[str, str]) -> list[str]:
    """Return the unknown facts that an open verdict is told to hang on."""
    ways = _ways_by_label(verdict) if verdict.label == UNCLEAR else []
    return [fact for change in ways for fact, _ in change.changes if fact not in known]


def _is_told_otherwise(case: Case, fact: str) -> bool:
    """Tell whether who fills a function is told, though not how both sides stand: nobody is asked that again."""
    return case.context.get(fact) == TOLD


def is_settled(fact: str, known: Mapping[str, str]) -> bool:
    """Tell whether a fact shows already in what is known: how far one is, or what only comes with selling."""
    if fact == "stage":
        return any(known.get(other) not in (None, "no") for other in SHOWS_SELLING)
    return known.get("stage") == "planning" and fact in _COMES_WITH_SELLING


def _ways_by_label(verdict: Verdict) -> list[WouldChange]:
    """Return the shortest way to each label, of at most two facts, at most three labels."""
    ways: dict[str, WouldChange] = {}
    for change in sorted(verdict.would_change, key=lambda change: len(change.changes)):
        if len(change.changes) <= 2 and change.label != UNCLEAR:
            ways.setdefault(change.label, change)
    return list(ways.values())[:MOST_WAYS]
