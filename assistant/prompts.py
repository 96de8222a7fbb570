"""The prompts: one Markdown file per message and language, with `$variables` that are checked on load."""

from dataclasses import dataclass
from pathlib import Path
from string import Template

from assistant.datatypes import Language
from assistant.errors import PromptError

# Every message that the assistant sends to a chat model, and the variables that its file must use.
VARIABLES: dict[str, frozenset[str]] = {
    "answer_rules": frozenset(),
    "answer": frozenset({"passages", "history", "question"}),
    "follow_up": frozenset({"history", "question"}),
    "profile_proposals": frozenset({"facts", "description"}),
    "draft_rephrasing": frozenset({"passages", "line"}),
}
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message with its variables still open."""

    name: str
    text: str

    def fill(self, **values: str) -> str:
        """Return the message with its variables filled in; a `$` within a value stays what it is.

        >>> Prompt("p", "Ask: $question").fill(question="$100?")
        'Ask: $100?'
        """
        return Template(self.text).substitute(values).strip()


@dataclass(frozen=True, slots=True)
class Prompts:
    """All messages, by name and language."""

    by_name: dict[tuple[str, Language], Prompt]

    def __getitem__(self, key: tuple[str, Language]) -> Prompt:
        return self.by_name[key]


def load_prompts(folder: Path) -> Prompts:
    """Read and check every message of `folder`.

    Raises PromptError that names the file where one is missing, or lacks or invents a variable.
    """
    return Prompts(
        {(name, language): load_prompt(folder, name, language) for name in VARIABLES for language in LANGUAGES}
    )


def load_prompt(folder: Path, name: str, language: Language) -> Prompt:
    """Read one message, `<name>.<language>.md`, and check its variables."""
    path = folder / f"{name}.{language}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"The prompt {path} cannot be read ({type(error).__name__}). Put the file back.") from None
    template = Template(text)
    if not template.is_valid():
        raise PromptError(f"{path} has a $ that begins no variable. Write $$ for a dollar sign.")
    used, known = set(template.get_identifiers()), VARIABLES[name]
    takes = ", ".join(f"${variable}" for variable in sorted(known)) or "no variables"
    for variable in sorted(used - known):
        raise PromptError(f"{path} uses ${variable}, which nothing fills in. It can use {takes}.")
    for variable in sorted(known - used):
        raise PromptError(f"{path} does not use ${variable}. It must use {takes}.")
    return Prompt(name, text)
