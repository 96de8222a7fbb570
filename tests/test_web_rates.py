"""How often one visitor may ask."""

from assistant.web import rates
from assistant.web.rates import RateLimit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_visitor_may_ask_so_often_and_no_more() -> None:
    limit = RateLimit(most=3, clock=Clock())
    assert [limit.allows("one") for _ in range(5)] == [True, True, True, False, False]


def test_a_visitor_may_ask_again_when_the_first_question_is_a_minute_old() -> None:
    clock = Clock()
    limit = RateLimit(most=2, within_s=60, clock=clock)
    limit.allows("one")
    clock.now = 30
    limit.allows("one")
    clock.now = 59
    assert not limit.allows("one")
    clock.now = 60
    assert limit.allows("one")
    assert not limit.allows("one")


def test_a_refused_question_does_not_count() -> None:
    clock = Clock()
    limit = RateLimit(most=1, within_s=60, clock=clock)
    limit.allows("one")
    clock.now = 59
    limit.allows("one")
    clock.now = 61
    assert limit.allows("one")


def test_visitors_do_not_share_a_limit() -> None:
    limit = RateLimit(most=1, clock=Clock())
    assert limit.allows("one")
    assert limit.allows("two")


def test_idle_visitors_are_forgotten_when_there_are_many(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(rates, "_MOST_VISITORS", 10)
    clock = Clock()
    limit = RateLimit(within_s=60, clock=clock)
    for number in range(11):
        limit.allows(str(number))
    clock.now = 61
    limit.allows("new")
    assert list(limit._asked) == ["new"]
