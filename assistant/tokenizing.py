"""The words of a text: one tokenizer for both languages, for the index and for the questions."""

import logging
import re
from functools import cache

import jieba
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

from assistant.language import fold

# Codes such as 3.2.1 or GB 43284-2023 would be cut to pieces by a word list.
_TOKEN = re.compile(r"\d+(?:[.\-/]\d+)+|\d+(?:\.\d+)?[万亿%]?|[a-z]+(?:'[a-z]+)?|[\u3400-\u9fff]+")
_STOPWORDS = frozenset(STOPWORDS_EN) | {"i", "my", "me", "we", "our", "you", "your", "do", "does", "can", "how", "what"}


@cache
def word_list() -> jieba.Tokenizer:
    """Return the cutter of Chinese text, loaded once."""
    jieba.setLogLevel(logging.ERROR)
    words = jieba.Tokenizer()
    words.initialize()
    return words


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def stem(word: str) -> str:
    """Return the stem of an English word in lower case.

    >>> stem("boxes")
    'box'
    """
    return str(_stemmer().stemWord(word))


def tokenize(text: str) -> list[str]:
    """Return the words of a text, folded: Chinese ones with their parts, English ones by their stem.

    >>> tokenize("Selling 3.2.1 apples")
    ['sell', '3.2.1', 'appl']
    """
    tokens: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        if token[0].isdigit():
            tokens.append(token)
        elif token.isascii():
            if token not in _STOPWORDS:
                tokens.append(stem(token))
        else:
            tokens.extend(word_list().cut_for_search(token))
    return tokens
