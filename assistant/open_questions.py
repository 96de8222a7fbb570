"""Questions that had no good answer: refused, answered in part, or told to be wrong by whoever asked.

Near-equal ones stand together, so that a worker answers them once. They belong to their visitors: a question
that its visitor deletes, or that is forgotten in time, is gone from here too.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Row, Select, delete, insert, or_, select

from assistant.conversations import FEEDBACK, MESSAGES, SETTLED
from assistant.datatypes import Language
from assistant.errors import NotFoundError, UnreadableInputError
from assistant.language import fold
from assistant.storage import Storage
from assistant.tokenizing import tokenize

Outcome = Literal["answered", "case", "set_aside"]
_OPEN_KINDS = ("refusal", "partial")
# What nobody can answer better: no question at all, or one that must not be answered.
_CLOSED_REASONS = frozenset({"unreadable", "unsafe_request"})
_LOOKED_AT = 1000
# Of two questions about the same matter, this share of all their words is the same; of any two, that one.
_ALIKE = 0.5
_NEARLY_THE_SAME = 0.8


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question as it was asked; `place` is the boundary topic or the section that came nearest.

    `reasons` and `comment` are the visitor's, where the answer was told to be wrong.
    """

    message: str
    question: str
    language: Language
    kind: str
    told: str
    place: str
    asked_at: datetime
    disliked: bool = False
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Near-equal questions, the newest first; the group is named by its first question's message."""

    questions: tuple[OpenQuestion, ...]

    @property
    def id(self) -> str:
        """Name the group."""
        return self.questions[0].message

    @property
    def newest(self) -> datetime:
        """Return when one of them was asked last."""
        return self.questions[0].asked_at


class OpenQuestions:
    """The board of questions of one database."""

    def __init__(self, storage: Storage, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._storage = storage
        self._clock = clock

    def find(self, *, newest_first: bool = False) -> tuple[QuestionGroup, ...]:
        """Return the open questions in groups, those asked most first, or those asked last."""
        with self._storage.read() as connection:
            rows = connection.execute(_open()).all()
        groups = group(question for row in rows if (question := _read(row)))
        if newest_first:
            return tuple(sorted(groups, key=lambda one: one.newest, reverse=True))
        return tuple(sorted(groups, key=lambda one: (len(one.questions), one.newest), reverse=True))

    def open(self, messages: Sequence[str]) -> tuple[OpenQuestion, ...]:
        """Return these questions, the newest first. Raises NotFoundError where one is not open any more."""
        with self._storage.read() as connection:
            rows = connection.execute(_open().where(MESSAGES.c.id.in_(messages))).all()
        found = tuple(question for row in rows if (question := _read(row)))
        if not messages or len(found) < len(set(messages)):
            raise NotFoundError(
                "Some of these questions are settled or deleted by now. Look at the list again.",
                zh="其中有的问题已经处理或被删除了，请再看一下列表。",
            )
        return found

    def settle(
        self, messages: Iterable[str], outcome: Outcome, *, by: str, document: str | None = None, title: str = ""
    ) -> None:
        """Mark questions as settled by somebody; `document` is the key of the answer, as in `answer-1a2b3c4d.en`."""
        if outcome not in get_args(Outcome):
            raise UnreadableInputError(
                f"A question is settled as one of {', '.join(get_args(Outcome))}.",
                zh=f"处理结果只能是{'、'.join(get_args(Outcome))}之一。",
            )
        row = {"outcome": outcome, "document": document, "title": title, "settled_by": by}
        rows = [{"message": id, "settled_at": self._clock().isoformat(), **row} for id in dict.fromkeys(messages)]
        with self._storage.write() as connection:
            connection.execute(delete(SETTLED).where(SETTLED.c.message.in_([one["message"] for one in rows])))
            connection.execute(insert(SETTLED), rows)


def group(questions: Iterable[OpenQuestion]) -> tuple[QuestionGroup, ...]:
    """Return the questions in groups of near-equal ones, each group under its newest question.

    Two are near-equal that share most of their words, or half of them and the place that came nearest.
    """
    ordered = sorted(questions, key=lambda one: one.asked_at, reverse=True)
    groups: list[list[OpenQuestion]] = []
    words: list[frozenset[str]] = []
    for question in ordered:
        told = frozenset(tokenize(question.question)) or frozenset({fold(question.question)})
        place = next((n for n, found in enumerate(groups) if _near(question, told, found[0], words[n])), None)
        if place is None:
            groups.append([question])
            words.append(told)
        else:
            groups[place].append(question)
    return tuple(QuestionGroup(tuple(found)) for found in groups)


def _near(one: OpenQuestion, words: frozenset[str], other: OpenQuestion, others: frozenset[str]) -> bool:
    if one.language != other.language:
        return False
    shared = len(words & others) / len(words | others)
    return shared >= _NEARLY_THE_SAME or (shared >= _ALIKE and one.place == other.place)


def _open() -> Select[Any]:
    joined = MESSAGES.outerjoin(FEEDBACK, FEEDBACK.c.message == MESSAGES.c.id)
    joined = joined.outerjoin(SETTLED, SETTLED.c.message == MESSAGES.c.id)
    columns = (
        MESSAGES.c.id, MESSAGES.c.question, MESSAGES.c.kind, MESSAGES.c.told, MESSAGES.c.answer, MESSAGES.c.asked_at,
        FEEDBACK.c.verdict, FEEDBACK.c.reasons, FEEDBACK.c.comment,
    )  # fmt: skip
    unanswered = or_(MESSAGES.c.kind.in_(_OPEN_KINDS), FEEDBACK.c.verdict == "down")
    chosen = select(*columns).select_from(joined).where(unanswered, SETTLED.c.message.is_(None))
    return chosen.order_by(MESSAGES.c.asked_at.desc(), MESSAGES.c.id).limit(_LOOKED_AT)


def _read(row: Row[Any]) -> OpenQuestion | None:
    answer: Mapping[str, Any] = json.loads(row.answer)
    disliked = row.verdict == "down"
    if not disliked and answer.get("refusal_reason") in _CLOSED_REASONS:
        return None
    return OpenQuestion(
        row.id,
        row.question,
        "zh" if answer.get("language") == "zh" else "en",
        row.kind,
        row.told,
        _place(answer),
        datetime.fromisoformat(row.asked_at),
        disliked,
        tuple(json.loads(row.reasons or "[]")) if disliked else (),
        row.comment or "" if disliked else "",
    )


def _place(answer: Mapping[str, Any]) -> str:
    """Return the boundary topic of an answer, else the section that was found first."""
    if answer.get("boundary"):
        return str(answer["boundary"])
    found = next(iter(answer.get("retrieved") or ()), None)
    return f"{found['document']}/{found['section']}" if found else ""
