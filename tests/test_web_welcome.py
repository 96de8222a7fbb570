"""The empty page and its starters."""

from typing import Any

import pytest

from assistant.web.texts import LOCALES
from assistant.web.welcome import STARTERS, render_welcome


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_role_has_questions_and_one_is_open(language: Any) -> None:
    html = render_welcome(language, keep_days=30)
    assert (html.count("<details"), html.count('<details class="role" open>')) == (5, 1)
    assert html.count('class="chip"') == sum(len(starters.questions) for starters in STARTERS[language])
    assert "\n" not in html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_kept_is_said_with_its_days(language: Any) -> None:
    assert "12" in render_welcome(language, keep_days=12).split("privacy")[1]


def test_both_languages_offer_starters_to_the_same_roles() -> None:
    roles = {language: [starters.role for starters in STARTERS[language]] for language in LOCALES}
    assert roles["en"] == roles["zh"]


def test_every_starter_is_a_typical_question_of_the_library_and_has_an_answer(assistant: Any) -> None:
    for language in LOCALES:
        sections = [found[language][1] for found in assistant.library.sections.values() if language in found]
        typical = {question for section in sections for question in section.questions}
        for question in [one for starters in STARTERS[language] for one in starters.questions]:
            answer = assistant.ask(question)
            assert question in typical
            assert (answer.kind, answer.language) == ("answer", language), question
