"""BM25 over the words of sections and their typical questions; one tokenizer for both languages."""

import logging
import re
from collections.abc import Iterable, Mapping
from functools import cache

import bm25s
import jieba
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

from assistant.datatypes import Document, Language, Section, SectionKey
from assistant.language import fold

# Codes such as 3.2.1 or GB 43284-2023 would be cut to pieces by a word list.
_TOKEN = re.compile(r"\d+(?:[.\-/]\d+)+|\d+(?:\.\d+)?[万亿%]?|[a-z]+(?:'[a-z]+)?|[\u3400-\u9fff]+")
_STOPWORDS = frozenset(STOPWORDS_EN) | {"i", "my", "me", "we", "our", "you", "your", "do", "does", "can", "how", "what"}


@cache
def _word_list() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.ERROR)
    words = jieba.Tokenizer()
    words.initialize()
    return words


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


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
                tokens.append(_stemmer().stemWord(token))
        else:
            tokens.extend(_word_list().cut_for_search(token))
    return tokens


class KeywordIndex:
    """The sections by their words; built in memory, for BM25 cannot be added to."""

    def __init__(self, sections: Mapping[SectionKey, Mapping[Language, tuple[Document, Section]]]) -> None:
        entries = [(key, section) for key, languages in sections.items() for _, section in languages.values()]
        self._keys = [key for key, _ in entries]
        self._index = _build(tokenize(_words_of(section)) for _, section in entries) if entries else None

    def search(self, text: str) -> dict[SectionKey, float]:
        """Return the sections that share words with `text`, each with a score above 0 and up to 1.

        The best section has 1. A section counts once, by its better language; no shared word, no entry.
        """
        tokens = tokenize(text)
        if self._index is None or not tokens:
            return {}
        scores = self._index.get_scores(tokens)
        best = float(np.max(scores))
        if best <= 0.0:
            return {}
        found: dict[SectionKey, float] = {}
        for row in np.flatnonzero(scores):
            key = self._keys[int(row)]
            found[key] = max(found.get(key, 0.0), float(scores[row]) / best)
        return found


def _words_of(section: Section) -> str:
    return "\n".join((section.heading, section.text, *section.questions))


def _build(token_lists: Iterable[list[str]]) -> bm25s.BM25:
    index = bm25s.BM25()
    index.index(list(token_lists), show_progress=False)
    return index
