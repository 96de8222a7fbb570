"""The sentences of a description that tell something, with what in them is only said, planned, past or asked.

A pattern is looked for in a sentence; where it is found, the clause around it decides whether it tells a fact of today.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.datatypes import Language
from assistant.language import detect_language
from assistant.profile_segments import Segment, split_segments

# Where a clause ends that is quoted or looked at alone.
_CUTS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r",\s|:\s|\(|\)|\s[-–—]\s|[—–]"
        r"|\s(?=(?:and|but|so|because|while|which|who|yet|then) (?:i|we|they|he|she|it|our|my|the|now|then|since|there|nobody|no|none|each|everyone"
        r"|everybody|somebody|not|two|three|in|on|for|from|with)\b)"
    ),
    "zh": re.compile(r"[,:()—]"),
}
_ASKING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?<!since )(?<!in )\b(?:should|do|does|can|could|must|may|is|are) (?:i|we|it|they|he|she)\b|^(?:how|what|which|where|who|why|whether)\b|\b(?:whether|how to)\b"
    ),
    "zh": re.compile(r"吗|呢$|能不能|要不要|该不该|是不是|可不可以|怎么|咋|哪|什么时候|算啥|多少钱|犯不犯"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a description; `start` and `end` count code points of the raw text, `plain` is how patterns see it."""

    start: int
    end: int
    plain: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a description, which can be cut into clauses."""

    segment: Segment
    language: Language

    @property
    def plain(self) -> str:
        """The sentence as patterns see it."""
        return self.segment.plain

    def clauses(self) -> Iterator[Place]:
        """Yield the clauses in order; those that ask something are left out."""
        cuts = [0, *(match.end() for match in _CUTS[self.language].finditer(self.plain)), len(self.plain)]
        for start, end in pairwise(cuts):
            told = self.plain[start:end].rstrip(" ,:，：(（)）-—–")
            if told.strip() and not self._asks(start, end):
                yield self._place(start, start + len(told))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
        """Yield where a pattern is found in what is told, with the place."""
        for match in pattern.finditer(self.plain):
            begin, stop = self.clause_around(match.start(), match.end())
            if match.end() > match.start() and not self._asks(begin, stop):
                yield match, self._place(match.start(), match.end())

    def clause_around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clauses that hold a stretch of the sentence begin and end."""
        cuts = [match.end() for match in _CUTS[self.language].finditer(self.plain)]
        begin = max((cut for cut in cuts if cut <= start), default=0)
        return begin, min((cut for cut in cuts if cut >= end), default=len(self.plain))

    def _asks(self, start: int, end: int) -> bool:
        if end >= len(self.plain) and re.search(r"\?[\"')]*$", self.plain):
            return True
        return _ASKING[self.language].search(self.plain[start:end].strip()) is not None

    def _place(self, start: int, end: int) -> Place:
        part = self.segment.part(start, end)
        return Place(part.start, part.end, part.plain, part.marks_most())


def split_told(text: str) -> list[Sentence]:
    """Return the sentences of a description in order; none where it is neither English nor Chinese.

    >>> [clause.plain for sentence in split_told("We sell tea, and we have no shop.") for clause in sentence.clauses()]
    ['we sell tea', 'and we have no shop.']
    """
    language = detect_language(text)
    if language is None:
        return []
    return [Sentence(segment, language) for segment in split_segments(text, language)]


def is_of_today(marks: Collection[str], allowed: Collection[str] = ()) -> bool:
    """Tell whether words under these marks are told as they are today, or as a mark allows.

    >>> is_of_today({"plan"}), is_of_today({"past"}, {"past"})
    (False, True)
    """
    return not set(marks) - set(allowed)
