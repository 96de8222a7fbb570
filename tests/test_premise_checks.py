"""One clause held against beliefs and sentences, with vectors of our own making."""

import numpy as np
import pytest

from assistant.clauses import Clause
from assistant.datatypes import Belief, Document, PartScores, RetrievedSection, Section, SectionKey, Slip
from assistant.measures import find_amounts
from assistant.premise_checks import (
    Held,
    Matter,
    Sense,
    Told,
    check_belief_amount,
    check_opposite,
    check_ordinal,
    check_platform,
    check_sentence_amount,
    weigh_sense,
)

SECTION = Section("art-1", "Orchards", "")
HIT = RetrievedSection(
    SectionKey("apples", "art-1"),
    0.5,
    PartScores(0, 0, 0, 0),
    {"en": (Document("apples", "en", "Apple Law", (SECTION,), "hash"), SECTION)},
)
HERE = np.array([1.0, 0.0], dtype=np.float32)


def held(wrong: str, right: str, slip: Slip, *, likeness: float = 0.6, nearness: float = 0.0) -> Held:
    return Held(HIT, "en", Belief(wrong, right, slip), HERE, likeness, nearness, 0.5)


def matter(clause: str, *found: Held | str, told: bool = True, likeness: float = 0.5) -> Matter:
    """Return a clause with beliefs and with sentences, the nearest first."""
    sentences = [Told(HIT, one, HERE, likeness - 0.01 * n) for n, one in enumerate(found) if isinstance(one, str)]
    beliefs = [one for one in found if isinstance(one, Held)]
    return Matter(Clause(clause, told), beliefs, sentences, "en")


FEE = held("the orchard fee falls due after 90 days", "the orchard fee falls due after 30 days", "number")
FEE_SENTENCE = "The orchard fee falls due 30 days after the harvest."


@pytest.mark.parametrize(("days", "found"), [("60 days", True), ("30 days", False), ("a month", False)])
def test_an_amount_contradicts_a_belief_unless_it_is_the_same_in_other_words(days: str, found: bool) -> None:
    asked = matter(f"the orchard fee falls due after {days}", FEE, FEE_SENTENCE)
    corrections = [one for amount in find_amounts(asked.clause.text) for one in check_belief_amount(asked, amount)]
    assert [one.sentence for one in corrections] == ([FEE_SENTENCE] if found else [])


def test_a_mistake_that_is_written_down_is_surer_than_another() -> None:
    known, other = (
        next(check_belief_amount(matter(f"the fee falls due after {days} days", FEE, FEE_SENTENCE), amount))
        for days, amount in (("90", find_amounts("90 days")[0]), ("60", find_amounts("60 days")[0]))
    )
    assert known.sureness > other.sureness


def test_a_sentence_as_near_that_has_the_amount_silences_the_contradiction() -> None:
    asked = matter("the fee falls due after 60 days", FEE, FEE_SENTENCE, "For pears the fee falls due after 60 days.")
    assert list(check_belief_amount(asked, find_amounts("60 days")[0])) == []
    assert list(check_sentence_amount(asked, find_amounts("60 days")[0])) == []


def test_two_amounts_of_a_kind_may_be_condition_and_rule_and_contradict_no_sentence() -> None:
    clause = "stock kept 10 days needs a check after 60 days"
    assert list(check_sentence_amount(matter(clause, FEE_SENTENCE), find_amounts("60 days")[0])) == []
    assert list(check_sentence_amount(matter("it falls due in 60 days", FEE_SENTENCE), find_amounts("60 days")[0]))


RISKS = held("orchards carry five risks", "orchards carry three risks", "number")


@pytest.mark.parametrize(("ordinal", "thing", "found"), [(4, "risk", True), (3, "risk", False), (4, "mode", False)])
def test_an_ordinal_beyond_the_last_is_put_right_by_the_count(ordinal: int, thing: str, found: bool) -> None:
    asked = matter("the fourth risk", RISKS, "Orchards carry 3 risks.")
    assert bool(list(check_ordinal(asked, ordinal, thing))) is found


@pytest.mark.parametrize(
    ("clause", "sentence", "found"),
    [
        ("a grower must register the orchard", "A grower need not register the orchard.", True),
        ("a grower must register the orchard", "A grower must register the orchard within a month.", False),
        ("the hall may delete a complaint", "The hall may not delete a complaint.", True),
        ("a shed counts as a dwelling", "A shed does not count as a dwelling.", True),
        ("the orchard is green", "A grower need not register the orchard.", False),
    ],
)
def test_opposite_duties_permissions_and_countings_contradict(clause: str, sentence: str, found: bool) -> None:
    assert bool(list(check_opposite(matter(clause, sentence)))) is found


def test_a_sentence_that_is_far_from_the_clause_contradicts_nothing() -> None:
    asked = matter("a grower must register", "A grower need not register.", likeness=0.2)
    assert list(check_opposite(asked)) == []


def test_another_platform_is_put_right_where_the_named_one_is_not_there() -> None:
    sentence = "Apples are sold on Taobao."
    assert list(check_platform(matter("apples are sold on JD", sentence)))
    assert not list(check_platform(matter("apples are sold on Taobao", sentence)))


SORTER = held("the township sorts the apples", "the grower sorts the apples", "actor", nearness=0.3)


def test_a_clause_that_leans_to_a_wrong_belief_is_put_right() -> None:
    sense = weigh_sense(matter("the township sorts the apples of a village", SORTER, "Growers sort their apples."))
    assert sense.correction is not None and sense.correction.sentence == "Growers sort their apples."
    assert sense.leaning > 0 and sense.vote > 0 and sense.backing == 0


def test_a_right_belief_as_near_backs_the_clause() -> None:
    backing = held("the grower never sorts", "the township sorts the apples at fairs", "reversed", nearness=-0.5)
    alone = weigh_sense(matter("the township sorts the apples of a village", SORTER, "x"))
    beside = weigh_sense(matter("the township sorts the apples of a village", SORTER, backing, "x"))
    assert beside.backing > alone.backing and beside.vote < alone.vote


def test_a_clause_that_leans_to_the_right_wording_is_suspected_of_nothing() -> None:
    right = held(SORTER.belief.wrong, SORTER.belief.right, "actor", nearness=-0.3)
    sense = weigh_sense(matter("the grower sorts the apples of a village", right, "x"))
    assert sense.correction is None and sense.leaning == 0 and sense.vote < 0


def test_where_nothing_is_known_nothing_leans() -> None:
    assert weigh_sense(matter("the township sorts the apples", "x")) == Sense(0.0, 0.0, 0.0, None)
