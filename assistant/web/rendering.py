"""Answers as the HTML of one message.

Everything that comes from the library or from a visitor is escaped, and no message holds a line break, so
that the Markdown reader of the chat takes it for one block of HTML and reads nothing into it.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from assistant.citations import section_name
from assistant.confidence import confidence_words
from assistant.datatypes import Answer, Citation, Language, Sentence
from assistant.diagnosis_wording import ask_lead
from assistant.document_store import HASH_SHOWN
from assistant.jobs import Job
from assistant.language import fold, split_sentences
from assistant.verification import align
from assistant.web.diagnosis_card import render_diagnosis, render_questions
from assistant.web.passages import describe_validity
from assistant.web.texts import LOCALES, text

# So many characters stay on one line with the number after them.
_TAIL = 2
_NOTED_DATES = ("expired_source", "future_source")
_NOTED = ("reported_source", "source_in_other_language", "model_unavailable")


def render_question(question: str) -> str:
    """Return a visitor's message, line breaks kept."""
    return f'<div class="question">{_safe(question)}</div>'


def render_notice(sentence: str) -> str:
    """Return a sentence about the conversation itself, such as an error."""
    return f'<div class="notice"><p>{_safe(sentence)}</p></div>'


def render_done(sentence: str) -> str:
    """Return a sentence that says what was done."""
    return f'<p class="done" role="status">{_safe(sentence)}</p>'


def render_running(job: Job, name: str, language: Language) -> str:
    """Return how far a piece of work is, as the text of this name says it, with a bar once that is known."""
    told = text(name, language, done=job.done, total=job.total)
    stopping = f" {text('job_stopping', language)}" if job.stopping else ""
    bar = f'<progress max="{job.total}" value="{job.done}" aria-label="{_safe(told)}"></progress>' if job.total else ""
    return f'<div class="notice" role="status"><p>{_safe(told + stopping)}</p>{bar}</div>'


def render_waiting(language: Language) -> str:
    """Return what stands where the answer will."""
    return f'<div class="waiting"><p>{_safe(text("waiting", language))}</p></div>'


def render_answer(answer: Answer, language: Language, *, shown: int | None = None) -> str:
    """Return an answer with its words in the interface's `language`.

    With `shown`, only so many sentences stand there yet, and nothing goes below them.
    """
    sentences = answer.sentences[:shown]
    told, uncovered = _set_apart(answer, sentences)
    parts = [
        f'<div class="said" lang="{LOCALES[answer.language]}">',
        *(_sentence(one, answer, language) for one in told),
    ]
    if uncovered:
        parts.append(f'<div class="uncovered"><h3>{_safe(text("not_covered", language))}</h3>')
        parts += [*(_sentence(one, answer, language) for one in uncovered), "</div>"]
    parts.append("</div>")
    if shown is None:
        card = render_diagnosis(answer.diagnosis, answer.language) if answer.diagnosis else ""
        parts += [card, _notes(answer, language), _topics(answer, language), _sources(answer, language)]
    return f'<div class="answer {answer.kind}">{"".join(parts)}</div>'


def name_source(citation: Citation, language: Language) -> str:
    """Return a source's title with its article or section."""
    return " ".join(part for part in (citation.title, section_name(citation.section, language)) if part)


def cited_place(sentence: str, passage: str) -> int | None:
    """Return which sentence of a passage (from 0) says what an answer's sentence says; None for none.

    >>> cited_place("You need not register.", "Own produce is free. You need not register.")
    1
    """
    told = split_sentences(passage)
    wanted = fold(sentence).rstrip("。.!！")
    same = next((place for place, one in enumerate(told) if wanted in fold(one)), None)
    nearest = align(sentence, passage) if same is None else None
    return told.index(nearest) if nearest is not None else same


def _set_apart(answer: Answer, sentences: Sequence[Sentence]) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
    """Return the sentences that answer and, of a partial answer, those that say what it leaves open."""
    if answer.kind == "refusal":
        return [one for one in sentences if not _lists_topics(one, answer)], ()
    if answer.kind == "diagnosis":  # its questions stand in a list below the card
        asked = (*answer.questions, ask_lead(answer.language))
        return [one for one in sentences if one.text not in asked], ()
    if answer.kind != "partial":
        return sentences, ()
    end = max((place for place, one in enumerate(answer.sentences, 1) if one.citations), default=len(sentences))
    return sentences[:end], sentences[end:]


def _lists_topics(sentence: Sentence, answer: Answer) -> bool:
    return bool(answer.nearest_topics) and all(topic in sentence.text for topic in answer.nearest_topics)


def _sentence(sentence: Sentence, answer: Answer, language: Language) -> str:
    cited = [citation for citation in answer.citations if citation.number in sentence.citations]
    markers = "".join(_marker(citation, sentence, language) for citation in cited)
    if not markers:
        return f"<p>{_safe(sentence.text)}</p>"
    body, tail = _safe(sentence.text[:-_TAIL]), _safe(sentence.text[-_TAIL:])
    return f'<p{_kind_of(sentence, answer)}>{body}<span class="tail">{tail}{markers}</span></p>'


def _kind_of(sentence: Sentence, answer: Answer) -> str:
    """Tell the first cited sentence, which answers, and reminders of dates from the others."""
    if _reminds(sentence):
        return ' class="note"'
    first = next((one for one in answer.sentences if one.citations), None)
    return ' class="direct"' if sentence is first else ""


def _reminds(sentence: Sentence) -> bool:
    """Tell whether a sentence minds the reader of a source's date: it cites, and claims nothing itself."""
    return bool(sentence.citations) and sentence.support == "connective"


def _marker(citation: Citation, sentence: Sentence, language: Language) -> str:
    place = cited_place(sentence.text, citation.quote) if sentence.support != "connective" else None
    address = _address(citation, () if place is None else (place,))
    label, name = _safe(text("source", language)), _safe(name_source(citation, language))
    return f'<a class="cite" href="{address}" title="{name}"><span class="unseen">{label} </span>{citation.number}</a>'


def _address(citation: Citation, places: Sequence[int]) -> str:
    highlighted = ",".join(map(str, places))
    version = (citation.version or "")[:HASH_SHOWN]
    parts = (citation.document, citation.section, citation.language, highlighted, version)
    return "#passage/" + "/".join(quote(part, safe=",") for part in parts)


def _notes(answer: Answer, language: Language) -> str:
    reminded = any(_reminds(sentence) for sentence in answer.sentences)
    noted = _NOTED if reminded else _NOTED_DATES + _NOTED
    notes = [text(name, language) for name in noted if name in answer.warnings]
    return "".join(f'<p class="note">{_safe(note)}</p>' for note in notes)


def _topics(answer: Answer, language: Language) -> str:
    if answer.kind == "diagnosis":
        return render_questions(answer.questions, answer.language)
    listed = {"nearest": answer.nearest_topics, "ask_back": answer.questions}
    return "".join(
        f'<div class="topics"><h3>{_safe(text(name, language))}</h3>{_chips(topics)}</div>'
        for name, topics in listed.items()
        if topics
    )


def _sources(answer: Answer, language: Language) -> str:
    if not answer.citations:
        return ""
    summary = _safe(text("sources", language, count=len(answer.citations)))
    listed = "".join(_source(citation, answer, language) for citation in answer.citations)
    details = f'<details class="sources"><summary><span>{summary}</span></summary><ol>{listed}</ol></details>'
    return _sureness(answer) + details


def _sureness(answer: Answer) -> str:
    """Return what the answer's confidence was worth when it was measured; nothing where it was not."""
    words = confidence_words(answer.confidence, answer.language) if answer.kind in ("answer", "partial") else None
    return f'<p class="quiet confidence" lang="{LOCALES[answer.language]}">{_safe(words)}</p>' if words else ""


def _source(citation: Citation, answer: Answer, language: Language) -> str:
    citing = [one for one in answer.sentences if citation.number in one.citations and one.support != "connective"]
    places = {cited_place(one.text, citation.quote) for one in citing}
    address = _address(citation, sorted(place for place in places if place is not None))
    grade = "" if citation.grade == "text" else text(citation.grade, language)
    validity = "; ".join(part for part in (describe_validity(citation, language), grade) if part)
    status = f'<span class="validity {citation.status or ""}">{_safe(validity)}</span>' if validity else ""
    name = f"<b>{_safe(name_source(citation, language))}</b> {_safe(citation.heading)}"
    return f'<li><a class="source" href="{address}" lang="{LOCALES[citation.language]}">{name}</a>{status}</li>'


def _chips(questions: Sequence[str]) -> str:
    return "".join(f'<button type="button" class="chip">{_safe(question)}</button>' for question in questions)


def _safe(value: str) -> str:
    return "<br>".join(escape(line) for line in value.splitlines())
