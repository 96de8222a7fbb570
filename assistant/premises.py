"""Finds what a question takes for granted and the sources contradict, so that it is put right first.

Only clear contradictions count: a clause that asserts something, a sentence of the sources on the same
matter, and between the two another number, the opposite duty or permission, or another name. What is
told of the asker's own affairs ('I sold 140,000 last year') contradicts nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.chunking import sentence_chunk_id
from assistant.datatypes import Language, RetrievedSection
from assistant.embedding import Embedder, Vectors
from assistant.language import fold, is_chinese, split_sentences
from assistant.quantities import Quantity, find_quantities
from assistant.vector_index import VectorIndex

_SECTIONS_LOOKED_AT = 3
# A sentence speaks of the same matter as a clause from this cosine on.
_SAME_MATTER = 0.36
# Without a number to compare, the two must be nearer for a contradiction to be sure.
_SURELY_SAME_MATTER = 0.42
_OPPOSED_FROM = 0.34
_SENTENCES_LOOKED_AT = 5

_CLAUSE_END_ZH = re.compile(r"[，。？！；,?!;\n]+")
_CLAUSE_END_EN = re.compile(
    r"[.?!;:\n]+\s+|[?!]$|,\s+|\s+(?=(?:because|so|since)\b)|^(?:since|as|because|given that|seeing that|if|so)\s+",
    re.IGNORECASE,
)
_WHY = re.compile(r"^(?:why|how come)\s+(?:does|do|did|is|are|has|have|must|can)?\s*|^为(?:什么|啥|何)", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:what|how|who|where|when|which|do|does|did|can|could|is|are|may|must|should|shall|will|would|tell)\b"
    r"|\b(?:which|what|how (?:many|much|long))\b"
    r"|吗|呢$|什么|啥|咋|怎么|多少|多久|几|哪|谁|还是|能不能|要不要|是不是|算不算|可不可以",
    re.IGNORECASE,
)
_OWN_AFFAIRS = re.compile(
    r"^(?:and |but |so )?(?:i|i'm|i've|we|we're|we've|my|our|he|she|his|her|they)\b|^(?:我|俺|咱|他|她|家里)"
)
_OF_A_RULE = re.compile(
    r"\b(?:law|paper|rule|limit|line|wants|must|has to|have to|needs?|starts?|caps?|only|at least|at most|up to)\b"
    r"|法|规定|论文|必须|得满|标准|以内|以下|以上|不用|至少|最多|起征|要满|要先"
)

_NO_DUTY = re.compile(
    r"\b(?:need not|needn't|(?:do|does)(?:n't| not) (?:need|have) to|no need|exempt|free (?:of|from)|voluntar\w+"
    r"|not required)\b"
    r"|不用|无需|不必|不需要|自愿|用不着"
)
_DUTY = re.compile(
    r"\b(?:must(?! not)|have to|has to|needs? to|required|need a|obliged|has had to)\b|必须|应当|要先|得先|非得|非要"
)
_NO_RIGHT = re.compile(
    r"\b(?:may not|must not|cannot|can't|mustn't|forbidden|banned|prohibited|void)\b"
    r"|不得|不能|不可以|禁止|不许|无效|不受保护"
)
_RIGHT = re.compile(
    r"\b(?:may(?! not)|can(?!not|'t)|allowed|lets|entitled)\b"
    r"|(?<!不)可以|(?<!不)能(?!够)|允许|有权|要求|受法律保护|法律是保护的"
)
_OPPOSITES = ((_DUTY, _NO_DUTY), (_RIGHT, _NO_RIGHT))
_PLATFORMS = ("taobao|淘宝", "pinduoduo|拼多多", r"\bjd\b|京东", "douyin|抖音", "kuaishou|快手")


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence of the sources that contradicts a clause of the question."""

    clause: str
    section: RetrievedSection
    sentence: str
    similarity: float


@dataclass(frozen=True, slots=True)
class _Told:
    section: RetrievedSection
    sentence: str
    whole: str


def asserted_clauses(question: str) -> list[str]:
    """Return the clauses of a question that assert something about the matter rather than ask.

    >>> asserted_clauses("Since the paper names five patterns, which are they?")
    ['the paper names five patterns']
    >>> asserted_clauses("合作社登记要办三个月，能先签合同吗")
    ['合作社登记要办三个月']
    """
    pattern = _CLAUSE_END_ZH if is_chinese(question) else _CLAUSE_END_EN
    pieces = [piece.strip() for piece in pattern.split(question) if piece and piece.strip()]
    stripped = [(piece, _WHY.sub("", piece)) for piece in pieces]
    return [claim for piece, claim in stripped if claim and (claim != piece or not _ASKS.search(piece))]


def find_false_premise(
    question: str, sections: Sequence[RetrievedSection], language: Language, index: VectorIndex, embedder: Embedder
) -> Correction | None:
    """Return the clearest contradiction between what a question asserts and the sections found for it."""
    clauses = asserted_clauses(question)
    told = list(_sentences(sections[:_SECTIONS_LOOKED_AT], language))
    if not clauses or not told:
        return None
    known = index.vectors("sentence", [id for id, _ in told])
    told = [(id, one) for id, one in told if id in known]
    similarities = embedder.embed_passages(clauses) @ np.stack([known[id] for id, _ in told]).T
    found = [
        correction
        for clause, row in zip(clauses, similarities, strict=True)
        for correction in _contradictions(clause, [one for _, one in told], row)
    ]
    return max(found, key=lambda correction: correction.similarity, default=None)


def _sentences(sections: Sequence[RetrievedSection], language: Language) -> Iterator[tuple[str, _Told]]:
    for hit in sections:
        _, document, section = hit.in_language(language)
        for number, sentence in enumerate(split_sentences(section.text)):
            yield sentence_chunk_id(document, section, number), _Told(hit, sentence, section.text)


def _contradictions(clause: str, told: Sequence[_Told], similarities: Vectors) -> Iterator[Correction]:
    order = np.argsort(-similarities)
    for row in order[:_SENTENCES_LOOKED_AT]:
        similarity, one = float(similarities[row]), told[row]
        if similarity < _OPPOSED_FROM or _agree(clause, one.sentence):
            break
        named = similarity >= _SURELY_SAME_MATTER and _other_platform(clause, one)
        if named or _opposed(clause, one.sentence):
            yield Correction(clause, one.section, one.sentence, similarity)
            break
    of_a_rule = _OF_A_RULE.search(fold(clause))
    if _OWN_AFFAIRS.search(fold(clause)) and not of_a_rule:
        return
    for quantity in find_quantities(clause):
        if quantity.unit in ("yuan", "") and quantity.value >= 1000 and not of_a_rule:
            continue  # what goods are worth, what a shop sold: an own affair without 'I'
        rivals = [(float(similarities[row]), told[row]) for row in order if _has_rival(quantity, told[row].sentence)]
        if rivals and rivals[0][0] >= _SAME_MATTER and not _has_value(quantity, rivals[0][1].whole):
            yield Correction(clause, rivals[0][1].section, rivals[0][1].sentence, rivals[0][0])


def _opposed(clause: str, sentence: str) -> bool:
    """Tell whether one says that something must or may be done and the other that it need or may not."""
    pairs = zip(_stances(clause), _stances(sentence), strict=True)
    return any(asserted is not None and stated is not None and asserted != stated for asserted, stated in pairs)


def _agree(clause: str, sentence: str) -> bool:
    """Tell whether both say that something must, need not, may or may not be done."""
    pairs = zip(_stances(clause), _stances(sentence), strict=True)
    return any(asserted is not None and asserted == stated for asserted, stated in pairs)


def _stances(text: str) -> list[bool | None]:
    """Return, on duty and on permission, whether a text affirms it, denies it, or says nothing of it."""
    plain = fold(text)
    return [
        False if negative.search(plain) else True if positive.search(plain) else None
        for positive, negative in _OPPOSITES
    ]


def _other_platform(clause: str, told: _Told) -> bool:
    named = [pattern for pattern in _PLATFORMS if re.search(pattern, fold(clause))]
    stated = [pattern for pattern in _PLATFORMS if re.search(pattern, fold(told.sentence))]
    return bool(named and stated) and not set(named) & set(stated)


def _has_rival(quantity: Quantity, sentence: str) -> bool:
    return any(_comparable(quantity, other) for other in find_quantities(sentence))


def _has_value(quantity: Quantity, text: str) -> bool:
    return any(other.value == quantity.value for other in find_quantities(text))


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities measure the same kind of thing, so that they can contradict."""
    times = {"day", "working day", "month", "year"}
    if one.unit in ("date", "article"):
        return False
    if one.unit in times or other.unit in times:
        return one.unit in times and other.unit in times
    if {one.unit, other.unit} <= {"", "yuan"}:
        return (one.value >= 1000) == (other.value >= 1000)
    return one.unit == other.unit
