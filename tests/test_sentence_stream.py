"""Pieces of a model's text become whole sentences with their numbers and without markup."""

import pytest

from assistant.sentence_stream import Clause, SentenceStream, read_sentence


def sentences(text: str, size: int = 3) -> list[tuple[str, tuple[int, ...]]]:
    stream = SentenceStream()
    found = [one for at in range(0, len(text), size) for one in stream.feed(text[at : at + size])]
    return [(one.text, one.numbers) for one in [*found, *stream.finish()]]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_the_size_of_the_pieces_does_not_matter(size: int) -> None:
    text = "It costs 1.5 yuan [1]. See No. 37 for more. [2][3] 要登记。[1]不登记会被罚！【2】"
    assert sentences(text, size) == [
        ("It costs 1.5 yuan.", (1,)),
        ("See No. 37 for more.", (2, 3)),
        ("要登记。", (1,)),
        ("不登记会被罚！", (2,)),
    ]


def test_a_sentence_comes_as_soon_as_the_next_one_begins() -> None:
    stream = SentenceStream()
    assert stream.feed("You must register. [1]") == []
    assert [one.text for one in stream.feed(" P")] == ["You must register."]


def test_half_a_sentence_is_let_go() -> None:
    assert sentences("You must register [1]. Pears need") == [("You must register.", (1,))]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1. **Register** the orchard.", "Register the orchard."),
        ("- 要登记。", "要登记。"),
        ("## You must register.", "You must register."),
        ("<b>You</b> must &lt;i&gt;register.", "You must register."),
        ("See [the site](http://x.y) now.", "See the site now."),
        ("Go to https://x.y/z now.", "Go to now."),
    ],
)
def test_markup_and_addresses_are_taken_out(raw: str, text: str) -> None:
    assert [one.text for one in read_sentence(raw)] == [text]


def test_lists_and_tags_between_sentences_do_not_hide_their_ends() -> None:
    assert sentences("1. Register now. [1]\n2. <b>Pay later.</b> [2]") == [
        ("Register now.", (1,)),
        ("Pay later.", (2,)),
    ]


def test_each_stretch_keeps_its_own_numbers() -> None:
    written = read_sentence("Leaves are free [1], and tea is not [2][3].")[0]
    assert written.clauses == (Clause("Leaves are free", (1,)), Clause("and tea is not", (2, 3)))


@pytest.mark.parametrize("raw", ["", "   ", "[1]", "<script>steal()</script>", "***"])
def test_what_says_nothing_is_no_sentence(raw: str) -> None:
    assert read_sentence(raw) == []


def test_a_models_thoughts_are_passed_over() -> None:
    assert sentences("<think>I could lie. Yes.</think>Register now [1].") == [("Register now.", (1,))]
    assert sentences("<think>I could lie. For ever.") == []
