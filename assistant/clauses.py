"""What a question takes for granted: its clauses that tell rather than ask, and what its asking presupposes."""

import re
from dataclasses import dataclass

from assistant.language import fold, is_chinese, split_sentences
from assistant.tokenizing import tokenize

# With fewer words a clause says too little to be held against a source.
_FEWEST_WORDS = 3

_END_ZH = re.compile(r"[，。？！；：,?!;:\n]+")
_END_EN = re.compile(
    r"[.?!;:\n]+(?:\s+|$)|,\s+|\s+(?=(?:because|since)\b)|\s+so\s+(?=(?:what|how|who|where|when|which|can|may|must|do)\b)"
    r"|^(?:since|as|because|given that|seeing that|now that|knowing that|if|so)\s+",
    re.IGNORECASE,
)
_OPENING_EN = re.compile(
    r"^(?:(?:and|but|so|then|or|well|yet|if|as|since|because|given that|i know that)\s+)+", re.IGNORECASE
)
_OPENING_ZH = re.compile(r"^(?:既然|因为|由于|反正|听说|都说|我晓得|我知道|那么|那|可是|但是|但|所以|不过)+")
_WHY = re.compile(
    r"^(?:why|how come)\s+(?:(?:does|do|did|is|are|has|have|must|can)\s+)?|^为(?:什么|啥|何)", re.IGNORECASE
)
_ASKS_EN = re.compile(
    r"^(?:what|how|who|whose|whom|where|when|which|why|do|does|did|can|could|is|are|am|was|were|may|must|should|shall|will|would"
    r"|has|have|tell me|explain|list|compare|name|for how|in which|by when|until when|till when|since when|how come|at what|on what|under which|to whom)\b"
    r"|\b(?:tell me|i wonder|wondering|(?:know|ask|asking|understand|sure) (?:if|whether|how|what|which|who|why))\b",
    re.IGNORECASE,
)
_ASKS_ZH = re.compile(
    r"吗|呢$|么$|什么|啥|咋|怎么|怎样|如何|多少|好多|好久|多久|多长|多大|几(?!户|家人|百|千|万|乎)|哪|谁|还是|(.)不\1|有没有|是否|能否"
    r"|行不|可以不|要不$|不$|没得$|讲讲|说说|介绍|列出来"
)
# What stands before the matter of a question with a question word.
_WH_EN = re.compile(
    r"^(?:(?:for|in|by|at|on|under|to|from|with|of|until|till) )?(?:what|which|who|whose|whom|when|where|how(?: (?:long|much|many|often|far|early|soon|big|large|high|old))?)\s+"
    r"(?:(?:do|does|did|is|are|was|were|can|may|must|should|will|would|has|have)\s+)?",
    re.IGNORECASE,
)


_RELIES = re.compile(
    r"\b(?:since|because|given that|seeing that|now that|knowing that|as (?:the|a|an|my|our|we|i)|why|how come|so)\b"
    r"|既然|因为|由于|反正|听说|都说|为什么|为啥|为何|凭什么|凭啥|(?:那|所以|，)(?:我|咱|俺)?(?:该|咋|怎么|是不是)"
)
_WHETHER = re.compile(
    r"(?:^|[,.;!?] ?)(?:so |and |but |then )?(?:do|does|did|can|could|is|are|am|was|were|may|must|should|shall|will|would|has|have)\b"
    r"|\b(?:right|correct|true|ok|okay|or not)\s*\?|吗|么$|不$|没$|没有$|(.)不\1|是不是|有没有|行不|能否|是否|对吧|吧$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a question that says something; `told` where it tells, else what the asking presupposes."""

    text: str
    told: bool


def relies(question: str) -> bool:
    """Tell whether a question builds on something that it takes for granted.

    >>> relies("Since it is free, how do I?"), relies("What does it cost?")
    (True, False)
    """
    return _RELIES.search(fold(question)) is not None


def asks_whether(question: str) -> bool:
    """Tell whether a question asks whether something holds, and so leaves it open.

    >>> asks_whether("Must I register?"), asks_whether("散装腊肉要贴标签不"), asks_whether("How long?")
    (True, True, False)
    """
    return _WHETHER.search(fold(question).rstrip(" ?？。!")) is not None


def find_clauses(question: str) -> tuple[Clause, ...]:
    """Return the clauses of a question that can be true or false, in order; none may.

    >>> [clause.text for clause in find_clauses("Since the paper names five patterns, which are they?")]
    ['the paper names five patterns']
    >>> find_clauses("Which ministry hands out the title?")
    (Clause(text='ministry hands out the title', told=False),)
    >>> [clause.text for clause in find_clauses("合作社登记要办三个月，能先签合同吗") if clause.told]
    ['合作社登记要办三个月']
    """
    chinese = is_chinese(question)
    found: dict[str, Clause] = {}
    for sentence in split_sentences(question):
        pieces = [
            piece.strip() for piece in (_END_ZH if chinese else _END_EN).split(sentence) if piece and piece.strip()
        ]
        for piece in pieces:
            clause = _read(piece, chinese=chinese)
            if clause is not None and _says_enough(clause.text):
                found.setdefault(clause.text, clause)
        told = [text for text, clause in found.items() if clause.told and text in sentence]
        if len(told) > 1:  # what the first of them names, the next says something of
            whole = ("，" if chinese else ", ").join(told)
            found.setdefault(whole, Clause(whole, told=True))
    return tuple(found.values())


def _read(piece: str, *, chinese: bool) -> Clause | None:
    plain = (_OPENING_ZH if chinese else _OPENING_EN).sub("", piece).strip()
    why = _WHY.sub("", plain)
    if why != plain:
        return Clause(why, told=True) if why else None
    if not (_ASKS_ZH if chinese else _ASKS_EN).search(fold(plain)):
        return Clause(plain, told=True)
    matter = plain if chinese else _WH_EN.sub("", plain)
    return Clause(matter, told=False) if chinese or matter != plain else None


def _says_enough(text: str) -> bool:
    return len(set(tokenize(text))) >= _FEWEST_WORDS
