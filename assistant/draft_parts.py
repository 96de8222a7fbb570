"""The parts of a draft that tell, one function each: situation, diagnosis, target, risks."""

from collections.abc import Iterator, Mapping

from assistant.address_wording import (
    ROLE_STATEMENTS,
    ROLE_STATEMENTS_OF_VILLAGES,
    STATEMENTS_OF_KINDS,
    STATEMENTS_OF_VILLAGES,
)  # fmt: skip
from assistant.datatypes import SectionKey
from assistant.draft_case import Case, Sourced, is_short
from assistant.draft_questions import SHOWS_SELLING, THEMES, asked_facts, is_settled
from assistant.draft_wording import (
    BETWEEN_GOODS,
    EARLY_SIGNS,
    GROUNDS,
    ONE_BUYER,
    PLANNED_GOODS,
    SIGNS_OF_COPYING,
    STATEMENTS,
    WORDS,
    is_our_reading,
)  # fmt: skip
from assistant.drafts import DraftLine, DraftPart
from assistant.goods_names import Good
from assistant.language import join_texts, split_sentences
from assistant.steps import Wording
from assistant.typology import FACT_VALUES, UNCLEAR, Profile, Reason, Verdict, WouldChange
from assistant.typology_scoring import compile_axes
from assistant.typology_wording import FACT_NAMES, VALUE_NAMES
from assistant.verification import align

_PAPER = "paper"
_STUDYS_OWN = ("our reading", "我们的理解")
# What somebody has told does not change by and by.
_SETTLED_ONCE_TOLD = frozenset({"partner_weight", "product_kind", "started_by"})


def situation(case: Case) -> Iterator[Sourced]:
    """Yield what is known of the client, theme by theme, with the words it was read from."""
    known = case.profile.known()
    for theme in THEMES:
        told = [fact for fact in theme if fact in known and not _goes_without_saying(fact, known)]
        for number, facts in enumerate(_fill_lines(case, told)):
            text = join_texts([_statement(case, fact) for fact in facts], case.language)
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
    return join_texts(told, case.language)


def _told_kind(good: Good) -> str | None:
    return "between" if good.form == "between" else good.kind


def _fill_lines(case: Case, facts: list[str]) -> Iterator[tuple[str, ...]]:
    line: tuple[str, ...] = ()
    for fact in facts:
        longer = (*line, fact)
        quotes = len(case.quoted(longer))
        text = join_texts([_statement(case, told) for told in longer], case.language)
        if line and (quotes > 2 or not is_short(text, case.language)):
            yield line
            longer = (fact,)
        line = longer
    if line:
        yield line


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
        depends = (*facts, *SHOWS_SELLING)
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
        unbegun = ("stage", "planning") in change.changes and is_settled("stage", known)
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
