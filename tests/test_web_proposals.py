"""What a chat model proposes beside a card: fetched after it, for its visitor alone, confirmed by an answer."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from starlette.testclient import TestClient

from assistant.chat_model import ChatModel
from assistant.datatypes import Language
from assistant.profile_answers import read_written, write_answer
from assistant.service import Assistant
from assistant.web.app import build_app
from assistant.web.chat import Talk, converse, restore
from assistant.web.proposals import add_proposals
from assistant.web.rates import RateLimit
from tests.test_proposing import GROWS, WORDS, told
from tests.test_situations import KIWI, KIWI_ZH

LI, WANG = "l" * 43, "w" * 43
STORY: dict[Language, str] = {"en": f"{WORDS['en']}. {KIWI}", "zh": f"{WORDS['zh']}。{KIWI_ZH}"}
Open = Callable[..., Assistant]


@pytest.fixture
def opened(open_small: Callable[..., Assistant]) -> Open:
    """Open an assistant whose chat model gives these replies, or fails at once."""

    def open(*replies: str, dead: bool = False) -> Assistant:
        broken = 0 if dead else None
        model = FakeListChatModel(responses=list(replies) or ["x"], error_on_chunk_number=broken)
        return open_small(chat_model=ChatModel(model, "fake"))

    return open


def _tell(assistant: Assistant, *messages: str, language: Language = "en") -> Talk:
    talk = Talk()
    for message in messages:
        *_, talk = converse(assistant, message, talk, language=language, visitor=LI, pause=lambda _: None)
    return talk


def _get(assistant: Assistant, talk: Talk, *, language: Language = "en", visitor: str = LI):  # type: ignore[no-untyped-def]
    app = FastAPI()
    add_proposals(app, assistant, RateLimit())
    headers = {"cookie": f"visitor={visitor}"}
    return TestClient(app).get(f"/proposals/{talk.kept_as}?language={language}", headers=headers)


def _reply(language: Language) -> str:
    partners = ("partners", "few", {"en": "Twelve neighbours sell the same", "zh": "周围十二家卖的一模一样"}[language])
    return told(("support_units", "reciprocal", WORDS[language]), partners)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_card_comes_first_and_leaves_a_place(opened: Open, language: Language) -> None:
    assistant = opened(_reply(language))
    talk = _tell(assistant, STORY[language], language=language)
    assert "diagnosis-card" in talk.turns[-1].shown and 'class="proposals"' in talk.turns[-1].shown
    got = _get(assistant, talk, language=language).json()
    assert [one["id"] for one in got] == ["support_units=reciprocal", "partners=few"]
    assert read_written(got[0]["answer"]) == {"support_units": "reciprocal"}
    assert got[0]["words"] == WORDS[language]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_only_what_is_confirmed_counts_and_is_not_proposed_again(opened: Open, language: Language) -> None:
    assistant = opened(_reply(language))
    first = _tell(assistant, STORY[language], language=language)
    draft = assistant.draft_talk(LI, str(first.kept_as))
    assert draft is not None and "support_units" not in (draft.profile or {})
    yes = _get(assistant, first, language=language).json()[0]["answer"]
    *_, second = converse(assistant, yes, first, language=language, visitor=LI, pause=lambda _: None)
    draft = assistant.draft_talk(LI, str(second.kept_as))
    assert draft is not None and (draft.profile or {})["support_units"] == "reciprocal"
    assert [one["id"] for one in _get(assistant, second, language=language).json()] == ["partners=few"]


def test_what_a_visitor_took_back_is_not_proposed(opened: Open) -> None:
    assistant = opened(_reply("en"))
    talk = _tell(assistant, STORY["en"], write_answer("support_units", None, "en"))
    assert [one["id"] for one in _get(assistant, talk).json()] == ["partners=few"]


@pytest.mark.parametrize(
    ("replies", "dead"),
    [(("x",), True), (("no JSON",), False), ((told(("own_brand", "yes", "we have a famous brand")),), False)],
)
def test_a_dead_or_lying_model_leaves_the_card_as_it_is(opened: Open, replies: tuple[str, ...], dead: bool) -> None:
    assistant, plain = opened(*replies, dead=dead), opened(*replies, dead=dead)
    plain.proposer = None
    talk, without = _tell(assistant, STORY["en"]), _tell(plain, STORY["en"])
    assert _get(assistant, talk).json() == []
    assert talk.turns[-1].told == without.turns[-1].told
    assert (
        talk.turns[-1].shown.split('<div class="proposals"')[0] == without.turns[-1].shown.split('<p class="offer"')[0]
    )


def test_nobody_sees_what_is_proposed_to_another(opened: Open) -> None:
    assistant = opened(_reply("en"))
    assert _get(assistant, _tell(assistant, STORY["en"]), visitor=WANG).json() == []


def test_a_card_that_comes_back_has_its_place_again(opened: Open) -> None:
    assistant = opened(_reply("en"))
    talk = _tell(assistant, STORY["en"])
    assert 'class="proposals"' in restore(assistant, LI, str(talk.kept_as), language="en").turns[0].shown


def test_without_a_model_and_below_other_answers_there_is_no_place(small_assistant: Assistant, opened: Open) -> None:
    assert "proposals" not in _tell(small_assistant, STORY["en"]).turns[-1].shown
    assert "proposals" not in _tell(opened("x"), "Must I register my orchard?").turns[-1].shown
    assert _get(small_assistant, _tell(small_assistant, STORY["en"])).json() == []


def test_proposals_are_limited(opened: Open) -> None:
    assistant = opened(_reply("en"))
    talk = _tell(assistant, STORY["en"])
    with TestClient(build_app(assistant)) as client:
        got = [client.get(f"/proposals/{talk.kept_as}", headers={"cookie": f"visitor={LI}"}) for _ in range(31)]
    assert [one.status_code for one in got] == [200] * 30 + [429]
    assert [one["id"] for one in got[0].json()] == ["support_units=reciprocal", "partners=few"]


def test_a_classification_for_programs_holds_the_proposals(opened: Open, small_assistant: Assistant) -> None:
    text = f"{GROWS['en']}. {WORDS['en']}."
    told_so = opened(told(("support_units", "reciprocal", WORDS["en"]))).classify(text=text).to_dict()
    (proposal,) = told_so.pop("proposed")
    assert text[proposal["start"] : proposal["end"]] == proposal["words"]
    assert told_so == small_assistant.classify(text=text).to_dict()
