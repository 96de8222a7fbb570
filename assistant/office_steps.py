"""The step to the office that a client's first open question belongs to, where the sources have no sure answer to it.

The marks are those of `assistant.office_wording`. What is a matter of judgement belongs to no office.
"""

from assistant.steps import NO_GROUND, SELLER, Step, step_row

OFFICE_STEPS: tuple[Step, ...] = tuple(
    step_row(
        f"S102.{office}", f"for_{office}=yes", "0-3 months /  / 50", (en, zh), NO_GROUND, SELLER, whom,
        ("low", "an answer, noted with name and day", "问到答复，记下谁答的、哪天"), "",
    )
    for office, en, zh, whom in (
        ("law", "Take what you asked to a lawyer or the legal-advice line 12348, with contracts, transfers and messages; sign and give up nothing before.", "把问的这些事，带上合同、转账记录、聊天记录去问律师或打12348；问清之前不签字、不松口。", ("a lawyer, the legal-advice line 12348", "律师、法律服务热线12348")),
        ("tax", "Take what you asked to the tax service hall or the line 12366, with sales by month and every notice that you got.", "把问的这些事拿去问办税服务厅或打12366，带上按月的销售额和收到的通知。", ("the tax service hall, the line 12366", "办税服务厅、12366")),
        ("market", "Take what you asked to the county market regulator or the line 12315, with a pack, its papers and the messages.", "把问的这些事拿去问县市场监管局或打12315，带上一件样品、手续和聊天记录。", ("the county market regulator, the line 12315", "县市场监管局、12315")),
        ("farm", "Take what you asked to the county agriculture bureau, with pictures and what papers there are.", "把问的这些事拿去问县农业农村局，带上照片和手里的证明。", ("the county agriculture bureau", "县农业农村局")),
        ("forest", "Ask the county forestry and grassland bureau what you asked here before you take, keep or sell any more.", "再采、再养、再卖之前，把问的这些事拿去问县林业和草原局。", ("the county forestry and grassland bureau", "县林业和草原局")),
        ("labour", "Take what you asked to the county office for human resources and social security or the line 12333, with notes of days and pay.", "把问的这些事拿去问县人社局或打12333，带上记工、发钱的底子。", ("human resources and social security, the line 12333", "县人社局、12333")),
        ("police", "Report it to the police today, or call 96110 against fraud, with all messages and payment records.", "今天就报警，或打反诈电话96110，聊天和付款记录都带上。", ("the police, the line 96110", "派出所、反诈电话96110")),
        ("customs", "Ask customs, line 12360, what you asked here before anything crosses the border.", "货出入境之前，把问的这些事打12360问海关。", ("customs, the line 12360", "海关、12360")),
        ("marks", "Take what you asked to the intellectual-property office of your county or city, with proof of when you first used it.", "把问的这些事拿去问县里或市里的知识产权局，带上最早用它的凭据。", ("the intellectual-property office", "知识产权局")),
        ("parcels", "Put what you asked to the courier firm in writing, with parcel numbers and photos; if it does not answer, to the postal administration.", "把问的这些事书面问快递公司，附单号和照片；不答复再找邮政管理局。", ("the courier firm, the postal administration", "快递公司、邮政管理局")),
        ("platform", "Put what you asked to the platform's service in writing, with order numbers; keep every answer.", "把问的这些事在平台上书面问客服，附订单号，答复都留着。", ("{platform}", "{platform}")),
        ("bank", "Put what you asked to your bank or insurer in writing, and ask a second one before you sign.", "把问的这些事书面问银行或保险公司，签字之前再问一家。", ("the bank or insurer", "银行、保险公司")),
        ("village", "Take what you asked to the township government, with the papers on land or house.", "把问的这些事拿去问乡镇政府，带上地或房子的手续。", ("the township government", "乡镇政府")),
    )
)  # fmt: skip
