"""What a sentence affirms or denies, axis by axis, and whom it speaks of: word lists of both languages, pure.

An axis has two poles, as 'must' and 'need not'. A sentence stands at the first (+1), at the second (-1), or says
nothing of it, or both (0). Two sentences on one matter that stand at opposite poles contradict each other.
"""

import re
from functools import cache, lru_cache

from assistant.language import fold

# The beliefs of the library, two wordings each, are read again with every question; they fit in.
REMEMBERED = 32_768
_POLES: dict[str, tuple[str, str]] = {
    "duty": (
        r"\b(?:must(?! not)|(?<!not )(?<!n't )(?:have|has|had|having|is|are) to|needs? to|need(?:s|ed)? (?:an?|the|my|your|its)\b|(?<!not )required?|requires"
        r"|(?<!not )obliged?|duty|obligat\w+|compulsory|mandatory|makes? me|only (?:if|with|when|after)|shall)\b"
        r"|必须|应当|须(?!知)|得先|(?<!不)要先|非得|非要|得(?:去|要|交|办|报|给|有|把|让|提前|先)|一定要|才(?:行|能|可以|算|许)|义务|强制|(?<!不)需要",
        r"\b(?:need not|needn't|(?:do|does|did)(?:n't| not) (?:need|have) to|no need|nobody (?:makes|wants|asks)|without (?:having|needing|any|a)"
        r"|exempt\w*|free (?:of|from)|spared?|voluntar\w+|optional|not (?:required|obliged|compulsory|bound)|no (?:duty|obligation|licence|permit)"
        r"|waived?|let off|encourage[ds]?)\b"
        r"|不用|无需|不必|不需要|自愿|用不着|无须|免(?:于|办|征|交|登|收|税)|豁免|不强制|可以不|省了|随(?:你|我|便|意)|鼓励|就行|不是义务",
    ),
    "right": (
        r"\b(?:may(?! not)|can(?!not|'t| cost| be fined| lead| mean| happen)|could|allowed|lets?|entitled|free to|permitted|legal|lawful|valid|protected|binding|right to|all right|accepted?)\b"
        r"|(?<!不)可以(?!不)|(?<![不可才])能(?!够|力|源|繁|手)|(?<!不)允许|有权|(?<!不)受(?:法律)?保护|法律是?保护|(?<!没)(?<!无)有效|合法|管用|照(?:样|常)|随时|没问题|不违法|要求把",
        r"\b(?:may not|must not|cannot|can't|mustn't|forbidden|forbids?|bann?(?:ed|s)?|prohibit\w*|void|illegal|unlawful|invalid|barred"
        r"|not (?:allowed|permitted|valid)|no (?:right|force|effect)|off limits|(?:nobody|no one) (?:may|can))\b"
        r"|不得|不能|不可以|禁止|不许|无效|不受保护|不准|不让|不允许|无权|没权|不算数|违法|不行|不合法|严禁|没用|没效",
    ),
    "direction": (
        r"\b(?:ris(?:e|es|ing)|rose|grow(?:s|ing|n|th)?|increas\w+|higher|more|bigger|larger|stronger|up|climb\w*|widen\w*|expand\w*|strengthen\w*"
        r"|support\w*|help\w*|good|gain\w*|improv\w+|rais\w+|boost\w*|longer|praise\w*|benefit\w*)\b"
        r"|涨|上升|增|提高|变(?:高|多|大|强)|越来越(?:高|多|大|强)|扩大|加重|更(?:高|多|大|强|重|长)|从重|支持|有利|好处|改善|促进|提升|最怕|隐患",
        r"\b(?:fall(?:s|ing)?|fell|drop\w*|decreas\w+|lower|less|fewer|smaller|weaker|down|lighter|shrink\w*|reduc\w+|cut(?:s|ting)?|sink\w*|declin\w+"
        r"|narrow\w*|weaken\w*|discourag\w+|harm\w*|hurt\w*|bad|los(?:s|es|e|ing)|worse\w*|shorter|damag\w+|cheaper|vicious)\b"
        r"|跌|下降|减|降(?:低|到|下)?|变(?:低|少|小|弱)|越来越(?:低|少|小|弱)|缩小|更(?:低|少|小|弱|轻|短)|从轻|抑制|不利|坏处|伤|损|流失|不怕|恶性",
    ),
    "size": (
        r"\b(?:high|hard|harder|difficult|dear|expensive|serious|big|major|large|many|much|higher)\b|高(?!新|标|素质)|难|贵|复杂|大(?!家|豆|米|蒜|纲|数据|学)|严重|重大",
        r"\b(?:low|lower|easy|easier|easily|cheap|simple|little|small|minor|few)\b|低|容易|好进|简单|便宜|小(?!时|麦|米|组|店|作坊|规模|程序|微|红书)|轻",
    ),
    "sharing": (
        r"\b(?:equal\w*|same|even(?:ly)?|alike|average)\b|平均|平分|均等|一样|相同|同等|相等|平等|一视同仁",
        r"\b(?:contribut\w+|differ\w*|unequal\w*|unlike|in proportion|puts? in|put in|deliver\w*)\b|贡献|不同|不等|按(?:劳|股|比例|交易|出资)",
    ),
    "counting": (
        r"\b(?:counts? (?:as|among|towards)|belongs? to|covers|covered|included|inside|applies)\b|(?<!不)算(?!数|了)|(?<!不)属于|(?<!不)视为|(?<!不)当作|(?<!不)适用|包括",
        r"\b(?:(?:not|n't|never) (?:count|belong|cover|appl|includ)\w*|outside|excluded?|except(?:ed|ion)?|left out)\b|不算|不能算|不属于|不视为|不当作|不适用|例外|除外|不在",
    ),
    "time": (
        r"\b(?:before\w*|in advance|ahead|earlier|prior|beforehand|until|first)\b|之前|以前|提前|事先|先(?!进|锋)|预先",
        r"\b(?:after\w*|later|following|then|afterwards)\b|之后|以后|事后|后(?!果|台|备)",
    ),
    "bound": (
        r"\b(?:at least|minimum|no less|or more|over|above|more than|exceed\w*|beyond|past)\b|至少|不少于|以上|最少|最低|不低于|高于|多于|起码",
        r"\b(?:at most|maximum|no more|or less|up to|under|below|within|less than|cap(?:ped|s)?)\b|最多|不超过|以下|以内|最高|之内|低于|少于|顶多|封顶|上限",
    ),
    "extent": (
        r"\b(?:all|every(?:one|body|thing)?|any(?:one|body|thing)?|always|whole|entire\w*|whatever|whoever|no matter)\b"
        r"|都(?!说)|所有|全部|一律|任何|凡|每(?:个|家|户|人)|不管|不论|无论|谁都",
        r"\b(?:some|only|part(?:ly)?|certain|just|sometimes|mere\w*|not all)\b|只(?!要)|仅|部分|有的|有些|个别|某些|光(?!明)",
    ),
    "cost": (
        r"\b(?:fine[ds]?|penalt\w+|punish\w*|pays?|paid|charge[ds]?|fees?|compensat\w+|liab\w+|responsib\w+)\b|罚|赔|收费|交钱|付|承担|责任",
        r"\b(?:free of charge|for free|for nothing|no (?:fee|charge|fine|cost)|unpunished|nothing happens)\b|免费|不(?:收|罚|花)|白(?:用|拿|送)|没事|不要钱|不用赔",
    ),
}
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|nothing|nobody|cannot|\w+n't|hardly|lacks?|outside|excluded?|except(?:ed)?|left out|something else|other than)\b"
    r"|不(?!仅|但|过|同|少|断|管|论|只|动产|动|光|晓得|知道)|没|两码事|两回事|无(?!理由|人机)|未|非(?!常|遗|得|要|对称)|免(?!费)|除外"
)
_AMOUNT = re.compile(r"\d[\d,.]*(?: to \d[\d,.]*)? ?(?:times|yuan)|\d倍|\d[万千]?元|\bten times\b")
# 要不要, 能不能, 是不是: asks, denies nothing.
_EITHER = re.compile(r"(.)不\1")
_ACTORS = {
    "seller": r"\b(?:sellers?|shop(?:keeper)?s?|merchants?|traders?|operators?|vendors?|store|i|we|me|my|us)\b|卖家|商家|店(?:家|主|铺|里)?|经营者|商户|我(?!国)|俺|咱|摊主|销售者",
    "buyer": r"\b(?:buyer|customer|consumer|purchaser|client|shopper|guest)s?\b|买家|顾客|消费者|客户|客人|买的人|买方",
    "platform": r"\bplatforms?\b|平台",
    "host": r"\b(?:host|livestreamer|streamer|anchor|presenter)s?\b|主播|带货人",
    "courier": r"\b(?:courier|carrier|express (?:firm|company)|parcel (?:firm|company)|delivery (?:firm|company|man))s?\b|快递(?:员|公司|企业)|承运",
    "government": r"\b(?:government|ministr(?:y|ies)|authorit(?:y|ies)|bureaus?|state council|county government)\b|政府|国务院|财政部|部委|乡镇",
    "agriculture": r"\bagricultur\w+ (?:bureau|office|authorit\w+|ministry|department)s?\b|农业(?:农村)?(?:局|部门|部|主管)|农委",
    "commerce": r"\b(?:commerce (?:bureau|office|ministry|department)|ministry of commerce|mofcom)\b|商务(?:局|部|主管)",
    "tax": r"\btax (?:office|bureau|service|authorit\w+|inspectors?)\b|税务",
    "market": r"\b(?:market (?:regulat\w+|supervision)|samr|inspectors?)\b|市场监管|市监|工商",
    "court": r"\bcourts?\b|法院|法官",
    "village": r"\bvillage (?:committee|council|cadres?|leaders?)\b|村委|村干部",
    "cooperative": r"\b(?:co-?operatives?|co-?ops?)\b|合作社|社里",
    "members": r"\bmembers?\b|社员|成员",
    "household": r"\b(?:households?|famil(?:y|ies)|farmers?|growers?|peasants?|villagers?)\b|农户|农民|种植户|养殖户|乡亲|老乡|村民|家里",
    "company": r"\b(?:compan(?:y|ies)|firms?|enterprises?|factor(?:y|ies)|manufacturers?)\b|企业|公司|厂",
    "alibaba": r"\bali\w+\b|阿里",
    "taobao": r"\btaobao(?! (?:village|town))\b|淘宝(?!村|镇)",
    "pinduoduo": r"\bpinduoduo\b|拼多多",
    "jd": r"\bjd\b|\bjingdong\b|京东",
    "douyin": r"\b(?:douyin|tiktok|kuaishou)\b|抖音|快手",
    "guardian": r"\b(?:guardian|parent)s?\b|监护人|家长|父母",
}


@cache
def _compiled() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {axis: (re.compile(first), re.compile(second)) for axis, (first, second) in _POLES.items()}


@cache
def _actor_patterns() -> dict[str, re.Pattern[str]]:
    return {actor: re.compile(pattern) for actor, pattern in _ACTORS.items()}


@lru_cache(maxsize=REMEMBERED)
def stances(text: str) -> dict[str, int]:
    """Return the pole (+1 or -1) at which a text stands, for every axis on which it stands at one.

    The axis `truth` counts denials: -1 where there is an odd number of them, else +1.

    >>> stances("You need not register.")["duty"], stances("必须先办执照")["duty"]
    (-1, 1)
    >>> stances("要不要登记")["truth"]
    1
    """
    plain = _EITHER.sub(r"\1", fold(text))
    poles = {
        axis: bool(first.search(plain)) - bool(second.search(plain)) for axis, (first, second) in _compiled().items()
    }
    # 'need not' holds the word of the other pole too: the denial is the stronger reading.
    for axis in ("duty", "right", "counting"):
        if _compiled()[axis][1].search(plain):
            poles[axis] = -1
    truth = -1 if len(_NEGATION.findall(plain)) % 2 else 1
    return {axis: pole for axis, pole in poles.items() if pole} | {"truth": truth}


@lru_cache(maxsize=REMEMBERED)
def actors(text: str) -> frozenset[str]:
    """Return the parts that people and offices play in a text.

    >>> sorted(actors("The buyer pays the courier company."))
    ['buyer', 'courier']
    """
    plain = fold(text)
    found = {actor for actor, pattern in _actor_patterns().items() if pattern.search(plain)}
    return frozenset(found - {"company"} if "courier" in found else found)


def states_price(sentence: str) -> bool:
    """Tell whether a sentence says what something costs: a fine, a price, so many times a price.

    >>> states_price("罚货值的10倍至20倍。"), states_price("Mouldy food may not be sold.")
    (True, False)
    """
    return "cost" in stances(sentence) and _AMOUNT.search(sentence) is not None
