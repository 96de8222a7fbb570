"""A description cut into segments, with what in them is only said, planned, supposed, past or about elsewhere.

Places count code points of the raw text, so that words can be shown as they were written.
"""

import itertools
import re
import unicodedata
from dataclasses import dataclass

from assistant.datatypes import Language
from assistant.language import simplify

_ENDS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:(?<!\bno)(?<!\bmr)(?<!\bmrs)[.!?]+[\"')\]]*(?=\s|$)|;|\n+|\.\.\.)"),
    "zh": re.compile(r"[。!?;\n…]+[\"'」』)]*"),
}
# Where a clause begins, so far as it matters to what a marker covers.
_CLAUSE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r",\s|:\s|\(|\s-\s|—|–"),
    "zh": re.compile(r"[,:(—]"),
}
_CONTRAST: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:but|yet|still|however|now|today|these days|nowadays|since then|since (?:19|20)\d\d|in fact|as of now|at present|so far)\b"
    ),
    "zh": re.compile(
        r"[去前今]年(?:[春夏秋冬]天|[一二三四五六七八九十]+月)?起|(?<=\d)年起|年(?:开始|以来)|才转(?=[到做上])|但|可是|可(?=[现今眼我俺])|不过|只是|然而|现在|如今|眼下|今年|目前|这几年|这两年|后来|其实"
    ),
}
_MARKERS: dict[Language, dict[str, re.Pattern[str]]] = {
    "en": {
        "hearsay": re.compile(
            r"\b(?:they|people|some|neighbou?rs|others|folks?|everyone|somebody|someone) (?:say|tell|claim|told|talk)\b"
            r"|\bi(?: have|'ve)? (?:also )?(?:heard|read|am told)\b|\bit is said\b|\brumou?r|\bsupposedly\b|\bapparently\b|\bthey say\b"
            r"|\b(?:he|she|cousin|friend|son|wife|husband|daughter|uncle|aunt|brother|sister|mother|father|neighbou?r|cadre|man|woman"
            r"|nephew|niece|colleague|in-law|teacher|banker|official) (?:\w+ )?(?:says|thinks|tells|claims|swears|insists|believes|wants"
            r"|keeps saying|advises|reckons|suggests)\b|\bsaw (?:on|in) (?:the )?(?:tv|television|news)|\btells me\b"
        ),
        "plan": re.compile(
            r"\b(?:want to|wants to|plan(?:s|ning)? to|hope to|hopes to|intend|would like|wish to|dream of|dreams of|thinking of|thinking about"
            r"|talk(?:ing)? (?:of|about)|next (?:year|spring|season|month|autumn|summer|winter)|some ?day|one day (?:i|we)|in (?:the )?future"
            r"|going to (?:try|build|open|buy|hire|join|found|start|ask|sell|find|make)|considering|mean to|would be (?:nice|good|better)"
            r"|perhaps (?:later|next|one day)|maybe (?:later|next|one day|we (?:will|should|could)))\b"
        ),
        "supposed": re.compile(
            r"\bif (?:i|we|only|they|he|she|it|somebody|someone|the)\b|\bwere (?:i|we) to\b|\bsuppose\b"
        ),
        "past": re.compile(
            r"\b(?:used to|in the old days|formerly|back then|at the time|in (?:the|those) (?:past|old times|early days)|once upon"
            r"|in my father's (?:day|time)|years ago|long ago|in those (?:days|years)|until (?:19|20)\d\d|before (?:19|20)\d\d)\b"
        ),
        "elsewhere": re.compile(
            r"\b(?:in|of|over) (?:the )?(?:next|neighbouring|another|other) (?:county|counties|province|district|valley|village)"
            r"|\b(?:friend|cousin|relative|acquaintance|classmate)\b.{0,12}\bin (?!our|the village|town)\w+|\bsomewhere (?:in|else)\b"
        ),
    },
    "zh": {
        "hearsay": re.compile(
            r"(?<!没)听说|听人[讲说]|据说|人家说|有人[说讲]|都[说讲](?!好)|传说|说是|网上看到|报上|电视[上里]|新闻里|听\S{0,4}[讲说](?:过|的|起)?|"
            r"(?:爹|爸|妈|娘|媳妇|老婆|老公|儿子|闺女|女儿|哥|弟|姐|妹|嫂|叔|婶|舅|姑|姨|侄子?|外甥|丈人|朋友|同学|亲戚|干部|主任|书记|镇长|孙子)"
            r"(?:\S{0,2})(?:说|讲|劝|让我|让俺|非说|老说|总说|觉得|主张|嚷|念叨|建议|撺掇)"
        ),
        "plan": re.compile(
            r"打算|准备(?=[再开做搞去明找把跟和建])|计划(?=[再开做搞去明找把])|以后(?=[想再也要找能])|往后(?=[想再要])|将来|明年|下半年|来年"
            r"|希望|盘算|想(?=(?:找|再|把|跟|和|请|建|拉|联合|合伙|成立|申请|扩|弄个|搞个|做个牌子|注册))|以后想|有朝一日|等(?:攒|有)了钱"
        ),
        "supposed": re.compile(r"如果|要是|假如|万一|的话|倘若|哪天"),
        "past": re.compile(r"以前|从前(?!年)|过去|往年|早年|早些年|当年|原先|原来|那时|那会儿|早先|先前|前些年|老早"),
        "elsewhere": re.compile(
            r"(?:隔壁|邻|外|别的?|人家|旁边)(?:县|省|镇|乡)(?!来|进|买|拉|运|订|拿|料|的料|收|就有人|的?店)|外省(?:有个|有人说)"
        ),
    },
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a part of one up to a semicolon; `plain` is its text as patterns look at it."""

    start: int
    end: int
    plain: str
    covered: tuple[tuple[int, int, str], ...]

    def marks_most(self) -> frozenset[str]:
        """Return the kinds of marker that cover at least half of the segment."""
        length = max(len(self.plain), 1)
        return frozenset(kind for start, end, kind in self.covered if (end - start) * 2 >= length)

    def part(self, start: int, end: int) -> "Segment":
        """Return a stretch of the segment, counted from its own beginning, under the marks that cover it."""
        covered = tuple(
            (max(left, start) - start, min(right, end) - start, kind)
            for left, right, kind in self.covered
            if left < end and right > start
        )
        return Segment(self.start + start, self.start + end, self.plain[start:end], covered)


def plain_text(text: str) -> str:
    """Return a text of the same length in lower case, simplified characters and plain width.

    >>> plain_text("ＡＢ，農家’s")
    "ab,农家's"
    """
    simple = simplify(text)
    if len(simple) != len(text):
        simple = text
    return "".join(_plain(character) for character in simple)


def _plain(character: str) -> str:
    if character in "’‘`´":
        return "'"
    if character in "“”«»":
        return '"'
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def split_segments(text: str, language: Language) -> list[Segment]:
    """Return the segments of a text in order; blank ones are left out."""
    plain = plain_text(text)
    ends = [match.end() for match in _ENDS[language].finditer(plain)]
    if not ends or ends[-1] < len(plain):
        ends.append(len(plain))
    segments = []
    start = 0
    for end in ends:
        piece = plain[start:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            stripped = piece.strip()
            segments.append(Segment(start + lead, start + lead + len(stripped), stripped, _covered(stripped, language)))
        start = end
    return segments


def _covered(plain: str, language: Language) -> tuple[tuple[int, int, str], ...]:
    spans = []
    clauses = [0, *(match.end() for match in _CLAUSE[language].finditer(plain))]
    for kind, pattern in _MARKERS[language].items():
        for match in pattern.finditer(plain):
            start = max(place for place in clauses if place <= match.start())
            contrast = _CONTRAST[language].search(plain, match.end())
            spans.append((start, contrast.start() if contrast else len(plain), kind))
    return tuple(spans)


# So short a text is read clause by clause as well: what it tells and what it asks often share one sentence.
_FEW_SENTENCES = 3
_CUTS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[,:]\s+|\s-\s|\s(?=(?:and|but|so) )"),
    "zh": re.compile(r"[,:、]"),
}
_SHORTEST_CLAUSE: dict[Language, int] = {"en": 12, "zh": 4}


def with_clauses(segments: list[Segment], language: Language) -> list[Segment]:
    """Return the segments and, of a text of few, their clauses and pairs of clauses, under the sentence's marks.

    >>> [piece.plain for piece in with_clauses(split_segments("我种桃,该怎么办?", "zh"), "zh")]
    ['我种桃,该怎么办?', '该怎么办?']
    """
    if len(segments) > _FEW_SENTENCES:
        return segments
    return [*segments, *(clause for segment in segments for clause in _clauses(segment, language))]


def _clauses(segment: Segment, language: Language) -> list[Segment]:
    cuts = [0, *(match.end() for match in _CUTS[language].finditer(segment.plain)), len(segment.plain)]
    spans = [*itertools.pairwise(cuts), *zip(cuts, cuts[2:], strict=False)] if len(cuts) > 2 else []
    shortest = _SHORTEST_CLAUSE[language]
    return [segment.part(start, end) for start, end in spans if end - start > shortest and end - start < cuts[-1]]
