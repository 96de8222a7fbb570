"""The draft that a visitor gets for an own situation."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.datatypes import Answer
from assistant.diagnosing import diagnose_text
from assistant.profile_answers import write_answer
from assistant.service import Assistant
from assistant.situations import find_situation
from assistant.web.app import build_app
from assistant.web.drafts import add_drafts
from assistant.web.rates import RateLimit

LI, WANG = "l" * 43, "w" * 43
STORY = "我们自己种猕猴桃，自己开店卖。周围十二家卖的一模一样，你压我我压你。往后该怎么走？"


@pytest.fixture
def client(small_assistant: Assistant) -> Iterator[TestClient]:
    """The route alone; that the web app has it, and with what limit, is tested last."""
    app = FastAPI()
    add_drafts(app, small_assistant, RateLimit())
    with TestClient(app) as client:
        yield client


def _tell(assistant: Assistant, *messages: str) -> str:
    """Keep a conversation in which a situation is told and corrected; return its id."""
    kept = None
    for message in messages:
        diagnosis = diagnose_text(STORY, assistant.reader) if message == STORY else None
        diagnosis = diagnosis or find_situation(message, (), assistant.reader)
        assert diagnosis is not None
        answer = Answer(message, message, "zh", "diagnosis", "", diagnosis=diagnosis.to_dict(), offers=("draft",))
        kept = assistant.conversations.keep(LI, message, answer, conversation=kept.conversation if kept else None)
    assert kept is not None
    return kept.conversation


def _get(client: TestClient, conversation: str, visitor: str = LI):  # type: ignore[no-untyped-def]
    return client.get(f"/drafts/{conversation}?language=zh", headers={"cookie": f"visitor={visitor}"})


def test_a_visitor_gets_a_page_that_says_that_it_is_a_draft(client: TestClient, small_assistant: Assistant) -> None:
    got = _get(client, _tell(small_assistant, STORY))
    assert got.status_code == 200
    assert got.json()["language"] == "zh"
    assert all(words in got.json()["text"] for words in ("草稿", "猕猴桃", "不是法律意见"))


def test_nobody_gets_a_draft_of_anothers_situation(client: TestClient, small_assistant: Assistant) -> None:
    assert _get(client, _tell(small_assistant, STORY), WANG).status_code == 404


def test_the_draft_is_of_the_last_diagnosis_and_an_answer_tells_no_story(small_assistant: Assistant) -> None:
    conversation = _tell(small_assistant, STORY, write_answer("own_brand", "yes", "zh"))
    draft = small_assistant.draft_talk(LI, conversation)
    assert draft is not None
    assert draft.profile == {"own_brand": "yes", "product_kind": "fresh"}  # the product tells its kind
    assert draft.description == STORY


def test_a_chat_without_a_situation_has_no_draft(client: TestClient, small_assistant: Assistant) -> None:
    answer = replace(small_assistant.ask("Must I register my orchard?"))
    kept = small_assistant.conversations.keep(LI, "Must I register my orchard?", answer)
    assert _get(client, kept.conversation).status_code == 404


def test_drafts_are_limited(small_assistant: Assistant) -> None:
    conversation = _tell(small_assistant, STORY)
    with TestClient(build_app(small_assistant)) as client:
        assert _get(client, conversation, WANG).status_code == 404
        assert [_get(client, conversation).status_code for _ in range(6)] == [200] * 5 + [429]
