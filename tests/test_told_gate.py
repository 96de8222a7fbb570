"""The gate for what clients tell: as it was fitted, and what it looks at."""

import numpy as np
import pytest

from assistant.logistic import version_of
from assistant.told_gate import ToldGate, load_told_gate


def test_the_kept_gate_is_as_it_was_fitted() -> None:
    gate = load_told_gate()
    fitted = (dict(gate.directions), dict(gate.coefficients), dict(gate.intercepts), gate.worth, gate.threshold)
    assert gate.version == version_of(*fitted)
    assert gate.knows("e5+use") and gate.knows("use") and not gate.knows("another-model")


def test_a_direction_counts_the_vector_the_language_and_the_intercept() -> None:
    gate = ToldGate("", {"tiny": [1.0, -1.0, 0.5, 0.25]}, {}, {}, 0.0, 0.5)
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    assert gate.direct(vectors, "en", "tiny").tolist() == [1.25, -0.75]
    assert gate.direct(vectors, "zh", "tiny").tolist() == [1.75, -0.25]


@pytest.mark.parametrize("feature", ["direction", "answerable", "question", "leaning"])
def test_more_of_what_speaks_for_a_matter_makes_it_surer(feature: str) -> None:
    gate = load_told_gate()
    features = {"direction": 0.2, "answerable": 0.5, "question": 0.4, "keywords": 0.2, "leaning": 0.0}
    assert gate.probability({**features, feature: 0.9}, "en") > gate.probability(features, "en")
