"""What was found becomes an Answer: checked sentences, and our few words around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.citations import cite, mark
from assistant.composing import Composed
from assistant.datatypes import (
    Answer,
    AnswerKind,
    Citation,
    Language,
    Message,
    Passage,
    SectionKey,
    Sentence,
    Support,
)
from assistant.language import split_sentences
from assistant.library import Library
from assistant.phrases import phrase
from assistant.premise_checks import Correction
from assistant.retrieval import Retrieved
from assistant.verification import support_of

LONGEST_QUESTION = 2_000
ORDERS = "orders-to-the-assistant"
_UNSAFE_TOPICS = ("harmful-requests", ORDERS)
_NEAREST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Request:
    """What a chat model is asked: LangChain messages, and the passages as they are numbered in them."""

    messages: tuple[Any, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a chat model has written so far, at which attempt, and why it is of no use where it is not."""

    text: str = ""
    attempt: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way through the chain; `language` is that of the answer.

    `day` is the day that the question asks about; `dated` tells that this is another one than today.
    """

    question: str
    history: tuple[Message, ...]
    language: Language
    day: date
    whole: str = ""
    retrieved: Retrieved | None = None
    probability: float = 0.0
    uncovered: tuple[tuple[str, SectionKey | None], ...] = ()
    correction: Correction | None = None
    answer: Answer | None = None
    request: Request | None = None
    written: Written = Written()
    warnings: tuple[str, ...] = ()
    dated: bool = False
    timings_ms: dict[str, float] = field(default_factory=dict)


def refuse_unreadable(turn: Turn) -> Answer | None:
    if len(turn.question) > LONGEST_QUESTION:
        sentence = phrase("too_long", turn.language, limit=LONGEST_QUESTION)
    elif not any(character.isalnum() for character in turn.question):
        sentence = phrase("empty", turn.language)
    else:
        return None
    return replace(_connective_answer(turn, "refusal", [sentence]), refusal_reason="unreadable")


def reply_to_small_talk(turn: Turn, topic: SectionKey, library: Library) -> Answer:
    """Return the short human reply to a greeting, a thank-you, a goodbye or 'what can you do'."""
    return _connective_answer(turn, "small_talk", split_sentences(library.boundary(topic, turn.language)[1].text))


def is_unsafe(topic: SectionKey | None) -> bool:
    """Tell whether a boundary topic is one that gets a refusal whatever else is asked."""
    return topic is not None and topic.document in _UNSAFE_TOPICS


def refuse(turn: Turn, topic: SectionKey | None, library: Library) -> Answer:
    """Return an honest refusal: what the sources lack, whom to ask, and what they cover nearby.

    `topic` is the nearest boundary topic; small talk is none.
    """
    assert turn.retrieved is not None
    topics = tuple(hit.in_language(turn.language)[2].heading for hit in turn.retrieved.sections[:_NEAREST_TOPICS])
    known = topic if topic and library.boundary(topic, turn.language)[0].kind == "boundary" else None
    reason = "boundary" if known else "not_covered"
    if is_unsafe(known):
        reason, topics = "unsafe_request", ()
    sentences = [*_boundary_reply(known, turn.language, library)]
    if topics:
        listed = phrase("topic_join", turn.language).join(topics)
        sentences.append(phrase("nearest", turn.language, topics=listed))
    answer = _connective_answer(turn, "refusal", sentences)
    boundary = known.document if known else None
    return replace(answer, refusal_reason=reason, boundary=boundary, nearest_topics=topics)


def _boundary_reply(topic: SectionKey | None, language: Language, library: Library) -> list[str]:
    if topic is None:
        return [phrase("not_covered", language), phrase("whom_to_ask", language)]
    return split_sentences(library.boundary(topic, language)[1].text)


def reply(turn: Turn, composed: Composed, library: Library) -> Answer:
    """Return the answer made of checked sentences; partial where a part of the question is uncovered."""
    citations = tuple(cite(passage, turn.day) for passage in composed.passages)
    corrected = turn.correction is not None and turn.correction.sure
    put_right = [Sentence(phrase("not_so", turn.language), (), "connective")] if corrected else []
    told = _introduced(composed.sentences, citations, turn.language)
    sentences = [*_lead(turn), *put_right, *told, *_mind_dates(citations, turn)]
    for part, topic in turn.uncovered:
        if not is_unsafe(topic):  # an order beside a real question is passed over
            uncovered = _boundary_reply(topic, turn.language, library)[0]
            sentences.append(
                Sentence(phrase("partly", turn.language, part=part.rstrip("?？"), reply=uncovered), (), "connective")
            )
    partial = any(not is_unsafe(topic) for _, topic in turn.uncovered)
    return replace(
        plain_answer(turn, "partial" if partial else "answer", sentences),
        citations=citations,
        premise_corrected=corrected,
        confidence=round(turn.probability, 3),
        warnings=(*turn.warnings, *_warnings_of(citations, turn.language)),
    )


def lead_with(correction: Correction | None, composed: Composed, language: Language) -> Composed:
    """Put the sentence that corrects a false premise first, in a passage of its own where it has none yet.

    Where the correction is not sure, it comes first only if its section is one that answers anyway.
    """
    if correction is None:
        return composed
    found_in, document, section = correction.section.in_language(language)
    passage = next((one for one in composed.passages if one.section is section), None)
    passages = composed.passages
    if passage is None and not correction.sure:
        return composed
    if passage is None:
        passage = Passage(len(passages) + 1, found_in, document, section)
        passages = (*passages, passage)
    first = Sentence(correction.sentence, (passage.number,), "verbatim")
    rest = tuple(sentence for sentence in composed.sentences if sentence.text != correction.sentence)
    return Composed((first, *rest), passages)


def verify(composed: Composed) -> Composed:
    """Drop every sentence that the passage it cites does not support, and passages that nothing cites."""
    by_number = {passage.number: passage for passage in composed.passages}
    kept = [
        replace(sentence, support=support)
        for sentence in composed.sentences
        if (support := _support(sentence, by_number)) is not None
    ]
    used = [number for number in by_number if any(number in sentence.citations for sentence in kept)]
    renumbered = {number: place for place, number in enumerate(used, 1)}
    sentences = tuple(
        replace(sentence, citations=tuple(renumbered[number] for number in sentence.citations)) for sentence in kept
    )
    return Composed(sentences, tuple(replace(by_number[number], number=renumbered[number]) for number in used))


def _support(sentence: Sentence, passages: dict[int, Passage]) -> Support | None:
    if not sentence.citations:
        return "connective"
    supports = [support_of(sentence.text, passages[number].section.text) for number in sentence.citations]
    return max((support for support in supports if support), default=None, key=lambda found: found == "verbatim")


def fall_back(answer: Answer, name: str) -> Answer:
    """Return the extractive answer that takes the place of a chat model's, with a word about it."""
    word = Sentence(phrase(name, answer.language), (), "connective")
    blank = "" if answer.language == "zh" else " "
    return replace(
        answer,
        text=f"{answer.text}{blank}{word.text}",
        sentences=(*answer.sentences, word),
        warnings=(*answer.warnings, "model_unavailable"),
    )


def _connective_answer(turn: Turn, kind: AnswerKind, sentences: Sequence[str]) -> Answer:
    return plain_answer(turn, kind, [*_lead(turn), *(Sentence(text, (), "connective") for text in sentences)])


def plain_answer(turn: Turn, kind: AnswerKind, sentences: Sequence[Sentence]) -> Answer:
    """Return an answer of these sentences, with nothing around them."""
    blank = "" if turn.language == "zh" else " "
    return Answer(
        question=turn.question,
        searched=turn.whole or turn.question,
        language=turn.language,
        kind=kind,
        text=blank.join(mark(sentence.text, sentence.citations) for sentence in sentences),
        sentences=tuple(sentences),
        warnings=turn.warnings,
        retrieved=turn.retrieved.sections if turn.retrieved else (),
    )


def _lead(turn: Turn) -> list[Sentence]:
    if "question_language_unsupported" not in turn.warnings:
        return []
    return [Sentence(phrase("other_language", turn.language), (), "connective")]


def _introduced(sentences: Sequence[Sentence], citations: Sequence[Citation], language: Language) -> list[Sentence]:
    """Put our words before the first sentence of each source in the other language, and quote its own."""
    foreign = {citation.number for citation in citations if citation.language != language}
    told: list[Sentence] = []
    introduced: set[int] = set()
    for sentence in sentences:
        here = foreign & set(sentence.citations)
        if here - introduced:
            told.append(Sentence(phrase("other_language_source", language), (), "connective"))
        introduced |= here
        told.append(replace(sentence, text=f"“{sentence.text}”") if here else sentence)
    return told


def _mind_dates(citations: Sequence[Citation], turn: Turn) -> list[Sentence]:
    """Return one sentence for each document that is not in force on the day asked about, or nobody knows it."""
    found, language = [], turn.language
    # What is judged by another day must not be called out of force 'now'.
    other_day = "_then" if turn.dated else ""
    for citation in {citation.document: citation for citation in reversed(citations)}.values():
        if citation.status in ("expired", "replaced") and citation.expires:
            text = phrase(f"expired{other_day}", language, title=citation.title, day=_day(citation.expires, language))
        elif citation.status == "not_yet_in_force" and citation.effective:
            text = phrase(f"future{other_day}", language, title=citation.title, day=_day(citation.effective, language))
        elif citation.added and citation.status == "unknown":
            text = phrase("unknown_dates", language, title=citation.title)
        else:
            continue
        found.append(Sentence(text, (citation.number,), "connective"))
    return found


def _day(day: date, language: Language) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B %Y}"


def _warnings_of(citations: Sequence[Citation], language: Language) -> list[str]:
    found = {
        "expired_source": any(citation.status in ("expired", "replaced") for citation in citations),
        "future_source": any(citation.status == "not_yet_in_force" for citation in citations),
        "reported_source": any(citation.grade != "text" for citation in citations),
        "source_in_other_language": any(citation.language != language for citation in citations),
    }
    return [name for name, holds in found.items() if holds]
