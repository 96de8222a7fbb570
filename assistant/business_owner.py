"""Whose business a description tells of, where somebody writes for a relative who makes and owns it."""

import re

from assistant.datatypes import Language
from assistant.language import fold

_KIN_EN = (
    "father-in-law|mother-in-law|brother-in-law|sister-in-law|parents|grandparents|father|mother|dad|mum|mom|uncle|aunt"
    "|grandfather|grandmother|brother|sister|cousin|nephew|niece|son|daughter|husband|wife"
)
_KIN_ZH = (
    "爸爸|爸|妈妈|妈|爹|娘|父亲|母亲|爸妈|父母|爷爷|奶奶|外公|外婆|姥爷|姥姥|公公|婆婆|岳父|岳母|丈人|丈母娘|舅舅|舅妈|舅|叔叔|叔"
    "|伯伯|伯父|大伯|婶婶|婶|姑姑|姑妈|姑|姑父|姨妈|姨|姨父|哥哥|哥|嫂子|弟弟|弟|姐姐|姐|妹妹|妹|表哥|表姐|表弟|堂哥|堂弟"
)
# Whoever works for a relative's shop, films for him or writes for him speaks of his business.
_FOR_ZH = re.compile(
    rf"(?:帮|替|给)(?:我|俺)?(?P<kin>{_KIN_ZH})(?:家)?(?:弄|开|管|打理|经营|看|做|卖|拍|问|写|建|搞)"
    rf"|(?:我|俺)(?P<maker>{_KIN_ZH})[^。！？]{{0,40}}[。，；][^。！？]{{0,30}}给[他她](?:开|拍|弄|管|卖|打理|建)"
)
_FOR_EN = re.compile(
    rf"\b(?:help(?:ing|ed|s)?|run(?:ning)? (?:the|a|an) (?:online )?shop for|writ(?:e|ing) (?:this )?for"
    rf"|ask(?:ing)? for|open(?:ed)? (?:a|the|an) (?:online )?shop for|on behalf of) my (?P<kin>{_KIN_EN})\b"
)


def find_owner(text: str, language: Language) -> str | None:
    """Return how to call the relative whose business a text tells of, or None where it is the writer's own.

    >>> find_owner("暑假回来帮舅舅弄网店，舅舅养蜂。", "zh"), find_owner("I am helping my uncle to sell honey.", "en")
    ('你舅舅', 'your uncle')
    >>> find_owner("我舅舅也养蜂，我自己卖我的。", "zh") is None
    True
    """
    match = (_FOR_ZH if language == "zh" else _FOR_EN).search(fold(text))
    if match is None:
        return None
    kin = next(name for name in match.groups() if name)
    return f"你{kin}" if language == "zh" else f"your {kin}"
