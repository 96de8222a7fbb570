"""Finds the sections that may answer a question, by vectors and by words, fused at score level."""

import copy
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.chunking import question_chunk_id
from assistant.datatypes import Language, Part, PartScores, RetrievedSection, SectionKey
from assistant.embedding import Embedder, Vectors, normalise
from assistant.goods import embed_generalised
from assistant.keyword_index import KeywordIndex
from assistant.language import fold, language_of
from assistant.library import Library
from assistant.vector_index import Hit, VectorIndex

# So many chunks of each part are looked at; a section whose chunks are not among them is taken for as
# near as the last one that is, which keeps the sum comparable.
_CHUNKS_PER_PART = 150
_NEIGHBOURS = 30
# A section's typical questions are so much nearer to a question that it answers than its sentences are, in
# the mean over our own test questions; a section that has none is put on a par with the others by it.
_QUESTION_ABOVE_SENTENCE = 0.11
# So much of the last answer is looked at with a question that follows up on it, and counts so much.
_TOLD, _TOLD_WEIGHT = 200, 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a section counts in its score, and what is added where its document is named.

    A section without typical questions is scored by its text and sentences alone. Typical questions and shared
    words lift the scores of other sections, so that `plain`, and `plain_keywords` times the keywords, or
    `plain_foreign` where no words can be shared, are added to make both kinds comparable. These three were
    fitted on questions about statutes that were added beside the built-in library.
    """

    text: float = 0.5
    sentence: float = 1.0
    question: float = 1.5
    keywords: float = 0.6
    named: float = 0.05
    plain: float = 0.1
    plain_keywords: float = 0.1
    plain_foreign: float = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Retrieved:
    """What was found for one question: sections, best first, and typical questions near to it.

    `asked` are the nearest typical questions of sections, `outside` those of boundary topics. A section
    without typical questions, as in most documents that users add, is among `asked` by its own sentences.
    """

    question: str
    vector: Vectors
    sections: tuple[RetrievedSection, ...]
    asked: tuple[Hit, ...]
    outside: tuple[Hit, ...]


class Retriever:
    """Searches one library; every argument is shared and none is changed."""

    def __init__(
        self,
        library: Library,
        vectors: VectorIndex,
        keywords: KeywordIndex,
        embedder: Embedder,
        *,
        weights: Weights = Weights(),
    ) -> None:
        self.library = library
        self.vectors = vectors
        self.keywords = keywords
        self.embedder = embedder
        self.weights = weights
        self._without_questions = frozenset(
            key
            for key, languages in library.sections.items()
            if not any(section.questions for _, section in languages.values())
        )

    def with_embedder(self, embedder: Embedder) -> "Retriever":
        """Return one that searches the same and asks `embedder`, one of the same model, for vectors."""
        other = copy.copy(self)
        other.embedder = embedder
        return other

    def search(self, question: str, *, top_k: int = 10) -> Retrieved:
        """Return up to `top_k` sections, best first; ties go by key. A section counts once."""
        return self.search_vector(question, embed_generalised([question], self.embedder)[0], top_k=top_k)

    def search_follow_up(self, question: str, whole: str, told: str, *, top_k: int = 10) -> Retrieved:
        """Do as `search` for a question joined to the one before, `whole`, in the light of what was `told` to that.

        The question before must not drown the new one, and what it leans on may stand in the answer only.
        """
        texts = [whole, question, *([f"{told[:_TOLD]} {question}"] if told else [])]
        vectors = embed_generalised(texts, self.embedder)
        weights = np.array([1.0, 1.0, _TOLD_WEIGHT][: len(texts)], dtype=np.float32)
        return self.search_vector(whole, normalise((weights @ vectors)[None])[0], top_k=top_k)

    def search_vector(self, question: str, vector: Vectors, *, top_k: int = 10) -> Retrieved:
        """Do as `search` for a question that is embedded already."""
        hits = self.vectors.search_parts(vector, _SEARCHED)
        outside = hits.pop("boundary")
        floors = {part: found[-1].similarity if found else 0.0 for part, found in hits.items()}
        hits["question"] = self._speak_for_themselves(hits)
        best = {part: _best_by_section(found) for part, found in hits.items()}
        words = self.keywords.search(question)
        keys = {key for scores in best.values() for key in scores} | set(words)
        named = self.library.named_in(question)
        language = language_of(question)

        def score(key: SectionKey) -> RetrievedSection:
            text, sentence, asked = (best[part].get(key, floors[part]) for part in _SECTION_PARTS)
            languages = self.library.sections[key]
            parts = PartScores(
                text,
                sentence,
                asked,
                words.get(key, 0.0),
                asked=any(section.questions for _, section in languages.values()),
                foreign=language not in languages,
            )
            return self._retrieved(key, parts, named=key.document in named)

        found = [score(key) for key in keys if key in self.library.sections]
        found.sort(key=lambda section: (-section.score, section.key))
        return Retrieved(question, vector, tuple(found[:top_k]), tuple(hits["question"][:_NEIGHBOURS]), tuple(outside))

    def _speak_for_themselves(self, hits: dict[Part, list[Hit]]) -> list[Hit]:
        """Return the question hits, and those of the own words of sections that have no typical questions."""
        own = [
            hit._replace(similarity=min(hit.similarity + _QUESTION_ABOVE_SENTENCE, 1.0))
            for hit in (*hits["text"], *hits["sentence"])
            if hit.key in self._without_questions
        ]
        return sorted([*hits["question"], *own], key=lambda hit: -hit.similarity) if own else hits["question"]

    def nearest_questions(
        self, question: str, language: Language, *, besides: Collection[tuple[str, str]], top_k: int
    ) -> list[str]:
        """Return the typical question nearest to `question` of each section not in `besides`, nearest first.

        Only questions in `language`; one that folds to `question` itself is left out.
        """
        vector = self.embedder.embed_questions([question])[0]
        found: dict[SectionKey, str] = {}
        for hit in self.vectors.search("question", vector, _NEIGHBOURS * 2):
            if hit.key in besides or hit.key in found or language not in self.library.sections.get(hit.key, {}):
                continue
            typical = self._typical(hit, language)
            if typical and fold(typical) != fold(question):
                found[hit.key] = typical
        return list(found.values())[:top_k]

    def _typical(self, hit: Hit, language: Language) -> str | None:
        """Return the question of a hit, where it is one in `language`."""
        document, section = self.library.sections[hit.key][language]
        chunks = [question_chunk_id(document, section, number) for number in range(len(section.questions))]
        return section.questions[chunks.index(hit.chunk)] if hit.chunk in chunks else None

    def _retrieved(self, key: SectionKey, parts: PartScores, *, named: bool) -> RetrievedSection:
        score = fuse(parts, self.weights) + (self.weights.named if named else 0.0)
        return RetrievedSection(key, score, parts, self.library.sections[key])


_SECTION_PARTS: tuple[Part, ...] = ("text", "sentence", "question")
_SEARCHED: Mapping[Part, int] = {**dict.fromkeys(_SECTION_PARTS, _CHUNKS_PER_PART), "boundary": _NEIGHBOURS}


def fuse(parts: PartScores, weights: Weights) -> float:
    """Return a section's score, the weighted mean of its parts; higher is better.

    Without typical questions it is the mean of text and sentence, made comparable as `Weights` tells.

    >>> fuse(PartScores(text=0.5, sentence=0.5, question=0.5, keywords=0.5), Weights())
    0.5
    >>> fuse(PartScores(text=0.5, sentence=0.5, question=0.0, keywords=0.0, asked=False), Weights())
    0.6
    """
    told = weights.text * parts.text + weights.sentence * parts.sentence
    if not parts.asked:
        words = weights.plain_foreign if parts.foreign else weights.plain_keywords * parts.keywords
        return told / (weights.text + weights.sentence) + weights.plain + words
    total = weights.text + weights.sentence + weights.question + weights.keywords
    return (told + weights.question * parts.question + weights.keywords * parts.keywords) / total


def _best_by_section(hits: list[Hit]) -> dict[SectionKey, float]:
    best: dict[SectionKey, float] = {}
    for hit in hits:
        best.setdefault(hit.key, hit.similarity)
    return best
