"""Fits the ranking of sentences on questions whose expected facts are known: a sentence answers that holds one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.composing import choose_sections, sentences_of
from assistant.datatypes import Language
from assistant.logistic import by_language, version_of
from assistant.sentence_ranking import SentenceRanking, measure_sentences
from assistant.service import Assistant
from evals.cases import Case
from evals.scorers import holds_fact


@dataclass(frozen=True, slots=True)
class SentenceSample:
    """A sentence of a section that was found for a question, and whether it holds a fact that was expected."""

    features: dict[str, float]
    language: Language
    answers: bool


def sample_sentences(assistant: Assistant, cases: Iterable[Case]) -> Iterator[SentenceSample]:
    """Yield the sentences of the sections that would be quoted for each question that says what it expects."""
    for case in cases:
        expected = case.expected
        if not case.question or case.history or not expected.facts or expected.kind not in (None, "answer", "partial"):
            continue
        found = assistant.retriever.search(case.question)
        for hit in choose_sections(found.sections):
            _, document, section = hit.in_language(case.language)
            texts, vectors = sentences_of(document, section, assistant.retriever.vectors)
            measured = measure_sentences(case.question, found.vector, texts, vectors)
            for text, features in zip(texts, measured, strict=True):
                answers = any(holds_fact(text, fact) for fact in expected.facts)
                yield SentenceSample(features, case.language, answers)


def fit_ranking(samples: Sequence[SentenceSample]) -> SentenceRanking:
    """Return the ranking fitted to samples."""
    names = sorted(samples[0].features)
    rows = np.array([[*(one.features[name] for name in names), float(one.language == "zh")] for one in samples])
    spread = np.maximum(rows.std(axis=0), 1e-9)
    model = LogisticRegression(max_iter=5_000).fit(rows / spread, [one.answers for one in samples])
    slopes, intercept = model.coef_[0] / spread, float(model.intercept_[0])
    coefficients, intercepts = by_language(slopes, intercept, names)
    return SentenceRanking(version_of(coefficients, intercepts), coefficients, intercepts)
