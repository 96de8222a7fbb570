"""The words of the interface: every one in both languages, and used."""

import re
import string
from datetime import date
from pathlib import Path

import pytest

from assistant.web.texts import LOCALES, TEXTS, text, write_day

# A grade, a button, a reason, an outcome, a language, a format, a suite and the like names these.
_NAMED = re.compile(
    r"reported|recalled|(act|reason|change|job|language|fault|format|state|kind|expected|half|became|cases|flag|draft_language|map)_\w+"
)
_WORDS = ("texts.py", "desk_texts.py", "welcome.py")
_WEB = Path(__file__).parent.parent / "assistant" / "web"


def _fields(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_stands_in_both_languages(name: str) -> None:
    told = TEXTS[name]
    assert set(told) == set(LOCALES)
    assert all(words.strip() for words in told.values())
    assert _fields(told["en"]) == _fields(told["zh"])


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"other_language"}))
def test_a_text_is_in_its_own_language(name: str) -> None:
    assert not re.search(r"[\u4e00-\u9fff]", TEXTS[name]["en"])
    assert re.search(r"[\u4e00-\u9fff]", TEXTS[name]["zh"])


def test_the_switch_names_the_other_language_in_its_own_words() -> None:
    assert (text("other_language", "en"), text("other_language", "zh")) == ("中文", "English")


def test_no_text_lies_unused() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in _WEB.glob("*.py"))
    plain = [name for name in TEXTS if not _NAMED.fullmatch(name)]
    assert [name for name in plain if code.count(f'"{name}"') + code.count(f"'{name}'") < 2] == []


def test_no_word_of_the_interface_stands_in_the_code_or_the_script() -> None:
    files = [path for path in _WEB.rglob("*.*") if path.suffix in (".py", ".js", ".css") and path.name not in _WORDS]
    assert [path.name for path in files if re.search(r"[\u4e00-\u9fff]", path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(("language", "written"), [("en", "5 March 2026"), ("zh", "2026年3月5日")])
def test_a_date_is_written_as_its_reader_does(language, written) -> None:  # type: ignore[no-untyped-def]
    assert write_day(date(2026, 3, 5), language) == written
