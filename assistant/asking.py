"""What a message asks: the sentences that ask, apart from the story or the pasted text around them."""

import re

from assistant.language import fold, is_chinese, split_sentences
from assistant.tokenizing import tokenize

_ASKING_EN = re.compile(
    r"\?\W*$"
    r"|(?:^|:\s)(?:(?:and|but|so|or|also|then|please|hi|hello|until|till|from|since|up to|by|in|at|for|with|under)\W+)*"
    r"(?:what|how|when|where|who|whom|whose|which|why|do|does|did|can|could|is|are|am"
    r"|was|were|should|shall|must|may|might|will|would|has|have|need|tell me|explain|list|name|compare|describe"
    r"|(?:give|send|show|find|write|draw|make|get) (?:me|us)|recommend)\b",
    re.IGNORECASE,
)
_ASKING_ZH = re.compile(
    r"[?？]|吗|呢$|么$|什么|啥|咋|怎么|怎样|如何|多少|几(?:天|年|个月|个人|个点|家|次|种|倍|条|成|块|毛|折|岁|号)|哪|谁|为何|多久|多长|多大|(.)不\1|有没有|算不算|能否|是否|得不得|晓得不|行不|可以不|要不$|不$|没得$|讲讲|说说|介绍"
    r"|[帮给替][我俺咱](?!们?家)|推荐|[给发拿来](?:个|一(?:个|份|张))|列(?:个|一下|出来)"
)
_COURTESY = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear \w+|excuse me|thanks|thank you)"
    r"(?: there| again)?[,.!~ ]+"
    r"|(?:\w{0,3}[你您]好[啊呀哈]?|\w{1,3}好|哈喽|嗨|在吗|在不在|早上好|下午好|晚上好|谢谢\w{0,5})[，,。！!～~ ]+"
    r"|(?:麻烦|想|请|我想)?(?:请教|问|请问|咨询)(?:一下|下)?[，,：:\s]*",
    re.IGNORECASE,
)
_CLAUSE_EN = re.compile(
    r"(?:,|;)?\s+(?:and|or|also|plus)(?:\s+also)?,?\s+(?:please\s+)?"
    r"(?=(?:what|how|when|where|who|whom|whose|which|why|in what|at what|on which|within"
    r"|by when|do|does|did|can|could|is|are|should|must|may|will|would"
    r"|tell|give|send|show|find|write|draw|make|recommend|name|list)\b)"
    r"|[,;]\s+(?=(?:what|how|when|where|who|which|why)\b)"
    r"|,?\s+plus\s+(?=(?:the|a|an|my|our|his|her)\b)",
    re.IGNORECASE,
)
# What 'plus' adds to a question is asked, too.
_ADDED_EN = re.compile(r"(?:the|an?|my|our|his|her)\b", re.IGNORECASE)
_CLAUSE_ZH = re.compile(r"[，,；;]\s*(?:还有|另外|再就是|顺便问|以及|再问)?[，,]?\s*|(?:还有|另外|顺便问一下|以及)")
_ANY_CLAUSE_EN = re.compile(r"[;:,]\s+|\s+(?:and|then|but)\s+", re.IGNORECASE)
_ANY_CLAUSE_ZH = re.compile(r"[，,；;：:]+")
_LITTLE_MORE = 0.85
# With fewer words of its own a clause leans on the one before and is not searched alone.
_FEWEST_WORDS = 3


def without_greeting(message: str) -> str:
    """Return a message without the greeting and the courtesies before what it says; a greeting alone stays.

    >>> without_greeting("老师好，麻烦问一下，淘宝村是谁评的？"), without_greeting("Hello, must I register?")
    ('淘宝村是谁评的？', 'must I register?')
    >>> without_greeting("你好")
    '你好'
    """
    rest = message
    while (match := _COURTESY.match(rest)) and len(set(tokenize(rest[match.end() :]))) >= 2:
        rest = rest[match.end() :]
    return rest


def asking_sentences(message: str) -> tuple[str, ...]:
    """Return the sentences of a message that ask something, in order; none may.

    >>> asking_sentences("We grow tea on six mu. Must we register? My son says yes.")
    ('Must we register?',)
    >>> asking_sentences("我家种茶。要不要办证")
    ('要不要办证',)
    """
    pattern = _ASKING_ZH if is_chinese(message) else _ASKING_EN
    return tuple(sentence for sentence in split_sentences(message) if pattern.search(fold(sentence)))


def last_asking_clause(message: str) -> str | None:
    """Return the last clause of a message that asks, without the story or the order before it.

    None where the message is little more than that clause.

    >>> last_asking_clause("我们几户一起种猕猴桃，想问合作社盈余怎么分")
    '想问合作社盈余怎么分'
    """
    pattern, clause = (_ASKING_ZH, _ANY_CLAUSE_ZH) if is_chinese(message) else (_ASKING_EN, _ANY_CLAUSE_EN)
    clauses = [piece.strip() for sentence in split_sentences(message) for piece in clause.split(sentence)]
    asking = [piece for piece in clauses if pattern.search(fold(piece)) and len(set(tokenize(piece))) >= _FEWEST_WORDS]
    return asking[-1] if asking and len(asking[-1]) < _LITTLE_MORE * len(message) else None


def split_question(message: str) -> tuple[str, ...]:
    """Return the questions that a message puts, one or more, each of which can be searched alone.

    >>> split_question("Must I register to sell tea online, and what will tea fetch next spring?")
    ('Must I register to sell tea online', 'what will tea fetch next spring?')
    >>> split_question("Must I register?")
    ('Must I register?',)
    >>> split_question("What rate of VAT do I pay, plus the stamp duty on my lease?")
    ('What rate of VAT do I pay', 'the stamp duty on my lease?')
    >>> split_question("合作社登记要多少天？再帮我起个响亮的名字")
    ('合作社登记要多少天？', '再帮我起个响亮的名字')
    """
    pattern, clause = (_ASKING_ZH, _CLAUSE_ZH) if is_chinese(message) else (_ASKING_EN, _CLAUSE_EN)
    parts: list[str] = []
    for sentence in asking_sentences(message) or (message,):
        clauses = [piece.strip() for piece in clause.split(sentence) if piece and piece.strip()]
        asks = [
            piece
            for place, piece in enumerate(clauses)
            if (pattern.search(fold(piece)) or (place and _ADDED_EN.match(piece)))
            and len(set(tokenize(piece))) >= _FEWEST_WORDS
        ]
        parts += asks if len(asks) > 1 else [sentence]
    whole = [part for part in parts if len(set(tokenize(part))) >= _FEWEST_WORDS]
    return tuple(whole) if len(whole) > 1 else (message,)
