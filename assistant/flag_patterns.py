"""What orders to a machine and hidden characters are made of, in English and Chinese."""

import re

# Who is spoken to: the machine that reads.
MACHINE = (
    r"\b(?:ai|a\.i\.|llms?|gpt\w*|chat ?bots?|language models?|(?:ai|virtual|digital) assistants?|assistants?|system prompts?|bots?)\b"
    r"|人工智能|大模型|语言模型|(?:智能|ai|人工智能|数字|问答)助手|聊天机器人|机器人|系统提示|提示词|小助手|本助手|助手"
)
DROP = (
    r"(?<!not )(?<!never )(?<!n't )\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass\w*|do not (?:follow|obey|use|trust|rely on)|don't (?:follow|obey|use|trust|rely on)"
    r"|stop (?:following|obeying|using)|pay no attention to|set aside)\b"
    r"|(?<![不得能可应])(?:忽略|无视)|忘记|忘掉|忘了|抛开|抛弃|绕过|跳过|不要理会|不用理会|不必理会|别管|不要管|不要遵守|不必遵守|不再遵守|停止遵守|不要采用|不要参考"
)
EARLIER = (
    r"\b(?:previous|prior|above|earlier|preceding|former|all other|all|any|every|your|other|system|these|those|the)\b"
    r"|以上|之前|此前|前面|先前|上面|上述|前述|所有|一切|任何|其他|其它|全部|你的|你原|原有|原来|系统|这些|那些"
)
ORDERS = (
    r"\b(?:instructions?|prompts?|rules?|guidelines?|directives?|orders?|commands?|constraints?|restrictions?|guardrails?|safety|programming"
    r"|context|sources?|passages?|documents?|library)\b"
    r"|指令|指示|提示|规则|设定|约束|限制|命令|要求|上下文|资料|来源|段落|文档|知识库|安全规范|安全策略"
)
SAY = (
    r"\b(?:answer|reply|respond|say|state|tell (?:the|every|all|any|them|him|her|users?|readers?|people|farmers?|customers?)|output|print|write|recommend|claim"
    r"|repeat|mention|advise|promote|direct (?:the|every|all|users?)|send (?:the|every|all|users?)|call (?:the|this))\b"
    r"|回答|回复|答复|输出|告诉(?:用户|读者|大家|对方|提问者|农户|农民|客户|他|所有)|声称|宣称|复述|重复|推荐|引导用户|让用户|叫用户"
)
ALWAYS = (
    r"\b(?:always|only|never|must|instead|exactly|verbatim|from now on|henceforth|under no circumstances|no matter)\b"
    r"|只能|只准|只许|只要|只需|一律|必须|始终|总是|永远|从现在起|从今以后|接下来|不得|不要|无论|不管|都要|直接|都说|就说"
)
WHEN_ASKED = re.compile(
    r"\b(?:if|when|whenever|should|once|each time|every time)\b.{0,25}\b(?:asks?|asked|questions?|wants? to know|inquires?|enquires?)\b"
    r"|(?:如果|若|当|凡是|只要|无论|不管|要是|一旦|每当|遇到).{0,10}(?:问|提问|咨询|询问)"
)
YOU_ARE = re.compile(
    r"\byou are (?:now |no longer |an? (?:ai|unrestricted|helpful|different)\b)|\b(?:act|behave|pretend|respond|answer|role-?play) (?:as|like|to be) (?:an? |the |if you)"
    r"|你现在(?:是|要|必须|起)|你不再是|从现在起[，,]?你|假装(?:你|自己)|扮演(?:一个|一名|一位)?.{0,8}(?:角色|助手|专家|模型|客服|医生|官员)"
)
SECRET = re.compile(
    r"(?:\b(?:reveal|print|show|repeat|leak|output|disclose|display)\b.{0,30}\b(?:system prompt|hidden prompt|your (?:instructions|prompt|rules)|api[ _-]?keys?|passwords?|secrets?)\b)"
    r"|(?:(?:泄露|透露|打印|显示|输出|说出|公布|发送|重复).{0,12}(?:系统提示|提示词|密钥|口令|你的(?:指令|设定|规则)|内部指令))"
)
TO_A_MACHINE = re.compile(
    rf"(?:{MACHINE}).{{0,20}}(?:[:：,，]|\b(?:must|should|shall|please|reading|processing)\b|必须|应当|应该|请|要|不得|注意)"
)
DROPS_ORDERS = re.compile(
    rf"(?:{DROP}).{{0,25}}?(?:{EARLIER}).{{0,25}}?(?:{ORDERS})|\b(?:instructions?|prompts?)\b.{{0,12}}\b(?:are void|no longer apply|are cancell?ed)|(?:指令|提示词|设定).{{0,6}}(?:作废|失效|不再适用)"
)
MACHINE_HERE, SAY_HERE, ALWAYS_HERE = re.compile(MACHINE), re.compile(SAY), re.compile(ALWAYS)
DROP_HERE, ORDERS_HERE = re.compile(DROP), re.compile(ORDERS)
# The frames by which chat models part their messages, and headings that claim to come from the machine's owner.
FRAME = re.compile(
    r"<\|[a-z_]+\|>|\[/?(?:INST|SYS(?:TEM)?)\]|<</?SYS>>|</?(?:system|assistant|instructions?|prompt)>|\{\{[^}]{1,60}\}\}"
    r"|^\s*(?:#+\s*)?(?:system|assistant|developer|系统|系统提示|系统指令|开发者|助手)(?: (?:prompt|message|override|note|instructions?))?\s*[:：]\s*\S",
    re.IGNORECASE | re.MULTILINE,
)
MARKUP = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|meta|link|base)\b[^>]*>|\bon(?:error|load|click|mouseover|focus)\s*=\s*[\"']?\w|javascript\s*:"
    r"|data\s*:\s*text/html|!\[[^\]]*\]\(\s*https?://[^)]*[?=&][^)]*\)",
    re.IGNORECASE,
)
ZERO_WIDTH = re.compile(
    "[\u200b\u2060-\u2064\ufeff]|(?<=[A-Za-z\u3400-\u9fff])[\u200c-\u200f](?=[A-Za-z\u3400-\u9fff])"
)
TAGS = re.compile("[\U000e0020-\U000e007e]+")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
WORD = re.compile(r"[^\W\d_]{3,}")
# Letters of other scripts that look like Latin ones.
ALIKE = dict(
    zip(
        "аеорсухіѕјһԁԛԝкмнтвгпАВЕКМНОРСТУХІЅЈοναιρυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxisjhdqwkmhtbrnABEKMHOPCTYXISJovaipuxABEZHIKMNOPTYX",
        strict=True,
    )
)
STYLED = re.compile("[\U0001d400-\U0001d7ff\u24b6-\u24e9]")
