"""What a client asked, as a part of a draft: each question with the sentences that answer it, or with whom to ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.asked_labels import NOTHING
from assistant.conditions import UNKNOWN, Condition, values_of
from assistant.datatypes import Answer, Citation, Language, SectionKey, Sentence
from assistant.draft_case import UNANSWERED, AnsweredQuestion, Case, Sourced, as_we, is_short
from assistant.draft_own_answers import OWN_ANSWER, Plan, contradicts, identity, lets_off, own_answer
from assistant.draft_wording import WORDS
from assistant.drafts import DraftLine
from assistant.offices import WHOM_TO_ASK
from assistant.permissions import weigh
from assistant.rule_fact import RuleFact
from assistant.rule_facts import RULE_FACTS
from assistant.rule_topics import named_topics
from assistant.stances import stances

# What of a client decides whether a rule can concern him at all.
_WHO_AND_WHAT = frozenset({"goods", "legal_form", "own", "keeps", "meat"})
# So many sentences answer a question; the chat tells more. All that is needed to sell in order takes more.
MOST_SENTENCES = 3
_MOST_PAPERS = 5
# Where no office is heard in a question, the one of the topic that it names.
OFFICE_OF_TOPIC: Mapping[str, str] = {
    "tax": "tax", "registration": "market", "food": "market", "labels": "market", "trademark": "marks",
    "returns": "market", "liability": "law", "logistics": "parcels",
}  # fmt: skip
# Of a boundary topic's reply, what is lacking and whom to ask.
_REPLY_SENTENCES = 2


def asked(case: Case, plan: Plan) -> Iterator[Sourced]:
    """Yield the answer to each question of the description, in order; every line bears its question as the head.

    What the draft itself says to this client leads; what the library says beside goes after it, where it does not
    say the opposite. No answer is told twice.
    """
    told: set[str] = set()
    for number, question in enumerate(case.asked):
        most = _MOST_PAPERS if question.aim == "papers" else MOST_SENTENCES
        own = own_answer(case, question, plan, told)
        lines = [*own, *_library_lines(case, question, [line for line, _ in own])]
        untold = {identity(line): (line, source) for line, source in reversed(lines)}
        in_order = question.aim == "first" and not any(one.aim == "first" for one in case.asked[:number])
        fresh = [pair for text, pair in reversed(untold.items()) if in_order or text not in told]
        told |= untold.keys()
        if not fresh and (lines or question.aim == "first"):
            fresh = [(DraftLine("", "", "asked", case.say(WORDS["answered_above"]), "rule", rule=OWN_ANSWER), None)]
        for place, (line, source) in enumerate(fresh[:most]):
            key = f"asked.{number}.{place}"
            yield Sourced(replace(line, key=key, part="asked", head=question.words, words=(question.words,)), source)
        if not fresh:
            yield from _unanswered(case, question, number)


def _library_lines(
    case: Case, question: AnsweredQuestion, own: Sequence[DraftLine]
) -> Iterator[tuple[DraftLine, SectionKey | None]]:
    """Yield the sentences of the library's answer that a line can hold and that say nothing against the draft's own."""
    answer = question.answer
    if answer is None or (own and (question.aim == "papers" or question.asks_the_way)):
        return
    told, binding_only_others = [line.sentence for line in own], lets_off(case, own)
    for sentence in answer.sentences:
        found = _quoted(sentence, answer, case)
        # Whom the draft lets off needs no word on what others must do, but may need one on what it costs.
        if found is not None and binding_only_others and "cost" not in stances(sentence.text):
            continue
        if found is not None and not contradicts(sentence.text, told):
            text, source = found
            yield DraftLine("", "", "asked", text, "citation", ground=text), SectionKey(source.document, source.section)


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
    texts = _joined(list(_reply(case, question)), case.language)
    return [
        Sourced(
            DraftLine(
                "", f"asked.{number}.{place}", "asked", text, "rule", question.words, UNANSWERED,
                words=(question.words,),
            )
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


def _reply(case: Case, question: AnsweredQuestion) -> Iterator[str]:
    answer = question.answer
    if answer is not None and question.is_outside:
        yield from (as_we(sentence.text) for sentence in answer.sentences[:_REPLY_SENTENCES])
    else:
        office = question.office
        if office == NOTHING:
            named = named_topics(question.asked or question.words)
            office = next((OFFICE_OF_TOPIC[topic] for topic in OFFICE_OF_TOPIC if topic in named), NOTHING)
        yield case.say(WHOM_TO_ASK[office])


def _joined(texts: list[str], language: Language) -> list[str]:
    whole = (" " if language == "en" else "").join(texts)
    return [whole] if is_short(whole, language) else texts
