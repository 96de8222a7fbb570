"""Answers what a client asks in a description, by the chain that answers every question, and hears what he tells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering import Answering
from assistant.asked_labels import matters_asked, offices_asked
from assistant.client_questions import ClientQuestion, find_questions, weigh_questions
from assistant.datatypes import Answer, Language
from assistant.draft_case import AnsweredQuestion
from assistant.drafting import Client
from assistant.heard_goods import goods_of
from assistant.language import detect_language, join_texts
from assistant.story_reading import read_story
from assistant.told_matters import find_told
from assistant.told_uncovered import find_uncovered

# A description that puts more questions than these is answered as far as they go.
MOST_QUESTIONS = 8
# What may be no question at all is worth a word only where the sources answer it so surely.
_SURE = 0.75
# With the sentence before it, which may outweigh the question, an answer must be surer.
_SURE_WITH_BEFORE = 0.9
_ANSWERS = ("answer", "partial")
# A question in a story may be about anything. Where the best section comes no nearer than this, what it says is
# mostly beside the point: of the answers to the questions of our own stories that were as far, one in eight was to it.
_NEAR_ENOUGH = 0.4


def answer_client(client: Client, answering: Answering, *, language: Language, day: date) -> Client:
    """Return a client with what the description asks answered, and what it tells that rules speak of.

    `answering` must be one without a chat model, for a draft hangs on the sources' own sentences.
    """
    text = client.description
    goods = goods_of(text, detect_language(text) or language)
    told = find_told(text, answering, language=language)
    lacking = find_uncovered(text, goods, answering.retriever.library, language=language)
    asked = answer_questions(text, answering, language=language, day=day)
    return replace(client, asked=asked, told=(*told, *lacking))


def answer_questions(text: str, answering: Answering, *, language: Language, day: date) -> tuple[AnsweredQuestion, ...]:
    """Return the questions of a description with their answers in `language`, in order, each question once.

    What to do first no source answers: the draft does. `answering` must be one without a chat model, for a draft
    hangs on the sources' own sentences.
    """
    told_in = detect_language(text)
    if told_in is None:
        return ()
    questions = weigh_questions(find_questions(text, told_in), told_in, answering.reader)
    story = read_story(text)
    goods = [good.name for good in goods_of(text, told_in) if not good.planned][:1]
    found: list[AnsweredQuestion] = []
    leaning = [join_texts((question.before, question.words), told_in) for question in questions]
    embedder = answering.retriever.embedder
    heard = zip(
        questions,
        matters_asked(leaning, embedder),
        offices_asked([question.words for question in questions], embedder),
        strict=True,
    )
    for question, about, office in heard:
        if len(found) == MOST_QUESTIONS:
            break
        first = question.aim == "first"
        answer = None if first else _answer(question, goods, answering, language=language, day=day)
        if first or question.is_clear or (answer is not None and _is_sure(answer)):
            matters = story.matters_around(question.sentence) if story else frozenset()
            found.append(AnsweredQuestion(question.words, answer, question.aim, question.asked, about, matters, office))
    return tuple(found)


def _answer(
    question: ClientQuestion, goods: Sequence[str], answering: Answering, *, language: Language, day: date
) -> Answer:
    """Return the answer to a question; a short one may lean on what was told before without showing it.

    'How much is the fine?' names nothing: where the sentence before it leads to another document, that one counts.
    What is not answered so may be asked of the goods, as 'who is liable?' is; and where a boundary topic speaks of
    both together, whom to ask is told by it.
    """
    alone = answering.answer_told(question.words, language=language, day=day)
    answered = _answers(alone)
    if answered and not (question.before and question.is_short):
        return alone
    whole = [f"{question.before} {question.words}"] if question.before else []
    unanswered = alone if alone.kind not in _ANSWERS else _without_answer(alone)
    for words in [*whole, *([] if answered else [f"{name}: {question.words}" for name in goods])]:
        other = answering.answer_told(words, language=language, day=day)
        if not answered and _is_sure(other):
            return other
        if answered and _documents(other).isdisjoint(_documents(alone)) and _confidence(other) >= _SURE_WITH_BEFORE:
            return other
        if _is_of_a_boundary(other) and not _is_of_a_boundary(unanswered):
            unanswered = other
    return alone if answered else unanswered


def _answers(answer: Answer) -> bool:
    nearest = max((hit.score for hit in answer.retrieved), default=0.0)
    return answer.kind in _ANSWERS and nearest >= _NEAR_ENOUGH


def _without_answer(answer: Answer) -> Answer:
    """Return an answer that is not to the point as the refusal that it should have been; what was found stays."""
    return replace(
        answer, kind="refusal", refusal_reason="not_covered", sentences=(), citations=(), text="", confidence=None
    )


def _is_of_a_boundary(answer: Answer) -> bool:
    return answer.kind == "refusal" and answer.refusal_reason == "boundary"


def _is_sure(answer: Answer) -> bool:
    return _answers(answer) and _confidence(answer) >= _SURE


def _confidence(answer: Answer) -> float:
    return answer.confidence or 0.0


def _documents(answer: Answer) -> set[str]:
    return {citation.document for citation in answer.citations}
