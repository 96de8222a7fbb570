"""From a client's facts to a draft of upgrade advice: classified, worded from tables, every line sourced."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from assistant import draft_asked, draft_parts, draft_plan, draft_summary
from assistant.business_owner import find_owner
from assistant.client_words import find_keeping, find_kind, find_marks, find_product
from assistant.conditions import build_context
from assistant.datatypes import Citation, Language, SectionKey
from assistant.draft_case import AnsweredQuestion, Case, Sourced, quote_clause, shorten
from assistant.drafts import Draft, DraftLine
from assistant.errors import UnreadableInputError
from assistant.library import Library
from assistant.profile_reading import Evidence, Reading
from assistant.typology import Profile, ProfileError, classify, read_profile, rules_version

_SEARCHED = frozenset({"law", "study"})


@dataclass(frozen=True)
class Client:
    """Whom a draft is for: a name, the facts, and the description with the words that the facts were read from.

    `asked` are the questions of the description, answered.
    """

    name: str
    profile: Profile
    description: str = ""
    evidence: tuple[Evidence, ...] = ()
    contradictions: tuple[str, ...] = ()
    product: str | None = None
    asked: tuple[AnsweredQuestion, ...] = ()

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
        """What the description mentions beside the facts."""
        return find_marks(self.description)


def write_draft(client: Client, library: Library, *, language: Language, day: date) -> Draft:
    """Return the draft for a client in `language`, judged by `day`; the same input gives the same draft."""
    product = client.product or find_product(client.description, language)
    client = _with_kind(client, product, language)
    verdicts = classify(client.profile)
    marks = client.marks | {"keeps": find_keeping(product, language, client.description)}
    case = Case(
        language, day, client.profile, verdicts, build_context(client.profile, verdicts, marks),
        _quotes(client, language), client.contradictions,
        product, library, client.asked, find_owner(client.description, language),
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
        evidence=tuple(found.to_dict() for found in client.evidence),
        product=case.product,
    )


def _tell(case: Case) -> Iterator[Sourced]:
    """Yield the lines of all parts, in the order of the parts."""
    steps = list(draft_plan.steps(case))
    yield from draft_summary.summary(case, steps)
    yield from draft_asked.asked(case)
    yield from draft_parts.situation(case)
    yield from draft_parts.questions(case)
    yield from draft_parts.diagnosis(case)
    yield from draft_parts.target(case)
    yield from steps
    yield from draft_plan.rules(case)
    yield from draft_parts.risks(case)


def draft_for_profile(
    facts: Mapping[str, Any], library: Library, *, day: date, client: str = "", language: Language = "en"
) -> Draft:
    """Return the draft for a profile of facts. No model is loaded. Raises UnreadableInputError for unknown facts."""
    try:
        profile = read_profile(facts)
    except ProfileError as error:
        raise UnreadableInputError(str(error), zh=error.zh) from None
    return write_draft(Client(client, profile), library, language=language, day=day)


def _with_kind(client: Client, product: str | None, language: Language) -> Client:
    """Return the client with the kind of goods that the product's name shows, where the facts do not tell it."""
    kind = find_kind(product, language) if product else None
    start = client.description.find(product) if product else -1
    if kind is None or client.profile.product_kind is not None or start < 0:
        return client
    profile = replace(client.profile, product_kind=kind)  # type: ignore[arg-type]
    found = Evidence(
        "product_kind", kind, client.description[start:][: len(product or "")], start, start + len(product or "")
    )
    return replace(client, profile=profile, evidence=(*client.evidence, found))


def _quotes(client: Client, language: Language) -> dict[str, str]:
    """Return the client's words for each fact: the clause it was read from, where the description is at hand."""
    text = client.description
    return {
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
