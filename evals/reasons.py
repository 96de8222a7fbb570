"""Why a score is what it is, in both languages: a frame of this table with the values of the case put in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.datatypes import Language

_REASONS: Mapping[str, tuple[str, str]] = {
    # Answers
    "all_facts": ("all facts found", "要点都有"),
    "facts_missing": ("missing: {facts}", "缺少要点：{facts}"),
    "kind": ("{found}, expected {wanted}", "实际是{found}，应为{wanted}"),
    "premise_put_right": ("the premise was put right", "纠正了前提"),
    "premise_left_alone": ("the premise was left alone", "没有动前提"),
    "premise_wrongly_put_right": (
        "the premise was put right, and should have been left alone",
        "纠正了前提，本来没有错",
    ),
    "premise_wrongly_left_alone": (
        "the premise was left alone, and should have been put right",
        "没有纠正前提，本来是错的",
    ),
    "answered_in": ("answered in {language}", "用{language}回答"),
    "unsupported": ("sentences without a source: {sentences}", "没有出处的句子：{sentences}"),
    "all_supported": ("every sentence has its source", "句句有出处"),
    "says": ("says {texts}", "说了不该说的：{texts}"),
    "says_none": ("says nothing that it must not", "不该说的都没说"),
    "boundary": ("{kind}, boundary {boundary}", "{kind}，按“答不了的事”里的{boundary}"),
    "no_boundary": ("{kind}, no boundary", "{kind}，不属于列出的“答不了的事”"),
    "cited": ("cited {sections}", "引用了{sections}"),
    "cited_nothing": ("cited nothing", "什么也没引用"),
    "spoken_to": ("answered from {sections}", "按{sections}答的"),
    "not_spoken_to": ("not answered from {sections}", "没按{sections}答"),
    "numbers_lost": ("in no quote: {numbers}", "引文里没有这些数字：{numbers}"),
    "numbers_quoted": ("every number stands in a quote", "数字都在引文里"),
    # Search
    "place": ("expected section at place {place}", "该找的条文排在第{place}位"),
    "not_retrieved": ("expected section not retrieved", "没找到该找的条文"),
    "lacks": ("the library lacks {sections}", "资料库里没有{sections}"),
    "in_library": ("all there", "资料库里都有"),
    # Classifications
    "label": ("{found}, expected {wanted}", "判为“{found}”，应为{wanted}"),
    "risks_wrong": ("wrong on {risks}", "判错的风险：{risks}"),
    "risks_right": ("all as written", "与标注一致"),
    "decided": ("decided {axes}", "该留空却判了：{axes}"),
    "left_open": ("all left open", "该留空的都留空了"),
    # What descriptions tell
    "not_read": ("told and not read: {facts}", "说了没读出来：{facts}"),
    "all_read": ("all read", "都读出来了"),
    "not_told": ("read and not told: {facts}", "没说却读出来了：{facts}"),
    "all_told": ("all of it told", "读出来的都说过"),
    "quoted_else": ("quoted with other words: {facts}", "引的话没说这个：{facts}"),
    "quoted_right": ("quoted with its own words", "引的就是原话"),
    "goods": ("read {goods}", "读出的货：{goods}"),
    "no_goods": ("read no goods", "没读出卖什么"),
    "legal_form": ("legal form", "以谁的名义卖"),
    # Drafts
    "loose_lines": ("without rule or citation: {lines}", "既无规则也无出处的行：{lines}"),
    "suggestions": ("{count} of {total} lines are suggestions", "{total}行里有{count}行是建议"),
    "written_in": ("written in {language}", "用{language}写成"),
    "faultless": ("nothing wrong", "没有毛病"),
    "line_fault": ("{line}: {fault}", "{line}：{fault}"),
    "draft_fault": ("draft: {fault}", "整份草稿：{fault}"),
    "too_long": ("it is {length} long", "太长，有{length}"),
    "number_without_source": ("it cites a number that is not among the sources", "引用的编号不在出处里"),
    "cites_nothing": ("it cites nothing", "没有引用"),
    "no_such_reply": ("no boundary topic says so", "“答不了的事”里没有这样的话"),
    "no_such_rule": ("there is no rule '{rule}'", "没有“{rule}”这条规则"),
    "never_said": ("the client did not say '{words}'", "客户没有说过“{words}”"),
    "no_such_section": ("the library has no {section}", "资料库里没有{section}"),
    "other_quote": ("the quote of {section} is not the section's text", "{section}的引文与原文不符"),
    "no_support": ("{section} does not support it", "{section}不支持这一行"),
    "expired": ("{section} is expired", "{section}已失效"),
    "replaced": ("{section} is replaced", "{section}已被取代"),
    "permits_without_ground": ("it permits something and rests on nothing", "它放宽了要求，却没有依据"),
    "permits_wrongly": (
        "it permits what is not permitted to this seller with these goods ({told})",
        "对这样的卖家和货，不该放宽（{told}）",
    ),
    "permits_unknown": ("it permits something though '{ground}' is not known", "还不知道“{ground}”，它就放宽了"),
    "duty_left_out": ("a {form} is not told {section}", "没有告诉{form}：{section}"),
    "goods_cut_short": ("'{name}' is what the goods are made of", "“{name}”只是原料"),
    "other_goods": ("it is a rule on other goods than these ({goods})", "这条规定管的不是这些货（{goods}）"),
    "other_form": ("it is a rule for others than a {form}", "这条规定管的不是{form}"),
    "has_already": ("the client has that already ({what})", "客户已经有了（{what}）"),
    "said_twice": ("it says what {line} says", "跟{line}说的一样"),
    "no_support_line": ("no line of policy or support", "没有一条扶持政策"),
    "unfounded_share": ("{share} of the lines have no source", "没有出处的行占{share}"),
    # Figures and runs
    "where": ("{half} · {suite}{group} · {language} · {score}", "{half}·{suite}{group}·{language}·{score}"),
    "in_group": (" · {group}", "·{group}"),
    "chance": ("= {probability}", "= {probability}"),
    "hardly_chance": ("< 0.001", "< 0.001"),
    "under_limit": (
        "{where}: {value} ({told} of {count} cases) is under the limit of {limit}.",
        "{where}：{value}（{count}题中的{told}题），低于下限{limit}。",
    ),
    "over_limit": (
        "speed {name}: {value} ms is over the limit of {limit} ms.",
        "速度，{name}：{value}毫秒，超过上限{limit}毫秒。",
    ),
    "median_ms": ("median_ms", "中位数"),
    "p95_ms": ("p95_ms", "第95百分位"),
    "broke": ("{case} could not be answered: {error}", "{case}答不出来，程序出错：{error}"),
    "worse": ("Worse than {before}: {what}", "比{before}差：{what}"),
    "gate_changed": (
        "refusal: the evidence gate {version} is not as it was fitted. Run 'assistant evaluate --calibrate'.",
        "拒答：证据门{version}不是当初拟合的样子。请运行assistant evaluate --calibrate。",
    ),
    "gate_other": (
        "refusal: confidence was measured with the gate {measured}, and the one in use is {version}. "
        "Run 'assistant evaluate --calibrate'.",
        "拒答：把握是按证据门{measured}量的，现在用的是{version}。请运行assistant evaluate --calibrate。",
    ),
    "embedding_other": (
        "retrieval: gate and confidence were measured with the embedding {measured}, "
        "and the one in use is {embedding}. "
        "Run 'assistant evaluate --calibrate'.",
        "检索：证据门和把握是按向量模型{measured}量的，现在用的是{embedding}。请运行assistant evaluate --calibrate。",
    ),
    "lost": ("the library has lost {documents}.", "资料库里少了{documents}。"),
    "fell": (
        "{where} fell from {before} to {after} over {count} cases ({fixed} fixed, {broken} broken, p {chance}).",
        "{where}：{count}题里从{before}降到{after}（改好{fixed}题，变坏{broken}题，p {chance}）。",
    ),
    "rose": (
        "{where} rose from {before} to {after} over {count} cases ({fixed} fixed, {broken} broken, p {chance}).",
        "{where}：{count}题里从{before}升到{after}（改好{fixed}题，变坏{broken}题，p {chance}）。",
    ),
}
_JOINTS: Mapping[str, tuple[str, str]] = {
    "and": (", ", "、"),
    "also": (" and ", "，并且"),
    "or": (" or ", "或"),
    ";": ("; ", "；"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence or name in both languages; `str` gives the English."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en

    def in_language(self, language: Language) -> str:
        """Return it in `en` or `zh`."""
        return self.zh if language == "zh" else self.en

    def to_dict(self) -> dict[str, str]:
        """Return it as a run records it."""
        return {"en": self.en, "zh": self.zh}


def reason(name: str, /, **values: Any) -> Reason:
    """Return a frame of the table with values put in, each of which may be a Reason itself.

    >>> reason("place", place=2).zh
    '该找的条文排在第2位'
    """
    en, zh = _REASONS[name]
    told = {key: value if isinstance(value, Reason) else same(value) for key, value in values.items()}
    return Reason(
        en.format(**{key: value.en for key, value in told.items()}),
        zh.format(**{key: value.zh for key, value in told.items()}),
    )


def same(value: object) -> Reason:
    """Return what is the same in both languages, as a number or an id."""
    return Reason(str(value), str(value))


def listed(values: Iterable[object], joint: str = "and") -> Reason:
    """Return values one after the other, as each language strings them together.

    >>> listed(["tax", "fee"]).zh, listed(["tax", "fee"], "or").en
    ('tax、fee', 'tax or fee')
    """
    told = [value if isinstance(value, Reason) else same(value) for value in values]
    en, zh = _JOINTS[joint]
    return Reason(en.join(one.en for one in told), zh.join(one.zh for one in told))


def read_reason(recorded: Mapping[str, str] | str) -> Reason:
    """Return a reason as a run recorded it; runs of former versions hold the English alone."""
    return same(recorded) if isinstance(recorded, str) else Reason(recorded["en"], recorded["zh"])
