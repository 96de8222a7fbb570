"""The chain that answers: whole question -> retrieve -> gate -> compose -> verify -> Answer.

Each step takes the turn so far and returns it with more filled in; the chain is a LangChain Runnable, so
that it can be streamed, batched and traced like any other.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.asking import last_asking_clause, split_question, without_greeting
from assistant.citations import cite, mark
from assistant.composing import Composed, compose
from assistant.datatypes import Answer, AnswerKind, Citation, Language, Message, Passage, SectionKey, Sentence, Support
from assistant.evidence import Evidence, nearest_boundary
from assistant.following_up import is_short, join_last, make_whole
from assistant.language import clean, detect_language, fold, split_sentences
from assistant.phrases import phrase
from assistant.premises import Correction, find_false_premise
from assistant.retrieval import Retrieved, Retriever
from assistant.verification import support_of

LONGEST_QUESTION = 2_000
_ORDERS = "orders-to-the-assistant"
_UNSAFE_TOPICS = ("harmful-requests", _ORDERS)
_NEAREST_TOPICS = 3
# A small-talk example must be this near, for "hello, must I register?" is no greeting.
_SMALL_TALK_FROM = 0.5
# In the middle of a talk 'why?' and 'more' are no small talk, so it must be nearer there.
_SMALL_TALK_IN_TALK = 0.7
# A part of a question is said not to be covered only when the gate is this sure of it, and a boundary
# topic is this near.
_SURELY_OUTSIDE = 0.15
_BOUNDARY_NEAR = 0.4
_WORTH_A_SECOND_LOOK = 0.3
_SURE_AT_SECOND_LOOK = 0.9
# A short question is taken for itself, not for a follow-up, when the sources surely answer it or a
# boundary topic is this near.
_SURELY_INSIDE = 0.85
_SURELY_BOUNDARY = 0.55


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way through the chain; `language` is that of the answer."""

    question: str
    history: tuple[Message, ...]
    language: Language
    day: date
    whole: str = ""
    retrieved: Retrieved | None = None
    probability: float = 0.0
    uncovered: tuple[tuple[str, SectionKey | None], ...] = ()
    answer: Answer | None = None
    warnings: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)


class Answering:
    """Answers questions from one library; it keeps nothing between two of them."""

    def __init__(self, retriever: Retriever, evidence: Evidence) -> None:
        self.retriever = retriever
        self.evidence = evidence
        self.threshold = evidence.gate.threshold
        steps = (self._make_whole, self._retrieve, self._judge, self._write)
        self.chain: Runnable[Turn, Turn] = RunnableLambda(_timed(steps[0]))
        for step in steps[1:]:
            self.chain = self.chain | RunnableLambda(_timed(step))

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        language: Language | None = None,
        interface_language: Language = "en",
        day: date,
    ) -> Answer:
        """Return the answer to one question; a question that cannot be taken gets a refusal.

        Without `language` the answer has the question's own; a question in a third language is answered in
        `interface_language`, and the answer says so.
        """
        started = time.perf_counter()
        asked = clean(question)
        detected = detect_language(asked)
        turn = Turn(without_greeting(asked), tuple(history), language or detected or interface_language, day)
        unreadable = _refuse_unreadable(turn)
        if unreadable:
            return unreadable
        if detected is None:
            turn = replace(turn, warnings=("question_language_unsupported",))
        done = self.chain.invoke(turn)
        assert done.answer is not None
        total = round((time.perf_counter() - started) * 1000, 1)
        return replace(done.answer, question=asked, timings_ms=done.timings_ms | {"total": total})

    def _make_whole(self, turn: Turn) -> Turn:
        return replace(turn, whole=make_whole(turn.question, turn.history))

    def _retrieve(self, turn: Turn) -> Turn:
        if turn.whole != turn.question:
            bare = self.retriever.search(turn.question)
            if self._small_talk_topic(
                bare, least=_SMALL_TALK_IN_TALK
            ):  # a thank-you after a question is no follow-up to it
                return replace(turn, whole=turn.question, retrieved=bare)
        found = self.retriever.search(turn.whole)
        joined = join_last(turn.question, turn.history)
        if turn.whole != turn.question or joined == turn.question or not is_short(turn.question):
            return replace(turn, retrieved=found)
        # A short question may lean on the last one without a word that shows it: the sources tell.
        other = self.retriever.search(joined)
        alone = self.evidence.probability(found)
        leans = alone < _SURELY_INSIDE and not _near_boundary(found, _SURELY_BOUNDARY)
        if leans and self.evidence.probability(other) > alone:
            return replace(turn, whole=joined, retrieved=other)
        return replace(turn, retrieved=found)

    def _judge(self, turn: Turn) -> Turn:
        assert turn.retrieved is not None
        whole = replace(turn, probability=self.evidence.probability(turn.retrieved))
        parts = split_question(turn.question)
        if len(parts) == 1:
            return whole if whole.probability >= self.threshold else self._look_again(whole)
        found = [self.retriever.search(part) for part in parts]
        outside = [one for one in found if self._is_outside(one)]
        inside = [(self.evidence.probability(one), one) for one in found if one not in outside]
        answered = [(probability, one) for probability, one in inside if probability >= self.threshold]
        if not outside or not answered:
            return whole
        # One part stands alone better than beside another that the sources do not answer.
        probability, one = answered[0] if len(answered) == 1 else (whole.probability, turn.retrieved)
        uncovered = tuple((part.question, nearest_boundary(part)) for part in outside)
        return replace(turn, retrieved=one, probability=max(probability, self.threshold), uncovered=uncovered)

    def _look_again(self, turn: Turn) -> Turn:
        """Search the asking clause alone, where the story or the order around it may have hidden it."""
        assert turn.retrieved is not None
        clause = last_asking_clause(turn.question)
        topic = nearest_boundary(turn.retrieved)
        ordered = topic is not None and topic.document == _ORDERS
        if clause is None or not (ordered or turn.probability >= _WORTH_A_SECOND_LOOK):
            return turn
        found = self.retriever.search(clause)
        probability = self.evidence.probability(found)
        if probability < _SURE_AT_SECOND_LOOK:
            return turn
        return replace(turn, whole=clause, retrieved=found, probability=probability)

    def _is_outside(self, found: Retrieved) -> bool:
        if not _near_boundary(found, _BOUNDARY_NEAR):
            return False
        topic, _ = self.retriever.library.boundary(found.outside[0].key, "en")
        return topic.kind == "boundary" and self.evidence.probability(found) < _SURELY_OUTSIDE

    def _write(self, turn: Turn) -> Turn:
        assert turn.retrieved is not None
        small_talk = self._small_talk_topic(turn.retrieved)
        if small_talk:
            reply = split_sentences(self.retriever.library.boundary(small_talk, turn.language)[1].text)
            return replace(turn, answer=_connective_answer(turn, "small_talk", reply))
        topic = nearest_boundary(turn.retrieved)
        if turn.probability < self.threshold:
            return replace(turn, answer=self._refusal(turn, topic))
        said = fold(" ".join(message.content for message in turn.history if message.role == "assistant"))
        composed = compose(
            turn.whole, turn.retrieved.vector, turn.retrieved.sections, turn.language, self.retriever.vectors, said=said
        )
        correction = find_false_premise(
            turn.question,
            turn.retrieved.sections,
            turn.language,
            self.retriever.vectors,
            self.retriever.embedder,
        )
        verified = verify(lead_with(correction, composed, turn.language))
        if not verified.passages:
            return replace(turn, answer=self._refusal(turn, topic))
        return replace(turn, answer=self._answer(turn, verified, corrected=correction is not None))

    def _small_talk_topic(self, found: Retrieved, *, least: float = _SMALL_TALK_FROM) -> SectionKey | None:
        """Return the kind of small talk that a message is, or None for a question."""
        topic = nearest_boundary(found)
        if topic is None or self.retriever.library.boundary(topic, "en")[0].kind != "small_talk":
            return None
        inside = found.asked[0].similarity if found.asked else -1.0
        return topic if found.outside[0].similarity >= max(least, inside) else None

    def _refusal(self, turn: Turn, topic: SectionKey | None) -> Answer:
        assert turn.retrieved is not None
        topics = tuple(hit.in_language(turn.language)[2].heading for hit in turn.retrieved.sections[:_NEAREST_TOPICS])
        known = topic if topic and self.retriever.library.boundary(topic, turn.language)[0].kind == "boundary" else None
        reason = "boundary" if known else "not_covered"
        if known and known.document in _UNSAFE_TOPICS:
            reason, topics = "unsafe_request", ()
        sentences = [*self._boundary_reply(known, turn.language)]
        if topics:
            listed = phrase("topic_join", turn.language).join(topics)
            sentences.append(phrase("nearest", turn.language, topics=listed))
        answer = _connective_answer(turn, "refusal", sentences)
        boundary = known.document if known else None
        return replace(answer, refusal_reason=reason, boundary=boundary, nearest_topics=topics)

    def _boundary_reply(self, topic: SectionKey | None, language: Language) -> list[str]:
        if topic is None:
            return [phrase("not_covered", language), phrase("whom_to_ask", language)]
        return split_sentences(self.retriever.library.boundary(topic, language)[1].text)

    def _answer(self, turn: Turn, composed: Composed, *, corrected: bool) -> Answer:
        citations = tuple(cite(passage, turn.day) for passage in composed.passages)
        put_right = [Sentence(phrase("not_so", turn.language), (), "connective")] if corrected else []
        told = _introduced(composed.sentences, citations, turn.language)
        sentences = [*_lead(turn), *put_right, *told, *_mind_dates(citations, turn.language)]
        for part, topic in turn.uncovered:
            unsafe = topic is not None and topic.document in _UNSAFE_TOPICS
            if not unsafe:  # an order beside a real question is passed over
                reply = self._boundary_reply(topic, turn.language)[0]
                sentences.append(
                    Sentence(phrase("partly", turn.language, part=part.rstrip("?？"), reply=reply), (), "connective")
                )
        partial = any(topic is None or topic.document not in _UNSAFE_TOPICS for _, topic in turn.uncovered)
        return replace(
            _plain_answer(turn, "partial" if partial else "answer", sentences),
            citations=citations,
            premise_corrected=corrected,
            confidence=round(turn.probability, 3),
            warnings=(*turn.warnings, *_warnings_of(citations, turn.language)),
        )


def _near_boundary(found: Retrieved, similarity: float) -> bool:
    return bool(found.outside) and found.outside[0].similarity >= similarity


def lead_with(correction: Correction | None, composed: Composed, language: Language) -> Composed:
    """Put the sentence that corrects a false premise first, in a passage of its own where it has none yet."""
    if correction is None:
        return composed
    found_in, document, section = correction.section.in_language(language)
    passage = next((one for one in composed.passages if one.section is section), None)
    passages = composed.passages
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


def _refuse_unreadable(turn: Turn) -> Answer | None:
    if len(turn.question) > LONGEST_QUESTION:
        sentence = phrase("too_long", turn.language, limit=LONGEST_QUESTION)
    elif not any(character.isalnum() for character in turn.question):
        sentence = phrase("empty", turn.language)
    else:
        return None
    return replace(_connective_answer(turn, "refusal", [sentence]), refusal_reason="unreadable")


def _connective_answer(turn: Turn, kind: AnswerKind, sentences: Sequence[str]) -> Answer:
    return _plain_answer(turn, kind, [*_lead(turn), *(Sentence(text, (), "connective") for text in sentences)])


def _plain_answer(turn: Turn, kind: AnswerKind, sentences: Sequence[Sentence]) -> Answer:
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


def _mind_dates(citations: Sequence[Citation], language: Language) -> list[Sentence]:
    """Return one sentence for each document that is not in force."""
    found = []
    for citation in {citation.document: citation for citation in reversed(citations)}.values():
        if citation.status in ("expired", "replaced") and citation.expires:
            text = phrase("expired", language, title=citation.title, day=_day(citation.expires, language))
        elif citation.status == "not_yet_in_force" and citation.effective:
            text = phrase("future", language, title=citation.title, day=_day(citation.effective, language))
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


def _timed(step: Callable[[Turn], Turn]) -> Callable[[Turn], Turn]:
    name = step.__name__.strip("_")

    def run(turn: Turn) -> Turn:
        started = time.perf_counter()
        done = step(turn)
        spent = round((time.perf_counter() - started) * 1000, 1)
        return replace(done, timings_ms=done.timings_ms | {name: spent})

    return run
