"""Which language a text is in, how it splits into sentences, and how two spellings of it become one."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assistant.datatypes import Language

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['\u2019-][A-Za-z\u00c0-\u024f]+)*")
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u052f\u0590-\u08ff\u0900-\u0eff\u0f00-\u109f\u10a0-\u11ff\u1780-\u17ff\u3040-\u30ff\uac00-\ud7af]"
)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SENTENCE_END_ZH = re.compile(r"(?<=[。！？!?])(?![”』」）)])\s*")
_SENTENCE_END_EN = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"\u201d')]))(?<!\bNo\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bart\.)"
    r"\s+(?=[\"\u201c'(]?[A-Z0-9])"
)
# A Chinese word is 1.7 characters long on average, which makes Chinese and Latin script comparable.
_CHARACTERS_PER_WORD = 1.7
# Shorter Latin texts are taken for English: no identifier tells two words of a farmer's from French.
_FEWEST_WORDS_TO_IDENTIFY = 4


def clean(text: str) -> str:
    """Return `text` without what breaks engines and readers: NUL, lone surrogates, invisible marks.

    >>> clean(" a\\u200bb\\0 ")
    'ab'
    """
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", whole)).strip()


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Return Traditional characters as Simplified ones.

    >>> simplify("農產品")
    '农产品'
    """
    return str(_simplifier().convert(text)) if _HAN.search(text) else text


def fold(text: str) -> str:
    """Return the form in which two spellings compare equal: width, case, script, blanks.

    >>> fold("ＡＢＣ　農村 e-Commerce")
    'abc 农村 e-commerce'
    """
    return re.sub(r"\s+", " ", simplify(unicodedata.normalize("NFKC", text)).casefold()).strip()


def is_chinese(text: str) -> bool:
    """Tell whether a text is rather Chinese than written in Latin letters.

    >>> is_chinese("VAT要交多少"), is_chinese("What does 一件代发 mean here?")
    (True, False)
    """
    return len(_HAN.findall(text)) / _CHARACTERS_PER_WORD > len(_LATIN_WORD.findall(text))


def language_of(text: str) -> Language:
    """Return the language that a text is rather in; unlike `detect_language` it knows no third one.

    >>> language_of("卖苹果要办执照吗"), language_of("🙂")
    ('zh', 'en')
    """
    return "zh" if is_chinese(text) else "en"


def detect_language(text: str) -> Language | None:
    """Return the language of a question; None for another language, or where there are no words.

    >>> detect_language("卖苹果要办执照吗"), detect_language("do i need a licence"), detect_language("🙂")
    ('zh', 'en', None)
    """
    if len(_OTHER_SCRIPT.findall(text)) > len(_HAN.findall(text)):
        return None
    if is_chinese(text):
        return None if re.search(r"[\u3040-\u30ff]", text) else "zh"
    words = _LATIN_WORD.findall(text)
    if not words:
        return None
    return "en" if len(words) < _FEWEST_WORDS_TO_IDENTIFY or _is_english(" ".join(words)) else None


# The identifier's own languages that a rural seller might write; fewer rivals make fewer false alarms.
_IDENTIFIED = [
    "en",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "id",
    "ms",
    "vi",
    "tr",
    "sw",
    "tl",
    "sv",
    "ro",
    "cs",
    "hu",
]


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_IDENTIFIED)
    return identifier


def _is_english(text: str) -> bool:
    language, probability = _identifier().classify(text)
    return bool(language == "en" or probability < 0.95)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order; a line that ends without a mark is a sentence too.

    >>> split_sentences("It costs 1.5 yuan. See No. 37 for more.")
    ['It costs 1.5 yuan.', 'See No. 37 for more.']
    >>> split_sentences("要登记。不登记会被罚！")
    ['要登记。', '不登记会被罚！']
    """
    ends = _SENTENCE_END_ZH if is_chinese(text) else _SENTENCE_END_EN
    pieces = [piece.strip().removeprefix("- ") for line in text.splitlines() for piece in ends.split(line)]
    return [piece for piece in pieces if piece]


def tokens_of(text: str) -> float:
    """Return about how many tokens a model makes of a text: 0.7 for a Chinese character, 0.25 for another.

    >>> tokens_of("电子商务"), tokens_of("commerce")
    (2.8, 2.0)
    """
    wide = sum(ord(character) > 0x2E7F for character in text)
    return round(0.7 * wide + 0.25 * (len(text) - wide), 2)


def join_texts(texts: Iterable[str], language: Language) -> str:
    """Return texts one behind the other as the language writes them; empty ones leave no trace.

    >>> join_texts(["We sell tea.", "", "Must we register?"], "en"), join_texts(["卖茶。", "要办证吗？"], "zh")
    ('We sell tea. Must we register?', '卖茶。要办证吗？')
    """
    return ("" if language == "zh" else " ").join(filter(None, texts))
