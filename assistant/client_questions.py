"""What a client asks in a description: each question in the client's own words, apart from the story around it.

A description is a story with questions in it. What asks is found sentence by sentence, so that 'nobody knows how
old she is' is told and 'I want to know how old it may be' is asked. What to do first and which way to go are told from
what holds: the draft itself answers them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.asking_words import (
    CLAUSES,
    Asking,
    asks,
    asks_clause_zh,
    asks_en,
    asks_for_papers,
    asks_the_way,
    asks_what_first,
)  # fmt: skip
from assistant.datatypes import Language
from assistant.embedding import Embedder
from assistant.profile_segments import Segment, plain_text, split_segments
from assistant.profile_similarity import score_texts
from assistant.rule_topics import named_topics
from assistant.tokenizing import tokenize

Aim = Literal["rule", "way", "first", "papers"]
_QUESTION_MARK = re.compile(r"[?？]")
_HEARD_ZH = re.compile(r"(?:还|又|也|再)?(?:听说|听人说|有人说|人家说|都说)")
_COURTESY_ZH = re.compile(
    r"^(?:我|俺|我们|另外|还有|所以|就|也|再)*(?:想|要)?(?:问一下|问问|请问|请教一下|请教|想问|问|想知道|想晓得)(?:您|你|一下|下(?!一?步))?[,:，：]*"
)
_OPENS_ASKING_EN = re.compile(
    r"^(?:(?:and|but|so|or|also|then|well|now|please)\W+)*(?:what|how|when|where|who|whom|whose|which|why|do|does|did|can"
    r"|could|is|are|am|was|were|should|shall|must|may|might|will|would|has|have|in what|at what|by when|to whom)\b"
)
# What points at something told just before; "it" alone may point at nothing, as in "is it true".
_POINTS_BACK: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:that|this|those|these|she|he|him|her|his)\b(?! (?:is|are|was|were) )|(?<!worth )\b(?:it|them|so)\b\W*$"
    ),
    "zh": re.compile(r"这|那(?!里)|它|[他她]"),
}
_TOLD_OF_SOMEBODY = re.compile(r"\b(?:he|she|him|his|they|them)\b|[他她](?!们?家)")
_MOST_BEFORE = 2
# With so few words of its own a question that points back is shown, and asked, with the sentence before it.
_FEW_WORDS = 5
# A clause of so few words asks nothing without what its sentence tells before it: 'what now?', 'must I accept?'.
_FEWEST_WORDS = 2
# So short a Chinese clause after a question belongs to it: "does this count as handicraft, must I?".
_SHORT_CLAUSE_ZH = 5
# Words around a question are shown with it up to this many characters.
_LONGEST_SHOWN: dict[Language, int] = {"en": 240, "zh": 90}
# So clearly must a question ask for the way, and more clearly than for a rule, to be taken for that.
_ASKS_THE_WAY = 0.15
# Without a question mark, a sentence must be heard so clearly as a question, by how surely its words ask; of the
# sentences of stories in which nothing is asked, one in six hundred is.
_HEARD: dict[Asking, float] = {"surely": 0.12, "perhaps": 0.2}
_CLEARLY_ASKED = 0.2


@dataclass(frozen=True, slots=True)
class ClientQuestion:
    """A question as the client put it; `before` is what was told right before it, '' where nothing was.

    `asked` are the words that ask, where others stand among `words` that the question leans on. `aim` is "rule" where
    it asks what holds, "papers" where it asks for all that is needed to sell in order, "way" where it asks which way to
    go, "first" where it asks what to do first or next. `is_clear` is False where it may be no question at all, and
    `heard_from` how clearly it must be heard then. `sentence` numbers the sentence of the description with it.
    """

    words: str
    before: str = ""
    asked: str = ""
    aim: Aim = "rule"
    is_clear: bool = True
    heard_from: float = 0.0
    sentence: int = 0

    @property
    def is_short(self) -> bool:
        """Whether it has so few words of its own that it may lean on the sentence before without showing it."""
        return len(set(tokenize(self.words))) <= _FEW_WORDS


def find_questions(text: str, language: Language) -> tuple[ClientQuestion, ...]:
    """Return the questions of a description in order, each once, with blanks as one; none may be asked.

    >>> [one.words for one in find_questions("我家养鸡。鸡蛋路上老碎，到底谁赔？收钱要不要开票，增值税怎么交？", "zh")]
    ['鸡蛋路上老碎，到底谁赔？', '收钱要不要开票', '增值税怎么交？']
    >>> [one.words for one in find_questions("We sell tea. My son asked me. Must we register, and is 13% right?", "en")]
    ['Must we register', 'is 13% right?']
    """
    segments = split_segments(text, language)
    asking = [asks(segment.plain, language) for segment in segments]
    found: dict[str, ClientQuestion] = {}
    for place, segment in enumerate(segments):
        if asking[place] == "no":
            continue
        told = _told_before(text, segments[:place], asking[:place])
        clear = bool(_QUESTION_MARK.search(segment.plain))
        heard_from = 0.0 if clear else _HEARD[asking[place]]
        for number, words in enumerate(_questions_in(_words(text, segment), language)):
            # Only the first question of a sentence follows on the sentence before.
            before = "" if number else told
            asked = ClientQuestion(words, before, is_clear=clear, heard_from=heard_from, sentence=place)
            question = _with_what_it_leans_on(asked, language)
            found.setdefault(question.words, question)
    return tuple(found.values())


def _told_before(text: str, segments: Sequence[Segment], asking: Sequence[Asking]) -> str:
    """Return the last sentence before a question, as far as it tells; what it points back at goes with it.

    'He wants ten times the price. I offered a refund, he refused. Must I pay him?' leans on both.
    """
    told: list[str] = []
    for segment, strength in zip(reversed(segments), reversed(asking), strict=True):
        if strength == "surely":
            break
        told.insert(0, _words(text, segment))
        if len(told) == _MOST_BEFORE or not _TOLD_OF_SOMEBODY.search(segment.plain):
            break
    return " ".join(told)


def weigh_questions(
    questions: Sequence[ClientQuestion], language: Language, reader: Embedder | None
) -> tuple[ClientQuestion, ...]:
    """Return the questions, each with what it asks for, as the fitted reader of descriptions hears it."""
    # A full stop would speak against a question that bears no mark.
    words = [question.words.rstrip("。. ") for question in questions]
    if not words:
        return ()
    fitted, scores = score_texts(words, [plain_text(one) for one in words], language, reader)
    asked = {label: scores[:, place].tolist() for place, label in enumerate(fitted.labels)}
    nothing = [0.0] * len(words)
    heard = zip(asked.get("asks=direction", nothing), asked.get("asks=rule", nothing), strict=True)
    return tuple(
        replace(
            question,
            aim=_aim(question, language, way=way, rule=rule),
            is_clear=question.is_clear or max(way, rule) >= _CLEARLY_ASKED,
        )
        for question, (way, rule) in zip(questions, heard, strict=True)
        if max(way, rule) >= question.heard_from
    )


def _aim(question: ClientQuestion, language: Language, *, way: float, rule: float) -> Aim:
    if asks_what_first(plain_text(question.words), language):
        return "first"
    if asks_for_papers(plain_text(question.words), language):
        return "papers"
    if asks_the_way(plain_text(question.words), language):
        return "way"
    return "way" if way >= _ASKS_THE_WAY and way > rule else "rule"


def _words(text: str, segment: Segment) -> str:
    return " ".join(text[segment.start : segment.end].split())


def _questions_in(sentence: str, language: Language) -> Iterator[str]:
    """Yield the questions of a sentence; what is told in it before the first, or between two, belongs to the next."""
    cuts = [match.span() for match in CLAUSES[language].finditer(plain_text(sentence))]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence)]
    questions: list[tuple[int, int]] = []
    told_from = 0
    marked = _QUESTION_MARK.search(sentence) is not None
    for start, end in zip(starts, ends, strict=True):
        clause = sentence[start:end].strip()
        # 'My niece, who works in Harbin, helps' asks nothing; what a question mark ends or follows a question may.
        may_ask = end == len(sentence) or (bool(questions) and start == told_from)
        needed: Asking = "perhaps" if start == 0 or (marked and may_ask) else "surely"
        if not _is_asking(clause, language, needed):
            continue
        before = sentence[questions[-1][0] : questions[-1][1]] if questions else ""
        if questions and start == told_from and _is_added(clause, before, language):
            questions[-1] = (questions[-1][0], end)
        else:
            few = len(set(tokenize(clause))) <= _FEWEST_WORDS
            leans = language == "zh" or few or _POINTS_BACK[language].search(plain_text(clause))
            questions.append((told_from if leans else start, end))
        told_from = next((one for one in starts if one >= end), len(sentence))
    if not questions and (language == "zh" or marked or asks_en(plain_text(sentence)) == "surely"):
        questions = [(0, len(sentence))]
    for start, end in questions:
        # 'They say this, and they say that: is it true?' asks about both.
        heard = [one for one in starts if start < one < end and _HEARD_ZH.match(sentence, one)]
        for piece_start, piece_end in pairwise([start, *heard, end]):
            yield _bare(sentence[piece_start:piece_end].strip(" ,，;；"), language)


def _is_added(clause: str, before: str, language: Language) -> bool:
    """Tell whether a clause that asks only goes on with the question right before it, and not to another topic."""
    if named_topics(clause) - named_topics(before):
        return False
    short = sum(character.isalnum() for character in clause) < _SHORT_CLAUSE_ZH
    return language == "zh" and (short or bool(_POINTS_BACK["zh"].search(clause)))


def _is_asking(clause: str, language: Language, needed: Asking) -> bool:
    plain = plain_text(clause)
    if language == "en" and needed == "surely":
        return asks_en(plain) == "surely"
    if language == "en":
        return bool(_OPENS_ASKING_EN.search(plain)) or asks_en(plain) != "no"
    return asks_clause_zh(plain) and bool(_COURTESY_ZH.sub("", plain))


def _bare(question: str, language: Language) -> str:
    """Return a question without the words that only say that something is asked."""
    if language == "en":
        return question
    bare = question[len(match[0]) :] if (match := _COURTESY_ZH.match(plain_text(question))) else question
    return bare.strip() or question


def _with_what_it_leans_on(question: ClientQuestion, language: Language) -> ClientQuestion:
    """Return a question of few words that points back with the sentence before it among its words."""
    longer = f"{question.before}{'' if language == 'zh' else ' '}{question.words}"
    if not question.before or not question.is_short or len(longer) > _LONGEST_SHOWN[language]:
        return question
    points = _POINTS_BACK[language].search(plain_text(question.words))
    return replace(question, words=longer, before="", asked=question.words) if points else question
