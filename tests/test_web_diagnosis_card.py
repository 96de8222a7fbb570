"""The card of a diagnosis and its pictures."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from assistant.datatypes import Language
from assistant.diagnosing import Diagnosis, diagnose_profile
from assistant.profile_answers import read_written
from assistant.profile_reading import Evidence
from assistant.typology import Profile, classify
from assistant.typology_wording import QUESTIONS, VALUE_NAMES
from assistant.web.diagnosis_card import render_diagnosis, render_questions
from assistant.web.pictures import describe_units, draw_units
from assistant.web.texts import text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pictures_are_well_formed_and_said_in_words(language: Language) -> None:
    facts = {"service_units": "none", "support_units": "parasitic"}
    today, target = ElementTree.fromstring(draw_units(facts, language)).findall("svg")
    assert [picture.findtext("title") for picture in (today, target)] == [
        text("map_today", language),
        text("map_target", language),
    ]
    assert len(today.findall("line")) == len(target.findall("line")) == 4
    assert VALUE_NAMES["parasitic"][language == "zh"] in describe_units(facts, language)


def test_a_picture_needs_nothing_that_the_sanitizer_of_the_chat_takes_away() -> None:
    assert "viewBox" not in draw_units({"service_units": "none"}, "en")


def test_nobody_is_drawn_dashed_and_a_relation_in_its_colour() -> None:
    nobody, both = (draw_units({"service_units": relation}, "en") for relation in ("none", "reciprocal"))
    assert nobody.count("stroke-dasharray") == both.count("stroke-dasharray") + 1


def test_the_card_shows_facts_with_their_words_escaped() -> None:
    profile = Profile(own_brand="no")
    evidence = (Evidence("own_brand", "no", "<b>no mark</b>", 0, 14),)
    card = render_diagnosis(Diagnosis(profile, classify(profile), evidence).to_dict(), "en")
    assert "&lt;b&gt;no mark&lt;/b&gt;" in card and "<b>no mark" not in card
    assert "Known brand<b>no</b>" in card


def test_the_card_has_every_axis_and_every_risk_in_words() -> None:
    card = render_diagnosis(diagnose_profile({"fees_eat_margin": "yes", "partners": "none"}).to_dict(), "zh")
    for words in ("起源", "基础", "角色", "目标模式", "容易被替代", "同质化", "平台成本", "高"):
        assert words in card
    assert "\n" not in card


def _asked_by_chips(html: str) -> list[dict[str, str | None]]:
    return [read_written(unescape(title)) for title in re.findall(r'title="([^"]*)"', html)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_fact_is_corrected_by_a_tap_to_every_other_value(language: Language) -> None:
    card = render_diagnosis(diagnose_profile({"partners": "few"}).to_dict(), language)
    assert _asked_by_chips(card) == [{"partners": "none"}, {"partners": "many"}, {"partners": None}]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_question_is_answered_by_a_tap(language: Language) -> None:
    html = render_questions([QUESTIONS["own_brand"][language == "zh"]], language)
    assert _asked_by_chips(html) == [{"own_brand": "yes"}, {"own_brand": "no"}, {"own_brand": None}]
    assert render_questions([], language) == ""
