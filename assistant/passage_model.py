"""Does a section answer this question, and does it contradict what the question takes for granted?

Likeness tells that both are on one matter; it does not tell an answer from its neighbour, nor 'within seven days' from
'within fifteen'. So the two are read together, word against word: a cross-encoder on the packaged E5 model, fitted by
`evals.passage_fitting` to messages written for the sections of the library. One head looks at the whole, one at each
sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.packaged_encoder import END, START, PackagedEncoder, autocast, load_encoder, run_layers
from assistant.story_model import sentence_rows

if TYPE_CHECKING:
    import torch

FITTED_FILE = Path(__file__).with_name("passage_model.npz")
# In pieces. A longer question is read from its end, where it asks; of a longer passage the first sentences.
LONGEST_QUESTION, LONGEST_PASSAGE, LONGEST_SENTENCE = 90, 130, 70
# One answer looks at the same sections several times.
_KEPT = 32


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """The log-odds that a sentence is the one that answers, and that it is the one that contradicts."""

    answers: float
    contradicts: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """The log-odds that a passage answers a question and that it contradicts what the question takes for granted.

    `sentences` are those that were read, in order; of a long passage the last are lacking.
    """

    answers: float
    contradicts: float
    sentences: tuple[SentenceReading, ...]


class PassageModel:
    """Reads questions beside passages."""

    def __init__(self, encoder: PackagedEncoder, fitted: Mapping[str, Any]) -> None:
        import torch

        self._encoder = encoder
        self._layers = encoder.fitted_copy(fitted)
        self._heads = {
            name: torch.from_numpy(value.astype(np.float32))
            for name, value in fitted.items()
            if name.startswith("head")
        }
        self._reading = lru_cache(maxsize=_KEPT)(self._read)

    def count_pieces(self, text: str) -> int:
        """Return how many pieces of a passage a sentence takes, its end among them."""
        return count_pieces(self._encoder, text)

    def read(self, question: str, sentences: Sequence[str]) -> PassageReading:
        """Return what a passage of sentences, at least one, is to a question; what was read last is not read again."""
        return self._reading(question, tuple(sentences))

    def _read(self, question: str, sentences: tuple[str, ...]) -> PassageReading:
        import torch

        tokens, asked, spans = lay_out_pair(self._encoder, question, sentences)
        with torch.inference_mode(), autocast():
            words = torch.from_numpy(self._encoder.word_vectors(np.array([tokens])))
            hidden = run_layers(self._layers.encoder.layer, self._layers.embeddings(inputs_embeds=words))[0]
        with torch.inference_mode():
            whole, rows = passage_rows(hidden.float(), asked, spans)
            answers, contradicts = self._odds("whole", whole[None])[0].tolist()
            told = tuple(SentenceReading(*odds) for odds in self._odds("sentence", rows).tolist())
        return PassageReading(answers, contradicts, told)

    def _odds(self, head: str, rows: "torch.Tensor") -> "torch.Tensor":
        import torch

        def part(name: str) -> torch.Tensor:
            return self._heads[f"head.{head}.{name}"]

        inner = (rows - part("mean")) / part("spread") @ part("inner.weight").T + part("inner.bias")
        return torch.nn.functional.gelu(inner) @ part("outer.weight").T + part("outer.bias")


def lay_out_pair(
    encoder: PackagedEncoder, question: str, sentences: Sequence[str]
) -> tuple[list[int], int, list[tuple[int, int]]]:
    """Return the tokens of a question and of a passage, how many are the question's, and where each sentence stands.

    START and the question, END twice, and each sentence with an END behind it, as far as they fit; one always does.
    """
    tokens = [START, *_numbers(encoder, question)[-LONGEST_QUESTION:], END]
    asked = len(tokens)
    tokens.append(END)
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        own = _numbers(encoder, sentence)[:LONGEST_SENTENCE]
        if spans and len(tokens) - asked - 1 + len(own) + 1 > LONGEST_PASSAGE:
            break
        start = len(tokens)
        tokens += own or [END]
        spans.append((start, len(tokens)))
        tokens.append(END)
    return tokens, asked, spans


def count_pieces(encoder: PackagedEncoder, sentence: str) -> int:
    """Return how many pieces of a passage a sentence takes, its end among them."""
    return min(len(encoder.pieces(sentence)), LONGEST_SENTENCE) + 1


def choose_sentences(sizes: Sequence[int], nearness: Sequence[float], *, most: int = LONGEST_PASSAGE) -> list[int]:
    """Return the places of the nearest sentences that fit into a passage, in their order; the nearest always does.

    Sizes are in pieces, and so many of them fit at `most`.

    >>> choose_sentences([60, 60, 60], [0.1, 0.9, 0.5])
    [1, 2]
    """
    kept: list[int] = []
    for place in sorted(range(len(sizes)), key=lambda place: -nearness[place]):
        if not kept or sum(sizes[one] for one in kept) + sizes[place] <= most:
            kept.append(place)
    return sorted(kept)


def passage_rows(
    hidden: "torch.Tensor", asked: int, spans: Sequence[tuple[int, int]]
) -> "tuple[torch.Tensor, torch.Tensor]":
    """Return what the heads look at, of a pair (tokens, hidden) whose first `asked` tokens are the question.

    For the whole (3 hidden): the first token, the mean of the question and that of the passage. For each sentence
    (sentences, 4 hidden): its mean, its greatest, the token that ends it, and the first token.
    """
    import torch

    whole = torch.cat([hidden[0], hidden[:asked].mean(0), hidden[asked:].mean(0)])
    rows = sentence_rows(hidden, spans)
    return whole, torch.cat([rows, hidden[0].expand(len(rows), -1)], dim=1)


def _numbers(encoder: PackagedEncoder, text: str) -> list[int]:
    return [piece.number for piece in encoder.pieces(text)]


@cache
def load_passage_model(path: Path = FITTED_FILE) -> PassageModel | None:
    """Return the fitted model, loaded on first use; None where the packaged encoder is not on this machine."""
    encoder = load_encoder()
    if encoder is None:
        return None
    with np.load(path) as fitted:
        return PassageModel(encoder, dict(fitted))
