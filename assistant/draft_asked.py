"""What a client asked, as a part of a draft: each question with the sentences that answer it, or with whom to ask."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.conditions import UNKNOWN
from assistant.datatypes import Answer, Citation, Language, SectionKey, Sentence
from assistant.draft_case import AnsweredQuestion, Case, Sourced, is_short
from assistant.draft_wording import WORDS
from assistant.drafts import DraftLine
from assistant.rule_facts import RULE_FACTS
from assistant.typology import FACT_VALUES

_KINDS = FACT_VALUES["product_kind"]
# So many sentences answer a question; the chat tells more.
MOST_SENTENCES = 3
# The rule by which a question is left to others: the sources do not answer it.
UNANSWERED = "unanswered"
_MINE_EN = re.compile(r"\b[Mm]y\b(?= (?:sources|copy)\b)")
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
    if case.profile.product_kind not in kinds_of_goods(SectionKey(source.document, source.section)):
        return None
    return sentence.text, source


@cache
def kinds_of_goods(section: SectionKey) -> frozenset[str | None]:
    """Return the kinds of goods whose sellers a section concerns, as the table of rules tells it; None is unknown.

    A rule on farm produce answers no maker of toys, however near its words come. What the table does not have
    concerns everybody.
    """
    ways = [dict(way) for fact in RULE_FACTS if fact.section == section for way in fact.condition.ways]
    told = {kind for way in ways for kind in way.get("product_kind", (UNKNOWN,))}
    return frozenset({None, *(_KINDS if UNKNOWN in told or not told else told)})


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
        yield from (_as_we(sentence.text) for sentence in answer.sentences[:_REPLY_SENTENCES])
    else:
        yield case.say(WORDS["not_here"])


def _as_we(reply: str) -> str:
    """Return what the assistant says of its sources as whoever signs a draft says it.

    >>> _as_we("My sources hold no prices."), _as_we("这个我的资料里没有。")
    ('Our sources hold no prices.', '这个我们的资料里没有。')
    """
    return _MINE_EN.sub(lambda found: "Our" if found[0][0] == "M" else "our", reply).replace("我的资料", "我们的资料")


def _joined(texts: list[str], language: Language) -> list[str]:
    whole = (" " if language == "en" else "").join(texts)
    return [whole] if is_short(whole, language) else texts
