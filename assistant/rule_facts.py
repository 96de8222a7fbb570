"""Which sentences of the laws and policies belong into whose draft: a table of conditions and sentences.

A draft takes the sentence itself from the library, so that it verifies and follows every correction there;
the table holds where it stands and how it begins. A sentence with an `Act` is a step of the plan.
"""

from dataclasses import dataclass

from assistant.conditions import Condition, when
from assistant.datatypes import SectionKey
from assistant.steps import Wording


@dataclass(frozen=True, slots=True)
class Act:
    """What makes a sentence of a policy a step: when, by whom, with whom, at what cost, and how it is seen.

    It `leads` where the sentence itself says what to do, so that it can stand for the first thing to do.
    """

    horizon: str
    actor: Wording
    partners: Wording
    cost: str
    indicator: Wording
    leads: bool = False


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A sentence of the library, named by section and first words, and the clients whom it concerns.

    It is told while its section is in force, an `early` one before that too. What permits something rests on grounds
    of `permissions`; `lead` says for whom or when it holds, behind the topic.
    """

    topic: str
    section: SectionKey
    weight: int
    condition: Condition
    begins: Wording
    act: Act | None = None
    early: bool = False
    rests_on: tuple[str, ...] = ()
    lead: Wording | None = None

    @property
    def name(self) -> str:
        """What its line is called, the same from draft to draft."""
        lead = f".{self.lead.en}" if self.lead else ""
        return f"{'.'.join(self.section)}.{self.begins.en}{lead}"


def _fact(
    place: str, condition: str, en: str, zh: str, act: Act | None = None, *, rests: str = "", lead: Wording | None = None
) -> RuleFact:  # fmt: skip
    """Return a fact from its row: `place` is "topic / document section / weight", or with "/ early" behind it."""
    topic, section, weight, *early = place.split(" / ")
    key = SectionKey(*section.split())
    return RuleFact(
        topic, key, int(weight), when(condition), Wording(en, zh), act, bool(early), tuple(rests.split()), lead
    )


# Everybody but those whose own law says otherwise.
_PEOPLE = "person|household|village|?"
_UNLICENSED = "person|village|?"
_WITHOUT_EXEMPTION = Wording("where no exemption holds", "没有免登记情形的")
_IF_PROCESSED = Wording("if it counts as processed food", "算加工食品的话")
_FOR_THE_MAKERS = Wording("for those who make it", "给你做货的人家")


_ASK_FOR_THE_PAPER = Act(
    "0-3 months", Wording("you", "你自己"), Wording("the county market regulator", "县市场监管局"), "low",
    Wording("the paper that your province asks for is in your hand", "手里拿到本省要的那张证"), leads=True,
)  # fmt: skip

RULE_FACTS: tuple[RuleFact, ...] = (
    _fact("registration / ecl-2018 art-15 / 93", "legal_form=household, stage=running|?",
          "Your shop's home page must show", "店铺首页的显著位置要一直"),
    _fact("registration / ecl-2018 art-10 / 90", "legal_form=cooperative|firm",
          "Everybody else who sells online as", "除免登记的情形外，在网上"),
    _fact("registration / ntm-2021 art-12 / 82", "legal_form=cooperative",
          "A farmers' cooperative shows its credit", "农民专业合作社要公示统一"),
    _fact("registration / ecl-2018 art-10 / 91", "goods=fresh, own=yes|?",
          "An individual who sells farm and", "个人在网上卖自己生产的农", rests="person own primary"),
    _fact("registration / ecl-2018 art-10 / 91", "goods=craft, own=yes|?",
          "Individuals who sell household handicraft products", "个人卖家庭手工业产品，比", rests="person own home_craft"),
    _fact("registration / ecl-2018 art-10 / 92", f"goods=fresh, own=no, legal_form={_UNLICENSED}",
          "Produce bought from neighbours is not", "从邻居家收来的货不算自产"),
    _fact("registration / ntm-2021 art-8 / 90", f"goods=processed, legal_form={_UNLICENSED}",
          "If your small trade needs a", "零星小额交易依法要许可的"),
    _fact("registration / ntm-2021 art-8 / 89", f"goods=between, legal_form={_UNLICENSED}",
          "If your small trade needs a", "零星小额交易依法要许可的", lead=_IF_PROCESSED),
    _fact("registration / ntm-2021 art-8 / 90", "goods=manufactured|service|?",
          "An individual whose online sales add", "个人网上年交易额累计不超", rests="person no_permit small"),
    _fact("registration / ntm-2021 art-8 / 88", "goods=fresh|craft, own=no",
          "An individual whose online sales add", "个人网上年交易额累计不超", rests="person no_permit small"),
    _fact("registration / ecl-2018 art-10 / 89",
          "legal_form=village|?, goods=fresh|craft|?; legal_form=person, own=?, goods=fresh|craft; legal_form=person, goods=?",
          "Everybody else who sells online as", "除免登记的情形外，在网上", lead=_WITHOUT_EXEMPTION),
    _fact("registration / ntm-2021 art-8 / 86", f"goods=manufactured|service, legal_form={_UNLICENSED}; own=no, legal_form={_UNLICENSED}",
          "Anyone who sells more than 100,000", "超过10万元又没有别的免"),
    _fact("registration / ntm-2021 art-8 / 87", "goods=manufactured|service, legal_form=village|?",
          "The limit helps individuals only, so", "10万元额度只给个人用，合"),
    _fact("registration / ntm-2021 art-8 / 84", "goods=manufactured|service, platforms=several, legal_form=person",
          "All shops of the same person", "同一个人开几家店的，不管"),
    _fact("food / fsl-2025 art-35 / 69", "goods=?, own=yes|?",
          "Processed food of your own making", "自己加工的食品，比如果酱", lead=Wording("if you sell processed food", "要是卖加工食品")),
    _fact("food / fsl-2025 art-35 / 80", "goods=fresh",
          "Selling edible farm produce, such as", "卖食用农产品，比如鲜果", rests="primary"),
    _fact("food / fsl-2025 art-35 / 89", "goods=processed, own=yes|?",
          "Processed food of your own making", "自己加工的食品，比如果酱"),
    _fact("food / fsl-2025 art-35 / 88", "goods=between, own=yes|?",
          "Processed food of your own making", "自己加工的食品，比如果酱", lead=_IF_PROCESSED),
    _fact("food / fsl-2025 art-36 / 79", f"goods=processed|between, own=yes, legal_form={_PEOPLE}",
          "Whether a small food workshop needs", "食品小作坊是办登记还是办"),
    _fact("food / fsl-2025 art-53 / 87", "goods=processed|between, own=no",
          "A food seller must check the", "卖食品的人进货时，要查供"),
    _fact("food / fsl-2025 art-35 / 85", "goods=processed, own=no",
          "Selling only prepackaged food needs no", "只卖预包装食品不用办许可", rests="packed_by_maker"),
    _fact("food / food-permit-2023 art-4 / 84", "goods=processed, own=no",
          "Other food sales need a food-business", "别的食品买卖要办食品经营", lead=Wording("otherwise", "不然")),
    _fact("food / fsl-2025 art-34 / 86", "spoiled=yes, goods=fresh|processed|between",
          "Spoiled, rancid, mouldy, insect-ridden, dirty or", "腐败变质、油脂酸败、霉变"),
    _fact("food / apqsl-2022 art-44 / 78", "meat=yes",
          "Before selling live animals, meat or", "卖活畜禽、肉类、苗木之前"),
    _fact("food / fsl-2025 art-65 / 77", "goods=fresh, own=no",
          "The purchase record of farm produce", "农产品进货记录要写品名"),
    _fact("food / apqsl-2022 art-29 / 60", "goods=fresh, own=yes, meat=no",
          "Growers must keep the safety interval", "打过药要守安全间隔期，用"),
    _fact("food / fsl-2025 art-73 / 62", "goods=processed|between; health_claim=yes",
          "A food advertisement may not be", "食品广告不能有虚假内容"),
    _fact("labels / apqsl-2022 art-39 / 76", "goods=fresh, legal_form=cooperative|firm",
          "Producing companies and cooperatives must issue", "生产企业、合作社卖农产品"),
    _fact("labels / apqsl-2022 art-73 / 69", "goods=fresh, legal_form=cooperative|firm",
          "Failing to put missing conformity certificates", "合格证的问题到期还不改正"),
    _fact("labels / apqsl-2022 art-39 / 58", "goods=fresh",
          "Farm households are encouraged, not obliged", "农户卖农产品是鼓励开承诺", rests="person own primary"),
    _fact("labels / cert-2026 art-13 / 76", f"goods=fresh, keeps=no|?, own=no, legal_form={_PEOPLE}",
          "A person who buys up produce", "个人收货后在平台转卖的"),
    _fact("labels / fsl-2025 art-67 / 72", "goods=processed|between",
          "The label of prepackaged food must", "预包装食品的标签要写明名"),
    _fact("labels / fsl-2025 art-67 / 71", "goods=processed|between, own=yes|?",
          "The producer's name, address and contact", "生产者的名称、地址、联系"),
    _fact("tax / vat-2024 art-24 / 74", f"goods=fresh, platform_organises_producers=no|?, legal_form={_PEOPLE}|firm",
          "Farm products that you produced yourself", "农业生产者卖自己生产的农", rests="own primary"),
    _fact("tax / vat-2024 art-24 / 74", "goods=fresh, own=no",
          "Produce bought in for resale is", "收来转卖的农产品不算自产"),
    _fact("tax / vat-reg-2025 art-26 / 73", "goods=fresh, legal_form=cooperative",
          "Article 26 does not say whether", "第26条没有写合作社卖社"),
    _fact("tax / vat-reg-2025 art-26 / 71", "goods=dried|between, own=yes|?",
          "The regulation gives no list of", "条例没有列出初级农产品的"),
    _fact("tax / vat-reg-2025 art-26 / 70", "goods=processed, own=yes|?",
          "The VAT exemption for own produce", "自产免增值税只管初级农产"),
    _fact("tax / vat-2024 art-24 / 66", "goods=fresh, own=yes|?, sells_other_goods=yes",
          "If you sell exempt and other", "又卖免税货又卖别的货，要"),
    _fact("tax / vat-2024 art-9 / 68", "goods=craft|manufactured|service|processed|between, legal_form=firm",
          "You are a small-scale taxpayer as", "年应征增值税销售额没超过"),
    _fact("tax / vat-small-2026 threshold / 69", f"goods=craft|manufactured|service|processed|between, legal_form={_PEOPLE}|cooperative",
          "As reported, small-scale taxpayers pay no", "据报道，小规模纳税人月销", rests="small_scale"),
    _fact("tax / ecl-2018 art-11 / 64", "goods=fresh|craft|?",
          "Having no business licence is no", "没有营业执照不等于免税", rests="person"),
    _fact("tax / platform-tax-2025 art-2 / 57", "stage=running",
          "Platforms must report the identity and", "平台要向税务机关报送平台"),
    _fact("returns / crpl-2013 art-24 / 68", "goods=fresh",
          "Fresh goods are outside the no-reason", "鲜活易腐商品不适用无理由", rests="perishable primary"),
    _fact("returns / return7-2020 art-20 / 66", "goods=fresh, keeps=no|?",
          "To be safe, mark fresh produce", "稳妥的做法是，生鲜既要标"),
    _fact("returns / return7-2020 art-6 / 54", "goods=craft",
          "A piece made to a buyer's", "专门按某位买家的要求做的"),
    _fact("returns / return7-2020 art-9 / 55", "goods=processed|between",
          "Food is no longer intact if", "食品必要的一次性密封包装"),
    _fact("returns / crpl-2013 art-25 / 67", "goods=craft|manufactured|processed|between|?; goods=fresh, keeps=yes|?",
          "A buyer who orders online may", "网购的买家收货起7日内可"),
    _fact("returns / return7-2020 art-13 / 53", "goods=manufactured|processed",
          "Refund the price within 7 days", "收到完好的退货后，要在7"),
    _fact("liability / fsl-2025 art-148 / 84", "goods=processed|between, own=no",
          "A buyer harmed by substandard food", "买家因不合格食品受了损"),
    _fact("liability / fsl-2025 art-148 / 83", "goods=processed|between, own=no",
          "A seller owes the extra 10", "卖家只有明知食品不合格还"),
    _fact("liability / fsl-2025 art-136 / 82", "goods=processed|between, own=no",
          "A food seller who did the", "食品卖家做了进货查验、确"),
    _fact("liability / fsl-2025 art-148 / 84", "goods=processed|between, own=yes, tenfold=yes",
          "A producer of substandard food owes", "生产了不合格食品的，买家"),
    _fact("liability / fsl-2025 art-148 / 83", "goods=processed|between, tenfold=yes",
          "A label flaw that neither affects", "标签小瑕疵不影响食品安全"),
    _fact("livestream / live-ec-2026 art-26 / 77", "livestream=yes",
          "The live page must show the", "直播页面要在显著位置，全"),
    _fact("livestream / live-ec-2026 art-25 / 75", "livestream=yes, goods=fresh|craft",
          "A natural person who need not", "不用办登记的自然人，直播", rests="person own"),
    _fact("livestream / live-ec-2026 art-32 / 63", "livestream=yes",
          "If you compare prices, give a", "直播中比价、打折、减价的"),
    _fact("livestream / live-ec-2026 art-27 / 75", "livestream=yes, own=no",
          "Check the actual seller's identity, licences", "带货前，直播间运营者要核"),
    _fact("trademark / ecl-2018 art-42 / 62", "easily_copied=yes",
          "If someone copies your protected work", "别人侵犯你的知识产权，你"),
    _fact("trademark / trademark-2019 art-10 / 52", "own_brand=no, resource_dependence=mostly; easy_replacement=high, resource_dependence=mostly",
          "Names of administrative areas at county", "县级以上行政区划的地名和"),
    _fact("trademark / trademark-2019 art-39 / 45", "own_brand=yes, registered_mark=yes",
          "A registered trademark is valid for", "注册商标的有效期是10年"),
    _fact("trademark / trademark-2026 art-43 / 44", "own_brand=yes, registered_mark=yes",
          "From 1 January 2027 a registered", "2027年1月1日起，注"),
    _fact("trademark / trademark-2026 art-16 / 51", "own_brand=no, resource_dependence=mostly; easy_replacement=high, resource_dependence=mostly",
          "From 1 January 2027 names of", "2027年1月1日起，县"),
    _fact("trademark / trademark-2019 art-3 / 59", "homogeneity=high|low, base=resource_based, neighbours_sell_same=yes",
          "A regional public brand, that is", "一个地方大家共用的区域公"),
    _fact("trademark / gi-2024 art-5 / 48", "homogeneity=high, base=resource_based",
          "Questions about a local geographical indication", "本地地理标志产品的事，可"),
    _fact("trademark / aucl-2025 art-7 / 53", "easily_copied=yes",
          "Copying another seller's known product name", "擅自用和别人有一定影响的"),
    _fact("logistics / ecl-2018 art-20 / 60", "goods=fresh|processed|between|craft|manufactured|?",
          "The seller bears the risk while", "货在路上的风险和责任由卖"),
    _fact("logistics / express-2025 art-28 / 67", "goods=fresh, parcels=yes",
          "The rules on delay, loss and", "生鲜在路上坏了，可以按延"),
    _fact("logistics / express-2025 art-32 / 49", "stage=running, partners=few|many, goods=fresh|processed|between|craft|manufactured",
          "For long-term bulk service, the courier", "长期、批量寄件的，快递企"),
    _fact("logistics / no1-2026 express / 47", "service_units=none; far_courier=yes",
          "The 2026 No. 1 Central Document", "2026年中央1号文件要"),
    _fact("platform / ecl-2018 art-35 / 71", f"fees_eat_margin=yes, legal_form={_PEOPLE}|cooperative; fees_eat_margin=yes, platform_organises_producers=no|?",
          "A platform may not charge its", "平台不能向商家收不合理的"),
    _fact("platform / platform-rules-2026 art-27 / 70", f"fees_eat_margin=yes, legal_form={_PEOPLE}|cooperative; fees_eat_margin=yes, platform_organises_producers=no|?",
          "A platform's rules may not force", "平台不得借规则强制商家参"),
    _fact("platform / ntm-2021 art-32 / 51", "platforms=one, platform_costs=high|low",
          "A platform may not force you", "平台不能逼你只在它一家卖"),
    _fact("cooperative / fpcl-2017 art-12 / 60", "rural_organisation=no, partners=few|many",
          "Setting up a cooperative takes at", "成立合作社，要有5名以上"),
    _fact("cooperative / fpcl-2017 art-16 / 55", "rural_organisation=no, partners=few|many",
          "Registering a cooperative is free; the", "办合作社登记不要钱，登记"),
    _fact("cooperative / fpcl-2017 art-3 / 50", f"neighbours_sell_same=yes, legal_form={_PEOPLE}",
          "A cooperative may buy farm inputs", "合作社可以统一购买农资"),
    # Who quarrels over shares reads the law on them first.
    _fact("cooperative / fpcl-2017 art-44 / 95", "legal_form=cooperative, gain_sharing=equal; legal_form=cooperative, partner_weight=unlike",
          "At least 60% of a cooperative's", "合作社的可分配盈余，至少"),
    _fact("cooperative / fpcl-2017 art-44 / 66",
          f"legal_form=cooperative, gain_sharing=none|by_contribution|?, partner_weight=like|?; legal_form={_PEOPLE}|firm, rural_organisation=yes, target_mode=asymmetric",
          "At least 60% of a cooperative's", "合作社的可分配盈余，至少"),
    _fact("cooperative / fpcl-2017 art-44 / 94", "legal_form=cooperative, gain_sharing=equal; legal_form=cooperative, partner_weight=unlike",
          "The rest of the surplus follows", "按交易返还后剩下的盈余"),
    _fact("cooperative / fpcl-2017 art-44 / 93", "legal_form=cooperative, gain_sharing=equal; legal_form=cooperative, partner_weight=unlike",
          "The exact way of sharing is", "盈余具体怎么分，由章程"),
    _fact("cooperative / fpcl-2017 art-17 / 56", "legal_form=cooperative",
          "A cooperative must send an annual", "合作社要向登记机关报送年"),
    _fact("cooperative / fpcl-2017 art-17 / 64", "idle_cooperative=yes",
          "A cooperative that does no business", "合作社连续2年"),
    _fact("cooperative / fpcl-2017 art-67 / 44", "legal_form=cooperative, goods=fresh",
          "Electricity that a cooperative uses for", "合作社做农产品初加工用的"),
    _fact("programmes / rural-ec-2024 goal-system / 43", "support_units=none",
          "As reported, the 2024 opinions aim", "据报道，2024年的实施"),
    _fact("programmes / rural-ec-2024 goal-numbers / 45", "started_by=returnee, others_followed=yes; enterprise_level=leader",
          "About 10,000 rural e-commerce leaders (带头人)", "农村电商带头人要培育10"),
    _fact("programmes / no1-2026 circulation / 45", "goods=craft",
          "Harvest markets, intangible-heritage workshops and leisure", "2026年的文件把丰收市"),
    _fact("programmes / rural-ec-2024 goal-numbers / 44", "online_scale=rising, enterprise_level=leader|backbone",
          "About 1,000 county-level digital distribution leading", "县域数字流通龙头企业要培"),
    _fact("registration / ntm-2021 art-12 / 88", "goods=fresh",
          "An individual selling farm produce of", "个人卖自产农副产品的写",
          Act("0-3 months", Wording("you", "你自己"), Wording("the platform", "平台"), "none", Wording("the sentence stands on the shop's home page", "店铺首页上看得到这句话")),
          rests="person own primary"),
    _fact("registration / ntm-2021 art-12 / 88", "goods=craft",
          "An individual selling household handicraft products", "个人卖家庭手工业产品的写",
          Act("0-3 months", Wording("you", "你自己"), Wording("the platform", "平台"), "none", Wording("the sentence stands on the shop's home page", "店铺首页上看得到这句话")),
          rests="person own home_craft"),
    _fact("registration / ecl-2018 art-15 / 80", f"legal_form=household|cooperative|firm, stage=planning|starting; goods=processed, legal_form={_UNLICENSED}, stage=planning|starting",
          "Your shop's home page must show", "店铺首页的显著位置要一直",
          Act("0-3 months", Wording("you", "你自己"), Wording("the registration office", "登记机关"), "low", Wording("licence and permits can be seen on the home page", "首页上看得到执照和许可"))),
    _fact("food / fsl-2025 art-36 / 94", f"goods=processed, own=yes|?, legal_form={_PEOPLE}|cooperative, platform_organises_producers=no|?",
          "Before you sell food from a", "在家做食品卖之前，先弄清", _ASK_FOR_THE_PAPER),
    _fact("food / fsl-2025 art-36 / 93", f"goods=between, own=yes|?, legal_form={_PEOPLE}|cooperative, platform_organises_producers=no|?",
          "Before you sell food from a", "在家做食品卖之前，先弄清", _ASK_FOR_THE_PAPER, lead=_IF_PROCESSED),
    _fact("food / fsl-2025 art-36 / 93", "goods=processed, own=no, made_by_households=yes",
          "Before you sell food from a", "在家做食品卖之前，先弄清", _ASK_FOR_THE_PAPER, lead=_FOR_THE_MAKERS),
    _fact("livestream / live-ec-2026 art-10 / 68", "livestream=yes, stage=planning|starting",
          "The platform must train first-time hosts", "首次做主播的人，要先由平",
          Act("0-3 months", Wording("whoever hosts", "做主播的人"), Wording("the platform", "平台"), "none", Wording("training passed before the first broadcast", "开播前培训通过"))),
    _fact("labels / apqsl-2022 art-27 / 61", "goods=fresh, legal_form=cooperative",
          "Producing companies, cooperatives and farm service", "生产企业、合作社和农业社",
          Act("0-3 months", Wording("the cooperative", "合作社"), Wording("the members", "社员"), "none", Wording("records go back 2 years", "翻得出2年的记录"))),
    _fact("trademark / trademark-2019 art-31 / 76", "own_brand=no; easy_replacement=high, registered_mark=no; own_brand=yes, registered_mark=no",
          "If several people apply for the", "几个人在相同或类似商品上",
          Act("0-3 months", Wording("you, or the cooperative", "你或合作社"), Wording("the trademark office", "商标局"), "low", Wording("the application for your name is filed", "自己的名字递上了注册申请"))),
)  # fmt: skip
