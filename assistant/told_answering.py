"""What the sources answer to a question that stands in a letter.

Such a question leans on the story around it, and may be about anything: of 1,018 questions of letters the library
answers 27 in 100, and the search puts the section that does so first for one in three of these. So it is searched alone
and with what was told right before, and a fitted sum decides whether the best section answers: strictly, for what is
not answered names whom to ask. Reading the sections beside the question tells no more here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from assistant.asked_day import day_asked, is_in_force
from assistant.composing import compose
from assistant.datatypes import Answer, Language, RetrievedSection, SectionKey
from assistant.evidence import Evidence, nearest_boundary
from assistant.language import clean, join_texts, language_of
from assistant.logistic import log_odds, version_of
from assistant.replying import Turn, refuse, refuse_unreadable, reply, verify
from assistant.retrieval import Retrieved, Retriever
from assistant.second_reading import LogisticSum

FITTED_FILE = Path(__file__).with_name("told_answers.json")
_MOST_SENTENCES = 2
# So many of the best sections are weighed.
_MOST_SECTIONS = 5
# A question is told to be one of a boundary topic only when that comes so near, and so many of the nearest typical
# questions outside speak for it.
_BOUNDARY_NEAR, _BOUNDARY_AGREEING = 0.4, 0.6


@dataclass(frozen=True, slots=True)
class ToldAnswerGate:
    """The fitted sum, for the `embedding` model of that name, and its limit: from `threshold` on a section answers."""

    version: str
    embedding: str
    answers: LogisticSum
    threshold: float

    @property
    def sealed(self) -> bool:
        """Tell whether it is as it was fitted."""
        sums = dict(self.answers.coefficients), dict(self.answers.intercepts)
        return self.version == version_of(self.embedding, *sums, self.threshold)


@cache
def load_told_answer_gate(path: Path = FITTED_FILE) -> ToldAnswerGate:
    """Read what was fitted last."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return ToldAnswerGate(**kept | {"answers": LogisticSum(**kept["answers"])})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A section that may answer, with what speaks for it by name."""

    section: RetrievedSection
    features: Mapping[str, float]


class ToldAnswering:
    """Answers the questions of letters from one library."""

    def __init__(self, retriever: Retriever, evidence: Evidence) -> None:
        self.retriever = retriever
        self.evidence = evidence

    def answer(self, question: str, *, before: str = "", language: Language, day: date) -> Answer:
        """Return the answer to a question, with what was told right `before` it, or a refusal.

        A boundary topic is named only where it clearly is the matter.
        """
        asked_about = day_asked(question, day)
        turn = Turn(clean(question), (), language, asked_about, dated=asked_about != day)
        unreadable = refuse_unreadable(turn)
        if unreadable:
            return unreadable
        found = self.search(turn.question, before)
        turn = replace(turn, whole=turn.question, retrieved=found)
        gate, asked_in = load_told_answer_gate(), language_of(turn.question)
        known = gate.embedding == self.retriever.embedder.name
        weighed = [
            (gate.answers.probability(one.features, asked_in), one.section)
            for one in (self.weigh(found, day=turn.day) if known else ())
        ]
        probability, best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and probability >= gate.threshold:
            vectors = self.retriever.vectors
            composed = compose(turn.question, found.vector, [best], turn.language, vectors, at_most=_MOST_SENTENCES)
            return reply(replace(turn, probability=probability), verify(composed), self.retriever.library)
        return refuse(turn, self._clear_boundary(found), self.retriever.library)

    def search(self, question: str, before: str) -> Retrieved:
        """Return what is found for a question alone and with what was told before it, sections by their best score."""
        found = self.retriever.search(question)
        if not before:
            return found
        other = self.retriever.search(join_texts((before, question), language_of(question)))
        best: dict[SectionKey, RetrievedSection] = {}
        for hit in (*found.sections, *other.sections):
            if hit.key not in best or hit.score > best[hit.key].score:
                best[hit.key] = hit
        return replace(found, sections=tuple(sorted(best.values(), key=lambda hit: -hit.score)))

    def weigh(self, found: Retrieved, *, day: date) -> list[Candidate]:
        """Return the best sections that are in force, with what speaks for each.

        `score`, `question` and `keywords` are the search's, `place` is 1 for the first section and less behind it, and
        `gate` are the log-odds of the evidence gate that anything answers.
        """
        gate = log_odds(self.evidence.probability(found))
        return [
            Candidate(
                hit,
                {
                    "score": hit.score,
                    "question": hit.parts.question,
                    "keywords": hit.parts.keywords,
                    "place": 1 / (place + 1),
                    "gate": gate,
                },
            )
            for place, hit in enumerate([one for one in found.sections if is_in_force(one, day)][:_MOST_SECTIONS])
        ]

    def _clear_boundary(self, found: Retrieved) -> SectionKey | None:
        """Return the boundary topic that a question clearly is about, if any."""
        nearest = found.outside[0].similarity if found.outside else 0.0
        inside = found.asked[0].similarity if found.asked else 0.0
        agreeing = self.evidence.measure(found)["boundary_agreement"]
        is_clear = nearest > inside and nearest >= _BOUNDARY_NEAR and agreeing >= _BOUNDARY_AGREEING
        return nearest_boundary(found) if is_clear else None
