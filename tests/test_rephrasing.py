"""A chat model may put lines in other words; whatever does not verify leaves the line as it was."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.chat_model import ChatModel
from assistant.checking import red_lines
from assistant.datatypes import Citation, Language
from assistant.drafts import Draft
from assistant.errors import ChatModelError
from assistant.prompts import load_prompts
from assistant.rephrasing import LONGEST_S, Rephrase, Rephrased, rephrase_draft, rephrase_with
from assistant.reviewing import edit_line, restore
from assistant.settings import built_in
from tests.test_reviewing import DRAFT

LAW = "The seller must refund within 7 days."
PROMPTS = load_prompts(built_in("prompts"))


def answering(words: str) -> Rephrase:
    return lambda text, _, __: words if text == LAW else text


def rephrase(draft: Draft, by: Rephrase, clock: Callable[[], float] = lambda: 0.0) -> Rephrased:
    *_, last = rephrase_draft(draft, by, model="fake", clock=clock)
    return last


def test_words_that_verify_are_taken_and_marked_and_the_machines_kept() -> None:
    made = rephrase(DRAFT, answering("Within 7 days the seller must refund."))
    line = made.draft.line("L3")
    assert line is not None and line.text.startswith("Within") and line.machine_text == LAW
    assert (line.origin, line.worded_by, line.citations) == ("machine", "llm:fake", (1,))
    assert made.changed == ("L3",) and made.draft.composer == "llm:fake"
    assert made.draft.citations == DRAFT.citations and red_lines(made.draft) == ()


def test_who_worded_a_line_is_kept_and_of_no_other_line_is_it_said() -> None:
    told = rephrase(DRAFT, answering("Within 7 days the seller must refund.")).draft.to_dict()
    assert [line.get("worded_by") for line in told["lines"]] == [None, None, "llm:fake"]
    assert "worded_by" not in told["lines"][0] and "worded_by" not in DRAFT.to_dict()["lines"][2]
    assert Draft.from_dict(told).to_dict() == told


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
    made = rephrase(DRAFT, answering(words))
    assert made.draft == DRAFT and made.changed == ()


def test_how_far_it_is_is_told_line_by_line() -> None:
    states = list(rephrase_draft(DRAFT, answering("Within 7 days the seller must refund."), model="fake"))
    assert [(state.done, state.total, state.failed) for state in states] == [
        (0, 2, False),
        (1, 2, False),
        (2, 2, False),
    ]
    assert states[1].kept == ("L2",) and states[1].draft == DRAFT


def _many(count: int) -> Draft:
    return replace(DRAFT, lines=tuple(replace(DRAFT.lines[2], id=f"L{number}") for number in range(count)))


def test_a_model_that_fails_costs_two_calls_and_no_line() -> None:
    calls: list[str] = []

    def fail(text: str, _: Sequence[Citation], language: Language) -> str:
        calls.append(text)
        raise ChatModelError("gone")

    made = rephrase(_many(5), fail)
    assert made.draft == _many(5) and len(calls) == 2 and made.failed


def test_a_slow_model_has_so_many_seconds_for_a_draft() -> None:
    now = iter(range(0, 10_000, int(LONGEST_S / 3)))
    made = rephrase(_many(9), answering("Within 7 days the seller must refund."), clock=lambda: next(now))
    assert made.failed and 0 < len(made.changed) < 9
    assert all(line.text == LAW for line in made.draft.lines if line.id not in made.changed)


def test_clients_words_fixed_wordings_and_persons_lines_are_not_handed_over() -> None:
    asked: list[str] = []

    def note(text: str, _: Sequence[Citation], language: Language) -> str:
        asked.append(text)
        return text

    client, _, law = DRAFT.lines
    worded = replace(law, worded_by="llm:other", machine_text=LAW)
    lines = (client, replace(law, text="Write: “no registration”."), replace(law, origin="human"), worded)
    made = rephrase(replace(DRAFT, lines=lines), note)
    assert asked == [] and (made.done, made.total) == (0, 0)


def test_the_model_sees_the_line_with_the_section_that_it_cites() -> None:
    sources: list[tuple[str, ...]] = []

    def note(text: str, cited: Sequence[Citation], language: Language) -> str:
        sources.append(tuple(one.quote for one in cited))
        return text

    rephrase(DRAFT, note)
    assert sources == [(), (DRAFT.citations[0].quote,)]


def test_a_chat_model_rephrases_a_draft() -> None:
    model = FakeListChatModel(responses=["Share storage, and share the gains equally.", f"Sure! {LAW}"])
    *_, made = rephrase_with(DRAFT, ChatModel(model, "fake"), PROMPTS)
    assert made.changed == ("L2",) and made.kept == ("L3",)


def test_a_worker_who_edits_is_measured_by_the_rules_words_and_can_go_back_to_them() -> None:
    worded = rephrase(DRAFT, answering("Within 7 days the seller must refund.")).draft
    edited = edit_line(worded, "L3", "The seller must refund within 7 days of the return.")
    line = edited.line("L3")
    assert line is not None and (line.origin, line.machine_text, line.worded_by) == ("human", LAW, None)
    assert edited.composer == "rules" and edit_line(worded, "L3", LAW) == DRAFT


def test_an_earlier_version_comes_back_with_the_signatures_since() -> None:
    worded = rephrase(DRAFT, answering("Within 7 days the seller must refund.")).draft
    assert restore(worded, DRAFT) == DRAFT and restore(worded, replace(DRAFT, state="signed")).state == "draft"
