"""The steps of an upgrade plan as a table: when each applies, who acts, what it costs, how success is seen.

The paper gives directions and no steps: the steps are our interpretation and drafts say so. Each rests on a
sentence of the paper or of a law (`ground`, found by its first words), or says that it has no source. Steps whose text a policy gives have no text of
their own; they stand in `rule_facts` with a horizon.
"""

from dataclasses import dataclass

from assistant.conditions import Condition, when
from assistant.datatypes import Language, SectionKey

_PAPER = "paper"
# Lighter steps find out what others could be told without.
LAST_RESORT = 45


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in both languages; {product} and {unit} are filled with the client's."""

    en: str
    zh: str

    def in_language(self, language: Language, **values: str) -> str:
        """Return the words of one language, filled in."""
        return (self.en if language == "en" else self.zh).format(**values)


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its condition; of one horizon, the heavier comes first. `because` names the facts to quote.

    What was asked about comes sooner (`draft_plan`). A step lighter than `LAST_RESORT` only stands where no other does.
    What it lets off `rests_on` grounds of `permissions`.

    `section` is one of the paper, or "document section", or empty for advice without a source.
    """

    id: str
    condition: Condition
    horizon: str
    section: str
    text: Wording
    ground: Wording
    actor: Wording
    partners: Wording
    cost: str
    indicator: Wording
    weight: int
    because: tuple[str, ...] = ()
    unit: str | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def source(self) -> SectionKey | None:
        """The section that the step rests on, None for advice without a source."""
        document, _, section = self.section.rpartition(" ")
        return SectionKey(document or _PAPER, section) if section else None


def step_row(
    id: str, condition: str, place: str, text: tuple[str, str], ground: tuple[str, str],
    actor: tuple[str, str], partners: tuple[str, str], measure: tuple[str, str, str], because: str = "", unit: str | None = None,
    rests: str = "",
) -> Step:  # fmt: skip
    """Return a step from its row: `place` is "horizon / section / weight", `measure` is cost and indicator."""
    horizon, section, weight = place.split(" / ")
    cost, en, zh = measure
    return Step(
        id, when(condition), horizon, section, Wording(*text), Wording(*ground), Wording(*actor), Wording(*partners),
        cost, Wording(en, zh), int(weight), tuple(because.split()), unit, tuple(rests.split()),
    )  # fmt: skip


UNITS_GROUND = (
    "By function, the industrial chain is divided into units",
    "按功能，产业链划分为消费单元、服务单元、辅助单元、支持单元等",
)
TIES_GROUND = ("The means of joining units are parasitism", "整合单元的手段有寄生、偏利")
NO_GROUND = ("", "")
SELLER, NOBODY = ("you", "你自己"), ("", "")
_ONE_SIDED = "parasitic|favoured"

STEPS: tuple[Step, ...] = (
    step_row("S1", "stage=planning, helper_named=no|?; target_mode=not_ready, stage=?, platforms=?, sells_own_goods_online=no|?, fees_eat_margin=?, helper_named=no|?, sells_now=no|?; begins=yes, stage=?, sells_now=no|?, helper_named=no|?", "0-3 months / 5.1 / 95",
          ("Open one shop on a platform with a low threshold and sell the {product} you have.", "先在门槛低的平台开一家店，手头有多少{product}就先卖多少。"),
          ("Low-threshold platforms are the key to guiding farmers", "低门槛的平台，是引导农民创业"),
          SELLER, ("the platform", "平台"), ("low", "first 50 orders, returns under 5 %", "做成头50单，退货不到5%"), "stage"),
    step_row("S1.helper", "stage=planning, helper_named=yes; target_mode=not_ready, stage=?, platforms=?, sells_own_goods_online=no|?, fees_eat_margin=?, helper_named=yes, sells_now=no|?; begins=yes, stage=?, sells_now=no|?, helper_named=yes", "0-3 months / 5.1 / 95",
          ("Open one shop on a platform with a low threshold together with {helper}, and sell the {product} you have.", "跟{helper}一起在门槛低的平台开一家店，手头有多少{product}就先卖多少。"),
          ("Low-threshold platforms are the key to guiding farmers", "低门槛的平台，是引导农民创业"),
          SELLER, ("{helper}", "{helper}"), ("low", "first 50 orders, returns under 5 %", "做成头50单，退货不到5%"), "stage"),
    step_row("S1.shop", "stage=starting", "0-3 months / 5.1 / 95",
          ("Bring the first 50 orders of {product} through on {platform}; note the cause of every return.", "先在{platform}把{product}头50单做稳，每笔退货都记下原因。"),
          ("Low-threshold platforms are the key to guiding farmers", "低门槛的平台，是引导农民创业"),
          SELLER, ("the platform", "平台"), ("low", "first 50 orders, returns under 5 %", "做成头50单，退货不到5%"), "stage"),
    step_row("S2", "target_mode=not_ready; begins=yes, stage=?, sells_now=no|?", "0-3 months / 5.4 / 55",
          ("Tell on the shop's first page what sets your {product} apart: soil, skill, a story, the people behind it.", "店铺第一页就讲清你的{product}跟别处哪里不一样：水土、手艺、故事、人。"),
          ("Farmer entrepreneurs can explore the potential of agriculture", "农民创业者可以挖掘农业的潜力"),
          ("you and the village", "你和村里"), NOBODY, ("none", "three things that buyers ask about", "说得出买家会问起的三样"), "resource_dependence farmer_image"),
    step_row("S3", "homogeneity=high, own=yes|?, is_village=no|?", "0-3 months / 4.2.1 / 90",
          ("Agree with the neighbours who sell {product} on grades, sorting and who offers what; never on prices.", "跟也卖{product}的邻居商量好怎么分级、谁主打什么；只谈分工，不商量价钱。"),
          ("Homogeneity of the industry, together with organic integration", "产业同质化配合共生系统内的有机整合"),
          ("the sellers of the village", "村里的卖家"), ("the village committee or the association", "村委会或协会"),
          ("none", "share of parcels sent under the common grade", "按统一等级发货的占几成"), "price_cutting neighbours_sell_same"),
    step_row("S3.village", "homogeneity=high, is_village=yes", "0-3 months / 4.2.1 / 90",
          ("Have the sellers of {product} agree on grades, sorting and who offers which kind; never on prices.", "请卖{product}的各家商量好怎么分级、谁主打哪一种；只谈分工，不商量价钱。"),
          ("Homogeneity of the industry, together with organic integration", "产业同质化配合共生系统内的有机整合"),
          ("the sellers of the village", "村里的卖家"), ("the village committee or the association", "村委会或协会"),
          ("none", "share of parcels sent under the common grade", "按统一等级发货的占几成"), "price_cutting neighbours_sell_same"),
    step_row("S4", "homogeneity=high, partner_weight=like, target_mode=asymmetric|integration|not_ready|unclear", "3-12 months / 4.1 / 70",
          ("Pool what everyone does alike for {product}: buying, storage and one courier contract.", "{product}大家都要办的事合起来办：一起进料、一起存货、跟快递签一份合同。"),
          ("The goal of joining units is the organic integration", "整合单元的目标，是把功能相近的单元有机地结合起来"),
          ("the group or cooperative", "几家一起或合作社"), ("the courier", "快递"), ("medium", "cost per parcel", "一件货摊多少运费"), "partner_weight"),
    step_row("S5", "easy_replacement=high, registered_mark=no, own=yes|?; own_brand=no, stage=running|?, registered_mark=no, own=yes|?", "3-12 months / 3.2.1 / 71",
          ("Give your {product} a mark: a name, the maker's face, and the place if it is really from there.", "给{product}做自己的记号：名字、做的人，真是本地出的再写产地。"),
          ("Our reading: the paper names no direct remedy for easy replacement", "我们的理解：论文没有给出防替代的直接办法"),
          ("you, or the cooperative", "你或合作社"), ("a label printer", "印标签的"),
          ("medium", "how many buyers come back", "回头客占几成"), "easily_copied own_brand"),
    step_row("S6.guests", "platform_costs=high, goods=service", "3-12 months / 3.2.3 / 88",
          ("Win bookings beside {platform}: returning guests, groups and companies who book with you directly.", "在{platform}之外自己揽客：回头客、团队、单位，直接找你订。"),
          ("Platforms that grow and improve", "平台不断提升，要提高准入门槛"),
          SELLER, ("returning guests, groups", "回头客、团队"), ("low", "share of bookings off the platforms", "平台以外订的占几成"), "fees_eat_margin platforms"),
    step_row("S6", "platform_costs=high, goods=fresh|processed|between|craft|manufactured|?", "3-12 months / 5.3 / 88",
          ("Open a way to sell {product} beside {platform} before leaving anything: group buyers, shops, or a pick-up window in town.", "先别撤，在{platform}之外给{product}再开一条销路：团购、门店，或城里的提货窗口。"),
          ("Pick-up windows in the city are to be expanded", "城市的提货窗口要扩大，用来帮助线上销售"),
          SELLER, ("group-buying leaders, shops in town", "团长、城里的店"), ("low", "share of sales off the first platform", "第一个平台以外卖出几成"), "fees_eat_margin platforms"),
    step_row("S7", "service_units=none", "0-3 months / 4.1 / 65",
          ("Find someone for delivery, pictures and customer service of your {product}, shared with others where you can.", "{product}的送货、拍照、客服先找人做，能几家合着找就合着找。"),
          UNITS_GROUND, SELLER, ("a courier, a service firm", "快递、服务商"), ("low", "hours from order to dispatch", "从下单到发出几个小时"), "service_units"),
    step_row("S8", "auxiliary_units=none, target_mode=integration|asymmetric|symmetric|unclear", "3-12 months / 4.1 / 50",
          ("Find steady sources of packing, materials, money and training for {product}.", "给{product}找好包装、原料、资金、培训的固定来路。"),
          UNITS_GROUND, SELLER, ("suppliers, the bank", "供货的、银行"), ("medium", "days of packing in stock, trainings attended", "包装够用几天、参加几次培训"), "auxiliary_units"),
    step_row("S9", "support_units=none", "0-3 months / 4.1 / 60",
          ("Go to the county commerce bureau, the e-commerce station or the association with this draft; get a name.", "拿着这份草稿去县商务局、电商服务站或协会，问到一个能找的人。"),
          UNITS_GROUND, SELLER, ("commerce bureau, service station", "商务局、服务站"), ("none", "a person you can call", "有一个能打电话找的人"), "support_units"),
    step_row("S10", "consumer_units=none, stage=running|?", "3-12 months / 4.1 / 62",
          ("Win regular buyers of your {product}: group buyers, canteens, people who bought before.", "把{product}的回头客留住：团购、食堂、买过的人，一个个留下来。"),
          UNITS_GROUND, SELLER, ("group-buying leaders, canteens", "团长、食堂"), ("low", "share of repeat orders", "老客户的单占几成"), "consumer_units"),
    step_row("S11.consumer", f"consumer_units={_ONE_SIDED}", "3-12 months / 4.1 / 52",
          ("Put in writing with your regular buyers what each side gives and gets, so that both gain.", "跟老客户把各自出什么、得什么写清楚，让双方都有份。"),
          TIES_GROUND, ("both sides", "双方"), ("regular buyers", "老客户"), ("none", "terms signed", "写成字据"), "consumer_units", "consumer"),
    step_row("S11.service", f"service_units={_ONE_SIDED}", "3-12 months / 4.1 / 58",
          ("Put in writing with those who deliver and serve what each side gives and gets, so that both gain.", "跟送货、做服务的把各自出什么、得什么写清楚，让双方都有份。"),
          TIES_GROUND, ("both sides", "双方"), ("couriers, service firms", "快递、服务商"), ("none", "terms signed", "写成字据"), "service_units", "service"),
    step_row("S11.auxiliary", f"auxiliary_units={_ONE_SIDED}", "3-12 months / 4.1 / 57",
          ("Put in writing with your suppliers what each side gives and gets, so that both gain.", "跟供包装、供料、出钱的把各自出什么、得什么写清楚，让双方都有份。"),
          TIES_GROUND, ("both sides", "双方"), ("suppliers, lenders", "供货的、出钱的"), ("none", "terms signed", "写成字据"), "auxiliary_units", "auxiliary"),
    step_row("S11.support", f"support_units={_ONE_SIDED}", "3-12 months / 4.1 / 51",
          ("Settle with those who support you what they expect from you in return, so that both gain.", "跟扶持你的部门或协会说清楚：他们帮什么、要你做到什么，让双方都有份。"),
          TIES_GROUND, ("both sides", "双方"), ("commerce bureau, association", "商务局、协会"), ("none", "a written understanding", "有一份说好的书面东西"), "support_units", "support"),
    step_row("S12.law", "target_mode=symmetric, legal_form=cooperative", "3-12 months / fpcl-2017 art-44 / 85",
          ("Divide the work on {product} by function and share storage and dispatch; the surplus follows each member's trade (article 44).", "{product}按活分工，仓库和发货合用；盈余照第44条按交易量返还。"),
          ("At least 60% of a cooperative's", "合作社的可分配盈余，至少"),
          ("the members", "社员"), ("the courier", "快递"), ("medium", "storage cost per unit", "每件货的仓储成本"), "partner_weight gain_sharing"),
    step_row("S12", "target_mode=symmetric, legal_form=person|household|village|firm|?", "3-12 months / 4.3.2 / 85",
          ("Divide the work on your {product} by function, share storage and dispatch, and share the gains equally.", "做{product}的几家按活分工，仓库和发货合用，得利平分。"),
          ("The operator in the symmetric mode divides the work", "对称模式的经营者与相关单元恰当分工"),
          ("the partners", "合作的各家"), ("the courier", "快递"), ("medium", "storage cost per unit", "每件货的仓储成本"), "partner_weight gain_sharing"),
    step_row("S13", "target_mode=asymmetric", "3-12 months / 4.3.3 / 85",
          ("Let the strongest lead and each other partner do one thing well; agree beforehand how shares follow contribution.", "让最强的一家带头，别家各专一样；按贡献怎么分，事先说好、账目公开。"),
          ("In the asymmetric mode, gains are shared in proportion", "在非对称模式里，利益按贡献和创造的价值比例来分"),
          ("the leader and the members", "带头的和各家"), ("a bookkeeper", "记账的人"), ("medium", "each member's income against contribution", "各家的收入跟贡献对得上"), "partner_weight gain_sharing enterprise_level"),
    step_row("S14", "target_mode=integration", "1-3 years / 4.3.1 / 85",
          ("Take in raw material upstream and sales downstream of {product}, add kinds, then volume: one step at a time.", "围着{product}，上游管到原料、下游管到销售，再加品类、扩产量，一步一步来。"),
          ("The integration mode must be based on 3 things", "一体化模式必须以3条为基础"),
          ("your business", "你的企业"), ("suppliers, lenders", "供货的、银行"), ("high", "unit cost and profit per year", "每年的单位成本和利润"), "profit online_scale"),
    step_row("S15", "momentum_and_good_brand=yes", "1-3 years / 5.3 / 60",
          ("Ask the county about a store or pick-up window in town where people can see your {product} before they buy.", "跟县里商量，在城里开店或设提货窗口，让人先看看{product}再买。"),
          ("Rural e-commerce and the government can select companies", "农村电商和政府可以挑选发展势头好"),
          ("you and the government", "你和政府"), ("a shop in town", "城里的店"), ("high", "store and online sales, added up", "店里和网上加起来的销量"), "momentum_and_good_brand city_reach"),
    step_row("S16", "rural_organisation=no, partners=few|many", "3-12 months / 5.4 / 64",
          ("Join a cooperative with those you work with, or found one, and sell together.", "跟合作的几家加入或者办一个合作社，一起卖。"),
          ("Farmer entrepreneurs can explore the potential of agriculture", "农民创业者可以挖掘农业的潜力"),
          ("the farmers", "几家农户"), ("the registration office", "登记机关"), ("low", "members, joint sales", "社员数、一起卖出的钱"), "partners rural_organisation"),
    step_row("S17", "role=symbiosis", "1-3 years / 4.2.1 / 70",
          ("Join those who work side by side on {product} into one chain, from raw material to sale, in the village.", "把并排做{product}的各家串成一条链，从原料到卖出都在村里接得上。"),
          ("Building a symbiotic system is a leap", "建设共生系统，是从并联到串联的飞跃"),
          ("all units", "链上各家"), ("the village", "村里"), ("high", "share of the chain inside the village", "这条链有几成在村里"), "links_chain"),
    step_row("S18", "target_mode=not_ready, partners=none|?", "3-12 months / 4.1 / 66",
          ("Find two or three others whose work fits your {product}, and send one shipment together as a trial.", "找两三家能跟你搭手的，{product}先合着发一批货试试。"),
          ("The goal of joining units is the organic integration", "整合单元的目标，是把功能相近的单元有机地结合起来"),
          SELLER, ("neighbours, packers, other sellers", "邻居、包装的、别的卖家"), ("low", "one shipment sent together", "合着发出一批货"), "partners"),
    step_row("S19", "consumer_units=?, service_units=?, auxiliary_units=?, support_units=?, is_village=no, target_mode=integration|asymmetric|symmetric; consumer_units=?, service_units=?, auxiliary_units=?, support_units=?, is_village=no, target_mode=unclear, partners=none|few|many; consumer_units=?, service_units=?, auxiliary_units=?, support_units=?, is_village=no, target_mode=unclear, legal_form=cooperative",
          "0-3 months / 4.1 / 40",
          ("Write down who delivers, who packs, who supports you and who buys again; see what is missing.", "把谁送货、谁供包装、谁扶持你、谁常来买写下来，看看缺哪一样。"),
          ("Joining the units takes an understanding", "整合单元，要先了解各单元的环境"),
          SELLER, NOBODY, ("none", "four names, or four gaps", "写得出四类人，或者四个空"), ""),
    step_row("S20", "role=platform_plus_production, legal_form=person|household|village|?|cooperative, buyer_named=no|?", "0-3 months / 4 / 80",
          ("Have the company put price, acceptance and payment day for your {product} in writing.", "让公司把{product}的价钱、验收、哪天结款写进合同。"),
          ("Holding to mutual benefit and symbiosis raises", "坚持互利共生，能提升农村电商的核心竞争力"),
          ("the producers together", "几户生产的一起"), ("the platform company", "平台公司"), ("none", "a contract that names the three", "合同里三样都写着"), "platform_organises_producers"),
    step_row("S20.company", "role=platform_plus_production, legal_form=firm, buyer_named=no|?", "0-3 months / 4 / 80",
          ("Write price, grading, payment day, and what follows a breach by either side, into each grower's contract.", "把价钱、分级、哪天结款、哪一方违约怎么办，一户一户写进订单合同。"),
          ("Holding to mutual benefit and symbiosis raises", "坚持互利共生，能提升农村电商的核心竞争力"),
          ("your company", "你们公司"), ("the growers", "签订单的农户"), ("none", "share of the contracted goods that is delivered", "订单的货交来几成"), "platform_organises_producers"),
    step_row("S24", "is_village=yes", "0-3 months / 4.1 / 87",
          ("Call the sellers together and write one list: who makes or grows the {product}, who packs, who sends, who sells.", "把卖家叫到一起，列一张单子：{product}谁家产、谁包装、谁发货、谁在卖。"),
          ("Joining the units takes an understanding", "整合单元，要先了解"),
          ("the village committee", "村委会"), ("the sellers, the growers", "各家卖家、种户"), ("none", "one list that everybody has signed", "人人认可的一张单子"), ""),
    step_row("S25", "is_village=yes, neighbours_sell_same=yes", "3-12 months / rceo-2024 art-41 / 83",
          ("Let the cooperative or the collective grade, pack and send the {product} of all sellers at one point.", "让合作社或村集体办一个点，各家的{product}统一分级、包装、发货。"),
          ("A village can use the 4 ways", "村里建电商服务点、电商基地"),
          ("the cooperative or the collective", "合作社或村集体"), ("the sellers, one courier", "各家卖家、一家快递"), ("medium", "cost per parcel, share sent from the point", "一件货摊多少钱、几成从这里发"), "neighbours_sell_same"),
    step_row("S26", "is_village=yes", "0-3 months /  / 61",
          ("Ask the township in writing which costs its support may pay for, and by when to apply.", "书面问清镇里：扶持能用在哪些开支上，什么时候报。"),
          NO_GROUND,
          ("the village committee", "村委会"), ("the township, the county", "镇里、县里"), ("none", "a written answer", "拿到书面答复"), ""),
    step_row("S27", "gain_sharing=equal, partner_weight=unlike; legal_form=cooperative, partner_weight=unlike, gain_sharing=none|?; legal_form=cooperative, gain_sharing=equal", "0-3 months / 4.3.3 / 88",
          ("Record for each member what was delivered, at which grade, and who lent store or machines.", "一户一本账：交了多少货、什么等级、谁出了冷库和机器，都记清楚。"),
          ("In the asymmetric mode, gains are shared in proportion", "在非对称模式里，利益按贡献"),
          ("the bookkeeper", "记账的人"), ("all members", "全体社员"), ("none", "every member has checked his own figures", "每户都核对过自己的账"), "partner_weight"),
    step_row("S28", "gain_sharing=equal, partner_weight=unlike, legal_form=person|household|village|firm|?; legal_form=cooperative, partner_weight=unlike, gain_sharing=none|?", "3-12 months / 4.3.3 / 84",
          ("Work out last year's gains under two or three lawful rules, show each member the result, then vote.", "拿去年的账，按合法的两三种分法各算一遍，每户看到自己的数，再开会表决。"),
          ("In the asymmetric mode, gains are shared in proportion", "在非对称模式里，利益按贡献"),
          ("the members' meeting", "成员大会"), ("the bookkeeper, the county's cooperative adviser", "记账的人、县里管合作社的"), ("none", "a rule that the meeting has passed", "大会通过的分法"), "gain_sharing"),
    step_row("S28.equal", "legal_form=cooperative, gain_sharing=equal", "0-3 months / fpcl-2017 art-44 / 96",
          ("An equal split misses article 44 (60% by trade): work out last year's surplus under two lawful rules, then vote.", "按户平分不合第44条（至少60%按交易量）：拿去年的账按合法的两种分法各算一遍，开会表决。"),
          ("At least 60% of a cooperative's", "合作社的可分配盈余，至少"),
          ("the members' meeting", "成员大会"), ("the bookkeeper, the county's cooperative adviser", "记账的人、县里管合作社的"), ("none", "a rule that the meeting has passed", "大会通过的分法"), "gain_sharing"),
    step_row("S29", "easily_copied=yes, registered_mark=no|?, own=yes|?", "0-3 months / ecl-2018 art-42 / 57",
          ("Keep dated photos, sketches and sales records of your {product}: a notice to the platform needs first evidence.", "{product}的图样、照片、上架和销售记录都留好日期：向平台投诉照抄要有初步证据。"),
          ("If someone copies your protected work or mark", "别人侵犯你的知识产权，你也可以"),
          SELLER, ("the platform", "平台"), ("none", "a folder with dates", "一个带日期的文件夹"), "easily_copied"),
    step_row(
        "S29.notice", "easily_copied=yes, registered_mark=yes", "0-3 months / ecl-2018 art-42 / 84",
        ("Send {platform} a notice against the shop that copies you, with your trademark papers and dated proof, and ask for removal.", "带上商标证和有日期的证据，向{platform}投诉照抄你的店，要求删除、断开链接。"),
        ("If someone copies your protected work or mark", "别人侵犯你的知识产权，你也可以"),
        SELLER, ("{platform}", "{platform}"), ("none", "the copies are taken down", "照抄的链接下架了"), "easily_copied"),
    step_row("S30", "partners=?, target_mode=unclear, is_village=no, own=no|?, legal_form=person|household|?|firm", "0-3 months / 4.1 / 42",
          ("Ask those who supply, pack and carry {product} with you how much each handles in a year: alike or not decides how to join.", "问问给{product}供料、包装、送货的各家，一年各做多少：差不多还是差很多，决定怎么联合。"),
          ("Joining the units takes an understanding", "整合单元，要先了解"),
          SELLER, NOBODY, ("none", "a figure for each of them", "每家问到一个数"), ""),
    step_row("S31", "role=merchants_plus_orders|symbiosis|self_produced_self_sold|unclear, fees_eat_margin=yes, online_scale=?|stable|falling; role=merchants_plus_orders|symbiosis|self_produced_self_sold|unclear, fees_eat_margin=yes, profit=?|stable|rising", "0-3 months / 3.2.3 / 73",
          ("Work out what each order of your {product} leaves after fees, advertising and returns; drop what loses.", "每一款{product}扣掉平台费、推广费、退货还剩几块钱，算清楚；亏的就停。"),
          ("Platforms that grow and improve", "平台不断提升，要提高准入门槛"),
          SELLER, ("a bookkeeper", "记账的人"), ("none", "what is left per order, kind by kind", "每款每单剩几块钱"), "fees_eat_margin"),
    step_row("S32", "far_courier=yes", "0-3 months / 4.1 / 68",
          ("Gather the parcels of all who send, and ask two couriers for a daily pick-up where you are.", "把各家要寄的件凑到一起，找两家快递谈每天上门来收。"),
          UNITS_GROUND, SELLER, ("others who send, the couriers", "也要寄件的人家、快递"), ("none", "parcels picked up per day", "每天上门收走几件"), ""),
    step_row("S21", "role=merchants_plus_orders", "0-3 months / 4.1 / 78",
          ("Agree with those who make your {product} on quality, delivery day and who pays for returns; write it down.", "跟做{product}的人家把质量、交货日子、退货谁担写清楚。"),
          TIES_GROUND, SELLER, ("the makers", "做货的厂家或农户"), ("none", "returns paid by whom it was agreed", "退货照说好的人出"), "sells_to_order_for_others"),
    step_row("S22", "online_scale=rising, profit=falling", "0-3 months /  / 74",
          ("List storage, freight, advertising and returns of your {product} month by month; set them against what each kind earns.", "把{product}的仓储、运费、推广、退货逐月列出来，跟每一款赚的比一比，再决定压哪样。"),
          NO_GROUND,
          SELLER, ("a bookkeeper", "记账的人"), ("none", "cost per parcel, month by month", "每件货的成本，一月一记"), "profit online_scale"),
    step_row("S23", "farmer_image=no", "0-3 months / 5.4 / 45",
          ("Show who stands behind your {product}: your face, your place, how it is made.", "让买家看见{product}是谁、在哪儿、怎么做出来的。"),
          ("Farmer entrepreneurs can explore the potential of agriculture", "农民创业者可以挖掘农业的潜力"),
          SELLER, ("family and neighbours", "家里人和邻居"), ("none", "buyers ask for you by name", "买家点名找你"), "farmer_image"),
)  # fmt: skip
