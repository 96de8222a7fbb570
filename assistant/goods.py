"""Names of goods give way to the kind of goods they are: a rule seldom asks which fruit it is.

Two questions about the same rule are far apart for an embedding model when one is about kiwi and the other about
dried fish, and near when two quite different matters share their fruit. Goods with rules of their own (liquor,
medicine, seed, tobacco) keep their names. The names stand in `goods.<language>.txt`, by kind.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.datatypes import Language
from assistant.embedding import Embedder, Vectors, normalise
from assistant.language import is_chinese

_NAMES = Path(__file__).parent
# One character names goods only behind a verb of growing and selling: 卖桃, but 菜单 and 闲鱼.
_SHORT = re.compile(r"(?<=[卖种摘养晒])[桃梨杏枣柑瓜菜茶鱼虾蟹姜](?!单|鸟|市)")
_FRESH, _MADE = "produce", "processed food"
WORKED_UP = r"dried|smoked|salted|pickled|candied|canned|bottled|roasted|fermented"
_QUALITY = r"fresh|frozen|wild|organic|home-?grown|home-?made|green|red|black|white|sweet"


@cache
def load_kinds(language: Language) -> dict[str, str]:
    """Return the kind of goods by name, in plain spelling."""
    kinds: dict[str, str] = {}
    kind = ""
    for line in (_NAMES / f"goods.{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            kind = line[1:].strip()
        else:
            kinds |= {name.replace("-", " "): kind for name in line.split()}
    return kinds


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    names = sorted(load_kinds(language), key=lambda name: (-len(name), name))
    if language == "zh":
        return re.compile("|".join(map(re.escape, names)))
    spelled = "|".join(re.escape(_stem(name)).replace(r"\ ", "[ -]") for name in names)
    return re.compile(
        rf"\b(?:(?P<worked_up>{WORKED_UP})\s+)?(?:(?:{_QUALITY})\s+)?(?P<name>{spelled})(?:y|ies|es|s)?\b",
        re.IGNORECASE,
    )


def _stem(name: str) -> str:
    """Return a name without the y that its plural loses."""
    return name[:-1] if name.endswith("rry") or name.endswith("lly") or name == "lily" else name


def generalise(text: str) -> str:
    """Return a text with the names of goods replaced by their kind; several in a row become one.

    >>> generalise("我想在抖音卖自家晒的红薯干，要办啥证"), generalise("are fresh cherries and plums exempt?")
    ('我想在抖音卖自家晒的加工食品，要办啥证', 'are produce exempt?')
    >>> generalise("Must I register?")
    'Must I register?'
    """
    if is_chinese(text):
        kinds = load_kinds("zh")
        plain = _SHORT.sub("农产品", _pattern("zh").sub(lambda found: kinds[found[0]], text))
        return re.sub(rf"({'|'.join(set(kinds.values()))})(?:[、和跟与]?\1)+", r"\1", plain)
    plain = _pattern("en").sub(_kind_of, text)
    return re.sub(rf"({_FRESH}|{_MADE})(?:(?:,| and| or|, and|, or) \1)+", r"\1", plain)


def _kind_of(found: re.Match[str]) -> str:
    kinds = load_kinds("en")
    name = re.sub(r"[ -]", " ", found["name"].lower())
    kind = kinds.get(name) or kinds.get(name + "y") or _FRESH
    return _MADE if kind == _FRESH and found["worked_up"] else kind


def embed_generalised(questions: Sequence[str], embedder: Embedder) -> Vectors:
    """Return one vector of length 1 per question: between the question's own and that of its general form.

    A question that names no goods has its own vector; no questions give no rows.
    """
    general = [generalise(question) for question in questions]
    changed = [place for place, question in enumerate(questions) if general[place] != question]
    found = embedder.embed_questions([*questions, *(general[place] for place in changed)])
    vectors = found[: len(questions)]
    if changed:
        vectors[changed] = normalise(vectors[changed] + found[len(questions) :])
    return vectors
