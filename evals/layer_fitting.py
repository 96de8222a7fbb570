"""What fitting on the packaged layers shares: states worked out once, batches, steps, and how it all is kept."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from torch import nn

from assistant.packaged_encoder import PackagedEncoder, autocast, layer_dtype, run_layers

WARM_UP, LAST_SHARE = 60, 0.02
_HIDDEN = -1e4
_STRETCH = 1.5


class Laid(Protocol):
    """An example laid out in pieces, with what the layers that stay as they are make of it."""

    tokens: list[int]
    hidden: torch.Tensor


Example = TypeVar("Example", bound=Laid)


def read_examples(
    examples: Sequence[Laid],
    encoder: PackagedEncoder,
    layers: Sequence[nn.Module] | nn.ModuleList,
    embeddings: nn.Module | None = None,
) -> None:
    """Work out what the embeddings, the encoder's own or others, and these layers make of each; they learn no more."""
    embed = embeddings or encoder.layers.embeddings
    with torch.no_grad(), autocast():
        for one in examples:
            words = torch.from_numpy(encoder.word_vectors(np.array([one.tokens])))
            embedded = embed(inputs_embeds=words)
            one.hidden = run_layers(layers, embedded)[0].to(torch.bfloat16)


def pad(batch: Sequence[Laid]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the hidden states of examples of unlike length in one table, and a mask that hides what fills it up."""
    longest = max(len(one.tokens) for one in batch)
    hidden = torch.zeros(len(batch), longest, batch[0].hidden.shape[-1], dtype=layer_dtype())
    mask = torch.full((len(batch), 1, 1, longest), _HIDDEN, dtype=layer_dtype())
    for number, one in enumerate(batch):
        hidden[number, : len(one.tokens)] = one.hidden
        mask[number, ..., : len(one.tokens)] = 0
    return hidden, mask


def run_batch(layers: Sequence[nn.Module] | nn.ModuleList, batch: Sequence[Laid]) -> list[torch.Tensor]:
    """Return what layers make of each example (tokens, hidden)."""
    hidden, mask = pad(batch)
    with autocast():
        hidden = run_layers(layers, hidden, mask)
    return [own[: len(one.tokens)].float() for own, one in zip(hidden, batch, strict=True)]


def batch_examples(
    examples: Sequence[Example], rng: random.Random | None, *, pieces: int, shuffled: int
) -> Iterator[list[Example]]:
    """Yield the examples in batches of about as many `pieces`, each of like lengths among so many `shuffled` ones.

    The order is by chance where there is one to draw from.
    """
    order = list(examples)
    if rng:
        rng.shuffle(order)
    found: list[list[Example]] = []
    for start in range(0, len(order), shuffled):
        batch: list[Example] = []
        for one in sorted(order[start : start + shuffled], key=lambda one: len(one.tokens)):
            if batch and len(one.tokens) * (len(batch) + 1) > pieces:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    if rng:
        rng.shuffle(found)
    yield from found


def spread_of(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the mean and the spread of what a head looks at, as all of it leans one way."""
    return rows.mean(0), rows.std(0).clamp(min=1e-3) * _STRETCH


def optimise(network: nn.Module, *, layer_rate: float, head_rate: float) -> torch.optim.AdamW:
    """Return an optimiser for a network's `layers` and, at a rate of their own, its heads."""
    layers = [parameter for name, parameter in network.named_parameters() if name.startswith("layers")]
    heads = [parameter for name, parameter in network.named_parameters() if not name.startswith("layers")]
    groups = [{"params": layers, "rate": layer_rate}, {"params": heads, "rate": head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def take_step(
    network: nn.Module, optimiser: torch.optim.Optimizer, loss: torch.Tensor, *, step: int, gone: float
) -> None:
    """Learn from a loss; the rate rises at first, then falls with the share of the way that is `gone`."""
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * min(1.0, (step + 1) / WARM_UP) * max(LAST_SHARE, 1 - gone)
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()


def pack_layers(layers: Sequence[nn.Module] | nn.ModuleList, first: int) -> dict[str, Any]:
    """Return layers, numbered from `first`, as `PackagedEncoder` takes them."""
    kept: dict[str, Any] = {}
    for number, layer in enumerate(layers, first):
        kept |= pack_module(layer, f"encoder.layer.{number}")
    return kept


def pack_module(module: nn.Module, named: str) -> dict[str, Any]:
    """Return a module's parameters by their names: matrices in whole numbers of 8 bits, a scale for each row."""
    kept: dict[str, Any] = {}
    for name, parameter in module.named_parameters():
        values = parameter.detach().numpy()
        if values.ndim == 2:
            scale = np.maximum(np.abs(values).max(axis=1) / 127, 1e-12)
            kept[f"{named}.{name}.scale"] = scale.astype(np.float32)
            values = np.round(values / scale[:, None]).astype(np.int8)
        kept[f"{named}.{name}"] = values
    return kept


def take_head(head: nn.Module, fitted: Mapping[str, Any], name: str) -> None:
    """Take a head's parameters from what was fitted before."""
    head.load_state_dict({part: _tensor(fitted[f"head.{name}.{part}"]) for part in head.state_dict()})


def take_spread(fitted: Mapping[str, Any], name: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the mean and the spread of what a head looks at, as they were measured before."""
    return _tensor(fitted[f"head.{name}.mean"]), _tensor(fitted[f"head.{name}.spread"])


def _tensor(values: Any) -> torch.Tensor:
    """Return numbers as they were kept as a tensor of 32 bits."""
    return torch.from_numpy(values.astype(np.float32))


def pack_heads(
    heads: Mapping[str, nn.Module], spreads: Mapping[str, tuple[torch.Tensor, torch.Tensor]]
) -> dict[str, Any]:
    """Return heads and the spreads of what they look at as the models take them."""
    kept: dict[str, Any] = {
        f"head.{name}.{part}": value.detach().numpy().astype(np.float16)
        for name, head in heads.items()
        for part, value in head.named_parameters()
    }
    for name, (mean, spread) in spreads.items():
        kept |= {f"head.{name}.mean": np.asarray(mean), f"head.{name}.spread": np.asarray(spread)}
    return kept
