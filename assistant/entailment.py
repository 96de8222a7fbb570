"""A cross-encoder that says how probable it is that a sentence follows from a passage, for those who have one."""

import math
import os
from typing import Any

from assistant.errors import ModelMissingError
from assistant.verification import Entails


def load_entailment(name: str | None) -> Entails | None:
    """Return the model of ASSISTANT_VERIFIER, by name or folder; None where none is set. Nothing is downloaded.

    Raises ModelMissingError where it is not on this machine or does not tell entailment from the rest.
    """
    if name is None:
        return None
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelMissingError(
            f"ASSISTANT_VERIFIER names '{name}', which is not on this machine. Give the folder of a "
            f"sentence-transformers CrossEncoder for entailment, or leave it empty. ({type(error).__name__})"
        ) from error
    place = _entailment_place(name, model.model.config.id2label)

    def entails(passage: str, sentence: str) -> float:
        scores = model.predict([(passage, sentence)], apply_softmax=False, show_progress_bar=False)[0]
        return probability([float(score) for score in scores], place)

    return entails


def _entailment_place(name: str, labels: dict[int, Any]) -> int:
    found = [int(place) for place, label in labels.items() if str(label).lower().startswith("entail")]
    if len(found) != 1:
        raise ModelMissingError(
            f"ASSISTANT_VERIFIER names '{name}', whose labels are {', '.join(map(str, labels.values()))}. "
            "One of them must be 'entailment'."
        )
    return found[0]


def probability(scores: list[float], place: int) -> float:
    """Return the softmax of raw scores at one place.

    >>> probability([0.0, 0.0], 1)
    0.5
    """
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    return powers[place] / sum(powers)
