"""The typology's promises, over the whole domain of each axis where that is small enough."""

import json
import subprocess
import sys
import time
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.typology import UNCLEAR, Profile, classify, read_profile, rules_version
from assistant.typology_profile import FACT_VALUES
from assistant.typology_rules import AXES, MEASURES, RISKS, RULES
from assistant.typology_scoring import apply, compile_axes, decide, encode, find_changes, score_labels

SMALL_AXES = ("origin", "base", "role", "easy_replacement", "homogeneity", "platform_costs")
profiles = st.builds(Profile, **{fact: st.sampled_from((None, *values)) for fact, values in FACT_VALUES.items()})


def all_states(name, facts=None):
    facts = facts or compile_axes()[name].facts
    for values in product(*[(None, *FACT_VALUES[fact]) for fact in facts]):
        yield encode(Profile(**dict(zip(facts, values, strict=True))))


def test_every_rule_names_known_facts_values_and_labels():
    axes = {axis.name: axis for axis in (*AXES, *RISKS, *MEASURES)}
    for rule in RULES:
        assert rule.label in axes[rule.axis].labels
        assert rule.en and rule.zh and 0 < rule.weight <= 100
        for fact, values in rule.when.items():
            assert set(values) <= set(FACT_VALUES[fact]), rule.id
    assert len({rule.id for rule in RULES}) == len(RULES)


@given(profiles)
def test_every_profile_is_classified(profile):
    result = classify(profile)
    for axis in AXES:
        verdict = getattr(result, axis.name)
        assert verdict.label in (*axis.labels, UNCLEAR)
        assert 0 <= verdict.score <= 1
        assert verdict.label == UNCLEAR or verdict.reasons
        assert verdict.runner_up != verdict.label
    assert [risk.label for risk in result.risks] == ["easy_replacement", "homogeneity", "platform_costs"]
    assert all(risk.reasons or risk.level == UNCLEAR for risk in result.risks)


@given(profiles)
def test_reasons_use_facts_of_the_profile_and_name_sections_of_the_paper(profile):
    result = classify(profile).to_dict()
    verdicts = [result[axis.name] for axis in AXES] + result["risks"] + result["measures"]
    for reason in chain.from_iterable(verdict["reasons"] for verdict in verdicts):
        assert set(reason["facts"]) <= set(profile.known())
        assert reason["section"][0] in "2345"
        assert reason["because"]["en"] and reason["because"]["zh"]


@pytest.mark.parametrize("name", SMALL_AXES)
def test_a_fact_that_satisfies_a_rule_never_lowers_its_label(name):
    compiled = compile_axes()[name]
    for state in all_states(name):
        before = score_labels(name, state)
        for fact in compiled.facts:
            if state & compiled.mask and any(state & encode(Profile(**{fact: v})) for v in FACT_VALUES[fact]):
                continue
            for value in FACT_VALUES[fact]:
                after = score_labels(name, apply(state, [(fact, value)]))
                assert all(new >= old for new, old in zip(after, before, strict=True))


@given(profiles, st.data())
def test_a_newly_known_fact_never_lowers_a_score(profile, data):
    unknown = [fact for fact in FACT_VALUES if getattr(profile, fact) is None]
    if not unknown:
        return
    fact = data.draw(st.sampled_from(unknown))
    state = encode(profile)
    told = apply(state, [(fact, data.draw(st.sampled_from(FACT_VALUES[fact])))])
    for axis in AXES:
        pairs = zip(score_labels(axis.name, state), score_labels(axis.name, told), strict=True)
        assert all(after >= before for before, after in pairs)


@pytest.mark.parametrize("name", ["origin", "base", "role"])
def test_would_change_leads_to_its_label_and_no_part_of_it_changes_anything(name):
    for state in all_states(name):
        now = decide(name, state)
        for label, ways in find_changes(name, state).items():
            assert label not in (now, UNCLEAR)
            for way in ways:
                assert decide(name, apply(state, way)) == label
                for part in chain.from_iterable(combinations(way, size) for size in range(1, len(way))):
                    assert decide(name, apply(state, part)) == now


@pytest.mark.parametrize("name", ["origin", "base", "role"])
def test_would_change_misses_no_shorter_way(name):
    facts = compile_axes()[name].facts
    singles = [(fact, value) for fact in facts for value in FACT_VALUES[fact]]
    for state in all_states(name):
        now, found = decide(name, state), find_changes(name, state)
        for change in singles:
            label = decide(name, apply(state, [change]))
            if label not in (now, UNCLEAR):
                assert len(found[label][0]) == 1, (state, label)


@settings(max_examples=200)
@given(profiles)
def test_target_mode_would_change_is_true_and_indivisible(profile):
    state = encode(profile)
    now = decide("target_mode", state)
    for change in classify(profile).target_mode.would_change:
        assert decide("target_mode", apply(state, change.changes)) == change.label != now
        for fact_left_out in change.changes:
            part = [pair for pair in change.changes if pair != fact_left_out]
            assert decide("target_mode", apply(state, part)) == now


@given(profiles)
def test_missing_facts_are_unknown_ask_in_both_languages_and_come_by_gain(profile):
    missing = classify(profile).missing
    assert [m.gain for m in missing] == sorted((m.gain for m in missing), reverse=True)
    for entry in missing:
        assert getattr(profile, entry.fact) is None
        assert entry.changes and entry.en.endswith("?") and entry.zh.endswith("？")


@settings(max_examples=50)
@given(profiles)
def test_what_is_not_missing_cannot_change_an_axis(profile):
    asked = {entry.fact for entry in classify(profile).missing}
    state = encode(profile)
    for fact, values in FACT_VALUES.items():
        if getattr(profile, fact) is None and fact not in asked:
            for axis, value in product(AXES, values):
                assert decide(axis.name, apply(state, [(fact, value)])) == decide(axis.name, state)


@given(profiles)
def test_the_order_of_facts_does_not_matter(profile):
    known = profile.known()
    backwards = read_profile(dict(reversed(known.items())))
    assert json.dumps(classify(profile).to_dict()) == json.dumps(classify(backwards).to_dict())


def test_another_process_gives_the_same_bytes():
    profile = {"started_by": "farmer", "partners": "few", "online_scale": "rising", "neighbours_sell_same": "yes"}
    script = (
        "import json, sys; from assistant.typology import classify, read_profile;"
        "r = classify(read_profile(json.loads(sys.argv[1])));"
        "print(json.dumps([r.to_dict(), [m.to_dict() for m in r.missing], r.rules_version]))"
    )
    runs = set()
    for seed in ("0", "1", "2"):
        command = [sys.executable, "-c", script, json.dumps(profile)]
        runs.add(
            subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, cwd=_root()).stdout
        )
    assert len(runs) == 1


def _root():
    return Path(__file__).parent.parent


def test_a_profile_with_nothing_known_is_open_throughout_and_asks():
    result = classify(Profile())
    assert {getattr(result, axis.name).label for axis in AXES} == {UNCLEAR}
    assert {risk.level for risk in result.risks} == {UNCLEAR}
    assert not result.measures
    assert {change for entry in result.missing[:4] for change in entry.changes} >= {
        "base",
        "role",
        "target_mode",
        "origin",
    }


@pytest.mark.alone
def test_classifying_takes_less_than_a_millisecond():
    known = {"started_by": "farmer", "makes_own_goods": "yes", "neighbours_sell_same": "yes", "partners": "few"}
    variants = [
        Profile(**known, stage=stage, profit=profit)
        for stage in FACT_VALUES["stage"]
        for profit in FACT_VALUES["profit"]
    ]
    classify(Profile())
    best = min(_seconds(classify, profile) for _ in range(5) for profile in variants)
    assert best < 0.001


def _seconds(function, argument):
    start = time.perf_counter()
    function(argument)
    return time.perf_counter() - start


def test_the_rules_version_is_a_sha256_of_the_table():
    assert len(rules_version()) == 64
    assert rules_version() == classify(Profile()).rules_version


def test_the_typology_needs_the_standard_library_only():
    script = (
        "import sys; import assistant.typology; print([m for m in ('numpy', 'pydantic', 'opencc') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=_root())
    assert run.stdout.strip() == "[]"
