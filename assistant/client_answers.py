"""Answers what a client asks in a description, and hears what he tells."""

from dataclasses import replace
from datetime import date

from assistant.answering import Answering
from assistant.asked_labels import matters_asked, offices_asked
from assistant.client_questions import find_questions, weigh_questions
from assistant.datatypes import Language
from assistant.draft_case import AnsweredQuestion
from assistant.drafting import Client
from assistant.heard_goods import goods_of
from assistant.language import detect_language, join_texts
from assistant.story_reading import read_story
from assistant.told_answering import ToldAnswering
from assistant.told_matters import find_told
from assistant.told_uncovered import find_uncovered

# A description that puts more questions than these is answered as far as they go.
MOST_QUESTIONS = 8


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
    told = ToldAnswering(answering.retriever, answering.evidence)
    found: list[AnsweredQuestion] = []
    leaning = [join_texts((question.before, question.words), told_in) for question in questions]
    embedder = answering.retriever.embedder
    heard = zip(
        questions,
        matters_asked(leaning, embedder),
        offices_asked(leaning, embedder),
        strict=True,
    )
    for question, about, office in heard:
        if len(found) == MOST_QUESTIONS:
            break
        first = question.aim == "first"
        answer = None if first else told.answer(question.words, before=question.before, language=language, day=day)
        # What may be no question at all is worth a word only where the sources answer it.
        if first or question.is_clear or (answer is not None and answer.kind == "answer"):
            matters = story.matters_around(question.sentence) if story else frozenset()
            found.append(
                AnsweredQuestion(
                    question.words, answer, question.aim, question.asked, about, matters, office.label, office.is_sure
                )
            )
    return tuple(found)
