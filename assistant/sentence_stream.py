"""A model's text, piece by piece, becomes sentences without markup, each with the numbers that it cites."""

import html
import re
from dataclasses import dataclass

_SQUARE_MARKER = r"[\[【]\s*(?:passages?|sources?|资料|段落|来源)?\s*\d{1,2}(?:\s*[,，、;]\s*\d{1,2})*\s*[\]】]"
# A sentence is over once something follows that does not belong to it: its markers may stand behind the stop.
_END = re.compile(
    rf"(?:[。！？!?]|(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)(?<!\bart)(?<!\bvs)\.(?=[\s\[【\"”’])"
    rf")[\"”’』」）)]*(?:\s*{_SQUARE_MARKER})*(?=\s*[^\s\[【\"”’』」）)。！？!?.])|\n+",
    re.IGNORECASE,
)
_CITED = re.compile(rf"\s*{_SQUARE_MARKER}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,200}>|<[a-zA-Z/!][^<>]{0,200}$")
_BLOCK = re.compile(r"<(script|style|think)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_WHOLE_TAG = re.compile(
    r"<(script|style)\b[^<]*</\1\s*>|<(?!/?(?:think|script|style)\b)[a-zA-Z/!][^<>]{0,200}>", re.IGNORECASE
)
_THOUGHT = re.compile(r"<think>.*?</think>\s*", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"\(?\b(?:https?://|www\.)\S+", re.IGNORECASE)
_LEADING = re.compile(r"^\s*(?:#{1,6}\s+|[-*•>]+\s+|\d{1,2}[.)、]\s+)+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence up to its citation; `numbers` may name passages that do not exist."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model wrote it: without markup and markers, and its stretches with what each cites."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """All numbers that it cites, in order, each once."""
        return tuple(dict.fromkeys(number for clause in self.clauses for number in clause.numbers))


class SentenceStream:
    """Collects pieces of text and hands out each sentence as soon as it is over."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> list[Written]:
        """Return the sentences that this piece completes, in order."""
        # A tag behind a full stop would hide it; one that is not over yet waits for its end.
        self._rest = _WHOLE_TAG.sub("", _THOUGHT.sub("", self._rest + piece))
        if "<think>" in self._rest:
            return []
        found: list[Written] = []
        while end := _first_end(self._rest):
            found += read_sentence(self._rest[:end])
            self._rest = self._rest[end:]
        return found

    def finish(self) -> list[Written]:
        """Return what is left as a sentence, where it ends like one; half a sentence is let go."""
        rest, self._rest = _TAG.sub("", _BLOCK.sub("", self._rest)).strip(), ""
        if not re.search(r"[。！？!?.][\"”’』」）)]*$", _CITED.sub("", rest)):
            return []
        return read_sentence(rest)


def _first_end(text: str) -> int:
    for match in _END.finditer(text):
        # The number of a list item ends no sentence.
        if text[: match.end()].strip() and not re.fullmatch(r"\s*\d{1,2}\.\s*", text[: match.end()]):
            return match.end()
    return 0


def read_sentence(raw: str) -> list[Written]:
    """Return the sentence of a stretch of text, without HTML, Markdown and addresses; none where nothing is left.

    >>> read_sentence("- <b>You</b> need not register [1], [2].")[0].clauses
    (Clause(text='You need not register', numbers=(1, 2)),)
    """
    plain = html.unescape(_TAG.sub("", _BLOCK.sub("", raw)))
    # What was escaped once may be a tag now.
    plain = _TAG.sub("", _BLOCK.sub("", plain))
    plain = _ADDRESS.sub("", _LINK.sub(r"\1", plain))
    plain = re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", _LEADING.sub("", plain)).strip()
    if not any(character.isalnum() for character in _CITED.sub("", plain)):
        return []
    text = re.sub(r"\s+", " ", _CITED.sub("", plain)).strip()
    return [Written(text, tuple(_clauses(plain)))]


def _clauses(plain: str) -> list[Clause]:
    found: list[Clause] = []
    place = 0
    for match in _CITED.finditer(plain):
        numbers = tuple(int(number) for number in re.findall(r"\d+", match[0]))
        text = plain[place : match.start()].strip(" ,，;；、.。!！?？")
        if text or not found:
            found.append(Clause(text, numbers))
        else:
            found[-1] = Clause(found[-1].text, (*found[-1].numbers, *numbers))
        place = match.end()
    rest = plain[place:].strip(" ,，;；、.。!！?？")
    if rest:
        found.append(Clause(rest, ()))
    return found
