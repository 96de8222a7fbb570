"""The parts of a draft, one function each: what a client's facts and verdicts give, with where each line comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.citations import cite
from assistant.conditions import Condition
from assistant.datatypes import Citation, Language, Passage, SectionKey, Status
from assistant.draft_wording import (
    ACTORS,
    EARLY_SIGNS,
    GAPS,
    GROUNDS,
    STATEMENTS,
    STATEMENTS_OF_VILLAGES,
    TOPIC_NAMES,
    UNIT_NAMES,
    WORDS,
)  # fmt: skip
from assistant.drafts import HORIZONS, DraftLine, DraftPart, UnitRow
from assistant.language import split_sentences
from assistant.library import Library
from assistant.rule_facts import RULE_FACTS, RuleFact
from assistant.steps import STEPS, Step, Wording
from assistant.typology import UNCLEAR, Classification, Profile, Reason, Verdict, WouldChange
from assistant.typology_scoring import compile_axes
from assistant.typology_wording import FACT_NAMES, LABEL_NAMES, QUESTIONS, VALUE_NAMES
from assistant.verification import align

# What a farmer reads as one line, in characters or words.
LONGEST_LINE: Mapping[Language, int] = {"zh": 60, "en": 30}
LONGEST_QUOTE: Mapping[Language, int] = {"zh": 26, "en": 14}
MOST_QUESTIONS = 5
# How many answers to an open verdict are told.
MOST_WAYS = 3
MOST_OF_A_TOPIC = 3
_PAPER = "paper"
_PAUSES = " ，。；、,.;:："
_OUR_READING = ("our reading", "我们的理解", "definition is")
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


@dataclass(frozen=True, slots=True)
class Case:
    """A client as the parts see it. `quotes` are the client's words by fact; `context` is for conditions."""

    language: Language
    day: date
    profile: Profile
    verdicts: Classification
    context: Mapping[str, str]
    quotes: Mapping[str, str]
    contradictions: tuple[str, ...]
    product: str | None
    library: Library

    def say(self, wording: Wording, **values: str) -> str:
        """Return a wording in the client's language, with what the client calls the product."""
        product = self.product or WORDS["goods"].in_language(self.language)
        return wording.in_language(self.language, product=product, **values)

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the half of an (English, Chinese) pair that the client reads."""
        return pair[0] if self.language == "en" else pair[1]

    def label(self, name: str) -> str:
        """Return how a label of the typology is called."""
        return self.pick(LABEL_NAMES[name])

    @property
    def speaks_for(self) -> str:
        """Whom the client speaks for: a village, a cooperative, a firm, or a person."""
        return "village" if self.context.get("is_village") == "yes" else self.context["legal_form"]

    def actor(self, wording: Wording) -> str:
        """Return who acts: where it says "you", what the client is."""
        return self.say(ACTORS.get(self.speaks_for, wording) if wording.en.split(",")[0] == "you" else wording)

    def sentences(self, key: SectionKey) -> list[str]:
        """Return the sentences of a section in the client's language; none where it is not in that language."""
        languages = self.library.sections.get(key, {})
        found = languages.get(self.language)
        return split_sentences(found[1].text) if found else []

    def citation(self, key: SectionKey, number: int) -> Citation:
        """Return the citation of a section in the client's language."""
        document, section = self.library.sections[key][self.language]
        return cite(Passage(number, self.language, document, section), self.day)

    def quoted(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the client's words for facts, each once, in order."""
        return tuple(dict.fromkeys(self.quotes[fact] for fact in facts if fact in self.quotes))


@dataclass(frozen=True, slots=True)
class Sourced:
    """A line that has no number yet, with the section that it cites."""

    line: DraftLine
    source: SectionKey | None = None


def quote_clause(text: str, start: int, end: int, language: Language) -> str:
    """Return the clause of a text in which a place lies, short enough to be quoted, in the text's own words.

    >>> quote_clause("我是返乡的，前年种了20亩猕猴桃，在淘宝开店。", 10, 13, "zh")
    '前年种了20亩猕猴桃'
    """
    marks = "，。；！？,;!?\n" + ("" if language == "zh" else ".:")
    begin = max((text.rfind(mark, 0, start) for mark in marks), default=-1) + 1
    ends = [place for mark in marks if (place := text.find(mark, max(end - 1, start))) >= 0]
    stop = min(ends, default=len(text))
    whole = shorten(text[begin:stop], language)
    told = " ".join(text[start:end].split()).strip(_PAUSES)
    return whole if told in whole else shorten(text[start:stop], language)


def shorten(words: str, language: Language) -> str:
    """Return the beginning of words, short enough to be quoted, cut at a pause or a blank.

    >>> shorten("我家在山里种了二十亩猕猴桃，今年雨水多，烂了不少，邻居们也在卖一样的果子", "zh")
    '我家在山里种了二十亩猕猴桃，今年雨水多，烂了不少'
    """
    words = " ".join(words.split()).strip(_PAUSES)
    longest = LONGEST_QUOTE[language]
    if language == "en":
        pieces = words.split(" ")
        return words if len(pieces) <= longest else " ".join(pieces[:longest]).rstrip(",.;:")
    if len(words) <= longest:
        return words
    pause = max(words.rfind(mark, 0, longest) for mark in "，。；、")
    return words[: pause if pause > longest // 2 else longest]


def is_short(text: str, language: Language) -> bool:
    """Tell whether a line is one that a farmer reads in one go."""
    return (len(text) if language == "zh" else len(text.split())) <= LONGEST_LINE[language]


def situation(case: Case) -> Iterator[Sourced]:
    """Yield what is known of the client, theme by theme, with the words it was read from."""
    known = case.profile.known()
    for theme in _THEMES:
        told = [fact for fact in theme if fact in known]
        for number, facts in enumerate(_fill_lines(case, told)):
            text = _join([_statement(case, fact) for fact in facts], case.language)
            key = f"situation.{theme[0]}.{number}"
            yield Sourced(DraftLine("", key, "situation", text, "client", words=case.quoted(facts), facts=theme))


def _statement(case: Case, fact: str) -> str:
    told = f"{fact}={getattr(case.profile, fact)}"
    wording = STATEMENTS_OF_VILLAGES.get(told, STATEMENTS[told]) if case.speaks_for == "village" else STATEMENTS[told]
    if case.product is None and fact == "product_kind":
        wording = Wording(wording.en.replace(": {product}", ""), wording.zh.replace("：{product}", ""))
    return case.say(wording)


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
        yield from _open_lines(case, axis, part, head)
        return
    yield from _reason_lines(case, part, verdict.label, verdict.reasons[:1], head, facts)


def _open_lines(case: Case, axis: str, part: DraftPart, head: str) -> Iterator[Sourced]:
    """Yield what an open verdict would be under the answers that settle it, one line for each label."""
    facts = tuple(compile_axes()[axis].facts)
    ways = _ways_by_label(getattr(case.verdicts, axis))
    if not ways:
        yield Sourced(DraftLine("", f"{part}.{axis}", part, case.say(WORDS["open"]), "rule", head, axis, facts=facts))
    for number, change in enumerate(ways):
        text = case.say(WORDS["then"], changes=_told_changes(case, change), label=case.label(change.label))
        key = f"{part}.{axis}.{change.label}"
        yield Sourced(DraftLine("", key, part, text, "rule", "" if number else head, axis, facts=facts))


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
    told = f"{case.label(name)}{': ' if case.language == 'en' else '：'}{case.label(label)}"
    return told[0].upper() + told[1:]


def _reason_lines(
    case: Case, part: DraftPart, label: str, reasons: tuple[Reason, ...], head: str, facts: tuple[str, ...]
) -> Iterator[Sourced]:
    """Yield a line for each sentence of the reasons; the first bears the head and the client's words."""
    first = True
    for reason in reasons:
        source = SectionKey(_PAPER, reason.section)
        for number, sentence in enumerate(split_sentences(case.pick((reason.en, reason.zh)))):
            ours = any(sign in sentence.lower() for sign in _OUR_READING)
            words = case.quoted(reason.facts) if number == 0 else ()
            line = DraftLine(
                "", f"{part}.{reason.rule}.{number}", part, sentence, "rule", head if first else "", reason.rule,
                ground=_ground(case, label, sentence, source), words=words, facts=facts, interpretation=ours,
            )  # fmt: skip
            yield Sourced(line, source)
            first = False


def _ground(case: Case, label: str, sentence: str, source: SectionKey) -> str | None:
    """Return the section's sentence that a verdict rests on, else the one nearest to its reason."""
    told = case.sentences(source)
    section, begins = GROUNDS[label]
    if section == source.section:
        return next((said for said in told if begins.in_language(case.language) in said), None)
    own = [said for said in told if not said.lower().startswith(_OUR_READING[:2])]
    return align(sentence, "\n".join(own)) if own else None


def target(case: Case) -> Iterator[Sourced]:
    """Yield the target mode with its reasons, the runner-up, what would change it, and the paths that fit."""
    verdict = case.verdicts.target_mode
    facts = tuple(compile_axes()["target_mode"].facts)
    yield from _verdict_lines(case, "target_mode", "target")
    if verdict.label != UNCLEAR and verdict.runner_up:
        text = case.say(WORDS["runner_up"], label=case.label(verdict.runner_up))
        yield Sourced(DraftLine("", "target.runner_up", "target", text, "rule", rule="target_mode", facts=facts))
    for change in _telling_changes(verdict) if verdict.label != UNCLEAR else ():
        text = case.say(WORDS["change"], changes=_told_changes(case, change), label=case.label(change.label))
        key = "target.change." + "+".join(f"{fact}={value}" for fact, value in change.changes)
        yield Sourced(DraftLine("", key, "target", text, "rule", rule="target_mode", facts=facts))
    for measure in case.verdicts.measures:
        name = case.say(WORDS["measure"])
        head = f"{name}{': ' if case.language == 'en' else '：'}{case.label(measure.label)}"
        yield from _reason_lines(
            case, "target", measure.label, measure.reasons[:1], head, tuple(compile_axes()[measure.label].facts)
        )


def _telling_changes(verdict: Verdict) -> list[WouldChange]:
    """Return up to two changes worth telling: of at most two facts, one way for each set of facts and label."""
    ways: dict[tuple[str, frozenset[str]], WouldChange] = {}
    for change in verdict.would_change:
        if len(change.changes) <= 2:
            ways.setdefault((change.label, frozenset(fact for fact, _ in change.changes)), change)
    return list(ways.values())[:2]


def _supposed(case: Case, fact: str, value: str) -> str:
    """Return a fact as it stands behind an 'if'."""
    wording = STATEMENTS.get(f"{fact}={value}")
    if wording is None:
        return case.say(WORDS["change_one"], fact=case.pick(FACT_NAMES[fact]), value=case.pick(VALUE_NAMES[value]))
    said = case.say(wording).rstrip("。.")
    return said if case.language == "zh" else said[0].lower() + said[1:]


def units(case: Case) -> Iterator[UnitRow]:
    """Yield the four kinds of units: who fills each today, and what is missing to reciprocity."""
    known = case.profile.known()
    for unit in UNIT_NAMES:
        relation = known.get(f"{unit}_units")
        filled_by = case.quotes.get(f"{unit}_units") if relation != "none" else None
        yield UnitRow(unit, filled_by, relation, "reciprocal", case.say(GAPS[relation or "?"]))


def steps(case: Case) -> Iterator[Sourced]:
    """Yield the steps that apply, by horizon, the weightiest first; those that a policy gives among them."""
    found: list[tuple[int, int, Sourced]] = []
    for step in STEPS:
        if step.condition.holds(case.context):
            found.append((HORIZONS.index(step.horizon), -step.weight, _step_line(case, step)))
    for fact in RULE_FACTS:
        if fact.act is not None and (line := _fact_line(case, fact, "steps")):
            found.append((HORIZONS.index(fact.act.horizon), -fact.weight, line))
    yield from (line for _, _, line in sorted(found, key=lambda entry: entry[:2]))


def _step_line(case: Case, step: Step) -> Sourced:
    source = SectionKey(_PAPER, step.section)
    begins = step.ground.in_language(case.language)
    ground = next((sentence for sentence in case.sentences(source) if begins in sentence), None)
    line = DraftLine(
        "", f"steps.{step.id}", "steps", case.say(step.text), "rule", rule=step.id.split(".")[0], ground=ground,
        words=case.quoted(step.because), facts=_facts(step.condition, step.because), interpretation=True,
        horizon=step.horizon, actor=case.actor(step.actor), partners=case.say(step.partners) or None,
        cost_class=step.cost, indicator=case.say(step.indicator),
    )  # fmt: skip
    return Sourced(line, source if ground else None)


def rules(case: Case) -> Iterator[Sourced]:
    """Yield the rules and supports that concern the client, topic by topic, the weightiest topic first."""
    lines: dict[str, list[tuple[int, Sourced]]] = {}
    for fact in RULE_FACTS:
        if fact.act is None and (line := _fact_line(case, fact, "rules")):
            lines.setdefault(fact.topic, []).append((fact.weight, line))
    topics = sorted(lines.values(), key=lambda found: -max(weight for weight, _ in found))
    for found in topics:
        yield from (line for _, line in sorted(found, key=lambda pair: -pair[0])[:MOST_OF_A_TOPIC])


def _fact_line(case: Case, fact: RuleFact, part: DraftPart) -> Sourced | None:
    """Return the line of a sentence that concerns the client and counts on the day, or None."""
    if not fact.condition.holds(case.context):
        return None
    begins = fact.begins.in_language(case.language)
    sentence = next((said for said in case.sentences(fact.section) if begins in said), None)
    if sentence is None or not _counts(case.citation(fact.section, 0).status, early=fact.early):
        return None
    act = fact.act
    line = DraftLine(
        "", f"{part}.{'.'.join(fact.section)}.{begins}", part, sentence, "citation", case.say(TOPIC_NAMES[fact.topic]),
        ground=sentence, facts=_facts_of_rule(fact), horizon=act.horizon if act else None,
        actor=case.actor(act.actor) if act else None, partners=(case.say(act.partners) or None) if act else None,
        cost_class=act.cost if act else None, indicator=case.say(act.indicator) if act else None,
    )  # fmt: skip
    return Sourced(line, fact.section)


@cache
def _facts_of_rule(fact: RuleFact) -> tuple[str, ...]:
    """Return what a sentence depends on: its own condition, and those that could take its place in its topic."""
    rivals = [other for other in RULE_FACTS if (other.topic, other.act) == (fact.topic, None)]
    found = [fact] if fact.act or len(rivals) <= MOST_OF_A_TOPIC else [fact, *rivals]
    return tuple(dict.fromkeys(name for one in found for name in one.condition.facts()))


def _counts(status: Status | None, *, early: bool) -> bool:
    """Tell whether a text of this status may be told: not once it is over, before its time only an early one."""
    return status not in ("expired", "replaced") and (early or status != "not_yet_in_force")


def _facts(condition: Condition, because: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*condition.facts(), *because)))


def risks(case: Case) -> Iterator[Sourced]:
    """Yield the risks that are high or low, with the rule that says so; for high ones, what to watch."""
    for risk in case.verdicts.risks:
        if risk.level not in ("high", "low"):
            continue
        facts = tuple(compile_axes()[risk.label].facts)
        yield from _reason_lines(
            case, "risks", risk.label, risk.reasons[:1], _headed(case, risk.label, risk.level), facts
        )
        if risk.level == "high":
            text = case.say(EARLY_SIGNS[risk.label])
            yield Sourced(DraftLine("", f"risks.sign.{risk.label}", "risks", text, "suggestion", facts=facts))


def questions(case: Case) -> Iterator[Sourced]:
    """Yield the questions whose answers could change most; what was told in two ways comes first."""
    known = case.profile.known()
    # Which rules concern a client hangs on what is sold, though no verdict does.
    first = [fact for fact in ("product_kind", *case.contradictions) if fact not in known]
    ordered = [*first, *(entry.fact for entry in case.verdicts.missing)]
    for fact in list(dict.fromkeys(ordered))[:MOST_QUESTIONS]:
        yield Sourced(
            DraftLine("", f"questions.{fact}", "questions", case.pick(QUESTIONS[fact]), "rule", rule=f"ask.{fact}")
        )
