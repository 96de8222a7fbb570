"""A draft of upgrade advice: lines that each hang on a rule, a citation or the client's words.

The fields of `Draft.to_dict` are those of `advise --format json`; `Draft.from_dict` reads them back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, TypeVar, get_args

from assistant.datatypes import Citation, Language, plain

DraftPart = Literal[
    "summary", "asked", "told", "situation", "questions", "diagnosis", "target", "units", "steps", "rules", "risks"
]
Basis = Literal["client", "rule", "citation", "suggestion"]
Origin = Literal["machine", "human"]
State = Literal["draft", "signed"]
PARTS: tuple[DraftPart, ...] = get_args(DraftPart)
# Parts whose lines stand under the client's own words.
UNDER_WORDS: frozenset[DraftPart] = frozenset({"asked", "told"})
HORIZONS = ("0-3 months", "3-12 months", "1-3 years")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line. `key` names its content and stays the same from draft to draft; `id` is its place in this one.

    `ground` is the sentence of the cited section that a rule's line rests on, in the section's own words;
    `words` are the client's. `facts` are the facts of the profile that the line depends on. `machine_text` is what
    the rules wrote where the text is not theirs any more: a person's, or those of the model named in `worded_by`.
    In the parts `asked` and `told`, `head` is what the client asked or told that the line is about.
    """

    id: str
    key: str
    part: DraftPart
    text: str
    basis: Basis
    head: str = ""
    rule: str | None = None
    citations: tuple[int, ...] = ()
    ground: str | None = None
    words: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    interpretation: bool = False
    horizon: str | None = None
    actor: str | None = None
    partners: str | None = None
    cost_class: str | None = None
    indicator: str | None = None
    origin: Origin = "machine"
    machine_text: str | None = None
    worded_by: str | None = None

    @property
    def sentence(self) -> str:
        """What the line says in its source's own words, or in its own where it rests on none."""
        return self.ground or self.text


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One of the paper's four kinds of units: who fills it today, and what is missing."""

    unit: str
    filled_by: str | None
    relation: str | None
    target: str
    gap: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stood in for which version of a draft, and on which day."""

    name: str
    day: date
    version: int
    red_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands in one version; `day` is the day by which validity was judged.

    `goods` are the products with their forms, `seller` who sells them, as far as the description told.
    """

    client: str
    language: Language
    day: date
    classification: dict[str, Any]
    units: tuple[UnitRow, ...]
    lines: tuple[DraftLine, ...]
    citations: tuple[Citation, ...]
    open_questions: tuple[dict[str, Any], ...]
    rules_version: str
    knowledge_version: str
    state: State = "draft"
    signatures: tuple[Signature, ...] = ()
    description: str | None = None
    profile: dict[str, str] | None = None
    evidence: tuple[dict[str, Any], ...] = ()
    product: str | None = None
    composer: str = "rules"
    goods: tuple[dict[str, Any], ...] = ()
    seller: dict[str, str] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `advise --format json` prints."""
        values = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        for line in values["lines"]:
            if line["worded_by"] is None:  # which is so for every line unless a chat model was asked for its words
                del line["worded_by"]
        return {("date" if name == "day" else name): value for name, value in values.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Draft":
        """Return the draft that `to_dict` wrote; fields of a later version are passed over."""
        known = {field.name for field in fields(cls)}
        named = {("day" if name == "date" else name): value for name, value in values.items()}
        draft = cls(**{name: value for name, value in named.items() if name in known})
        return replace(
            draft,
            day=date.fromisoformat(values["date"]),
            units=tuple(_read(UnitRow, row) for row in values["units"]),
            lines=tuple(_read(DraftLine, row) for row in values["lines"]),
            citations=tuple(_read(Citation, row) for row in values["citations"]),
            signatures=tuple(_read(Signature, row) for row in values["signatures"]),
            open_questions=tuple(values["open_questions"]),
            evidence=tuple(values.get("evidence", ())),
            goods=tuple(values.get("goods", ())),
        )

    def lines_of(self, part: DraftPart) -> tuple[DraftLine, ...]:
        """Return the lines of a part, in order."""
        return tuple(line for line in self.lines if line.part == part)

    def line(self, id: str) -> DraftLine | None:
        """Return the line of an id."""
        return next((line for line in self.lines if line.id == id), None)

    def cited(self, line: DraftLine) -> tuple[Citation, ...]:
        """Return the citations of a line."""
        return tuple(citation for citation in self.citations if citation.number in line.citations)

    def share(self, basis: Basis) -> float:
        """Return which share (0 to 1) of the lines has this basis; 0 for a draft without lines."""
        return sum(line.basis == basis for line in self.lines) / len(self.lines) if self.lines else 0.0


def composer_of(lines: Sequence[DraftLine]) -> str:
    """Return who worded lines: the rules, or the first chat model that had a say, as in `llm:NAME`."""
    return next((line.worded_by for line in lines if line.worded_by), "rules")


T = TypeVar("T")
_DAYS = frozenset({"day", "effective", "expires", "checked"})
_TUPLES = frozenset({"citations", "facts", "red_lines", "words"})


def _read(kind: type[T], row: Mapping[str, Any]) -> T:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _value(name, value) for name, value in row.items() if name in known})


def _value(name: str, value: Any) -> Any:
    if name in _DAYS and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if name in _TUPLES else value
