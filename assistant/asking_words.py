"""What in a clause says that something is asked, where no question mark does: order of words, doubt, asking words.

It tells two strengths apart. Who says that he asks, or turns subject and verb round, asks; words that ask or doubt
amid a story ('nobody knows who buys these', 心里没底) only may, and whoever looks at them has to hear more.
"""

import re
from typing import Literal

from assistant.datatypes import Language

Asking = Literal["surely", "perhaps", "no"]

_WH = r"what|how|when|where|who|whom|whose|which|why"
_AUX = r"do|does|did|can|could|is|are|am|was|were|should|shall|must|may|might|will|would|have|has"
_SUBJECT = r"i|we|you|he|she|they|it|the|this|that|these|those|my|our|a|an|any|one|there|somebody|anybody"
_WHETHER = r"(?:whether|if|how|what|which|where|who|when|why|about)\b"
_MINE = r"(?:i|we|my \w+|one)"
_NOT = r"(?:do not|don't|does not|doesn't|cannot|can't|can not|could not|couldn't)"
_INVERTED_EN = re.compile(
    rf"^(?:(?:and|but|so|or|also|then|well|now|please)\W+)*(?:"
    rf"(?:{_WH})(?: (?!(?:{_SUBJECT})\b)\w+){{0,3}}? (?:{_AUX})(?:n't)? (?:{_SUBJECT})\b"
    rf"|(?!should you\b)(?:do|does|did|can|could|is|are|am|should|shall|must|may|will|would)(?:n't)? (?:{_SUBJECT})\b"
    r"|what (?:comes|goes|to do|next|now|about)\b|where to (?:start|begin|go|turn)\b|how to \w+|whom? (?:to|can|do) (?:ask|i|we)\b)"
)
_SAYS_IT_ASKS_EN = re.compile(
    rf"\?\W*$|\b(?:wants?|wanted|would like|'d like|like|need|have) to (?:know|ask)\b|\bwonder(?:s|ing)?\b|\bmy question\b"
    rf"|\b{_MINE} (?:\w+ ){{0,2}}?{_NOT} (?:\w+ ){{0,2}}?(?:know|say|tell|see|decide|judge|make out|figure out|work out|understand) (?:yet )?{_WHETHER}"
    rf"|\b(?:not|n't) (?:\w+ )?(?:know|sure|understand) {_WHETHER}"
    rf"|\b(?:no idea|unsure|undecided|uncertain|in two minds|at a loss|in doubt) (?:yet )?(?:as to )?{_WHETHER}"
    rf"|\b(?:please )?(?:tell|advise|show) (?:me|us) {_WHETHER}|\badvice (?:on|about)\b"
    rf"|\b(?:{_WH}) (?:to|i|we|first) [^.;]{{2,60}}\b{_MINE} {_NOT} (?:know|say|tell|see|decide|make out|figure out|understand)\b"
)
_PERHAPS_EN = re.compile(
    rf"\b(?:knows?|sure|say|tell|decide) {_WHETHER}|\b(?:have|has) (?:not|never) (?:yet )?(?:asked|checked|found out)\b"
    rf"|^(?:(?:and|but|so)\W+)*(?:{_WH}|is|are|do|does|can|could|may|must|should|will|would) \w"
    r"|\b(?:my|our|some) doubts\b|\bno idea\b|\bis (?:that|it) (?:so|true|right|allowed)\b|\bnot sure\b|\bunsure\b"
)
INTERROGATIVE_ZH = re.compile(
    r"吗|怎么|怎样|如何|多少|哪|谁|什么(?![都也])|啥(?![都也])|咋|几(?:户|家|个|天|年|成|种|样|次)|为何|多久|多长|多大"
    r"|(.)不\1|可不可以|有没有|能否|是否|还是"
)
_ENDS_ASKING_ZH = re.compile(
    r"(?:[吗么呢]|要不要\S{0,6}|能不能\S{0,8}|可不可以\S{0,8}|该不该\S{0,6}|算不算\S{0,8}|行不行|值不值\S{0,3}"
    r"|(?:怎么|咋)(?:办|做|走|弄|分|算|写|交|定|才)\S{0,6})\W*$"
)
_SAYS_IT_ASKS_ZH = re.compile(
    r"想问|请问|问一下|问问|请教|想知道|想晓得|不知道?|不晓得|拿不准|吃不准|弄不清|搞不清|理不清|不清楚|想不好|没想好|拿不定|说不清|说不准"
)
_DOUBT_ZH = re.compile(
    r"拿不准|吃不准|拿不定|没(?:个)?主意|心里没[底谱数]|没[底谱](?!气)|想不好|没想好|理不清|不懂|弄不明白|犹豫|两难|没(?:个)?人指点"
    r"|指点|指条路|出(?:个|出)?主意|支个招"
)
# What only seems to ask: whatever, whoever, and what others ask.
_ALL_ZH = re.compile(
    r"不管|无论|不论|随便|谁[也都]|哪[^，。]{0,4}[也都]|多少(?:算|是|就|都|给|收)|怎么[^，。]{0,6}都|(?:他|她|客人|买家|人家|客户|顾客)们?[^，。]{0,4}问"
)  # fmt: skip
_OF_A_RULE_ZH = re.compile(
    r"(?:要|得|该|能|会|算|犯|违|用|需|可)不(?:要|得|该|能|会|算|犯|违|用|需|可)|[要该能会得可][^，。]{0,6}(?:多少|几|谁|啥|什么|哪)|算谁|谁的$|该找谁|找谁|还是算|行不|认不认"
    r"|从哪|往哪|怎么起|先办|先做"
)
_AUXILIARY_EN = r"do|does|did|can|could|is|are|has|have|should|shall|must|may|will|would"
# Where a sentence may go over to asking. Behind a comma without an 'and', 'who' and 'which' mostly tell of what was
# named, and 'when' and 'where' of a time and place, unless a verb follows.
CLAUSES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"(?:[,;]\s+(?:and|but|or|nor|also)|;)\s+(?=(?:what|how|when|where|who|whom|which|why|{_AUXILIARY_EN})\b)"
        rf"|,\s+(?=(?:what|how|why|(?:when|where)\s+(?:{_AUXILIARY_EN})|{_AUXILIARY_EN})\b)"
        r"|\s+(?:and|or)\s+(?:also\s+)?(?=(?:what|how|when|where|who|which|why|is it|are we|am i|do i|do we|can i"
        r"|can we|may i|may we|must i|must we|should i|should we|will)\b)"
    ),
    "zh": re.compile(r"[,;，；]"),
}


def asks_en(clause: str) -> Asking:
    """Tell whether an English clause in plain spelling asks.

    >>> asks_en("what comes first"), asks_en("nobody knows who buys these"), asks_en("we sell tea")
    ('surely', 'perhaps', 'no')
    """
    if _SAYS_IT_ASKS_EN.search(clause) or _INVERTED_EN.search(clause):
        return "surely"
    return "perhaps" if _PERHAPS_EN.search(clause) else "no"


def asks_zh(sentence: str) -> Asking:
    """Tell whether a Chinese sentence in plain spelling asks.

    >>> asks_zh("拉我入伙,我拿不准"), asks_zh("要不要换个办法,我拿不准"), asks_zh("不管下不下雨都摘")
    ('perhaps', 'surely', 'no')
    """
    if re.search(r"\?\W*$", sentence) or _ENDS_ASKING_ZH.search(sentence):
        return "surely"
    asking = any(map(asks_clause_zh, re.split(r"[,;，；]", sentence)))
    if asking and _SAYS_IT_ASKS_ZH.search(sentence):
        return "surely"
    rule = any(_OF_A_RULE_ZH.search(one) and asks_clause_zh(one) for one in re.split(r"[,;，；]", sentence))
    return "perhaps" if rule or _DOUBT_ZH.search(sentence) else "no"


def asks_clause_zh(clause: str) -> bool:
    """Tell whether a clause has a word that asks and none that makes it say 'whatever'."""
    return INTERROGATIVE_ZH.search(clause) is not None and _ALL_ZH.search(clause) is None


def asks(plain: str, language: Language) -> Asking:
    """Tell whether a sentence in plain spelling asks, itself or in one of its clauses."""
    if language == "zh":
        return asks_zh(plain)
    heard = {asks_en(clause.strip()) for clause in (plain, *CLAUSES["en"].split(plain), *plain.split(", "))}
    return next((strength for strength in ("surely", "perhaps") if strength in heard), "no")


_FIRST: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:comes?|goes|do|does|be done|happens?|start with|begin with|step|move|thing|tackle|should|to do) (?:\w+ ){0,2}?(?:first|next|now)\b"
        r"|\b(?:first|next) (?:step|thing|move)\b|\bwhere (?:to|do|should|shall|must|can|could) (?:i |we |one )?(?:start|begin)\b"
        r"|\bhow (?:to|do|should|shall|can|could) (?:i |we |one )?(?:start|begin|get started|proceed|go about)\b|\bwhat (?:first|next)\b|^what now\b"
    ),
    "zh": re.compile(
        r"(?:第|头)一步|下一步|接下来|先(?:要|该)?(?:做|干|办|弄|搞|走)(?:些|点)?(?:啥|什么|哪|么子)|先[办做]哪|从哪(?:里|儿|块)?(?:下手|入手|开始|做起|弄起|搞起)"
        r"|怎么(?:起步|开头|开始|入手|下手)|该怎么走|咋走|往下怎么"
    ),
}


def asks_what_first(plain: str, language: Language) -> bool:
    """Tell whether a question asks what to do first or next.

    >>> asks_what_first("what comes first?", "en"), asks_what_first("头一步该做什么", "zh")
    (True, True)
    """
    return _FIRST[language].search(plain) is not None


_PAPERS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\bwhat (?:do|would|will|must) (?:i|we|one) (?:need|have to have)\b[^?]*\b(?:sell|selling|start|carry on|go on|open|shop|online)\b"
        r"|\b(?:what|which) (?:papers?|permits?|licen[cs]es?|documents?)\b|\bwhether (?:that|this|it) is (?:even |at all )?(?:allowed|legal|permitted)\b|\b(?:make|do|put) (?:it|this|things|all this) (?:legal|proper|properly|in order|right)\b"
    ),
    "zh": re.compile(
        r"正规|合规(?!吗)|合法起来|(?:办|要|需要|准备)(?:些|点|齐|全)?(?:什么|啥|哪些|哪几样)(?:证|手续|材料|执照)|(?:什么|啥|哪些)(?:证|手续)"
    ),
}
_WAY: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:get|grow|become|be|make it) (?:any )?(?:bigger|larger)\b|\b(?:to|should we|should i) (?:leave|quit|expand|give up|stay as)\b|\bway (?:out|forward|to go)\b"
        r"|\b(?:which|what) (?:model|way|direction|path)\b|\bbetter to (?:grow|stay|join|work|sell)\b|\b(?:live on|carry on like|closer to|tie \w+)\b"
    ),
    "zh": re.compile(
        r"做大|做强|扩大|换(?:个|一种|种)?(?:合作|办法|法子)|绑在一起|往哪(?:儿|里|边|走)|出路|(?:能不能|还能|能)(?:做|干)(?:下去|吗|$|\W)|能不能干|守着|哪(?:种|一种)模式|继续做|先[^，。,]{1,10}还是先"
    ),
}


def asks_for_papers(plain: str, language: Language) -> bool:
    """Tell whether a question asks for all that somebody needs to sell in order.

    >>> asks_for_papers("what do i need before i can carry on selling?", "en"), asks_for_papers("咋做正规", "zh")
    (True, True)
    """
    return _PAPERS[language].search(plain) is not None


def asks_the_way(plain: str, language: Language) -> bool:
    """Tell whether a question asks in so many words whether to grow, to leave, to join or to go on.

    >>> asks_the_way("is it time to get bigger, or to leave?", "en"), asks_the_way("还能做下去吗", "zh")
    (True, True)
    """
    return _WAY[language].search(plain) is not None
