"""A chat model may put lines in other words; whatever does not verify leaves the line as it was."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.datatypes import Language
from assistant.rephrasing import rephrase_draft
from tests.test_reviewing import DRAFT

LAW = "The seller must refund within 7 days."


def answering(words: str) -> Callable[[str, Language], str]:
    return lambda text, _: words if text == LAW else text


def test_words_that_verify_are_taken_and_the_machines_kept() -> None:
    made = rephrase_draft(DRAFT, answering("Within 7 days the seller must refund."), model="fake")
    line = made.draft.line("L3")
    assert line is not None and line.text.startswith("Within") and line.machine_text == LAW
    assert made.changed == ("L3",) and made.draft.composer == "llm:fake"


@pytest.mark.parametrize(
    "words",
    [
        "Refund within 9 days.",
        "The seller must refund.",
        "The seller must not refund within 7 days.",
        "卖家要在7日内退款。",
        "",
        "The seller must refund within 7 days. " * 8,
        "Individuals need not register below 100,000 yuan a year.",
    ],
)
def test_words_that_do_not_verify_fall_back(words: str) -> None:
    made = rephrase_draft(DRAFT, answering(words), model="fake")
    assert made.draft == DRAFT and made.changed == ()


def test_a_model_that_fails_costs_two_calls_and_no_line() -> None:
    calls: list[str] = []

    def fail(text: str, language: Language) -> str:
        calls.append(text)
        raise TimeoutError

    lines = tuple(replace(DRAFT.lines[2], id=f"L{number}") for number in range(5))
    made = rephrase_draft(replace(DRAFT, lines=lines), fail, model="fake")
    assert made.draft.lines == lines and len(calls) == 2


def test_clients_words_fixed_wordings_and_persons_lines_are_not_handed_over() -> None:
    asked: list[str] = []

    def note(text: str, language: Language) -> str:
        asked.append(text)
        return text

    client, _, law = DRAFT.lines
    lines = (client, replace(law, text="Write: “no registration”."), replace(law, origin="human"))
    rephrase_draft(replace(DRAFT, lines=lines), note, model="fake")
    assert asked == []
