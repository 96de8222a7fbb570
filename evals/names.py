"""What the pages and the report call suites, scores, groups, halves, kinds of answers and languages."""

from collections.abc import Mapping

from assistant.typology_wording import LABEL_NAMES
from evals.reasons import Reason, reason, same

_NAMES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "suite": {
        "retrieval": ("search", "检索"),
        "answering": ("answers", "回答"),
        "refusal": ("declining", "拒答"),
        "injection": ("orders in questions", "问题里的指令"),
        "planted": ("orders in documents", "资料里的指令"),
        "follow_up": ("follow-ups", "追问"),
        "language": ("language", "语言"),
        "classification": ("classification", "分类"),
        "draft": ("drafts", "草稿"),
        "told": ("what a description tells", "描述里说了什么"),
        "speed": ("speed", "速度"),
    },
    "score": {
        "in_library": ("expected section in the library", "该找的条文在资料库里"),
        "hit@1": ("right section first", "第1条就对"),
        "hit@3": ("right section among the first 3", "前3条里有对的"),
        "hit@5": ("right section among the first 5", "前5条里有对的"),
        "mrr": ("mean reciprocal rank", "平均倒数排名"),
        "ndcg@10": ("nDCG of the first 10", "前10条的nDCG"),
        "facts": ("expected facts told", "要点答到"),
        "kind": ("right kind of answer", "回答的种类对"),
        "declined": ("declined", "该拒的拒了"),
        "not_declined": ("not declined", "该答的没拒"),
        "right_source": ("a right source cited", "引用了对的出处"),
        "citation_precision": ("cited sections that are right", "引用里对的占比"),
        "citation_recall": ("right sections that are cited", "对的条文被引用的占比"),
        "supported": ("every sentence has a source", "句句有出处"),
        "numbers": ("every number stands in a quote", "数字都在引文里"),
        "premise": ("premise put right or left alone", "该不该纠正前提"),
        "must_not": ("nothing said that must not be", "不该说的没说"),
        "language": ("in the language of the question", "用提问的语言"),
        "risks": ("risks", "风险"),
        "open_kept": ("what is open left open", "该留空的留空"),
        "told_read": ("facts told that are read", "说到的读出来了"),
        "read_told": ("facts read that are told", "读出来的都说过"),
        "quoted": ("quoted with words that say it", "引的话说的就是它"),
        "goods": ("what is sold, with its form", "卖的东西和种类"),
        "spoken_to": ("what was asked or told is answered", "问的、说到的都答了"),
        "founded": ("every line has a basis", "每行都有依据"),
        "faultless": ("lines without a fault", "没毛病的行"),
    },
    "group": {
        "near": ("near the library", "相近的题"),
        "off": ("far from the library", "不相干的题"),
        "unsafe": ("unsafe requests", "不当请求"),
        "false-premise": ("false premise", "前提有误"),
        "true-premise": ("true premise", "前提无误"),
        "order-only": ("an order alone", "只有指令"),
        "mixed": ("order and question", "指令夹着问题"),
        "pasted": ("pasted text", "粘贴的文字"),
        "hidden-text": ("hidden text", "隐藏文字"),
        "ellipsis": ("words left out", "省略"),
        "pronoun": ("pronoun", "代词"),
        "more": ("asks for more", "要求多说"),
        "topic-change": ("another subject", "换话题"),
        "clear": ("clear", "说得清楚"),
        "incomplete": ("incomplete", "说得不全"),
        "contradictory": ("contradictory", "前后矛盾"),
        "ambiguous": ("ambiguous", "两可"),
        "other": ("others", "其他"),
    },
    "half": {
        "dev": ("For tuning", "调整用的一半"),
        "test": ("Held back", "留作检验的一半"),
        "validation": ("For comparing", "比较用的一组"),
    },
    "kind": {
        "answer": ("answer", "回答"),
        "partial": ("partial answer", "部分回答"),
        "refusal": ("refusal", "拒答"),
        "clarification": ("question back", "反问"),
        "diagnosis": ("diagnosis", "诊断"),
        "small_talk": ("small talk", "寒暄"),
    },
    "language": {"en": ("English", "英文"), "zh": ("Chinese", "中文")},
    "way": {
        "the assistant": ("the assistant", "本助手"),
        "BM25": ("BM25 alone", "只用BM25"),
        "E5, whole texts": ("E5 alone, whole texts", "只用E5，整段文字"),
        "USE, whole texts": ("USE alone, whole texts", "只用USE，整段文字"),
        "both, whole texts": ("both embeddings, whole texts", "两种向量一起，整段文字"),
        "LangChain": ("LangChain's plain recipe", "LangChain的通用做法"),
    },
}

# The group of all cases of a suite.
WHOLE = "all"


def where(split: str, suite: str, group: str, language: str, score: str, *, named: bool = False) -> Reason:
    """Return which figure is meant; English by ids, as the limits and the cases have them, unless `named`.

    >>> where("dev", "refusal", "near", "en", "declined").en
    'refusal/near/en declined on dev'
    >>> where("dev", "refusal", "near", "en", "declined", named=True).en
    'For tuning · declining · near the library · English · declined'
    """
    called = reason(
        "where",
        half=name_of("half", split),
        suite=name_of("suite", suite),
        group=same("") if group == WHOLE else reason("in_group", group=name_of("group", group)),
        language=name_of("language", language),
        score=name_of("score", score),
    )
    if named:
        return called
    part = "" if group == WHOLE else f"/{group}"
    return Reason(f"{suite}{part}/{language} {score} on {split}", called.zh)


def name_of(what: str, id: str | None) -> Reason:
    """Return how a suite, score, group, half, kind or language is called; its id where nobody named it.

    Axes and labels of classifications are called as everywhere; a group may be a suite or a kind.

    >>> name_of("kind", "refusal").zh, name_of("score", "own").en
    ('拒答', 'own')
    """
    tables = [_NAMES[what], *((_NAMES["suite"], _NAMES["kind"]) if what == "group" else ()), LABEL_NAMES]
    found = next((table[id] for table in tables if id in table), None)
    return Reason(*found) if found else same(id)
