"""What a client sells: words that the story model takes for goods, with their form; without it, names of lists."""

import re
from collections.abc import Mapping

from assistant.datatypes import Language
from assistant.goods import WORKED_UP
from assistant.goods_names import KIND_OF_FORM, Good, load_forms, name_key
from assistant.goods_sold import MOST_GOODS, find_goods, is_cut_short
from assistant.story_reading import HeardGoods, read_story

# So sure the model must be that words name goods that are sold; where it is of none, the surest counts from here on,
# but not the form that it hears: 76 in a hundred are sold, and 50 of that form. In stories held out nine in ten names
# are right that it is sure of, and three in four are found; of the names by lists alone 57, and one in four.
_SURE, _SURE_ENOUGH = 0.9, 0.7
_SHORTEST: Mapping[Language, int] = {"en": 3, "zh": 2}
_WORD = re.compile(r"[\w'-]")
# How goods were worked, and what they are measured in, is no name of theirs.
_NO_NAME = re.compile(rf"{WORKED_UP}|fresh|wild|hand|jin|liang|mu|kilos?|kg|[斤两亩箱盒瓶袋]", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|our|my|some|of|and) ", re.IGNORECASE)
# Chinese writes what is done with goods right beside their name.
_DONE_BEFORE, _DONE_BEHIND = ("种", "养", "卖", "收"), ("种植", "养殖")


def goods_of(text: str, language: Language) -> tuple[Good, ...]:
    """Return what a description says is sold: as the story model hears it, else by the names that lists hold."""
    return hear_goods(text, language) or find_goods(text, language)


def hear_goods(text: str, language: Language) -> tuple[Good, ...]:
    """Return the goods that the story model hears, the surest first; none where it does not read the text."""
    story = read_story(text)
    heard = [_whole_words(_without_what_is_done(one), text) for one in (story.goods() if story else ())]
    surest: dict[str, HeardGoods] = {}
    for one in sorted(heard, key=lambda one: -one.sure):
        is_name = len(one.name) >= _SHORTEST[language] and not _NO_NAME.fullmatch(one.name)
        if is_name and not is_cut_short(one.name, text, language):
            surest.setdefault(_key(one.name, language), one)
    names = [key for key in surest if surest[key].sure >= _SURE]
    names = names or [key for key in list(surest)[:1] if surest[key].sure >= _SURE_ENOUGH]
    whole = [key for key in names if not any(_is_part(surest[key], surest[other], language) for other in names)]
    planned = {_key(good.name, language) for good in find_goods(text, language) if good.planned}
    goods = [_good(surest[key], key, language, planned=key in planned) for key in whole[:MOST_GOODS]]
    # Beside goods whose form is known, one without would be told as a kind of its own that has no name.
    return tuple([good for good in goods if good.form] or goods)


def _key(name: str, language: Language) -> str:
    return name_key(name) if language == "en" else name


def _is_part(one: HeardGoods, other: HeardGoods, language: Language) -> bool:
    """Tell whether goods are another's by a shorter name: of the same form, and within its words."""
    mine, whole = _key(one.name, language), _key(other.name, language)
    within = mine in whole if language == "zh" else f" {mine} " in f" {whole} "
    return mine != whole and one.form == other.form and within


def _good(heard: HeardGoods, key: str, language: Language, *, planned: bool) -> Good:
    """Return goods with a form that rules tell apart, by lists where the model is not sure; animals have none."""
    form = heard.form if heard.sure >= _SURE else load_forms(language).get(key)
    return Good(heard.name, form if form in KIND_OF_FORM else None, heard.start, heard.end, planned)


def _without_what_is_done(heard: HeardGoods) -> HeardGoods:
    """Return goods without a word for growing or selling them, where lists know the rest as goods."""
    name, start = heard.name, heard.start
    if name[:1] in _DONE_BEFORE and not _is_known(name) and _is_known(name[1:]):
        name, start = name[1:], start + 1
    behind = next((word for word in _DONE_BEHIND if name.endswith(word) and _is_known(name.removesuffix(word))), "")
    name = name.removesuffix(behind)
    return HeardGoods(name, heard.form, start, start + len(name), heard.sure)


def _is_known(name: str) -> bool:
    return len(name) >= _SHORTEST["zh"] and name in load_forms("zh")


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
