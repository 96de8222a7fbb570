"""Sentences of a chat model become sentences that may be shown: supported, put back to the source, or dropped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.citations import section_name
from assistant.composing import Composed
from assistant.datatypes import Language, Passage, Sentence
from assistant.language import detect_language, fold, split_sentences
from assistant.sentence_stream import Clause, Written
from assistant.tokenizing import tokenize
from assistant.verification import Entails, Judgement, judge

# How near a sentence of the source must be to take the place of one that is not supported: words shared and
# cosine, added, at most 2. What the model itself cites may be further. Measured on evals/model_sentences/dev.jsonl.
SAME_MATTER, SAME_MATTER_CITED = 0.75, 0.6
# A second sentence of the source goes with the first where it has so many words that the first lacks: a model
# likes to join two.
_JOINED_FROM = 0.15

# Cosines of a text to the sentences of a passage, in their order.
Nearness = Callable[[str, Passage], Sequence[float]]


def words_only(_text: str, passage: Passage) -> Sequence[float]:
    """Return no nearness, for where no embedder is at hand."""
    return [0.0] * len(split_sentences(passage.section.text))


@dataclass(slots=True)
class Vetter:
    """Vets the sentences of one answer in turn; it remembers what was said and which passages were used.

    `passages` are those that the model was shown, as it numbers them; in `composed` they are numbered anew
    by first use, so that numbers already on a screen never change.
    """

    passages: Sequence[Passage]
    language: Language
    asked: str = ""
    nearness: Nearness = words_only
    entails: Entails | None = None
    told: int = 0
    dropped: int = 0
    cites: bool = False
    _held: list[Written] = field(default_factory=list)
    _sentences: list[Sentence] = field(default_factory=list)
    _used: list[Passage] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def start_with(self, composed: Composed) -> None:
        """Take sentences that are checked already as the beginning of the answer."""
        self._used = list(composed.passages)
        self._sentences = list(composed.sentences)
        self._said |= {fold(sentence.text) for sentence in composed.sentences}

    @property
    def composed(self) -> Composed:
        """What may be shown so far."""
        used = (Passage(n, one.language, one.document, one.section) for n, one in enumerate(self._used, 1))
        return Composed(tuple(self._sentences), tuple(used))

    def take(self, written: Written) -> None:
        """Vet a sentence. One without a citation waits until the model has shown that it cites at all."""
        self.told += 1
        self.cites = self.cites or bool(self._cited(written.numbers))
        self._held.append(written)
        if not self.cites:
            return
        held, self._held = self._held, []
        for one in held:
            self._release(one)

    def _cited(self, numbers: Sequence[int]) -> list[Passage]:
        return [passage for passage in self.passages if passage.number in numbers]

    def _release(self, written: Written) -> None:
        supported = self._supported(written)
        if supported is not None:
            self._say(*supported)
            return
        snapped = [one for clause in written.clauses for one in self._snap(clause)]
        if not snapped:
            self.dropped += 1
        for text, passage in snapped:
            self._say(Sentence(text, (passage.number,), "verbatim"), {fold(text)})

    def _supported(self, written: Written) -> tuple[Sentence, set[str]] | None:
        """Return the sentence with those citations that support it, where every stretch of it has one."""
        if detect_language(written.text) != self.language and any(
            one.language == self.language for one in self.passages
        ):
            return None
        single = len(written.clauses) == 1
        found: list[tuple[Passage, Judgement]] = []
        for clause in written.clauses:
            text = written.text if single else clause.text
            candidates = self._cited(clause.numbers) or ([] if clause.numbers else self.passages)
            judged = [(passage, self._judge(text, passage)) for passage in candidates]
            passing = [(passage, one) for passage, one in judged if one.support is not None]
            if not passing:
                return None
            found.append(passing[0])
        numbers = tuple(dict.fromkeys(passage.number for passage, _ in found))
        whole = "verbatim" if single and found[0][1].support == "verbatim" else "paraphrase"
        rests_on = {fold(sentence) for _, one in found for sentence in split_sentences(one.told or "")}
        return Sentence(written.text, numbers, whole), rests_on  # type: ignore[arg-type]

    def _judge(self, text: str, passage: Passage) -> Judgement:
        named = f"{passage.document.title} {passage.document.document_number or ''}"
        named += " " + section_name(passage.section.id, passage.language)
        return judge(text, passage.section.text, named=named, asked=self.asked, entails=self.entails)

    def _snap(self, clause: Clause) -> list[tuple[str, Passage]]:
        """Return the source's own one or two sentences on the matter, from what is cited, else from any passage."""
        for candidates, least in ((self._cited(clause.numbers), SAME_MATTER_CITED), (self.passages, SAME_MATTER)):
            best = max(
                ((score, text, passage) for passage in candidates for score, text in self._rate(clause.text, passage)),
                key=lambda found: found[0],
                default=None,
            )
            if best is not None and best[0] >= least:
                return [(text, best[2]) for text in _with_joined(clause.text, best[1], best[2])]
        return []

    def _rate(self, text: str, passage: Passage) -> list[tuple[float, str]]:
        told = split_sentences(passage.section.text)
        words = set(tokenize(text))
        cosines = self.nearness(text, passage)
        return [
            (len(words & set(tokenize(one))) / max(len(words), 1) + cosine, one)
            for one, cosine in zip(told, cosines, strict=True)
        ]

    def _say(self, sentence: Sentence, rests_on: set[str]) -> None:
        """Add a sentence, unless it or what it rests on was said already."""
        said = fold(sentence.text)
        if said in self._said or (rests_on and rests_on <= self._said):
            return
        self._said |= {said} | rests_on
        numbers = []
        for number in sentence.citations:
            passage = next(one for one in self.passages if one.number == number)
            place = next((p for p, used in enumerate(self._used) if used.section.id == passage.section.id
                          and used.document.id == passage.document.id), None)  # fmt: skip
            if place is None:
                self._used.append(passage)
                place = len(self._used) - 1
            numbers.append(place + 1)
        self._sentences.append(Sentence(sentence.text, tuple(numbers), sentence.support))


def _with_joined(text: str, first: str, passage: Passage) -> list[str]:
    """Return the source's first sentence on a text, and the one that has most of what is missing in it, in order."""
    told = split_sentences(passage.section.text)
    words = set(tokenize(text))
    missing = words - set(tokenize(first))
    added = {one: len(missing & set(tokenize(one))) / max(len(words), 1) for one in told if one != first}
    second = max(added, key=lambda one: added[one], default=first)
    return [one for one in told if one == first or (one == second and added[second] >= _JOINED_FROM)]
