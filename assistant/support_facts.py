"""Which lines of policy may help whom: the table of supports. No line promises money; a draft says whom to ask for it.

Each concerns a kind of client; what holds for everybody helps nobody, and is not told.
"""

from assistant.rule_fact import RuleFact, fact_row

_BEGINS = "stage=planning|starting; begins=yes"

SUPPORT_FACTS: tuple[RuleFact, ...] = (
    fact_row("programmes / rrpl-2021 art-20 / 48", f"{_BEGINS}; started_by=returnee, stage=running|?",
             "Governments at all levels must improve their support", "各级政府应当完善扶持政策，"),
    fact_row("programmes / rrpl-2021 art-26 / 47", "stage=planning|starting, helper_named=no|?; begins=yes, helper_named=no|?; farmer_image=no; is_village=yes",
             "Governments at all levels must organise training", "各级政府应当组织农业技能培"),
    fact_row("programmes / rrpl-2021 art-21 / 46", "legal_form=cooperative|firm, target_mode=asymmetric; growers=yes; legal_form=firm, platform_organises_producers=yes; target_mode=asymmetric",
             "Cooperatives, family farms, agricultural firms", "合作社、家庭农场、涉农企业"),
    fact_row("programmes / rrpl-2021 art-19 / 45", "goods=craft|service; rooms=yes; goods=processed|between",
             "Governments at all levels must support rural e-commerce", "各级政府应当支持乡村电子商"),
    fact_row("programmes / rrpl-2021 art-19 / 45", "loss_on_way=yes, goods=fresh, keeps=no|?",
             "Governments must strengthen the main distribution", "农产品流通的骨干网络和冷链"),
    fact_row("programmes / no1-2026 circulation / 44", "goods=craft, is_village=yes; rooms=yes; goods=craft, stage=running, farmer_image=yes",
             "Harvest markets, intangible-heritage workshops", "2026年的文件把丰收市"),
    fact_row("programmes / no1-2026 express / 44", "far_courier=yes; service_units=none; loss_on_way=yes; neighbours_sell_same=yes, partner_weight=like",
             "The 2026 No. 1 Central Document wants joint", "2026年中央1号文件要求推"),
    fact_row("programmes / digital-commerce-agri y2023 / 43", "goods=fresh, legal_form=person|household|?, own=yes|?, stage=running|?",
             "In 2023 the 数商兴农 project was deepened", "2023年，中央1号文件第19条"),
    fact_row("programmes / digital-commerce-agri y2023 / 43", "goods=fresh|processed|between, legal_form=cooperative; buyer_named=yes, goods=fresh|processed|between",
             "Beside 数商兴农, item 19", "跟“数商兴农”一起，202"),
    fact_row("programmes / rural-ec-2024 goal-numbers / 43", "livestream=yes",
             "About 1,000 county livestream e-commerce bases", "县域直播电商基地要培育10"),
    fact_row("programmes / rural-ec-2024 goal-numbers / 44", "started_by=returnee, others_followed=yes; enterprise_level=leader, legal_form=person|household|?; target_mode=asymmetric, legal_form=person|household",
             "About 10,000 rural e-commerce leaders (带头人)", "农村电商带头人要培育10"),
    fact_row("programmes / rural-ec-2024 goal-numbers / 44", "legal_form=firm, online_scale=rising; enterprise_level=leader|backbone, legal_form=firm",
             "About 1,000 county-level digital distribution leading", "县域数字流通龙头企业要培"),
    fact_row("programmes / taobao-village criteria-village / 42", "is_village=yes",
             "A Taobao Village must have at least", "淘宝村的活跃网店要有100"),
    fact_row("programmes / rural-ec-2024 goal-numbers / 41", "is_village=yes",
             "As reported, the 2024 opinions aim in 5 years", "据报道，2024年的实施意"),
    fact_row("programmes / rceo-2024 art-41 / 45", "is_village=yes",
             "A rural collective may develop its economy", "村集体可以用资源发包、物业"),
)  # fmt: skip
