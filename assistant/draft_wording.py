"""What a draft says of the facts of a client, of units and of itself, in plain words of both languages."""

from collections.abc import Mapping

from assistant.steps import Wording

# One sentence for what a fact says; facts that the map of units shows have none.
STATEMENTS: Mapping[str, Wording] = {
    key: Wording(en, zh)
    for key, en, zh in (
        ("prior_industry=yes", "The trade was here before anyone sold it online.", "上网卖之前，这里就在做这一行。"),
        ("prior_industry=no", "Nobody made this here before.", "以前这里没人做这一行。"),
        ("traditional_market_lost=yes", "The old buyers were going away when you went online.", "转到网上的时候，老销路正在丢。"),
        ("traditional_market_lost=no", "The old buyers are still there.", "老销路还在。"),
        ("started_by=farmer", "A farmer began to sell online.", "最早上网卖的是农民自己。"),
        ("started_by=returnee", "Someone who came home began to sell online.", "最早上网卖的是返乡的人。"),
        ("started_by=firm", "A firm began to sell online.", "最早上网卖的是企业。"),
        ("started_by=cooperative", "A cooperative began to sell online.", "最早上网卖的是合作社。"),
        ("started_by=government", "The government began the online selling.", "最早是政府带着上网卖的。"),
        ("others_followed=yes", "Others have copied the first seller.", "别人跟着学，也卖起来了。"),
        ("others_followed=no", "Nobody has followed so far.", "还没有人跟着做。"),
        ("resource_dependence=mostly", "The making of your {product} rests mostly on local land, climate or material.", "主要靠本地的水土和原料。"),
        ("resource_dependence=half", "The making of your {product} rests about half on local material.", "原料本地、外地各一半左右。"),
        ("resource_dependence=little", "The making of your {product} rests little on local land or material.", "不怎么靠本地的水土和原料。"),
        ("product_kind=fresh", "You sell farm produce: {product}.", "你卖的是农产品：{product}。"),
        ("product_kind=processed_food", "You sell processed food: {product}.", "你卖的是加工食品：{product}。"),
        ("product_kind=craft", "You sell handicraft: {product}.", "你卖的是手工艺品：{product}。"),
        ("product_kind=manufactured", "You sell manufactured goods: {product}.", "你卖的是工业品：{product}。"),
        ("product_kind=service", "You sell a service: {product}.", "你卖的是服务：{product}。"),
        ("makes_own_goods=yes", "You grow or make the {product} yourself.", "货是你自己种、自己做的。"),
        ("makes_own_goods=no", "Others grow or make the {product}.", "货是别人种、别人做的。"),
        ("sells_own_goods_online=yes", "You sell online yourself.", "网上也是你自己卖。"),
        ("sells_own_goods_online=no", "You do not sell online yourself.", "你自己还没在网上卖。"),
        ("sells_to_order_for_others=yes", "You take orders that others make or send.", "你接单，别人做货或发货。"),
        ("sells_to_order_for_others=no", "You take no orders for others.", "你不替别人接单。"),
        ("platform_organises_producers=yes", "A platform or its company organises the producers.", "有平台或平台公司在组织大家生产。"),
        ("platform_organises_producers=no", "No platform organises the producers.", "没有平台来组织生产。"),
        ("links_chain=yes", "The links from material to sale work as one chain.", "从原料到销售连成了一条链。"),
        ("links_chain=no", "The links from material to sale are not joined.", "从原料到销售各干各的，没连起来。"),
        ("partners=none", "You work alone, without regular partners.", "你单干，没有固定合作的人家。"),
        ("partners=few", "You work with a few others regularly.", "你跟几家固定合作。"),
        ("partners=many", "You work with many others regularly.", "你跟很多家固定合作。"),
        ("partner_weight=like", "The partners are about as big as you.", "各家大小差不多。"),
        ("partner_weight=unlike", "Some partners are much bigger than others.", "各家有大有小。"),
        ("gain_sharing=none", "The gains are not shared so far.", "赚的钱各归各，没有一起分。"),
        ("gain_sharing=equal", "The gains are shared equally.", "赚的钱平分。"),
        ("gain_sharing=by_contribution", "The gains follow what each contributes.", "赚的钱按各家出的力分。"),
        ("neighbours_sell_same=yes", "Neighbours sell the same {product}.", "邻里也卖一样的{product}。"),
        ("neighbours_sell_same=no", "Nobody nearby sells the same {product}.", "附近没有别人卖{product}。"),
        ("price_cutting=yes", "Sellers around you undercut each other.", "周围有人互相压价。"),
        ("price_cutting=no", "Nobody around you undercuts.", "周围没人压价。"),
        ("easily_copied=yes", "Others can sell the same {product} at once, or already copy you.", "你的{product}别人马上能照着做，或者已经在照抄。"),
        ("easily_copied=no", "It is hard for others to copy your {product}.", "你的{product}别人不容易照着做。"),
        ("own_brand=yes", "You have a mark that buyers know.", "你有买家认得的牌子。"),
        ("own_brand=no", "You have no mark that buyers know.", "你还没有买家认得的牌子。"),
        ("platforms=one", "You sell on one platform.", "你只在一个平台上卖。"),
        ("platforms=several", "You sell on several platforms.", "你在几个平台上卖。"),
        ("fees_eat_margin=yes", "Fees and advertising eat more and more of what you earn.", "平台费、推广费越来越吃利润。"),
        ("fees_eat_margin=no", "Fees do not weigh on you so far.", "平台费眼下还不重。"),
        ("stage=planning", "You have not begun to sell online.", "网上还没开卖。"),
        ("stage=starting", "You have just begun to sell online.", "网上刚开始卖。"),
        ("stage=running", "You have sold online for a while.", "网上已经卖了一段时间。"),
        ("online_scale=rising", "Online sales are rising.", "网上销量在涨。"),
        ("online_scale=stable", "Online sales are stable.", "网上销量持平。"),
        ("online_scale=falling", "Online sales are falling.", "网上销量在跌。"),
        ("profit=rising", "Profit is rising.", "利润在涨。"),
        ("profit=stable", "Profit is stable.", "利润持平。"),
        ("profit=falling", "Profit is falling.", "利润在降。"),
        ("can_expand_both_ways=yes", "You could take on more of the chain, before or after your own part.", "你有条件往上下游再做一段。"),
        ("can_expand_both_ways=no", "You cannot expand upstream and downstream now.", "眼下没条件往上下游扩。"),
        ("can_widen_range=yes", "You could add other products.", "你有条件加别的品类。"),
        ("can_widen_range=no", "You cannot add other products now.", "眼下没条件加品类。"),
        ("can_enlarge_production=yes", "You could produce more.", "你有条件扩大产量。"),
        ("can_enlarge_production=no", "You cannot produce more now.", "眼下没条件扩产。"),
        ("enterprise_level=leader", "You are one of the leaders of your area.", "在当地你算龙头。"),
        ("enterprise_level=backbone", "You are in the middle among the businesses of your area.", "在当地你算中等骨干。"),
        ("enterprise_level=small", "You are one of the small ones of your area.", "在当地你算小户。"),
        ("momentum_and_good_brand=yes", "Business goes well, and people think well of your mark.", "生意势头好，牌子口碑也好。"),
        ("momentum_and_good_brand=no", "The business lacks momentum or a good name so far.", "势头和口碑还没起来。"),
        ("city_reach=yes", "You reach buyers in a city.", "城里有买家或门路。"),
        ("city_reach=no", "You have no way to sell in a city yet.", "城里还没有门路。"),
        ("farmer_image=yes", "You sell with a farmer's face and story.", "你卖货用上了农民自己的形象和故事。"),
        ("farmer_image=no", "The farmer's face and story are not used yet.", "农民自己的形象和故事还没用上。"),
        ("rural_organisation=yes", "A cooperative, an association or the collective is used.", "用上了合作社、协会或村集体。"),
        ("rural_organisation=no", "No cooperative, association or collective is used yet.", "还没用上合作社、协会或村集体。"),
    )
}  # fmt: skip

# What is said of goods beside their kind.
BETWEEN_GOODS = Wording(
    "You sell {product}: farm produce or processed food, as it was worked.",
    "你卖的是{product}：算农产品还是加工食品，看怎么加工的。",
)
PLANNED_GOODS = Wording("You think of selling {product}, too.", "还想着卖{product}。")
# What the rules hang on, though no verdict does.
QUESTIONS_OF_RULES: Mapping[str, Wording] = {
    "form": Wording(
        "Is your {product} only cleaned, dried or bottled as it is, or worked further (cooked, seasoned, blended)?",
        "你的{product}只是挑拣、晾晒、过滤装瓶，还是又加工过（蒸煮、调味、拼配）？",
    ),
    "legal_form": Wording(
        "In whose name do you sell: as a private person, with an individual licence, as a company or a cooperative?",
        "你以谁的名义卖：个人（没办执照）、个体户、公司，还是合作社？",
    ),
    "own": Wording(
        "Is all that you sell of your own growing or making, or is some of it bought in?",
        "卖的都是自家种、自家做的，还是也有收来、进来的？",
    ),
}
# Who acts where a step says "you", by what the client is.
ACTORS: Mapping[str, Wording] = {
    "village": Wording("each seller, led by the village committee", "各家卖家，村委会牵头"),
    "cooperative": Wording("the cooperative", "合作社"),
    "firm": Wording("your business", "你们企业"),
}
# The relation to a kind of unit, with what is missing to reciprocity.
GAPS: Mapping[str, Wording] = {
    "none": Wording("nobody does it: find someone", "没人做：先找人"),
    "parasitic": Wording("one side pays for the other: settle terms", "一头吃亏：把条件谈清楚"),
    "favoured": Wording("only one side gains: let both gain", "只有一头得利：让双方都有份"),
    "reciprocal": Wording("both gain: keep it so", "双方都有好处：保持住"),
    "told": Wording("ask whether both gain", "问一问双方是不是都有好处"),
    "?": Wording("not told yet: ask", "还没说到：问一问"),
}
UNIT_NAMES: Mapping[str, Wording] = {
    "consumer": Wording("regular buyers", "老客户（消费单元）"),
    "service": Wording("delivery, pictures, customer service", "送货、拍照、客服（服务单元）"),
    "auxiliary": Wording("packing, materials, money, training", "包装、原料、资金、培训（辅助单元）"),
    "support": Wording("government, service station, association", "政府、服务站、协会（支持单元）"),
}
# The paper's sentence that a verdict rests on, named by section and first words.
GROUNDS: Mapping[str, tuple[str, Wording]] = {
    "industrial_reengineering": ("3.1.1", Wording("Industrial reengineering presupposes", "产业再造型的前提是")),
    "self_organization": ("3.1.1", Wording("Self-organization rests on", "自组织型靠的是")),
    "resource_based": ("3.1.2", Wording("The resource-based industry mainly relies", "资源型主要依靠")),
    "characteristic_industry": (
        "3.1.2",
        Wording("The characteristic-industry model deeply combines", "特色产业型把产品销售"),
    ),
    "self_produced_self_sold": ("3.1.2", Wording("By role, online merchants are divided", "按角色，网商分为4种")),
    "merchants_plus_orders": ("3.1.2", Wording("By role, online merchants are divided", "按角色，网商分为4种")),
    "platform_plus_production": ("3.1.2", Wording("By role, online merchants are divided", "按角色，网商分为4种")),
    "symbiosis": ("3.1.2", Wording("The symbiosis mode integrates links", "共生模式把功能不同的环节")),
    "integration": ("4.3.1", Wording("Behind the integration mode stands", "一体化模式的背景是")),
    "symmetric": ("4.3.2", Wording("In the symmetric mode, partners divide", "在对称模式里，各方恰当分工")),
    "asymmetric": ("4.3.3", Wording("In the asymmetric mode, gains are shared", "在非对称模式里，利益按贡献")),
    "not_ready": ("5.1", Wording("Low-threshold platforms are the key", "低门槛的平台，是引导农民创业")),
    "easy_replacement": ("3.2.1", Wording("The biggest hidden danger of the rural", "农村电商模式最大的隐患是")),
    "homogeneity": ("3.2.2", Wording("Serious homogeneity inside a village", "村里同质化严重，做电商的")),
    "platform_costs": ("3.2.3", Wording("Platforms that grow and improve", "平台不断提升，要提高准入门槛")),
    "start_on_platforms": ("5.1", Wording("Low-threshold platforms are the key", "低门槛的平台，是引导农民创业")),
    "tiered_coverage": ("5.2", Wording("High-level e-commerce enterprises take", "高层次电商企业发挥龙头作用")),
    "urban_physical_stores": (
        "5.3",
        Wording("Rural e-commerce and the government can select", "农村电商和政府可以挑选"),
    ),
    "local_resources_and_image": ("5.4", Wording("Farmer entrepreneurs can explore", "农民创业者可以挖掘")),
}
# What to watch. These have no source: drafts mark them as suggestions.
EARLY_SIGNS: Mapping[str, Wording] = {
    "easy_replacement": Wording(
        "Watch for this: more shops show the same {product}, or regular buyers ask why yours cost more.",
        "留心这个苗头：搜{product}，一样的店多起来，或者老客来问“别家怎么便宜”。",
    ),
    "homogeneity": Wording(
        "Watch for this: someone in the village lowers the price and your orders fall in the same week.",
        "留心这个苗头：村里有人一降价，你的单子当周就少。",
    ),
    "platform_costs": Wording(
        "Write down fees and advertising each month as a share of sales; act when the share rises three months running.",
        "每月记下平台费、推广费占销售额几成，连涨三个月就要动手。",
    ),
}
# Who leans on one buyer, and what to watch then; the paper does not speak of it.
ONE_BUYER: tuple[Wording, ...] = (
    Wording(
        "One buyer, {buyer}, takes a large share: if it leaves or presses the price, that share is gone at once.",
        "{buyer}一家就占了一大块：它一走或者一压价，这一块当时就没了。",
    ),
    Wording(
        "Watch for this: {buyer} orders later than usual, asks for a lower price, or pays after the agreed day.",
        "留心这个苗头：{buyer}下单比往常晚、开口要降价，或者过了日子才付钱。",
    ),
)
# What copying looks like first, by what is sold.
SIGNS_OF_COPYING: Mapping[str, Wording] = {
    "craft": Wording(
        "Watch for this: your pattern or your photo turns up in a shop that is not yours.",
        "留心这个苗头：你的花样或照片，出现在别人的店里。",
    ),
    "manufactured": Wording(
        "Watch for this: a new model of your {product} has a cheaper twin within weeks.",
        "留心这个苗头：{product}出一款新的，没几个星期就有人出一样的、更便宜的。",
    ),
    "service": Wording(
        "Watch for this: guests compare you with a neighbour who opened the same.",
        "留心这个苗头：客人拿你跟附近新开的同样的比。",
    ),
    "processed_food": Wording(
        "Watch for this: shops with the same taste and the same kind of jar or bag as your {product}.",
        "留心这个苗头：口味、瓶子袋子跟你的{product}差不多的店多起来。",
    ),
}
TOPIC_NAMES: Mapping[str, Wording] = {
    "registration": Wording("Registration", "登记"),
    "food": Wording("Food rules", "食品"),
    "labels": Wording("Labels and certificates", "标签和合格证"),
    "tax": Wording("Tax", "税"),
    "returns": Wording("Returns", "退货"),
    "livestream": Wording("Livestream", "直播"),
    "trademark": Wording("Trademark and origin", "商标和产地"),
    "logistics": Wording("Parcels", "发货"),
    "platform": Wording("Platform", "平台"),
    "cooperative": Wording("Cooperative", "合作社"),
    "programmes": Wording("Support", "扶持"),
    "amounts": Wording("Support: money", "扶持：钱"),
    "liability": Wording("What it may cost", "可能的代价"),
    "special": Wording("Rules of their own", "另有专门规定"),
}
PART_NAMES: Mapping[str, Wording] = {
    "summary": Wording("In short", "一句话"),
    "asked": Wording("What you asked", "你问的"),
    "told": Wording("What you told us that rules speak of", "你说到的、有规定管的事"),
    "situation": Wording("Your situation, as we understood it", "你的情况（我们这样理解）"),
    "diagnosis": Wording("Diagnosis", "诊断"),
    "target": Wording("Where to go", "往哪儿走"),
    "units": Wording("Who does what around you", "你身边谁在做什么"),
    "steps": Wording("Steps", "怎么走"),
    "rules": Wording("Rules and support that concern you", "跟你有关的规定和扶持"),
    "risks": Wording("Risks and early signs", "风险和苗头"),
    "questions": Wording("Still to be answered", "还要问清的"),
    "sources": Wording("Sources", "出处"),
}
HORIZON_NAMES: Mapping[str, Wording] = {
    "0-3 months": Wording("Now to 3 months", "现在到3个月"),
    "3-12 months": Wording("3 to 12 months", "3到12个月"),
    "1-3 years": Wording("1 to 3 years", "1到3年"),
}
COST_NAMES: Mapping[str, Wording] = {
    "none": Wording("none", "不花钱"),
    "low": Wording("low", "少"),
    "medium": Wording("medium", "中等"),
    "high": Wording("high", "高"),
}
STATUS_NAMES: Mapping[str, Wording] = {
    "in_force": Wording("in force", "现行有效"),
    "not_yet_in_force": Wording("not yet in force", "尚未施行"),
    "expired": Wording("expired", "已失效"),
    "replaced": Wording("replaced", "已被取代"),
    "unknown": Wording("dates not known", "日期不详"),
}
WORDS: Mapping[str, Wording] = {
    "title": Wording("Upgrade advice", "升级建议书"),
    "draft": Wording("DRAFT", "草稿"),
    "draft_note": Wording("DRAFT, not signed by an adviser.", "草稿，未经指导员签字。"),
    "goods": Wording("goods", "货"),
    "client": Wording("Client", "对象"),
    "date": Wording("Date", "日期"),
    "no_name": Wording("no name given", "未写姓名"),
    "interpretation": Wording("our interpretation", "我们的理解"),
    "steps_note": Wording(
        "The paper gives directions, not steps: the steps are our interpretation of it.",
        "论文只给方向，没列步骤：下面的步骤是我们按论文的方向理解出来的。",
    ),
    "amounts": Wording(
        "Our sources name no sum for you: ask the county commerce or agriculture bureau what is open this year, and for which costs.",
        "给不给钱、给多少，我们的资料里没有：问县商务局、农业农村局今年有哪些项目、能用在哪里。",
    ),
    "kind_of_goods": Wording(
        "Which is it with {product}: farm produce as it grows, processed food, made by hand, or made in a factory?",
        "{product}是原样卖的农产品，还是加工过的食品、手工做的、工厂出的？",
    ),
    "as_first": Wording("First: {step}", "先：{step}"),
    "as_next": Wording("Then: {step}", "然后：{step}"),
    "way_to": Wording("Our advice: {label}. {reason}", "我们的建议：{label}。{reason}"),
    "way_open": Wording(
        "Which way to go hangs on the questions of this draft; until they are answered, begin with the steps.",
        "往哪儿走，要等答了这份稿里的问题才说得准；没答之前，先照步骤做起来。",
    ),
    "answered_above": Wording("This is answered under a question above.", "这一条，上面的问题里已经答了。"),
    "price_pact": Wording(
        "Agreeing on prices falls under the law against monopolies, which our sources do not hold. Agree to nothing "
        "before you have asked the county market regulator.",
        "几家约定价格，归反垄断方面的法律管，我们的资料里没有。先别答应，去问县市场监管局。",
    ),
    "suggestion": Wording("suggestion without a source", "建议，无出处"),
    "said": Wording("you said: “{words}”", "你说：“{words}”"),
    "open": Wording("The answers to the questions above will settle this.", "答了上面的问题，这一条就清楚了。"),
    "open_untold": Wording("What is told so far does not show it.", "光凭已经说的，还看不出来。"),
    "open_early": Wording("This shows only once somebody sells online.", "等网上真卖起来，才看得出来。"),
    "means": Wording("{value}: {label}", "{value}：{label}"),
    "in_short": Wording("{seller}; {way}", "{seller}；{way}"),
    "sold_where": Wording("{seller} on {platform}", "{seller}（在{platform}）"),
    "weighs": Wording("{seller}. What weighs most: {troubles}.", "{seller}。眼下最要紧的：{troubles}。"),
    "beside": Wording("; ", "；"),
    "first_step": Wording("First: {step}", "先做这一步：{step}"),
    "next_step": Wording("Then: {step}", "接着：{step}"),
    "owner": Wording(
        "“You” in these pages is {owner}, whose business it is.", "下面说的“你”是{owner}：生意是{owner}的。"
    ),
    "change": Wording("If {changes}, the target becomes: {label}.", "要是{changes}，目标就变成：{label}。"),
    "change_one": Wording("“{fact}” is “{value}”", "“{fact}”是“{value}”"),
    "and": Wording(" and ", "，而且"),
    "runner_up": Wording("Next best: {label}.", "其次是：{label}。"),
    "measure": Wording("Path", "路径"),
    "general": Wording("General information, not legal advice.", "一般信息，不是法律意见。"),
    "rules_version": Wording("Version of the rules", "规则版本"),
    "knowledge_version": Wording("Version of the knowledge", "知识版本"),
    "step": Wording("Step", "步骤"),
    "who": Wording("Who acts", "谁来做"),
    "with": Wording("With whom", "跟谁一起"),
    "cost": Wording("Cost", "花费"),
    "sign": Wording("How you see it works", "怎么算做成"),
    "source": Wording("Source", "出处"),
    "unit": Wording("What for", "哪一类"),
    "filled_by": Wording("Today", "现在"),
    "relation": Wording("Relation", "关系"),
    "target": Wording("Where to", "往哪儿去"),
    "gap": Wording("To do", "差什么"),
    "unknown": Wording("not known", "不清楚"),
    "nobody": Wording("nobody", "没有人"),
    "units_untold": Wording("Not told yet: {units}.", "还没说到：{units}。"),
    "signed_by": Wording("Signed by {name}, {day} (version {version})", "签字：{name}，{day}（第{version}版）"),
    "paper": Wording("paper §{section}", "论文§{section}"),
    "since": Wording("since {day}", "{day}起"),
    "amended": Wording("text as amended on {day}", "{day}修正的文本"),
    "until": Wording("until {day}", "到{day}止"),
    "human": Wording("written by a person", "人写的"),
    "worded": Wording("worded by {model}, checked", "由{model}改写措辞，已核对"),
    "first": Wording("First", "先做"),
    "reported": Wording("as reported", "据报道"),
    "recalled": Wording("from memory, not confirmed", "凭记忆，未核实"),
}
_OUR_READING = ("our reading", "我们的理解", "definition is")


def is_our_reading(sentence: str) -> bool:
    """Tell whether a sentence says of itself that it is our interpretation.

    >>> is_our_reading("The definition is our reading."), is_our_reading("It makes its goods and sells them itself.")
    (True, False)
    """
    return any(sign in sentence.lower() for sign in _OUR_READING)
