"""Times side by side, by a clock that is handed in, and memory as the system tells it."""

import pytest

from assistant.stopwatch import Times, peak_mb, resident_mb, time_side_by_side


class Hand:
    """A clock that only moves when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> None:
        self.now += seconds


def test_each_way_is_timed_over_every_item() -> None:
    hand = Hand()
    slow, fast = time_side_by_side(
        (lambda seconds: hand.work(2 * seconds), lambda seconds: hand.work(seconds)), [1.0, 2.0, 3.0], clock=hand
    )
    assert slow.seconds == (2.0, 4.0, 6.0) and fast.seconds == (1.0, 2.0, 3.0)
    assert slow.total == 12.0


def test_the_ways_take_turns_in_coming_first() -> None:
    called: list[str] = []
    time_side_by_side((lambda item: called.append(f"a{item}"), lambda item: called.append(f"b{item}")), [0, 1, 2])
    assert called == ["a0", "b0", "b1", "a1", "a2", "b2"]


def test_nothing_to_time_takes_no_time() -> None:
    (times,) = time_side_by_side((lambda item: item,), [])
    assert times == Times(()) and times.total == 0


def test_the_median_is_the_middle_call_and_p95_a_slow_one() -> None:
    times = Times(tuple(number / 1000 for number in range(1, 101)))
    assert (times.median_ms, times.p95_ms) == (pytest.approx(50.5), pytest.approx(96.0))
    assert Times((0.003,)).p95_ms == pytest.approx(3.0)


def test_memory_is_in_millions_of_bytes_and_never_above_its_peak() -> None:
    held, most = resident_mb(), peak_mb()
    if held is None or most is None:
        pytest.skip("this system does not tell what a process holds")
    assert 20 < held <= most * 1.01 < 100_000
