"""Fits what decides whether a section answers a question of a letter: `python -m evals.told_answer_fitting`.

It learns from the letters of `passages/letters.*.jsonl`, with the search as it is in use; figures are of letters left
out.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.datatypes import Language, SectionKey
from assistant.embedding import Vectors
from assistant.language import language_of
from assistant.logistic import by_language, version_of
from assistant.second_reading import LogisticSum
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.told_answering import FITTED_FILE, Candidate, ToldAnswerGate, ToldAnswering
from evals.written_messages import Message, read_letters

# From here on a section answers. Of the corpus, which asks more crookedly than most letters do, some fifteen of 1,018
# questions are answered so, two in five from a section that was marked; lower limits let more of the rest through.
THRESHOLD = 0.27
_FOLDS = GroupKFold(10)


@dataclass(frozen=True, slots=True)
class LetterQuestion:
    """A question of a letter, with the sections that answer it, and those that were found for it."""

    letter: str
    language: Language
    answered_by: frozenset[SectionKey]
    candidates: tuple[Candidate, ...]


def letter_questions(messages: Sequence[Message], told: ToldAnswering, day: date) -> Iterator[LetterQuestion]:
    """Yield the questions of letters, each with what is found for it."""
    for (letter, question), group in groupby(messages, key=lambda one: (one.letter, one.question)):
        pairs = list(group)
        found = told.search(question, pairs[0].before)
        answering = frozenset(SectionKey(one.document, one.section) for one in pairs if one.kind == "answers")
        yield LetterQuestion(letter, language_of(question), answering, tuple(told.weigh(found, day=day)))


def fit(questions: Sequence[LetterQuestion], embedding: str) -> tuple[ToldAnswerGate, list[NDArray[np.float64]]]:
    """Return the sum fitted to all questions, and what each candidate gets from one fitted without its letter."""
    pairs = [(question, one) for question in questions for one in question.candidates]
    names = sorted(pairs[0][1].features)
    rows = np.array([[*(one.features[name] for name in names), question.language == "zh"] for question, one in pairs])
    wanted = np.array([one.section.key in question.answered_by for question, one in pairs])
    line = LogisticRegression(C=0.3, max_iter=5000)
    letters = [question.letter for question, _ in pairs]
    sure = cross_val_predict(line, rows, wanted, groups=letters, cv=_FOLDS, method="predict_proba")[:, 1]
    line.fit(rows, wanted)
    ends = np.cumsum([len(question.candidates) for question in questions])[:-1]
    apart = np.split(sure, ends)
    answers = LogisticSum(*by_language(line.coef_[0], float(line.intercept_[0]), names))
    version = version_of(embedding, dict(answers.coefficients), dict(answers.intercepts), THRESHOLD)
    return ToldAnswerGate(version, embedding, answers, THRESHOLD), apart


def _surest(
    questions: Sequence[LetterQuestion], sure: Sequence[NDArray[np.float64]]
) -> tuple[Vectors, NDArray[np.bool_]]:
    """Return for each question how sure the surest candidate is, and whether it answers."""
    found = [
        (float(own.max()), question.candidates[int(own.argmax())])
        for question, own in zip(questions, sure, strict=True)
        if len(own)
    ]
    keys = [question.answered_by for question in questions if question.candidates]
    right = [one.section.key in answering for (_, one), answering in zip(found, keys, strict=True)]
    return np.array([odds for odds, _ in found]), np.array(right)


def report(questions: Sequence[LetterQuestion], sure: Sequence[NDArray[np.float64]]) -> None:
    """Print how many questions are answered from each limit on, and how many of them rightly."""
    answerable = sum(bool(question.answered_by) for question in questions)
    found = sum(any(one.section.key in q.answered_by for one in q.candidates) for q in questions)
    print(f"{len(questions)} questions, {answerable} answered by the library; of {found} the section is found")
    odds, right = _surest(questions, sure)
    for limit in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        kept = odds >= limit
        share = right[kept].mean() if kept.any() else 0.0
        reached = right[kept].sum() / answerable
        print(f"  from {limit}: {kept.sum()} answered, {share:.2f} rightly, {reached:.2f} of those that can be")


def main() -> int:
    """Fit, report, keep."""
    assistant = Assistant.open(Settings.from_env(os.environ))
    answering = assistant._extractive
    assert answering is not None
    told = ToldAnswering(answering.retriever, answering.evidence)
    questions = list(letter_questions(read_letters(), told, assistant.settings.day()))
    gate, sure = fit(questions, assistant.embedder.name)
    report(questions, sure)
    FITTED_FILE.write_text(json.dumps(asdict(gate)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
