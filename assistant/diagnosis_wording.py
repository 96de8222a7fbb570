"""A diagnosis in plain sentences of one language, each with the paper's section that it hangs on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.datatypes import Language
from assistant.diagnosing import Diagnosis
from assistant.profile_reading import Evidence
from assistant.typology import UNCLEAR, Reason, Risk, Verdict
from assistant.typology_rules import RULES
from assistant.typology_wording import FACT_NAMES, LABEL_NAMES, VALUE_NAMES

_LEVELS = {"high": 3, "low": 2, "none": 1, "unclear": 0}
_WEIGHTS = {rule.id: rule.weight for rule in RULES}
_AXES = ("origin", "base", "role", "target_mode")
_KINDS = ("origin", "base", "role")
MOST_QUESTIONS = 3
# The asker's words are shown up to this length.
_LONGEST_WORDS: dict[Language, int] = {"en": 90, "zh": 40}
_TEXTS: dict[str, tuple[str, str]] = {
    "kind": ("By the paper's types, yours is {kinds}", "按论文的分法，你这属于{kinds}"),
    "no_kind": (
        "From what you told I cannot say yet what kind of business this is by the paper",
        "光凭你说的这些，还说不准按论文算哪一类",
    ),
    "risk": ("; the risk that weighs most is {risk}.", "；最要紧的风险是{risk}。"),
    "no_risk": (".", "。"),
    "origin_kind": ("{label} by how it began", "起源上的{label}"),
    "base_kind": ("{label} by what it rests on", "基础上的{label}"),
    "role_kind": ("{label} by its role", "角色上的{label}"),
    "and": (", ", "、"),
    "words": ("You write “{words}”: {because}", "你说“{words}”：{because}"),
    "target": ("The mode to work towards is {label}: {because}", "可以朝着走的是{label}：{because}"),
    "not_ready": (
        "It is too early to link up with others: {because}",
        "眼下还不到联合的时候：{because}",
    ),
    "no_target": (
        "Which mode of symbiosis fits cannot be said yet; that hangs on your partners and on how gains are shared.",
        "适合哪种共生模式还说不准，要看你有哪些伙伴、得利怎么分。",
    ),
    "change": (
        "It would be {label} if this were so: {changes}.",
        "如果是这样：{changes}，就该是{label}。",
    ),
    "contradiction": (
        "You tell this in two ways, so I leave it open: {facts}.",
        "这一点你前后说法不一，我先不下结论：{facts}。",
    ),
    "ask": ("These answers would make it surer:", "再回答这几个问题，就更有把握："),
    "proposed": (
        "Proposed by the chat model, please confirm; none of it counts until then:",
        "聊天模型提出的，请你确认；没确认之前都不算数：",
    ),
    "proposal": ("{fact} (“{words}”)", "{fact}（“{words}”）"),
    "is": ("{fact}: {value}", "{fact}：{value}"),
    "join": ("; ", "；"),
    "general": (
        "This is a reading by fixed rules, not a decision about you; correct me where I took you wrong.",
        "这是按固定规则读出来的，不是替你拿主意；哪里读错了，直接告诉我。",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the paper's sections that say it; none for a sentence that claims nothing."""

    text: str
    sections: tuple[str, ...] = ()


def tell_diagnosis(diagnosis: Diagnosis, language: Language) -> tuple[Told, ...]:
    """Return the diagnosis: kind and weightiest risk, why in the asker's words, target, what would change it."""
    return (
        _kind(diagnosis, language),
        *_reasons(diagnosis, language),
        *_target(diagnosis, language),
        *_contradiction(diagnosis, language),
    )


def ask_next(diagnosis: Diagnosis, language: Language) -> tuple[str, ...]:
    """Return the questions worth most, what was told in two ways first; at most three."""
    missing = sorted(diagnosis.classification.missing, key=lambda one: one.fact not in diagnosis.contradictions)
    return tuple(one.zh if language == "zh" else one.en for one in missing[:MOST_QUESTIONS])


def ask_lead(language: Language) -> str:
    """Return what stands before the questions."""
    return _text("ask", language)


def name_label(label: str, language: Language) -> str:
    """Return the name of an axis, label, risk, level or measure."""
    return LABEL_NAMES[label][language == "zh"]


def name_fact(fact: str, value: str, language: Language) -> str:
    """Return a fact with its value in words.

    >>> name_fact("partners", "none", "en")
    'Regular partners: none'
    """
    name, told = FACT_NAMES[fact][language == "zh"], VALUE_NAMES[value][language == "zh"]
    return _text("is", language, fact=name, value=told)


def weightiest_risk(risks: Sequence[Risk]) -> Risk | None:
    """Return the risk of the highest level whose reason is strongest; None where nothing is known of any."""
    known = [risk for risk in risks if risk.level in ("high", "low")]
    return max(known, key=lambda risk: (_LEVELS[risk.level], _WEIGHTS[risk.reasons[0].rule]), default=None)


def _text(name: str, language: Language, **values: object) -> str:
    return _TEXTS[name][language == "zh"].format(**values)


def _because(reason: Reason, language: Language) -> str:
    return reason.zh if language == "zh" else reason.en


def _kind(diagnosis: Diagnosis, language: Language) -> Told:
    found = diagnosis.classification
    verdicts = {axis: getattr(found, axis) for axis in _KINDS}
    known = {axis: verdict for axis, verdict in verdicts.items() if verdict.label != UNCLEAR}
    kinds = [_text(f"{axis}_kind", language, label=name_label(one.label, language)) for axis, one in known.items()]
    start = _text("kind", language, kinds=_text("and", language).join(kinds)) if kinds else _text("no_kind", language)
    risk = weightiest_risk(found.risks)
    end = _text("risk", language, risk=_named_risk(risk, language)) if risk else _text("no_risk", language)
    sections = [verdict.reasons[0].section for verdict in known.values()]
    return Told(start + end, tuple(dict.fromkeys([*sections, *([risk.section] if risk else [])])))


def _named_risk(risk: Risk, language: Language) -> str:
    name, level = name_label(risk.label, language), name_label(risk.level, language)
    return f"{name}（{level}）" if language == "zh" else f"{name} ({level})"


def _reasons(diagnosis: Diagnosis, language: Language) -> Iterator[Told]:
    found = diagnosis.classification
    risk = weightiest_risk(found.risks)
    quoted: set[str] = set()
    explained = [*(getattr(found, axis) for axis in _KINDS), *([risk] if risk else [])]
    for verdict in explained:
        if isinstance(verdict, Verdict) and verdict.label == UNCLEAR:
            continue
        reason = verdict.reasons[0]
        because = _because(reason, language)
        words = _words(diagnosis, reason, language)
        words = None if words in quoted else words
        quoted.add(words or "")
        text = _text("words", language, words=words, because=_lower(because, language)) if words else because
        yield Told(text, (reason.section,))


def _lower(because: str, language: Language) -> str:
    return because if language == "zh" else because[0].lower() + because[1:]


def _words(diagnosis: Diagnosis, reason: Reason, language: Language) -> str | None:
    words = next((one.words for fact in reason.facts for one in diagnosis.evidence if one.fact == fact), None)
    if words is None:
        return None
    longest = _LONGEST_WORDS[language]
    plain = " ".join(words.split()).rstrip("。.;；,，")
    return plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0] + "…"


def _target(diagnosis: Diagnosis, language: Language) -> Iterator[Told]:
    verdict = diagnosis.classification.target_mode
    if verdict.label == UNCLEAR:
        yield Told(_text("no_target", language), ("4.3",))
    else:
        reason = verdict.reasons[0]
        because = _lower(_because(reason, language), language)
        label = name_label(verdict.label, language)
        name = "not_ready" if verdict.label == "not_ready" else "target"
        yield Told(_text(name, language, label=label, because=because), (reason.section,))
    change = min(verdict.would_change, key=lambda one: len(one.changes), default=None)
    if change is not None and verdict.label != UNCLEAR:
        changes = _text("join", language).join(name_fact(fact, to, language) for fact, to in change.changes)
        yield Told(_text("change", language, label=name_label(change.label, language), changes=changes), ("4.3",))


def _contradiction(diagnosis: Diagnosis, language: Language) -> Iterator[Told]:
    if diagnosis.contradictions:
        names = _text("join", language).join(FACT_NAMES[fact][language == "zh"] for fact in diagnosis.contradictions)
        yield Told(_text("contradiction", language, facts=names))


def describe_diagnosis(diagnosis: Diagnosis, language: Language) -> str:
    """Return the diagnosis as lines of text: what was read, what it says, what to ask."""
    lines = [one.text + _places(one.sections, language) for one in tell_diagnosis(diagnosis, language)]
    lines += [
        f"- {name_label(axis, language)}{'：' if language == 'zh' else ': '}"
        f"{name_label(getattr(diagnosis.classification, axis).label, language)}"
        for axis in _AXES
    ]
    lines += [f"- {_named_risk(risk, language)}" for risk in diagnosis.classification.risks]
    questions = ask_next(diagnosis, language)
    if questions:
        lines += [ask_lead(language), *(f"- {question}" for question in questions)]
    if diagnosis.proposed:
        lines += [_text("proposed", language), *(f"- {_proposal(one, language)}" for one in diagnosis.proposed)]
    return "\n".join([*lines, _text("general", language)])


def _proposal(proposal: Evidence, language: Language) -> str:
    fact = name_fact(proposal.fact, proposal.value, language)
    return _text("proposal", language, fact=fact, words=" ".join(proposal.words.split()))


def _places(sections: Sequence[str], language: Language) -> str:
    if not sections:
        return ""
    return f"（论文{'、'.join(sections)}）" if language == "zh" else f" (paper, {', '.join(sections)})"
