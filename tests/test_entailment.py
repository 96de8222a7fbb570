"""A cross-encoder by name: what is missing is named, and its labels decide what it says."""

from pathlib import Path

import pytest

from assistant.entailment import load_entailment
from assistant.errors import ModelMissingError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "tea", "must", "register", "pears", "need"]


def tiny_model(folder: Path, labels: list[str]) -> str:
    """Write an untrained cross-encoder of a few thousand weights."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    names = dict(enumerate(labels))
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        num_labels=len(labels), id2label=names, label2id={label: place for place, label in names.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_none_is_set() -> None:
    assert load_entailment(None) is None


@pytest.mark.slow
def test_a_model_that_is_not_here_is_named_and_not_fetched() -> None:
    with pytest.raises(ModelMissingError, match="ASSISTANT_VERIFIER names 'nobody/nli'"):
        load_entailment("nobody/nli")


@pytest.mark.slow
def test_the_probability_is_that_of_the_entailment_label(tmp_path: Path) -> None:
    entails = load_entailment(tiny_model(tmp_path / "nli", ["contradiction", "entailment", "neutral"]))
    assert entails is not None and 0 < entails("tea must register", "pears need") < 1


@pytest.mark.slow
def test_a_model_without_an_entailment_label_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="entailment"):
        load_entailment(tiny_model(tmp_path / "other", ["good", "bad"]))
