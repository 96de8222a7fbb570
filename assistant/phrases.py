"""The few words of its own that the assistant says between quoted sentences, in both languages."""

from assistant.datatypes import Language

_PHRASES: dict[str, dict[Language, str]] = {
    "empty": {
        "en": "I could not find a question in that. Ask me in a sentence, for example: "
        "Do I need a licence to sell my own apples online?",
        "zh": "我没看到问题。请用一句话问我，比如：网上卖自己种的苹果，要不要办执照？",
    },
    "too_long": {
        "en": "That is longer than {limit} characters. Please put your question in fewer words.",
        "zh": "这段话超过了{limit}个字。请把问题说短一点再发。",
    },
    "other_language": {
        "en": "I answer in English or Chinese only.",
        "zh": "我只会用中文或英文回答。",
    },
    "not_covered": {
        "en": "My sources do not cover this.",
        "zh": "我的资料里没有讲到这个。",
    },
    "whom_to_ask": {
        "en": "The county commerce bureau or agriculture bureau can help, or the government hotline 12345.",
        "zh": "可以问县商务局或农业农村局，也可以打政务热线12345。",
    },
    "nearest": {
        "en": "What I can tell you about nearby: {topics}.",
        "zh": "相近的内容我能讲这些：{topics}。",
    },
    "topic_join": {"en": "; ", "zh": "；"},
    "partly": {
        "en": "For the rest of your question ({part}): {reply}",
        "zh": "你问的另一部分（{part}）：{reply}",
    },
    "expired": {
        "en": "Mind the date: {title} ran until {day} and is no longer in force.",
        "zh": "注意日期：《{title}》到{day}为止，现在已经失效。",
    },
    "future": {
        "en": "Mind the date: {title} takes effect on {day} and is not yet in force.",
        "zh": "注意日期：《{title}》从{day}起施行，现在还没有生效。",
    },
    "expired_then": {
        "en": "Mind the date: {title} is in force until {day} and no longer on the day that you ask about.",
        "zh": "注意日期：《{title}》施行到{day}为止，到你问的时候已经不适用。",
    },
    "future_then": {
        "en": "Mind the date: {title} takes effect on {day}, after the day that you ask about.",
        "zh": "注意日期：《{title}》从{day}起施行，你问的时候还没有生效。",
    },
    "unknown_dates": {
        "en": "It is not known to me whether “{title}” is in force today; check its date before you rely on it.",
        "zh": "《{title}》现在是否有效，我不知道；用之前请先核对它的日期。",
    },
    "other_language_source": {
        "en": "This source exists in Chinese only; its own words are:",
        "zh": "这份资料只有英文，原文如下：",
    },
    "model_unavailable": {
        "en": "(The chat model cannot be reached just now, so these are the sources' own sentences.)",
        "zh": "（对话模型暂时连不上，以上是资料原句。）",
    },
    "model_unusable": {
        "en": "(What the chat model wrote did not pass the check against the sources; these are their own sentences.)",
        "zh": "（对话模型写的内容没有通过资料核对，以上是资料原句。）",
    },
    "confidence": {
        "en": "In our tests, answers as sure as this one were right {times} times in 10.",
        "zh": "按我们的测试，这样有把握的回答，10次里有{times}次是对的。",
    },
    "not_so": {
        "en": "That is not what the sources say.",
        "zh": "资料里不是这样说的。",
    },
}


def phrase(name: str, language: Language, **values: object) -> str:
    """Return a phrase with its values put in.

    >>> phrase("topic_join", "zh")
    '；'
    """
    return _PHRASES[name][language].format(**values)
