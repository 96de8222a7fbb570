"""What it may cost to leave undone what a client told of: sentences on fines and claims, told among the risks."""

from assistant.rule_fact import RuleFact, fact_row
from assistant.steps import Wording

_FOOD = "processed|between"

LIABILITY_FACTS: tuple[RuleFact, ...] = (
    fact_row("liability / fsl-2025 art-123 / 99", "unquarantined=yes",
             "If the goods are worth under 10,000", "卖没检疫的肉或有毒食品，货值不足"),
    fact_row("liability / fsl-2025 art-123 / 98", "unquarantined=yes",
             "If the goods are worth 10,000 yuan", "卖没检疫的肉或有毒食品，货值1万"),
    fact_row("liability / advertising-2021 art-58 / 97", "health_claim=yes",
             "A claim of treating disease, or medical", "广告说能治病或用医疗用语的"),
    fact_row("liability / advertising-2021 art-58 / 96", "health_claim=yes",
             "Where the ad cost cannot be calculated", "广告费算不清或明显偏低的，"),
    fact_row("liability / live-ec-2026 art-63 / 95", "health_claim=yes, livestream=yes, legal_form=firm",
             "The host's employer bears the administrative", "主播在履行职务时销售、宣传"),
    fact_row("liability / fsl-2025 art-148 / 94", f"claim=yes, goods={_FOOD}, own=yes|?",
             "A producer of substandard food owes", "生产了不合格食品的，买家"),
    fact_row("liability / fsl-2025 art-148 / 94", f"claim=yes, goods=fresh|{_FOOD}, own=no",
             "A seller owes the extra 10 times", "卖家只有明知食品不合格还卖"),
    fact_row("liability / spc-food-2024 art-8 / 93", f"claim=yes, weak_label=yes, goods={_FOOD}",
             "Leaving out, or deliberately misstating", "漏掉安全标准要求必须标的内"),
    fact_row("liability / fsl-2025 art-148 / 92", f"spoiled=yes, own=no, goods=fresh|{_FOOD}; own=no, unquarantined=yes",
             "A buyer harmed by substandard food", "买家因不合格食品受了损害，"),
    fact_row("liability / fsl-2025 art-148 / 91", f"spoiled=yes, own=no, goods=fresh|{_FOOD}; own=no, unquarantined=yes",
             "A seller who paid for the producer's", "卖家替生产者赔了，可以再向"),
    fact_row("liability / fsl-2025 art-136 / 90", f"spoiled=yes, own=no, goods=fresh|{_FOOD}",
             "A food seller who did the purchase", "食品卖家做了进货查验、确实"),
    fact_row("liability / fsl-2025 art-125 / 88", f"weak_label=yes, goods={_FOOD}",
             "If the goods are worth under 10,000 yuan, the fine for missing", "标签没有或不合法，货值不足"),
    fact_row("liability / fsl-2025 art-127 / 87", f"goods={_FOOD}, own=yes, worked=yes, has_food_paper=no, legal_form=person|household|?, selling=yes",
             "Violations by small food workshops and food", "食品小作坊、食品摊贩违法的"),
    fact_row("liability / fsl-2025 art-122 / 86", f"goods={_FOOD}, own=no, made_by_households=yes, has_food_paper=no|?; goods={_FOOD}, own=no, bought_in=yes, has_food_paper=no|?",
             "If the goods are worth under 10,000 yuan, the fine for unlicensed", "无证做食品、卖食品，货值不"),
    fact_row("liability / crpl-2013 art-56 / 85", "false_origin=yes",
             "Article 56 covers faked origin", "伪造产地、篡改生产日期、掺"),
    fact_row("liability / mer-2021 art-43 / 84", "legal_form=person, own=no, small=no, selling=yes; legal_form=person, goods=manufactured, small=no, selling=yes",
             "Refusing to correct a missing registration", "该登记没登记、又拒不改正的",
             lead=Wording("after an order to register", "收到改正通知以后")),
)  # fmt: skip
