"""Sessions that expire and tries that wait."""

from pathlib import Path

import pytest

from assistant import accounts as module
from assistant.accounts import Accounts
from assistant.sessions import Refusal, Sessions, SignIn, Tries

_HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sign_in(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    monkeypatch.setattr(module, "_COST", {"n": 2**4, "r": 8, "p": 1})
    accounts = Accounts(tmp_path / "accounts")
    accounts.add("li.mei", "correct horse battery")
    return SignIn(accounts, clock=clock)


def test_a_token_names_its_owner_until_it_is_ended(clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    token = sessions.begin("li.mei")
    assert sessions.name_of(token) == "li.mei"
    sessions.end(token)
    assert sessions.name_of(token) is None


def test_tokens_are_long_and_never_the_same(clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    tokens = {sessions.begin("li.mei") for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 43


def test_a_session_ends_after_two_idle_hours(clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    token = sessions.begin("li.mei")
    clock.now += 2 * _HOUR
    assert sessions.name_of(token) is None


def test_a_session_in_use_ends_after_twelve_hours(clock: Clock) -> None:
    sessions = Sessions(clock=clock)
    token = sessions.begin("li.mei")
    for _ in range(11):
        clock.now += _HOUR
        assert sessions.name_of(token) == "li.mei"
    clock.now += _HOUR
    assert sessions.name_of(token) is None


def test_five_wrong_tries_wait_longer_each_time(clock: Clock) -> None:
    tries = Tries(5, clock=clock)
    for _ in range(4):
        tries.fail("wang")
    assert tries.wait_s("wang") == 0
    tries.fail("wang")
    assert tries.wait_s("wang") == 60
    clock.now += 60
    assert tries.wait_s("wang") == 0
    tries.fail("wang")
    assert tries.wait_s("wang") == 120
    assert tries.wait_s("li") == 0


def test_the_wait_is_never_longer_than_a_quarter_of_an_hour(clock: Clock) -> None:
    tries = Tries(1, clock=clock)
    for _ in range(30):
        tries.fail("wang")
    assert tries.wait_s("wang") == 900


def test_the_right_password_after_five_wrong_ones_waits_too(sign_in: SignIn, clock: Clock) -> None:
    refusals = [sign_in.enter("li.mei", "wrong", "10.0.0.1") for _ in range(5)]
    assert refusals == [Refusal(0)] * 5
    assert sign_in.enter("LI.MEI", "correct horse battery", "10.0.0.1") == Refusal(60)
    assert isinstance(sign_in.enter("li.mei", "correct horse battery", "10.0.0.2"), str)
    clock.now += 60
    assert isinstance(sign_in.enter("li.mei", "correct horse battery", "10.0.0.1"), str)


def test_an_address_that_tries_many_names_waits(sign_in: SignIn) -> None:
    for number in range(20):
        sign_in.enter(f"name{number}", "wrong", "10.0.0.1")
    assert sign_in.enter("li.mei", "correct horse battery", "10.0.0.1") == Refusal(60)


def test_a_success_forgets_the_wrong_tries(sign_in: SignIn) -> None:
    for _ in range(3):
        for _ in range(4):
            sign_in.enter("li.mei", "wrong", "10.0.0.1")
        assert isinstance(sign_in.enter("li.mei", "correct horse battery", "10.0.0.1"), str)


def test_whoever_loses_the_account_is_out_at_once(sign_in: SignIn) -> None:
    token = sign_in.enter("li.mei", "correct horse battery", "10.0.0.1")
    assert isinstance(token, str)
    assert sign_in.account_of(token) is not None
    sign_in.accounts.remove("li.mei")
    assert sign_in.account_of(token) is None
    assert sign_in.account_of("") is None
