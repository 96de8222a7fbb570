"""What judges a question and what was found for it: do the sources answer, and do they contradict what it rests on?

The gates of likeness come first; where they leave it open, the best section is read beside the question, and for what
that takes for granted a second one where the first does not settle it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.asked_day import is_in_force
from assistant.datatypes import Language
from assistant.evidence import Evidence
from assistant.language import detect_language, language_of
from assistant.passage_model import load_passage_model
from assistant.passage_reading import ReadSection, correct_by, most_contradicting, read_sections, settles
from assistant.premise_checks import Correction
from assistant.premise_gate import PremiseGate, load_premise_gate
from assistant.premises import Suspicion, suspect_premises
from assistant.retrieval import Retrieved, Retriever
from assistant.second_reading import load_second_reading, measure_answers, measure_contradiction

# Where the passage model sees so little that contradicts (log-odds), the premise gate would not be believed: of our own
# questions without a wrong premise half are answered sooner for it, and of those with one none is lost that it would
# put right.
_NOTHING_CONTRADICTS = -2.0
# What is so improbable by likeness stays so, whatever stands in the sections, and they are not read.
_HOPELESS = 0.1


class Judge:
    """Judges questions by both gates and by the second reading, where the passage model is on this machine."""

    def __init__(self, retriever: Retriever, evidence: Evidence, premises: PremiseGate | None = None) -> None:
        self.retriever = retriever
        self.evidence = evidence
        self.premises = premises or load_premise_gate()
        self.second = load_second_reading()
        self.threshold = evidence.gate.threshold

    @property
    def version(self) -> str:
        """The versions of what decides whether the sources answer."""
        second = self.second if load_passage_model() else None
        return "+".join(one.version for one in (self.evidence.gate, second) if one)

    @property
    def sealed(self) -> bool:
        """Whether what decides that is as it was fitted."""
        return self.evidence.gate.sealed and (self.second is None or self.second.sealed)

    def weigh(self, found: Retrieved, *, least: float = _HOPELESS) -> float:
        """Return how probable it is that the sources answer.

        Where likeness says at least `least`, what stands in the best section is weighed with it.
        """
        likely = self.evidence.probability(found)
        if self.second is None or likely < least:
            return likely
        best = next(self._read(found.question, found), None)
        if best is None:
            return likely
        language = language_of(found.question)
        return self.second.answerable(likely, best, language, threshold=self.threshold)

    def correct(self, question: str, found: Retrieved, language: Language, day: date) -> Correction | None:
        """Return what the sections in force on `day` say against what a question takes for granted, if anything."""
        sections = self._read(question, found, day=day) if self.second else iter(())
        best = next(sections, None)
        if best and settles(best):
            return None
        read = (best, *sections) if best else ()
        if read and most_contradicting(read).reading.contradicts < _NOTHING_CONTRADICTS:
            return None
        probability, correction = self._surest(question, found, language)
        sure, doubtful = self.premises.sure, self.premises.doubtful
        if read and self.second is not None:
            features = measure_contradiction(probability, read)
            probability = self.second.premises.probability(features, language_of(question))
            sure, doubtful = self.second.sure, self.second.doubtful
            correction = correct_by(question, read, correction)
        if correction is None or probability < doubtful:
            return None
        return replace(correction, sure=probability >= sure)

    def measure_premises(self, question: str) -> list[dict[str, float]]:
        """Return what the premise gate looks at for each suspicious clause of a question; calibration asks for it."""
        found = self.retriever.search(question)
        suspicions = self._suspect(question, found, detect_language(question) or "en")
        return [dict(suspicion.features) for suspicion in suspicions]

    def measure_second(self, question: str) -> tuple[dict[str, float], dict[str, float]] | None:
        """Return what the second reading weighs for an answer and against a premise; None where nothing is read."""
        found = self.retriever.search(question)
        read = tuple(self._read(question, found))
        if not read:
            return None
        wrong, _ = self._surest(question, found, language_of(question))
        return measure_answers(self.evidence.probability(found), read[0]), measure_contradiction(wrong, read)

    def _read(self, question: str, found: Retrieved, *, day: date | None = None) -> Iterator[ReadSection]:
        """Yield the best sections as they read beside a question; with a day, those in force on it."""
        besides = [hit.key for hit in found.sections if day and not is_in_force(hit, day)]
        return read_sections(question, found, self.retriever.vectors, besides=besides)

    def _surest(self, question: str, found: Retrieved, language: Language) -> tuple[float, Correction | None]:
        """Return how probably, by the premise gate, something taken for granted is wrong, and what corrects it."""
        surest = self.premises.surest(self._suspect(question, found, language), language)
        return (surest[0], surest[1].correction) if surest else (0.0, None)

    def _suspect(self, question: str, found: Retrieved, language: Language) -> list[Suspicion]:
        retriever = self.retriever
        return suspect_premises(question, found.sections, language, retriever.vectors, retriever.embedder)
