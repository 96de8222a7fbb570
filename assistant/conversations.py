"""Conversations as they are kept: one visitor's alone, found by name or words, forgotten in time.

A visitor is known by a secret of the browser, of which only the hash is kept. An answer is kept whole, so
that its sentences and citations are tomorrow what they were today.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy import update as change

from assistant.datatypes import Answer, Citation, Sentence
from assistant.errors import UnreadableInputError
from assistant.language import clean
from assistant.storage import Storage

Verdict = Literal["up", "down"]
Reason = Literal["wrong", "outdated", "source_differs", "off_topic", "unclear"]

LONGEST_NAME = 60
LONGEST_COMMENT = 500
_LISTED_AT_MOST = 200
_TURNS_AT_MOST = 200

_METADATA = MetaData()
_CONVERSATIONS = Table(
    "conversations",
    _METADATA,
    Column("id", String, primary_key=True),
    *(Column(name, Text) for name in ("visitor", "name", "begun_at", "used_at", "looked_at")),
)
MESSAGES = Table(
    "messages",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("place", Integer),
    *(Column(name, Text) for name in ("conversation", "question", "kind", "told", "answer", "asked_at")),
)
FEEDBACK = Table(
    "feedback",
    _METADATA,
    Column("message", String, primary_key=True),
    *(Column(name, Text) for name in ("verdict", "reasons", "comment", "given_at")),
)
SETTLED = Table(
    "settled",
    _METADATA,
    Column("message", String, primary_key=True),
    *(Column(name, Text) for name in ("outcome", "document", "title", "settled_by", "settled_at")),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a question and its answer are kept."""

    conversation: str
    message: str


@dataclass(frozen=True, slots=True)
class ListedConversation:
    """A conversation as its visitor finds it again; `answered`: somebody answered in it since the last look."""

    id: str
    name: str
    used_at: datetime
    answered: bool = False


@dataclass(frozen=True, slots=True)
class LaterAnswer:
    """The document in which somebody answered a question later: its key, as in `answer-1a2b3c4d.en`, and title."""

    document: str
    title: str


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question with its answer, what the visitor thought of it, and what answers it better since."""

    conversation: str
    message: str
    question: str
    answer: Answer
    verdict: Verdict | None
    later: LaterAnswer | None = None


class Conversations:
    """The conversations of all visitors; every method takes a visitor and sees nobody else's."""

    def __init__(
        self, storage: Storage, *, keep_days: int, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.keep_days = keep_days
        self._storage = storage
        self._clock = clock

    def keep(self, visitor: str, question: str, answer: Answer, *, conversation: str | None = None) -> Kept:
        """Keep a turn in a conversation of this visitor, or in a new one that is named after its question."""
        now, message = self._clock().isoformat(), secrets.token_hex(16)
        with self._storage.write() as connection:
            if conversation is None or not _owns(connection, visitor, conversation):
                conversation = _begin(connection, visitor, question, now)
            place = connection.scalar(select(func.count()).where(MESSAGES.c.conversation == conversation)) or 0
            row: dict[str, Any] = {"id": message, "conversation": conversation, "place": place, "asked_at": now}
            whole = json.dumps(answer.to_dict(), ensure_ascii=False)
            row |= {"question": question, "kind": answer.kind, "told": answer.text, "answer": whole}
            connection.execute(insert(MESSAGES).values(row))
            used = change(_CONVERSATIONS).where(_CONVERSATIONS.c.id == conversation).values(used_at=now)
            connection.execute(used)
        return Kept(conversation, message)

    def find(self, visitor: str, *, words: str = "") -> list[ListedConversation]:
        """Return the visitor's conversations that hold `words`, in name, question or answer; newest first."""
        columns = (_CONVERSATIONS.c.id, _CONVERSATIONS.c.name, _CONVERSATIONS.c.used_at)
        wanted = select(*columns, _answered_since()).where(_CONVERSATIONS.c.visitor == _hash(visitor))
        if words.strip():
            held = select(MESSAGES.c.conversation).where(_holds(words, MESSAGES.c.question, MESSAGES.c.told))
            wanted = wanted.where(or_(_holds(words, _CONVERSATIONS.c.name), _CONVERSATIONS.c.id.in_(held)))
        with self._storage.read() as connection:
            rows = connection.execute(wanted.order_by(_CONVERSATIONS.c.used_at.desc()).limit(_LISTED_AT_MOST))
            return [ListedConversation(id, name, datetime.fromisoformat(at), bool(new)) for id, name, at, new in rows]

    def is_answered(self, visitor: str) -> bool:
        """Tell whether somebody answered in one of the visitor's conversations since its visitor looked at it."""
        mine = select(_CONVERSATIONS.c.id).where(_CONVERSATIONS.c.visitor == _hash(visitor), _answered_since())
        with self._storage.read() as connection:
            return connection.scalar(mine.limit(1)) is not None

    def look_at(self, visitor: str, conversation: str) -> None:
        """Note that the visitor sees a conversation now, with every answer in it; nothing where it is not theirs."""
        with self._storage.write() as connection:
            if _owns(connection, visitor, conversation):
                seen = change(_CONVERSATIONS).where(_CONVERSATIONS.c.id == conversation)
                connection.execute(seen.values(looked_at=self._clock().isoformat()))

    def turns(self, visitor: str, conversation: str) -> list[KeptTurn]:
        """Return the turns of a conversation, oldest first; none where it is not this visitor's."""
        joined = MESSAGES.outerjoin(FEEDBACK, FEEDBACK.c.message == MESSAGES.c.id)
        joined = joined.outerjoin(SETTLED, SETTLED.c.message == MESSAGES.c.id)
        columns = (MESSAGES.c.id, MESSAGES.c.question, MESSAGES.c.answer)
        wanted = select(*columns, FEEDBACK.c.verdict, SETTLED.c.document, SETTLED.c.title)
        wanted = wanted.select_from(joined).where(MESSAGES.c.conversation == conversation)
        with self._storage.read() as connection:
            if not _owns(connection, visitor, conversation):
                return []
            rows = connection.execute(wanted.order_by(MESSAGES.c.place).limit(_TURNS_AT_MOST)).all()
        return [
            KeptTurn(conversation, id, asked, read_answer(json.loads(told)), said, _later(document, title))
            for id, asked, told, said, document, title in rows
        ]

    def rename(self, visitor: str, conversation: str, name: str) -> bool:
        """Give a conversation another name; False where it is not this visitor's."""
        name = _shorten(name)
        if not name:
            raise UnreadableInputError(
                "The name is empty. Write at least one character.", zh="名字是空的，请至少写一个字。"
            )
        with self._storage.write() as connection:
            return _owns(connection, visitor, conversation) and bool(
                connection.execute(
                    change(_CONVERSATIONS).where(_CONVERSATIONS.c.id == conversation).values(name=name)
                ).rowcount
            )

    def delete(self, visitor: str, conversation: str | None = None) -> int:
        """Delete a conversation, or all of this visitor's, with messages and feedback; return how many."""
        mine = _CONVERSATIONS.c.visitor == _hash(visitor)
        wanted = mine if conversation is None else mine & (_CONVERSATIONS.c.id == conversation)
        with self._storage.write() as connection:
            return connection.execute(delete(_CONVERSATIONS).where(wanted)).rowcount

    def rate(
        self,
        visitor: str,
        message: str,
        verdict: Verdict | None,
        *,
        reasons: Sequence[Reason] = (),
        comment: str = "",
    ) -> bool:
        """Keep what a visitor thinks of an answer, in place of what was kept before; None takes it back.

        False where the answer is not this visitor's. Raises UnreadableInputError for what cannot be kept.
        """
        _check_feedback(verdict, reasons, comment)
        owner = select(MESSAGES.c.conversation).where(MESSAGES.c.id == message)
        with self._storage.write() as connection:
            if not _owns(connection, visitor, connection.scalar(owner) or ""):
                return False
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.message == message))
            if verdict is not None:
                row = {"message": message, "verdict": verdict, "reasons": json.dumps(list(reasons))}
                given = {"comment": clean(comment), "given_at": self._clock().isoformat()}
                connection.execute(insert(FEEDBACK).values(row | given))
        return True

    def forget_old(self) -> int:
        """Delete every conversation that was not used for `keep_days`; return how many."""
        oldest = (self._clock() - timedelta(days=self.keep_days)).isoformat()
        with self._storage.write() as connection:
            return connection.execute(delete(_CONVERSATIONS).where(_CONVERSATIONS.c.used_at < oldest)).rowcount


def read_answer(fields: dict[str, Any]) -> Answer:
    """Return the answer that `Answer.to_dict` gave; the sections that were only retrieved are left out."""
    known = {name: fields[name] for name in Answer.__slots__ if name in fields and name != "retrieved"}
    known["sentences"] = tuple(
        Sentence(one["text"], tuple(one["citations"]), one["support"]) for one in fields["sentences"]
    )
    known["citations"] = tuple(_read_citation(one) for one in fields["citations"])
    for name in ("nearest_topics", "questions", "offers", "warnings"):
        known[name] = tuple(fields.get(name, ()))
    return Answer(**known)


def _answered_since() -> ColumnElement[bool]:
    """Return the condition that somebody answered a question of a conversation since its visitor looked at it."""
    joined = MESSAGES.join(SETTLED, SETTLED.c.message == MESSAGES.c.id)
    since = func.coalesce(_CONVERSATIONS.c.looked_at, _CONVERSATIONS.c.begun_at)
    answers = select(SETTLED.c.message).select_from(joined)
    answers = answers.where(MESSAGES.c.conversation == _CONVERSATIONS.c.id, SETTLED.c.document.is_not(None))
    return answers.where(SETTLED.c.settled_at > since).correlate(_CONVERSATIONS).exists()


def _later(document: str | None, title: str | None) -> LaterAnswer | None:
    return LaterAnswer(document, title or "") if document else None


def _read_citation(fields: dict[str, Any]) -> Citation:
    known = {name: fields[name] for name in Citation.__slots__ if name in fields}
    for name in ("effective", "expires", "checked"):
        known[name] = date.fromisoformat(known[name]) if known.get(name) else None
    return Citation(**known)


def _check_feedback(verdict: str | None, reasons: Sequence[str], comment: str) -> None:
    if verdict not in (None, *get_args(Verdict)) or not set(reasons) <= set(get_args(Reason)):
        raise UnreadableInputError(
            f"Feedback is 'up' or 'down', with reasons out of {', '.join(get_args(Reason))}.",
            zh=f"评价只能是up或down，原因只能选{'、'.join(get_args(Reason))}。",
        )
    if len(comment) > LONGEST_COMMENT:
        raise UnreadableInputError(
            f"The comment has {len(comment)} characters; {LONGEST_COMMENT} are kept.",
            zh=f"意见有{len(comment)}个字，最多保存{LONGEST_COMMENT}个字，请缩短。",
        )


def _begin(connection: Connection, visitor: str, question: str, now: str) -> str:
    conversation = secrets.token_hex(16)
    row = {"id": conversation, "visitor": _hash(visitor), "name": _shorten(question), "begun_at": now, "used_at": now}
    connection.execute(insert(_CONVERSATIONS).values(row))
    return conversation


def _owns(connection: Connection, visitor: str, conversation: str) -> bool:
    owner = select(_CONVERSATIONS.c.visitor).where(_CONVERSATIONS.c.id == conversation)
    return bool(visitor) and connection.scalar(owner) == _hash(visitor)


def _holds(words: str, *columns: Any) -> Any:
    wanted = f"%{words.strip().lower().replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    return or_(*(func.lower(column).like(wanted, escape="!") for column in columns))


def _hash(visitor: str) -> str:
    return hashlib.sha256(visitor.encode("utf-8", "replace")).hexdigest()


def _shorten(name: str) -> str:
    line = " ".join(clean(name).split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"
