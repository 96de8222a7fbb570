"""The rule table of the typology: which facts speak for which label, how strongly, and where the paper says so.

A rule holds when each of its conditions does, a condition being a fact with the values that satisfy it.
A label's score is the weight of the strongest rule that holds for it. The strongest label is the verdict
when its score reaches the axis's threshold and is ahead of the next label's by the axis's lead; if not,
the verdict is unclear. Weights are hundredths, so that no machine rounds them in another way. They are
ours: the paper orders its types, it does not weigh them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """One question that the typology answers; of equal risk levels, the first of `labels` wins."""

    name: str
    section: str
    labels: tuple[str, ...]
    threshold: int = 50
    lead: int = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one label of one axis, with its reason in both languages."""

    id: str
    axis: str
    label: str
    weight: int
    section: str
    when: Mapping[str, tuple[str, ...]]
    en: str
    zh: str


def _rule(id: str, target: str, weight: int, section: str, when: str, en: str, zh: str) -> Rule:
    """Return a rule from its row: `target` is "axis label", `when` is "fact=value|value, fact=value"."""
    axis, label = target.split()
    pairs = [condition.split("=") for condition in when.split(", ")]
    return Rule(id, axis, label, weight, section, {fact: tuple(values.split("|")) for fact, values in pairs}, en, zh)


AXES: tuple[Axis, ...] = (
    Axis("origin", "3.1.1", ("industrial_reengineering", "self_organization")),
    Axis("base", "3.1.2", ("resource_based", "characteristic_industry")),
    Axis(
        "role", "3.1.2", ("symbiosis", "platform_plus_production", "merchants_plus_orders", "self_produced_self_sold")
    ),
    Axis("target_mode", "4.3", ("integration", "asymmetric", "symmetric", "not_ready")),
)
RISKS: tuple[Axis, ...] = (
    Axis("easy_replacement", "3.2.1", ("high", "low", "none"), threshold=1, lead=0),
    Axis("homogeneity", "3.2.2", ("high", "low", "none"), threshold=1, lead=0),
    Axis("platform_costs", "3.2.3", ("high", "low", "none"), threshold=1, lead=0),
)
# A measure is an axis of one label: it is recommended or not.
MEASURES: tuple[Axis, ...] = (
    Axis("start_on_platforms", "5.1", ("recommended",), threshold=30, lead=0),
    Axis("tiered_coverage", "5.2", ("recommended",), threshold=30, lead=0),
    Axis("urban_physical_stores", "5.3", ("recommended",), threshold=30, lead=0),
    Axis("local_resources_and_image", "5.4", ("recommended",), threshold=30, lead=0),
)

_ORIGIN = (
    _rule("O1", "origin industrial_reengineering", 95, "3.1.1", "prior_industry=yes, traditional_market_lost=yes",
          "An industry that was there before lost its traditional market and went online for new sales; where both kinds of start are told, this one decides.",
          "原来就有产业，传统市场丢了才转到网上；两种起因都有时，以这一条为准。"),
    _rule("O2", "origin industrial_reengineering", 92, "3.1.1", "traditional_market_lost=yes",
          "Its traditional sales were being lost when it went online; where both kinds of start are told, this one decides.",
          "转到网上时，传统销路正在丢；两种起因都有时，以这一条为准。"),
    _rule("O3", "origin industrial_reengineering", 35, "3.1.1", "prior_industry=yes",
          "The product was made here before anyone sold it online; alone, that does not decide.",
          "有人上网卖之前，这里就在做这个产品；单凭这一点还定不了。"),
    _rule("O4", "origin self_organization", 80, "2.1", "started_by=farmer|returnee, others_followed=yes",
          "A farmer or someone who came home began to sell online, and others followed.",
          "农民或返乡的人先在网上卖，别人跟着学。"),
    _rule("O5", "origin self_organization", 76, "3.1.1", "started_by=farmer|returnee",
          "A farmer or someone who came home saw the chance and began; that holds for trades other than farming too.",
          "农民或返乡的人自己看到机会先做起来；不是农产品也一样算。"),
    _rule("O6", "origin self_organization", 60, "3.1.1", "started_by=cooperative",
          "Farmers began together, through their cooperative.",
          "农民通过合作社一起做起来。"),
    _rule("O7", "origin self_organization", 55, "2.1", "others_followed=yes",
          "The trade spread from a first seller whom others copied.",
          "先有一家带头卖，别人照着学，才做开的。"),
    _rule("O8", "origin self_organization", 40, "3.1.1", "prior_industry=no",
          "There was no such industry here before; alone, that does not decide.",
          "以前这里没有这个产业；单凭这一点还定不了。"),
    _rule("O9", "origin self_organization", 84, "3.1.1", "prior_industry=no, traditional_market_lost=yes",
          "Nobody made it here before, so that it is not clear whose traditional sales were lost.",
          "以前这里没人做这个，丢的是谁的传统销路，还说不清。"),
)  # fmt: skip

_BASE = (
    _rule("B1", "base resource_based", 90, "3.1.2", "resource_dependence=mostly",
          "The product depends mostly on local material, land or climate; local material worked up by craft counts too.",
          "产品主要靠本地的原料、土地或气候；用本地原料做手工也算。"),
    _rule("B2", "base characteristic_industry", 90, "3.1.2", "resource_dependence=little",
          "The product depends little on local resources: its strength is channels and a cluster of makers.",
          "产品不怎么靠本地资源，靠的是销路和成片的产业。"),
    _rule("B3", "base resource_based", 80, "3.1.2", "resource_dependence=half",
          "About half depends on local resources; half and half stays open.",
          "大约一半靠本地资源；对半开的先不下结论。"),
    _rule("B4", "base characteristic_industry", 80, "3.1.2", "resource_dependence=half",
          "About half does not depend on local resources; half and half stays open.",
          "大约一半不靠本地资源；对半开的先不下结论。"),
    _rule("B5", "base resource_based", 55, "3.1.2", "product_kind=fresh",
          "Fresh produce grows on local land, unless you say that it is bought in.",
          "鲜货一般出自本地的地和水，除非你说是外面进的。"),
)  # fmt: skip

_ROLE = (
    _rule("R1", "role self_produced_self_sold", 82, "3.1.2", "makes_own_goods=yes, sells_own_goods_online=yes",
          "It makes its goods and sells them itself. The paper names this type without defining it: the definition is our reading.",
          "自己生产，自己上网卖。论文只列了这一类的名字，没下定义，这是我们的理解。"),
    _rule("R2", "role self_produced_self_sold", 40, "3.1.2", "makes_own_goods=yes",
          "It makes its goods; whether it sells them itself is still to be told.",
          "货是自己做的；是不是自己卖，还要说明。"),
    _rule("R3", "role self_produced_self_sold", 40, "3.1.2", "sells_own_goods_online=yes",
          "It sells online; whether it makes the goods itself is still to be told.",
          "自己在网上卖；货是不是自己做的，还要说明。"),
    _rule("R9", "role self_produced_self_sold", 70, "3.1.2", "makes_own_goods=yes, sells_to_order_for_others=yes",
          "It makes goods and also takes orders that others make or deliver; what weighs more is still to be told.",
          "自己做货，也接单让别人做、别人发；哪样为主，还要说明。"),
    _rule("R4", "role merchants_plus_orders", 84, "3.1.2", "sells_to_order_for_others=yes, makes_own_goods=no",
          "It takes orders that others make or deliver, and makes nothing itself. The definition is our reading of the paper's name.",
          "自己不生产，接了单由别人做、别人发。定义是我们对论文名称的理解。"),
    _rule("R5", "role merchants_plus_orders", 76, "3.1.2", "sells_to_order_for_others=yes",
          "It takes orders that others make or deliver. The definition is our reading of the paper's name.",
          "接单后由别人做或别人发货。定义是我们对论文名称的理解。"),
    _rule("R6", "role merchants_plus_orders", 55, "3.1.2", "makes_own_goods=no, sells_own_goods_online=yes",
          "It sells online what others make.",
          "在网上卖别人做的货。"),
    _rule("R7", "role platform_plus_production", 94, "3.1.2", "platform_organises_producers=yes",
          "A platform or a platform company organises the producers. The definition is our reading of the paper's name.",
          "由平台或平台公司来组织生产的人。定义是我们对论文名称的理解。"),
    _rule("R8", "role symbiosis", 94, "3.1.2", "links_chain=yes",
          "Units with different functions, up- and downstream, are linked as one chain.",
          "上下游功能不同的各家连成了一条链。"),
)  # fmt: skip

_TARGET_MODE = (
    _rule("T1", "target_mode integration", 97, "4.3.1",
          "online_scale=rising, profit=falling, can_expand_both_ways=yes, can_widen_range=yes, can_enlarge_production=yes",
          "Scale grows while profit falls, and the means are there to expand both ways, widen the range and enlarge production: all that the paper asks of integration.",
          "规模在涨、利润在降，又有条件向上下游扩、扩品类、扩产能：论文对一体化的要求都齐了。"),
    _rule("T2", "target_mode integration", 40, "4.3.1", "online_scale=rising, profit=falling",
          "Scale grows while profit falls; for integration the means to expand both ways, widen the range and enlarge production must be there too.",
          "规模在涨、利润在降；要走一体化，还得有向上下游扩、扩品类、扩产能的条件。"),
    _rule("T3", "target_mode symmetric", 86, "4.3.2", "partner_weight=like, gain_sharing=equal",
          "The partners weigh alike and share equally. That equal shares belong to this mode is our reading; the paper implies it by contrast.",
          "各家分量差不多，得利平分。平分属于对称模式是我们的理解，论文只是从对比里带出来。"),
    _rule("T4", "target_mode symmetric", 76, "4.3.2", "partner_weight=like",
          "The partners weigh alike: they can divide the work and cut storage and other costs together.",
          "各家分量差不多，可以分工协作，一起压低仓储等成本。"),
    _rule("T5", "target_mode symmetric", 60, "4.3.3", "gain_sharing=equal",
          "Gains are shared equally; the paper sets the asymmetric mode against this principle.",
          "得利是平分的；论文说非对称模式不按平均原则。"),
    _rule("T6", "target_mode asymmetric", 87, "4.3.3", "partner_weight=unlike, gain_sharing=by_contribution",
          "The partners weigh differently and are paid by what each contributes.",
          "各家分量不同，按贡献分。"),
    _rule("T7", "target_mode asymmetric", 76, "4.3.3", "partner_weight=unlike",
          "The partners weigh differently, so gains should follow what each contributes.",
          "各家分量不同，得利应当看各家的贡献。"),
    _rule("T8", "target_mode asymmetric", 70, "4.3.3", "gain_sharing=by_contribution",
          "Gains already follow what each contributes.",
          "得利已经按贡献来分。"),
    _rule("T9", "target_mode asymmetric", 62, "5.2", "enterprise_level=leader|backbone, partners=few|many",
          "It leads or carries others in tiers of enterprises; the government guides such tiers by the asymmetric mode.",
          "在大小不一的企业里当龙头或骨干；政府引导这种层次用的就是非对称模式。"),
    _rule("T10", "target_mode not_ready", 93, "5.1", "partners=none, stage=planning|starting",
          "Alone and only beginning: there are no units to link yet. First a shop on a platform, then partners.",
          "一个人、刚起步，还没有可以连的各方。先上平台开店，再找伙伴。"),
    _rule("T11", "target_mode not_ready", 90, "5.1", "stage=planning",
          "It has not begun to sell online: the first step is a shop on a platform.",
          "还没开始在网上卖：第一步先上平台开店。"),
    _rule("T12", "target_mode not_ready", 86, "4.1", "partners=none",
          "There are no partners to link with yet.",
          "还没有可以连起来的伙伴。"),
    _rule("T13", "target_mode not_ready", 64, "5.1", "stage=starting",
          "It has only just begun to sell online.",
          "在网上卖才刚起步。"),
    _rule("T14", "target_mode not_ready", 86, "4.1",
          "consumer_units=none, service_units=none, auxiliary_units=none, support_units=none",
          "Nobody fills any of the four functions around it, so there are no units to link.",
          "消费、服务、辅助、支撑四种单元一个都没有，没有可以连的。"),
)  # fmt: skip

_RISKS = (
    _rule("E1", "easy_replacement high", 80, "3.2.1", "easily_copied=yes",
          "Others can start the same at once, or already copy it.",
          "别人马上就能做一样的，或者已经在照抄。"),
    _rule("E2", "easy_replacement low", 60, "3.2.1", "easily_copied=no",
          "It is hard to copy.",
          "别人不容易照着做。"),
    _rule("E3", "easy_replacement low", 60, "3.2.1", "own_brand=yes",
          "Buyers know its brand or mark.",
          "有买家认得的牌子。"),
    _rule("E4", "easy_replacement low", 50, "3.2.1", "own_brand=no",
          "There is no brand that buyers know, which makes it easier to replace.",
          "没有买家认得的牌子，更容易被替代。"),
    _rule("E5", "easy_replacement low", 40, "3.2.1", "platforms=one|several",
          "Whoever sells on a platform can be replaced: the paper calls this the hidden danger of the mode itself.",
          "在平台上卖就可能被替代：论文说这是这种模式本身的隐患。"),
    _rule("E6", "easy_replacement low", 40, "3.2.1", "sells_own_goods_online=yes",
          "Whoever sells online can be replaced: the paper calls this the hidden danger of the mode itself.",
          "在网上卖就可能被替代：论文说这是这种模式本身的隐患。"),
    _rule("E7", "easy_replacement low", 40, "3.2.1", "sells_to_order_for_others=yes",
          "Whoever takes orders online can be replaced: the paper calls this the hidden danger of the mode itself.",
          "在网上接单就可能被替代：论文说这是这种模式本身的隐患。"),
    _rule("H1", "homogeneity high", 92, "3.2.2", "neighbours_sell_same=yes, price_cutting=yes",
          "Neighbours sell the same and undercut each other. Within one managed system the same goods can raise output instead.",
          "邻里卖一样的，还互相压价。要是放进一个有管理的体系里，同样的货反而能提高产出。"),
    _rule("H2", "homogeneity high", 70, "3.2.2", "neighbours_sell_same=yes",
          "Neighbours sell the same, which easily turns into vicious competition. Within one managed system the same goods can raise output instead.",
          "邻里卖一样的，容易变成恶性竞争。要是放进一个有管理的体系里，同样的货反而能提高产出。"),
    _rule("H3", "homogeneity low", 80, "4.2.1", "neighbours_sell_same=yes, links_chain=yes",
          "The same goods, but linked in one managed chain: there they raise output, while unmanaged they would be a serious risk.",
          "货虽一样，但连在一条有管理的链里：这样能提高产出，没人管才是大风险。"),
    _rule("H4", "homogeneity low", 80, "4.2.1", "neighbours_sell_same=yes, gain_sharing=equal|by_contribution",
          "The same goods, but the gains are shared by agreement: managed like this they can raise output, unmanaged they would be a serious risk.",
          "货虽一样，但得利按约定分：这样管着能提高产出，没人管才是大风险。"),
    _rule("H5", "homogeneity low", 80, "3.2.2", "neighbours_sell_same=yes, price_cutting=no",
          "Neighbours sell the same, but nobody undercuts.",
          "邻里卖一样的，但没人压价。"),
    _rule("H6", "homogeneity low", 40, "3.2.2", "price_cutting=yes",
          "Prices are undercut; whether by neighbours with the same goods is still to be told.",
          "有人压价；是不是邻里卖一样的，还要说明。"),
    _rule("H7", "homogeneity none", 80, "3.2.2", "neighbours_sell_same=no",
          "Nobody nearby sells the same.",
          "附近没有人卖一样的。"),
    _rule("P1", "platform_costs high", 80, "3.2.3", "fees_eat_margin=yes",
          "Fees, deposits or advertising take a growing share.",
          "平台费、保证金或推广费占得越来越多。"),
    _rule("P2", "platform_costs none", 80, "3.2.3", "fees_eat_margin=no",
          "Fees do not weigh on the margin so far.",
          "目前平台费没有压到利润。"),
    _rule("P3", "platform_costs low", 50, "3.2.3", "platforms=one",
          "It hangs on one platform, whose fees rise as it grows.",
          "只靠一个平台，平台做大，费用会涨。"),
    _rule("P4", "platform_costs low", 40, "3.2.3", "platforms=several",
          "It sells on platforms, whose fees rise as they grow; several of them spread the risk.",
          "在平台上卖，平台做大，费用会涨；多几个平台能分散风险。"),
)  # fmt: skip

_MEASURES = (
    _rule("M1", "start_on_platforms recommended", 90, "5.1", "stage=planning",
          "Nothing is sold online yet; platforms ask little of those who begin.",
          "还没在网上卖；平台门槛低，适合起步。"),
    _rule("M2", "start_on_platforms recommended", 70, "5.1", "stage=starting",
          "It has just begun; a platform with a low threshold is the place to grow.",
          "刚起步，先在门槛低的平台上做起来。"),
    _rule("M3", "start_on_platforms recommended", 60, "5.1", "sells_own_goods_online=no",
          "It does not sell its own goods online yet.",
          "自己的货还没有在网上卖。"),
    _rule("M4", "tiered_coverage recommended", 70, "5.2", "partner_weight=unlike",
          "Strong and weak stand side by side: tiers give each a part.",
          "有强有弱，分层次来做，各有各的位置。"),
    _rule("M5", "tiered_coverage recommended", 60, "5.2", "enterprise_level=leader",
          "A leader can draw the others along.",
          "龙头可以带着别人走。"),
    _rule("M6", "tiered_coverage recommended", 50, "5.2", "enterprise_level=backbone",
          "The middle tier is what the paper wants to see grow strong.",
          "中层骨干正是论文要培养的。"),
    _rule("M7", "tiered_coverage recommended", 40, "5.2", "enterprise_level=small",
          "Small sellers are to be encouraged and find a place below the leaders.",
          "小商家要鼓励，在龙头带动下找到位置。"),
    _rule("M8", "urban_physical_stores recommended", 85, "5.3", "momentum_and_good_brand=yes, city_reach=yes",
          "It has momentum and a good brand, and reaches buyers in a city: a store or pick-up window there can help online sales.",
          "势头好、牌子好，又够得着城里的买家：可以在城里开店或设自提点，带动网上销售。"),
    _rule("M9", "urban_physical_stores recommended", 70, "5.3", "momentum_and_good_brand=yes",
          "It has momentum and a good brand: such businesses are picked for stores in the city.",
          "势头好、牌子好：城里开实体店选的就是这样的。"),
    _rule("M10", "local_resources_and_image recommended", 75, "5.4", "resource_dependence=mostly",
          "Its strength lies in what the place has.",
          "优势就在本地的东西。"),
    _rule("M11", "local_resources_and_image recommended", 55, "5.4", "resource_dependence=half",
          "Part of its strength lies in what the place has.",
          "一部分优势在本地的东西。"),
    _rule("M12", "local_resources_and_image recommended", 60, "5.4", "farmer_image=no",
          "The farmer's face and story are not used yet.",
          "农民自己的形象和故事还没用上。"),
    _rule("M13", "local_resources_and_image recommended", 50, "5.4", "farmer_image=yes",
          "It sells with a farmer's face and story, which can carry more.",
          "已经在用农民的形象和故事，还可以做得更足。"),
    _rule("M14", "local_resources_and_image recommended", 55, "5.4", "rural_organisation=no",
          "No cooperative, association or collective is used yet.",
          "还没用上合作社、协会或村集体。"),
    _rule("M15", "local_resources_and_image recommended", 45, "5.4", "own_brand=no",
          "A place, a face and a story can make the mark that is missing.",
          "还没有牌子，可以从地方、人和故事做起。"),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_ORIGIN, *_BASE, *_ROLE, *_TARGET_MODE, *_RISKS, *_MEASURES)
