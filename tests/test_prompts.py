"""Prompts are files, checked on load: each variable that is missing or unknown is named with its file."""

from pathlib import Path

import pytest

from assistant.errors import PromptError
from assistant.prompts import LANGUAGES, VARIABLES, Prompt, load_prompt, load_prompts
from assistant.settings import built_in


def test_every_message_is_there_in_both_languages() -> None:
    prompts = load_prompts(built_in("prompts"))
    assert set(prompts.by_name) == {(name, language) for name in VARIABLES for language in LANGUAGES}


def test_the_folder_holds_nothing_that_is_not_used() -> None:
    files = {path.name for path in built_in("prompts").glob("*.md")} - {"README.md"}
    assert files == {f"{name}.{language}.md" for name in VARIABLES for language in LANGUAGES}


def test_the_table_names_every_message_and_variable() -> None:
    table = (built_in("prompts") / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in table for name in VARIABLES)
    assert all(f"`${variable}`" in table for variables in VARIABLES.values() for variable in variables)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("$question $history", r"answer\.en\.md does not use \$passages"),
        ("$passages $question $history $mood", r"answer\.en\.md uses \$mood"),
        ("$passages $question $history costs 5$", "begins no variable"),
    ],
)
def test_a_file_with_the_wrong_variables_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "answer.en.md").write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=says):
        load_prompt(tmp_path, "answer", "en")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="answer_rules.en.md"):
        load_prompts(tmp_path)


def test_a_change_of_wording_needs_no_code(tmp_path: Path) -> None:
    (tmp_path / "answer.zh.md").write_text("资料：$passages 问：$question $history 花$$5", encoding="utf-8")
    prompt = load_prompt(tmp_path, "answer", "zh")
    assert prompt.fill(passages="一", question="二", history="") == "资料：一 问：二  花$5"


def test_a_value_is_not_filled_again() -> None:
    assert Prompt("p", "$a").fill(a="$b ${c}") == "$b ${c}"
