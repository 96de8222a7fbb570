"""Sentences are cut into clauses, and what they ask is left out."""

import re

from assistant.told_sentences import is_of_today, split_told


def test_a_match_knows_what_its_clause_only_supposes_or_plans() -> None:
    (sentence,) = split_told("我听说他们有牌子")
    ((_, place),) = sentence.matches(re.compile("牌子"))
    assert place.marks == {"hearsay"} and not is_of_today(place.marks)


def test_the_clause_that_asks_tells_nothing_and_the_one_before_it_does() -> None:
    (sentence,) = split_told("活虾卖得好，能不能不给退？")
    assert [clause.plain for clause in sentence.clauses()] == ["活虾卖得好"]


def test_places_count_the_raw_text() -> None:
    text = "We sell tea. We dry it, and we pack it."
    last = [clause for sentence in split_told(text) for clause in sentence.clauses()][-1]
    assert text[last.start : last.end] == "and we pack it."
