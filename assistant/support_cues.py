"""The small words on which the truth of a sentence hangs: duty, limit, order in time, direction, who does what.

Two sentences on one matter say the same only where they have the same senses. Patterns are tried in the
order of the table on folded text, and what one has taken is not looked at again: 'no more than' is a limit
and neither a negation nor a growth.
"""

import re
from functools import cache

# Name of a sense -> how it is said. Order matters, see above.
_SENSES: tuple[tuple[str, str], ...] = (
    ("symmetric", r"\bsymmetric\w*\b|(?<!非)(?<!不)对称"),
    ("asymmetric", r"\basymmetric\w*\b|非对称|不对称"),
    ("unequal", r"\bunequal\w*\b|不等|不均|不平均|不平分"),
    ("not_only", r"\bnot only\b|不仅|不但|不只|不光"),
    ("no_matter", r"\bno matter\b|\bwhether or not\b|不管|不论|无论"),
    ("at_most", r"\b(?:at (?:the )?most|no(?:t)? (?:more|later|longer) than|up to|(?:does|do|may|must) not exceed|not exceeding"
     r"|not over|within|under(?! (?:article|the|this|that|its|civil|section))|below|less than|fewer than|or (?:less|fewer|under)|maximum|ceiling|cap(?:ped|s)?)\b"
     r"|不超过|不得超过|不多于|不高于|不满|以内|之内|以下|低于|少于|至多|最多|最高|上限|封顶|(?<=[天日月年时])内"),
    ("at_least", r"\b(?:at (?:the )?least|no(?:t)? (?:less|fewer|shorter) than|or (?:more|longer|above|over)|more than"
     r"|over|above|exceed\w*|minimum|beyond)\b|不少于|不低于|不得少于|不得低于|以上|超过|高于|多于|至少|最少|最低|起码|满"),
    ("without_reason", r"\bwithout (?:giving )?(?:a |any )?reasons?\b|\bno[- ]reason\b|无理由"),
    ("no_duty", r"\b(?:need not|needn't|(?:do|does|did)(?:n't| not) (?:need|have)(?: to)?|no need|(?:is|are) not (?:required|obliged)"
     r"|not have to|exempt\w*|free from|voluntar\w+|optional)\b|不用|无需|无须|不必|不需要?|自愿|用不着|免于|免除|豁免|可不|可以不|不要求"),
    ("no_right", r"\b(?:may not|must not|mustn't|cannot|can not|can't|not allowed|not permitted|forbid\w*|forbidden|bann?(?:ed|s)?"
     r"|prohibit\w*|shall not|should not)\b|不得|不能|不可以|不可|禁止|不许|不准|不允许|严禁|不应"),
    ("exempt_tax", r"\b(?:tax[- ]free|tax exemption)\b|免税|免征"),
    ("unless", r"\b(?:unless|except\w*|other than|apart from)\b|除非|除外|除了?(?=.{1,30}外)|另有"),
    ("negation", r"\b(?:not|no|never|none|neither|nor|without|nothing|nobody|outside|\w+n't|lacks?|fails?|refus\w+|den(?:y|ies))\b"
     r"|不(?!过|同|少|断|良|足|法|动产|正当|当|再|定)|没有?|无(?!偿|人|论|限|线|形)|未(?!来)|非(?!常|法|遗|物质)|别(?!的|人|处)|莫|勿|拒"),
    ("duty", r"\b(?:must|have to|has to|had to|needs? to|required?|requires|obliged|shall|duty|mandatory|compulsory|ought)\b"
     r"|必须|应当|应该|务必|须(?!知)|必需|(?<!供)应(?=[按依在将向为由公对当保建标注取])|得先|要先"),
    ("right", r"\b(?:may|can|could|allowed|allows?|permitted|entitled|lets?|right to)\b|可以|可(?=[由按在以向自免从采选])|允许|有权|准许|能(?!力|源|够?不)"),
    ("encourage", r"\b(?:encourag\w+|support\w*|promot\w+|guid\w+)\b|鼓励|支持|引导|推动|促进|倡导"),
    ("only", r"\b(?:only|solely|exclusively|alone|sole)\b|只(?!要)|仅|才|唯一|单独"),
    ("all", r"\b(?:all|every|everybody|everyone|any|anybody|each|always|whole|entire\w*|fully|both|whatever|whoever)\b"
     r"|所有|任何|一律|全部|凡是?|全都|都|每|各|始终|总是|完全|双方"),
    ("most", r"\b(?:most|mostly|mainly|usually|generally|often|largely|chiefly)\b|大多|多数|通常|一般|往往|主要"),
    ("some", r"\b(?:some|certain|sometimes|partly|several|few)\b|有的|有些|部分|某些|个别|有时|少数|几"),
    ("before", r"\b(?:before\w*|prior|in advance|ahead|earlier|until|till|by the time)\b|之前|以前|提前|事先|预先|在先|前(?!景|者|端|面|来)"),
    ("after", r"\b(?:after\w*|following|once|later|from then|since)\b|之后|以后|随后|事后|后(?!者|果|台|续|端)|起(?=[,，。;；])"),
    ("half", r"\b(?:half|halve[sd]?)\b|一半|减半|半"),
    ("double", r"\b(?:double[sd]?|twice|twofold)\b|加倍|翻番|翻倍|双倍"),
    ("equal", r"\b(?:equal\w*|even(?:ly)?|same share)\b|平均|均分|平分|均等|平等|等额"),
    ("contribution", r"\b(?:contribut\w+|proportion\w*)\b|贡献|按比例|比例"),
    ("rise", r"\b(?:rise\w*|rising|rose|increas\w+|grow(?:s|ing|th)?|grew|higher|raise[sd]?|raising|expand\w*|widen\w*|improv\w+|strengthen\w*"
     r"|enlarg\w+|more|better|upgrad\w+|boost\w*|dearer)\b|上升|提高|提升|增(?!值)|上涨|扩大|扩展|加强|加大|更多|拓宽|变大|变强|涨|壮大"),
    ("fall", r"\b(?:fall(?:s|ing|en)?|fell|decreas\w+|reduc\w+|lower\w*|less\w*|declin\w+|shrink\w*|cut(?:s|ting)?|weak\w*|drop\w*|narrow\w*"
     r"|worse|fewer|cheaper|diminish\w*|sav(?:e|es|ing)|light\w*|mitigat\w+)\b|下降|降低|减(?!半)|缩|削弱|变少|变小|下跌|跌|节省|节约|从轻|更少|降"),
    ("high", r"\b(?:high|large|big|great|strong|heav\w+|long)\b|较高|很高|较大|很大|强(?!调|制)|高(?=门槛|风险|成本)"),
    ("low", r"\b(?:low|small|little|slight|short)\b|较低|很低|较小|很小|低(?!收入)|弱|小(?=额|型|微)"),
    ("first", r"\b(?:first|begin\w*|start\w*|initial\w*)\b|首先|首次|第一次|开始|起步|初"),
    ("last", r"\b(?:last\w*|final\w*|end(?:s|ed|ing)?)\b|最后|最终|结束|期满|届满|终止"),
    ("free", r"\b(?:free of charge|for free|free)\b|免费|无偿"),
    ("buy", r"\b(?:buy(?:s|ing)?|bought|purchas\w+)\b|购买|采购|收购|购(?!物)|买(?!家|方|卖|的人)"),
    ("sell", r"\b(?:sell(?:s|ing)?|sold|sales?)\b|销售|出售|卖(?!家|方|点|的人|货的)"),
    ("own", r"\b(?:own|self-\w+|themselves|himself|yourself)\b|自己|自产|自家|自种|自建|自行|自营|自有|亲自"),
    ("lawful", r"\b(?:lawful\w*|legal\w*|valid\w*)\b|合法|有效|正当"),
    ("unlawful", r"\b(?:unlawful\w*|illegal\w*|invalid\w*|void)\b|违法|非法|无效|不法"),
    ("keep", r"\b(?:keep|keeps|kept|store[sd]?|retain\w*|preserv\w+)\b|保存|留存|保留|存"),
    ("delete", r"\b(?:delet\w+|remov\w+|destroy\w*|eras\w+)\b|删除|销毁|清除|注销"),
    ("public", r"\b(?:public\w*|display\w*|show\w*|announce\w*|publish\w*|open)\b|公示|公开|公告|公布|展示|明示"),
    ("secret", r"\b(?:secret\w*|private\w*|conceal\w*|hid(?:e|es|den|ing)|confidential\w*)\b|保密|隐瞒|秘密|隐藏|不公开"),
    ("accept", r"\b(?:accept\w*|agree\w*|consent\w*|approv\w+)\b|同意|接受|批准|认可|许可"),
    ("forbid", r"\b(?:reject\w*|revok\w+|cancel\w*|withdraw\w*)\b|驳回|撤销|吊销|取消|撤回"),
    ("parasitic", r"\bparasit\w+\b|寄生"),
    ("favoured", r"\b(?:favou?r\w*|commensal\w*)\b|偏利"),
    ("reciprocal", r"\b(?:reciproc\w+|mutual\w*)\b|互惠|互利"),
)  # fmt: skip

# Where both of a pair are said, their order says which is said of what.
OPPOSITES = (
    ("rise", "fall"), ("symmetric", "asymmetric"), ("equal", "contribution"), ("buy", "sell"), ("before", "after"),
    ("at_most", "at_least"), ("duty", "no_duty"), ("right", "no_right"), ("duty", "right"), ("duty", "no_right"),
    ("right", "no_duty"), ("high", "low"), ("first", "last"), ("lawful", "unlawful"), ("keep", "delete"),
    ("public", "secret"), ("accept", "forbid"), ("favoured", "reciprocal"), ("parasitic", "reciprocal"),
    ("only", "all"), ("most", "some"), ("half", "double"),
)  # fmt: skip

# Who acts or is acted on; in the order in which they stand.
_ROLES: tuple[tuple[str, str], ...] = (
    ("platform_seller", r"\b(?:operators?|sellers?|shops?) (?:within|on) (?:a|the|its|their|that) platforms?\b|平台内经营者"),
    ("livestreamer", r"\b(?:live[- ]?stream\w*|streamers?|hosts?|room operators?|broadcast\w*)\b|主播|直播间|直播营销人员|直播"),
    ("platform", r"\bplatforms?\b|平台"),
    ("tax_office", r"\b(?:tax (?:office|authorit\w+|bureau|people)|taxman)\b|税务机关|税务局|税务"),
    ("court", r"\b(?:court|judge)s?\b|法院"),
    ("market_regulator", r"\b(?:market (?:regulat\w+|supervision)|market-regulat\w+)\b|市场监督管理|市场监管"),
    ("province", r"\bprovin\w+\b|省"),
    ("county", r"\bcount(?:y|ies)\b|县"),
    ("town", r"\btown\w*\b|乡镇|镇"),
    ("village", r"\bvillag\w+\b|村(?!电商)"),
    ("ministry", r"\bministr\w+\b|部门|部委"),
    ("government", r"\b(?:governments?|state|authorit\w+|bureaus?|agenc(?:y|ies))\b|政府|国家|机关|主管"),
    ("cooperative", r"\b(?:co-?operatives?)\b|合作社"),
    ("member", r"\bmembers?\b|成员|社员"),
    ("company", r"\b(?:compan(?:y|ies)|enterprises?|firms?|business(?:es)?|corporat\w+)\b|公司|企业"),
    ("advertiser", r"\badvertisers?\b|广告主"),
    ("publisher", r"\bpublishers?\b|发布者"),
    ("endorser", r"\b(?:endorsers?|spokes\w+)\b|代言人"),
    ("courier", r"\b(?:couriers?|carriers?|delivery (?:firm|company|companies|network)s?|express)\b|快递|承运人|物流"),
    ("supplier", r"\b(?:suppliers?)\b|供货人|供货商|供应商"),
    ("sender", r"\b(?:senders?)\b|寄件人|发件人"),
    ("recipient", r"\b(?:recipients?|receivers?|addressees?)\b|收件人|收货人"),
    ("producer", r"\b(?:producers?|makers?|manufacturers?)\b|生产者|生产企业|厂家|制造商"),
    ("worker", r"\b(?:employees?|workers?|staff)\b|员工|职工|雇员|工人|从业人员"),
    ("buyer", r"\b(?:buyers?|consumers?|customers?|shoppers?|purchasers?)\b|买家|买方|消费者|顾客|买的人|客户|客人"),
    ("seller", r"\b(?:sellers?|shops?|merchants?|vendors?|dealers?|retailers?|traders?|stores?)\b|卖家|卖方|商家|网店|店家|店铺|商户|销售者|经营者"),
    ("operator", r"\boperators?\b"),
    ("farmer", r"\b(?:farmers?|growers?|peasants?|households?|villagers?)\b|农户|农民|种植者|村民|农村居民"),
    ("individual", r"\b(?:individuals?|persons?|people)\b|个人|自然人"),
)  # fmt: skip


@cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = {"senses": _SENSES, "roles": _ROLES}[table]
    return tuple((name, re.compile(pattern)) for name, pattern in rows)


def find_senses(text: str) -> dict[str, list[int]]:
    """Return where each sense is said in a folded text, by name.

    >>> find_senses("you need not register within 30 days")
    {'at_most': [22], 'no_duty': [4]}
    """
    return _take(text, "senses")[0]


def find_roles(text: str) -> tuple[str, ...]:
    """Return the roles of a folded text in the order in which each stands first.

    >>> find_roles("the seller refunds the buyer; the seller pays")
    ('seller', 'buyer')
    """
    found = _take(text, "roles")[0]
    return tuple(sorted(found, key=lambda name: found[name][0]))


def without_cues(text: str) -> str:
    """Return a folded text without the words that senses and roles are read from.

    >>> without_cues("the seller must register").split()
    ['the', 'register']
    """
    return _take(_take(text, "senses")[1], "roles")[1]


@cache
def _take(text: str, table: str) -> tuple[dict[str, list[int]], str]:
    found: dict[str, list[int]] = {}
    for name, pattern in _patterns(table):
        places = [match.start() for match in pattern.finditer(text)]
        if places:
            found[name] = places
            text = pattern.sub(lambda match: " " * len(match[0]), text)
    return found, text
