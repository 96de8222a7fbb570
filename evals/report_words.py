"""The words of the report, in both languages."""

from collections.abc import Mapping

from assistant.datatypes import Language

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Evaluation {name}", "评测 {name}"),
    "all_well": ("Every figure is within its limits.", "各项指标全部达标。"),
    "not_well": ("Not as it should be: {count}", "有{count}处不达标"),
    "contents": ("Contents", "目录"),
    "about": (
        "{count} questions and descriptions were put to the assistant. Each figure is a mean between 0 and 1, higher "
        "is better. Below it stand the range that holds it with 95 % certainty, the number of cases and, where one "
        "is set, the lowest value that is accepted.",
        "共向助手提了{count}道题（含情况描述）。每项得分是0到1之间的平均值，越高越好；下面依次是95%的把握范围、"
        "题数，定了下限的还有下限。",
    ),
    "speed": (
        "A warm answer took {median} ms (median of {count}), {p95} ms at the 95th percentile.",
        "热身后回答一题用{median}毫秒（{count}题的中位数），第95百分位是{p95}毫秒。",
    ),
    "began": ("The run began on {started}.", "开始时间：{started}。"),
    "against": ("Against {name}", "与{name}相比"),
    "scores_changed": ("{count} scores changed", "{count}个得分有变化"),
    "change_fixed": ("fixed", "改好"),
    "change_broken": ("broken", "变坏"),
    "change_better": ("better", "好一些"),
    "change_worse": ("worse", "差一些"),
    "reworded": ("answered in other words", "答案换了说法"),
    "edited": ("edited and not compared", "改过，不比较"),
    "added": ("added", "新加的题"),
    "removed": ("removed", "去掉的题"),
    "made_with_another": ("Differs in what it was made with: {what}.", "评测时的状态不同：{what}。"),
    "same_state": ("Made with the same state.", "评测时的状态相同。"),
    "significant": ("Differences by more than chance", "不是偶然的差别"),
    "counted": ("{count} {what}", "{what}{count}个"),
    "colon": (": ", "："),
    "score": ("score", "得分项"),
    "of_cases": ("{count} cases", "{count}题"),
    "with_limit": ("at least {limit}", "下限{limit}"),
    "under_limit": ("under {limit}", "低于下限{limit}"),
    "all_in": ("All cases", "全部题"),
    "case": ("case", "题号"),
    "change": ("change", "变化"),
    "why": ("why", "原因"),
    "confidence": ("How far confidence can be trusted", "把握说得准不准"),
    "risk_plot": ("Wrong answers by share of questions answered", "答得越多，错得多不多"),
    "risk_told": (
        "From left to right: the surest answers alone, then less and less sure ones. Dot: as it is set now.",
        "从左到右：先只答最有把握的，再答把握小一些的。圆点是助手现在的设置。",
    ),
    "coverage": ("share answered", "回答的占比"),
    "risk": ("share wrong", "答错的占比"),
    "right_plot": ("Right answers by confidence, {language}", "把握多大，答对多少（{language}）"),
    "right_told": (
        "Five equal parts of the answers, the least sure on the left. Dot: how many were right, with its 95 % range; "
        "dashes: how sure the assistant was.",
        "把回答按把握从小到大平分成五份。圆点：答对的占比和95%范围；虚线：助手自己的把握。",
    ),
    "confidence_from": ("confidence from", "把握从"),
    "right": ("share right", "答对的占比"),
    "language": ("language", "语言"),
    "false_answers": ("answered what the sources do not answer", "不该答却答了"),
    "false_refusals": ("declined what they do answer", "该答却拒了"),
    "rate": ("{value} [{low}, {high}] of {count}", "{value} [{low}, {high}]，共{count}题"),
    "confusion": (
        "{axis}, {language}: what was expected and what was found",
        "{axis}（{language}）：应为什么，判成什么",
    ),
    "expected_found": ("expected ↓ found →", "应为↓ 判成→"),
    "documents": ("The search by document", "逐份资料看检索"),
    "documents_told": (
        "{good} of {count} figures, one for each document and language, reach {wanted} or more; the others come first.",
        "每份资料、每种语言一个数，共{count}个，其中{good}个达到{wanted}；没达到的排在前面。",
    ),
    "by_document": ("{count} figures by document", "逐份资料的{count}个数"),
    "document": ("document", "资料"),
    "found_of": ("{found} of {count}", "{count}题中的{found}题"),
    "baselines": ("Other ways to search the same library", "换别的方法检索同一个资料库"),
    "half": ("half", "哪一半"),
    "way": ("way", "方法"),
    "note": ("note", "说明"),
    "judges": ("Outside judges", "外部评判"),
    "judges_told": (
        "Attacks of other people's packages on the assistant, with documents planted in a copy of its library.",
        "用别人写的攻击程序考助手，攻击用的文件放进资料库的副本里。",
    ),
    "judge": ("judge", "评判程序"),
    "attack": ("attack", "攻击"),
    "resisted": ("resisted", "顶住"),
    "of": ("{passed} of {count}", "{count}次中的{passed}次"),
    "unmeasured": ("Could not be measured", "没能测量"),
    "failed": ("Failed cases", "没通过的题"),
    "failed_told": (
        "Open a case to see the answer, what was expected and why it failed.",
        "点开一题，看回答、应有的内容和没通过的原因。",
    ),
    "failed_of": ("{suite}: {count} failed cases", "{suite}：{count}题没通过"),
    "error": ("error", "出错"),
    "talk": ("Before it", "前面的对话"),
    "asked": ("Question", "问题"),
    "told": ("Description", "情况描述"),
    "answer": ("Answer", "回答"),
    "expected": ("Expected", "应有"),
    "retrieved": ("Retrieved", "检索到"),
    "failed_why": ("Why", "原因"),
    "broke": ("Error", "错误"),
    "user": ("asker", "问"),
    "assistant": ("assistant", "答"),
    "sure": ("{kind}, confidence {confidence}", "{kind}，把握{confidence}"),
    "expected_kind": ("kind", "种类"),
    "expected_sections": ("sections", "条文"),
    "expected_facts": ("facts", "要点"),
    "expected_labels": ("labels", "标签"),
    "expected_must_not": ("must not say", "不能说"),
    "expected_premise": ("premise", "前提"),
    "premise_false": ("is false, to be put right", "有误，要纠正"),
    "premise_true": ("is right, to be left alone", "无误，不要动"),
    "state": ("Made with", "评测时的状态"),
    "what": ("what", "项目"),
    "is": ("state", "内容"),
}


def say(name: str, language: Language, /, **values: object) -> str:
    """Return words of the report with values put in.

    >>> say("failed_of", "zh", suite="拒答", count=2)
    '拒答：2题没通过'
    """
    en, zh = _WORDS[name]
    return (zh if language == "zh" else en).format(**values)
