"""What a client asked, as a part of a draft: each question with the sentences that answer it, or with whom to ask."""

from collections.abc import Iterator, Mapping

from assistant.conditions import UNKNOWN, Condition, values_of
from assistant.datatypes import Answer, Citation, Language, SectionKey, Sentence
from assistant.draft_case import UNANSWERED, AnsweredQuestion, Case, Sourced, as_we, is_short
from assistant.draft_wording import WORDS
from assistant.drafts import DraftLine
from assistant.permissions import weigh
from assistant.rule_fact import RuleFact
from assistant.rule_facts import RULE_FACTS

# What of a client decides whether a rule can concern him at all.
_WHO_AND_WHAT = frozenset({"goods", "legal_form", "own", "keeps", "meat"})
# So many sentences answer a question; the chat tells more.
MOST_SENTENCES = 3
# Of a boundary topic's reply, what is lacking and whom to ask.
_REPLY_SENTENCES = 2


def asked(case: Case) -> Iterator[Sourced]:
    """Yield the answer to each question of the description, in order; every line bears its question as the head."""
    told: set[str] = set()
    for number, question in enumerate(case.asked):
        lines = list(_answer_lines(case, question, f"asked.{number}", told)) or _unanswered(case, question, number)
        told |= {found.line.text for found in lines}
        yield from lines


def _answer_lines(case: Case, question: AnsweredQuestion, key: str, told: set[str]) -> Iterator[Sourced]:
    """Yield the first sentences of the answer that a line can hold; those that answered another question come last."""
    found = [pair for sentence in question.answer.sentences if (pair := _quoted(sentence, question.answer, case))]
    fresh = [pair for pair in found if pair[0] not in told] or found
    for place, (text, source) in enumerate(fresh[:MOST_SENTENCES]):
        line = DraftLine(
            "", f"{key}.{place}", "asked", text, "citation", question.words, ground=text, words=(question.words,)
        )
        yield Sourced(line, SectionKey(source.document, source.section))


def _quoted(sentence: Sentence, answer: Answer, case: Case) -> tuple[str, Citation] | None:
    """Return a sentence with its source, where it stands word for word in a section of the draft's language."""
    if sentence.support != "verbatim" or not sentence.citations or not is_short(sentence.text, case.language):
        return None
    source = next(one for one in answer.citations if one.number == sentence.citations[0])
    if source.language != case.language or source.status in ("expired", "replaced"):
        return None
    if not concerns(sentence.text, SectionKey(source.document, source.section), case.context):
        return None
    return sentence.text, source


def concerns(sentence: str, section: SectionKey, context: Mapping[str, str]) -> bool:
    """Tell whether a sentence may concern a client, as the table of rules tells whom it concerns.

    A rule on farm produce answers no maker of toys, and what lets an individual off answers no cooperative, however
    near their words come to the question. What the table does not have may concern everybody, and what is not known
    of the client excludes nothing.
    """
    facts = [fact for fact in RULE_FACTS if fact.section == section]
    begun = [fact for fact in facts if fact.begins.en in sentence or fact.begins.zh in sentence]
    return all(not found or any(_may_concern(fact, context) for fact in found) for found in (facts, begun))


def _may_concern(fact: RuleFact, context: Mapping[str, str]) -> bool:
    return _may_hold(fact.condition, context) and weigh(fact.rests_on, context) is not None


def _may_hold(condition: Condition, context: Mapping[str, str]) -> bool:
    """Tell whether who the client is and what is sold leave room for a condition; its other names do not count.

    A person may ask about a cooperative, but no cooperative has what is said of persons.
    """
    asked = {name: values_of(context, name) for name in _WHO_AND_WHAT if context.get(name, UNKNOWN) != UNKNOWN}
    if context.get("legal_form") not in ("cooperative", "firm"):
        asked.pop("legal_form", None)
    return any(
        all(name not in asked or any(value in values for value in asked[name]) for name, values in way)
        for way in condition.ways
    )


def _unanswered(case: Case, question: AnsweredQuestion, number: int) -> list[Sourced]:
    """Return what the sources lack and whom to ask, in one line where it is short."""
    texts = _joined(list(_reply(case, question.answer)), case.language)
    return [
        Sourced(
            DraftLine(
                "", f"asked.{number}.{place}", "asked", text, "rule", question.words, UNANSWERED,
                words=(question.words,),
            )
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


def _reply(case: Case, answer: Answer) -> Iterator[str]:
    if answer.kind == "refusal" and answer.refusal_reason == "boundary":
        yield from (as_we(sentence.text) for sentence in answer.sentences[:_REPLY_SENTENCES])
    else:
        yield case.say(WORDS["not_here"])


def _joined(texts: list[str], language: Language) -> list[str]:
    whole = (" " if language == "en" else "").join(texts)
    return [whole] if is_short(whole, language) else texts
