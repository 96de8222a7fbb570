"""What a client tells of troubles, papers and people that a step or a rule hangs on: patterns for marks, by name.

Each is looked for in folded text of either language (`client_words.find_marks`); what a clause denies does not count.
"""

from collections.abc import Mapping

_FOOD_PAPER = (
    r"(?:食品)?生产许可证?|小作坊(?:的)?(?:登记|许可|备案|证)|食品经营许可|食品证",
    r"(?:food )?production licen[cs]e|(?:small[- ]|food )?workshop (?:registration|permit|licen[cs]e)|food (?:licen[cs]e|permit)",
)
# What goods do on the way that they should not.
_SPOILT = (
    "死|坏|碎|破|烂|压|磕|臭|漏|化了|蔫|馊|变形|胀|涨|断",
    r"break\w*|broke\w*|spoil\w*|dead|die[sd]?|bruis\w+|crush\w+|rott\w+|damag\w+|leak\w*|melt\w*|wilt\w*|mou?ldy|crack\w*|spill\w*",
)

TROUBLES: Mapping[str, str] = {
    # Parcels that break, rot or die on the way.
    "loss_on_way": rf"(?:路上|途中|运输|冰袋|泡沫箱|快递|发过去|收到|到了?(?:顾客|客人|买家|人家)?手[里上])[^。；]{{0,12}}(?:{_SPOILT[0]})|(?:{_SPOILT[0]})[^。，；]{{0,6}}路上"
    r"|破损|死[虾鱼蟹苗]|磕坏|磕碰|压坏|[烂坏][果瓜蛋虾鱼]|漏油|漏液|运损|损耗"
    rf"|\b(?:{_SPOILT[1]})\b[^.]{{0,40}}\b(?:on the (?:way|road)|in (?:transport|transit|the post)|parcels?|courier|arriv\w+|when it comes)"
    rf"|\b(?:on the (?:way|road)|arriv\w+|parcels?|boxes|in transit)\b[^.]{{0,40}}\b(?:{_SPOILT[1]})\b",
    "season_gap": r"淡季|夏天[^。，]{0,8}(?:没|卖不|停)|冬天[^。，]{0,8}(?:没|卖不|停)|\b(?:almost |next to )?nothing in (?:summer|winter|spring)|\boff.season\b",
    # A buyer who asks for more than his money.
    "claim": r"[一二三四五十\d]+倍|要我[们]?赔|索赔|[让叫]我们?赔|赔偿金|\b(?:two|three|ten|\d+) times\b|\b(?:buyers?|customers?|clients?)\b[^.;]{0,60}\bwants? (?:\d[\d,]{2,}|a thousand|compensation)\b"
    r"|\bdemand\w*[^.]{0,30}(?:compensation|the price|\d[\d,]{2,})|\bsues?\b|\bthreaten\w* to report\b",
    "has_food_paper": rf"(?:有|办了|办好了?|拿到了?|领了)[^。，；]{{0,8}}(?:{_FOOD_PAPER[0]})"
    rf"|\b(?:have|has|hold|holds|with|got)\b[^.;?]{{0,90}}\b(?:{_FOOD_PAPER[1]})|\bsmall registered workshop\b",
    # Sales that are counted already, and a wish to begin.
    "sells_now": r"(?:一个?月|每个?月|一天|每天|每晚|上个月|去年)[^。，；]{0,8}(?:\d|[一二两三四五六七八九十百千万])[^。，；]{0,4}(?:块|元|万|单|件|箱|瓶|只)|一场能卖|月流水"
    r"|\b(?:\d[\d,]*|a dozen|ten|twenty|thirty|forty|fifty|sixty|a hundred) (?:yuan|parcels|orders|jars|pieces|boxes|bags|litres|kilos)\b[^.;,]{0,14}\b(?:a|per|each|every|in|last) (?:\w+ )?(?:day|week|month|weeks|months)\b",
    "wants_brand": r"(?:想|要|打算)(?:做|有|打|创)[^，。；]{0,8}(?:品牌|牌子)|\bwant\w* (?:my|our|a|their) (?:own )?brand\b",
    # Shares by capital alone, which the law does not let a cooperative do.
    "by_capital": r"按(?:入股|股份|股金|出资|投的钱)[^，。；]{0,6}分|\b(?:split|shared|divided|distributed)[^.;]{0,12}\bby (?:shares?|capital|stake)\b",
    "wild": r"野生(?!动物)|野菜|野果|\bwild (?:mushrooms?|herbs?|fruits?|plants?|vegetables?|berries)\b",
    "begins": r"还没(?:开始|开店|卖过|弄)|想(?:自己)?(?:在网上|上网)卖|能不能(?:干|在网上卖)|\bwant to (?:start|begin) selling\b|\bhow do i begin\b",
    # Who grows himself beside what he takes in.
    "also_own": r"(?:我家|自家|俺家|我们家|我爸|老公)[^。，；没不]{0,8}(?:种|养|产|管地)|\b(?:my|our) own\b|\b(?:i|we)(?: also| now)? (?:grow|raise|keep)\b|\bgrows and sells\b",
    "weak_label": r"手写|贴(?:个|了|上)?(?:我的|自己的)?标签|没(?:有)?(?:贴)?标签|(?:啥|什么)[也都]?没贴|没贴(?:啥|什么)|光瓶|散装|\bhand-?written (?:stickers?|labels?|notes?|slips?)|\bno (?:proper )?labels?\b|\bplain (?:bags|jars|bottles)\b|\bwithout (?:a )?labels?\b",
    # Meat of animals that were killed at home has not been inspected either.
    "unquarantined": r"(?:没有?|无)[^。，；]{0,4}检疫|(?:自己|自家|家里|在家)[^。，；]{0,4}(?:杀[猪牛羊]|宰)"
    r"|\b(?:no|without|not)\b[^.;]{0,20}\bquarantine|\b(?:slaughter|butcher)\w*\b[^.;]{0,16}\b(?:at home|ourselves|myself|in the yard)\b",
    "invoice": r"(?:要|开|索)[^。，；]{0,6}(?:发票|票(?!圈))|\b(?:asks?|asked|wants?|needs?|requires?)\b[^.;]{0,20}\binvoice",
    "price_pact": r"统一(?:定价|价|售价)|(?:商量|约好|说好|一起)[^。，；]{0,6}定[^。，；]{0,3}价|谁低于|(?:不许|不准|谁也不能|都不能)[^。，；]{0,4}低"
    r"|\b(?:agree|fix|set|keep to)\w*\b[^.;]{0,24}\b(?:one price|(?:the same|a minimum|a common|the|a floor) price)\b|\b(?:nobody|no one) (?:may|should|must|can) (?:sell|go) (?:below|under)\b"
    r"|\bsells? below\b[^.;]{0,30}\b(?:cut off|no more|not get)",
    "false_origin": r"外地[^。；]{0,16}(?:掺|冒充|写|贴)|冒充|掺(?:进|了|假)|假的?[^，。；]{0,4}(?:米|茶|蜜|木耳|枸杞)|\bpass\w* (?:it|them) off as\b|\bmix\w* in\b[^.;]{0,30}\bfrom (?:outside|elsewhere|other)"
    r"|\bsells? fakes?\b",
    "delisted": r"下架(?!率)|\b(?:taken|took) (?:it |them )?down\b|\bdelisted\b",
    # Goods and services of whose own rules the library holds none.
    "special_goods": r"玩具|积木|童装|童车|婴儿|婴童|宝宝|虎头|儿童(?:书桌|家具|床|服|餐)|化妆品|手工皂|香皂|演出服"
    r"|\b(?:toys?|bab(?:y|ies)|infants?|children'?s (?:clothes|costumes?|desks?|furniture|wear)|cosmetics?|soaps?|prams?)\b",
    "medicine": r"药材|中药|药商|\bmedicinal (?:herbs?|plants?|roots?)\b|\bherbal medicine",
    "liquor": r"白酒|米酒|黄酒|果酒|酿酒|药酒|\b(?:rice wine|fruit wine|liquor|baijiu|mead)\b",
    "rooms": r"民宿|客栈|农家乐|客房|\bguest ?houses?\b|\bhomestays?\b|\brooms for guests\b|\bguest rooms?\b|\bcampsites?\b",
    "plants": r"多肉|盆栽|绿植|花卉|盆花|\bsucculents?\b|\bpotted plants?\b|\bbonsai\b",
    # Who works for the client, and on which terms.
    "outworkers": r"按(?:件|个|只|条|双)(?:结|算|给|计)|计件|外发|(?:小作坊|农户|农家|村民|人家|妇女)[^。；，]{0,8}(?:给我们?|替我们?|帮我们?)(?:做|加工|编|缝|供|糊|绣|织)"
    r"|\bpiece ?work\b|\bpiece rates?\b|\bpaid? by the piece\b|\b(?:workshops?|households?|families|women)\b[^.;]{0,30}\b(?:make|sew|knit|assemble|weave|glue)\b[^.;]{0,20}\b(?:for us|parts)\b",
    "sold_by_other": r"给我们[^。，；]{0,8}(?:一件|一个|一双|一条|每件)[^。，；]{0,6}[块元]|\bpays? us \d[\d,]* yuan (?:a|per|each|for)\b",
    "paid_by_day": r"\b(?:aunt\w*|women|helpers?|neighbou?rs?|villagers?)\b[^.;]{0,20}\byuan a day\b|(?:婶|嫂|阿姨|帮工|邻居|大姐)[^。；]{0,12}(?:一天|每天)[^。，；]{0,6}[块元]",
    "growers": r"\bcontract\w*\b[^.;]{0,12}\d+ (?:households|growers|farmers|families)|(?:订单|签约)农户|跟[^。；，]{0,8}户[^。；，]{0,6}签",
    "neighbours_join": r"(?:旁边|邻居|隔壁|别家|村里)[^。，；]{0,8}想(?:跟着|一起|让我|叫我|托我|跟我)|\b(?:neighbou?rs?|villagers?|other families)\b[^.;]{0,16}\b(?:want|ask|asked|would like)\b[^.;]{0,20}\b(?:sell|send|join|take)",
    # Neighbours who each send on their own, a building that stands empty, a cooperative that is thought of.
    "each_sends_alone": r"各(?:家|人)?(?:自己)?(?:找快递|发各的|寄各的|走各的)|\beach (?:of us )?(?:sells?|sends?|ships?) (?:alone|on (?:his|her|its|their) own)\b|\bwe all pay\b[^.;]{0,24}\b(?:courier|parcel|box)",
    "idle_building": r"(?:旧|空着的?|闲置的?)[^。，；]{0,4}(?:冷库|粮站|厂房|仓库|学校|供销社)|(?:冷库|粮站|厂房|仓库|学校|供销社)[^。，；]{0,4}(?:空着|闲置|闲着)|\b(?:empty|unused|idle|disused)\b[^.;]{0,20}\b(?:store|station|building|school|hall|warehouse)\b",
    "thinks_of_cooperative": r"(?:办|成立|搞)(?:个|一个)?合作社(?!的)|合作社[^。，；]{0,6}(?:值不值|好不好|要不要|该不该|行不行)|\b(?:would|found|start|form|set up|join)\b[^.;?]{0,12}\bco-?op(?:erative)?\b",
    "late_pay": r"(?:饭店|超市|客户|经销商|批发商|老板|人家|外头|对方|景区|公司|厂里)[^。，；]{0,8}(?:拖欠|还欠|欠着|欠了?我|压着)[^。，；]{0,10}[款钱账万块]|欠(?:我们?|俺们?|咱们?)[^。，；]{0,10}[款钱账万块]"
    r"|\bowes? (?:me|us)\b|\b(?:has|have)(?:n't| not) paid (?:me|us)\b",
    "member_leaves": r"(?:要走|想走|退社|退出)|自己也?(?:开了?[号店]|单干|去卖)|要自己(?:开店|卖|干|单干)|(?:要|想)改卖|嫌[^。，；]{0,6}抽|\b(?:threaten\w*|wants?|going) to leave\b|\bwill leave\b"
    r"|\b(?:have|has|opened|started|want) (?:now )?(?:their|his|her|its) own (?:shops?|group|channel|store)\b|\bcomplain\w*[^.;]{0,24}\b(?:my (?:cut|share)|commission|percent)\b",
    "helper_leaves": r"开学[^。；]{0,4}(?:就)?走|我走了?以后|(?:女儿|儿子|孙女|孙子|侄女)[^。，；]{0,6}(?:要走|就走|开学)|\b(?:after|when|once) i (?:leave|go back)\b|\b(?:daughter|son|niece|nephew|grandson|granddaughter)\b[^.;]{0,20}\b(?:leaves|goes back)\b",
    "mill": r"榨坊|油坊|磨坊|代加工|\b(?:take|took|taken|bring)\b[^.;]{0,20}\bto (?:the|a) (?:oil )?(?:mill|press)\b",
    "returns_often": r"退货率|\breturn rate\b|\breturns\b[^.;]{0,20}(?:%|per ?cent)",
}  # fmt: skip
