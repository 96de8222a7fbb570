"""Whom a draft tells its client to ask, where the sources have no sure answer.

The offices are those of `questions/offices.<language>.jsonl`, which a question is heard to belong to
(`assistant.asked_labels`), and NOTHING, where none is sure. Hotlines are those of the whole country: 12345 government
services, 12315 market regulation, 12366 tax, 12348 legal advice, 12333 labour and social security, 12360 customs,
12378 banks and insurers, 96110 against fraud.
"""

from collections.abc import Mapping

from assistant.asked_labels import NOTHING
from assistant.steps import Wording

_LACKING = ("Our sources have no sure answer to this.", "这一条我们的资料里没有把握答。")
WHOM_TO_ASK: Mapping[str, Wording] = {
    office: Wording(f"{_LACKING[0]} {en}", f"{_LACKING[1]}{zh}")
    for office, en, zh in (
        (NOTHING, "Look at the rules below; if they do not settle it, the hotline 12345 tells which office is in charge.", "先看下面的规定；还定不下来，打12345问归哪个部门管。"),
        ("tax", "Look at the rules below; if they do not settle it, ask the tax office in charge of you, or the line 12366.", "先看下面的规定；还定不下来，问管你的税务局，或打12366。"),
        ("market", "Look at the rules below; if they do not settle it, ask the county market regulator, or the hotline 12315.", "先看下面的规定；还定不下来，问县市场监管局或打12315。"),
        ("farm", "Ask the county agriculture bureau, or the hotline 12345.", "可以问县农业农村局，也可以打政务热线12345。"),
        ("forest", "Ask the county forestry and grassland bureau before you take, keep or sell anything.", "采、养、卖之前，先问县林业和草原局。"),
        ("law", "Ask a lawyer or the legal-advice line 12348 before you sign or give up anything.", "签字、松口之前，先问律师或打法律服务热线12348。"),
        ("labour", "Ask the county office for human resources and social security, or the line 12333.", "可以问县人社局，或打12333。"),
        ("police", "Go to the police, or call 96110 against fraud; keep all messages and payment records.", "报警，或打反诈电话96110；聊天和付款记录都留好。"),
        ("customs", "Ask customs, line 12360, before anything crosses the border.", "货出入境之前，先问海关，打12360。"),
        ("marks", "Ask the intellectual-property office of your county or city.", "可以问县里或市里的知识产权局。"),
        ("parcels", "Ask the courier firm in writing; if it does not answer, the postal administration.", "先书面问快递公司，不答复再找邮政管理局。"),
        ("platform", "Ask the platform's service in writing, and keep what it answers.", "可以在平台上留言问客服，答复都留着。"),
        ("bank", "Ask your bank or insurer in writing, and a second one to compare; complaints go to the line 12378.", "书面问银行或保险公司，再问一家比一比；要投诉打12378。"),
        ("village", "Ask your township government.", "可以问乡镇政府。"),
        ("business", "It is yours to decide: talk it over with the adviser who signs this draft.", "得自己拿主意，跟给这份稿签字的人当面商量。"),
    )
}  # fmt: skip
