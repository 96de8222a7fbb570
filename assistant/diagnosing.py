"""A description or a profile to a diagnosis: what was read, what the typology makes of it, what to ask next."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.datatypes import Language
from assistant.embedding import Embedder, load_embedder
from assistant.errors import UnreadableInputError
from assistant.language import detect_language
from assistant.plain_facts import put_right
from assistant.profile_reading import Evidence, Reading, read_text
from assistant.profile_similarity import WORDS_ONLY, is_fitted, load_fitted
from assistant.settings import PACKAGED_EMBEDDING
from assistant.story_reading import read_story
from assistant.typology import Classification, Profile, ProfileError, classify, read_profile

LONGEST_DESCRIPTION = 20_000
# What a chat model reads from a description beside the facts that are known.
Propose = Callable[[str, Collection[str]], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A classified profile with the words it was read from; `reader` is None where nothing was read.

    `proposed` is what a chat model reads beside it, None where there is no model. Nothing else rests on it.
    """

    profile: Profile
    classification: Classification
    evidence: tuple[Evidence, ...] = ()
    contradictions: tuple[str, ...] = ()
    reader: str | None = None
    proposed: tuple[Evidence, ...] | None = None

    def to_dict(self, id: str | int | None = None) -> dict[str, Any]:
        """Return the object that `classify --json` prints."""
        told = {
            "id": id,
            "profile": self.profile.known(),
            "evidence": [found.to_dict() for found in self.evidence],
            "contradictions": list(self.contradictions),
            "classification": self.classification.to_dict(),
            "missing": [missing.to_dict() for missing in self.classification.missing],
            "reader": self.reader,
            "rules_version": self.classification.rules_version,
        }
        return told if self.proposed is None else told | {"proposed": [found.to_dict() for found in self.proposed]}

    @property
    def told(self) -> frozenset[str]:
        """The facts that were told, those in two ways among them: the others are open to proposals."""
        return frozenset((*self.profile.known(), *self.contradictions))


def check_description(text: str) -> None:
    """Raise UnreadableInputError for a description that is too long."""
    if len(text) > LONGEST_DESCRIPTION:
        raise UnreadableInputError(
            f"The description has {len(text):,} characters; at most {LONGEST_DESCRIPTION:,} can be read. Shorten it.",
            zh=f"描述有{len(text):,}个字，最多能读{LONGEST_DESCRIPTION:,}个字，请缩短。",
        )


def diagnose_text(text: str, embedder: Embedder | None) -> Diagnosis:
    """Return the diagnosis of a description; one that tells nothing is unclear throughout.

    Raises UnreadableInputError for a description that cannot be taken.
    """
    check_description(text)
    reading = read_description(text, embedder)
    return Diagnosis(
        reading.profile, classify(reading.profile), reading.evidence, reading.contradictions, reader_name(embedder)
    )


def read_description(text: str, embedder: Embedder | None) -> Reading:
    """Return what a description tells: as the readers weigh it, and put right by what its words say outright."""
    story = read_story(text) if embedder is not None else None
    return put_right(text, read_text(text, embedder, story=story))


def reader_name(embedder: Embedder | None) -> str:
    """Return what the reader with this embedder is called."""
    return load_fitted(embedder.name if embedder else WORDS_ONLY).name


def diagnose_profile(facts: Mapping[str, Any]) -> Diagnosis:
    """Return the diagnosis of a profile; raises UnreadableInputError that names every bad fact and what is accepted."""
    try:
        profile = read_profile(facts)
    except ProfileError as error:
        raise UnreadableInputError(str(error), zh=error.zh) from error
    return Diagnosis(profile, classify(profile))


def parse_profile(text: str) -> Mapping[str, Any]:
    """Return the JSON object of a profile file; raises UnreadableInputError where it is none."""
    try:
        facts = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInputError(
            f"The profile is no JSON: {error}. Write an object of facts.",
            zh=f"事实表不是JSON：{error}。请写成事实的对象。",
        ) from error
    if not isinstance(facts, dict):
        raise UnreadableInputError(
            'The profile is no JSON object. Write it as {"started_by": "farmer"}.',
            zh='事实表不是JSON对象，请写成{"started_by": "farmer"}这样。',
        )
    return facts


def language_of(text: str) -> Language:
    """Return the language in which to tell the diagnosis of a text: its own, else English."""
    return detect_language(text) or "en"


class Classifier:
    """Classifies without the library: the embedding model is loaded for the first description, for profiles never.

    `propose` adds what a chat model reads beside; the classification is the same with it and without it.
    """

    def __init__(self, reader: Embedder | None = None, *, propose: Propose | None = None) -> None:
        self._reader = reader
        self._propose = propose

    def classify(self, *, text: str | None = None, profile: Mapping[str, Any] | None = None) -> Diagnosis:
        """Return the diagnosis of a description or of a profile, whichever is given."""
        if (text is None) == (profile is None):
            raise UnreadableInputError(
                "Give a text or a profile to classify, and not both.", zh="描述和事实表只能给一样，而且要给一样。"
            )
        if profile is not None:
            return diagnose_profile(profile)
        check_description(text or "")
        self._reader = self._reader or load_embedder(PACKAGED_EMBEDDING)
        diagnosis = diagnose_text(text or "", self._reader)
        if self._propose is None:
            return diagnosis
        return replace(diagnosis, proposed=self._propose(text or "", diagnosis.told))


def reader_for(embedder: Embedder) -> Embedder:
    """Return the embedder that descriptions are read with: the same, or the packaged one where none is fitted to it."""
    return embedder if is_fitted(embedder.name) else load_embedder(PACKAGED_EMBEDDING)
