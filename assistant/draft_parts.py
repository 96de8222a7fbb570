"""The parts of a draft that tell and ask, one function each: situation, diagnosis, target, risks, questions."""

from collections.abc import Collection, Iterator, Mapping

from assistant.address_wording import (
    QUESTIONS_OF_VILLAGES,
    ROLE_STATEMENTS,
    ROLE_STATEMENTS_OF_VILLAGES,
    STATEMENTS_OF_KINDS,
    STATEMENTS_OF_VILLAGES,
)  # fmt: skip
from assistant.conditions import UNKNOWN
from assistant.datatypes import Language, SectionKey
from assistant.draft_case import Case, Sourced, is_short
from assistant.draft_wording import (
    BETWEEN_GOODS,
    EARLY_SIGNS,
    GROUNDS,
    ONE_BUYER,
    PLANNED_GOODS,
    QUESTIONS_OF_RULES,
    SIGNS_OF_COPYING,
    STATEMENTS,
    WORDS,
    is_our_reading,
)  # fmt: skip
from assistant.drafts import DraftLine, DraftPart
from assistant.goods_names import Good
from assistant.language import split_sentences
from assistant.outright import TOLD
from assistant.steps import Wording
from assistant.typology import FACT_VALUES, UNCLEAR, Profile, Reason, Verdict, WouldChange
from assistant.typology_scoring import compile_axes
from assistant.typology_wording import FACT_NAMES, QUESTIONS, VALUE_NAMES
from assistant.verification import align

MOST_QUESTIONS = 3
MOST_WAYS = 3
_PAPER = "paper"
_STUDYS_OWN = ("our reading", "我们的理解")
# Facts that are told together, in the order in which one would tell them.
_THEMES: tuple[tuple[str, ...], ...] = (
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
# What somebody has told does not change by and by.
_SETTLED_ONCE_TOLD = frozenset({"partner_weight", "product_kind", "started_by"})
# Who makes and sells his own need not be asked whether he does not.
_OF_OTHERS_WORK = frozenset({"sells_to_order_for_others", "platform_organises_producers"})
# Nobody is asked how big partners are, or whether they form a chain, of whom it is not known that he has any.
_OF_PARTNERS = frozenset({"partner_weight", "links_chain", "gain_sharing"})
# What only makers and carriers of goods can tell.
_OF_GOODS = frozenset({*_OF_OTHERS_WORK, "links_chain", "resource_dependence"})
_HOW_IT_BEGAN = frozenset({"started_by", "prior_industry", "traditional_market_lost", "others_followed"})
_SHOWS_SELLING = ("online_scale", "profit", "platforms", "fees_eat_margin", "others_followed")
_COMES_WITH_SELLING = frozenset(
    {*_HOW_IT_BEGAN, *_SHOWS_SELLING, "sells_to_order_for_others", "platform_organises_producers", "links_chain",
     "enterprise_level", "easily_copied", "own_brand", "momentum_and_good_brand", "partner_weight", "gain_sharing"}
) - {"prior_industry"}  # fmt: skip


def situation(case: Case) -> Iterator[Sourced]:
    """Yield what is known of the client, theme by theme, with the words it was read from."""
    known = case.profile.known()
    for theme in _THEMES:
        told = [fact for fact in theme if fact in known and not _goes_without_saying(fact, known)]
        for number, facts in enumerate(_fill_lines(case, told)):
            text = _join([_statement(case, fact) for fact in facts], case.language)
            key = f"situation.{theme[0]}.{number}"
            # How a group is spoken to decides how much a line holds.
            depends = (*theme, "started_by")
            yield Sourced(DraftLine("", key, "situation", text, "client", words=case.quoted(facts), facts=depends))


def _goes_without_saying(fact: str, known: Mapping[str, str]) -> bool:
    return fact == "sells_own_goods_online" and known[fact] == "no" and known.get("stage") == "planning"


def _statement(case: Case, fact: str) -> str:
    told = f"{fact}={getattr(case.profile, fact)}"
    if fact == "product_kind" and case.goods:
        return _told_goods(case)
    wording = _wording(case, told)
    # The goods are named in the sentence before.
    kind = case.profile.product_kind
    if kind and case.speaks_for != "village":
        wording = STATEMENTS_OF_KINDS.get(told, {}).get(kind, wording)
    if case.product is None and fact == "product_kind":
        wording = Wording(wording.en.replace(": {product}", ""), wording.zh.replace("：{product}", ""))
    return case.say(wording)


def _wording(case: Case, told: str) -> Wording:
    return STATEMENTS_OF_VILLAGES.get(told, STATEMENTS[told]) if case.speaks_for == "village" else STATEMENTS[told]


def _told_goods(case: Case) -> str:
    """Return what the client sells, kind by kind; what is only thought of comes last."""
    sold = [good for good in case.goods if not good.planned]
    told = []
    wordings = {**STATEMENTS, "product_kind=between": BETWEEN_GOODS}
    if case.speaks_for == "village":
        wordings |= STATEMENTS_OF_VILLAGES
    for kind in dict.fromkeys(map(_told_kind, sold)):
        names = case.names(good for good in sold if _told_kind(good) == kind)
        told.append(wordings[f"product_kind={kind}"].in_language(case.language, product=names))
    planned = [good for good in case.goods if good.planned]
    if planned:
        told.append(PLANNED_GOODS.in_language(case.language, product=case.names(planned)))
    return _join(told, case.language)


def _told_kind(good: Good) -> str | None:
    return "between" if good.form == "between" else good.kind


def _fill_lines(case: Case, facts: list[str]) -> Iterator[tuple[str, ...]]:
    line: tuple[str, ...] = ()
    for fact in facts:
        longer = (*line, fact)
        quotes = len(case.quoted(longer))
        text = _join([_statement(case, told) for told in longer], case.language)
        if line and (quotes > 2 or not is_short(text, case.language)):
            yield line
            longer = (fact,)
        line = longer
    if line:
        yield line


def _join(sentences: list[str], language: Language) -> str:
    return (" " if language == "en" else "").join(sentences)


def diagnosis(case: Case) -> Iterator[Sourced]:
    """Yield the verdicts on origin, base and role, each with its reasons."""
    for axis in ("origin", "base", "role"):
        yield from _verdict_lines(case, axis, "diagnosis")


def _verdict_lines(case: Case, axis: str, part: DraftPart) -> Iterator[Sourced]:
    verdict: Verdict = getattr(case.verdicts, axis)
    head = _headed(case, axis, verdict.label)
    facts = tuple(compile_axes()[axis].facts)
    if verdict.label == UNCLEAR:
        yield _open_line(case, axis, part, head)
        return
    yield from _reason_lines(case, part, verdict.label, verdict.reasons[:1], head, facts)


def _open_line(case: Case, axis: str, part: DraftPart, head: str) -> Sourced:
    """Return that a verdict is open, and whether a question of this draft settles it, which hangs on all facts."""
    settled = set(asked_facts(case)) & set(compile_axes()[axis].facts)
    early = case.profile.stage == "planning" and axis == "origin"
    text = case.say(WORDS["open_early" if early else "open" if settled else "open_untold"])
    return Sourced(DraftLine("", f"{part}.{axis}", part, text, "rule", head, axis, facts=tuple(FACT_VALUES)))


def _ways_by_label(verdict: Verdict) -> list[WouldChange]:
    """Return the shortest way to each label, of at most two facts, at most three labels."""
    ways: dict[str, WouldChange] = {}
    for change in sorted(verdict.would_change, key=lambda change: len(change.changes)):
        if len(change.changes) <= 2 and change.label != UNCLEAR:
            ways.setdefault(change.label, change)
    return list(ways.values())[:MOST_WAYS]


def _told_changes(case: Case, change: WouldChange) -> str:
    return WORDS["and"].in_language(case.language).join(_supposed(case, *pair) for pair in change.changes)


def _headed(case: Case, name: str, label: str) -> str:
    return _sentence_case(f"{case.label(name)}{': ' if case.language == 'en' else '：'}{case.label(label)}")


def _sentence_case(told: str) -> str:
    return told[0].upper() + told[1:]


def _reason_lines(
    case: Case, part: DraftPart, label: str, reasons: tuple[Reason, ...], head: str, facts: tuple[str, ...],
) -> Iterator[Sourced]:  # fmt: skip
    """Yield a line for each sentence of the reasons; the first bears the head and the client's words.

    A sentence that only says that this is our reading is a note to the one before it.
    """
    first, before = True, ""
    for reason in reasons:
        sentences = split_sentences(case.pick((reason.en, reason.zh)))
        told = [sentence for sentence in sentences if not is_our_reading(sentence)] or sentences
        for number, sentence in enumerate(told):
            source = SectionKey(_PAPER, reason.section)
            text = _to_the_client(case, reason.rule, sentence)
            if text == before:  # our own sentence for a role stands for both of the rule's
                continue
            before = text
            ours = number == len(told) - 1 and any(map(is_our_reading, sentences))
            words = case.quoted(reason.facts) if number == 0 else ()
            line = DraftLine(
                "", f"{part}.{reason.rule}.{number}", part, text, "rule",
                head if first else "", reason.rule, ground=_ground(case, label, sentence, source),
                words=words, facts=facts, interpretation=ours,
            )  # fmt: skip
            yield Sourced(line, source)
            first = False


def _to_the_client(case: Case, rule: str, sentence: str) -> str:
    spoken = ROLE_STATEMENTS_OF_VILLAGES if case.speaks_for == "village" else ROLE_STATEMENTS
    return case.say(spoken[rule]) if rule in spoken else sentence


def _ground(case: Case, label: str, sentence: str, source: SectionKey) -> str | None:
    """Return the section's sentence that a verdict rests on, else the one nearest to its reason."""
    told = case.sentences(source)
    section, begins = GROUNDS[label]
    if section == source.section:
        return next((said for said in told if begins.in_language(case.language) in said), None)
    own = [said for said in told if not said.lower().startswith(_STUDYS_OWN)]
    return align(sentence, "\n".join(own)) if own else None


def target(case: Case) -> Iterator[Sourced]:
    """Yield the target mode with its reasons, the runner-up, what would change it, and the paths that fit."""
    verdict = case.verdicts.target_mode
    facts = tuple(compile_axes()["target_mode"].facts)
    yield from _verdict_lines(case, "target_mode", "target")
    if verdict.label != UNCLEAR and verdict.runner_up:
        text = case.say(WORDS["runner_up"], label=case.label(verdict.runner_up))
        yield Sourced(DraftLine("", "target.runner_up", "target", text, "rule", rule="target_mode", facts=facts))
    for change in _telling_changes(verdict, case.profile) if verdict.label != UNCLEAR else ():
        text = case.say(WORDS["change"], changes=_told_changes(case, change), label=case.label(change.label))
        key = "target.change." + "+".join(f"{fact}={value}" for fact, value in change.changes)
        # What shows that somebody sells already settles what he need not be told.
        depends = (*facts, *_SHOWS_SELLING)
        yield Sourced(DraftLine("", key, "target", text, "rule", rule="target_mode", facts=depends))
    for measure in case.verdicts.measures:
        name = case.say(WORDS["measure"])
        head = f"{name}{': ' if case.language == 'en' else '：'}{case.label(measure.label)}"
        yield from _reason_lines(
            case, "target", measure.label, measure.reasons[:1], head, tuple(compile_axes()[measure.label].facts)
        )


def _telling_changes(verdict: Verdict, profile: Profile) -> list[WouldChange]:
    """Return up to two changes worth telling: of at most two facts, one way for each set of facts and label.

    Those who work together are not told what would be if they worked alone, nor those who sell, if they did not, nor
    anybody, if what he told of himself and his partners were otherwise.
    """
    known = profile.known()
    ways: dict[tuple[str, frozenset[str]], WouldChange] = {}
    for change in verdict.would_change:
        alone = ("partners", "none") in change.changes and known.get("partners") is not None
        unbegun = ("stage", "planning") in change.changes and _is_settled("stage", known)
        settled = any(fact in _SETTLED_ONCE_TOLD and fact in known for fact, _ in change.changes)
        if len(change.changes) <= 2 and not alone and not unbegun and not settled:
            ways.setdefault((change.label, frozenset(fact for fact, _ in change.changes)), change)
    return list(ways.values())[:2]


def _supposed(case: Case, fact: str, value: str) -> str:
    """Return a fact as it stands behind an 'if'."""
    if f"{fact}={value}" not in STATEMENTS:
        return case.say(WORDS["change_one"], fact=case.pick(FACT_NAMES[fact]), value=case.pick(VALUE_NAMES[value]))
    said = case.say(_wording(case, f"{fact}={value}")).rstrip("。.")
    return said if case.language == "zh" else said[0].lower() + said[1:]


def risks(case: Case) -> Iterator[Sourced]:
    """Yield the risks that the client's own facts show, with the rule that says so and what to watch.

    That whoever sells online can be replaced, at ever rising fees, holds for everybody, and is told to nobody else.
    """
    for risk in case.verdicts.risks:
        facts = tuple(compile_axes()[risk.label].facts)
        if risk.level == "high":
            head = _headed(case, risk.label, risk.level)
            yield from _reason_lines(case, "risks", risk.label, risk.reasons[:1], head, facts)
            yield _early_sign(case, risk.label, (*facts, "product_kind"))
    if case.context.get("buyer_named") == "yes":
        for place, wording in enumerate(ONE_BUYER):
            text = case.say(wording)
            yield Sourced(DraftLine("", f"risks.one_buyer.{place}", "risks", text, "suggestion"))


def _early_sign(case: Case, risk: str, facts: tuple[str, ...]) -> Sourced:
    wording = EARLY_SIGNS[risk]
    if risk == "easy_replacement":
        wording = SIGNS_OF_COPYING.get(case.profile.product_kind or "", wording)
    return Sourced(DraftLine("", f"risks.sign.{risk}", "risks", case.say(wording), "suggestion", facts=facts))


def questions(case: Case) -> Iterator[Sourced]:
    """Yield the questions whose answers could change most, those of one subject together, the weightiest one first.

    What an answer would mean for the way to go stands behind its question.
    """
    for fact in asked_facts(case):
        asked = _asked(case, fact)
        meaning = _meaning(case, fact)
        longer = _join([asked, meaning], case.language) if meaning else asked
        text = longer if is_short(longer, case.language) else asked
        facts = tuple(compile_axes()["target_mode"].facts)
        yield Sourced(DraftLine("", f"questions.{fact}", "questions", text, "rule", rule=f"ask.{fact}", facts=facts))


def _asked(case: Case, fact: str) -> str:
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
    asked = [fact for fact in dict.fromkeys([*first, *missing]) if fact in first or not _is_settled(fact, known)]
    asked = [fact for fact in asked if not _is_told_otherwise(case, fact)]
    told_first = {"product_kind", *case.contradictions}
    asked = [fact for fact in asked if fact in told_first or fact not in case.hinted]
    if known.get("partners") not in ("few", "many"):
        asked = [fact for fact in asked if fact not in _OF_PARTNERS or fact in told_first]
    if known.get("product_kind") == "service":
        asked = [fact for fact in asked if fact not in _OF_GOODS]
    if known.get("makes_own_goods") == known.get("sells_own_goods_online") == "yes":
        asked = [fact for fact in asked if fact not in _OF_OTHERS_WORK]
    of_rules = _asked_by_rules(case, asked[:MOST_QUESTIONS])
    leading = [fact for fact in asked[:MOST_QUESTIONS] if fact in told_first]
    kept = [*leading, *of_rules, *(fact for fact in asked[:MOST_QUESTIONS] if fact not in told_first)]
    subjects = list(dict.fromkeys(_subject(fact) for fact in kept))
    return tuple(sorted(kept, key=lambda fact: subjects.index(_subject(fact))))


def _subject(fact: str) -> int:
    """Return the place of the theme that a fact belongs to; units are one, what the rules hang on is of the goods'."""
    if fact in QUESTIONS_OF_RULES:
        return 0
    return next((place for place, theme in enumerate(_THEMES) if fact in theme), len(_THEMES))


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


def _is_settled(fact: str, known: Mapping[str, str]) -> bool:
    """Tell whether a fact shows already in what is known: how far one is, or what only comes with selling."""
    if fact == "stage":
        return any(known.get(other) not in (None, "no") for other in _SHOWS_SELLING)
    return known.get("stage") == "planning" and fact in _COMES_WITH_SELLING
