"""The chain that answers: whole question -> retrieve -> gate -> compose -> verify -> Answer.

Each step takes the turn so far and returns it with more filled in; the chain is a LangChain Runnable, so
that it can be streamed, batched and traced like any other.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from assistant.asked_day import day_asked, prefer_in_force
from assistant.asking import last_asking_clause, split_question, without_greeting
from assistant.chat_composing import ChatComposer
from assistant.citations import without_marks
from assistant.composing import compose
from assistant.datatypes import Answer, Language, Message, SectionKey
from assistant.diagnosing import Diagnosis
from assistant.embedding import Embedder
from assistant.evidence import Evidence, nearest_boundary
from assistant.following_up import is_short, join_last, make_whole, points_back
from assistant.judging import Judge
from assistant.language import clean, detect_language, fold, language_of
from assistant.premise_gate import PremiseGate
from assistant.replying import (
    ORDERS,
    Turn,
    lead_with,
    refuse,
    refuse_unreadable,
    reply,
    reply_to_small_talk,
    verify,
)
from assistant.retrieval import Retrieved, Retriever
from assistant.situations import find_situation, reply_with_diagnosis
from assistant.tokenizing import tokenize

# A small-talk example must be this near, for "hello, must I register?" is no greeting.
_SMALL_TALK_FROM = 0.5
# In the middle of a talk 'why?' and 'more' are no small talk, so it must be nearer there.
_SMALL_TALK_IN_TALK = 0.7
# A part of a question is said not to be covered only when the gate is this sure of it, a boundary topic is this near,
# and it has so many words of its own.
_SURELY_OUTSIDE, _PART_NEAR = 0.2, 0.3
_FEWEST_OF_A_PART: dict[Language, int] = {"en": 3, "zh": 4}
_WORTH_A_SECOND_LOOK = 0.3
_SURE_AT_SECOND_LOOK = 0.9
# 'A customer wants her money back, what should I do?' tells of a shop and asks the way, but wants a rule.
_TELLS_ENOUGH, _SURE_ANSWER = 3, 0.95
# A short question is taken for itself, not for a follow-up, when the sources surely answer it or a
# boundary topic is this near.
_SURELY_INSIDE = 0.85
_SURELY_BOUNDARY = 0.55


class Answering:
    """Answers questions from one library; it keeps nothing between two of them.

    With a chat model its three steps come last, and `chain.stream` yields the turn anew with every sentence
    that has passed the check.
    """

    def __init__(
        self,
        retriever: Retriever,
        evidence: Evidence,
        chat: ChatComposer | None = None,
        *,
        reader: Embedder | None = None,
        premises: PremiseGate | None = None,
    ) -> None:
        self.retriever = retriever
        self.reader = reader or retriever.embedder
        self.evidence = evidence
        self.chat = chat
        self.judge = Judge(retriever, evidence, premises)
        self.threshold = evidence.gate.threshold
        self.chain: Runnable[Turn, Turn] = RunnableLambda(self._make_whole)
        for step in (self._retrieve, self._diagnose, self._judge, self._compose):
            self.chain = self.chain | RunnableLambda(_timed(step), name=step.__name__.strip("_"))
        if chat is not None:
            self.chain = self.chain | chat.prompt | chat.model | chat.verify

    def with_embedder(self, embedder: Embedder) -> "Answering":
        """Return what answers the same without a chat model and asks `embedder`, of the same model, for vectors."""
        retriever = self.retriever.with_embedder(embedder)
        reader = embedder if self.reader is self.retriever.embedder else self.reader
        return Answering(retriever, self.evidence, reader=reader, premises=self.judge.premises)

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
        turn, asked = _begin(question, history, language, interface_language, day)
        if turn.answer is not None:
            return turn.answer
        return _finish(self.chain.invoke(turn), asked, started)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        language: Language | None = None,
        interface_language: Language = "en",
        day: date,
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, each time whole; the last one is what `answer` returns.

        Every sentence in every one of them has passed the check. Only a last answer may lack sentences of the
        one before, where the sources' own take the place of what a chat model made of them.
        """
        started = time.perf_counter()
        turn, asked = _begin(question, history, language, interface_language, day)
        if turn.answer is not None:
            yield turn.answer
            return
        for done in self.chain.stream(turn):
            yield _finish(done, asked, started)

    def _make_whole(self, turn: Turn, config: RunnableConfig) -> Turn:
        rewritten = self.chat.rewrite(turn, config) if self.chat is not None else None
        return replace(turn, whole=rewritten or make_whole(turn.question, turn.history))

    def _retrieve(self, turn: Turn) -> Turn:
        if turn.whole != turn.question:
            bare = self.retriever.search(turn.question)
            # A thank-you after a question is no follow-up to it.
            if self._small_talk_topic(bare, least=_SMALL_TALK_IN_TALK):
                return replace(turn, whole=turn.question, retrieved=bare)
            # Few words that point at nothing before are a subject of their own where the sources know it.
            if not points_back(turn.question) and self.evidence.probability(bare) >= _SURELY_INSIDE:
                return replace(turn, whole=turn.question, retrieved=bare)
        joined = join_last(turn.question, turn.history)
        if turn.whole == joined != turn.question:
            return replace(turn, retrieved=self._search_joined(turn, joined))
        found = self.retriever.search(turn.whole)
        if turn.whole != turn.question or joined == turn.question or not is_short(turn.question):
            return replace(turn, retrieved=found)
        # A short question may lean on the last one without a word that shows it: the sources tell.
        other = self._search_joined(turn, joined)
        alone = self.evidence.probability(found)
        leans = alone < _SURELY_INSIDE and not _near_boundary(found, _SURELY_BOUNDARY)
        if leans and self.evidence.probability(other) > alone:
            return replace(turn, whole=joined, retrieved=other)
        return replace(turn, retrieved=found)

    def _search_joined(self, turn: Turn, joined: str) -> Retrieved:
        told = next((message.content for message in reversed(turn.history) if message.role == "assistant"), "")
        return self.retriever.search_follow_up(turn.question, joined, without_marks(told))

    def _diagnose(self, turn: Turn) -> Turn:
        situation = find_situation(turn.question, turn.history, self.reader)
        if situation is None or self._is_rather_answered(turn, situation):
            return turn
        return replace(turn, answer=reply_with_diagnosis(turn, situation, self.retriever.library))

    def _is_rather_answered(self, turn: Turn, situation: Diagnosis) -> bool:
        """Tell whether a message that tells little is a question that the sources surely answer."""
        assert turn.retrieved is not None
        little = len(situation.profile.known()) < _TELLS_ENOUGH and not turn.history
        return little and self.evidence.probability(turn.retrieved) >= _SURE_ANSWER

    def _judge(self, turn: Turn) -> Turn:
        assert turn.retrieved is not None
        if turn.answer is not None:
            return turn
        whole = replace(turn, probability=self.judge.weigh(turn.retrieved))
        parts = split_question(turn.question)
        if len(parts) == 1:
            return whole if whole.probability >= self.threshold else self._look_again(whole)
        found = [self.retriever.search(part) for part in parts]
        outside = [one for one in found if self._is_outside(one)]
        if not outside:
            return whole
        inside = [(self.judge.weigh(one), one) for one in found if one not in outside]
        answered = [(probability, one) for probability, one in inside if probability >= self.threshold]
        if not answered:
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
        ordered = topic is not None and topic.document == ORDERS
        if clause is None or not (ordered or turn.probability >= _WORTH_A_SECOND_LOOK):
            return turn
        found = self.retriever.search(clause)
        probability = self.judge.weigh(found, least=_WORTH_A_SECOND_LOOK)
        if probability < _SURE_AT_SECOND_LOOK:
            return turn
        return replace(turn, whole=clause, retrieved=found, probability=probability)

    def _is_outside(self, found: Retrieved) -> bool:
        """Tell whether a part of a question surely is of a boundary topic; few words may lean on the other part."""
        inside = found.asked[0].similarity if found.asked else -1.0
        if not _near_boundary(found, max(_PART_NEAR, inside)):
            return False
        if len(set(tokenize(found.question))) < _FEWEST_OF_A_PART[language_of(found.question)]:
            return False
        topic, _ = self.retriever.library.boundary(found.outside[0].key, "en")
        return topic.kind == "boundary" and self.judge.weigh(found) < _SURELY_OUTSIDE

    def _compose(self, turn: Turn) -> Turn:
        assert turn.retrieved is not None
        if turn.answer is not None:
            return turn
        small_talk = self._small_talk_topic(turn.retrieved)
        if small_talk:
            return replace(turn, answer=reply_to_small_talk(turn, small_talk, self.retriever.library))
        topic = nearest_boundary(turn.retrieved)
        if turn.probability < self.threshold:
            return replace(turn, answer=refuse(turn, topic, self.retriever.library))
        told = " ".join(message.content for message in turn.history if message.role == "assistant")
        said = fold(without_marks(told))
        sections = turn.retrieved.sections
        if turn.dated:
            sections = prefer_in_force(sections, turn.day)
        composed = compose(
            turn.whole, turn.retrieved.vector, sections, turn.language, self.retriever.vectors, said=said
        )
        turn = replace(turn, correction=self.judge.correct(turn.question, turn.retrieved, turn.language, turn.day))
        verified = verify(lead_with(turn.correction, composed, turn.language))
        if not verified.passages:
            return replace(turn, answer=refuse(turn, topic, self.retriever.library))
        return replace(turn, answer=reply(turn, verified, self.retriever.library))

    def _small_talk_topic(self, found: Retrieved, *, least: float = _SMALL_TALK_FROM) -> SectionKey | None:
        """Return the kind of small talk that a message is, or None for a question."""
        topic = nearest_boundary(found)
        if topic is None or self.retriever.library.boundary(topic, "en")[0].kind != "small_talk":
            return None
        inside = found.asked[0].similarity if found.asked else -1.0
        return topic if found.outside[0].similarity >= max(least, inside) else None


def _begin(
    question: str, history: Sequence[Message], language: Language | None, interface_language: Language, day: date
) -> tuple[Turn, str]:
    """Return the turn of a question and the question as it was put; one that cannot be taken is answered already."""
    asked = clean(question)
    detected = detect_language(asked)
    asked_about = day_asked(asked, day)
    turn = Turn(asked, tuple(history), language or detected or interface_language, asked_about)
    unreadable = refuse_unreadable(turn)
    if unreadable:
        return replace(turn, answer=unreadable), asked
    turn = replace(turn, question=without_greeting(asked), dated=asked_about != day)
    if detected is None and any(character.isalpha() for character in asked):
        turn = replace(turn, warnings=("question_language_unsupported",))
    return turn, asked


def _finish(done: Turn, asked: str, started: float) -> Answer:
    assert done.answer is not None
    total = round((time.perf_counter() - started) * 1000, 1)
    return replace(done.answer, question=asked, timings_ms=done.timings_ms | {"total": total})


def _near_boundary(found: Retrieved, similarity: float) -> bool:
    return bool(found.outside) and found.outside[0].similarity >= similarity


def _timed(step: Callable[[Turn], Turn]) -> Callable[[Turn], Turn]:
    name = step.__name__.strip("_")

    def run(turn: Turn) -> Turn:
        started = time.perf_counter()
        done = step(turn)
        spent = round((time.perf_counter() - started) * 1000, 1)
        return replace(done, timings_ms=done.timings_ms | {name: spent})

    return run
