"""What an English description says in so many words, fact by fact: patterns over one sentence in plain spelling."""

SHOPS = (
    r"(?:taobao|tmall|jd(?:\.com)?|jingdong|pinduoduo|douyin|tiktok|kuaishou|wechat|xiaohongshu|rednote|1688|temu|shein|amazon|etsy|ebay"
    r"|aliexpress|alibaba|shopee|lazada|ozon|meituan|ctrip|trip\.com|airbnb|booking\.com|freshippo|weidian|youzan|xianyu|suning|dewu|eleme)"
)
# Names of one and the same place to sell.
SAME_SHOP = {"jd.com": "jd", "jingdong": "jd", "rednote": "xiaohongshu", "trip.com": "ctrip"}
OWN_SHOP = r"\b(?:our|its|my|their) own (?:mini programme|mini-programme|app|website|web shop)\b"
SELLING = (
    rf"(?:{SHOPS}|\bonline\b|\binternet\b|\bsell\w*\b|\bsold\b|\bshops?\b|\bstores?\b|\b(?:live)?stream\w*\b|\b(?:go|goes|went|going) live\b|\blive team\b"
    r"|\brooms\b|\bmini.programme\b|\bput (?:it|them|ours) on\b|\bposted\b|\bshipped\b|\bplatforms?\b|\bposts? on\b|\bon the (?:net|web)\b)"
)
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+)"
)
_A_YEAR = r"20[012]\d"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PEOPLE = (
    r"(?:member households|member families|households?|families|members|growers|farmers|weavers|workshops|factories|women|makers|farms|neighbou?rs|villagers|knitters|potters|carvers"
    r"|beekeepers|herders|kilns|fishermen|pickers|producers|suppliers|aunties|cousins|sisters|mills|orchards)"
)
_RIVALS = (
    r"(?:other |more |smaller |big |small |of the |our )*(?:households?|famil(?:y|ies)|neighbou?rs?(?:' \w+)?|workshops?|shops?|stores?|sellers?|growers?|factor(?:y|ies)|plants?|camps?|farms?|makers?|villages?"
    r"|guesthouses|growers|beekeepers|carvers|weavers|of them|people here)"
)
_SAME = r"\b(?:the same|same (?:\w+ )?\w+|too|as well|identical|them)\b"
_OURS = r"(?:our own|my own|our|my|their own|ours|mine)"

RUNNING = (
    rf"\b(?:since|in|from) {_A_YEAR}\b|\bfor (?:the last |the past |about |over |more than |nearly )?(?:\d|1\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen) (?:years|seasons)\b|\bfor the (?:third|fourth|fifth|sixth|seventh) (?:season|year)\b"
    rf"|\bfor (?:some|several|many|a few) years\b|\b{_NUMBER} years (?:ago|now|running)\b|\bsince last (?:spring|summer|autumn|winter|year)\b|\b(?:last year|the year before|two years ago|three years ago|each year|every year)\b"
)
# What is told of a year that is not about selling.
NOT_SELLING = (
    r"\b(?:licen[cs]e\w*|regist\w+|founded|set up|formed|built|planted|came back|came home|returned|trademark|born|married|moved|limited company since|cooperative (?:was|of)|company (?:was|since)|cellar"
    r"|made \w+ for|export(?:s|ed)?)\b"
)
_MUCH = r"\b(?:parcels?|orders?|boxes|jars|pieces|bags|bottles|kilos?|eggs|pounds|units|sets|bookings|nights)\b[^.;]{0,12}\b(?:a|per|each|every) (?:day|week|month|winter|season|year)\b"
# What is sold day by day, unless it is told that this began of late.
HABITUAL = _MUCH
ALWAYS_RUNNING = (
    rf"\b(?:sales|orders|turnover|bookings|revenue|fees|commission|sold)\b[^;]{{0,50}}\b(?:last year|the year before|in {_A_YEAR}|three years|two years|this year|each year|every year)\b"
    rf"|\b(?:last year|in {_A_YEAR}) (?:we|i|it|fees|sales|orders|commission)\b[^.;]{{0,20}}\b(?:sold|sales|orders|were|sell)\b"
)
STARTING = (
    rf"\b(?:just|only|newly|recently) (?:begun|started|opened|gone live|put)\b|\b(?:began|begun|started|opened|go(?:ne)? live|went live|live|shop|sell|selling|sold|online|listed)\b[^.;]{{0,36}}\b(?:last (?:week|month)|this (?:week|month|{_SEASON}|year|{_MONTH})"
    rf"|a (?:few )?(?:week|month|weeks|months|days) ago|(?:two|three|four|five|six|eight|\d) (?:weeks|months|days) ago|since {_MONTH}|in {_MONTH}\b(?! {_A_YEAR})|for the first time|last {_SEASON} for the first)"
    rf"|\bsince (?:{_MONTH}|last month|this {_SEASON})\b[^.;]{{0,30}}\b(?:sell|shop|online|store|stream)\b|\bin {_MONTH} (?:i|we) (?:put|opened|began|started|listed)\b"
    r"|\b(?:orders|jars|parcels|boxes|pieces|buyers) so far\b|\bso far (?:\w+ )?(?:\w+ )?(?:orders|jars|parcels|boxes|pieces)\b"
)
PLANNING = (
    r"\b(?:have|has|had|'ve)(?: not|n't) (?:yet )?(?:started|begun|opened|sold|tried)\b(?! (?:any )?(?:new|second))|\bnot (?:yet )?(?:started|begun|opened) (?:yet|selling)|\bno (?:online )?shop yet\b|\bno shop (?:and|or|online)"
    r"|\bnothing (?:is |has been )?(?:yet )?(?:sold )?online\b|\b(?:i|we) (?:have |had |'ve )?never (?:sold|opened|had)[^.,;]{0,20}(?:online|shop)|\bnot (?:yet )?(?:sold|selling) (?:\w+ ){0,3}online"
    r"|\bhave not (?:\w+ )?(?:\w+ ){0,3}online yet\b"
)
WISHING = (
    r"\b(?:thinking (?:of|about) (?:selling|opening|going|trying)|want(?:s|ed)?(?: me| us)? to (?:sell|put|try|go)|would like to (?:sell|try|open)|how (?:do|does|can) (?:we|i|a village)[^?]{0,20}(?:begin|start)"
    r"|whether (?:i|we) should (?:sell|open)|is it worth (?:beginning|starting))\b"
)

OUTRIGHT: tuple[tuple[str, str], ...] = (
    ("sells_own_goods_online=yes", rf"\b(?:i|we) (?:now |also |both )?sell[^.;]{{0,24}}\b(?:through|on|via) {SHOPS}|\b(?:i|we)(?:'ve| have)? (?:been selling|sold|put)\b[^.;]{{0,40}}\bon {SHOPS}"
     rf"|\b(?:i|we|my husband|my wife|my son|my daughter)\b[^.;]{{0,30}}\b(?:opened|run|have|started)\b[^.;,]{{0,20}}\b(?:shop|store)\b[^.;,]{{0,8}}(?:on )?(?:{SHOPS})?|\bwe (?:opened|began|started|are|went live|have been) on {SHOPS}"),
    ("sells_own_goods_online=no", PLANNING),
    ("makes_own_goods=no", r"\bwe (?:do not|don't) (?:grow|make|produce) (?:anything|any|it)\b[^.,;]{0,12}\b(?:ourselves)?|\bi (?:do not|don't) (?:weave|grow|make|knit|carve|sew|keep|raise|produce)\b(?! (?:much|enough|more))"
     rf"|\b(?:make|makes|produce|grow|weave)[sn]? nothing (?:ourselves|myself)\b|\b(?:made|woven|sewn|carved|grown|dried|packed) (?:by|in) (?:{_NUMBER}|other|several|a few) (?:\w+ )?{_PEOPLE}"
     r"|\bsell (?:my|our) (?:uncle|aunt|brother|sister|cousin|neighbou?r|grandmother)'?s'? |\ba (?:\w+ )?family (?:dries|makes|weaves|grows|sews) (?:it|them)\b"),
    ("makes_own_goods=yes", rf"\b(?:i|we|my (?:wife|husband|mother|father|mother-in-law|grandmother|uncle|aunt|family|parents|son|daughter|brother)(?: and i)?|she|he|(?:the two|three|eight|five) of us)(?: still| also| myself| both)? (?:{'|'.join(w for w in ('grow','raise','keep','make','weave','knit','press','bake','brew','carve','embroider','sew','dry','distil','smoke','pickle','cook','throw','turn','ferment','breed','spin','dye','roast','grind'))})s?\b(?! (?:the )?(?:books|accounts|shop|rest|house|money|contact|order|prices?))"
     rf"|\bfrom (?:our|my) own (?:\w+ )?(?:trees|land|fields?|ponds?|orchards?|hives|garden|slope|hillside|flock|herd|plants?|small plant|factory|workshop|kiln|vineyard|mu)\b|\b(?:in|from) our (?:own |small |family |licensed )*(?:plant|factory|hall|kitchen|workshop|yard|shed|kiln|mill)\b"
     rf"|\b(?:our|my) own {_NUMBER} mu\b|\bmy (?:mother|wife|mother-in-law|grandmother|aunt|husband) (?:makes|bakes|pickles|keeps|grows|sews|weaves)\b|\b(?:growing|sew(?:n|ed)|turned|made|dried) (?:in our|by us|ourselves|myself)\b"
     r"|\b(?:members|households) (?:keep|grow|raise|make|weave|dry)\b"
     r"|\b(?:i|we) (?:run|keep|have|let) (?:a |an |our |my )?(?:[\w-]+ ){0,3}(?:guest ?house|homestay|inn|guest rooms|rooms for guests|campsite|farm ?stay)\b"
     r"|\b(?:peel|dry|press|salt|smoke|pickle|sew|weave|roast|grind|pack|hang) (?:and \w+ )?(?:it|them|everything) (?:ourselves|myself)\b|\b(?:we|company)[^.;]{0,30}\bgrows? and sells?\b|\b(?:have|has) (?:always |long )?made [^.;]{0,40}\bfor \w+ years\b"),
    ("partners=none", r"\bi (?:am|'m) (?:all |quite )?alone\b|\bnobody (?:helps me|to help me?)\b|\bi (?:work|do (?:it|everything|all of it)) (?:all )?alone\b|\b(?:just|only) me (?:alone|myself)\b|\bno ?(?:one|body) works with me\b"),
    ("partners=few", rf"\b(?:two|three|four|five|six|seven|eight|nine|[2-9]) (?:\w+ )?(?:of us\b|{_PEOPLE}\b[^.;]{{0,24}}\b(?:for (?:us|me)|with (?:us|me)|put|together|joined|join(?:ed)? hands|share|pool|of our hamlet|work))"
     rf"|\b(?:made|woven|packed|grown) (?:by|in) (?:two|three|four|five|six|seven|eight|nine|[2-9]) (?:\w+ )?{_PEOPLE}|\b(?:together )?with (?:two|three|four|five|six|seven|eight|nine) (?:other )?{_PEOPLE}\b"),
    ("partners=few", r"\bwe are (?:two|three|four|five) (?:brothers|sisters|cousins|friends|neighbours)\b"),
    ("partners=many", rf"\b(?:1\d|[2-9]\d|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty) of us\b|\b(?:1\d|[2-9]\d|\d{{3}}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?) families (?:of our \w+ )?[^.;,]{{0,20}}\bunder a (?:company|cooperative)|\bcontracts?(?:ed)? (?:with|for)\b[^.]{{0,20}}\d{{2,}}|\b(?:our|the|my|a|this)? ?(?:[\w-]+ ){{0,3}}co-?op(?:erative)?\b[^.;]{{0,40}}\b(?:has|have|with|of|and has) (?:about |some )?(?:1\d|[2-9]\d|\d{{3,}}|thirty|forty|fifty|sixty|seventy|eighty|ninety|twenty|a hundred|eleven|twelve|fifteen)[\w-]* (?:\w+ )?{_PEOPLE}"
     rf"|\b(?:1\d|[2-9]\d|\d{{3,}}|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)[\w-]* (?:\w+ )?{_PEOPLE}\b[^.;]{{0,40}}\b(?:for (?:us|me)|with (?:us|me)|make|weave|formed|who formed|join(?:ed)?|deliver to (?:us|me)|which)\b[^.;]{{0,30}}(?:\b(?:for (?:us|me)|i sell for|sell for them|cooperative|to plant|at home)\b)"
     rf"|\b(?:buy|collect|get|take)\b[^.;]{{0,24}}\bfrom (?:about |some )?(?:1\d|[2-9]\d|\d{{3,}}|twelve|fifteen|twenty|thirty|forty|fifty|sixty)[\w-]* (?:\w+ )?{_PEOPLE}|\b(?:folded|made|woven|sewn|carved|grown|dried) by (?:about |some )?(?:1\d|[2-9]\d|\d{{3,}}|thirty|twenty|forty|fifty)[\w-]* (?:\w+ )?{_PEOPLE}"
     rf"|\b(?:it|company|platform) (?:tells|organises|contracts) (?:\d{{2,}}|\w+) {_PEOPLE}|\bwith (?:\d{{2,}}) (?:member )?(?:households|families|members)\b"),
    ("gain_sharing=equal", r"\b(?:divided|(?:is|are) shared|split|distributed|share)\b[^.,;]{0,24}\b(?:by head|per head|equally|evenly|in (?:two|three|four|five) equal parts|per household)|\b(?:three|two|four|five) equal parts\b|\b(?:cut|split|divide)s? (?:it|everything|that) (?:in|into|by) (?:two|three|four|five|half)\b|\bhalve (?:whatever|what|it|the)\b"),
    ("gain_sharing=by_contribution", r"\b(?:surplus|profit|gains?|earnings|money|dividend|households|members|growers|each (?:woman|man|member|family|of us|one)|everyone)\b[^.;]{0,30}\b(?:by (?:the )?weight|according to (?:what|the|how)|for the pieces|by (?:the )?(?:quantity|volume|shares?|work|hours)|by the hours|in proportion|by what each|to what each)\b"),
    ("partner_weight=unlike", r"\b(?:big|large|bigger)\s(?:growers?|members?|farms?|households?|ones|workshops?)\b[^.]{0,120}\bsmall(?:er)? (?:ones|growers|members|farms|households)|\bof (?:very |quite )?different sizes?\b|\bthe (?:\w+ )?(?:largest|biggest)(?: \w+)? (?:members?|growers?|ones?|households?|families|deliver|gives?|has|own|makes?)\b[^.]{0,80}(?:\b(?:the rest|others?|most|many|half|percent|a fifth|a third)\b)"
     r"|\bsmall (?:workshops|households|makers)\b[^.;]{{0,20}}\b(?:for us|make (?:the )?parts)\b|\b(?:one|two|three) of (?:the|them)[^.;]{0,20}\b(?:do|make|deliver|own)s? (?:half|most|two thirds|\d+ percent)|\b(?:one|two|three|twelve|ten|five|a few) big (?:workshops|families|factories|growers)\b[^.]{0,60}\b(?:the rest|others|small)\b"),
    ("partner_weight=like", rf"\b(?:same acreage|same size|about the same size|all (?:of us )?have about the same|all (?:about )?(?:equally|alike)|equally (?:big|strong|large)|all between {_NUMBER} and {_NUMBER} mu|none of us is bigger|nobody is bigger)\b"),
    ("neighbours_sell_same=no", r"\b(?:none|no one|nobody) (?:of|among) (?:my|our|the) neighbou?rs sells?\b|\b(?:nobody|no one|none) (?:else )?(?:here|in (?:the|our|this) (?:village|town|valley|banner|hamlet|county)|around here|nearby|around)(?: else)? (?:\w+ )?(?:sells?|makes?|does|bakes?|keeps?|grows?|weaves?|presses|offers)\b"
     r"|\b(?:nobody|no one) else\b[^.;]{0,24}\b(?:sells?|makes?|does|bakes?|keeps?|grows?|weaves?|presses)\b|\bonly (?:i am|we are) left\b|\bnone (?:makes|sells)\b|\b(?:do not|don't) know (?:of )?any(?:body|one) else\b|\bwe are the only ones?\b|\b(?:i am|i'm) the only one\b"),
    ("neighbours_sell_same=yes", rf"\b(?:{_NUMBER}|other|some|many|several|dozens? of|a thousand|a dozen|over \d+|more than [\w ]+?)(?: or \w+)? {_RIVALS}\b[^.;,]{{0,60}}\b(?:sell|sells|grow|grows|make|makes|sew|dry|drying|carve|raise|turn|keep|have rooms|with)\b[^.;,]{{0,30}}(?:\b(?:the same|same|too|as well)\b)"
     rf"|\b{_NUMBER} others?\b[^.;,]{{0,24}}\b(?:who|that) \w+|\b(?:everybody|everyone)\b[^.;,]{{0,20}}\b\w+s the same\b|\b{_NUMBER} (?:\w+ )?(?:inns|camps|shops|guesthouses|plants|factories|workshops) opened\b"
     rf"|\b(?:everybody|everyone)\b[^.;,]{{0,30}}\b(?:sells?|copied|(?:grows?|makes?|carves?|sews?|weaves?|raises?|does) (?:the same|it|them|this|that))\b|\b(?:all of which|nearly every (?:family|household)|every (?:family|household|house)|each family|the whole (?:street|village))\b[^.;,]{{0,30}}\b(?:sells?|grows?|makes?|carves?|sews?|copied|weaves?|raises?|does)\b|\b(?:two|three|four|five|six|seven|eight|other|some|our|the|several)[\w ]{{0,12}} (?:neighbou?rs|households|families|growers)\b[^.;,]{{0,20}}\b(?:have|sell|grow|dry|make|raise|drying|growing|selling|already sell)\b[^.;,]{{0,24}}\b(?:too|same|\w+)\b"
     rf"|\b(?:neighbou?rs?|others?|\w+ shops) (?:around us |here |nearby )?(?:sell|sells|grow|make)s? (?:the same|it too|them too|also)\b|\bover \d+ shops\b[^.;]{{0,40}}\bsame\b|\b{_NUMBER} (?:other |more )?(?:\w+ )?(?:camps|shops|guesthouses|inns|plants|factories|workshops) (?:nearby |in (?:the )?(?:town|valley|township|village) )?(?:have (?:since )?opened|(?:make|sew|sell|turn|open|offer)\b)"
     r"|\b(?:of them|weavers|households) (?:now )?(?:have left and opened|sell the same|opened)\b"),
    ("others_followed=yes", rf"\b(?:{_NUMBER}|some|several|many) (?:other|more) (?:families|households|neighbou?rs|farmers|people|villagers)\b[^.;,]{{0,16}}\b(?:opened|started|begun|began|set up|copied|followed)\b|\bthe whole (?:street|village|lane) copied\b"),
    ("price_cutting=no", r"\b(?:nobody|no one|none)\b[^.;,]{0,20}\b(?:undercuts?|cuts? (?:the )?prices?|goes lower)\b|\b(?:do not|don't|does not) (?:fight over|undercut|cut) (?:the )?(?:price|prices)?|\ball at (?:our|the same|one) price\b|\bprice is the same for (?:everybody|all|everyone)\b|\bno price war\b|\b(?:we|they) (?:do not|don't|never) cut prices\b"),
    ("price_cutting=yes", rf"\b(?:undercut|undercuts|undercutting|price war)\b|\beach (?:goes|going) lower\b|\b(?:one|two|three|five|ten|twenty|{_NUMBER}) (?:yuan|cents|percent) (?:cheaper|under (?:me|us)|less than (?:me|us))\b|\b(?:below cost|tear(?:ing)? down the price|prices? (?:have been |were )?torn down)\b|\bprices? (?:goes|go|going|is going|keeps? going|has gone|have gone|drops?|falls?) (?:down|lower)?(?: every| each)\b"
     rf"|\b(?:sold|went|was) (?:at|for) [\d.]+ is (?:at|now)\b|\b(?:rooms|prices?|it) went from [\d.]+ to [\d.]+|\bif one goes (?:down|lower)\b|\bthat (?:brought|fetched|sold for) [\w.]+(?: yuan)? (?:now )?(?:brings|fetches|goes for|sells for|now goes)\b|\bsell (?:\w+ )?(?:below|under) (?:cost|us|me)\b|\bcheaper than (?:me|us|anyone|everybody)\b|\bcut(?:ting|s)? (?:their|the|each other's) prices?\b"),
    ("own_brand=no", r"\b(?:i|we) have no (?:trade ?mark|brand)\b|\bthere is no (?:common )?(?:mark|brand|trademark)\b|\b(?:still )?(?:have |has )?no (?:trade ?mark|brand)\b|\bbuyers do not know us\b|\b(?:a|the) name but have none\b|\bno brand\b|\bbrand (?:that )?nobody|\b(?:nobody|no one) (?:asks for|knows) our (?:brand|name|mark)\b"),
    ("own_brand=yes", r"\b(?:mark|brand|name) is (?:well |widely )?known\b|\b(?:buyers|customers|people|guests) (?:ask for|search for|know|recognise) (?:it by name|it|us by|our (?:brand|name|mark|ring|label)|the brand|the name)\b|\bregistered (?:the|our|a) trade ?mark\b|\b(?:own|my|our) label, which is registered\b|\bwe have a (?:registered )?trade ?mark\b"),
    ("easily_copied=yes", r"\b(?:copy|copies|copied) (?:our|my|us|me)\b|\bcopies of (?:my|our)\b|\b(?:with|using) (?:my|our) (?:designs|patterns|photographs|photos|shapes)\b"),
    ("platform_organises_producers=yes", r"\bplatform\b[^.]{0,60}\bcontracts?(?:ed)? (?:with|for)\b[^.]{0,30}(?:famil|grower|farmer|household)|\bplatform company\b"),
    ("fees_eat_margin=no", r"\b(?:fees|commission|platform fees|charges)\b[^.;]{0,20}\b(?:have stayed|stayed|stay|are low|are still low|have not changed|the same (?:for|as))\b|\bin fees, the same\b|\btakes? [\w.]+ percent and has for years\b"),
    ("fees_eat_margin=yes", r"\b(?:fees|commission|promotion|advertising|deposit|platform advertising)\b[^.;]{0,60}\b(?:grows?|grew|rises?|rose|eats? (?:more|up)|takes? \d+ percent|now (?:take|eat|cost)s?|more every|ate \d+%|doubled|climbs?|higher (?:each|every))\b|\b(?:a fee|fees)\b[^.;]{0,40}\bgrows each year\b"),
    ("profit=stable", r"\bprofits?\b[^.;]{0,16}\b(?:hardly|barely|scarcely|not) (?:moved|changed|grown)\b|\bprofit (?:stays?|stayed|is|has stayed|has been) (?:the same|flat|level|where it was)\b|\bprofit (?:equals|is the same as)\b|\bwhat (?:remains|is left|we earn|i earn)\b[^.;]{0,30}\b(?:is |stays )?the same\b|\bearn(?:s|ed)? no more than (?:before|last year)\b"),
    ("profit=falling", r"\b(?:profits?|margins?)\b[^.;]{0,14}\b(?:is |are |has |have |was |went )?(?:down|fell|falls?|falling|dropped|drops|shrunk|shrinks?|shrinking|thinned|half of what|smaller|halved|go(?:es)? down|melts)\b|\b(?:margin|profit) is (?:\w+ percent|\d+%), it was\b|\b(?:earn|keep|make) (?:less|half) (?:than|of what|each|every|per)\b|\bless (?:is )?left (?:over )?(?:each|every|than)\b"),
    ("profit=rising", r"\bprofits?\b[^.;]{0,10}\b(?:up|rose|rises|rising|grew|grows|growing|too)\b"),
    ("online_scale=rising", r"\b(?:sales|orders|turnover|revenue|bookings|the number of parcels|parcels)\b[^.;,]{0,24}\b(?:up|rose|rise|rises|rising|grew|grow|growing|doubled|tripled|climbs?|climbing|went up|increased|gone up|double the last)\b|\bsells? (?:a little )?more each (?:month|year|week)\b|\bsell more (?:each|every) (?:month|year)\b"),
    ("online_scale=stable", r"\b(?:sales|turnover|orders|the number of parcels)\b[^.;,]{0,20}\b(?:about the same|flat|stays?|unchanged|level|stable|steady|have not moved|where (?:it|they) (?:was|were))\b|\borders last year, the same\b|\b(?:took|sold|made|turned over|came to)\b[^.;]{0,30}\b(?:the same|as much) as (?:before|the year before|last year|ever)\b|\b(?:orders|sales)\b[^.;]{0,20}\bthe same as the year before\b"),
    ("online_scale=falling", r"\b(?:sales|orders|turnover|bookings|the number of parcels)\b[^.;,]{0,20}\b(?:are |is |have |has )?(?:down|falling|fell|fall|dropped|dropping|shrinking|shrunk|declin\w+)\b"),
    ("resource_dependence=half", r"\b(?:are|is) (?:ours|my own|our own), (?:the )?[\w ]{2,30} (?:are|is) bought\b|\bfrom the village, [\w ]{2,14} from \w+"),
    ("resource_dependence=mostly", rf"\b(?:willow|stone|clay|bamboo|indigo|wood|reed|rattan|straw|timber|cane|grass|jade|wool|milk|sesame|fruit|shoots?|pears?|tea|herbs?)\b[^.;,]{{0,16}}\b(?:grows|is quarried|is cut|is dug|comes? (?:off|from)|is|from)\b[^.;]{{0,8}} (?:{_OURS}|along our|behind (?:us|the)|from our|in the hill|off our)\b|\bi cut the \w+ on our\b|\b(?:the|our) \w+ (?:is|are) (?:my|our) own\b|\bfrom local \w+|\bwith local (?:clay|wood|bamboo|stone|wool|water)\b"
     rf"|\bfrom our own (?:trees|ponds?|fields?|land|hillside|slope|orchard|garden)\b|\b(?:it is |of )?our own {_NUMBER} mu\b"),
)  # fmt: skip

_SENT = r"(?:go(?:es)?|sent|send|sends|collects?|comes?|stops?|takes?|take|handles?|delivers?|picks? up|fetch(?:es)?|drives?|carr(?:y|ies)|has|have|is|are|with|contract|run by|brings?|ships?|compete|by|does|for)"
# Who fills a functional unit around the client, as its words name him.
UNITS: tuple[tuple[str, str], ...] = (
    ("service_units", rf"\b(?:couriers?|yto|zto|sto(?: express)?|sf(?: express)?|yunda|deppon|china post|post office|post point|village post|jd logistics|logistics compan\w+|cold.chain (?:firm|company)|driver|courier's van|truck of|courier shop|courier point)\b[^.;]{{0,30}}\b{_SENT}\b"
     rf"|\b{_SENT}\b[^.;]{{0,40}}\b(?:couriers?|yto|zto|sto(?: express)?|sf express|deppon|china post|post office|post point|village post|logistics|driver|courier point|courier shop)\b|\bone contract (?:of|with) \w+"),
    ("service_units", r"\b(?:takes?|took|do(?:es)?|puts?) (?:the |all the |my |our )?(?:pictures|photos|photographs)\b|\b(?:photographs|films) (?:the |our |my )?\w+|\bphotographer (?:comes|takes|does)|\bsister-in-law films\b|\bfilms\b(?= ?[.,;]|$)|\bstudio\b[^.;]{0,24}\bphotograph\w*|\bcustomer service\b|\bcall cent(?:re|er)\b|\banswers (?:the )?(?:customers|buyers|messages)\b"
     r"|\blive team\b|\b(?:hosts?|anchors?) (?:works?|streams?) for us\b|\b(?:factories|they|workshops|growers|he|she) (?:pack and )?(?:send|ship) (?:them|it)\b|\bagent\b[^.;]{0,30}\b(?:parcels|shop|export|shipping)\b|\bsold on \w+ by a\b|\bputs? (?:the photos|it|them|mine) on \w+|\blaundry\b"),
    ("auxiliary_units", r"\b(?:packag\w+|packing(?: film)?|boxes|trays|pots|bottles|glass jars|foam boxes|ice packs|labels|bags|cartons|fabric|yarn|cotton|cloth|wool|clay|timber|wood|beech|paper|rattan|peat|seedlings?|seed|feed|fertili[sz]er|bamboo|soybeans|flour|material|materials)\b[^.;]{0,24}\b(?:comes?|come|from|bought|buy|printed|is shipped|are from|is from|supplied|by truck|by rail)\b(?! (?:our|my) own)"
     r"|\bpacks? for (?:me|us)\b|\b(?:bank|credit union|microloan|loan)\b|\b(?:institute|university|college|school|station|centre|expert)s?\b[^.;]{0,12}\b(?:advise|train|trained|teach|teaches|taught)\b|\bthe mill in town (?:husks|presses|grinds)\b|\bi buy from a (?:\w+ )?(?:factory|wholesaler|supplier)\b|\b(?:which is )?pressed at the (?:county|town) mill\b|\bfrom a (?:supplier|wholesaler)\b|\bpaper from \w+|\b(?:bought|buys?|get)\b[^.;]{0,12}\bin (?:the )?(?:market|town|yiwu)\b"),
    ("auxiliary_units", r"\b(?!guests|orders|buyers|customers|people|visitors|bookings|we|they|it|money|friends)[a-z]+ (?:and [a-z]+ )?comes? from (?!our|my|the (?:village|hill|neighbour))|\b(?:that|which) (?:i|we) buy (?:in|from)\b|\b(?:i|we) buy (?:\w+ )?(?:\w+ )?from a (?:shop|factory|supplier|mill|wholesaler)\b|\bbanks? (?:lent|gave|lends|gives)\b"),
    ("consumer_units", r"\b(?:regular|old|standing|loyal|returning|former) (?:buyers|customers|clients|guests|pupils)\b|\b(?:families|customers|people|mothers|hotels?|restaurants?|noodle shop|shops?|schools|supermarkets|chains|dealers?|canteens?|teahouses?|collectors|traders|salons?|buyers)\b[^.;]{0,40}\b(?:order(?:s|ed)? again|buy every|buys? from us|every (?:week|month|winter|term|year|autumn|season)|each (?:week|month|year)|by the month|standing order|yearly contracts?|take(?:s)? \d+ jars a month|wait for each|come back|keep coming|again every|take the big fruit|take everything|buys? all)\b"
     r"|\bstanding order\b|\breorders?\b|\b(?:take|takes|buy|buys|order|orders) (?:\w+ ){1,4}(?:each|every) (?:week|month|winter|year|autumn|spring|summer|season)\b|\b(?:chain|restaurant|hotel|canteen|supermarket|wholesaler|dealer)s? (?:takes?|buys?|gets?) (?:half|a third|most|everything|all)\b|\bguests? (?:return|come back)\b|\bhave been here before\b|\bthe same (?:\d+|\w+ hundred) (?:people|families|buyers|customers)\b|\b(?:wechat )?group of (?:about )?\d+\b[^.;]{0,24}\b(?:famil|mothers|people|customers|buyers)\w*|\b(?:we |i )supply (?:\w+ )?(?:chains|restaurants|shops|supermarkets|hotels|canteens)\b|\b(?:takes|makes up|took) (?:about )?(?:sixty percent|half|a third|most|\d+ percent) of (?:all|what|our|everything)\b|\bbegan taking \d+\b|\bgoes to one \w+ \w+|\bformer pupils\b|\bbuyers are mostly the same\b|\bdealer (?:buys|takes) all\b|\bmembers? of a buying group\b"),
    ("support_units", r"\b(?:bureau|county (?:e-commerce )?(?:government|centre|commerce)|e-commerce (?:station|centre)|service station|association|guild|tourism office|township (?:government|office|e-commerce)|government|women's federation|supply and marketing|poverty|agriculture office|the county|the township|the town|the village committee|ministry)\b[^.;]{0,30}\b(?:paid|pays?|gave|gives?|trained|trains?|lends?|lent|offer(?:s|ed)?|has offered|put|puts|built|supports?|subsidi[sz]\w+|helps?|helped|runs|sends?|promised|taught|teaches|funded|there is)\b|\bthere is a service station\b|\b(?:support|subsidy|grant|help) (?:from|by|of) the (?:county|township|government|bureau|village)\b"),
)  # fmt: skip
NOBODY: tuple[tuple[str, str], ...] = (
    ("service_units", r"\bcouriers? (?:do(?:es)? not|don't|doesn't|never|will not|won't) (?:come|drive|reach|collect|go)\b|\b(?:nobody|no one) (?:takes (?:the )?(?:pictures|photos)|delivers|answers (?:the )?(?:buyers|customers|messages)|to (?:take|pack|deliver))\b|\bno courier\b"),
    ("consumer_units", r"\bno (?:regular|fixed|returning) (?:buyers|customers)\b|\bnobody (?:buys|orders) (?:twice|again)\b"),
    ("auxiliary_units", r"\b(?:nobody|no one) (?:packs|trains us|supplies|lends)\b|\bno (?:training|packing material|boxes)\b"),
    ("support_units", r"\b(?:nobody|no office|no one) (?:from the (?:county|government|township)|in the (?:county|township))? ?(?:supports?|helps?|came|comes)\b(?! me with)|\bthe (?:county|government|township) (?:did|does|has done) nothing\b|\bno (?:support|help) from (?:the|any)\b"),
)  # fmt: skip
