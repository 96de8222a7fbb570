"""A description as the story model reads it: what its sentences and the whole tell, and with which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.datatypes import Language
from assistant.embedding import Vectors
from assistant.language import detect_language
from assistant.profile_segments import Segment, split_segments
from assistant.story_hearing import HEARD, load_hearing
from assistant.story_model import StoryScores, load_story_model

_MATTER = "tells="
# A question is about what was told in so many sentences before it.
_AROUND = 2
# The model is fitted to stories of five sentences and more; what says less is no story, and is read word by word.
FEWEST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class HeardMatter:
    """Something beside the facts that a sentence tells of the client's own business, with the sentence's place.

    `sure` is how probable it is that it is told, 0 to 1.
    """

    name: str
    sure: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeardGoods:
    """Words that name what the client sells, of a form (`assistant.story_model.StoryModel.goods_forms`)."""

    name: str
    form: str
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """A description in sentences, with what they tell."""

    text: str
    language: Language
    segments: tuple[Segment, ...]
    scores: StoryScores

    def columns(self, labels: tuple[str, ...]) -> Vectors:
        """Return the scores of sentences for some labels, 0 for one that the model does not know."""
        known = {label: place for place, label in enumerate(self.scores.labels)}
        found = np.zeros((len(self.segments), len(labels)), dtype=np.float32)
        for place, label in enumerate(labels):
            if label in known:
                found[:, place] = self.scores.sentences[:, known[label]]
        return found

    def whole(self) -> Mapping[str, float]:
        """Return how probably the whole tells each label."""
        return dict(zip(self.scores.labels, self.scores.whole.tolist(), strict=True))

    def surest(self) -> Mapping[str, float]:
        """Return for each label the score of its clearest sentence, which for a matter is no probability yet."""
        return dict(zip(self.scores.labels, self.scores.sentences.max(axis=0).tolist(), strict=True))

    def sure_of(self, matter: str) -> float | None:
        """Return how probably some sentence tells a matter, 0 to 1; None for one that the model does not know."""
        label = f"{_MATTER}{matter}"
        if label not in self.scores.labels:
            return None
        score = float(self.scores.sentences[:, self.scores.labels.index(label)].max())
        return load_hearing().probability(matter, score)

    def matters(self) -> dict[str, HeardMatter]:
        """Return the matters that are heard, each with the sentence that tells it most clearly."""
        found = {}
        for name, number, sure in self._heard(0, len(self.segments)):
            segment = self.segments[number]
            found[name] = HeardMatter(name, sure, segment.start, segment.end)
        return found

    def matters_around(self, sentence: int) -> frozenset[str]:
        """Return what is told in the sentence of that number or in one of the two before it."""
        return frozenset(name for name, _, _ in self._heard(max(0, sentence - _AROUND), sentence + 1))

    def _heard(self, first: int, behind: int) -> Iterator[tuple[str, int, float]]:
        """Yield each matter heard in some of the sentences, with the clearest one's number and how probable it is."""
        rows = self.scores.sentences[first:behind]
        for place, label in enumerate(self.scores.labels if len(rows) else ()):
            if label.startswith(_MATTER):
                name, number = label.removeprefix(_MATTER), int(rows[:, place].argmax())
                sure = load_hearing().probability(name, float(rows[number, place]))
                if sure >= HEARD:
                    yield name, first + number, sure

    def legal_form(self) -> tuple[str, float]:
        """Return what the client is in law, `unknown` included, and how sure that is."""
        form = max(self.scores.legal_forms, key=lambda name: self.scores.legal_forms[name])
        return form, self.scores.legal_forms[form]

    def goods(self) -> tuple[HeardGoods, ...]:
        """Return the goods that are named, in order, each place once."""
        found = {}
        for named in self.scores.goods:
            start, end = (self.segments[named.sentence].start + place for place in (named.start, named.end))
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            found[start, end] = HeardGoods(self.text[start:end].rstrip(), named.form, start, end, named.sure)
        return tuple(found[place] for place in sorted(found))


@lru_cache(maxsize=32)
def read_story(text: str) -> Story | None:
    """Return a description as the model reads it, the same text once.

    None where it is neither English nor Chinese, of few sentences, or where the model is not on this machine.
    """
    language = detect_language(text)
    sentences = tuple(split_segments(text, language)) if language else ()
    model = load_story_model() if len(sentences) >= FEWEST_SENTENCES else None
    if language is None or model is None:
        return None
    return Story(text, language, sentences, model.read([text[one.start : one.end] for one in sentences]))
