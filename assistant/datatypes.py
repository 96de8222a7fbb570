"""The values that pass through the house, in the order in which they come to be.

Document -> Chunk -> RetrievedSection -> Passage -> Sentence and Citation -> Answer. All are frozen;
`Answer.to_dict` gives the object that the command line prints.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

Language = Literal["en", "zh"]
Grade = Literal["text", "reported", "recalled"]
DocumentKind = Literal["law", "study", "boundary", "small_talk"]
Status = Literal["in_force", "not_yet_in_force", "expired", "replaced", "unknown"]
AnswerKind = Literal["answer", "partial", "refusal", "clarification", "diagnosis", "small_talk"]
Support = Literal["verbatim", "paraphrase", "connective"]
Part = Literal["text", "sentence", "question", "boundary", "belief"]
FlagKind = Literal["instruction", "hidden", "invisible_characters", "look_alikes", "direction", "markup", "mislabelled"]
Slip = Literal["number", "reversed", "name", "actor"]


class SectionKey(NamedTuple):
    """Names a section whatever its language: the two languages of a document share its keys."""

    document: str
    section: str


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a text is in force; None where that is not known."""

    effective: date | None = None
    expires: date | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Belief:
    """What people wrongly take for granted about a section, and how it is right, in one wording otherwise.

    `slip` says in what the two differ: a number, the sense, a name or who does it. Neither is ever shown.
    """

    wrong: str
    right: str
    slip: Slip


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one document in one language; `questions` are found with it and never shown."""

    id: str
    heading: str
    text: str
    questions: tuple[str, ...] = ()
    grade: Grade = "text"
    validity: Validity | None = None
    beliefs: tuple[Belief, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Something in a file that looks like a trick; `place` is a section's id, `excerpt` shows what was seen."""

    kind: FlagKind
    place: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an added document came from: the file, what kind it was, who added it and when (UTC)."""

    file: str
    kind: str
    added_at: datetime
    added_by: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language. `content_hash` is the SHA-256 of the file that it was read from.

    Of an added document `origin` tells where it came from, and `flags` what was set aside when it was read.
    """

    id: str
    language: Language
    title: str
    sections: tuple[Section, ...]
    content_hash: str
    kind: DocumentKind = "law"
    publisher: str | None = None
    document_number: str | None = None
    issued: date | None = None
    validity: Validity = Validity()
    url: str | None = None
    audience: tuple[str, ...] = ()
    checked: date | None = None
    note: str | None = None
    built_in: bool = True
    flags: tuple[Flag, ...] = ()
    origin: Origin | None = None

    @property
    def key(self) -> str:
        """Names this document in this language, as in `ecl-2018.zh`."""
        return f"{self.id}.{self.language}"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A text that is embedded for a section: its whole text, one sentence or one typical question."""

    id: str
    key: SectionKey
    language: Language
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class PartScores:
    """How well a section matches a question, part by part: cosines of -1 to 1, keywords of 0 to 1.

    `asked` is false for a section without typical questions, as added documents have none; `foreign` is true
    for one that does not exist in the question's language, so that it cannot share words with it.
    """

    text: float
    sentence: float
    question: float
    keywords: float
    asked: bool = True
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class RetrievedSection:
    """A section that was found, in every language that it exists in; a higher score is better."""

    key: SectionKey
    score: float
    parts: PartScores
    languages: dict[Language, tuple[Document, Section]]

    def in_language(self, language: Language) -> tuple[Language, Document, Section]:
        """Return the section in `language`, or in the one language that it exists in."""
        chosen = language if language in self.languages else next(iter(self.languages))
        return chosen, *self.languages[chosen]


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as it is numbered in one answer, from 1."""

    number: int
    language: Language
    document: Document
    section: Section


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer; `citations` are numbers of passages, empty for a connective."""

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Citation:
    """What an answer points at; the quote is the section's own words, in its own language.

    `version` is the content hash of the document, by which the quote can be read again after the document was
    replaced or removed; `added` tells that it is none of the built-in ones.
    """

    number: int
    document: str
    title: str
    section: str
    heading: str
    quote: str
    language: Language
    grade: Grade
    status: Status | None
    effective: date | None = None
    expires: date | None = None
    replaced_by: str | None = None
    url: str | None = None
    publisher: str | None = None
    document_number: str | None = None
    checked: date | None = None
    note: str | None = None
    version: str | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with all that is needed to check it; the fields are those of `ask --json`."""

    question: str
    searched: str
    language: Language
    kind: AnswerKind
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    premise_corrected: bool = False
    refusal_reason: str | None = None
    boundary: str | None = None
    nearest_topics: tuple[str, ...] = ()
    diagnosis: dict[str, Any] | None = None
    questions: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    retrieved: tuple[RetrievedSection, ...] = ()
    confidence: float | None = None
    composer: str = "extractive"
    timings_ms: dict[str, float] = field(default_factory=dict)

    def to_dict(self, id: str | int | None = None) -> dict[str, Any]:
        """Return the object that `ask --json` prints: dates as ISO text, retrieved sections as ids."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        fields["retrieved"] = [
            {"document": hit.key.document, "section": hit.key.section, "score": round(hit.score, 4)}
            for hit in self.retrieved
        ]
        return {"id": id, **{name: plain(value) for name, value in fields.items()}}


def plain(value: Any) -> Any:
    """Turn dataclasses, tuples and dates into what JSON can hold.

    >>> plain((date(2026, 2, 1), Validity()))
    ['2026-02-01', {'effective': None, 'expires': None, 'replaced_by': None}]
    """
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value
