"""The offices that clients' questions belong to: whom a draft tells them to ask, and the step that leads there.

A question is heard to belong to one of them (`assistant.asked_labels`, fitted to `questions/offices.<language>.jsonl`),
or to NOTHING, where none is sure; what is a matter of judgement is no office's and has no step. Hotlines are those of
the whole country: 12345 government services, 12315 market regulation, 12366 tax, 12348 legal advice, 12333 labour and
social security, 12360 customs, 12305 parcels, 12378 banks and insurers, 110 police, 96110 against fraud.
"""

from collections.abc import Mapping

from assistant.asked_labels import NOTHING
from assistant.steps import NO_GROUND, SELLER, Step, Wording, step_row

_LACKING = ("Our sources have no sure answer to this.", "这一条我们的资料里没有把握答。")
_RULES_FIRST = ("Look at the rules below; if they do not settle it,", "先看下面的规定；还定不下来，")
WHOM_TO_ASK: Mapping[str, Wording] = {
    office: Wording(f"{_LACKING[0]} {en}", f"{_LACKING[1]}{zh}")
    for office, en, zh in (
        (NOTHING, f"{_RULES_FIRST[0]} the hotline 12345 tells which office is in charge.", f"{_RULES_FIRST[1]}打12345问归哪个部门管。"),
        ("tax", f"{_RULES_FIRST[0]} ask your tax office, or the line 12366.", f"{_RULES_FIRST[1]}问管你的税务局，或打12366。"),
        ("market", f"{_RULES_FIRST[0]} ask the county market regulator, or the hotline 12315.", f"{_RULES_FIRST[1]}问县市场监管局或打12315。"),
        ("farm", "Ask the county agriculture bureau, or the hotline 12345.", "可以问县农业农村局，也可以打政务热线12345。"),
        ("forest", "Ask the county forestry and grassland bureau.", "可以问县林业和草原局。"),
        ("law", "Ask a lawyer or the legal-advice line 12348 before you sign or give up anything.", "签字、松口之前，先问律师或打法律服务热线12348。"),
        ("labour", "Ask the county office for human resources and social security, or the line 12333.", "可以问县人社局，或打12333。"),
        ("police", "In danger, or if money has just gone, call 110; else ask the police station, on fraud also the line 96110.", "有危险或钱刚转走，马上打110；别的问派出所，防骗可打96110。"),
        ("customs", "Ask customs, line 12360.", "可以问海关，打12360。"),
        ("marks", "Ask the county market regulator, which in most counties handles trade marks and patents too.", "可以问县市场监管局，多数县的商标、专利也归它管。"),
        ("parcels", "Ask the courier firm in writing; if it does not answer, complain to the postal line 12305.", "先书面问快递公司，不答复再打邮政业申诉电话12305。"),
        ("platform", "Ask the platform's service in writing, and keep what it answers.", "可以在平台上留言问客服，答复都留着。"),
        ("bank", "Ask your bank or insurer in writing; complaints about them go to the line 12378.", "书面问银行或保险公司；要投诉它们打12378。"),
        ("village", "Ask your township government.", "可以问乡镇政府。"),
        ("business", "It is yours to decide: talk it over with the adviser who signs this draft.", "得自己拿主意，跟给这份稿签字的人当面商量。"),
    )
}  # fmt: skip
# Weightier than what most sellers should do, lighter than what may not be sold or is being lost; police goes first.
_WEIGHT, _AT_ONCE = 50, 99
STEP_TO_OFFICE: Mapping[str, Step] = {
    office: step_row(
        f"S102.{office}", f"for_{office}=yes", f"0-3 months /  / {_AT_ONCE if office == 'police' else _WEIGHT}", (en, zh),
        NO_GROUND, SELLER, whom, ("low", "an answer, noted with name and day", "问到答复，记下谁答的、哪天"), "",
    )
    for office, en, zh, whom in (
        ("law", "Take your open question to a lawyer or the legal-advice line 12348, with contracts, transfers and messages; sign and give up nothing before.", "没答上的那一问，带上合同、转账记录、聊天记录去问律师或打12348；问清之前不签字、不松口。", ("a lawyer, the legal-advice line 12348", "律师、法律服务热线12348")),
        ("tax", "Take your open question to the tax service hall (line 12366), with sales by month and every notice that you got.", "没答上的那一问，去办税服务厅问（12366），带上按月的销售额和收到的通知。", ("the tax service hall, the line 12366", "办税服务厅、12366")),
        ("market", "Take your open question to the county market regulator (line 12315), with the papers, labels and messages that it is about.", "没答上的那一问，去县市场监管局问（12315），带上有关的手续、标签和聊天记录。", ("the county market regulator, the line 12315", "县市场监管局、12315")),
        ("farm", "Take your open question to the county agriculture bureau (hotline 12345), with pictures and what papers there are.", "没答上的那一问，去县农业农村局问（12345），带上照片和手里的证明。", ("the county agriculture bureau, the hotline 12345", "县农业农村局、12345")),
        ("forest", "Put your open question to the county forestry and grassland bureau before you pick, fell, catch or sell.", "采、砍、捕、卖之前，没答上的那一问先去问县林业和草原局。", ("the county forestry and grassland bureau", "县林业和草原局")),
        ("labour", "Take your open question to the county office for human resources and social security (line 12333), with notes of days and pay.", "没答上的那一问，去县人社局问（12333），带上记工、发钱的底子。", ("human resources and social security, the line 12333", "县人社局、12333")),
        ("police", "Pay nothing more. In danger, or if money has just gone, call 110; else take messages and payment records to the police station.", "先别再付钱。有危险或钱刚转走，马上打110；别的带上聊天、付款记录去派出所问。", ("the police, on fraud the line 96110", "派出所、反诈电话96110")),
        ("customs", "Put your open question to customs (line 12360) before you send or take in anything more from abroad.", "没答上的那一问先打12360问海关，问清之前先别往外发、往里收。", ("customs, the line 12360", "海关、12360")),
        ("marks", "Take your open question to the county market regulator, in most counties in charge of trade marks too, with the papers and pictures.", "没答上的那一问，去县市场监管局问（多数县的商标也归它管），带上手续和图片。", ("the county market regulator", "县市场监管局")),
        ("parcels", "Put your open question to the courier firm in writing, with parcel numbers and photos; if it does not answer, to the line 12305.", "没答上的那一问，书面问快递公司，附单号和照片；不答复再打12305申诉。", ("the courier firm, the postal line 12305", "快递公司、邮政业申诉电话12305")),
        ("platform", "Put your open question to the platform's service in writing, with order numbers; keep every answer.", "没答上的那一问，在平台上书面问客服，附订单号，答复都留着。", ("{platform}", "{platform}")),
        ("bank", "Put your open question to your bank or insurer in writing, and keep the answer; complaints go to the line 12378.", "没答上的那一问，书面问银行或保险公司，答复留着；要投诉打12378。", ("the bank or insurer, the line 12378", "银行、保险公司、12378")),
        ("village", "Take your open question to the township government, with the papers on land or house.", "没答上的那一问，去乡镇政府问，带上地或房子的手续。", ("the township government", "乡镇政府")),
    )
}  # fmt: skip


def mark_of_office(office: str) -> str:
    """Return the mark that calls for the step to an office."""
    return f"for_{office}"
