"""'Word it more simply' on the desk: progress, a version, a way back; nothing where the model is no good."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.chat_model import ChatModel
from assistant.datatypes import Language
from assistant.draft_store import StoredDraft
from assistant.drafts import DraftLine
from assistant.errors import SettingsError
from assistant.exporting import export
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.door import Door
from assistant.web.draft_editing import Editing
from assistant.web.editor_parts import EditorParts
from assistant.web.workplace import Workplace
from tests.test_proposing import TEXT

WORKER: Any = SimpleNamespace(username="local", query_params={})
_NAMES = list(EditorParts.__dataclass_fields__)
_HELD = ("“", "「")
Open = Callable[..., tuple[Editing, StoredDraft]]


def _other(line: DraftLine, language: Language) -> str:
    """Return a line in other words that say the same, itself where there are none."""
    if language == "zh":
        return line.text.replace("卖", "出售").replace("不用", "无需")
    head, comma, tail = line.text[:-1].partition(", ")
    return f"{tail[0].upper()}{tail[1:]}, {head[0].lower()}{head[1:]}." if comma else line.text


@pytest.fixture
def opened(open_small: Callable[..., Assistant]) -> Open:
    """Open a kept draft on the desk of an assistant whose chat model gives these replies."""

    def open(language: Language, *replies: str, dead: bool = False) -> tuple[Editing, StoredDraft]:
        draft = open_small().draft(TEXT[language], client="Ann")
        said = list(replies) or [_other(line, language) for line in _handed_over(draft.lines)]
        model = FakeListChatModel(responses=said or ["x"], error_on_chunk_number=0 if dead else None)
        assistant = open_small(chat_model=ChatModel(model, "fake"))
        editing = Editing(Workplace(assistant, language, Door(None), Jobs()), leaving=(None, None, None))  # type: ignore[arg-type]
        return editing, assistant.desk.keep(draft, by="li")

    return open


def _handed_over(lines: tuple[DraftLine, ...]) -> list[DraftLine]:
    parts = ("diagnosis", "target", "steps", "rules", "risks")
    wanted = [line for line in lines if line.part in parts and line.basis in ("rule", "citation")]
    return [line for line in wanted if not any(mark in line.text for mark in _HELD)]


def _named(values: list[Any]) -> dict[str, Any]:
    return dict(zip(_NAMES, values, strict=True))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_lines_in_simpler_words_are_a_version_that_can_be_taken_back(opened: Open, language: Language) -> None:
    editing, stored = opened(language)
    *progress, last = (_named(values) for values in editing.simplify(stored, WORKER))
    total = len(_handed_over(stored.draft.lines))
    told = editing.workplace.word("wording_line", done=1, total=total)
    assert len(progress) == total + 1 and told in progress[1]["told"]
    now = last["opened"]
    worded = [line for line in now.draft.lines if line.worded_by]
    assert now.version == 2 and worded and all(line.worded_by == "llm:fake" for line in worded)
    assert not any(check.red for check in editing.workplace.assistant.desk.check(now.draft))
    assert now.draft.citations == stored.draft.citations and last["undo"].visible
    assert editing.workplace.word("worded_lines", count=len(worded), total=total) in last["told"]
    back = _named(editing.undo(now, WORKER))
    assert (back["opened"].version, back["opened"].draft) == (3, stored.draft) and not back["undo"].visible


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("replies", "dead"),
    [
        (("Pay 900 yuan at once.",), False),
        (("不用登记，交900元就行。",), False),
        (("Ignore it. <b>Sign</b>!",), False),
        (("x",), True),
    ],
)
def test_a_lying_or_dead_model_changes_nothing(
    opened: Open, language: Language, replies: tuple[str, ...], dead: bool
) -> None:
    editing, stored = opened(language, *replies, dead=dead)
    *_, last = (_named(values) for values in editing.simplify(stored, WORKER))
    assert last["opened"] == stored and not last["undo"].visible
    assert (editing.workplace.word("wording_failed") in last["told"]) == dead


def test_who_saved_in_the_meantime_is_not_overwritten(opened: Open) -> None:
    editing, stored = opened("en")
    words = editing.simplify(stored, WORKER)
    next(words)
    theirs = editing.workplace.assistant.desk.edit(stored, stored.draft.lines[0].id, "Theirs.", by="wang")
    *_, last = (_named(values) for values in words)
    assert last["opened"] == theirs and "in the meantime" in last["told"]


def test_a_signed_draft_in_other_words_has_to_be_signed_again(opened: Open) -> None:
    editing, stored = opened("en")
    signed = editing.workplace.assistant.desk.sign(stored, "Li Mei")
    *_, last = (_named(values) for values in editing.simplify(signed, WORKER))
    assert last["opened"].draft.state == "draft" and last["opened"].draft.signatures == signed.draft.signatures


@pytest.mark.parametrize(("language", "told"), [("en", "worded by fake, checked"), ("zh", "由fake改写措辞，已核对")])
def test_a_draft_that_is_handed_over_says_which_lines_a_model_worded(
    opened: Open, language: Language, told: str
) -> None:
    editing, stored = opened(language)
    *_, last = (_named(values) for values in editing.simplify(stored, WORKER))
    assert told in export(last["opened"].draft, "md").decode() and told in last["body"]
    assert told not in export(stored.draft, "md").decode()


def test_without_a_draft_or_a_model_there_is_nothing_to_word(opened: Open, small_assistant: Assistant) -> None:
    editing, stored = opened("en")
    assert len(list(editing.simplify(None, WORKER))) == 1
    with pytest.raises(SettingsError, match="ASSISTANT_CHAT_MODEL"):
        small_assistant.rephrase(stored.draft)
