"""Whose business it is, where somebody writes for a relative."""

import pytest

from assistant.business_owner import find_owner
from assistant.datatypes import Language


@pytest.mark.parametrize(
    ("text", "language", "owner"),
    [
        ("寒假帮爷爷卖柿饼，他不会用手机。", "zh", "你爷爷"),
        ("我妈会扎灯笼，村里都找她。我去年给她开了个网店。", "zh", "你妈"),
        ("I opened an online shop for my grandmother last year.", "en", "your grandmother"),
        ("I write this for my brother-in-law, who makes stools.", "en", "your brother-in-law"),
    ],
)
def test_a_relative_is_the_owner(text: str, language: Language, owner: str) -> None:
    assert find_owner(text, language) == owner


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我和哥哥一起种梨，各卖各的。", "zh"),
        ("我妈劝我回来，我自己开了店。", "zh"),
        ("My brother has a shop, I have mine.", "en"),
        ("My nephew put our cheese on an app.", "en"),
    ],
)
def test_a_relative_who_is_only_mentioned_is_not(text: str, language: Language) -> None:
    assert find_owner(text, language) is None
