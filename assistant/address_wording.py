"""What a draft says otherwise by whom it speaks to: a person, a village, a cooperative or a firm, and of what kind."""

from collections.abc import Mapping

from assistant.conditions import Condition, when
from assistant.steps import Wording

# Who makes the goods, by what is sold; the goods are named in the sentence before.
STATEMENTS_OF_KINDS: Mapping[str, Mapping[str, Wording]] = {
    "makes_own_goods=yes": {
        "fresh": Wording("It is your own produce.", "货是你自家产的。"),
        "processed_food": Wording("It is of your own making.", "货是你自己做的。"),
        "craft": Wording("It is of your own making.", "货是你自己做的。"),
        "manufactured": Wording("It is of your own making.", "货是你自己做的。"),
        "service": Wording("You run it yourself.", "是你自己在做。"),
    },
    "makes_own_goods=no": {
        "fresh": Wording("It is produced by others.", "货是别人产的。"),
        "processed_food": Wording("It is made by others.", "货是别人做的。"),
        "craft": Wording("It is made by others.", "货是别人做的。"),
        "manufactured": Wording("It is made by others.", "货是别人做的。"),
    },
}

# What is said otherwise to somebody who speaks for a whole village.
STATEMENTS_OF_VILLAGES: Mapping[str, Wording] = {
    key: Wording(en, zh)
    for key, en, zh in (
        ("product_kind=fresh", "Your village sells farm produce: {product}.", "你们村卖的是农产品：{product}。"),
        ("product_kind=processed_food", "Your village sells processed food: {product}.", "你们村卖的是加工食品：{product}。"),
        ("product_kind=craft", "Your village sells handicraft: {product}.", "你们村卖的是手工艺品：{product}。"),
        ("product_kind=manufactured", "Your village sells manufactured goods: {product}.", "你们村卖的是工业品：{product}。"),
        ("product_kind=service", "Your village sells a service: {product}.", "你们村卖的是服务：{product}。"),
        ("traditional_market_lost=yes", "The old buyers were going away when the village went online.", "村里转到网上的时候，老销路正在丢。"),
        ("resource_dependence=mostly", "The making of the {product} rests mostly on local land, climate or material.", "主要靠本地的水土和原料。"),
        ("resource_dependence=half", "The making of the {product} rests about half on local material.", "原料本地、外地各一半左右。"),
        ("resource_dependence=little", "The making of the {product} rests little on local land or material.", "不怎么靠本地的水土和原料。"),
        ("makes_own_goods=yes", "The households grow or make the {product} themselves.", "货是各家自己种、自己做的。"),
        ("makes_own_goods=no", "The {product} are grown or made elsewhere.", "货是外面的人种、外面的人做的。"),
        ("sells_own_goods_online=yes", "The households sell online themselves.", "网上也是各家自己卖。"),
        ("sells_own_goods_online=no", "The households do not sell online themselves.", "各家还没自己在网上卖。"),
        ("sells_to_order_for_others=yes", "Some take orders that others make or send.", "有人接单，别人做货或发货。"),
        ("sells_to_order_for_others=no", "Nobody takes orders for others.", "没有人替别人接单。"),
        ("neighbours_sell_same=yes", "The households sell the same {product}.", "各家卖一样的{product}。"),
        ("price_cutting=yes", "They undercut each other.", "互相压价。"),
        ("price_cutting=no", "They do not undercut each other.", "没有互相压价。"),
        ("easily_copied=yes", "Anyone can sell the same {product} at once; it is copied already.", "{product}谁都能照着卖，已经在照抄。"),
        ("easily_copied=no", "It is hard for others to copy the {product}.", "{product}别人不容易照着做。"),
        ("own_brand=yes", "The village has a mark that buyers know.", "村里有买家认得的牌子。"),
        ("own_brand=no", "The village has no mark that buyers know.", "村里还没有买家认得的牌子。"),
        ("partners=none", "The households work each for itself.", "各家各干各的，没有固定合作。"),
        ("partners=many", "Many households work together.", "很多家一起做。"),
        ("partners=few", "A few households work together.", "有几家一起做。"),
        ("partner_weight=like", "The households are about alike in size.", "各家大小差不多。"),
        ("partner_weight=unlike", "Some households are much bigger than others.", "各家有大有小。"),
        ("platforms=one", "The households sell on one platform.", "各家都在一个平台上卖。"),
        ("platforms=several", "The households sell on several platforms.", "各家在几个平台上卖。"),
        ("fees_eat_margin=yes", "Fees and advertising eat more and more of what they earn.", "平台费、推广费越来越吃利润。"),
        ("fees_eat_margin=no", "Fees do not weigh on them so far.", "平台费眼下还不重。"),
        ("stage=planning", "The village has not begun to sell online.", "村里网上还没开卖。"),
        ("stage=starting", "The village has just begun to sell online.", "村里网上刚开始卖。"),
        ("stage=running", "The village has sold online for a while.", "村里网上已经卖了一段时间。"),
        ("can_expand_both_ways=yes", "The village could take on more of the chain, before or after its own part.", "村里有条件往上下游再做一段。"),
        ("can_expand_both_ways=no", "The village cannot expand upstream and downstream now.", "村里眼下没条件往上下游扩。"),
        ("can_widen_range=yes", "The village could add other products.", "村里有条件加别的品类。"),
        ("can_widen_range=no", "The village cannot add other products now.", "村里眼下没条件加品类。"),
        ("can_enlarge_production=yes", "The village could produce more.", "村里有条件扩大产量。"),
        ("can_enlarge_production=no", "The village cannot produce more now.", "村里眼下没条件扩产。"),
        ("enterprise_level=leader", "The village has leaders of the area among its sellers.", "村里有当地的龙头。"),
        ("enterprise_level=backbone", "The sellers are in the middle among those of the area.", "村里的卖家在当地算中等。"),
        ("enterprise_level=small", "The sellers are small ones in the area.", "村里的卖家在当地算小户。"),
        ("city_reach=yes", "The village reaches buyers in a city.", "村里在城里有买家或门路。"),
        ("city_reach=no", "The village has no way to sell in a city yet.", "村里在城里还没有门路。"),
        ("farmer_image=yes", "The households sell with a farmer's face and story.", "各家卖货用上了农民自己的形象和故事。"),
    )
}  # fmt: skip
# What is asked otherwise of somebody who speaks for a whole village.
QUESTIONS_OF_VILLAGES: Mapping[str, Wording] = {
    key: Wording(en, zh)
    for key, en, zh in (
        ("product_kind", "What does the village sell: fresh produce, processed food, handicraft, manufactured goods or a service?", "村里卖的是鲜货、加工食品、手工艺品、工业品，还是服务？"),
        ("makes_own_goods", "Do the households grow or make the goods themselves?", "货是各家自己种、自己做的吗？"),
        ("sells_own_goods_online", "Do the households sell their own goods online themselves?", "各家的货，是各家自己在网上卖吗？"),
        ("sells_to_order_for_others", "Are there households that take orders which others then make or send?", "村里有没有人接了单，再由别家做货或发货？"),
        ("resource_dependence", "How much of the goods hangs on local material, land or climate: most of it, half, or little?", "村里卖的东西有多少要靠本地的原料、土地或气候：大部分、一半，还是很少？"),
        ("partners", "How many households work together regularly: none, a few or many?", "平常有几家固定合作：没有、几家，还是很多家？"),
        ("partner_weight", "Are the households about alike in what they sell in a year, or some much bigger?", "各家一年卖的差不多，还是有大有小？"),
        ("gain_sharing", "Where households work together, how are the gains shared: not at all, equally, or by contribution?", "一起做的时候，赚的钱怎么分：不分、平分，还是按各家出的力分？"),
        ("neighbours_sell_same", "Do the households sell the same goods?", "各家是不是卖一样的东西？"),
        ("price_cutting", "Do the sellers of the village undercut each other's prices?", "村里的卖家之间有没有互相压价？"),
        ("easily_copied", "Could others start selling the same at once, or do they copy the village already?", "别处是不是马上就能卖一样的，或者已经在照抄村里的？"),
        ("own_brand", "Has the village a brand or mark that buyers know?", "村里有没有买家认得的牌子？"),
        ("platforms", "Do the households sell on one platform or on several?", "各家都在一个平台上卖，还是在几个平台上卖？"),
        ("fees_eat_margin", "Do platform fees, deposits or advertising take more and more of what the sellers earn?", "平台费、保证金、推广费是不是越来越吃各家的利润？"),
        ("stage", "How far is the village with selling online: still planning, just starting, or running for a while?", "村里网上卖货做到哪一步了：还在打算、刚开始，还是做了一段时间？"),
        ("rural_organisation", "Does the village use a cooperative, an association or the collective?", "村里有没有用上合作社、协会或村集体？"),
        ("traditional_market_lost", "When the village went online, was it losing its old buyers, such as dealers, shops or exports?", "村里转到网上的时候，原来的销路（批发商、门店、外贸）是不是在丢？"),
        ("service_units", "Who does delivery, pictures and customer service for the sellers?", "送货、拍照、客服有谁帮各家做？"),
        ("support_units", "Does a government office, service station or association support the village?", "有没有政府部门、电商服务站或协会支持村里？"),
        ("farmer_image", "Do the households sell with a farmer's own face and story?", "各家卖货有没有用上农民自己的形象和故事？"),
    )
}  # fmt: skip
# What a rule about the role says to the client; the paper names the roles only, so that it is our reading.
ROLE_STATEMENTS: Mapping[str, Wording] = {
    "R1": Wording("You make the goods and sell them yourself.", "自己生产，自己上网卖。"),
    "R2": Wording("You make the goods; whether you sell them yourself is still to be told.", "货是自己做的；是不是自己卖，还要说明。"),
    "R3": Wording("You sell online; whether you make the goods yourself is still to be told.", "自己在网上卖；货是不是自己做的，还要说明。"),
    "R4": Wording("You make nothing yourself and take orders that others make or deliver.", "自己不生产，接了单由别人做、别人发。"),
    "R5": Wording("You take orders that others make or deliver.", "接单后由别人做或别人发货。"),
    "R6": Wording("You sell online what others make.", "在网上卖别人做的货。"),
}  # fmt: skip
ROLE_STATEMENTS_OF_VILLAGES: Mapping[str, Wording] = {
    "R1": Wording("The households make the goods and sell them themselves.", "各家自己生产，自己上网卖。"),
    "R2": Wording("The households make the goods; whether they sell them themselves is still to be told.", "货是各家自己做的；是不是自己卖，还要说明。"),
    "R3": Wording("The households sell online; whether they make the goods is still to be told.", "各家自己在网上卖；货是不是自己做的，还要说明。"),
    "R4": Wording("The village makes nothing itself and takes orders that others make or deliver.", "村里不生产，接了单由别人做、别人发。"),
    "R5": Wording("Some take orders that others make or deliver.", "有人接单，由别家做或别家发货。"),
    "R6": Wording("The households sell online what others make.", "各家在网上卖别人做的货。"),
}  # fmt: skip
# What a draft comes to, in a sentence: who sells what, and which way to go.
SELLERS: Mapping[str, Wording] = {
    "village": Wording("Your village sells {product}", "你们村卖{product}"),
    "cooperative": Wording("Your cooperative sells {product}", "你们合作社卖{product}"),
    "firm": Wording("Your business sells {product}", "你们企业卖{product}"),
    "planning": Wording("You want to sell {product} online", "你想在网上卖{product}"),
    "maker": Wording("You sell {product} of your own", "你卖自家的{product}"),
    "orders": Wording("You sell {product} that others make or send", "你接单卖{product}，由别人做、别人发"),
    "trader": Wording("You sell {product} that others make", "你卖别人产的{product}"),
    "service": Wording("You offer {product}", "你做的是{product}"),
    "person": Wording("You sell {product}", "你卖{product}"),
}
WAYS: Mapping[str, Wording] = {
    "integration": Wording(
        "the way to go is to take on more of the chain yourself, step by step.", "往后该往上下游多管一段，一步一步来。"
    ),
    "symmetric": Wording(
        "the way to go is to join with equals, divide the work and share alike.",
        "往后该跟大小差不多的几家分工合起来做，得利平分。",
    ),
    "symmetric.cooperative": Wording(
        "the way to go is to divide the work as equals, and to share by trade, as the law asks.",
        "往后该平起平坐地分工合起来做，盈余照法律按交易量分。",
    ),
    "asymmetric": Wording(
        "the way to go is to let the strongest lead and to share by what each one brings.",
        "往后该由最强的带头、各家专一样，按出的力分。",
    ),
    "not_ready": Wording(
        "first get the selling going, then look for others to join with.", "先把网上的生意做起来，再找人联合。"
    ),
    "unclear": Wording(
        "how to join with others can be said once the questions below are answered.",
        "怎么跟别人联合，答了下面的问题才说得准。",
    ),
}
# What weighs on a client, the heaviest first, in words for the first line of a draft.
_NO_PAPER = "goods=processed, has_food_paper=no, own=yes, worked=yes, legal_form=person|household|?"
CONCERNS: tuple[tuple[Condition, Wording], ...] = tuple(
    (when(condition), Wording(en, zh))
    for condition, en, zh in (
        ("unquarantined=yes", "meat without a quarantine certificate", "有的肉没有检疫票"),
        ("scam_offer=yes", "an offer that wants your money first", "有人要你先交钱"),
        ("frozen_money=yes", "the money that the platform holds", "平台压着的货款"),
        ("late_pay=yes", "the money that you are owed", "别人欠你的货款"),
        ("delisted=yes", "what was taken down", "有东西被下架了"),
        ("copied=yes", "the copies of what is yours", "有人照搬你的东西"),
        ("rooms=yes", "the papers for the rooms", "客房的手续"),
        ("price_pact=yes", "one price for all", "统一定价的事"),
        ("health_claim=yes", "healing claims that the law forbids", "宣传里有治病的说法，法律不许"),
        ("claim=yes", "a buyer who claims more than his money", "买家张口要额外的赔偿"),
        (
            "gain_sharing=equal, legal_form=cooperative",
            "an equal split that does not meet the law",
            "按户平分不合法律的要求",
        ),
        (
            "by_capital=yes, legal_form=cooperative",
            "shares by capital that do not meet the law",
            "只按股分不合法律的要求",
        ),
        (f"{_NO_PAPER}, selling=yes", "whether the paper for making food is in hand", "做食品的手续办没办"),
        ("goods=processed|between, weak_label=yes", "labels that are not complete", "标签不全"),
        ("member_dispute=yes", "the quarrel over shares", "怎么分钱还没说拢"),
        ("account_in_other_name=yes", "the shop or mark on somebody else's name", "店或牌子登记在别人名下"),
        ("helper_leaves=yes", "the helper who leaves", "帮手要走"),
        ("buyer_named=yes", "the large share that {buyer} takes", "{buyer}一家占了一大块"),
        ("one_buyer=yes, buyer_named=no|?, hired_host=no|?", "the one buyer who takes most", "大半的货靠一家买"),
        ("hired_host=yes", "the terms with the host", "跟主播的条件"),
        ("late_delivery=yes", "orders that go out late", "单子发不及"),
        ("spoiled=yes, own=no", "bad goods from suppliers", "供货的发来坏货"),
        ("loss_on_way=yes", "goods lost on the way", "路上的损耗"),
        ("fees_eat_margin=yes", "fees and advertising that eat the margin", "平台费、推广费吃利润"),
        ("price_cutting=yes", "neighbours who cut the price", "周围互相压价"),
        ("easily_copied=yes", "others who copy you", "别人照抄"),
        ("member_leaves=yes", "partners who may leave", "合作的人要走"),
        ("traditional_market_lost=yes, selling=yes", "the old buyers who are lost", "老销路丢了"),
        (f"{_NO_PAPER}, sells_other_goods=no, selling=no|?", "the paper for making food at home", "在家做食品的手续"),
    )
)
