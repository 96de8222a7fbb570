"""What a client asks in a description: each question in the client's own words, apart from the story around it.

A description is a story with questions in it. What asks is found sentence by sentence, so that 'nobody knows how
old she is' is told and 'I want to know how old it may be' is asked. Which way to go at all is the question that the
whole draft answers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.datatypes import Language
from assistant.embedding import Embedder
from assistant.profile_segments import Segment, plain_text, split_segments
from assistant.profile_similarity import score_texts
from assistant.tokenizing import tokenize

# Who asks without a question mark says that he asks, or (in Chinese) ends in a word that asks.
_ASKS_EN = re.compile(
    r"\?\W*$|\b(?:wants?|wanted|would like|'d like|like) to (?:know|ask)\b|\bwonder(?:s|ing)?\b"
    r"|\b(?:do not|don't|does not|doesn't|not) (?:know|sure|understand) "
    r"(?:whether|if|how|what|which|where|who|when|why)\b"
    r"|\b(?:please )?tell (?:me|us) (?:whether|if|how|what|which|where|who|when|why)\b"
)
_QUESTION_MARK = re.compile(r"[?？]")
_INTERROGATIVE_ZH = (
    r"吗|怎么|怎样|如何|多少|哪|谁|什么(?![都也])|啥(?![都也])|咋|几(?:户|家|个|天|年|成|种|样|次)|为何|多久|多长|多大|要不要|能不能|可不可以|该不该|是不是"
    r"|算不算|会不会|行不行|有没有|值不值|合不合|对不对|好不好|用不用|办不办|能否|是否|还是"
)
_ENDS_ASKING_ZH = re.compile(
    r"(?:[吗么呢]|要不要\S{0,6}|能不能\S{0,8}|可不可以\S{0,8}|该不该\S{0,6}|算不算\S{0,8}|行不行|值不值\S{0,3}"
    r"|(?:怎么|咋)(?:办|做|走|弄|分|算|写|交|定|才)\S{0,6})\W*$"
)
_SAYS_IT_ASKS_ZH = re.compile(r"想问|请问|问一下|问问|请教|想知道|想晓得|不知道|不晓得|拿不准|弄不清|搞不清|不清楚")
_HAS_INTERROGATIVE_ZH = re.compile(_INTERROGATIVE_ZH)
_HEARD_ZH = re.compile(r"(?:还|又|也|再)?(?:听说|听人说|有人说|人家说|都说)")
_COURTESY_ZH = re.compile(
    r"^(?:我|俺|我们|另外|还有|所以|就|也|再)*(?:想|要)?(?:问一下|问问|请问|请教一下|请教|想问|问|想知道|想晓得)(?:您|你|一下|下)?[,:，：]*"
)
_CLAUSES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"[,;]\s+(?:(?:and|but|or|also)\s+)?(?=(?:what|how|when|where|who|whom|which|why|do|does|did|can|could|is|are|should"
        r"|shall|must|may|will|would)\b)"
        r"|\s+(?:and|or)\s+(?:also\s+)?(?=(?:what|how|when|where|who|which|why|is it|are we|am i|do i|do we|can i"
        r"|can we|may i|may we|must i|must we|should i|should we|will)\b)"
    ),
    "zh": re.compile(r"[,;，；]"),
}
_OPENS_ASKING_EN = re.compile(
    r"^(?:(?:and|but|so|or|also|then|well|now|please)\W+)*(?:what|how|when|where|who|whom|whose|which|why|do|does|did|can"
    r"|could|is|are|am|was|were|should|shall|must|may|might|will|would|has|have|in what|at what|by when|to whom)\b"
)
# What points at something told just before; "it" alone may point at nothing, as in "is it true".
_POINTS_BACK: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:that|this|those|these|she|he)\b(?! (?:is|are|was|were) )|(?<!worth )\b(?:it|them|so)\b\W*$"
    ),
    "zh": re.compile(r"这|那(?!里)|它|[他她]"),
}
# With so few words of its own a question that points back is shown, and asked, with the sentence before it.
_FEW_WORDS = 5
# So short a Chinese clause after a question belongs to it: "does this count as handicraft, must I?".
_SHORT_CLAUSE_ZH = 5
# Words around a question are shown with it up to this many characters.
_LONGEST_SHOWN: dict[Language, int] = {"en": 240, "zh": 90}
# So clearly must a question ask for the way, and more clearly than for a rule, to be taken for that.
_ASKS_THE_WAY = 0.15
# Without a question mark, words that ask must be heard so clearly as a question: 'I don't know who buys these' is none.
_CLEARLY_ASKED = 0.25


@dataclass(frozen=True, slots=True)
class ClientQuestion:
    """A question as the client put it; `before` is the sentence before it, '' where there is none.

    `asks_the_way` is True where it asks only which way to go, `is_clear` False where it may be no question at all.
    """

    words: str
    before: str = ""
    asks_the_way: bool = False
    is_clear: bool = True

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
    asking = [_asks(segment.plain, language) for segment in segments]
    found: dict[str, ClientQuestion] = {}
    for place, segment in enumerate(segments):
        if not asking[place]:
            continue
        told = _words(text, segments[place - 1]) if place and not asking[place - 1] else ""
        clear = bool(_QUESTION_MARK.search(segment.plain))
        for number, words in enumerate(_questions_in(_words(text, segment), language)):
            # Only the first question of a sentence follows on the sentence before.
            asked = ClientQuestion(words, "" if number else told, is_clear=clear)
            question = _with_what_it_leans_on(asked, language)
            found.setdefault(question.words, question)
    return tuple(found.values())


def weigh_questions(
    questions: Sequence[ClientQuestion], language: Language, reader: Embedder | None
) -> tuple[ClientQuestion, ...]:
    """Return the questions, each with what it asks for, as the fitted reader of descriptions hears it."""
    words = [question.words for question in questions]
    if not words:
        return ()
    fitted, scores = score_texts(words, [plain_text(one) for one in words], language, reader)
    asked = {label: scores[:, place].tolist() for place, label in enumerate(fitted.labels)}
    nothing = [0.0] * len(words)
    heard = zip(asked.get("asks=direction", nothing), asked.get("asks=rule", nothing), strict=True)
    return tuple(
        replace(
            question,
            asks_the_way=way >= _ASKS_THE_WAY and way > rule,
            is_clear=question.is_clear or rule >= _CLEARLY_ASKED,
        )
        for question, (way, rule) in zip(questions, heard, strict=True)
    )


def _words(text: str, segment: Segment) -> str:
    return " ".join(text[segment.start : segment.end].split())


def _asks(plain: str, language: Language) -> bool:
    if language == "en":
        return bool(_ASKS_EN.search(plain))
    if re.search(r"\?\W*$", plain) or _ENDS_ASKING_ZH.search(plain):
        return True
    said = _SAYS_IT_ASKS_ZH.search(plain)
    return bool(said and _HAS_INTERROGATIVE_ZH.search(plain, said.end()))


def _questions_in(sentence: str, language: Language) -> Iterator[str]:
    """Yield the questions of a sentence; what is told in it before the first, or between two, belongs to the next."""
    cuts = [match.span() for match in _CLAUSES[language].finditer(plain_text(sentence))]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence)]
    questions: list[tuple[int, int]] = []
    told_from = 0
    for start, end in zip(starts, ends, strict=True):
        clause = sentence[start:end].strip()
        if not _is_asking(clause, language):
            continue
        if questions and start == told_from and _is_added(clause, language):
            questions[-1] = (questions[-1][0], end)
        else:
            leans = language == "zh" or _POINTS_BACK[language].search(plain_text(clause))
            questions.append((told_from if leans else start, end))
        told_from = next((one for one in starts if one >= end), len(sentence))
    for start, end in questions or [(0, len(sentence))]:
        # 'They say this, and they say that: is it true?' asks about both.
        heard = [one for one in starts if start < one < end and _HEARD_ZH.match(sentence, one)]
        for piece_start, piece_end in pairwise([start, *heard, end]):
            yield _bare(sentence[piece_start:piece_end].strip(" ,，;；"), language)


def _is_added(clause: str, language: Language) -> bool:
    """Tell whether a clause that asks only goes on with the question right before it."""
    short = sum(character.isalnum() for character in clause) < _SHORT_CLAUSE_ZH
    return language == "zh" and (short or bool(_POINTS_BACK["zh"].search(clause)))


def _is_asking(clause: str, language: Language) -> bool:
    plain = plain_text(clause)
    if language == "en":
        return bool(_OPENS_ASKING_EN.search(plain) or _ASKS_EN.search(plain))
    return bool(_HAS_INTERROGATIVE_ZH.search(plain)) and bool(_COURTESY_ZH.sub("", plain))


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
    return replace(question, words=longer, before="") if points else question
