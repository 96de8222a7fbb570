"""The page of upgrade advice, without a browser."""

from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from fastapi.testclient import TestClient
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.chat_model import ChatModel
from assistant.draft_store import StoredDraft
from assistant.jobs import Jobs
from assistant.prompts import load_prompts
from assistant.proposing import Proposer
from assistant.service import Assistant
from assistant.settings import built_in
from assistant.typology import FACT_VALUES
from assistant.web.advice import Proposed, _Advice
from assistant.web.app import build_app
from assistant.web.door import Door
from assistant.web.draft_editing import Editing
from assistant.web.draft_rendering import render_differences, render_draft, render_entries
from assistant.web.editor_parts import EditorParts
from assistant.web.workplace import Workplace
from tests.fakes import WordEmbedder
from tests.test_proposing import told

WORKER: Any = SimpleNamespace(username="local", query_params={})
_KIWI = "We grow kiwi in our own orchard and sell it online ourselves. Twelve neighbours sell the same and cut prices."
_NAMES = list(EditorParts.__dataclass_fields__)


@pytest.fixture
def workplace(small_assistant: Assistant) -> Workplace:
    return Workplace(small_assistant, "en", Door(None), Jobs())


@pytest.fixture
def editing(workplace: Workplace) -> Editing:
    return Editing(workplace, leaving=(None, None, None))  # type: ignore[arg-type]


@pytest.fixture
def stored(small_assistant: Assistant) -> StoredDraft:
    return small_assistant.desk.keep(small_assistant.draft(_KIWI, client="Ann <b>"), by="li")


def _named(values: list[Any]) -> dict[str, Any]:
    return dict(zip(_NAMES, values, strict=True))


def test_facts_are_shown_with_their_words_and_the_most_useful_unknown_ones(workplace: Workplace) -> None:
    described, notice, reading, card, _, *boxes = _Advice(workplace).read("Ann", _KIWI, "auto", WORKER)
    shown = [box for box in boxes if box["visible"]]
    assert notice == "" and reading.visible
    assert any("Twelve neighbours" in box["info"] for box in shown)
    assert sum(box["value"] == "unknown" for box in shown) == 3
    assert described.read["neighbours_sell_same"] == "yes"
    assert "homogeneity" in card and "Twelve neighbours" in card


def test_a_corrected_fact_changes_the_draft(workplace: Workplace) -> None:
    page = _Advice(workplace)
    state: Any = object()
    told = page.read("Ann", _KIWI, "auto", WORKER)[0]
    page.state.append(state)
    page.boxes = {fact: _Box() for fact in told.read}  # type: ignore[misc]
    given = {state: told, **{page.boxes[fact]: value for fact, value in told.read.items()}}
    given[page.boxes["neighbours_sell_same"]] = "no"
    now = page.correct(given, WORKER)[0]
    assert now.draft.profile["neighbours_sell_same"] == "no"
    assert all(found["fact"] != "neighbours_sell_same" for found in now.draft.evidence)


class _Box:
    """Stands for a component: it only has to be itself."""


_WORDS = "Twelve neighbours sell the same"


@pytest.fixture
def advised(workplace: Workplace) -> _Advice:
    """The page of an assistant whose chat model proposes two facts."""
    reply = told(("partners", "few", _WORDS), ("support_units", "none", "sell it online ourselves"))
    model = ChatModel(FakeListChatModel(responses=[reply]), "fake")
    workplace.assistant.proposer = Proposer(model, load_prompts(built_in("prompts")), reader=WordEmbedder())
    page = _Advice(workplace)
    page.boxes = {fact: _Box() for fact in FACT_VALUES}  # type: ignore[misc]
    page.state.append(_Box())  # type: ignore[arg-type]
    return page


def _decide(page: _Advice, told: Any, proposed: Proposed, choice: str) -> list[Any]:
    """Tap a proposal; return what is open still, its list, the client, notice, reading, card, more and the boxes."""
    state, box = _Box(), _Box()
    facts = {page.boxes[fact]: value for fact, value in told.read.items()}
    decide = page.decide(state, box)  # type: ignore[arg-type]
    return decide({page.state[0]: told, state: proposed, box: f"{choice} 1", **facts}, WORKER)  # type: ignore[no-any-return]


def test_proposals_come_after_the_facts_and_count_only_once_confirmed(advised: _Advice) -> None:
    described, _, _, card, *_ = advised.read("Ann", _KIWI, "auto", WORKER)
    waiting, (proposed, shown) = advised.propose(described, WORKER)
    assert "once more" in waiting[1] and "partners" not in described.draft.profile
    assert [one.fact for one in proposed.proposals] == ["partners", "support_units"]
    assert "please confirm" in shown and f"<q>{_WORDS}</q>" in shown and 'href="#proposal/yes=partners"' in shown
    left, rest, now, _, _, again, _, *boxes = _decide(advised, described, proposed, "yes=partners")
    assert now.draft.profile["partners"] == "few" and again != card
    assert any(one["fact"] == "partners" and one["words"] == _WORDS for one in now.draft.evidence)
    assert boxes[list(FACT_VALUES).index("partners")]["value"] == "few"
    assert [one.fact for one in left.proposals] == ["support_units"] and "partners" not in rest
    changed = now.read | {"partners": "many"}
    corrected = advised.correct({advised.state[0]: now, **{advised.boxes[f]: v for f, v in changed.items()}}, WORKER)[0]
    assert corrected.draft.profile["partners"] == "many"


def test_a_rejected_proposal_goes_and_changes_nothing(advised: _Advice) -> None:
    described = advised.read("Ann", _KIWI, "auto", WORKER)[0]
    *_, (proposed, _) = advised.propose(described, WORKER)
    left, rest, *others = _decide(advised, described, proposed, "no=partners")
    assert [one.fact for one in left.proposals] == ["support_units"] and "partners" not in rest
    assert all(other == gr.skip() for other in others)


@pytest.mark.parametrize("choice", ["yes=own_brand", "yes=", "", "yes=wealth"])
def test_only_what_was_proposed_for_this_text_can_be_confirmed(advised: _Advice, choice: str) -> None:
    described = advised.read("Ann", _KIWI, "auto", WORKER)[0]
    *_, (proposed, _) = advised.propose(described, WORKER)
    assert all(value == gr.skip() for value in _decide(advised, described, proposed, choice))
    other = Proposed("Another text.", proposed.proposals)
    assert all(value == gr.skip() for value in _decide(advised, described, other, "yes=partners"))


def test_without_a_model_nothing_is_proposed(workplace: Workplace) -> None:
    page = _Advice(workplace)
    described = page.read("Ann", _KIWI, "auto", WORKER)[0]
    assert list(page.propose(described, WORKER)) == list(page.propose(None, WORKER)) == [[Proposed(), ""]]


def test_nothing_described_is_told(workplace: Workplace) -> None:
    assert "no description" in _Advice(workplace).read("", " ", "auto", WORKER)[1]


def test_a_line_that_loses_its_source_turns_red_and_blocks_the_signature(editing: Editing, stored: StoredDraft) -> None:
    line = next(one.id for one in stored.draft.lines if one.basis == "rule")
    changed = _named(editing.save(stored, line, "Sell 99 tonnes for 12345 yuan.", WORKER))
    assert f'id="line-{line}" class="red"' in changed["body"]
    assert "as they stand: 1" in changed["head"]
    blocked = _named(editing.sign(changed["opened"], "Li Mei", False, WORKER))
    assert line in blocked["told"] and blocked["despite"].visible
    signed = _named(editing.sign(changed["opened"], "Li Mei", True, WORKER))["opened"].draft
    assert (signed.state, signed.signatures[0].red_lines) == ("signed", (line,))


def test_two_workers_see_both_texts_and_neither_is_lost(editing: Editing, stored: StoredDraft) -> None:
    line = stored.draft.lines[0].id
    editing.workplace.assistant.desk.edit(stored, line, "Theirs.", by="wang")
    changed = _named(editing.save(stored, line, "Mine.", WORKER))
    assert all(told in changed["told"] for told in ("wang", "Theirs.", "Mine."))
    assert changed["text"] == "Mine."
    again = _named(editing.save(changed["opened"], line, "Mine.", WORKER))
    assert again["opened"].draft.line(line).text == "Mine."


def test_a_line_is_added_sourced_and_removed(editing: Editing, stored: StoredDraft) -> None:
    emptied, *values = editing.add(stored, "steps", "0-3 months", "Register the orchard within 30 days.", WORKER)
    added = _named(values)["opened"]
    line = next(one for one in added.draft.lines if one.origin == "human")
    found, _ = editing.search(added, "registering an orchard", WORKER)
    sourced = _named(editing.attach(added, line.id, found.choices[0][1], WORKER))["opened"]
    cited = sourced.draft.line(line.id)
    assert emptied == "" and cited.basis == "citation" and cited.citations
    bare = _named(editing.detach(sourced, line.id, cited.citations[0], WORKER))["opened"]
    assert bare.draft.line(line.id).basis == "suggestion"
    assert _named(editing.remove(bare, line.id, WORKER))["opened"].draft.line(line.id) is None


def test_versions_are_compared_word_by_word(editing: Editing, stored: StoredDraft) -> None:
    changed = editing.workplace.assistant.desk.edit(stored, stored.draft.lines[0].id, "Quite new.", by="li")
    assert "<ins>" in editing.compare(changed, 1, 2, WORKER)
    assert "Choose two" in editing.compare(changed, None, 2, WORKER)
    assert "same in both" in render_differences((), "en")


def test_drafts_are_found_by_name_and_label(editing: Editing, stored: StoredDraft, workplace: Workplace) -> None:
    editing.label(stored, "kiwi，north", WORKER)
    page = _Advice(workplace)
    assert stored.id in page.find("ann", "north", "2026-11-23", "2026-11-23", WORKER)
    assert stored.id not in page.find("ann", "south", "", "", WORKER)
    assert "is no date" in page.find("", "", "soon", "", WORKER)
    assert "No draft here" in render_entries((), "en", root_path="")


def test_a_deleted_draft_is_gone(editing: Editing, stored: StoredDraft) -> None:
    assert "deleted" in _named(editing.discard(stored, WORKER))["told"]
    assert "There is no draft" in _named(editing.arrive(stored.id))["told"]


def test_markup_of_a_client_stays_text(editing: Editing, stored: StoredDraft) -> None:
    shown = _named(editing.show(stored))
    assert "Ann &lt;b&gt;" in shown["head"]
    assert "\n" not in render_draft(stored.draft, editing.workplace.assistant.desk.check(stored.draft), "en")


@pytest.mark.parametrize("format", ["md", "txt", "docx", "html", "json"])
def test_a_draft_is_downloaded_by_workers_alone(small_assistant: Assistant, stored: StoredDraft, format: str) -> None:
    app = build_app(small_assistant)
    address = f"/zh/desk/drafts/{stored.id}/1.{format}"
    local = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
    found = local.get(address)
    assert found.status_code == 200 and found.headers["content-disposition"].startswith("attachment")
    assert local.get(address.replace("/1.", "/7.")).status_code == 404
    elsewhere = TestClient(app, base_url="http://127.0.0.1", client=("192.0.2.1", 5000))
    assert elsewhere.get(address).status_code == 401
