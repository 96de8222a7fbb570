"""Reading a profile from JSON."""

import pytest

from assistant.typology import Profile, ProfileError, read_profile
from assistant.typology_profile import FACT_VALUES
from assistant.typology_rules import AXES, MEASURES, RISKS
from assistant.typology_wording import FACT_NAMES, LABEL_NAMES, QUESTIONS, VALUE_NAMES


def test_a_profile_is_read_by_names_and_values():
    assert read_profile({"stage": "running", "own_brand": "no"}) == Profile(stage="running", own_brand="no")


def test_null_unknown_and_nothing_leave_a_fact_open():
    assert read_profile({"stage": None, "own_brand": "unknown"}) == read_profile({}) == Profile()


def test_an_unknown_fact_is_named_with_the_one_that_was_meant():
    with pytest.raises(ProfileError, match="'own_brands'; did you mean 'own_brand'"):
        read_profile({"own_brands": "yes"})


def test_an_unknown_fact_unlike_any_other_is_named_with_all_of_them():
    with pytest.raises(ProfileError, match="prior_industry, .*rural_organisation"):
        read_profile({"xyzzy": "yes"})


@pytest.mark.parametrize("value", [True, 1, "ja", ["yes"], {"a": 1}, "yes "])
def test_a_wrong_value_is_named_with_the_accepted_ones(value):
    with pytest.raises(ProfileError, match="'own_brand' cannot be .*one of yes, no"):
        read_profile({"own_brand": value})


def test_every_problem_is_named_at_once():
    with pytest.raises(ProfileError, match="'stage' cannot be 'x'.*'profit' cannot be 'y'"):
        read_profile({"stage": "x", "profit": "y"})


@pytest.mark.parametrize("facts", [[], "text", 3, None])
def test_what_is_no_object_is_refused(facts):
    with pytest.raises(ProfileError, match="JSON object"):
        read_profile(facts)


def test_a_long_wrong_value_is_not_repeated_whole():
    with pytest.raises(ProfileError) as refusal:
        read_profile({"stage": "x" * 10_000})
    assert len(str(refusal.value)) < 300


def test_every_fact_value_and_label_has_words_in_both_languages():
    labels = {label for axis in (*AXES, *RISKS) for label in axis.labels} | {
        axis.name for axis in (*AXES, *RISKS, *MEASURES)
    }
    assert set(QUESTIONS) == set(FACT_NAMES) == set(FACT_VALUES)
    assert {value for values in FACT_VALUES.values() for value in values} == set(VALUE_NAMES)
    assert labels | {"unclear"} == set(LABEL_NAMES)
    assert all(en and zh for table in (QUESTIONS, FACT_NAMES, VALUE_NAMES, LABEL_NAMES) for en, zh in table.values())
