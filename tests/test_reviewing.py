"""The review desk's changes: what turns red, what is kept, how a draft is signed."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.checking import check_line, red_lines
from assistant.datatypes import Citation
from assistant.drafts import Draft, DraftLine
from assistant.errors import NotFoundError, UnreadableInputError, UnsupportedLinesError
from assistant.reviewing import add_line, add_source, compare, edit_line, remove_line, remove_source, sign

DAY = date(2026, 11, 22)
QUOTE = "Individuals need not register below 100,000 yuan a year. The seller must refund within 7 days."
CITATION = Citation(1, "apples", "Apple Law", "art-1", "Limits", QUOTE, "en", "text", "in_force")
LINES = (
    DraftLine("L1", "a", "situation", "You grow the apples yourself.", "client", words=("my own apples",)),
    DraftLine("L2", "b", "steps", "Share storage and share the gains equally.", "rule", rule="S12"),
    DraftLine("L3", "c", "rules", "The seller must refund within 7 days.", "citation", citations=(1,)),
)
DRAFT = Draft(
    "Wang", "en", DAY, {}, (), LINES, (CITATION,), (), "r", "k", description="I sell my own apples, 3,000 boxes a year."
)


def is_red(draft: Draft, id: str) -> bool:
    line = draft.line(id)
    assert line is not None
    return check_line(draft, line).red


def test_a_fresh_draft_has_no_red_line() -> None:
    assert red_lines(DRAFT) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The seller must refund within 10 days.",
        "The seller need not refund within 7 days.",
        "Walnuts fetch high prices in spring.",
    ],
)
def test_an_edit_that_its_source_does_not_support_turns_red(text: str) -> None:
    assert is_red(edit_line(DRAFT, "L3", text), "L3")


def test_the_check_names_the_number_that_is_missing() -> None:
    draft = edit_line(DRAFT, "L3", "The seller must refund within 10 days.")
    line = draft.line("L3")
    assert line is not None
    assert (check_line(draft, line).fault, check_line(draft, line).missing) == ("number", ("10 day",))


def test_an_edit_within_the_source_stays_good() -> None:
    draft = edit_line(DRAFT, "L3", "Within 7 days the seller must refund.")
    line = draft.line("L3")
    assert line is not None and check_line(draft, line).support == "paraphrase"


def test_a_rules_line_is_measured_by_the_machines_words() -> None:
    assert not is_red(edit_line(DRAFT, "L2", "Share the gains equally and share storage."), "L2")
    assert is_red(edit_line(DRAFT, "L2", "Share storage and pay 30 % to the leader."), "L2")


def test_a_clients_line_is_measured_by_the_description() -> None:
    assert not is_red(edit_line(DRAFT, "L1", "My own apples, 3,000 boxes a year."), "L1")
    assert is_red(edit_line(DRAFT, "L1", "You grow 5,000 boxes of apples yourself."), "L1")


def test_machine_text_and_human_text_are_told_apart() -> None:
    draft = edit_line(DRAFT, "L2", "Share the gains equally.")
    line = draft.line("L2")
    assert line is not None and (line.origin, line.machine_text) == ("human", LINES[1].text)
    again = edit_line(edit_line(draft, "L2", "Share storage."), "L2", LINES[1].text)
    assert again.lines == DRAFT.lines


def test_an_edit_that_changes_nothing_gives_the_same_draft() -> None:
    assert edit_line(DRAFT, "L2", f"  {LINES[1].text} ") is DRAFT


@pytest.mark.parametrize(("text", "message"), [("  ", "needs some text"), ("x" * 1001, "may have 1000")])
def test_a_text_that_cannot_be_taken_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableInputError, match=message):
        edit_line(DRAFT, "L2", text)


def test_a_line_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="no line 'L9'"):
        remove_line(DRAFT, "L9")


def test_a_persons_line_is_a_suggestion_until_it_has_a_source() -> None:
    draft = add_line(DRAFT, "steps", "Below 100,000 yuan a year you need not register.", horizon="0-3 months")
    added = draft.lines[2]
    assert (added.id, added.part, added.basis, added.origin) == ("L4", "steps", "suggestion", "human")
    assert not is_red(draft, "L4")
    cited = add_source(draft, "L4", CITATION)
    line = cited.line("L4")
    assert line is not None and (line.basis, line.citations) == ("citation", (1,)) and len(cited.citations) == 1


def test_ids_of_removed_lines_do_not_come_back_on_others() -> None:
    draft = remove_line(add_line(DRAFT, "steps", "One."), "L1")
    assert {line.id for line in add_line(draft, "steps", "Two.").lines} >= {"L2", "L3", "L4"}
    assert len({line.id for line in add_line(draft, "steps", "Two.").lines}) == 4


def test_a_new_source_gets_the_next_number_and_an_unused_one_goes() -> None:
    other = replace(CITATION, section="art-2")
    draft = add_source(DRAFT, "L3", other)
    line = draft.line("L3")
    assert line is not None and line.citations == (1, 2)
    left = remove_source(draft, "L3", 1)
    assert [found.section for found in left.citations] == ["art-2"]
    bare = remove_source(left, "L3", 2)
    line = bare.line("L3")
    assert line is not None and line.basis == "suggestion" and bare.citations == ()


def test_signing_needs_a_name_and_no_red_line() -> None:
    with pytest.raises(UnreadableInputError, match="needs a name"):
        sign(DRAFT, " ", day=DAY, version=2)
    red = edit_line(DRAFT, "L3", "The seller must refund within 10 days.")
    with pytest.raises(UnsupportedLinesError, match="1 of the lines.*L3"):
        sign(red, "Li Fang", day=DAY, version=2)
    despite = sign(red, "Li Fang", day=DAY, version=2, despite_red=True)
    assert despite.state == "signed" and despite.signatures[0].red_lines == ("L3",)


def test_a_change_after_signing_makes_it_a_draft_again_and_keeps_who_signed() -> None:
    signed = sign(DRAFT, "Li  Fang", day=DAY, version=2)
    assert (signed.state, signed.signatures[0].name) == ("signed", "Li Fang")
    changed = edit_line(signed, "L2", "Share the gains equally.")
    assert changed.state == "draft" and changed.signatures == signed.signatures


def test_differences_are_told_word_by_word() -> None:
    after = remove_line(edit_line(DRAFT, "L3", "The seller must refund within 5 days."), "L1")
    changed, removed = compare(DRAFT, after)
    assert changed.words == (
        ("kept", "The seller must refund within "), ("removed", "7 "), ("added", "5 "), ("kept", "days."),
    )  # fmt: skip
    assert (removed.line, removed.before, removed.after) == ("L1", LINES[0].text, None)


def test_differences_of_chinese_are_told_by_character() -> None:
    before = replace(DRAFT, lines=(replace(LINES[1], text="得利平分。"),))
    after = replace(DRAFT, lines=(replace(LINES[1], text="得利均分。"),))
    assert compare(before, after)[0].words == (("kept", "得利"), ("removed", "平"), ("added", "均"), ("kept", "分。"))
