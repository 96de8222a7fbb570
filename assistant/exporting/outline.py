"""What all forms of a draft share: its title, its parts, and how a source is called."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citations import section_name, version_of
from assistant.datatypes import Citation, Language
from assistant.draft_wording import (
    COST_NAMES,
    HORIZON_NAMES,
    PART_NAMES,
    STATUS_NAMES,
    UNIT_NAMES,
    WORDS,
    is_our_reading,
)  # fmt: skip
from assistant.drafts import HORIZONS, PARTS, UNDER_WORDS, Draft, DraftLine, DraftPart, UnitRow
from assistant.typology_wording import VALUE_NAMES

_PAUSES = '，。；！？、：,.;!?:”")）'


@dataclass(frozen=True, slots=True)
class Outline:
    """A draft with the words to tell it in."""

    draft: Draft

    @property
    def language(self) -> Language:
        """The language of the draft."""
        return self.draft.language

    def word(self, name: str, /, **values: str) -> str:
        """Return one of the fixed words in the language of the draft."""
        return WORDS[name].in_language(self.language, **values)

    def title(self) -> str:
        """Return the title: what it is and for whom."""
        name = self.draft.client or self.word("no_name")
        return f"{self.word('title')}{': ' if self.language == 'en' else '：'}{name}"

    def is_signed(self) -> bool:
        """Tell whether somebody stands in for this version."""
        return self.draft.state == "signed"

    def signatures(self) -> Iterator[str]:
        """Yield who signed what, in order."""
        for signed in self.draft.signatures:
            yield self.word("signed_by", name=signed.name, day=signed.day.isoformat(), version=str(signed.version))

    def parts(self) -> Iterator[tuple[DraftPart, str, tuple[DraftLine, ...]]]:
        """Yield each part that has something to say, with its heading and its lines."""
        for part in PARTS:
            lines = self.draft.lines_of(part)
            if lines or (part == "units" and self.draft.units):
                yield part, PART_NAMES[part].in_language(self.language), lines

    def groups(self, lines: tuple[DraftLine, ...]) -> Iterator[tuple[str, tuple[DraftLine, ...]]]:
        """Yield the lines of a part in groups with their headings: steps by horizon, answers by what was asked.

        What belongs under none comes first, under no heading.
        """
        for heading in dict.fromkeys(["", *self._headings(), *(self._heading(line) for line in lines)]):
            found = tuple(line for line in lines if self._heading(line) == heading)
            if found:
                yield heading, found

    def _headings(self) -> tuple[str, ...]:
        return tuple(HORIZON_NAMES[horizon].in_language(self.language) for horizon in HORIZONS)

    def _heading(self, line: DraftLine) -> str:
        if line.part in UNDER_WORDS:
            return self.quote(line.head) if line.head else ""
        return HORIZON_NAMES[line.horizon].in_language(self.language) if line.horizon else ""

    def head(self, line: DraftLine) -> str:
        """Return what stands in bold before a line; the question that a line answers is the heading of its group."""
        return "" if line.part in UNDER_WORDS else line.head

    def untold_units(self) -> str:
        """Return in one sentence which kinds of units nothing is told of; '' where all are known."""
        names = [
            UNIT_NAMES[row.unit].in_language(self.language)
            for row in self.draft.units
            if not (row.relation or row.filled_by)
        ]
        joined = ("; " if self.language == "en" else "；").join(names)
        return self.word("units_untold", units=joined) if names else ""

    def unit_table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return the head and the rows of the map of units, of those that something is told of; there may be none."""
        head = tuple(self.word(name) for name in ("unit", "filled_by", "relation", "target", "gap"))
        rows: list[tuple[str, ...]] = [
            (
                UNIT_NAMES[row.unit].in_language(self.language),
                self.quote(row.filled_by)
                if row.filled_by
                else self.word("nobody" if row.relation == "none" else "unknown"),
                self._relation(row),
                self._value(row.target),
                row.gap,
            )
            for row in self.draft.units
            if row.relation or row.filled_by
        ]
        return head, rows

    def step_head(self) -> tuple[str, ...]:
        """Return the head of the table of steps."""
        return tuple(self.word(name) for name in ("step", "who", "cost", "sign"))

    def step_row(self, line: DraftLine) -> tuple[str, ...]:
        """Return who acts, what it costs and how success is seen; the step itself is the line."""
        who = " + ".join(filter(None, (line.actor, line.partners)))
        cost = COST_NAMES[line.cost_class].in_language(self.language) if line.cost_class else ""
        return who, cost, line.indicator or ""

    def notes(self, line: DraftLine) -> list[str]:
        """Return what stands small beside a line: the client's words, and what kind of line it is."""
        found = [self.word("said", words=self._with_dots(words)) for words in self._shown_words(line)]
        if line.interpretation and line.part != "steps" and not is_our_reading(line.text):
            found.append(self.word("interpretation"))
        if line.basis == "suggestion":
            found.append(self.word("suggestion"))
        if line.origin == "human":
            found.append(self.word("human"))
        if line.worded_by:
            found.append(self.word("worded", model=line.worded_by.removeprefix("llm:")))
        return found

    def _shown_words(self, line: DraftLine) -> tuple[str, ...]:
        """Return the client's words that stand beside a line: where facts and steps are told, each once a part."""
        if line.part not in ("situation", "steps"):
            return ()
        lines = self.draft.lines_of(line.part)
        before = {words for other in lines[: lines.index(line)] for words in other.words}
        return tuple(words for words in line.words if words not in before)

    def _with_dots(self, words: str) -> str:
        """Return quoted words with dots behind them where the client's sentence goes on."""
        told = " ".join((self.draft.description or "").split())
        place = told.find(words)
        after = told[place + len(words) :].lstrip()[:1] if place >= 0 else ""
        return f"{words} …" if after and after not in _PAUSES else words

    def source(self, citation: Citation) -> str:
        """Return how a source is called: title, section, heading, and whether it is in force."""
        comma = ", " if self.language == "en" else "，"
        named = f"《{citation.title}》" if citation.language == "zh" else citation.title
        section = section_name(citation.section, self.language)
        told = [comma.join(filter(None, (named, section))) if self.language == "en" else f"{named}{section}"]
        told += [citation.heading, *self.validity(citation)]
        return comma.join(told)

    def short_source(self, citation: Citation) -> str:
        """Return a source in a few words, for a message."""
        blank = " " if self.language == "en" else ""
        if citation.status is None:
            return self.word("paper", section=citation.section)
        return f"{citation.title}{blank}{section_name(citation.section, self.language)}".strip()

    def validity(self, citation: Citation) -> Iterator[str]:
        """Yield whether a source is in force, from when, until when, and how sure its text is."""
        if citation.status is not None:
            yield STATUS_NAMES[citation.status].in_language(self.language)
        version = version_of(citation)
        if version:  # the rule may be younger than its law
            yield self.word("amended", day=version[0].isoformat())
        since = version[1] if version else citation.effective
        if since:
            yield self.word("since", day=since.isoformat())
        if citation.expires:
            yield self.word("until", day=citation.expires.isoformat())
        if citation.grade != "text":
            yield self.word(citation.grade)

    def footnote(self, line: DraftLine, citation: Citation) -> str:
        """Return a source with the sentence that a line rests on, unless the line is that sentence."""
        told = self.source(citation)
        if line.ground and line.ground != line.text and line.ground in citation.quote:
            colon = ": " if self.language == "en" else "："
            told += f"{colon}{self.quote(line.ground)}"
        return told

    def quote(self, words: str) -> str:
        """Return words in quotation marks."""
        return f"“{words}”"

    def colophon(self) -> list[str]:
        """Return what stands at the end: date, versions, and what this is not."""
        draft = self.draft
        colon = ": " if self.language == "en" else "："
        return [
            self.word("general"),
            f"{self.word('date')}{colon}{draft.day.isoformat()}",
            f"{self.word('rules_version')}{colon}{draft.rules_version[:12]}",
            f"{self.word('knowledge_version')}{colon}{draft.knowledge_version[:12]}",
        ]

    def _relation(self, row: UnitRow) -> str:
        if row.relation is None:
            return self.word("unknown")
        return self._value(row.relation) if row.relation != "none" else "-"

    def _value(self, value: str) -> str:
        return VALUE_NAMES[value][0 if self.language == "en" else 1]
