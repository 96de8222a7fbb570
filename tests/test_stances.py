"""What a sentence affirms or denies, and whom it speaks of."""

import pytest

from assistant.stances import actors, stances


@pytest.mark.parametrize(
    ("text", "axis", "pole"),
    [
        ("A grower must register.", "duty", 1),
        ("A grower does not have to register.", "duty", -1),
        ("Issuing it is voluntary.", "duty", -1),
        ("卖枣要先办照", "duty", 1),
        ("卖枣不用办照", "duty", -1),
        ("A platform may delete it.", "right", 1),
        ("A platform may not delete it.", "right", -1),
        ("合同无效", "right", -1),
        ("平台有权删", "right", 1),
        ("Fees rise.", "direction", 1),
        ("Fees fall.", "direction", -1),
        ("gains go by contribution", "sharing", -1),
        ("盈余平分", "sharing", 1),
        ("at least five", "bound", 1),
        ("最多五家", "bound", -1),
    ],
)
def test_a_sentence_stands_at_a_pole(text: str, axis: str, pole: int) -> None:
    assert stances(text)[axis] == pole


def test_two_denials_affirm_and_a_choice_denies_nothing() -> None:
    assert stances("It is not without effect.")["truth"] == 1
    assert stances("要不要办照")["truth"] == 1
    assert stances("没有办照")["truth"] == -1


def test_what_is_said_of_nothing_stands_nowhere() -> None:
    assert stances("") == {"truth": 1}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The courier company opens the box.", {"courier"}),
        ("买家付运费", {"buyer"}),
        ("a Taobao Village", set()),
        ("the agriculture bureau issues it", {"agriculture", "government"}),
        ("税务局来查", {"tax"}),
    ],
)
def test_parts_are_known_by_many_names(text: str, who: set[str]) -> None:
    assert actors(text) == who
