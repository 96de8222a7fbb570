"""Of what a clause must speak for a fact to be read from it, and which words deny one: in either language.

A fact whose sentences speak of something else was never told, however near they came to it.
"""

from collections.abc import Mapping

SHOPS = (
    r"(?:taobao|tmall|jd|pinduoduo|douyin|kuaishou|wechat|xiaohongshu|1688|淘宝|天猫|京东|拼多多|抖音|快手|微信|小红书)"
)
_TRADE = (
    r"\b(?:sell|sold|sale|shop|store|stream|order|parcel|ship|post|customer|buyer|online|list|send|sent|platform|app|page|web|net\b|internet|account|sign)"
    r"|挂|卖|店|直播|单|发货|寄|快递|网|线上|销|买家|顾客|客|上架|带货|平台|" + SHOPS
)
_OTHERS = (
    r"\b(?:neighbou?rs?|other (?!half)|others|everyone|everybody|every (?!day|week|month|year)|each|all|whole|nearby|same|shops|stores|sellers|growers|famil(?:y|ies)|households?|competitors?|rivals?|cousins?"
    r"|nobody|no one|none|alone|only|anyone|copy|copied|follow|half the|hundreds?|dozens?|lane|twins?|identical|houses|takers)\b"
    r"|邻|村|镇|乡|县|家家|各家|几家|[一二两三四五六七八九十百千万\d]家|旁|隔壁|周|附近|一样|同行|别人|别家|人家|大家|都|也|街|沟|满|遍|全|户|他们|她们|谁|没人|学|跟|仿|同|沿|条|独|唯"
)
_PRICE = (
    r"\b(?:pric|cheap|undercut|lower|discount|war\b|fetch|below|bid|cut|dump|shave|a yuan off|yuan off|go(?:es)? down|under cost|was at \\d|followed|race|blows|penny|pennies|less than|under (?:me|us|my|our))|\b(?:ask|lists? at|say|charge|sells? (?:it )?for)\b.*\d.*\d|\d+ yuan.*\d+ yuan"
    r"|价|便宜|低|降|亏|赔本|让[一两三几]|砸|贱|拼|杀|少要|让利|[一二三四五六七八九十百千\d]+(?:块|元)?[^,，]{0,8}就(?:卖|出)|(?:卖|要|挂)[^。]{0,12}[一二三四五六七八九十百\d]+[^。]{0,14}(?:卖|要|挂|第二)[^。]{0,10}[一二三四五六七八九十百\d]+"
)
_ONLINE_TREND = r"\b(?:sale|sell|sold|order|turnover|revenue|parcel|ship|booking|volume|customer|buyer|quantit|tonne|piece|pair|sheet|box|set|unit|busy|business|trade|from \d|demand|twice|double|more|less|fewer|up|down|grow|million|thousand)|卖|销|单|量|额|件|走|发|订|流水|货|万|番|倍|涨|生意|[一二三四五六七八九十百千]"
_PROFIT = r"\b(?:profit|margin|earn|left|gain|income|keep|kept|net|make|made|money|yuan|remain|surplus|loss|lose)|利|赚|挣|剩|赔|亏|落|毛|净|到手|钱|分"

# What the words must speak of.
MATTERS: Mapping[str, str] = {
    "sells_own_goods_online=yes": _TRADE,
    "sells_own_goods_online=no": _TRADE,
    "started_by": r"\b(?:start|began|beg[iu]n|first|open|found|idea|came|come|back|return|home|set up|set it up|launch|put|shop|sold|phone|stream|learn|try|tried|copied|follow|regist|saw|thought|posted|showed|taught|bureau|government|co-?op|company|firm|factory)"
    r"|开|起|头|第一|先|带|回|返|搞|牵|试|注册|学|想|看|摸|琢磨|挂|晒|发|辞|政府|公司|厂|合作社|理事长|支书|干部",
    "makes_own_goods=yes": r"\b(?:grow|grew|plant|make|made|raise|keep|bake|weav|embroider|brew|press|dry|dried|carv|process|produc|pick|harvest|farm|orchard"
    r"|garden|field|mu|acre|trees?|hives?|ponds?|kitchen|factory|workshop|own|our|my|we|cook|roast|smoke|sew|cut|build|catch|fish|distil|knit|spin|throw|glaze|turn|glue|pour|assembl|wrap|put together|pack|hand|stitch|paint|mould|fill|forge|weld|plait|fold)"
    r"|种|养|做|编|织|绣|酿|晒|烤|烧|炒|熬|榨|磨|加工|生产|自家|自己|厂|产|收成|地|园|棚|山|亩|手艺|采|摘|打|腌|缝|刻|塘|摊|煮|纳|缀|装|灌|钉|粘|捏|扎|糊|车|铸|染|剪|拼|刺|吹|喂|放|牧|熏|蒸|酿|挖",
    "partners=few": r"\b(?:partner|together|work|with|contract|co-?op|cooperat|pool|share|join|suppl|deliver|organis|collect|for us|for me|two|three|four|five|six|seven|eight|nine|both|brother|sister|us|household|famil)"
    r"|合作|一起|联合|搭|跟|和|同|签|订单|固定|合伙|带|合着|统一|各家|收|供|给|代工|入|分工|[两二三四五六七八九俩仨几]|一块|凑|合",
    "partners=many": r"\b(?:partner|member|together|work|with|contract|co-?op|cooperat|pool|share|join|suppl|deliver|organis|collect|for us|for me|household|famil|grower|farmer|workshop|weaver|maker|platform|link|each|hundred|\d\d)"
    r"|合作|一起|社员|联合|搭|跟|和|同|签|订单|固定|合伙|带|合着|统一|各家|收|供|给|代工|入社|加盟|分工|上下游|户|作坊|平台|组织",
    "gain_sharing": r"\b(?:shar|divid|split|gain|profit|paid|pay|earn|money|income|dividend|bonus|keep|each|point|measure|weight|vote|equal|even|part|thirds|quarter|half)|分|钱|收入|利|各归|挣|赚|账|提成|摊|份|算|工|结|返|成|得",
    "neighbours_sell_same": _OTHERS,
    "price_cutting": _PRICE,
    "profit": _PROFIT,
    "online_scale": _ONLINE_TREND,
    "fees_eat_margin": r"\b(?:fee|commission|advertis|promotion|deposit|charge|platform|traffic|pay|percent|%|hundred|take|click|boost|ads?)\b|费|扣|佣|推广|保证金|抽|投流|广告|平台|流量|点|钱|成|直通车",
    "own_brand": r"\b(?:brand|trade ?mark|mark|name|label|known|logo|ask for|sign|stamp|recogni)|牌|商标|名|认|招牌|标|字号|戳|印|品",
    "platforms": _TRADE,
    "enterprise_level": r"\b(?:small|little|leader|leading|biggest|largest|big|large|middle|one of|only \w+ of us|head|first)|龙头|小户|大户|骨干|规模|小|最大|带头|领头|数一数二|中等",
    "momentum_and_good_brand": r"\b(?:brand|well|known|good|boom|popular|reputation|ask|name|mark|praise|busy|briskly|queue)|牌|名|口碑|势头|旺|红火|火|认|好评|夸",
    "farmer_image": r"\b(?:face|story|stories|film|live|stream|video|show|camera|talk|farmer|myself)|出镜|直播|故事|形象|脸|镜头|视频|讲|拍",
    "others_followed": r"\b(?:follow|copied|copy|others|neighbou?rs?|everybody|everyone|whole|half|lane|street|village|now|then|dozens?|after|since|more|famil|households?)|跟|学|照|后来|现在|如今|都|家|村|街|带",
    "consumer_units": r"\b(?:regular|again|return|loyal|contract|every|each|standing|once|same|order|buy|customer|take|group)|老客|回头|固定|常|再来|一锤子|每|月月|年年|老主顾|订|拿货|供货|收",
    "service_units=none": r"\b(?:no|not|nobody|n't|never|none|far|alone|myself|without)\b|没|不|自己|远|缺",
    "auxiliary_units=none": r"\b(?:no|not|nobody|n't|never|none|without)\b|没|不|缺",
    "support_units=none": r"\b(?:no|not|nobody|n't|never|none|without)\b|没|不",
    "rural_organisation": r"\b(?:co-?op|cooperat|associat|collective|guild|union|committee|society)|合作社|协会|社|集体|商会|联社|组织",
    "resource_dependence=little": r"\b(?:from|come|buy|bought|import|order|deliver|train|truck|mill|supplier|purchas|outside|elsewhere|grows? (?:here|nothing|no)|nothing|no |none|not|ship|arrive|sent|fetch|get|plastic|steel|fabric|cotton|yarn|any)|买|进|从|来|外|拉|运|料|不产|没|拿|厂|批|订|货|不|产|出|哪",
}  # fmt: skip
# Words in which a fact of this kind cannot have been told.
NOT_DONE: Mapping[str, str] = {
    "sells_own_goods_online=yes": r"[一二三四五六七八九十百千\d]+(?:来|多)?户在网上|有几家|\b(?:never|should|could|would like|want(?:s|ed)? to|wish|thinking of|told me to)\b|没[^，。,]{0,6}(?:开过|卖过)|想(?:试|学|在网上|上网)|该不该|打算",
    "started_by=farmer": r"\bnever\b|没[^，。,]{0,6}(?:开过|卖过)",
    "easily_copied=yes": r"\b(?:nobody|no one|none|hardly anyone|cannot be|can't be|hard to|impossible to)\b|没人|没有人|谁也|难(?:仿|学|抄)|[仿学抄](?:不[来会走了出]|不容易)",
    # All who live in a place are not those one works with.
    "partners=many": r"(?:我们|咱们?|全|整个)村[^，。,]{0,8}户|\bhouseholds? (?:here|in (?:our|the|my) village)",
    "neighbours_sell_same=yes": r"\b(?:nobody|no one|none of)\b|\bbut without\b|没(?:有)?(?:别)?人",
    "own_brand=yes": r"\bnobody\b|没人|没(?:有)?[^,。，]{0,6}(?:牌|商标)|\bno (?:\w+ )?(?:mark|brand|trade ?mark)\b|\bnot know\b|不认",
    # What goods are packed in is none of their material.
    "resource_dependence=little": r"^(?:the |glass |plastic )?(?:bottles|jars|boxes|packag\w*|trays|labels|cartons)\b|^(?:玻璃)?(?:瓶子?|纸箱|泡沫箱|袋子|包装|托盘)",
    "price_cutting=yes": r"\bi pay\b|\b(?:nobody|no one|none of) (?:\w+ )?(?:undercut|cut)",
}  # fmt: skip
