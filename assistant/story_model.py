"""What each sentence of a description tells, read in the light of the others.

'We share it equally' tells something only after the partners were named, and 'he undercuts us all' hangs on who he is:
so the packaged E5 model reads the description as a whole, with upper layers and heads that `evals.story_fitting` fits
to described businesses whose sentences are marked with what they tell. One head reads sentences, one single words
(which goods they name, of which form), one the whole (what it tells, and what the client is in law).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.embedding import Vectors
from assistant.packaged_encoder import END, START, PackagedEncoder, Piece, load_encoder, run_layers

if TYPE_CHECKING:
    import torch

FITTED_FILE = Path(__file__).with_name("profile_examples") / "story.npz"
# The layers from this one on are fitted.
FIRST_FITTED = 6
MOST_PIECES, _LONGEST_SENTENCE = 500, 120
NO_GOODS = "none"


@dataclass(frozen=True, slots=True)
class NamedGoods:
    """Words that name what the client sells: in which sentence, where in it, of which form, how surely, 0 to 1."""

    sentence: int
    start: int
    end: int
    form: str
    sure: float


@dataclass(frozen=True, slots=True, eq=False)
class StoryScores:
    """How probable it is, 0 to 1, that a sentence (a row) or the whole tells each label (a column of `labels`)."""

    labels: tuple[str, ...]
    sentences: Vectors
    whole: Vectors
    legal_forms: Mapping[str, float]
    goods: tuple[NamedGoods, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences that are read together: their pieces in a row, and where each sentence stands in it."""

    first: int
    pieces: tuple[Sequence[Piece], ...]
    tokens: list[int]
    spans: list[tuple[int, int]]


class StoryModel:
    """Reads descriptions, cut into sentences."""

    def __init__(self, encoder: PackagedEncoder, fitted: Mapping[str, Any]) -> None:
        import torch

        self._encoder = encoder
        self.labels, self.goods_forms, self.legal_forms = (
            tuple(map(str, fitted[name])) for name in ("labels", "goods_forms", "legal_forms")
        )
        self._layers = encoder.fitted_layers(FIRST_FITTED, fitted)
        self._heads = {
            name: torch.from_numpy(value.astype(np.float32))
            for name, value in fitted.items()
            if name.startswith("head")
        }

    def read(self, sentences: Sequence[str]) -> StoryScores:
        """Return what sentences tell, in the light of those around them; of none, nothing."""
        rows = np.zeros((len(sentences), len(self.labels)), dtype=np.float32)
        whole = np.zeros(len(self.labels), dtype=np.float32)
        forms = np.zeros(len(self.legal_forms))
        goods: list[NamedGoods] = []
        for window in _windows([self._encoder.pieces(sentence)[:_LONGEST_SENTENCE] for sentence in sentences]):
            told, told_by_all, named, form = self._read_window(window)
            end = window.first + len(window.spans)
            rows[window.first : end] = np.maximum(rows[window.first : end], told)
            whole = np.maximum(whole, told_by_all)
            forms = np.maximum(forms, form)
            goods += self._named(window, named)
        return StoryScores(
            self.labels, rows, whole, dict(zip(self.legal_forms, forms.tolist(), strict=True)), tuple(goods)
        )

    def _read_window(self, window: _Window) -> tuple[Vectors, Vectors, Vectors, Vectors]:
        import torch

        with torch.inference_mode():
            hidden = run_layers(self._layers, self._encoder.read_lower(window.tokens, FIRST_FITTED)[None])[0]
            rows = self._centred(sentence_rows(hidden, window.spans), "sentence")
            inner = torch.nn.functional.gelu(self._head("sentence.inner", rows))
            whole = self._centred(torch.cat([hidden[0], hidden.mean(0)]), "whole")
            return (
                self._head("sentence.outer", inner).sigmoid().numpy(),
                self._head("whole", whole).sigmoid().numpy(),
                self._head("word", self._centred(hidden, "word")).softmax(-1).numpy(),
                self._head("legal_form", whole[: hidden.shape[1]]).softmax(-1).numpy(),
            )

    def _centred(self, rows: "torch.Tensor", by: str) -> "torch.Tensor":
        return (rows - self._heads[f"head.{by}.mean"]) / self._heads[f"head.{by}.spread"]

    def _head(self, name: str, rows: "torch.Tensor") -> "torch.Tensor":
        return rows @ self._heads[f"head.{name}.weight"].T + self._heads[f"head.{name}.bias"]

    def _named(self, window: _Window, named: Vectors) -> list[NamedGoods]:
        """Return the runs of pieces that rather name goods than not, each with the form that fits it best."""
        none = self.goods_forms.index(NO_GOODS)
        found = []
        for number, (pieces, (start, _)) in enumerate(zip(window.pieces, window.spans, strict=True)):
            rows = named[start : start + len(pieces)]
            is_named = (rows[:, none] < 0.5).tolist()
            for places in [list(run) for names, run in groupby(range(len(pieces)), is_named.__getitem__) if names]:
                mean = rows[places].mean(axis=0)
                mean[none] = 0.0
                form, begin, end = self.goods_forms[int(mean.argmax())], pieces[places[0]].start, pieces[places[-1]].end
                found.append(NamedGoods(window.first + number, begin, end, form, float(mean.sum())))
        return found


def sentence_rows(hidden: "torch.Tensor", spans: Sequence[tuple[int, int]]) -> "torch.Tensor":
    """Return a row for each sentence: the mean and the greatest of its pieces, and the piece that ends it."""
    import torch

    return torch.stack(
        [torch.cat([hidden[start:end].mean(0), hidden[start:end].amax(0), hidden[end]]) for start, end in spans]
    )


def _windows(sentences: Sequence[Sequence[Piece]]) -> list[_Window]:
    """Return the sentences in windows that the model can read; each begins with the last sentence of the one before."""
    windows: list[_Window] = []
    first = 0
    while first < len(sentences):
        tokens, spans = lay_out([[piece.number for piece in sentence] for sentence in sentences[first:]])
        end = first + len(spans)
        windows.append(_Window(first, tuple(sentences[first:end]), tokens, spans))
        if end == len(sentences):
            break
        first = end - 1 if len(spans) > 1 else end
    return windows


def lay_out(sentences: Sequence[Sequence[int]]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the pieces of as many sentences as fit, START before the first and END behind each, and where each stands.

    >>> lay_out([[7, 8], [9]])
    ([0, 7, 8, 2, 9, 2], [(1, 3), (4, 5)])
    """
    tokens: list[int] = [START]
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if spans and len(tokens) + len(sentence) + 1 > MOST_PIECES:
            break
        start = len(tokens)
        tokens += sentence or [END]
        spans.append((start, len(tokens)))
        tokens.append(END)
    return tokens, spans


@cache
def load_story_model(path: Path = FITTED_FILE) -> StoryModel | None:
    """Return the fitted model, loaded on first use; None where the packaged encoder is not on this machine."""
    encoder = load_encoder()
    if encoder is None:
        return None
    with np.load(path) as fitted:
        return StoryModel(encoder, dict(fitted))
