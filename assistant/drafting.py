"""From a client's facts to a draft of upgrade advice: classified, worded from tables, every line sourced."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from assistant import draft_asked, draft_parts, draft_plan, draft_questions, draft_summary, draft_told
from assistant.business_owner import find_owner
from assistant.client_particulars import find_particulars
from assistant.client_words import find_marks, names_meat, unsure_marks
from assistant.conditions import UNKNOWN, build_context, join_values
from assistant.datatypes import Citation, Language, SectionKey
from assistant.draft_case import (
    UNANSWERED,
    AnsweredQuestion,
    Case,
    Sourced,
    ToldMatter,
    join_names,
    marks_of_questions,
    question_for_office,
    quote_clause,
    shorten,
)
from assistant.draft_own_answers import Plan
from assistant.draft_wording import UNIT_NAMES
from assistant.drafts import Draft, DraftLine
from assistant.errors import UnreadableInputError
from assistant.goods_names import Good, context_forms, form_of_kind, keeps, of_kind, worked_up
from assistant.heard_goods import goods_of
from assistant.library import Library
from assistant.offices import STEP_TO_OFFICE
from assistant.outright import TOLD, said_units
from assistant.profile_reading import Evidence, Reading
from assistant.seller import LEGAL_FORMS, Seller, read_seller, says_unlicensed
from assistant.story_reading import read_story
from assistant.told_sentences import split_told
from assistant.typology import FACT_VALUES, Profile, ProfileError, classify, read_profile, rules_version

# Goods that nobody needs a permit for; processed food does, and services may.
_WITHOUT_PERMIT = frozenset({"fresh", "craft", "manufactured"})
_FOOD_FORMS = frozenset({"fresh", "storing", "keeping", "between", "dried", "processed", None})
# Of goods of which only the kind is known.
_WORKED_OF_KIND = {"processed_food": "yes", "": UNKNOWN}
_SHOW_SELLING = ("online_scale", "platforms", "fees_eat_margin")
_SEARCHED = frozenset({"law", "study"})
# So sure the story model must be of a legal form to name it, and so unsure for words that name it not to count: of
# those that are named in stories held out where one is told, 141 are right and 13 are others.
_SURE_FORM, _UNSURE_FORM = 0.5, 0.2
# From this probability on a fact may be told. Of the questions in eighty drafts that advisers found answered in the
# letter this drops four in ten, of those that they would have put one in six.
_HINTED = 0.1
UNITS = tuple(f"{unit}_units" for unit in UNIT_NAMES)


@dataclass(frozen=True)
class Client:
    """Whom a draft is for: a name, the facts, and the description with the words that the facts were read from.

    `asked` are the questions of the description, answered, `told` what it tells that rules speak of.
    """

    name: str
    profile: Profile
    description: str = ""
    evidence: tuple[Evidence, ...] = ()
    contradictions: tuple[str, ...] = ()
    product: str | None = None
    asked: tuple[AnsweredQuestion, ...] = ()
    told: tuple[ToldMatter, ...] = ()

    @classmethod
    def from_reading(cls, name: str, description: str, reading: Reading) -> "Client":
        """Return the client of a description that was read."""
        return cls(name, reading.profile, description, reading.evidence, reading.contradictions)

    @classmethod
    def from_diagnosis(cls, name: str, description: str, diagnosis: Mapping[str, Any]) -> "Client":
        """Return the client of a diagnosis as `classify` gives it, told in a description that may be a whole talk.

        Evidence counts where its words stand in the description; answers to questions do not.
        """
        places = [(one, description.find(one["words"])) for one in diagnosis["evidence"]]
        evidence = tuple(
            Evidence(one["fact"], one["value"], one["words"], start, start + len(one["words"]))
            for one, start in places
            if start >= 0
        )
        profile = read_profile(diagnosis["profile"])
        return cls(name, profile, description, evidence, tuple(diagnosis.get("contradictions", ())))

    @cached_property
    def marks(self) -> dict[str, str]:
        """What the description mentions beside the facts, and what it asks about."""
        return find_marks(self.description) | dict.fromkeys(marks_of_questions(self.asked), "yes")


def write_draft(client: Client, library: Library, *, language: Language, day: date) -> Draft:
    """Return the draft for a client in `language`, judged by `day`; the same input gives the same draft."""
    client, goods = _with_goods(client, language)
    product = client.product or join_names([good.name for good in goods if not good.planned], language) or None
    seller = _as_heard(read_seller(client.description, client.profile.known(), client.marks), client.description)
    client = _without_a_plan(_without_what_others_make(client, seller))
    verdicts = classify(_judged(client))
    who = {"legal_form": seller.legal_form, "own": seller.own, "small": seller.small}
    named = find_particulars(client.description, language)
    marks = client.marks | named.marks() | who | _goods_marks(goods, client.profile.product_kind)
    marks["selling"] = _is_selling(client.profile.known(), marks)
    quotes = _quotes(client, language)
    context = build_context(client.profile, verdicts, marks)
    context |= {unit: TOLD for unit in UNITS if unit in quotes and context[unit] == UNKNOWN}
    case = Case(
        language, day, client.profile, verdicts, context, quotes, client.contradictions,
        product, library, goods, client.asked, client.told, find_owner(client.description, language),
        named.in_language(language), _hinted(client.description), unsure_marks(client.description),
    )  # fmt: skip
    lines, citations = _number(_tell(case), case)
    return Draft(
        client=client.name,
        language=language,
        day=day,
        classification=verdicts.to_dict(),
        units=tuple(draft_plan.units(case)),
        lines=lines,
        citations=citations,
        open_questions=tuple(entry.to_dict() for entry in verdicts.missing),
        rules_version=rules_version(),
        knowledge_version=knowledge_version(library),
        description=client.description or None,
        profile=client.profile.known(),
        evidence=tuple(found.to_dict() | {"quote": case.quotes[found.fact]} for found in client.evidence),
        product=case.product,
        goods=tuple({"name": good.name, "form": good.form, "planned": good.planned} for good in goods),
        seller=who,
    )


def _tell(case: Case) -> Iterator[Sourced]:
    """Yield the lines of all parts, in the order of the parts."""
    steps = draft_summary.urgent_first(case, list(draft_plan.steps(case)))
    rules, costs = list(draft_plan.rules(case)), list(draft_plan.liabilities(case))
    target = list(draft_parts.target(case))
    asked = list(draft_asked.asked(case, Plan(steps, [*rules, *costs], target)))
    steps = _without_needless_office(case, steps, asked)
    yield from draft_summary.summary(case, steps)
    yield from asked
    yield from draft_told.told(case, [*rules, *costs], {answer.line.sentence for answer in asked})
    yield from draft_parts.situation(case)
    yield from draft_questions.questions(case)
    yield from draft_parts.diagnosis(case)
    yield from target
    yield from steps
    yield from rules
    yield from draft_parts.risks(case)
    yield from costs


def _without_needless_office(case: Case, steps: list[Sourced], asked: Sequence[Sourced]) -> list[Sourced]:
    """Return the steps without that to an office where the draft itself answers the question that belongs there."""
    to_ask = question_for_office(case.asked)
    left = {answer.line.head for answer in asked if answer.line.rule == UNANSWERED}
    if to_ask is None or to_ask.words in left:
        return steps
    return [step for step in steps if step.step is not STEP_TO_OFFICE[to_ask.office]]


def draft_for_profile(
    facts: Mapping[str, Any], library: Library, *, day: date, client: str = "", language: Language = "en"
) -> Draft:
    """Return the draft for a profile of facts. No model is loaded. Raises UnreadableInputError for unknown facts."""
    try:
        profile = read_profile(facts)
    except ProfileError as error:
        raise UnreadableInputError(str(error), zh=error.zh) from None
    return write_draft(Client(client, profile), library, language=language, day=day)


def _as_heard(seller: Seller, description: str) -> Seller:
    """Return a seller with the legal form that the description tells as a whole: who says 'I' need not be alone."""
    story = read_story(description)
    if story is None or seller.legal_form == "village":
        return seller
    form, sure = story.legal_form()
    if form == "household" and says_unlicensed(description):
        return replace(seller, legal_form="person")
    if form in LEGAL_FORMS and sure >= _SURE_FORM:
        return replace(seller, legal_form=form)
    if seller.legal_form != UNKNOWN and story.scores.legal_forms[seller.legal_form] < _UNSURE_FORM:
        return replace(seller, legal_form=UNKNOWN)
    return seller


def _hinted(description: str) -> frozenset[str]:
    """Return the facts that a description may tell, though not surely: nobody is asked what he may have told."""
    story = read_story(description)
    if story is None:
        return frozenset()
    form, _ = story.legal_form()
    told = {label.partition("=")[0] for label, sure in story.surest().items() if sure >= _HINTED}
    return frozenset(told & FACT_VALUES.keys() | ({"legal_form"} if form in LEGAL_FORMS else set()))


def _with_goods(client: Client, language: Language) -> tuple[Client, tuple[Good, ...]]:
    """Return the client with the kind of goods that his words show, and the goods.

    A kind that somebody gave goes before the words, words before a kind that was only read from them. A product that
    is only named somewhere counts where the reading agrees.
    """
    goods = goods_of(client.description, language)
    read = next((found for found in client.evidence if found.fact == "product_kind"), None)
    kind = client.profile.product_kind
    if goods and goods[0].guessed:
        goods = tuple(good for good in goods if kind is not None and good.kind == kind)
    # Bought-in mats and woven ones are called alike: the stricter of the two readings counts.
    is_stricter = kind == "manufactured" and bool(goods) and goods[0].kind == "craft"
    if kind is not None and (read is None or not goods or goods[0].kind is None or is_stricter):
        return client, of_kind(goods, kind)
    if not goods or goods[0].kind is None:
        return client, goods
    main = goods[0]
    found = Evidence("product_kind", str(main.kind), client.description[main.start : main.end], main.start, main.end)
    evidence = (*(one for one in client.evidence if one.fact != "product_kind"), found)
    return replace(client, profile=replace(client.profile, product_kind=main.kind), evidence=evidence), goods  # type: ignore[arg-type]


def _without_what_others_make(client: Client, seller: Seller) -> Client:
    """Return the client without a reading that he makes goods of which his words say that he buys them: he is asked."""
    read = any(found.fact == "makes_own_goods" and found.value == "yes" for found in client.evidence)
    if seller.own != "no" or not read:
        return client
    evidence = tuple(found for found in client.evidence if found.fact != "makes_own_goods")
    return replace(client, profile=replace(client.profile, makes_own_goods=None), evidence=evidence)


def _without_a_plan(client: Client) -> Client:
    """Return the client without a reading that he only plans to sell, where he tells how much he sells in a month."""
    read = any(found.fact == "stage" and found.value == "planning" for found in client.evidence)
    if not read or client.marks["sells_now"] == "no":
        return client
    evidence = tuple(found for found in client.evidence if found.fact != "stage")
    return replace(client, profile=replace(client.profile, stage=None), evidence=evidence)


def _judged(client: Client) -> Profile:
    """Return the facts that verdicts rest on: fresh goods that the client's words call bought in need not be local."""
    profile = client.profile
    open_still = profile.resource_dependence is None and profile.product_kind == "fresh"
    if open_still and read_seller(client.description, {}, client.marks).own == "no":
        return replace(profile, product_kind=None)
    return profile


def _is_selling(known: Mapping[str, str], marks: Mapping[str, str]) -> str:
    """Tell whether somebody sells online already: says how much, on which platform, or since when; ? where nothing
    shows it."""
    if marks["sells_now"] == "yes":
        return "yes"
    if "stage" not in known and marks["begins"] == "yes":
        return "no"
    if "stage" in known:
        return "no" if known["stage"] == "planning" else "yes"
    shown = any(fact in known for fact in _SHOW_SELLING) or known.get("sells_own_goods_online") == "yes"
    return "yes" if shown or marks["platform_named"] == "yes" else UNKNOWN


def _goods_marks(goods: tuple[Good, ...], kind: str | None) -> dict[str, str]:
    """Return what conditions look at of the goods, by their kind alone where none is named."""
    forms = {form for good in goods for form in context_forms(good)} or {form_of_kind(kind) if kind else UNKNOWN}
    others = len({good.kind for good in goods}) > 1
    return {
        "goods": join_values(forms),
        "keeps": keeps(goods),
        "worked": join_values({worked_up(good) for good in goods} or {_WORKED_OF_KIND.get(kind or "", "no")}),
        "needs_permit": "no" if forms <= _WITHOUT_PERMIT else "?",
        "sells_other_goods": "yes" if others else "no",
    } | _meat_mark(goods)


def _meat_mark(goods: tuple[Good, ...]) -> dict[str, str]:
    """Return whether meat is sold, by what the goods are called: chicken wire is none; nothing where none of them is
    food and the form of one is not known."""
    foods = [good for good in goods if good.form in _FOOD_FORMS]
    if foods:
        return {"meat": "yes" if any(names_meat(good.name) for good in foods) else "no"}
    return {"meat": "no"} if goods and all(good.form for good in goods) else {}


def context_of(draft: Draft) -> dict[str, str]:
    """Return what conditions look at of a draft's own record of goods and seller, and of its description; what it does
    not hold is unknown."""
    goods = tuple(Good(one["name"], one["form"], 0, 0, one["planned"]) for one in draft.goods)
    told = find_marks(draft.description or "") | {"legal_form": "?", "own": "?", "small": "?"} | (draft.seller or {})
    return told | _goods_marks(goods, (draft.profile or {}).get("product_kind"))


def _quotes(client: Client, language: Language) -> dict[str, str]:
    """Return the client's words for each fact: the clause it was read from, where the description is at hand."""
    text = client.description
    said = said_units(split_told(text)).values() if text else ()
    units = {one.fact: quote_clause(text, one.start, one.end, language) for one in said if one.value == TOLD}
    return units | {
        found.fact: quote_clause(text, found.start, found.end, language) if text else shorten(found.words, language)
        for found in client.evidence
    }


def _number(sourced: Iterable[Sourced], case: Case) -> tuple[tuple[DraftLine, ...], tuple[Citation, ...]]:
    """Return the lines with their ids, and the sections that they cite, each numbered once, in order."""
    numbers: dict[SectionKey, int] = {}
    lines = []
    for place, (line, source) in enumerate(((entry.line, entry.source) for entry in sourced), 1):
        cited: tuple[int, ...] = ()
        if source is not None and source in case.library.sections and case.language in case.library.sections[source]:
            cited = (numbers.setdefault(source, len(numbers) + 1),)
        lines.append(replace(line, id=f"L{place}", citations=cited, facts=_facts_of(line)))
    return tuple(lines), tuple(case.citation(source, number) for source, number in numbers.items())


def _facts_of(line: DraftLine) -> tuple[str, ...]:
    """Return what a line depends on: how somebody is spoken to hangs on who began, a person or a group."""
    speaks = line.basis != "citation" and ("你" in line.text or "yourse" in line.text)
    return tuple(dict.fromkeys((*line.facts, *(("started_by",) if speaks else ()))))


def knowledge_version(library: Library) -> str:
    """Return the SHA-256 of the documents that drafts can cite; any change of any of them changes it."""
    told = [f"{document.key} {document.content_hash}" for document in library.documents if document.kind in _SEARCHED]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
