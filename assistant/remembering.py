"""An embedder that remembers: the questions of a run, or the sentences of a description, are embedded only once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from assistant.embedding import Embedder, Vectors

_EMBED_AT_ONCE = 64


class RememberingEmbedder:
    """Gives the vectors of another embedder, those it has seen from memory. Threads may share it."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._questions: dict[str, Vectors] = {}
        self._passages: dict[str, Vectors] = {}
        self._remembers = True

    def prepare(self, questions: Iterable[str], *, progress: Callable[[int], None] | None = None) -> None:
        """Embed questions in batches and keep their vectors; `progress` is told how many are done."""
        new = [text for text in dict.fromkeys(questions) if text not in self._questions]
        for start in range(0, len(new), _EMBED_AT_ONCE):
            self.embed_questions(new[start : start + _EMBED_AT_ONCE])
            if progress:
                progress(min(start + _EMBED_AT_ONCE, len(new)))

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row per question."""
        return self._look_up(texts, self._questions, self._embedder.embed_questions)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row per passage."""
        return self._look_up(texts, self._passages, self._embedder.embed_passages)

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Embed everything anew inside, as when speed is measured."""
        self._remembers = False
        try:
            yield
        finally:
            self._remembers = True

    def _look_up(
        self, texts: Sequence[str], known: dict[str, Vectors], embed: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        if not texts or not self._remembers:
            return embed(texts)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed(new), strict=True))
        return np.stack([known[text] for text in texts])
