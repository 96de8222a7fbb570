"""What a client sells where no list holds its name: the words that the story model takes for it, with their form."""

import re
from collections import Counter
from collections.abc import Mapping

from assistant.datatypes import Language
from assistant.goods import WORKED_UP
from assistant.goods_names import KIND_OF_FORM, Good
from assistant.goods_sold import MOST_GOODS, find_goods, is_cut_short
from assistant.story_reading import HeardGoods, read_story

# So sure the model must be that words name goods: in stories held out, 81 in a hundred names that it is as sure of as
# 0.8 are of goods that are sold, and 87 of those at 0.9.
_SURE = 0.85
_SHORTEST: Mapping[Language, int] = {"en": 3, "zh": 2}
_WORD = re.compile(r"[\w'-]")
# How goods were worked is no name of theirs.
_WORKED = re.compile(rf"{WORKED_UP}|fresh|wild|hand", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|our|my|some|of|and) ", re.IGNORECASE)


def goods_of(text: str, language: Language) -> tuple[Good, ...]:
    """Return what a description says is sold: by the names that lists hold, else by what the story model hears."""
    listed = find_goods(text, language)
    if listed and not listed[0].guessed and any(good.form for good in listed):
        return listed
    return hear_goods(text, language) or listed


def hear_goods(text: str, language: Language) -> tuple[Good, ...]:
    """Return the goods that the story model hears, the most often named first; none where it is not on the machine."""
    story = read_story(text)
    heard = [_whole_words(one, text) for one in (story.goods() if story else ()) if one.sure >= _SURE]
    heard = [
        one
        for one in heard
        if len(one.name) >= _SHORTEST[language] and not _WORKED.fullmatch(one.name)
        if not is_cut_short(one.name, text, language)
    ]
    counts = Counter(one.name.lower() for one in heard)
    first = {one.name.lower(): one for one in reversed(heard)}
    names = [name for name in first if not any(name != other and name in other for other in first)]
    names.sort(key=lambda name: (-counts[name], first[name].start))
    goods = [_good(first[name]) for name in names[:MOST_GOODS]]
    # Beside goods whose form is known, one without would be told as a kind of its own that has no name.
    return tuple([good for good in goods if good.form] or goods)


def _good(heard: HeardGoods) -> Good:
    """Return goods with a form that rules tell apart; plants, animals and medicine have none."""
    return Good(heard.name, heard.form if heard.form in KIND_OF_FORM else None, heard.start, heard.end)


def _whole_words(heard: HeardGoods, text: str) -> HeardGoods:
    """Return goods with the whole of the English words that they begin and end in, without an article before them."""
    start, end = heard.start, heard.end
    if not heard.name.isascii():
        return heard
    while start and _WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD.match(text[end]):
        end += 1
    if article := _ARTICLE.match(text[start:end]):
        start += article.end()
    return HeardGoods(text[start:end], heard.form, start, end, heard.sure)
