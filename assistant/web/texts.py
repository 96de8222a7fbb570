"""All words of the web interface, in both languages, and how dates are written in each."""

from datetime import date
from typing import NamedTuple

from assistant.datatypes import Language

LOCALES: dict[Language, str] = {"en": "en", "zh": "zh-CN"}

TEXTS: dict[str, dict[Language, str]] = {
    "title": {"en": "Rural e-commerce help", "zh": "农村电商问答"},
    "short_title": {"en": "Rural e-commerce", "zh": "农村电商问答"},
    "description": {
        "en": "Answers on selling online from the countryside, each with its source.",
        "zh": "农村网上卖货的问题，条条有出处。",
    },
    "welcome": {
        "en": "Ask about selling online from the countryside. I answer from China's laws and policies and one "
        "research paper, and every sentence opens its source.",
        "zh": "农村网上卖货的事，尽管问。我只按国家的法律、政策和一篇研究论文回答，每句话都能点开看出处。",
    },
    "fine_print": {
        "en": "General information, not legal advice. Nothing is stored: the conversation ends with this page.",
        "zh": "仅供参考，不是法律意见。内容不保存：关掉或刷新页面，对话就没了。",
    },
    "conversation": {"en": "Conversation", "zh": "对话"},
    "question": {"en": "Your question", "zh": "你的问题"},
    "placeholder": {"en": "Ask a question", "zh": "有什么想问的？"},
    "send": {"en": "Send", "zh": "发送"},
    "stop": {"en": "Stop", "zh": "停止"},
    "new_conversation": {"en": "New chat", "zh": "新对话"},
    "other_language": {"en": "中文", "zh": "English"},
    "waiting": {"en": "Looking in the sources", "zh": "正在查资料"},
    "loading": {"en": "One moment", "zh": "正在打开"},
    "no_script": {
        "en": "This page needs JavaScript. Please switch it on in your browser.",
        "zh": "这个页面要用到JavaScript，请在浏览器里打开它。",
    },
    "role_farmer": {"en": "I grow or make things", "zh": "我种地、养殖、做手工"},
    "role_shop": {"en": "I run an online shop", "zh": "我开网店"},
    "role_cooperative": {"en": "I work for a co-operative or a village", "zh": "我在合作社、村里或乡镇做事"},
    "source": {"en": "Source", "zh": "出处"},
    "sources": {"en": "Sources ({count})", "zh": "出处（{count}）"},
    "not_covered": {"en": "Not covered by my sources", "zh": "资料里没有的部分"},
    "nearest": {"en": "I can tell you about", "zh": "相近的内容，点一下就讲"},
    "card_risks": {"en": "Risks", "zh": "风险"},
    "card_units": {"en": "Who stands around you", "zh": "你周围有谁"},
    "card_read": {"en": "What I read from your words", "zh": "我从你的话里读到的"},
    "card_correct": {
        "en": "Something wrong? Just write it, for example: no, we make them ourselves.",
        "zh": "读错了就直接说，比如：不对，货是我们自己做的。",
    },
    "card_changes": {"en": "What would change it", "zh": "什么会改变结论"},
    "card_questions": {"en": "To be surer, tell me", "zh": "再告诉我这几点，就更有把握"},
    "ask_back": {"en": "Do you mean", "zh": "你想问的是"},
    "well_supported": {"en": "Well supported", "zh": "依据充分"},
    "supported": {"en": "Supported", "zh": "有依据"},
    "check_sources": {"en": "Please check the sources", "zh": "请点开出处核对"},
    "expired_source": {
        "en": "A source of this answer is no longer in force: mind its date.",
        "zh": "其中有出处已经失效，注意看日期。",
    },
    "future_source": {
        "en": "A source of this answer is not yet in force: mind its date.",
        "zh": "其中有出处还没有生效，注意看日期。",
    },
    "reported_source": {
        "en": "A source of this answer is known from reports only, not from its own text.",
        "zh": "其中有出处来自报道，没有核对过原文。",
    },
    "source_in_other_language": {
        "en": "A source of this answer exists in Chinese only.",
        "zh": "其中有出处只有英文。",
    },
    "model_unavailable": {
        "en": "The language model did not answer, so these are the sources' own sentences.",
        "zh": "语言模型没有回应，以下直接摘自资料。",
    },
    "in_force": {"en": "In force since {day}", "zh": "{day}起施行，现行有效"},
    "in_force_until": {"en": "In force from {day} until {end}", "zh": "{day}起施行，有效期到{end}"},
    "not_yet_in_force": {"en": "Not yet in force: takes effect on {day}", "zh": "还没有生效，{day}起施行"},
    "expired": {"en": "Expired on {end}", "zh": "{end}失效"},
    "replaced": {"en": "Expired on {end}, replaced by {title}", "zh": "{end}失效，已由《{title}》代替"},
    "reported": {"en": "as reported", "zh": "据报道"},
    "recalled": {"en": "from memory, not checked", "zh": "凭记忆，未核实"},
    "checked": {"en": "Checked on {day}", "zh": "{day}核对"},
    "original": {"en": "Original text at {host}", "zh": "原文：{host}"},
    "passage": {"en": "Source", "zh": "出处原文"},
    "close": {"en": "Close", "zh": "关闭"},
    "passage_missing": {
        "en": "This source is no longer in the library.",
        "zh": "资料库里已经没有这份资料了。",
    },
    "passage_unreachable": {
        "en": "The source could not be opened. Please try again.",
        "zh": "没能打开出处，请再试一次。",
    },
    "too_many": {
        "en": "That was a lot of questions in one minute. Please wait a moment and send it again.",
        "zh": "一分钟里问得太多了，请稍等一会儿再发。",
    },
    "unexpected": {
        "en": "Something went wrong on my side. Please ask again; if it stays, tell whoever runs this page.",
        "zh": "我这边出了点问题，请再问一次；一直不行的话，请告诉管理这个页面的人。",
    },
    "stopped": {"en": "Stopped.", "zh": "已停止。"},
}


class Starters(NamedTuple):
    """The questions that the empty page offers to one kind of visitor; `role` names a text."""

    role: str
    questions: tuple[str, ...]


STARTERS: dict[Language, tuple[Starters, ...]] = {
    "en": (
        Starters(
            "role_farmer",
            ("Do I have to register to sell my own apples online?", "What permit do I need to sell home-made food?"),
        ),
        Starters(
            "role_shop",
            ("How much can I sell before VAT is due?", "Must I take fresh fruit back within seven days?"),
        ),
        Starters(
            "role_cooperative",
            ("Everyone in our village sells the same thing. What can we do?", "What makes a Taobao Village?"),
        ),
    ),
    "zh": (
        Starters("role_farmer", ("自家种的苹果网上卖，要办执照吗？", "自己家做的食品网上卖要什么证？")),
        Starters("role_shop", ("网店卖多少钱要交增值税？", "生鲜水果要不要七天无理由退货？")),
        Starters("role_cooperative", ("全村都卖一样的东西，互相压价，怎么办？", "什么样的村算淘宝村？")),
    ),
}


def text(name: str, language: Language, **values: object) -> str:
    """Return a text of the interface with its values put in.

    >>> text("sources", "zh", count=2)
    '出处（2）'
    """
    return TEXTS[name][language].format(**values)


def write_day(day: date, language: Language) -> str:
    """Return a date as a reader writes it.

    >>> write_day(date(2027, 1, 1), "en"), write_day(date(2027, 1, 1), "zh")
    ('1 January 2027', '2027年1月1日')
    """
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B} {day.year}"
