"""Stand-ins that are fast and the same on every machine."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.embedding import Vectors, normalise
from assistant.tokenizing import tokenize


class WordEmbedder:
    """Embeds a text as the bag of its words: shared words make vectors alike, in any order."""

    name = "words"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in tokenize(text):
                vectors[row, zlib.crc32(word.encode()) % 256] += 1
        return normalise(vectors)


FRONT_MATTER = """---
id: {id}
title: {title}
publisher: null
document_number: null
issued: null
effective: {effective}
expires: {expires}
replaced_by: null
url: null
audience: [farmer]
checked: 2026-11-22
note: null
---
"""


def write_document(
    folder: Path,
    name: str,
    body: str,
    *,
    topic: str = "laws",
    title: str = "Apple Law",
    effective: str = "2020-01-01",
    expires: str = "null",
) -> Path:
    """Write a built-in document such as `apples.en` and return its path."""
    path = folder / topic / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FRONT_MATTER.format(id=name.rpartition(".")[0], title=title, effective=effective, expires=expires)
    path.write_text(front + body, encoding="utf-8")
    return path


APPLES_EN = """## art-1 Registering an orchard
> Must I register my orchard?
> orchard registration

A grower of apples must register the orchard within 30 days. Pears need no registration.

## art-2 Labels
> What goes on the apple label?

The label of an apple box names the grower and the weight.
"""
APPLES_ZH = """## art-1 果园登记
> 我的果园要登记吗？
> 果园登记

种苹果的人要在30日内登记果园。梨不用登记。

## art-2 标签
> 苹果箱的标签写什么？

苹果箱的标签要写明种植者和重量。
"""
WEATHER_EN = """## forecast The weather
> Will it rain tomorrow?
> weather forecast for the weekend

My sources hold no weather. Ask the weather office.
"""
HELLO_EN = """## greeting Greeting
> hello
> good morning

Hello! Ask me about apples.
"""


def write_library(folder: Path) -> Path:
    """Write a small library: one law in both languages, a boundary topic and a greeting."""
    write_document(folder, "apples.en", APPLES_EN)
    write_document(folder, "apples.zh", APPLES_ZH, title="苹果法")
    write_document(folder, "weather.en", WEATHER_EN, topic="boundaries", title="the weather", effective="null")
    write_document(folder, "greeting.en", HELLO_EN, topic="small-talk", title="greeting", effective="null")
    return folder
