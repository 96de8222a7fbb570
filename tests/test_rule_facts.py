"""The tables that drafts are made from: every entry finds its sentence, in both languages."""

from pathlib import Path

import pytest

from assistant.client_particulars import GENERAL
from assistant.client_troubles import TROUBLES
from assistant.client_words import ONLY_ASKED, ONLY_HEARD
from assistant.conditions import Condition
from assistant.datatypes import Language, SectionKey
from assistant.draft_case import is_short
from assistant.draft_wording import GROUNDS, STATEMENTS
from assistant.drafts import HORIZONS
from assistant.goods_names import KIND_OF_FORM
from assistant.ingestion import load_documents
from assistant.language import split_sentences
from assistant.library import Library
from assistant.rule_facts import RULE_FACTS
from assistant.seller import LEGAL_FORMS
from assistant.settings import Settings
from assistant.steps import Wording
from assistant.told_steps import ALL_STEPS
from assistant.typology import FACT_VALUES
from assistant.typology_rules import AXES, RISKS

LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
LABELS = {axis.name: {*axis.labels, "unclear"} for axis in (*AXES, *RISKS)}
MARKS = (
    "livestream", "bought_in", "meat", "health_claim", "parcels", "is_village", "idle_cooperative", "far_courier",
    "made_by_households", "registered_mark", "spoiled", "sells_other_goods", *TROUBLES, *ONLY_HEARD, *ONLY_ASKED,
    *(f"{name}_named" for name in (*GENERAL, "month_sales")),
)  # fmt: skip
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def find(key: SectionKey, begins: Wording, language: Language) -> list[str]:
    text = LIBRARY.sections[key][language][1].text
    return [sentence for sentence in split_sentences(text) if begins.in_language(language) in sentence]


def check_names(condition: Condition) -> None:
    for way in condition.ways:
        for name, values in way:
            accepted = {
                **{fact: {*known, "?"} for fact, known in FACT_VALUES.items()},
                **LABELS,
                **{mark: {"yes", "no", "?"} for mark in MARKS},
                "legal_form": set(LEGAL_FORMS),
                **{name: {"yes", "no", "?"} for name in ("own", "small", "selling", "worked")},
                "goods": {*KIND_OF_FORM, "?"},
                "keeps": {"yes", "no", "?"},
            }
            assert name in accepted and set(values) <= accepted[name], (name, values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_fact_finds_one_short_sentence(language: Language) -> None:
    for fact in RULE_FACTS:
        found = find(fact.section, fact.begins, language)
        assert len(found) == 1 and is_short(found[0], language), (fact.section, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_verdict_rests_on_a_sentence_of_its_source(language: Language) -> None:
    grounds = [(step.source, step.ground) for step in ALL_STEPS if step.source]
    grounds += [(SectionKey("paper", section), begins) for section, begins in GROUNDS.values()]
    for section, begins in grounds:
        assert len(find(section, begins, language)) == 1, (section, begins)


def test_both_languages_of_a_rule_fact_begin_the_same_sentence() -> None:
    for fact in RULE_FACTS:
        places = []
        for language in LANGUAGES:
            sentences = split_sentences(LIBRARY.sections[fact.section][language][1].text)
            places.append(sentences.index(find(fact.section, fact.begins, language)[0]))
        assert places[0] == places[1], fact.section


def test_conditions_name_facts_verdicts_and_marks_that_exist() -> None:
    for condition in [fact.condition for fact in RULE_FACTS] + [step.condition for step in ALL_STEPS]:
        check_names(condition)


def test_steps_have_ids_of_their_own_and_known_horizons_and_facts() -> None:
    assert len({step.id for step in ALL_STEPS}) == len(ALL_STEPS)
    for step in ALL_STEPS:
        assert step.horizon in HORIZONS and set(step.because) <= set(FACT_VALUES)


def test_every_value_of_a_fact_has_a_statement_but_for_the_map_of_units() -> None:
    told = {
        f"{fact}={value}" for fact, values in FACT_VALUES.items() for value in values if not fact.endswith("_units")
    }
    assert set(STATEMENTS) == told
