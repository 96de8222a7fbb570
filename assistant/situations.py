"""A personal situation told in the chat: is it one, what was told of it in the whole talk, and the answer to it.

'We grow kiwi, twelve neighbours do the same, what should I do?' wants a diagnosis, and 'we grow kiwi, must I
register?' wants a rule. What decides is not a phrase: the reader finds facts of the asker's own business, and
what is asked is rather which way to go than what holds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.citations import cite
from assistant.conversations import KeptTurn
from assistant.datatypes import Answer, Language, Message, Passage, SectionKey, Sentence
from assistant.diagnosing import Diagnosis, reader_name
from assistant.diagnosis_wording import Told, ask_lead, ask_next, tell_diagnosis
from assistant.embedding import Embedder
from assistant.language import clean, detect_language, fold
from assistant.library import Library
from assistant.profile_answers import asked_facts, read_answers, read_written
from assistant.profile_reading import DEPENDING, Evidence, Reading, read_scored, read_text, score_text, with_own_sale
from assistant.replying import Turn, plain_answer
from assistant.story_reading import read_story
from assistant.typology import FACT_VALUES, Profile, classify

PAPER = "paper"
_OWN = re.compile(r"\b(?:i|we|my|our|us|me|mine|ours)\b|我|俺|咱|本人|自家")
# How much a message speaks for a situation: how much rather it asks which way to go than for a rule, and so
# much for each fact that it tells, up to the most that count. Calibrated on the project's own questions.
_FACT_WEIGHT = 0.1
_MOST_FACTS = 4
_SITUATION_FROM = 0.22
# So clearly must a message ask for a rule not to be taken for an answer.
_ASKS = 0.25
_SHORTEST: dict[Language, int] = {"en": 60, "zh": 20}
_LONGEST_TALK = 8


@dataclass(frozen=True, slots=True)
class _Told:
    """What one message of the asker tells, answers to the questions before it included."""

    facts: dict[str, str]
    evidence: tuple[Evidence, ...]
    contradictions: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()


def find_situation(question: str, history: Sequence[Message], embedder: Embedder) -> Diagnosis | None:
    """Return the diagnosis of a situation told in a talk; None where the message wants something else.

    Facts come from all messages of the asker; a later one replaces what an earlier one told.
    """
    written = read_written(question)
    if written:
        return _diagnose([*_earlier(history, embedder), _told_in_writing(question, written)], embedder)
    asked = asked_facts(_last_told(history))
    language = detect_language(question)
    if language is None or not (asked or _may_be_a_situation(question, language)):
        return None
    scored = score_text(question, embedder)
    reading = read_scored(scored)
    first = _told(question, reading, asked, language)
    if not (_answers(first, reading) if asked else _is_situation(reading)):
        return None
    told = _told(question, read_scored(scored, read_story(question)), asked, language)
    return _diagnose([*_earlier(history, embedder), told], embedder)


def _last_told(history: Sequence[Message]) -> str:
    return history[-1].content if history and history[-1].role == "assistant" else ""


def _may_be_a_situation(question: str, language: Language) -> bool:
    return len(question) >= _SHORTEST[language] and _OWN.search(fold(question)) is not None


def _is_situation(reading: Reading) -> bool:
    facts = len(reading.profile.known()) + len(reading.contradictions)
    leaning = reading.asks.direction - reading.asks.rule
    return leaning + _FACT_WEIGHT * min(facts, _MOST_FACTS) >= _SITUATION_FROM


def _answers(told: _Told, reading: Reading) -> bool:
    """Tell whether a message answers what was asked before it; a question about a rule does not."""
    asks_a_rule = reading.asks.rule >= max(_ASKS, reading.asks.direction)
    return bool(told.facts or told.contradictions) and not asks_a_rule


def _told(message: str, reading: Reading, asked: Sequence[str], language: Language) -> _Told:
    facts = reading.profile.known()
    answered = {fact: value for fact, value in read_answers(message, asked, language).items() if fact not in facts}
    words = tuple(Evidence(fact, value, message, 0, len(message)) for fact, value in answered.items())
    left = tuple(fact for fact in reading.contradictions if fact not in answered)
    return _Told({**facts, **answered}, (*reading.evidence, *words), left)


def _told_in_writing(message: str, written: Mapping[str, str | None]) -> _Told:
    """Return what a message tells that answers questions in set words; it is not read beyond them."""
    facts = {fact: value for fact, value in written.items() if value is not None}
    evidence = tuple(Evidence(fact, value, message, 0, len(message)) for fact, value in facts.items())
    return _Told(facts, evidence, (), tuple(written.keys() - facts.keys()))


def _earlier(history: Sequence[Message], embedder: Embedder) -> Iterator[_Told]:
    """Yield what the asker's earlier messages tell, oldest first."""
    for place, message in list(enumerate(history))[-2 * _LONGEST_TALK :]:
        language = detect_language(message.content)
        if message.role == "user" and (written := read_written(message.content)):
            yield _told_in_writing(message.content, written)
        elif message.role == "user" and language is not None:
            reading = read_text(message.content, embedder, story=read_story(message.content))
            yield _told(message.content, reading, asked_facts(_last_told(history[:place])), language)


def _diagnose(told: Sequence[_Told], embedder: Embedder) -> Diagnosis:
    facts: dict[str, str] = {}
    evidence: dict[str, Evidence] = {}
    open_facts: set[str] = set()
    withdrawn: set[str] = set()
    for one in told:
        corrected = {fact for fact, value in one.facts.items() if facts.get(fact, value) != value}
        for fact in [*corrected, *one.contradictions, *one.withdrawn]:
            for depending in (fact, *DEPENDING.get(fact, ())):
                facts.pop(depending, None)
        facts |= one.facts
        # What was told before keeps its words, unless it was told otherwise.
        known = {fact: found.value for fact, found in evidence.items()}
        evidence |= {found.fact: found for found in one.evidence if known.get(found.fact) != found.value}
        withdrawn = (withdrawn - one.facts.keys()) | set(one.withdrawn)
        open_facts = (open_facts - one.facts.keys() - withdrawn) | set(one.contradictions)
    known_facts = with_own_sale({fact: facts[fact] for fact in FACT_VALUES if fact in facts}, open_facts | withdrawn)
    profile = Profile(**known_facts)  # type: ignore[arg-type]
    shown = tuple(
        evidence[fact] for fact, value in known_facts.items() if fact in evidence and evidence[fact].value == value
    )
    return Diagnosis(profile, classify(profile), shown, tuple(sorted(open_facts)), reader_name(embedder))


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation as a kept conversation tells it: the asker's own story, and the last diagnosis of it.

    `facts` are those that are settled: told, told in two ways, or answered and taken back in set words.
    """

    description: str
    diagnosis: dict[str, Any]
    language: Language
    facts: frozenset[str]


def gather_situation(turns: Sequence[KeptTurn]) -> Situation | None:
    """Return the situation that the turns of a conversation tell, None where none was diagnosed."""
    diagnosed = [turn for turn in turns if turn.answer.diagnosis]
    if not diagnosed:
        return None
    last = diagnosed[-1].answer
    written = {turn.message: read_written(turn.question) for turn in diagnosed}
    told = clean("\n".join(turn.question for turn in diagnosed if not written[turn.message]))
    diagnosis = last.diagnosis or {}
    facts = {*diagnosis["profile"], *diagnosis.get("contradictions", ()), *(one for w in written.values() for one in w)}
    return Situation(told, diagnosis, last.language, frozenset(facts))


def reply_with_diagnosis(turn: Turn, diagnosis: Diagnosis, library: Library) -> Answer:
    """Return the answer to a situation: the diagnosis in sentences that cite the paper, then the questions."""
    told = tell_diagnosis(diagnosis, turn.language)
    passages = _passages(told, turn.language, library)
    numbers = {passage.section.id: passage.number for passage in passages}
    sentences = [_sentence(one, numbers) for one in told]
    questions = ask_next(diagnosis, turn.language)
    if questions:
        asking = (ask_lead(turn.language), *questions)
        sentences += [Sentence(text, (), "connective") for text in asking]
    return replace(
        plain_answer(turn, "diagnosis", sentences),
        citations=tuple(cite(passage, turn.day) for passage in passages),
        diagnosis=diagnosis.to_dict(),
        questions=questions,
        offers=("draft",),
    )


def _passages(told: Sequence[Told], language: Language, library: Library) -> list[Passage]:
    sections = dict.fromkeys(section for one in told for section in one.sections)
    passages: list[Passage] = []
    for section in sections:
        languages = library.sections.get(SectionKey(PAPER, section), {})
        found: Language | None = language if language in languages else next(iter(languages), None)
        if found is not None:
            passages.append(Passage(len(passages) + 1, found, *languages[found]))
    return passages


def _sentence(told: Told, numbers: dict[str, int]) -> Sentence:
    cited = tuple(numbers[section] for section in told.sections if section in numbers)
    return Sentence(told.text, cited, "paraphrase" if cited else "connective")
