"""Checks drafts as a suite does: does every citation resolve and support its line, and what do the lines hang on?

Pure: a draft and the library in, faults and shares out. A cited line must be supported by its section as the
library has it now; a rule's line must name a rule of the tables, in the table's words, and rest on a sentence
of the section it cites; the client's words beside a line, the questions among them, must stand in the description;
where a question is left to others, a boundary topic must say so; what a line permits must be carried by who the
client is and what he sells (`draft_permissions`), and the plan must fit him and say nothing twice (`draft_plans`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.datatypes import Citation, Language, SectionKey
from assistant.draft_case import LONGEST_LINE, UNANSWERED, as_we
from assistant.draft_own_answers import OWN_ANSWER
from assistant.draft_summary import SUMMARY
from assistant.draft_wording import QUESTIONS_OF_RULES, WORDS
from assistant.drafts import Draft, DraftLine
from assistant.language import split_sentences
from assistant.library import Library
from assistant.offices import WHOM_TO_ASK
from assistant.told_steps import ALL_STEPS
from assistant.typology import FACT_VALUES
from assistant.typology_rules import RULES
from assistant.typology_scoring import compile_axes
from assistant.verification import support_of
from evals.draft_permissions import misjudged
from evals.draft_plans import misfits
from evals.reasons import Reason, reason

MOST_SUGGESTIONS = 0.2
_RULES = frozenset(
    {rule.id for rule in RULES}
    | {step.id.split(".")[0] for step in ALL_STEPS}
    | set(compile_axes())
    | {f"ask.{fact}" for fact in (*FACT_VALUES, *QUESTIONS_OF_RULES)}
    | {UNANSWERED, SUMMARY, OWN_ANSWER}
)


@dataclass(frozen=True, slots=True)
class DraftFault:
    """What is wrong with a line, or with the draft where `line` is empty."""

    line: str
    fault: Reason


@dataclass(frozen=True, slots=True)
class DraftScore:
    """Shares of the lines, 0 to 1: `supported` of the lines that cite, and how many hang on what."""

    lines: int
    cited: int
    supported: float
    shares: Mapping[str, float]
    faults: tuple[DraftFault, ...]


def score_draft(draft: Draft, library: Library) -> DraftScore:
    """Return the faults and shares of a draft; one without citations has a support of 1."""
    by_line = {line.id: tuple(_faults(draft, line, library)) for line in draft.lines}
    cited = [line for line in draft.lines if line.citations]
    bad = sum(bool(by_line[line.id]) for line in cited)
    faults = [fault for found in by_line.values() for fault in found]
    shares = {basis: draft.share(basis) for basis in ("client", "rule", "citation", "suggestion")}
    faults += [DraftFault(found.line, found.fault) for found in misjudged(draft)]
    faults += [DraftFault(found.line, found.fault) for found in misfits(draft, library)]
    if shares["suggestion"] > MOST_SUGGESTIONS:
        faults.append(DraftFault("", reason("unfounded_share", share=f"{shares['suggestion']:.2f}")))
    return DraftScore(len(draft.lines), len(cited), 1 - bad / len(cited) if cited else 1.0, shares, tuple(faults))


def _faults(draft: Draft, line: DraftLine, library: Library) -> Iterator[DraftFault]:
    length = len(line.text) if draft.language == "zh" else len(line.text.split())
    if length > LONGEST_LINE[draft.language]:
        yield DraftFault(line.id, reason("too_long", length=length))
    cited = draft.cited(line)
    if len(cited) != len(line.citations):
        yield DraftFault(line.id, reason("number_without_source"))
    for citation in cited:
        yield from _citation_faults(draft, line, citation, library)
    if line.basis == "citation" and not cited:
        yield DraftFault(line.id, reason("cites_nothing"))
    if line.rule == UNANSWERED and not set(split_sentences(line.text)) <= _replies(library, draft.language):
        yield DraftFault(line.id, reason("no_such_reply"))
    if line.basis == "rule" and line.rule not in _RULES:
        yield DraftFault(line.id, reason("no_such_rule", rule=line.rule))
    told = " ".join((draft.description or "").split())
    unsaid = (words for words in line.words if words not in told)
    yield from (DraftFault(line.id, reason("never_said", words=words)) for words in unsaid)


def _replies(library: Library, language: Language) -> set[str]:
    """Return the sentences that may stand where the sources do not answer: those of the boundary topics, and ours."""
    topics = [one for one in library.documents if one.kind == "boundary" and one.language == language]
    told = [as_we(section.text) for topic in topics for section in topic.sections]
    wordings = (WORDS["price_pact"], WORDS["amounts"], *WHOM_TO_ASK.values())
    ours = [wording.in_language(language) for wording in wordings]
    return {sentence for text in (*told, *ours) for sentence in split_sentences(text)}


def _citation_faults(draft: Draft, line: DraftLine, citation: Citation, library: Library) -> Iterator[DraftFault]:
    key = SectionKey(citation.document, citation.section)
    named = f"{key.document}/{key.section}"
    found = library.sections.get(key, {}).get(draft.language)
    if found is None:
        yield DraftFault(line.id, reason("no_such_section", section=named))
        return
    text = found[1].text
    if citation.quote != text:
        yield DraftFault(line.id, reason("other_quote", section=named))
    rests_on = line.text if line.basis == "citation" else line.ground
    if rests_on is None or support_of(rests_on, text) is None:
        yield DraftFault(line.id, reason("no_support", section=named))
    if citation.status in ("expired", "replaced"):
        yield DraftFault(line.id, reason(citation.status, section=named))


def overlap(one: Draft, other: Draft) -> float:
    """Return which share of the lines of both drafts stand in both, 0 to 1; questions and headings do not count."""
    mine, theirs = _told(one), _told(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def changed_lines(before: Draft, after: Draft) -> dict[str, tuple[str, ...]]:
    """Return the keys of lines that differ, each with the facts that it depends on in either draft."""
    old = {line.key: line for line in before.lines}
    new = {line.key: line for line in after.lines}
    return {key: _facts_of(old.get(key), new.get(key)) for key in _differing(old, new)}


def _differing(old: Mapping[str, DraftLine], new: Mapping[str, DraftLine]) -> Iterable[str]:
    for key in {*old, *new}:
        if key not in old or key not in new or (old[key].text, old[key].head) != (new[key].text, new[key].head):
            yield key


def _facts_of(*lines: DraftLine | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for line in lines if line is not None for fact in line.facts))


def _told(draft: Draft) -> set[str]:
    return {line.text for line in draft.lines if line.part != "questions"}
